# SPDX-License-Identifier: Apache-2.0
"""The legend of bands beside the matrix: each is changed where it stands, and nothing is lost or looks like another."""

from collections import Counter
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.risk_bands import removed
from portfolio_desktop.domain.risk_matrix import SHIPPED, Judged, Point, RiskMatrix
from portfolio_desktop.gui.pages.risks.matrix_editor import MatrixEditor
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.registers.describing import described
from portfolio_desktop.services.rules import keep_matrix
from tests.gui.pages.risks.looking import board, risks_page
from tests.support.qt import assert_every_focusable_widget_is_named

WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def editor(qtbot: QtBot) -> MatrixEditor:
    """Nine risks: seven in a cell that is High, two that are Critical."""
    found = MatrixEditor(SHIPPED, Counter({Judged(5, 2): 7, Judged(5, 5): 2}), WORDS, WORDS)
    qtbot.addWidget(found)
    found.resize(1000, 600)
    found.show()
    return found


def part(editor: MatrixEditor, kind: type[W], name: str) -> W:
    return next(
        each for each in editor.findChildren(kind) if each.accessibleName() == name and not each.isHidden()
    )


def write(box: QLineEdit, text: str) -> None:
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def press(editor: MatrixEditor, name: str) -> None:
    part(editor, QToolButton, name).click()


def choose(editor: MatrixEditor, button: str, words: str) -> None:
    menu = part(editor, QToolButton, button).menu()
    next(action for action in menu.actions() if action.text() == words).trigger()


def save(editor: MatrixEditor) -> QPushButton:
    return next(each for each in editor.findChildren(QPushButton) if each.text() == "Save the matrix")


def said(editor: MatrixEditor) -> str:
    return "\n".join(label.text() for label in editor.findChildren(Label) if not label.isHidden())


def names(editor: MatrixEditor) -> list[str]:
    return [band.label for band in editor.matrix.bands]


def held(office: Office, where: Test) -> int:
    with office.reading() as reader:
        return reader.count(reader.catalogue.entity("risk"), where)


def test_that_a_band_is_renamed_where_it_stands_and_the_picture_follows(editor: MatrixEditor) -> None:
    write(part(editor, QLineEdit, "Name of the band High"), "Severe")
    assert names(editor) == ["Low", "Medium", "Severe", "Critical"]
    band = editor.matrix.band("high")
    assert band is not None
    assert band.letter == "S"
    assert "Severe" in editor.findChildren(HeatMap)[0].content.words(Point(5, 2))
    assert "No risk changes band." in said(editor)


def test_that_a_name_that_is_taken_is_refused_in_words_and_cannot_be_saved(editor: MatrixEditor) -> None:
    write(part(editor, QLineEdit, "Letter of Low"), "X")
    box = part(editor, QLineEdit, "Name of the band High")
    write(box, "Medium")
    assert "Two bands are called “Medium”." in said(editor)
    assert not save(editor).isEnabled()
    box.editingFinished.emit()
    assert box.text() == names(editor)[2]
    assert "Two bands" not in said(editor)
    assert save(editor).isEnabled()


def test_that_a_letter_that_another_band_has_is_refused(editor: MatrixEditor) -> None:
    write(part(editor, QLineEdit, "Letter of High"), "c")
    assert "have the letter" in said(editor)
    assert editor.matrix == SHIPPED


def test_that_the_tones_are_offered_with_their_shapes_and_a_taken_one_is_swapped(
    editor: MatrixEditor,
) -> None:
    choose(editor, "Tone of High: Amber/Red, diamond", "Amber, triangle (changes places with Medium)")
    assert [band.tone for band in editor.matrix.bands] == ["green", "amber_red", "amber", "red"]
    assert "High is graver than Medium, though its tone is milder." in said(editor)
    choose(editor, "Tone of High: Amber, triangle", "Amber/Green, hexagon")
    assert len({band.shape for band in editor.matrix.bands}) == 4


