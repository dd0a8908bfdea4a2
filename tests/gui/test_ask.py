# SPDX-License-Identifier: Apache-2.0
"""Dialogs open without blocking, show data letter by letter, and stay silent when dismissed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.ask import Ask, Choice, QtAsk
from tests.support.ask import FakeAsk
from tests.support.qt import CANARY, assert_no_label_reads_markup

CHOICES = (Choice("keep", "Keep both"), Choice("drop", "Delete", destructive=True))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def box_in(window: QWidget) -> QMessageBox:
    (box,) = window.findChildren(QMessageBox)
    return box


def press(window: QWidget, words: str) -> None:
    next(button for button in box_in(window).findChildren(QPushButton) if button.text() == words).click()


def test_that_data_in_a_question_is_not_read_as_markup(window: QWidget) -> None:
    ask = QtAsk(window)
    ask.refuse(CANARY)
    ask.text("Name", CANARY, print)
    assert_no_label_reads_markup(window.findChildren(QInputDialog)[0])
    assert box_in(window).textFormat() is Qt.TextFormat.PlainText
    assert box_in(window).isVisible()


def test_that_a_choice_answers_with_its_key(window: QWidget) -> None:
    chosen: list[str] = []
    QtAsk(window).choose("Merge", "Both were changed.", CHOICES, chosen.append)
    press(window, "Delete")
    assert chosen == ["drop"]


@pytest.mark.parametrize("careful", [{"destructive": True}, {"deliberate": True}])
def test_that_enter_alone_gives_no_answer_that_wants_thought(
    window: QWidget, careful: dict[str, bool]
) -> None:
    chosen: list[str] = []
    ask = QtAsk(window)
    ask.choose("Server", "Is it the right one?", (Choice("trust", "It is", **careful),), chosen.append)
    assert box_in(window).defaultButton().text().replace("&", "") == "Cancel"
    ask.dismiss()
    ask.choose("Server", "?", (Choice("trust", "It is", **careful), Choice("look", "Look")), chosen.append)
    assert window.findChildren(QMessageBox)[-1].defaultButton().text() == "Look"


def test_that_a_dismissed_question_answers_nothing(window: QWidget) -> None:
    chosen: list[str] = []
    QtAsk(window).choose("Merge", "Both were changed.", CHOICES, chosen.append)
    box_in(window).reject()
    assert chosen == []


def test_that_crash_details_can_be_copied_without_closing(window: QWidget) -> None:
    QtAsk(window).report("Something went wrong", "A fault.", "places.py:1")
    press(window, "Copy details")
    assert QGuiApplication.clipboard().text() == "places.py:1"
    assert box_in(window).isVisible()


def test_that_a_notice_goes_on_when_it_is_closed(window: QWidget) -> None:
    went: list[bool] = []
    QtAsk(window).inform("Done", "Written.", lambda: went.append(True))
    box_in(window).accept()
    assert went == [True]


def test_that_a_report_is_put_away_by_escape(window: QWidget) -> None:
    gone: list[bool] = []
    QtAsk(window).report("Fault", "Something went wrong", "details", lambda: gone.append(True))
    QTest.keyClick(box_in(window), Qt.Key.Key_Escape)
    assert gone == [True]


def test_that_ctrl_enter_means_the_first_button_from_cancel_too(window: QWidget, qtbot: QtBot) -> None:
    got: list[object] = []
    window.show()
    QtAsk(window).text("Name", "Name of the view", got.append, initial="Mine")
    (dialog,) = window.findChildren(QInputDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    cancel = next(each for each in dialog.findChildren(QPushButton) if "Cancel" in each.text())
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert got == ["Mine"]


def test_that_text_and_paths_come_back(window: QWidget, tmp_path: Path) -> None:
    got: list[object] = []
    ask: Ask = QtAsk(window)
    ask.text("Name", "Name of the view", got.append, initial="Mine")
    window.findChildren(QInputDialog)[0].accept()
    ask.save_file("Save the pack", tmp_path / "pack.pdf", ("PDF (*.pdf)",), got.append)
    files = window.findChildren(QFileDialog)[0]
    files.fileSelected.emit(str(tmp_path / "pack.pdf"))
    assert got == ["Mine", tmp_path / "pack.pdf"]
    assert all(not dialog.isModal() or dialog.isVisible() for dialog in window.findChildren(QDialog))


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder; the program was started somewhere else."""
    mine, program = tmp_path / "Documents", tmp_path / "program"
    mine.mkdir()
    program.mkdir()
    monkeypatch.chdir(program)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(mine))
    return mine


