# SPDX-License-Identifier: Apache-2.0
"""An appraisal filled in, released, met on and signed in the window, as the two people at one laptop would."""

from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument, PdfiumError
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QToolButton

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage
from portfolio_desktop.gui.pages.confidential.appraisal.answer_box import AnswerBox
from portfolio_desktop.gui.pages.confidential.appraisal.offering import OfferDialog
from portfolio_desktop.gui.pages.confidential.appraisal.view import AppraisalView
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import WordsEdit
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people import appraising, evidence
from portfolio_desktop.services.people.running import years
from tests.support.ask import FakeAsk
from tests.support.confidential import lock, opened, press, team_of, team_page, texts, unlock
from tests.support.people import NAMES, Team, fill, party, signed
from tests.support.people_files import PASSPHRASE
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup

CAI = NAMES[2]


@pytest.fixture
def team(office: Shell) -> Team:
    unlock(office)
    return team_of(office)


@pytest.fixture
def appraisal(team: Team) -> Id:
    return team.appraisal()


@pytest.fixture
def view(office: Shell, appraisal: Id) -> AppraisalView:
    return opened(unlock(office), appraisal)


def boxes(view: AppraisalView, part: Part = Part.MANAGER) -> list[AnswerBox]:
    return [box for box in view.form.boxes.values() if box.box.part is part]


def first_words(view: AppraisalView, part: Part = Part.MANAGER) -> WordsEdit:
    return next(box.words for box in boxes(view, part) if box.words is not None)


def kept(team: Team, appraisal: Id, side: str = "manager") -> list[str]:
    answers = team.all("answer", "position", appraisal_id=appraisal, side=side)
    return [answer.words for answer in answers if answer.words]


