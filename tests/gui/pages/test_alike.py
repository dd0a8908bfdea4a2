# SPDX-License-Identifier: Apache-2.0
"""People of a file who may be one: as many pairs as can be looked through, each with its box in its place."""

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from portfolio_desktop.exchange.imports import Alike
from portfolio_desktop.gui.pages.imports.alike import AlikePeople


def test_that_of_many_pairs_a_few_have_a_box_and_none_lies_over_another(qtbot: QtBot) -> None:
    people = AlikePeople()
    qtbot.addWidget(people)
    people.show_pairs([Alike(f"T Vickers {number}", f"Tom Vickers {number}") for number in range(9)])
    people.show()
    seen = [box for box in people.findChildren(QCheckBox) if box.isVisible()]
    assert len(seen) == 6
    assert len({box.y() for box in seen}) == 6
    people.show_pairs(
        [Alike(f"T Vickers {number}", f"Tom Vickers {number}", number == 1) for number in range(9)]
    )
    assert [box for box in seen if box.isChecked()] == [seen[1]]
    assert people.more is not None
    assert people.more.text() == "Show 3 pairs more"
    people.more.click()
    said: list[str] = []
    people.said.connect(lambda pair, _on: said.append(pair.name))
    boxes = list(people.boxes.values())
    assert len(boxes) == 9
    assert [box for box in boxes if box.isChecked()] == [boxes[1]]
    boxes[8].click()
    assert said == ["T Vickers 8"]
    assert people.more is None
