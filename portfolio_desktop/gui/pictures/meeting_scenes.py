# SPDX-License-Identifier: Apache-2.0
"""Pictures of meetings: boards, agendas, the meeting over the whole screen, the ledger and the actions."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.pages.meetings.page import ACTIONS, DECISIONS, MeetingsPage
from portfolio_desktop.gui.pages.meetings.sitting import Sitting
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.find import find
from portfolio_desktop.services.governance.meetings import MeetingPage, meeting_page
from portfolio_desktop.services.office import Office

Play = Callable[[Shell], QWidget | None]
_BOARD = "MT-0003"
_SCREEN = QSize(1440, 900)
_LONG = (
    "Penderfyniad ar ddyfodol y gwasanaeth â’r holl gynghorau, gan gynnwys dŵr, llifogydd a ffyrdd gwledig",
    "اعتماد خطة استبدال نظام الموارد البشرية والمالية لجميع المجالس قبل نهاية السنة",
    "🚀 Go-live of the customs declaration service, with parallel running over two seasons <b>& a review</b>",
)


def _page(shell: Shell) -> MeetingsPage:
    shell.guide.go(places.MEETINGS)
    page = shell.guide.page
    assert isinstance(page, MeetingsPage)
    return page


def _id(shell: Shell, code: str) -> str:
    found: list[str] = []
    shell.desk.read(lambda office: str(find(office, code)[0].id), found.append)
    return found[0]


def _starts(shell: Shell, id: str) -> datetime | None:
    found: list[MeetingPage] = []
    shell.desk.read(lambda office: meeting_page(office, Id(id)), found.append)
    return found[0].starts


def _calendar(shell: Shell) -> None:
    _page(shell)


def _list(key: str) -> Play:
    return lambda shell: _page(shell).show_list(key)


def _board(shell: Shell) -> None:
    _page(shell).show_board(_id(shell, "BD-0001"))


def _call(shell: Shell) -> None:
    page = _page(shell)
    page.show_board(_id(shell, "BD-0001"))
    page.board.start_call()


def _meeting(code: str) -> Play:
    return lambda shell: _page(shell).show_meeting(_id(shell, code))


def _decision(shell: Shell) -> None:
    _page(shell).show_decision(_id(shell, "D-0010"))


def _sit(shell: Shell, code: str, minutes: int) -> Sitting:
    """The meeting so many minutes after its start, as on a screen of a meeting room."""
    page, id = _page(shell), _id(shell, code)
    starts = _starts(shell, id) or datetime.fromisoformat("2026-11-20T09:00")
    page.now = lambda: starts + timedelta(minutes=minutes)
    page.show_meeting(id)
    page.sit(id)
    sitting = page.sitting
    assert isinstance(sitting, Sitting)
    sitting.showNormal()
    sitting.resize(_SCREEN)
    return sitting


def _sitting(shell: Shell) -> Sitting:
    sitting = _sit(shell, _BOARD, 47)
    sitting.go(2)
    return sitting


def _action(shell: Shell) -> Sitting:
    sitting = _sitting(shell)
    sitting.beside.entry.line.setText("Marcus: write to the integrator by the end of the month")
    sitting.beside.entry.line.returnPressed.emit()
    return sitting


def _sat(shell: Shell) -> Sitting:
    sitting = _sit(shell, "MT-0002", 80)
    sitting.go(4)
    return sitting


def _sixty(shell: Shell) -> Sitting:
    """A meeting without a date, with sixty items in three scripts and nobody invited."""

    def fill(office: Office) -> None:
        made = records.create(office, "meeting", {"title": _LONG[2]})
        office.write(made)
        meeting = made.items[0].record
        for position in range(1, 61):
            title = f"{position}. {_LONG[position % 3]}"
            values: dict[str, Value] = {
                "meeting_id": meeting,
                "position": position,
                "title": title,
                "discussion": _LONG[1],
            }
            office.write(records.create(office, "agenda_item", values))

    shell.desk.read(fill)
    sitting = _sit(shell, "MT-0001", 5)
    sitting.go(1)
    return sitting


MEETING_SCENES: tuple[tuple[str, Play, int], ...] = (
    ("meetings", _calendar, 860),
    ("meetings-board", _board, 1000),
    ("meetings-call", _call, 860),
    ("meetings-agenda", _meeting(_BOARD), 1000),
    ("meetings-held", _meeting("MT-0002"), 1300),
    ("meetings-sitting", _sitting, 900),
    ("meetings-sitting-action", _action, 900),
    ("meetings-sitting-decided", _sat, 900),
    ("decisions", _list(DECISIONS), 860),
    ("decision", _decision, 1500),
    ("actions", _list(ACTIONS), 860),
)
BLANK_MEETING_SCENES: tuple[tuple[str, Play], ...] = (
    ("meetings-empty", _calendar),
    ("decisions-empty", _list(DECISIONS)),
    ("actions-empty", _list(ACTIONS)),
    ("meetings-sixty", _sixty),
)
