# SPDX-License-Identifier: Apache-2.0
"""A Gantt of invented rows on which everything may be moved, linked and renamed."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.timeline.cells import ReadOnlyCells
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.planning.rows import Row, RowKind
from tests.support.timelines import invented


class OpenCells(ReadOnlyCells):
    """Takes every entry and keeps a list of them."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, str]] = []

    def editable(self, row: Row, column: str) -> bool:
        return column in ("title", "progress")

    def editor(self, row: Row, column: str, parent: QWidget) -> QWidget:
        return QLineEdit(self.words(row, column), parent)

    def entered(self, row: Row, column: str, editor: QWidget) -> None:
        assert isinstance(editor, QLineEdit)
        self.taken.append((row.key, column, editor.text()))

    def movable(self, row: Row) -> bool:
        return row.kind in (RowKind.TASK, RowKind.MILESTONE)

    def linkable(self, row: Row) -> bool:
        return self.movable(row)

    def explained(self, row: Row) -> str:
        return f"Because of what comes before {row.title}."


@pytest.fixture
def cells() -> OpenCells:
    return OpenCells()


@pytest.fixture
def view(qtbot: QtBot, cells: OpenCells) -> TimelineView:
    found = TimelineView(cells)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.set_timeline(invented(200))
    found.show()
    qtbot.waitExposed(found)
    return found
