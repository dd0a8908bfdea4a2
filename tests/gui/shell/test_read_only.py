# SPDX-License-Identifier: Apache-2.0
"""A window that only reads: every page can be walked through, nothing in it writes, and what is out of use says why."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from portfolio_desktop.gui.pages.assurance.page import AssurancePage
from portfolio_desktop.gui.pages.challenge.page import ChallengePage
from portfolio_desktop.gui.pages.meetings.page import ACTIONS, DECISIONS, MeetingsPage
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.risks.page import RisksPage
from portfolio_desktop.gui.pages.technology.page import RADAR, SERVICES, TechnologyPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.find import Found, find
from portfolio_desktop.services.history import acts
from tests.support.ask import FakeAsk
from tests.support.windows import own_demo

WHY = "Open for reading only: nothing here can be changed."


@pytest.fixture
def reading(shell: Shell, laptop: Path, demo_file: Path) -> Shell:
    """The demo portfolio in a window that only reads."""
    shell.files.open(own_demo(laptop, demo_file), read_only=True)
    assert shell.desk.read_only
    return shell


def id_of(shell: Shell, code: str) -> str:
    found: list[Found] = []
    shell.desk.read(lambda office: find(office, code), lambda hits: found.append(hits[0]))
    return str(found[0].id)


def written(shell: Shell) -> int:
    found: list[int] = []
    shell.desk.read(lambda office: len(acts(office, limit=1000)), found.append)
    return found[0]


def risks(shell: Shell) -> RisksPage:
    shell.guide.go(places.RISKS)
    assert isinstance(shell.guide.page, RisksPage)
    return shell.guide.page


def meetings(shell: Shell) -> MeetingsPage:
    shell.guide.go(places.MEETINGS)
    assert isinstance(shell.guide.page, MeetingsPage)
    return shell.guide.page


def assurance(tab: str) -> Callable[[Shell], None]:
    def go(shell: Shell) -> None:
        shell.guide.go(places.ASSURANCE)
        assert isinstance(shell.guide.page, AssurancePage)
        segments(shell.guide.page, tab)

    return go


def technology(tab: str) -> Callable[[Shell], None]:
    def go(shell: Shell) -> None:
        shell.guide.go(places.TECHNOLOGY)
        assert isinstance(shell.guide.page, TechnologyPage)
        segments(shell.guide.page, tab)

    return go


def segments(page: QWidget, key: str) -> None:
    tabs = page.findChildren(SegmentedControl)[0]
    tabs.choose(key)
    tabs.changed.emit(key)


def rules(shell: Shell) -> None:
    shell.guide.go(places.CHALLENGE)
    assert isinstance(shell.guide.page, ChallengePage)
    shell.guide.page.edit_rules()


WAYS: dict[str, Callable[[Shell], object]] = {
    **{
        place: lambda shell, place=place: shell.guide.go(place)  # type: ignore[misc]
        for place in (
            places.HOME,
            places.RISKS,
            places.CLOCKS,
            places.CHALLENGE,
            places.MEETINGS,
            places.ASSURANCE,
            places.STAKEHOLDERS,
            places.TECHNOLOGY,
        )
    },
    "one risk": lambda shell: risks(shell).show_risk(id_of(shell, "R-0003")),
    "the review": lambda shell: risks(shell).start_review((id_of(shell, "R-0003"), id_of(shell, "R-0004"))),
    "the matrix": lambda shell: risks(shell).edit_matrix(),
    "the rules of challenge": rules,
    "a board": lambda shell: meetings(shell).show_board(id_of(shell, "BD-0001")),
    "a meeting to come": lambda shell: meetings(shell).show_meeting(id_of(shell, "MT-0003")),
    "a meeting held": lambda shell: meetings(shell).show_meeting(id_of(shell, "MT-0002")),
    "a decision": lambda shell: meetings(shell).show_decision(id_of(shell, "D-0010")),
    "the ledger": lambda shell: meetings(shell).show_list(DECISIONS),
    "actions": lambda shell: meetings(shell).show_list(ACTIONS),
    "an escalation": lambda shell: shell.guide.open_place(places.CLOCKS, id_of(shell, "E-0001")),
    "a project": lambda shell: shell.guide.open_record("project", id_of(shell, "P-0001")),
    **{f"assurance, {tab}": assurance(tab) for tab in ("controls", "recommendations", "lessons", "changes")},
    **{f"technology, {tab}": technology(tab) for tab in (SERVICES, RADAR)},
}


def buttons(shell: Shell) -> list[QAbstractButton]:
    """The buttons in sight on the page, its rows left out: they lead elsewhere."""
    page = shell.guide.page
    assert page is not None
    page.grab()  # laid out, as on a screen
    found = page.findChildren(QAbstractButton)
    return [each for each in found if each.isVisible() and not isinstance(each, RowButton)]


@pytest.mark.parametrize("way", WAYS)
def test_that_a_page_can_be_read_and_what_would_write_says_why_it_cannot(reading: Shell, way: str) -> None:
    WAYS[way](reading)
    off = [each for each in buttons(reading) if not each.isEnabled() and "Previous" not in each.text()]
    silent = [each.text() or each.accessibleName() for each in off if WHY not in each.toolTip()]
    assert not silent, f"out of use without a reason: {silent}"
    assert any(label.isVisible() for label in reading.window.findChildren(QLabel) if label.text() == WHY)


@pytest.mark.parametrize(
    ("way", "act"),
    [
        ("a board", "Call the next meeting…"),
        ("a meeting to come", "Start the meeting"),
        ("actions", "Done"),
        ("an escalation", "Edit the report"),
        ("the review", "Confirm"),
    ],
)
def test_that_what_would_write_stays_in_its_place_out_of_use(reading: Shell, way: str, act: str) -> None:
    WAYS[way](reading)
    page = reading.guide.page
    assert page is not None
    found = [each for each in page.findChildren(QAbstractButton) if each.text().strip().startswith(act)]
    assert found, f"“{act}” is hidden"
    assert not any(each.isEnabled() for each in found)


def test_that_acts_reached_by_a_key_write_nothing(reading: Shell, ask: FakeAsk) -> None:
    before = written(reading)
    for way in WAYS.values():
        way(reading)
        page = reading.guide.page
        assert page is not None
        for key in "CWBHXDTRAU":
            QTest.keyClick(page, getattr(Qt.Key, f"Key_{key}"))
    assert written(reading) == before
    assert not ask.told, "nothing had to be refused: it was not offered"
