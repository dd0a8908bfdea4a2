# SPDX-License-Identifier: Apache-2.0
"""Going to the page of meetings as a person does, and reading what stands on it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.meetings.page import MeetingsPage
from portfolio_desktop.gui.pages.meetings.sitting import Sitting
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.find import find
from portfolio_desktop.services.governance.meetings import MeetingPage, meeting_page
from portfolio_desktop.services.office import Office

T = TypeVar("T")


def meetings_page(shell: Shell) -> MeetingsPage:
    shell.guide.go(places.MEETINGS)
    page = shell.guide.page
    assert isinstance(page, MeetingsPage)
    return page


def read(shell: Shell, job: Callable[[Office], T]) -> T:
    found: list[T] = []
    shell.desk.read(job, found.append)
    return found[0]


def id_of(shell: Shell, code: str) -> str:
    return str(read(shell, lambda office: find(office, code))[0].id)


def meeting(shell: Shell, code: str) -> MeetingPage:
    id = Id(id_of(shell, code))
    return read(shell, lambda office: meeting_page(office, id))


def sit(shell: Shell, code: str, minutes: int = 0) -> Sitting:
    """The meeting over the whole screen, so many minutes after its start."""
    page = meetings_page(shell)
    starts = meeting(shell, code).starts or datetime.fromisoformat("2026-11-20T09:00")
    page.now = lambda: starts + timedelta(minutes=minutes)
    page.show_meeting(id_of(shell, code))
    page.meeting.sitting_wanted.emit(id_of(shell, code))
    sitting = page.sitting
    assert isinstance(sitting, Sitting)
    return sitting


def said(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(Label) if label.isVisible()]
    elided = [label.text for label in widget.findChildren(ElidedLabel) if label.isVisible()]
    return "\n".join([*labels, *elided])


def button(widget: QWidget, text: str) -> QPushButton:
    found = [each for each in widget.findChildren(QPushButton) if each.text() == text and each.isVisible()]
    assert found, f"no button {text!r}"
    return found[0]
