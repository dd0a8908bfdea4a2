# SPDX-License-Identifier: Apache-2.0
"""Somebody who sees nothing runs the risk log: by keys, and by what a screen reader is told, and by nothing else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance, Mode
from tests.support.ask import FakeAsk
from tests.support.windows import demo_file, laptop, open_window

__all__ = ["demo_file", "laptop"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Listener:
    """What somebody hears: what is announced, and what the place of the keyboard says of itself."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def take(self, event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.heard.append(event.message())

    def place(self) -> str:
        """What is said where the keyboard is; in a table of the cell, after its column."""
        cell = self.cell()
        if cell is not None:
            return _said(cell) or _said(cell)  # what is not painted yet is read once it is asked for
        return _said(_here())

    def cell(self) -> QAccessibleInterface | None:
        """The cell of a table that the keyboard is in."""
        inside = _here().focusChild()
        return inside if inside is not None and inside.role() is QAccessible.Role.Cell else None


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Listener]:
    listener = Listener()
    monkeypatch.setattr(QAccessible, "updateAccessibility", listener.take)
    QAccessible.setActive(True)  # as with a screen reader: what tables keep of their cells follows them then
    yield listener
    QAccessible.setActive(False)


@pytest.fixture
def window(laptop: Path, demo_file: Path, ear: Listener, qapp: QApplication, qtbot: QtBot) -> Iterator[Shell]:
    ask = FakeAsk()
    with open_window(laptop, ask, Appearance(qapp, Mode.LIGHT)) as shell:
        shell.files.open(Path(shutil.copyfile(demo_file, laptop / "Demo.portfolio")))
        with qtbot.waitActive(shell.window):
            shell.window.activateWindow()
        yield shell
    ask.finish()


def test_that_the_risk_log_is_run_by_keyboard_and_ear(window: Shell, ear: Listener) -> None:
    press("Alt+3")
    find("R-0004", ear)
    assert ear.heard[-1] == "1 of 45 risks"
    assert hear_row(ear, "Risk", "Owner", "Band", "Likelihood") == {
        "Risk": "Risk: More hangers are corroded than the sample shows",
        "Owner": "Owner: Callum Reid",
        "Band": "Band: Critical",
        "Likelihood": "Likelihood: 4 Likely",
    }

    press("Ctrl+N")
    assert ear.place().startswith("Risk")
    words("Ferry crews strike in the peak season")
    press("Return")
    assert "R-0046 Ferry crews strike in the peak season" in ear.heard
    assert "46 risks" in ear.heard
    press("Escape")

    find("Ferry crews", ear)
    assert ear.heard[-1] == "1 of 46 risks"
    set_cell("Likelihood", "4", ear)
    set_cell("Impact", "5", ear)
    assert "Change impact of R-0046 to 5 Very high. All changes saved" in ear.heard
    assert hear_row(ear, "Band", "Matrix score") == {
        "Band": "Band: Critical",
        "Matrix score": "Matrix score: 20",
    }

    set_cell("Status", "C", ear)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "R-0046: what has to be said with it"
    assert "How it ended" in ear.place()
    words("The crews settled in March")
    step_to("Record it", ear)
    press("Space")
    assert hear_row(ear, "Status") == {"Status": "Status: Closed"}
    press("Ctrl+Z")
    assert hear_row(ear, "Status") == {"Status": "Status: Open"}


def test_that_what_cannot_be_is_said_at_once_and_stays_said_at_its_field(
    window: Shell, ear: Listener
) -> None:
    press("Alt+3")
    press("Ctrl+F")
    words("no_such_field:1")
    press("Return")
    assert "no_such_field" in ear.heard[-1]
    assert ear.heard[-1] in ear.place()


def find(text: str, ear: Listener) -> None:
    """Narrow the register to what contains `text`, and go to the table."""
    press("Ctrl+F")
    press("Ctrl+A")
    words(text)
    press("Return")
    for _step in range(20):
        if ear.cell() is not None:
            return
        press("Tab")


def hear_row(ear: Listener, *columns: str) -> dict[str, str]:
    """What is said of these cells of the current row, walked to by the arrow keys."""
    press("Home")
    said: dict[str, str] = {}
    for _step in range(24):
        here = ear.place()
        said |= {column: here.split(": ", 1)[1] for column in columns if here.startswith(f"{column}: ")}
        press("Right")
    return said


def set_cell(column: str, typed: str, ear: Listener) -> None:
    """Walk to a cell, and choose what begins with `typed`."""
    press("Home")
    step_to(f"{column}: {column}", ear, "Right")
    press("F2")
    assert column in ear.place()
    words(typed)
    for _press in range(2):  # the list, then the cell
        if ear.cell() is None:
            press("Return")


def step_to(wanted: str, ear: Listener, key: str = "Tab") -> None:
    """Press `key` until what is said contains `wanted`."""
    for _step in range(60):
        if wanted in ear.place():
            return
        press(key)
    raise AssertionError(f"{wanted} is not met by {key}: {ear.place()}")


def press(keys: str) -> None:
    QTest.keySequence(_at(), QKeySequence(keys))


def words(text: str) -> None:
    QTest.keyClicks(_at(), text)


def _here() -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(_at())


def _at() -> QWidget:
    """Where the keyboard is. A desktop brings a dialog forward; the screen that is not there leaves that to us."""
    dialog = QApplication.activeModalWidget()
    at = QApplication.focusWidget() if dialog is None else dialog.focusWidget()
    assert at is not None
    return at


def _said(interface: QAccessibleInterface) -> str:
    cell = interface.tableCellInterface()
    heads = cell.columnHeaderCells() if cell is not None else []
    parts = [head.text(QAccessible.Text.Name) for head in heads]
    parts += [
        interface.text(part)
        for part in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    ]
    return ": ".join(part for part in parts if part)
