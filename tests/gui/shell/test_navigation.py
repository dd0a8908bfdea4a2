# SPDX-License-Identifier: Apache-2.0
"""The list at the left: what is folded away, what brings it out, and that nothing late is hidden."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.shell.navigation import Navigation
from portfolio_desktop.gui.shell.places import Group, Place

GROUPS = (
    Group("", (Place("home", "Home", "house"),)),
    Group(
        "Risks",
        (Place("risks", "Risks", "triangle-alert"),),
        (Place("links", "Risk links", "link-2"), Place("responses", "Responses", "shield")),
    ),
)


@pytest.fixture
def navigation(qtbot: QtBot) -> Navigation:
    shown = Navigation()
    qtbot.addWidget(shown)
    shown.show_places(GROUPS)
    shown.resize(216, 500)
    shown.show()
    return shown


def places(navigation: Navigation) -> QListWidget:
    found = navigation.findChild(QListWidget)
    assert found is not None
    return found


def lines(navigation: Navigation) -> list[str]:
    found = places(navigation)
    return [found.item(row).text() for row in range(found.count())]


def click(navigation: Navigation, words: str) -> None:
    found = places(navigation)
    item = next(found.item(row) for row in range(found.count()) if found.item(row).text() == words)
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=found.visualItemRect(item).center())


def test_that_what_is_rarely_gone_to_is_folded_away_until_asked_for(
    qtbot: QtBot, navigation: Navigation
) -> None:
    assert lines(navigation) == ["Home", "Risks", "Risks", "2 more"]
    with qtbot.waitSignal(navigation.unfolded) as told:
        click(navigation, "2 more")
    assert told.args == [["Risks"]]
    assert lines(navigation) == ["Home", "Risks", "Risks", "Risk links", "Responses", "Fewer"]
    click(navigation, "Fewer")
    assert lines(navigation)[-1] == "2 more"


def test_that_the_keyboard_unfolds_as_well(navigation: Navigation) -> None:
    found = places(navigation)
    navigation.mark("risks")
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert "Risk links" in lines(navigation)


def test_that_a_place_that_is_shown_is_brought_out(navigation: Navigation) -> None:
    navigation.mark("links")
    assert navigation.current == "links"
    assert "Risk links" in lines(navigation)


def test_that_what_is_late_is_counted_where_it_is_folded_away(navigation: Navigation) -> None:
    navigation.show_counts({"links": 2, "responses": 3, "risks": 1})
    found = places(navigation)
    counts = {found.item(row).text(): found.item(row).data(Qt.ItemDataRole.UserRole + 3) for row in range(4)}
    assert counts["2 more"] == 5


def test_that_one_click_goes_once_and_a_click_on_where_one_is_goes_again(
    navigation: Navigation,
) -> None:
    gone: list[str] = []
    navigation.chosen.connect(gone.append)
    click(navigation, "Home")
    assert gone == ["home"]
    click(navigation, "Home")
    assert gone == ["home", "home"]