def test_that_a_new_band_is_added_moved_to_the_top_and_put_on_the_picture_by_its_letter(
    editor: MatrixEditor,
) -> None:
    box = part(editor, QLineEdit, "Name of another band")
    write(box, "Extreme")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == ""
    assert "no cell" in said(editor)
    for _step in range(3):
        press(editor, "Make Extreme graver")
    assert [(band.code, band.tone) for band in editor.matrix.bands][-2:] == [
        ("critical", "amber_red"),
        ("extreme", "red"),
    ]
    assert not part(editor, QToolButton, "Make Extreme graver").isEnabled()
    picture = editor.findChildren(HeatMap)[0]
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_E)
    assert "2 risks change band." in said(editor)
    assert not box.isEnabled(), "there are no more than five tones"


def test_that_a_new_band_of_a_name_that_is_taken_is_refused_until_another_is_typed(
    editor: MatrixEditor,
) -> None:
    box = part(editor, QLineEdit, "Name of another band")
    write(box, "High")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert "Two bands are called “High”." in said(editor)
    assert (box.text(), editor.matrix) == ("High", SHIPPED)
    QTest.keyClicks(box, "er")
    assert "Two bands" not in said(editor)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert "Higher" in names(editor)


def test_that_removing_asks_which_band_the_cells_go_to_and_counts_the_risks(editor: MatrixEditor) -> None:
    offers = [action.text() for action in part(editor, QToolButton, "Remove High").menu().actions()]
    assert offers == [f"Remove; its 6 cells become {name}" for name in ("Critical", "Medium", "Low")]
    choose(editor, "Remove High", "Remove; its 6 cells become Medium")
    assert names(editor) == ["Low", "Medium", "Critical"]
    assert "7 risks change band." in said(editor)


def test_that_a_band_without_cells_goes_at_once_and_leaves_no_change_behind(editor: MatrixEditor) -> None:
    box = part(editor, QLineEdit, "Name of another band")
    write(box, "Extreme")
    QTest.keyClick(box, Qt.Key.Key_Return)
    press(editor, "Remove Extreme")
    assert editor.matrix == SHIPPED
    assert not editor.is_changed


def test_that_two_bands_stay(editor: MatrixEditor) -> None:
    choose(editor, "Remove High", "Remove; its 6 cells become Critical")
    choose(editor, "Remove Medium", "Remove; its 7 cells become Low")
    for name in ("Low", "Critical"):
        assert not part(editor, QToolButton, f"Remove {name}").isEnabled()


def test_that_the_keyboard_stays_on_the_band_that_moves(editor: MatrixEditor) -> None:
    press(editor, "Make Low graver")
    assert part(editor, QToolButton, "Make Low graver").hasFocus()
    press(editor, "Make Low graver")
    press(editor, "Make Low graver")
    assert part(editor, QToolButton, "Make Low milder").hasFocus()


def test_that_everything_has_a_name_after_any_change_too(editor: MatrixEditor) -> None:
    press(editor, "Make Low graver")
    assert_every_focusable_widget_is_named(editor)


def test_that_one_save_keeps_all_changes_of_bands_and_one_undo_takes_them_back(demo: Shell) -> None:
    page = risks_page(demo)
    page.edit_matrix()
    found = page.findChildren(MatrixEditor)[0]
    write(part(found, QLineEdit, "Name of the band Critical"), "Extreme")
    choose(found, "Remove Medium", "Remove; its 7 cells become Low")
    save(found).click()
    assert [band.label for band in board(demo).matrix.bands] == ["Low", "High", "Extreme"]
    items = demo.desk.catalogue.list_named("risk.band").items
    assert [(item.code, item.label, item.retired) for item in items] == [
        ("low", "Low", False),
        ("high", "High", False),
        ("critical", "Extreme", False),
        ("medium", "Medium", True),
    ]
    demo.desk.undo()
    assert board(demo).matrix == SHIPPED


def test_that_a_filter_on_a_band_that_is_gone_says_so_and_finds_nothing(demo: Shell) -> None:
    page = risks_page(demo)
    without: RiskMatrix = removed(SHIPPED, "critical", "high")
    demo.desk.write(lambda office: keep_matrix(office, without), lambda _written: None)
    gone = Test("band", Op.ANY_OF, ["critical"])
    words: list[dict[str, str]] = []
    counts: list[int] = []
    risk = demo.desk.catalogue.entity("risk")
    demo.desk.read(lambda office: described(office, risk, {"band": gone}), words.append, owner=page)
    demo.desk.read(lambda office: held(office, gone), counts.append, owner=page)
    assert words == [{"band": "Band: Critical (no longer used)"}]
    assert counts == [0]
