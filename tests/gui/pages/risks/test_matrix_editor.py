# SPDX-License-Identifier: Apache-2.0
"""Editing the matrix as a picture: what is seen is what is saved, and what it does to the risks is said before."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from portfolio_desktop.domain.risk_matrix import SHIPPED, Judged, Overall, Point, RiskMatrix
from portfolio_desktop.gui.pages.risks.matrix_editor import MatrixEditor
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.rules import keep_matrix
from tests.gui.pages.risks.looking import board, risks_page
from tests.support.access.speaking import announced
from tests.support.ask import FakeAsk
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup, to_front

WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


@pytest.fixture
def editor(qtbot: QtBot) -> MatrixEditor:
    risks = Counter({Judged(4, 4): 7, Judged(1, 1): 3, Judged(5, 5): 2})
    found = MatrixEditor(SHIPPED, risks, WORDS, WORDS)
    qtbot.addWidget(found)
    found.resize(1000, 520)
    found.show()
    return found


def picture(editor: MatrixEditor) -> HeatMap:
    return editor.findChildren(HeatMap)[0]


def band(editor: MatrixEditor, likelihood: int, impact: int) -> str:
    cell = editor.matrix.cell(Point(likelihood, impact))
    assert cell is not None
    return cell.band.code


def said(editor: MatrixEditor) -> str:
    return "\n".join(label.text() for label in editor.findChildren(Label) if not label.isHidden())


def box(editor: MatrixEditor, name: str) -> QSpinBox:
    return next(each for each in editor.findChildren(QSpinBox) if each.accessibleName() == name)


def button(editor: MatrixEditor, words: str) -> QPushButton:
    return next(each for each in editor.findChildren(QPushButton) if each.text() == words)


def click(editor: MatrixEditor, likelihood: int, impact: int) -> None:
    spot = picture(editor).cell_rect(Point(likelihood, impact)).center().toPoint()
    QTest.mouseClick(picture(editor), Qt.MouseButton.LeftButton, pos=spot)


def test_that_clicks_take_a_cell_through_all_bands_and_round_again(editor: MatrixEditor) -> None:
    seen = []
    for _click in range(4):
        click(editor, 4, 4)
        seen.append(band(editor, 4, 4))
    assert seen == ["low", "medium", "high", "critical"]


def test_that_the_letter_of_a_band_puts_the_focused_cell_there(editor: MatrixEditor) -> None:
    QTest.keyClick(picture(editor), Qt.Key.Key_Left)
    QTest.keyClick(picture(editor), Qt.Key.Key_M)
    assert band(editor, 5, 4) == "medium"


def test_that_the_change_says_what_it_does_to_the_risks_there_are(editor: MatrixEditor) -> None:
    assert "change band" not in said(editor)
    click(editor, 4, 4)
    assert "7 risks change band." in said(editor)
    assert "9 → 2" in said(editor)
    assert "3 → 10" in said(editor)


def test_that_the_band_of_a_cell_is_chosen_from_a_list_as_well(editor: MatrixEditor) -> None:
    box = editor.findChildren(QComboBox)[0]
    assert [box.itemText(place) for place in range(box.count())] == [
        "C  Critical",
        "H  High",
        "M  Medium",
        "L  Low",
    ]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert band(editor, 5, 5) == "medium"


def test_that_a_matrix_that_falls_as_risks_grow_is_doubted_in_words(editor: MatrixEditor) -> None:
    assert "though" not in said(editor)
    click(editor, 4, 4)
    assert "4 × 4 is Low, 16, though 3 × 4 is High, 12." in said(editor)


def test_that_risks_outside_a_smaller_matrix_are_counted(editor: MatrixEditor) -> None:
    box(editor, "Steps of impact").setValue(3)
    assert editor.matrix.impacts == 3
    assert "9 risks stand outside this matrix" in said(editor)


def test_that_only_a_changed_matrix_can_be_saved_and_is_handed_over_as_drawn(editor: MatrixEditor) -> None:
    heard: list[RiskMatrix] = []
    editor.saved.connect(heard.append)
    save = button(editor, "Save the matrix")
    assert not save.isEnabled()
    box(editor, "Score").setValue(30)
    save.click()
    assert heard == [SHIPPED.with_cell(Point(5, 5), "critical", 30)]


def test_that_the_average_can_be_chosen_and_the_shipped_matrix_brought_back(editor: MatrixEditor) -> None:
    overall = editor.findChildren(SegmentedControl)[0]
    QTest.keyClick(overall, Qt.Key.Key_Right)
    assert editor.matrix.overall is Overall.AVERAGE
    button(editor, "Back to the shipped matrix").click()
    assert editor.matrix == SHIPPED


def test_that_saving_on_the_risk_page_puts_it_in_force_and_undo_takes_it_back(demo: Shell) -> None:
    page = risks_page(demo)
    page.edit_matrix()
    found = page.findChildren(MatrixEditor)[0]
    click(found, 5, 5)
    button(found, "Save the matrix").click()
    assert page.overview.isVisible()
    worst = board(demo).matrix.cell(Point(5, 5))
    assert worst is not None
    assert worst.band.code == "low"
    demo.desk.undo()
    assert board(demo).matrix == SHIPPED


def test_that_a_matrix_of_another_size_is_drawn_at_once(demo: Shell) -> None:
    page = risks_page(demo)
    page.edit_matrix()
    found = page.findChildren(MatrixEditor)[0]
    box(found, "Steps of likelihood").setValue(6)
    button(found, "Save the matrix").click()
    assert board(demo).matrix.likelihoods == 6
    assert page.overview.map is not None
    assert page.overview.map.map.content.words(Point(6, 1)).startswith("Step 6 × Very low")


def test_that_everything_in_it_has_a_name(editor: MatrixEditor) -> None:
    assert_every_focusable_widget_is_named(editor)
    assert_no_label_reads_markup(editor)


def test_that_escape_changes_no_cell_and_leaves_only_where_nothing_would_be_lost(
    editor: MatrixEditor,
) -> None:
    left: list[bool] = []
    editor.left.connect(lambda: left.append(True))
    click(editor, 3, 3)
    QTest.keyClick(picture(editor), Qt.Key.Key_Escape)
    assert (editor.matrix.cell(Point(3, 3)), left) == (
        SHIPPED.with_cell(Point(3, 3), "high").cell(Point(3, 3)),
        [],
    )
    editor.use(SHIPPED)
    QTest.keyClick(picture(editor), Qt.Key.Key_Escape)
    assert (editor.matrix, left) == (SHIPPED, [True])


def test_that_escape_says_why_it_does_not_leave_a_changed_matrix(
    editor: MatrixEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    editor.left.connect(lambda: left.append(True))
    QTest.keyClick(picture(editor), Qt.Key.Key_Return)
    heard = announced(monkeypatch)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert left == []
    assert heard[-1] == "The matrix is changed and not saved. Save it, or leave it with Cancel."


def test_that_the_keyboard_begins_on_the_map_of_the_editor(demo: Shell, qtbot: QtBot) -> None:
    to_front(demo.window, qtbot)
    risks_page(demo).edit_matrix()
    focused = QApplication.focusWidget()
    assert isinstance(focused, HeatMap)
    assert focused.accessibleName().startswith("Risk matrix. ")


def test_that_a_matrix_that_another_changed_meanwhile_is_not_replaced_unseen(
    demo: Shell, ask: FakeAsk
) -> None:
    page = risks_page(demo)
    page.edit_matrix()
    found = page.findChildren(MatrixEditor)[0]
    click(found, 5, 5)
    theirs = replace(SHIPPED, overall=Overall.AVERAGE)
    demo.desk.write(lambda office: keep_matrix(office, theirs))
    button(found, "Save the matrix").click()
    assert "Somebody else has changed this since" in ask.told[0]
    assert board(demo).matrix == theirs
    assert band(found, 5, 5) == "low"
