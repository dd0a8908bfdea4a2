# SPDX-License-Identifier: Apache-2.0
"""Minutes, lists of actions and calendar files, made off the window's thread and written where the person says."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.diary.entries import revisions
from portfolio_desktop.services.governance.actions import ActionLine, marking
from portfolio_desktop.services.governance.meetings import MeetingPage, meeting_page


def save_minutes(desk: Desk, owner: QObject, page: MeetingPage) -> None:
    """Ask where, and write the minutes as PDF."""

    def ask(paper: MeetingPage) -> None:
        def make() -> bytes:
            from portfolio_desktop.reports.minutes import render_minutes

            return render_minutes(paper)

        name = _("Minutes {name}.pdf").format(name=_name(page))
        _ask(desk, owner, _("Save the minutes"), name, _("PDF (*.pdf)"), make)

    # Read once more: what is shown may be in a language that papers are not written in yet.
    desk.read(for_papers()(lambda office: meeting_page(office, page.id)), ask, owner=owner)


def save_meeting(desk: Desk, owner: QObject, page: MeetingPage) -> None:
    """Ask where, and write the meeting as a calendar file."""

    def ask(known: Mapping[Id, int]) -> None:
        def make() -> bytes:
            from portfolio_desktop.exchange.calendar import of_meeting, write_calendar

            return write_calendar(of_meeting(page, known.get(page.id, 0)), datetime.now(UTC))

        name = _("{name}.ics").format(name=_name(page))
        _ask(desk, owner, _("Save the meeting for a calendar"), name, _("Calendar (*.ics)"), make)

    desk.read(lambda office: revisions(office, [page.id]), ask, owner=owner)


def save_action_list(desk: Desk, owner: QObject, lines: tuple[ActionLine, ...], name: str) -> None:
    """Ask where, and write the actions as PDF; `name` is the person's whose they are, empty for everybody's."""
    today = desk.today

    def ask(marked: str) -> None:
        def make() -> bytes:
            from portfolio_desktop.reports.action_list import render_actions

            return render_actions(lines, today, name, marked)

        suggested = _("Actions {name}.pdf").replace("{name}", name or _("by person"))
        _ask(desk, owner, _("Save the actions"), suggested, _("PDF (*.pdf)"), make)

    desk.read(marking, ask, owner=owner)


def save_action_days(desk: Desk, owner: QObject, lines: tuple[ActionLine, ...], name: str) -> None:
    """Ask where, and write the days on which actions are due as a calendar file."""

    def ask(known: Mapping[Id, int]) -> None:
        def make() -> bytes:
            from portfolio_desktop.exchange.calendar import of_actions, write_calendar

            return write_calendar(of_actions(lines, known), datetime.now(UTC))

        suggested = _("Actions {name}.ics").replace("{name}", name or _("of everybody"))
        _ask(desk, owner, _("Save the actions for a calendar"), suggested, _("Calendar (*.ics)"), make)

    desk.read(lambda office: revisions(office, [line.id for line in lines]), ask, owner=owner)


def _ask(desk: Desk, owner: QObject, title: str, name: str, filter: str, make: Callable[[], bytes]) -> None:
    def write(path: Path) -> None:
        def work(_progress: object) -> None:
            needs_folder(path)
            write_whole(path, make())

        desk.jobs.free(
            work,
            label=title,
            owner=owner,
            done=lambda _none: desk.notify(_("Saved {path}").format(path=path)),
        )

    safe = "".join(letter if letter.isalnum() or letter in " -_." else "-" for letter in name)
    desk.ask.save_file(title, Path(safe), [filter], write)


def _name(page: MeetingPage) -> str:
    title = page.board.title if page.board else page.meeting.title or ""
    return " ".join(
        filter(None, (page.meeting.code, title, f"{page.starts:%Y-%m-%d}" if page.starts else ""))
    )