def files_in(window: QWidget) -> QFileDialog:
    return window.findChildren(QFileDialog)[-1]


def begins(window: QWidget) -> Path:
    return Path(files_in(window).directory().absolutePath())


def test_that_a_dialog_of_files_begins_in_documents_and_not_where_the_program_was_started(
    window: QWidget, documents: Path
) -> None:
    ask = QtAsk(window)
    ask.save_file("Save the pack", documents / "gone" / "pack.pdf", ("PDF (*.pdf)",), print)
    assert begins(window) == documents
    assert [Path(each).name for each in files_in(window).selectedFiles()] == ["pack.pdf"]
    ask.save_file("Export", Path("risks.xlsx"), ("Excel (*.xlsx)",), print)
    assert begins(window) == documents
    ask.open_file("Open", ("Plans (*.xml)",), print)
    assert begins(window) == documents
    ask.folder("Where to", print)
    assert begins(window) == documents


def test_that_without_a_documents_folder_it_begins_at_home(window: QWidget, documents: Path) -> None:
    documents.rmdir()
    QtAsk(window).save_file("Export", Path("risks.xlsx"), ("Excel (*.xlsx)",), print)
    assert begins(window) == Path.home()


def test_that_the_next_file_is_saved_where_the_last_one_was_also_after_a_restart(
    window: QWidget, documents: Path, tmp_path: Path
) -> None:
    board = tmp_path / "Board papers"
    board.mkdir()
    QtAsk(window, Settings(tmp_path / "s.json")).save_file("Export", Path("a.pdf"), ("PDF (*.pdf)",), print)
    files_in(window).fileSelected.emit(str(board / "a.pdf"))
    ask = QtAsk(window, Settings(tmp_path / "s.json"))
    ask.save_file("Export", Path("b.pdf"), ("PDF (*.pdf)",), print)
    assert begins(window) == board
    ask.open_file("Open", ("Plans (*.xml)",), print)
    assert begins(window) == board
    ask.open_file("Open", ("Plans (*.xml)",), print, folder=tmp_path)
    assert begins(window) == tmp_path
    ask.save_file("Export", Path("c.pdf"), ("PDF (*.pdf)",), print)
    files_in(window).fileSelected.emit(str(tmp_path / "taken away since" / "c.pdf"))
    ask.save_file("Export", Path("d.pdf"), ("PDF (*.pdf)",), print)
    assert begins(window) == documents


def test_that_an_unexpected_question_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="unexpected question: Really"):
        FakeAsk().choose("", "Really?", CHOICES, print)


def test_that_an_expected_question_that_never_comes_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="never asked"):
        FakeAsk("keep").finish()


def test_that_questions_asked_apart_are_taken_away_unanswered_and_others_stay(window: QWidget) -> None:
    answers: list[str] = []
    ask = QtAsk(window)
    ask.text("Name", "What is it called?", answers.append)
    apart = ask.apart()
    apart.text("Reason", "Why?", answers.append, initial="Half a sent")
    apart.choose("Sign", "Both agreed.", CHOICES, answers.append)
    apart.dismiss()
    open_ones = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert [dialog.windowTitle() for dialog in open_ones] == ["Name"]
    assert answers == []