def test_that_control_enter_keeps_an_answer_and_goes_to_the_next(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    edit = first_words(view)
    edit.setFocus()
    QTest.keyClicks(edit, "Agreed in May")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept(team, appraisal) == ["Agreed in May"]
    assert not edit.hasFocus()
    after = view.focusWidget()
    assert isinstance(after, WordsEdit)
    QTest.keyClicks(after, "A month early")
    after._rest.timeout.emit()  # the typing rests
    assert kept(team, appraisal) == ["Agreed in May", "A month early"]


def test_that_locking_in_the_middle_of_a_sentence_loses_no_letter(
    office: Shell, view: AppraisalView, appraisal: Id
) -> None:
    QTest.keyClicks(first_words(view), "Half a sent")
    lock(office)
    unlock(office)
    assert kept(team_of(office), appraisal) == ["Half a sent"]


def test_that_what_is_typed_is_kept_when_the_workspace_closes(
    office: Shell, view: AppraisalView, appraisal: Id
) -> None:
    workspace = office.desk.workspace
    assert workspace is not None
    QTest.keyClicks(first_words(view), "Half a sent")
    office.files.close()
    office.files.open(workspace.path)
    unlock(office)
    assert kept(team_of(office), appraisal) == ["Half a sent"]


def test_that_undo_takes_back_an_answer_and_leaves_the_portfolio_alone(
    office: Shell, view: AppraisalView, team: Team, appraisal: Id
) -> None:
    portfolio = office.undoing._labels[office.desk][0]
    edit = first_words(view)
    QTest.keyClicks(edit, "Agreed in May")
    edit.settle()
    assert office.undoing.undo_label == f"Fill in {CAI}, 2026–27"
    office.actions["undo"].trigger()
    assert kept(team, appraisal) == []
    assert edit.toPlainText() == ""
    office.actions["redo"].trigger()
    assert edit.toPlainText() == "Agreed in May"
    office.guide.go(places.HOME)
    assert office.undoing.undo_label == portfolio
    assert CAI not in office.actions["undo"].text()


def test_that_a_level_is_chosen_by_its_name_and_taken_away_again(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    box = next(box for box in boxes(view) if box.level is not None)
    assert box.level is not None
    press(box.level, "As agreed")
    (answer,) = [one for one in team.all("answer", appraisal_id=appraisal) if one.level is not None]
    assert answer.level == 2
    assert "What was agreed was done" in texts(box)
    press(box.level, "As agreed")
    assert team.get("answer", answer.id).level is None


def test_that_the_persons_part_is_a_sealed_box_until_it_is_released(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    fill(team, appraisal, Side.SELF, "Chaired the board")
    view.refresh()
    assert "Chaired the board" not in texts(view)
    assert "Not released yet" in texts(view)
    team.do(appraising.do(team.people, Act.RELEASE, appraisal, beside=Side.SELF))
    view.refresh()
    assert "Chaired the board" in texts(view)
    assert "Not released yet" not in texts(boxes(view, Part.SELF)[0])


def test_that_a_release_that_lacks_answers_says_which_and_goes_to_the_first(view: AppraisalView) -> None:
    press(view, "Release my part")
    assert "Before this part can be released" in texts(view.head)
    assert view.focusWidget() is first_words(view)


def test_that_prompts_are_shown_before_a_release_and_bar_nothing(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    fill(team, appraisal, Side.MANAGER, "Great team player")
    view.refresh()
    press(view, "Release my part")
    (dialog,) = view.findChildren(Dialog)
    assert "stands without an example" in texts(dialog)
    dialog.agree()
    assert team.get("appraisal", appraisal).manager_released is not None


def test_that_two_people_at_one_laptop_take_it_from_the_first_word_to_the_lock(
    office: Shell, view: AppraisalView, team: Team, appraisal: Id, ask: FakeAsk
) -> None:
    for side in (Side.SELF, Side.MANAGER):
        fill(team, appraisal, side, "On 3 May the board agreed it")
        team.do(appraising.do(team.people, Act.RELEASE, appraisal, beside=side))
    view.refresh()
    press(view, "Record the meeting…")
    view.findChildren(Dialog)[0].agree()
    for side in (Side.SELF, Side.MANAGER, Side.COUNTERSIGNER):
        if side is Side.MANAGER:  # back to the owner of the file
            ask.answer(PASSPHRASE)
        view.head.seated.emit(side)
        ask.answer("sign")
        press(view, "Sign…")
    assert view.page is not None
    assert view.page.stage is Stage.CLOSED
    assert not [edit for edit in view.findChildren(WordsEdit) if edit.isVisibleTo(view)]
    assert "Signed and locked" in texts(view.head)


def test_that_whoever_sits_beside_sees_no_private_note_and_no_journal(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    (private,) = boxes(view, Part.PRIVATE)
    team.do(appraising.answer(team.people, private.box.id, {"words": "Between us"}))
    assert "Between us" in texts(view)
    view.head.seated.emit(Side.SELF)
    assert not boxes(view, Part.PRIVATE)
    assert not [
        each
        for each in view.findChildren(QToolButton)
        if each.text() == "Evidence" and each.isVisibleTo(view)
    ]


def test_that_the_keyboard_comes_back_by_the_passphrase_alone(
    office: Shell, view: AppraisalView, ask: FakeAsk
) -> None:
    view.head.seated.emit(Side.SELF)
    ask.answer("four quiet words there")
    view.head.seated.emit(Side.MANAGER)
    assert view.page is not None
    assert view.page.side is Side.SELF
    assert "not the passphrase" in texts(view.head)
    office.guide.go(places.HOME)
    assert not office.confidential.unlocked


def test_that_evidence_is_put_into_an_answer_with_its_date(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    team.do(evidence.note(team.people, party(2), "Chaired the board alone", on=date(2026, 5, 3)))
    box = next(each for each in boxes(view) if each.words is not None and "delivered" in texts(each))
    assert box.words is not None
    QTest.keyClicks(box.words, "First.")
    QTest.keyClick(box.words, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = view.findChildren(OfferDialog)
    dialog._list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.agree()
    assert box.words.toPlainText() == "First.\n3 May 2026: Chaired the board alone."


def test_that_one_piece_of_evidence_is_put_in_by_enter_alone(view: AppraisalView, team: Team) -> None:
    team.do(evidence.note(team.people, party(2), "Chaired the board alone", on=date(2026, 5, 3)))
    team.do(evidence.note(team.people, party(2), "Led the review", on=date(2026, 6, 3)))
    box = next(each for each in boxes(view) if each.words is not None and "delivered" in texts(each))
    assert box.words is not None
    QTest.keyClick(box.words, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = view.findChildren(OfferDialog)
    line = dialog._list.currentItem().text()
    QTest.keyClick(dialog._list, Qt.Key.Key_Return)
    assert box.words.toPlainText() == line


def test_that_the_page_goes_where_the_keyboard_goes(office: Shell, view: AppraisalView) -> None:
    office.window.resize(1200, 640)
    first_words(view).setFocus()
    for _question in range(4):
        writing = view.focusWidget()
        assert writing is not None
        QTest.keyClick(writing, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        after = view.focusWidget()
        assert after is not None
        assert after is not writing
        assert not after.visibleRegion().isEmpty()


def test_that_the_page_says_that_and_why_somebody_was_taken_out_of_the_year(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    team.do(years.leave(team.people, appraisal, "Moved to Finance"))
    view.refresh()
    said = texts(view.head)
    assert "Taken out of the year on" in said
    assert "Moved to Finance" in said


def test_that_agreed_objectives_are_asked_about_and_said_when_none_is_left(
    office: Shell, view: AppraisalView, team: Team, appraisal: Id
) -> None:
    cycle = team.get("appraisal", appraisal).cycle_id
    known = {"measure": "Days before the board", "due": date(2027, 3, 31), "status": "agreed"}
    team.add("aim", title="Papers five days ahead", subject_id=party(2), cycle_id=cycle, **known)
    view.head.objectives_wanted.emit()
    assert "Papers five days ahead" in texts(view)
    view.head.objectives_wanted.emit()
    assert "No agreed objective is left" in texts(office.toast)


@pytest.mark.parametrize("password", ["", "a word of its own"])
def test_that_an_appraisal_is_saved_as_pdf_behind_a_password_or_without(
    view: AppraisalView, team: Team, appraisal: Id, ask: FakeAsk, tmp_path: Path, password: str
) -> None:
    fill(team, appraisal, Side.MANAGER, "Chaired the board")
    target = tmp_path / "Appraisal.pdf"
    view.head.print_wanted.emit()
    (dialog,) = view.findChildren(Dialog)
    assert_every_focusable_widget_is_named(dialog)
    first, again = dialog.findChildren(QLineEdit)
    if password:
        first.setText("too short")
        dialog.agree()
        assert "12 characters or more" in texts(dialog)
        first.setText(password)
        again.setText("a word of it own")
        dialog.agree()
        assert "not the same" in texts(dialog)
        again.setText(password)
    else:
        dialog.findChildren(QCheckBox)[0].setChecked(True)
    ask.answer(target)
    dialog.agree()
    with PdfDocument(target, password=password or None) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "Chaired the board" in text
    if password:
        with pytest.raises(PdfiumError):
            PdfDocument(target)


def test_that_a_dialog_over_the_page_goes_when_the_file_locks(
    office: Shell, view: AppraisalView, team: Team, appraisal: Id
) -> None:
    fill(team, appraisal, Side.MANAGER, "Great team player")
    view.refresh()
    press(view, "Release my part")
    assert office.window.findChildren(QDialog)
    lock(office)
    assert not office.window.findChildren(QDialog)


def test_that_the_page_can_be_read_out_and_reads_no_markup(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    fill(team, appraisal, Side.SELF, "<b>A & B</b>")
    team.do(appraising.do(team.people, Act.RELEASE, appraisal, beside=Side.SELF))
    view.refresh()
    assert_every_focusable_widget_is_named(view)
    assert_no_label_reads_markup(view)


def test_that_an_appraisal_is_filled_in_and_released_by_the_keyboard_alone(
    office: Shell, team: Team, appraisal: Id
) -> None:
    inside = unlock(office)
    table = team_page(inside).table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    view = inside.appraisal
    assert view is not None
    control, key = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return
    needed = sum(box.box.wanted and box.box.writable for box in boxes(view))
    assert f"{needed + 2} answers still needed" in texts(view.head)
    assert office.window.focusWidget() is first_words(view)
    for _step in range(60):
        at = office.window.focusWidget()
        assert at is not None
        if isinstance(at, QPushButton):
            break
        if isinstance(at, WordsEdit):
            QTest.keyClicks(at, "On 3 May the board agreed it")
        else:
            QTest.keyClick(at, Qt.Key.Key_2)
        QTest.keyClick(office.window.focusWidget(), key, control)
    assert "still needed" not in visible_words(view)
    assert team.get("appraisal", appraisal).level == 2
    release = office.window.focusWidget()
    assert isinstance(release, QPushButton)
    assert release.text() == "Release my part"
    QTest.keyClick(release, key)
    for dialog in view.findChildren(Dialog):  # prompts bar nothing, and Enter agrees
        QTest.keyClick(dialog, key)
    assert team.get("appraisal", appraisal).manager_released is not None


def test_that_control_shift_enter_goes_back(view: AppraisalView) -> None:
    edit = first_words(view)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    after = view.focusWidget()
    assert isinstance(after, WordsEdit)
    assert after is not edit
    back = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(after, Qt.Key.Key_Return, back)
    assert view.focusWidget() is edit


def test_that_what_is_still_needed_is_counted_and_leads_to_the_first(view: AppraisalView) -> None:
    assert view.page is not None
    press(view.head, f"{len(view.page.lacking)} answers still needed")
    assert view.focusWidget() is first_words(view)


def test_that_a_reopening_asks_for_its_reason_and_keeps_it(
    view: AppraisalView, team: Team, appraisal: Id
) -> None:
    signed(team, appraisal)
    view.refresh()
    assert not [edit for edit in view.findChildren(WordsEdit) if edit.isVisibleTo(view)]
    view.head.acted.emit(Act.REOPEN)
    (dialog,) = view.findChildren(Dialog)
    dialog.agree()
    assert "Say why" in texts(dialog)
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("The figures of May were wrong")
    dialog.agree()
    assert "The figures of May were wrong" in texts(view)
    assert view.page is not None
    assert view.page.stage is Stage.MEETING


def visible_words(view: AppraisalView) -> str:
    return "\n".join(button.text() for button in view.findChildren(QPushButton) if button.isVisibleTo(view))
