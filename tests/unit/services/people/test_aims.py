# SPDX-License-Identifier: Apache-2.0
"""Objectives come down from the organisation's, are agreed with a measure, and both sides say how they go."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services import records
from portfolio_desktop.services.people import aims
from portfolio_desktop.storage.changes import Changes, Create, Edit
from tests.support.people import Team, party

CAI, DEE = party(2), party(3)


def aim(team: Team, title: str, **values: object) -> Id:
    given = {"subject_id": CAI, "measure": "Late returns", "due": date(2027, 3, 31), **values}
    return team.add("aim", title=title, **given)


def test_that_the_organisations_objectives_become_drafts_in_their_words(team: Team) -> None:
    team.start([2])
    cycle = team.all("cycle")[0].id
    team.do(aims.take_over(team.people, CAI, cycle, ["Deliver the estate plan", "Cut waiting times"]))
    found = aims.aims_of(team.people, CAI, cycle)
    assert [(line.supports, line.status) for line in found.lines] == [
        ("Cut waiting times", "draft"),
        ("Deliver the estate plan", "draft"),
    ]


def test_that_an_objective_is_handed_down_once_to_each(team: Team) -> None:
    whole = aim(team, "All returns on time", subject_id=party(1))
    team.do(aims.hand_down(team.people, whole, [CAI, DEE, party(1), party(99)]))
    assert not aims.hand_down(team.people, whole, [CAI])
    parts = team.all("aim", parent_id=whole)
    assert {part.subject_id for part in parts} == {CAI, DEE}
    assert {part.supports for part in parts} == {"All returns on time"}


def test_that_an_objective_without_a_measure_or_a_date_is_not_agreed(team: Team) -> None:
    bare = aim(team, "Be better", measure=None)
    with pytest.raises(Refusal, match="Say of “Be better” how it is measured"):
        aims.agree(team.people, [bare])
    team.change("aim", bare, measure="Complaints")
    team.do(aims.agree(team.people, [bare]))
    assert team.get("aim", bare).status == "agreed"
    assert not aims.agree(team.people, [bare])


@pytest.mark.parametrize("bare", ["measure", "due"])
def test_that_no_form_agrees_what_nobody_could_tell_was_met(team: Team, bare: str) -> None:
    one = aim(team, "Be better", **{bare: None})
    with pytest.raises(Refusal, match="how it is measured and by when"):
        team.change("aim", one, status="agreed")
    team.change("aim", one, measure="Complaints", due=date(2027, 3, 31), status="agreed")
    with pytest.raises(Refusal, match="how it is measured and by when"):
        team.change("aim", one, **{bare: None})


def test_that_each_side_says_how_it_goes_and_the_last_word_of_each_is_shown(team: Team) -> None:
    one = aim(team, "Returns")
    team.do(aims.say_how_it_goes(team.people, one, "Begun", Decimal(10), date(2026, 6, 1)))
    team.do(aims.say_how_it_goes(team.people, one, "Half of it", Decimal(50), date(2026, 9, 1)))
    theirs: Values = {"aim_id": one, "by_id": CAI, "on": date(2026, 9, 2), "words": "More than half"}
    team.people.write(Changes("Came", (Create("aim_progress", Id("q" * 26), theirs),)))
    (line,) = aims.aims_of(team.people, CAI).lines
    assert line.mine is not None
    assert line.theirs is not None
    assert (line.mine.words, line.theirs.words) == ("Half of it", "More than half")
    assert line.mine.done == Decimal(50)
    assert len(team.all("aim_progress")) == 3
    with pytest.raises(Refusal, match="0 to 100"):
        aims.say_how_it_goes(team.people, one, "Done", Decimal(120))


def test_that_parts_stand_under_their_whole(team: Team) -> None:
    whole = aim(team, "Z whole")
    aim(team, "A part", parent_id=whole)
    aim(team, "B alone", due=date(2026, 12, 1))
    lines = aims.aims_of(team.people, CAI).lines
    assert [(line.title, line.depth) for line in lines] == [("B alone", 0), ("Z whole", 0), ("A part", 1)]


def test_that_a_circle_of_objectives_is_refused_and_one_that_came_is_still_shown(team: Team) -> None:
    first = aim(team, "First")
    second = aim(team, "Second", parent_id=first)
    with pytest.raises(Refusal, match="part of itself"):
        records.change(team.people, "aim", first, {"parent_id": second})
    team.people.write(Changes("Came", (Edit("aim", first, "parent_id", second),)))
    assert len(aims.aims_of(team.people, CAI).lines) == 2


def test_that_weights_that_do_not_add_up_are_said(team: Team) -> None:
    one = aim(team, "One", weight=Decimal(50), status="agreed")
    assert aims.aims_of(team.people, CAI).weights == "The weights add up to 50 %."
    aim(team, "Two", status="agreed")
    assert aims.aims_of(team.people, CAI).weights.startswith("1 of 2 agreed objectives have a weight")
    team.change("aim", one, weight=None)
    assert aims.aims_of(team.people, CAI).weights == ""
    with pytest.raises(Refusal, match="0 to 100"):
        records.change(team.people, "aim", one, {"weight": Decimal(101)})
