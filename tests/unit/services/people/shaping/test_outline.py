# SPDX-License-Identifier: Apache-2.0
"""A form is edited as its editor does it, each act undone in one step, and stands still while a year runs on it."""

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people import forms
from portfolio_desktop.services.people.running import years
from portfolio_desktop.services.people.shaping import outline
from portfolio_desktop.services.people.shaping.outline import Outline, Who
from portfolio_desktop.services.people.starting import lay_in, shipped_id
from tests.support.people import Team, party

LIGHT = shipped_id("form", "light")


def form(team: Team, id: Id = LIGHT) -> Outline:
    return outline.outline(team.people, id)


def asked(team: Team, id: Id = LIGHT) -> list[str]:
    return [question.question for question in form(team, id).questions]


def test_that_a_shipped_form_is_copied_to_be_edited_and_the_original_stays(team: Team) -> None:
    copy = team.do(forms.copy_form(team.people, LIGHT, "Ours"))[0]
    assert asked(team, copy) == asked(team)
    first = form(team, copy).questions[0]
    team.do(
        outline.change_question(team.people, first.id, {"question": "What mattered?", "prompt": "Two things"})
    )
    assert asked(team, copy)[0] == "What mattered?"
    assert asked(team)[0] == first.question
    assert {one.title: one.questions for one in outline.forms_there(team.people)}["Ours"] == len(asked(team))


def test_that_a_new_form_has_a_question_and_can_be_used_at_once(team: Team) -> None:
    made = team.do(outline.new_form(team.people, "  Probation "))[0]
    assert form(team, made).title == "Probation"
    team.start([2], form=made)
    assert {one.side for one in team.all("answer")} == {"self", "manager"}


def test_that_a_question_goes_behind_the_one_that_was_chosen(team: Team) -> None:
    before = form(team).sections[0]
    new = outline.add_question(team.people, before.id, "And then?", after=before.questions[0].id)
    team.do(new)
    after = form(team).sections[0]
    assert [one.question for one in after.questions][:2] == [before.questions[0].question, "And then?"]
    assert after.questions[1].who is Who.BOTH
    team.do(outline.add_question(team.people, before.id, "Last?"))
    assert form(team).sections[0].questions[-1].question == "Last?"


def test_that_a_question_moves_to_another_section_and_one_undo_brings_it_back(team: Team) -> None:
    annual = shipped_id("form", "annual")
    before = form(team, annual)
    moved = before.sections[0].questions[0]
    team.do(outline.move_question(team.people, moved.id, before.sections[1].id, 1))
    after = form(team, annual)
    assert after.sections[1].questions[1].id == moved.id
    assert moved.id not in {one.id for one in after.sections[0].questions}
    undo.undo(team.people)
    assert form(team, annual) == before


def test_that_a_section_moves_with_its_questions(team: Team) -> None:
    annual = shipped_id("form", "annual")
    first, second, *_rest = form(team, annual).sections
    team.do(outline.move_section(team.people, first.id, 1))
    assert [one.id for one in form(team, annual).sections][:2] == [second.id, first.id]
    assert not outline.move_section(team.people, first.id, 1)


def test_that_a_private_question_is_needed_of_nobody(team: Team) -> None:
    question = next(one for one in form(team).questions if one.wanted)
    team.do(outline.change_question(team.people, question.id, who=Who.PRIVATE))
    after = next(one for one in form(team).questions if one.id == question.id)
    assert (after.who, after.wanted) == (Who.PRIVATE, False)
    team.do(outline.change_question(team.people, question.id, who=Who.MANAGER))
    assert next(one for one in form(team).questions if one.id == question.id).who is Who.MANAGER


def test_that_a_question_without_words_is_refused(team: Team) -> None:
    section = form(team).sections[0]
    with pytest.raises(Refusal, match="Give it words"):
        outline.add_question(team.people, section.id, " ")
    with pytest.raises(Refusal, match="Give it words"):
        outline.change_question(team.people, section.questions[0].id, {"question": ""})
    with pytest.raises(Refusal, match="Give it words"):
        outline.new_form(team.people, "")


def test_that_a_form_stands_still_by_every_door_while_a_year_runs_on_it(team: Team) -> None:
    section = form(team).sections[0]
    question = section.questions[0].id
    team.start([2], form=LIGHT)
    assert form(team).running == ("Appraisals 2026–27",)
    doors = (
        outline.change_question(team.people, question, {"question": "Other"}),
        records.change(team.people, "form_question", question, {"wanted": False}),
        records.delete(team.people, "form_question", [question]),
        outline.add_question(team.people, section.id, "One more"),
        outline.add_section(team.people, LIGHT, "More"),
        records.delete(team.people, "form", [LIGHT]),
    )
    for changes in doors:
        with pytest.raises(Refusal, match="“Appraisals 2026–27” runs on this form"):
            team.people.write(changes)
    copy = team.do(forms.copy_form(team.people, LIGHT, "Next year"))[0]
    team.do(outline.add_section(team.people, copy, "More"))
    assert form(team, copy).sections[-1].title == "More"


def test_that_undo_reaches_back_beyond_the_start_of_a_year(team: Team) -> None:
    first = form(team).questions[0]
    team.do(outline.change_question(team.people, first.id, {"question": "Other"}))
    team.start([2], form=LIGHT)
    undo.undo(team.people)
    undo.undo(team.people)
    assert form(team).questions[0].question == first.question


def test_that_a_form_moves_again_once_its_year_is_closed(team: Team) -> None:
    appraisal = team.appraisal(form=LIGHT)
    team.do(years.leave(team.people, appraisal, "Moved to another team"))
    team.do(years.close(team.people, Id(team.all("cycle")[0].id)))
    team.do(outline.change_question(team.people, form(team).questions[0].id, {"question": "Other"}))
    assert asked(team)[0] == "Other"
    assert team.all("answer", appraisal_id=appraisal)[0].question != "Other"


def test_that_what_is_shipped_comes_back_unless_a_year_runs_on_its_form(team: Team) -> None:
    gone = form(team).questions[-1].id
    team.people.write(records.delete(team.people, "form_question", [gone]))
    team.start([2], form=LIGHT)
    team.do(lay_in(team.people))
    assert gone in {one.id for one in form(team).questions}
    assert {one.subject_id for one in team.all("appraisal")} == {party(2)}
