# SPDX-License-Identifier: Apache-2.0
"""A year of appraisals is made as it was meant, for everybody who takes part."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people import cycles, forms
from portfolio_desktop.services.people.cycles import Year
from portfolio_desktop.services.people.starting import SHIPPED, lay_in, shipped_id, take_up
from tests.support.people import NAMES, Team, party, titles


def test_that_what_is_shipped_is_laid_in_once(team: Team) -> None:
    assert {form.title for form in team.all("form")} >= {"Light appraisal"}
    assert not lay_in(team.people)


def test_that_a_form_somebody_edited_stays_and_a_deleted_one_comes_back(team: Team) -> None:
    team.change("form", shipped_id("form", "light"), title="Ours")
    team.people.write(forms.copy_form(team.people, shipped_id("form", "annual"), "Copy"))
    team.people.write(records.delete(team.people, "form", [shipped_id("form", "annual")]))
    team.do(lay_in(team.people))
    assert {"Ours", "Copy", "Annual appraisal with quarterly conversations"} == set(titles(team.all("form")))
    assert len(team.all("form_question")) == 20 + 15


@pytest.mark.parametrize("entity", SHIPPED)
def test_that_every_shipped_record_fills_what_its_register_requires(team: Team, entity: str) -> None:
    required = [field.name for field in team.people.catalogue.entity(entity).fields if field.required]
    found = team.all(entity)
    assert found
    assert not [record for record in found if any(record[name] is None for name in required)]


def test_that_every_level_says_in_words_what_it_means(team: Team) -> None:
    assert all(level.label and len(level.descriptor) > 60 for level in team.all("rating_level"))


def test_that_a_year_has_its_stages_on_working_days_from_april_to_the_june_after(team: Team) -> None:
    team.appraisal()
    stages = team.all("cycle_stage", order="due")
    assert stages[0].opens == date(2026, 4, 1)
    assert stages[-1].due == date(2027, 6, 4)  # the 5th is a Saturday
    assert sum(stage.kind == "conversation" for stage in stages) == 4
    assert all(stage.due.weekday() < 5 and stage.opens <= stage.due for stage in stages)
    cycle = team.all("cycle")[0]
    assert (cycle.starts, cycle.ends) == (date(2026, 4, 1), date(2027, 3, 31))


def test_that_each_side_gets_its_own_copy_of_the_questions(team: Team) -> None:
    appraisal = team.appraisal()
    answers = team.all("answer", appraisal_id=appraisal)
    sides = [answer.side for answer in answers]
    assert (sides.count("self"), sides.count("manager"), sides.count("private")) == (10, 10, 1)
    asked = {answer.question for answer in answers}
    team.change("cycle", team.all("cycle")[0].id, closed_on=date(2027, 6, 30))
    question = team.all("form_question", order="position")[0]
    team.change("form_question", question.id, question="Something else")
    assert {answer.question for answer in team.all("answer")} == asked


def test_that_the_line_of_the_person_decides_who_takes_part(team: Team) -> None:
    head = team.get("appraisal", team.appraisal())
    assert (head.manager_id, head.countersigner_id) == (party(1), party(0))
    assert head.title == "Cai Morgan, 2026–27"


def test_that_a_year_may_do_without_countersignature(team: Team) -> None:
    assert team.get("appraisal", team.appraisal(countersigned=False)).countersigner_id is None


def test_that_conversations_are_planned_for_each_person(team: Team) -> None:
    team.start([2, 3])
    talks = team.all("conversation", subject_id=party(2))
    assert len(talks) == 7
    assert all(talk.stage_id and talk.planned_on and not talk.held_on for talk in talks)


def test_that_a_year_begins_whenever_the_organisation_says(team: Team) -> None:
    team.appraisal(starts=date(2027, 1, 1))
    cycle = team.all("cycle")[0]
    assert (cycle.title, cycle.ends) == ("Appraisals 2026", date(2027, 12, 31))


def test_that_nobody_is_appraised_twice_for_the_same_time(team: Team) -> None:
    team.appraisal()
    with pytest.raises(Refusal, match="Cai Morgan has an appraisal in that time already, until 31 Mar 2027"):
        team.start([3, 2])
    assert len(team.all("appraisal")) == 1


def test_that_nobody_is_appraised_without_a_line_manager(team: Team) -> None:
    team.change("party", party(1), manager_id=None)
    with pytest.raises(Refusal, match="line manager of Ben Hale"):
        team.start([1])


def test_that_a_year_with_nobody_in_it_or_without_questions_is_refused(team: Team) -> None:
    with pytest.raises(Refusal, match="Choose the people"):
        team.start([])
    empty = team.add("form", title="Empty")
    with pytest.raises(Refusal, match="asks nobody anything"):
        team.start([2], form=empty)
    with pytest.raises(Refusal, match="no plan of a year named “monthly”"):
        team.start([2], plan="monthly")


def test_that_a_year_is_started_and_undone_in_one_step(team: Team) -> None:
    team.start([2, 3, 4])
    undo.undo(team.people)
    assert not team.all("appraisal") + team.all("answer") + team.all("cycle_stage") + team.all("conversation")


def test_that_those_who_are_new_are_taken_up_and_go_with_the_year_in_one_step(team: Team) -> None:
    year = Year(2026, shipped_id("form", "light"))
    new: dict[Id, Values] = {
        party(40): {"name": "Ida Voss", "manager_id": party(41)},
        party(41): {"name": "Jon Abel", "manager_id": party(0), "email": "jon@example.org"},
    }
    team.do(cycles.start(team.people, year, [party(40), party(2)], new))
    found = {one.title: (one.manager_id, one.countersigner_id) for one in team.all("appraisal")}
    assert found == {
        "Ida Voss, 2026–27": (party(41), party(0)),
        "Cai Morgan, 2026–27": (party(1), party(0)),
    }
    undo.undo(team.people)
    assert not team.all("appraisal") + team.all("cycle")
    assert len(team.all("party")) == len(NAMES)


def test_that_somebody_unknown_is_named_as_such(team: Team) -> None:
    with pytest.raises(Refusal):
        team.start([55])


def test_that_whoever_joins_late_is_not_asked_for_conversations_that_are_over(team: Team) -> None:
    team.start([2])
    cycle = team.all("cycle")[0].id
    team.do(cycles.join(team.people, cycle, [party(3)]))
    kinds = [talk.kind for talk in team.all("conversation", subject_id=party(3))]
    assert kinds.count("quarterly") == 2
    assert "expectations" not in kinds


def test_that_agreed_objectives_are_asked_about_once_each(team: Team) -> None:
    appraisal = team.appraisal()
    cycle = team.all("cycle")[0].id
    aim = team.add(
        "aim",
        title="Close the risk backlog",
        subject_id=party(2),
        cycle_id=cycle,
        status="agreed",
        measure="Risks past review",
        due=date(2027, 3, 31),
    )
    team.add("aim", title="A draft", subject_id=party(2), cycle_id=cycle)
    team.do(forms.ask_about_objectives(team.people, appraisal))
    assert not forms.ask_about_objectives(team.people, appraisal)
    asked = [answer for answer in team.all("answer") if answer.aim_id == aim]
    assert {(answer.side, answer.kind) for answer in asked} == {
        ("self", "words"),
        ("manager", "words_rating"),
    }
    assert {answer.section for answer in asked} == {"Progress"}
    assert asked[0].prompt.startswith("Measured by: Risks past review.")


def test_that_people_are_brought_up_to_date_and_nothing_else_of_them_is_taken(team: Team) -> None:
    given = {party(2): {"name": "Cai Morgan-Lee", "manager_id": party(40), "email": "cai@example.org"}}
    team.do(take_up(team.people, given))
    assert team.get("party", party(2)).name == "Cai Morgan-Lee"
    assert team.get("party", party(2)).manager_id is None
    assert not take_up(team.people, {party(2): {"name": "Cai Morgan-Lee"}})


def test_that_a_cycle_says_which_year_it_is() -> None:
    assert Year(2026, form=party(1)).name == "2026–27"


def test_that_a_stage_is_not_due_before_it_opens_nor_a_cycle_over_before_it_begins(team: Team) -> None:
    team.start([2])
    stage, cycle = team.all("cycle_stage")[0], team.all("cycle")[0]
    with pytest.raises(Refusal, match="before it opens"):
        records.change(team.people, "cycle_stage", stage.id, {"due": date(2025, 1, 1)})
    with pytest.raises(Refusal, match="before it begins"):
        records.change(team.people, "cycle", cycle.id, {"ends": date(2025, 1, 1)})
