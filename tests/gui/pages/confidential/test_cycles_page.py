# SPDX-License-Identifier: Apache-2.0
"""A year is led, objectives are handed down, and forms and scales are shaped, in the window and by the keyboard."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Part
from portfolio_desktop.gui.pages.confidential.appraisal.answer_box import AnswerBox
from portfolio_desktop.gui.pages.confidential.cycles.agreeing import AgreeDialog
from portfolio_desktop.gui.pages.confidential.cycles.giving import GiveDialog
from portfolio_desktop.gui.pages.confidential.cycles.joining import JoinDialog
from portfolio_desktop.gui.pages.confidential.cycles.page import (
    AIMS,
    FORMS,
    PROGRESS,
    SCALES,
    YEAR,
    CyclesPage,
)
from portfolio_desktop.gui.pages.confidential.cycles.year_dialogs import (
    CloseDialog,
    DaysDialog,
    LeaveDialog,
    NameDialog,
)
from portfolio_desktop.gui.pages.pieces import Card, RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.people import cycles, forms
from portfolio_desktop.services.people.running.years import year_sheet
from portfolio_desktop.services.people.shaping import outline
from portfolio_desktop.services.people.shaping.outline import Who
from portfolio_desktop.services.people.starting import shipped_id
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.ask import FakeAsk
from tests.support.confidential import lock, press, team_of, texts, unlock
from tests.support.people import Team, party
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup

LIGHT, ANNUAL = shipped_id("form", "light"), shipped_id("form", "annual")


@pytest.fixture
def team(office: Shell) -> Team:
    unlock(office)
    return team_of(office)


@pytest.fixture
def page(office: Shell, team: Team) -> CyclesPage:
    found = unlock(office, places.CYCLES).overview
    assert isinstance(found, CyclesPage)
    return found


def cycle(team: Team) -> Id:
    return Id(team.all("cycle")[0].id)


def ours(team: Team, page: CyclesPage, form: Id = LIGHT) -> Id:
    """A copy of a shipped form, in the editor."""
    made = team.do(forms.copy_form(team.people, form, "Ours"))[0]
    page.show_tab(FORMS)
    page.forms.shelf.choose(made)
    return made


def asked(team: Team, form: Id) -> list[str]:
    return [one.question for one in outline.outline(team.people, form).questions]


def test_that_without_a_year_the_page_offers_to_start_one(page: CyclesPage) -> None:
    assert "No year has begun" in texts(page)
    page.show_tab(FORMS)
    assert page.forms.isVisible()


def test_that_a_year_and_those_who_are_new_in_it_go_by_one_undo(
    office: Shell, page: CyclesPage, team: Team
) -> None:
    before = len(team.all("party"))
    office.desk.write(
        lambda _office: Changes(
            "Hire", (Create("person", party(30), {"name": "Zoe Ward", "manager_id": party(1)}),)
        )
    )
    page.start()
    dialog = page.findChildren(QLineEdit)[0].window()
    assert "11 stages, from 1 Apr 2026 to 4 Jun 2027" in texts(dialog)
    press(dialog, "Start it for 6 people")
    assert "Zoe Ward" in texts(page.year)
    assert len(team.all("party")) == before + 1
    office.confidential.people.undo()
    assert not team.all("cycle") + team.all("appraisal") + team.all("conversation")
    assert len(team.all("party")) == before
    assert "No year has begun" in texts(page)


def test_that_the_days_of_a_year_move_together(page: CyclesPage, team: Team) -> None:
    team.start([2, 3])
    press(page.year, "Change the days…")
    (dialog,) = page.findChildren(DaysDialog)
    stages = team.all("cycle_stage", order="due")
    second, third = Id(stages[4].id), Id(stages[5].id)
    dialog.together.setChecked(True)
    dialog.due[second].setDate(QDate(2027, 1, 27))
    dialog.agree()
    moved = (date(2027, 1, 27) - stages[4].due).days
    assert team.get("cycle_stage", second).due == date(2027, 1, 27)
    assert (team.get("cycle_stage", third).due - stages[5].due).days == moved
    assert "27 Jan 2027" in texts(page.year)
    planned = {one.planned_on for one in team.all("conversation", stage_id=second)}
    assert planned == {date(2027, 1, 27)}


def test_that_people_join_are_taken_out_with_a_reason_and_come_back(page: CyclesPage, team: Team) -> None:
    team.start([2])
    press(page.year, "Add people…")
    (joining,) = page.findChildren(JoinDialog)
    assert "Cai Morgan" not in texts(joining)
    joining.people.tick(party(3))
    joining.agree()
    assert "Dee Rao" in texts(page.year)
    one = next(one for one in year_sheet(team.people, cycle(team)).people if one.name == "Dee Rao")
    dialog = LeaveDialog(page.year._people, page.year, one)
    dialog.open()
    dialog.agree()
    assert "Say why" in texts(dialog)
    dialog.why.setText("Moved to another team")
    dialog.agree()
    assert team.get("appraisal", one.appraisal).left_why == "Moved to another team"
    card = next(each for each in page.year.findChildren(Card) if "Taken out" in each.accessibleName())
    assert "Moved to another team" in texts(card)
    press(card, "Take back in")
    assert team.get("appraisal", one.appraisal).left_on is None
    assert not card.isVisible()


def test_that_a_year_is_renamed_closed_and_opened_again(page: CyclesPage, team: Team) -> None:
    team.start([2])
    press(page.year, "Rename…")
    (naming,) = page.findChildren(NameDialog)
    naming.name.setText("Year of the move")
    naming.agree()
    assert "Year of the move" in texts(page.year)
    press(page.year, "Close the year…")
    (closing,) = page.findChildren(CloseDialog)
    closing.agree()
    assert "is not signed by all: Cai Morgan" in texts(closing)
    closing.reject()
    one = year_sheet(team.people, cycle(team)).people[0]
    leaving = LeaveDialog(page.year._people, page.year, one)
    leaving.why.setText("Left")
    leaving.agree()
    press(page.year, "Close the year…")
    page.findChildren(CloseDialog)[-1].agree()
    assert team.get("cycle", cycle(team)).closed_on is not None
    assert "closed on" in texts(page.year)
    press(page.year, "Open it again")
    assert team.get("cycle", cycle(team)).closed_on is None


def test_that_an_objective_goes_from_the_organisation_to_the_manager_to_the_team(
    office: Shell, page: CyclesPage, team: Team
) -> None:
    words = "Deliver the <estate> plan"
    values = {"code": "SO-1", "title": words, "status": "current"}
    office.desk.write(lambda _office: Changes("Objective", (Create("objective", party(50), values),)))
    team.start([2, 3])
    page.show_tab(AIMS)
    assert "1 objective of the organisation, 1 carried by nobody" in texts(page.aims)
    press(page.aims, "Hand down…")
    (giving,) = page.findChildren(GiveDialog)
    giving.boxes[party(1)].setChecked(True)
    press(giving, "Hand it down to 1 person")
    assert "each carried by somebody" in texts(page.aims)
    press(page.aims, "Hand on…")
    giving = page.findChildren(GiveDialog)[-1]
    assert not giving.boxes[party(1)].isEnabled()
    for number in (2, 3):
        giving.boxes[party(number)].setChecked(True)
    press(giving, "Hand it down to 2 people")
    mine = team.all("aim", subject_id=party(1))[0]
    assert {one.parent_id for one in team.all("aim") if one.id != mine.id} == {mine.id}
    assert "Cai Morgan: Deliver the <estate> plan, Draft" in texts(page.aims)
    assert_no_label_reads_markup(page)


def test_that_only_what_is_measured_and_dated_is_agreed(page: CyclesPage, team: Team) -> None:
    team.start([2])
    given = {"subject_id": party(2), "cycle_id": cycle(team)}
    ready = team.add("aim", title="A", measure="Share on time", due=date(2027, 3, 31), **given)
    vague = team.add("aim", title="B", **given)
    page.show_tab(AIMS)
    row = next(each for each in page.aims.findChildren(RowButton) if "0 of 2 agreed" in each.accessibleName())
    press(row, "Agree…")
    (dialog,) = page.findChildren(AgreeDialog)
    assert "no measure yet · no date yet" in texts(dialog)
    assert not dialog.boxes[vague].isEnabled()
    press(dialog, "Agree 1 objective")
    assert [team.get("aim", id).status for id in (ready, vague)] == ["agreed", "draft"]
    assert "1 of 2 agreed" in texts(page.aims)


def test_that_progress_says_who_is_late_and_leads_to_the_appraisal(
    office: Shell, page: CyclesPage, team: Team
) -> None:
    team.start([2, 3])
    page.show_tab(PROGRESS)
    grid = page.progress.grid
    assert "2 people, 2 with something late" in texts(page.progress)
    assert grid.words(0, 0) == "Cai Morgan: Agree expectations and objectives: late"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    inside = unlock(office, places.CYCLES)
    assert inside.appraisal is not None
    assert inside.appraisal.page is not None
    assert inside.appraisal.page.title == "Cai Morgan, 2026–27"


def test_that_the_sheet_for_the_manager_is_written_and_says_nothing_that_was_written(
    page: CyclesPage, team: Team, ask: FakeAsk, tmp_path: Path
) -> None:
    team.start([2, 3])
    page.show_tab(PROGRESS)
    target = tmp_path / "Progress.pdf"
    ask.answer("named", target)
    press(page.progress, "Sheet for your manager…")
    assert target.read_bytes().startswith(b"%PDF")
    other = tmp_path / "Numbers.pdf"
    ask.answer("numbers", other)
    press(page.progress, "Sheet for your manager…")
    assert len(other.read_bytes()) < len(target.read_bytes())
    sealed = tmp_path / "Sealed.pdf"
    ask.answer("locked", "three quiet words", sealed)
    press(page.progress, "Sheet for your manager…")
    assert b"/Encrypt" in sealed.read_bytes()


def test_that_a_question_is_worded_added_and_taken_out_and_each_goes_by_undo(
    office: Shell, page: CyclesPage, team: Team
) -> None:
    form = ours(team, page)
    editor = page.forms.editor
    first = asked(team, form)[0]
    editor.question.question.setText("What mattered most?")
    QTest.keyClick(editor.question.question, Qt.Key.Key_Return)
    assert asked(team, form)[0] == "What mattered most?"
    press(page.forms, "Add a question")
    assert asked(team, form)[1] == "A new question"
    assert editor.question.question.text() == "A new question"
    QTest.keyClick(editor.tree, Qt.Key.Key_Delete)
    assert "A new question" not in asked(team, form)
    for _step in range(3):
        office.confidential.people.undo()
    assert asked(team, form)[0] == first


def test_that_who_answers_and_how_is_chosen_beside_the_question(page: CyclesPage, team: Team) -> None:
    form = ours(team, page)
    editor = page.forms.editor.question
    editor.who.changed.emit(Who.PRIVATE.value)
    question = outline.outline(team.people, form).questions[0]
    assert (question.who, question.wanted) == (Who.PRIVATE, False)
    assert not editor.wanted.isVisible()
    editor.kind.changed.emit("yes_no")
    editor.prompt.setPlainText("Say it plainly")
    editor.settle()
    question = outline.outline(team.people, form).questions[0]
    assert (question.kind, question.prompt) == ("yes_no", "Say it plainly")


def test_that_words_that_are_missing_are_refused_beside_the_question(page: CyclesPage, team: Team) -> None:
    form = ours(team, page)
    before = asked(team, form)
    editor = page.forms.editor.question
    editor.question.setText("")
    editor.question.settle()
    assert "Give it words" in editor.problem.text()
    assert asked(team, form) == before


def test_that_alt_and_an_arrow_move_a_question_on_into_the_next_section(page: CyclesPage, team: Team) -> None:
    form = ours(team, page, ANNUAL)
    tree = page.forms.editor.tree
    first, second = outline.outline(team.people, form).sections[:2]
    moved = first.questions[-1]
    tree.choose(moved.id)
    QTest.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after = outline.outline(team.people, form).sections
    assert after[1].questions[0].id == moved.id
    assert tree.current == ("form_question", moved.id)
    QTest.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert outline.outline(team.people, form).sections[0].questions[-1].id == moved.id
    tree.choose(second.id)
    QTest.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in outline.outline(team.people, form).sections[:2]] == [second.id, first.id]


def test_that_a_question_is_dragged_to_where_it_is_let_go(page: CyclesPage, team: Team) -> None:
    form = ours(team, page, ANNUAL)
    tree = page.forms.editor.tree
    sections = outline.outline(team.people, form).sections
    moved, target = sections[0].questions[0], sections[2].questions[1]
    ways = QAbstractItemView.DropIndicatorPosition

    def place(section: int, question: int = -1) -> QModelIndex:
        top = tree.model().index(section, 0)
        return top if question < 0 else tree.model().index(question, 0, top)

    tree.choose(moved.id)
    tree.drop_at(place(2, 1), ways.BelowItem)
    questions = outline.outline(team.people, form).sections[2].questions
    assert [one.id for one in questions[1:3]] == [target.id, moved.id]
    tree.drop_at(place(0), ways.OnItem)
    assert outline.outline(team.people, form).sections[0].questions[0].id == moved.id
    tree.drop_at(QModelIndex(), ways.OnViewport)
    assert outline.outline(team.people, form).questions[-1].id == moved.id
    tree.choose(sections[3].id)
    tree.drop_at(place(0, 0), ways.AboveItem)
    assert outline.outline(team.people, form).sections[0].id == sections[3].id


def test_that_a_form_in_use_says_so_and_offers_a_copy(page: CyclesPage, team: Team, ask: FakeAsk) -> None:
    team.start([2], form=LIGHT)
    page.show_tab(FORMS)
    page.forms.shelf.choose(LIGHT)
    assert "“Appraisals 2026–27” runs on this form" in texts(page.forms.still)
    assert not page.forms.editor.question.isEnabled()
    before = asked(team, LIGHT)
    QTest.keyClick(page.forms.editor.tree, Qt.Key.Key_Delete)
    QTest.keyClick(page.forms.editor.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked(team, LIGHT) == before
    ask.answer("Next year")
    press(page.forms.still, "Copy it to edit the copy…")
    assert page.forms.title.text() == "Next year"
    assert page.forms.editor.question.isEnabled()
    assert not page.forms.still.isVisible()


def test_that_the_preview_is_the_page_that_each_side_will_see(page: CyclesPage, team: Team) -> None:
    ours(team, page, ANNUAL)
    page.forms.look.setChecked(True)
    boxes = page.forms.preview.findChildren(AnswerBox)
    assert {box.box.part for box in boxes} == {Part.SELF, Part.MANAGER, Part.PRIVATE}
    assert all(box.box.hidden for box in boxes if box.box.part is Part.SELF)
    page.forms.preview.side.changed.emit("self")
    written = len(team.all("answer"))
    page.forms.preview.side.choose("self")
    page.forms.preview.show_form(page.forms.shelf.current or Id(""))
    shown = [box for box in page.forms.preview.findChildren(AnswerBox) if box.isVisible()]
    assert Part.PRIVATE not in {box.box.part for box in shown}
    assert len(team.all("answer")) == written
    page.forms.look.setChecked(False)
    assert page.forms.editor.isVisible()


def test_that_a_form_goes_to_another_manager_as_a_file_and_a_bad_one_is_refused(
    page: CyclesPage, team: Team, ask: FakeAsk, tmp_path: Path
) -> None:
    form = ours(team, page)
    target = tmp_path / "Ours.form.json"
    ask.answer(target)
    press(page.forms, "Save for another manager…")
    ask.answer(target)
    press(page.forms, "Take in a file…")
    assert page.forms.title.text() == "Ours (2)"
    assert asked(team, page.forms.shelf.current or Id("")) == asked(team, form)
    bad = tmp_path / "bad.json"
    bad.write_text("{}", "utf-8")
    ask.answer(bad)
    press(page.forms, "Take in a file…")
    assert ask.told[-1].startswith("bad.json is no form or scale")


def test_that_a_scale_is_edited_level_by_level(page: CyclesPage, team: Team, ask: FakeAsk) -> None:
    page.show_tab(SCALES)
    ask.answer("Ours")
    press(page.scales, "New scale…")
    press(page.scales, "Add a level on top")
    assert [row.label.text() for row in page.scales.rows] == ["A new level", "As agreed", "Not as agreed"]
    page.scales.rows[0].label.setText("Beyond")
    page.scales.rows[0].descriptor.setPlainText("Others do as they do")
    page.scales.settle()
    page.scales.rows[0].acts[1].click()
    assert [row.label.text() for row in page.scales.rows] == ["As agreed", "Beyond", "Not as agreed"]
    assert page.scales.rows[1].descriptor.toPlainText() == "Others do as they do"
    page.scales.rows[2].acts[2].click()
    scale = page.scales.shelf.current
    levels = {one.label: one.step for one in team.all("rating_level", scale_id=scale)}
    assert levels == {"As agreed": 2, "Beyond": 1}


def test_that_a_scale_in_use_says_so(page: CyclesPage, team: Team) -> None:
    team.start([2])
    page.show_tab(SCALES)
    page.scales.shelf.choose(shipped_id("rating_scale", "three"))
    assert "rates on this scale" in texts(page.scales.still)
    assert not page.scales.rows[0].isEnabled()


def test_that_what_is_being_typed_is_kept_when_the_file_locks(
    office: Shell, page: CyclesPage, team: Team
) -> None:
    form = ours(team, page)
    page.forms.editor.question.question.setText("Half a quest")
    lock(office)
    found = unlock(office, places.CYCLES).overview
    assert asked(team_of(office), form)[0] == "Half a quest"
    assert isinstance(found, CyclesPage)
    assert found.tabs.current == FORMS


def test_that_every_tab_can_be_read_out_and_reads_no_markup(page: CyclesPage, team: Team) -> None:
    team.start([2, 3])
    team.do(outline.new_form(team.people, "<b>A & B</b>"))
    team.add("aim", title="<i>C</i>", subject_id=party(2), cycle_id=cycle(team))
    for tab in (YEAR, AIMS, PROGRESS, FORMS, SCALES):
        page.show_tab(tab)
        assert_every_focusable_widget_is_named(page)
        assert_no_label_reads_markup(page)


def test_that_a_closed_year_stays_to_be_looked_at_beside_the_one_that_runs(
    page: CyclesPage, team: Team
) -> None:
    appraisal = team.appraisal()
    team.change("cycle", cycle(team), closed_on=date(2027, 6, 4))
    year = cycles.Year(2027, ANNUAL, shipped_id("rating_scale", "three"))
    team.do(cycles.start(team.people, year, [party(2)]))
    assert "Appraisals 2026–27, closed" in texts(page)
    assert "closed on 4 Jun 2027" in texts(page.year)
    years = page.findChildren(QComboBox, options=Qt.FindChildOption.FindDirectChildrenOnly)[0]
    years.setCurrentIndex(years.findText("Appraisals 2027–28"))
    years.activated.emit(years.currentIndex())
    assert "1 Apr 2027 to 31 Mar 2028" in texts(page.year)
    assert team.get("appraisal", appraisal).left_on is None
