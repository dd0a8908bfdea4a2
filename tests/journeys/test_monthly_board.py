# SPDX-License-Identifier: Apache-2.0
"""The head of portfolio runs the monthly board by this window alone: call, sit, decide, minutes, and a look back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from portfolio_desktop.gui.pages.meetings.deciding import DecisionPanel
from portfolio_desktop.gui.pages.meetings.noting import NotesEdit, SeatLine
from portfolio_desktop.gui.pages.meetings.page import DECISIONS
from portfolio_desktop.gui.pages.meetings.sitting import Sitting
from portfolio_desktop.gui.shell.shell import Shell
from tests.gui.conftest import appearance, ask, collected_on_the_gui_thread, jobs, themed_app
from tests.gui.pages.meetings.going import button, id_of, meeting, meetings_page, said
from tests.support.ask import FakeAsk
from tests.support.windows import demo, demo_file, laptop, shell

__all__ = [
    "appearance",
    "ask",
    "collected_on_the_gui_thread",
    "demo",
    "demo_file",
    "jobs",
    "laptop",
    "shell",
    "themed_app",
]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MEETING = "MT-0009"


def shown(sitting: Sitting) -> DecisionPanel:
    return next(each for each in sitting.findChildren(DecisionPanel) if each.isVisible())


def test_a_board_from_its_call_to_the_look_back(demo: Shell, ask: FakeAsk, tmp_path: Path) -> None:
    page = meetings_page(demo)
    page.show_board(id_of(demo, "BD-0001"))
    button(page.board, "Call the next meeting…").click()
    button(page.board, "Call the meeting").click()
    starts = meeting(demo, MEETING).starts
    assert starts is not None
    page.now = lambda: starts + timedelta(minutes=25)
    button(page.meeting, "Start the meeting").click()
    sitting = page.sitting
    assert isinstance(sitting, Sitting)

    for place in range(6):
        line = [each for each in sitting.findChildren(SeatLine) if each.isVisible()][place]
        line.findChildren(QCheckBox)[0].setChecked(True)
    QTest.keyClick(sitting, Qt.Key.Key_PageDown)
    QTest.keyClick(sitting, Qt.Key.Key_PageDown)
    panel = shown(sitting)
    next(each for each in panel.findChildren(QLineEdit) if each.accessibleName() == "Dissent").setText(
        "Helen Oakeshott would have waited."
    )
    button(panel, "Record the decision").click()
    notes = next(each for each in sitting.findChildren(NotesEdit) if each.isVisible())
    notes.setPlainText("The fallback was tried for three weeks and held.")
    entry = sitting.beside.entry
    entry.line.setText("Chloe: write the fallback into the handbook by the end of the month")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    button(entry, "Add it").click()
    button(sitting, "The meeting was held").click()
    QTest.keyClick(sitting, Qt.Key.Key_Escape)

    ask.answer(tmp_path / "minutes.pdf")
    button(page.meeting, "Minutes as PDF…").click()
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")
    held = meeting(demo, MEETING)
    assert held.meeting.status == "held"
    assert held.quorum.met
    assert [action.owner for action in held.all_actions] == ["Chloe Farrant"]
    assert held.items[2].discussion.startswith("The fallback was tried")

    page.show_list(DECISIONS)
    page.show_decision(id_of(demo, "D-0006"))
    told = said(page.decision)
    for words in (
        "Approved",
        "Helen Oakeshott would have waited.",
        "Dame Judith Ashworth",
        "PK-0001",
        MEETING,
    ):
        assert words in told
