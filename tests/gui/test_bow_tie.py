# SPDX-License-Identifier: Apache-2.0
"""The bow-tie: boxes that never overlap however long the words, and gaps that say what is missing."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.widgets.bow_tie import BowTie, Box, Column

LONG = "The supplier has three other contracts in the same summer and only two crews to send. " * 12
FULL = (
    Column("Causes", (Box(LONG), Box("One crew only")), "No cause is written down."),
    Column("Held back by", (Box("Second supplier", "due 31 Mar 2026", "risk_response", "rr1"),), "Nothing"),
    Column("Event", (Box("Supplier" * 60),), "No event"),
    Column("Softened by", (), "Nothing is planned for the case that it happens."),
    Column("Effects", (Box("Late"), Box("Dear"), Box(LONG, "note", "issue", "i1")), "No effect"),
)


@pytest.mark.parametrize("width", [320, 620, 900, 1600])
def test_that_no_box_lies_over_another_at_any_width(qtbot: QtBot, width: int) -> None:
    tie = BowTie("R-0001", FULL)
    qtbot.addWidget(tie)
    tie.resize(width, 100)
    tie.show()
    boxes = tie.boxes()
    assert len(boxes) == 8
    for one, other in combinations(boxes, 2):
        assert not one.intersects(other)
    assert all(tie.rect().toRectF().adjusted(-1, -1, 1, 1).contains(box) for box in boxes)
    assert not tie.grab().isNull()


def test_that_what_is_missing_is_said(qtbot: QtBot) -> None:
    tie = BowTie("R-0001", [Column(column.title, (), f"No {column.title}") for column in FULL])
    qtbot.addWidget(tie)
    tie.resize(900, 100)
    tie.show()
    assert "Softened by: No Softened by" in tie.accessibleDescription()
    assert len(tie.boxes()) == 5
    assert not tie.grab().isNull()


def test_that_a_box_leads_to_its_record_by_key_and_by_click(qtbot: QtBot) -> None:
    tie = BowTie("R-0001", FULL)
    qtbot.addWidget(tie)
    tie.resize(900, 100)
    tie.show()
    heard: list[tuple[str, str]] = []
    tie.opened.connect(lambda entity, id: heard.append((entity, id)))
    QTest.keyClick(tie, Qt.Key.Key_Down)
    QTest.keyClick(tie, Qt.Key.Key_Return)
    QTest.keyClick(tie, Qt.Key.Key_Down)
    QTest.keyClick(tie, Qt.Key.Key_Return)
    QTest.mouseClick(tie, Qt.MouseButton.LeftButton, pos=tie.boxes()[2].center().toPoint())
    QTest.mouseClick(tie, Qt.MouseButton.LeftButton, pos=tie.boxes()[0].center().toPoint())
    assert heard == [("risk_response", "rr1"), ("issue", "i1"), ("risk_response", "rr1")]
