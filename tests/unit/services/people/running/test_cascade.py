# SPDX-License-Identifier: Apache-2.0
"""Objectives go from the organisation to the manager to each person, and it can be seen who carries what."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import undo
from portfolio_desktop.services.people.running import cascade, years
from portfolio_desktop.services.people.running.cascade import Cascade
from tests.support.people import Team, party

ESTATE, SAFETY = "Deliver the estate plan", "Nobody is hurt on a site"


@pytest.fixture
def year(team: Team) -> Id:
    team.start([2, 3, 4])
    return Id(team.all("cycle")[0].id)


def seen(team: Team, year: Id) -> Cascade:
    return cascade.cascade(team.people, year, (ESTATE, SAFETY))


def test_that_an_objective_goes_down_in_two_steps_and_undo_takes_each_back(team: Team, year: Id) -> None:
    assert seen(team, year).unserved == 2
    (mine,) = team.do(cascade.give(team.people, year, ESTATE, [party(1)]))
    team.change("aim", mine, measure="Milestones met", due=date(2027, 3, 31))
    team.do(cascade.give(team.people, year, ESTATE, [party(2), party(3)], below=mine))
    found = seen(team, year)
    assert found.unserved == 1
    (strand,) = found.served[0].strands
    assert (strand.mine, strand.measure) == (True, "Milestones met")
    assert [(one.name, one.status) for one in strand.carried] == [
        ("Cai Morgan", "draft"),
        ("Dee Rao", "draft"),
    ]
    assert found.served[0].carriers == {party(1), party(2), party(3)}
    assert team.all("aim", subject_id=party(2))[0].due == date(2027, 3, 31)
    undo.undo(team.people)
    assert seen(team, year).served[0].carriers == {party(1)}


def test_that_nobody_is_given_the_same_twice(team: Team, year: Id) -> None:
    (mine,) = team.do(cascade.give(team.people, year, ESTATE, [party(1)]))
    team.do(cascade.give(team.people, year, ESTATE, [party(2)], below=mine))
    assert len(team.do(cascade.give(team.people, year, ESTATE, [party(2), party(3)], below=mine))) == 1
    for parties, below in (([party(1)], None), ([party(3)], mine)):
        with pytest.raises(Refusal, match="has it already"):
            cascade.give(team.people, year, ESTATE, parties, below=below)
    with pytest.raises(Refusal, match="Choose who"):
        cascade.give(team.people, year, ESTATE, [])


def test_that_what_is_handed_on_further_down_still_belongs_to_the_same_strand(team: Team, year: Id) -> None:
    (mine,) = team.do(cascade.give(team.people, year, ESTATE, [party(1)]))
    (theirs,) = team.do(cascade.give(team.people, year, ESTATE, [party(2)], below=mine))
    team.do(cascade.give(team.people, year, ESTATE, [party(3)], below=theirs))
    (strand,) = seen(team, year).served[0].strands
    assert [one.party for one in strand.carried] == [party(2), party(3)]


def test_that_what_serves_nothing_named_is_shown_as_such(team: Team, year: Id) -> None:
    known = {"measure": "Folders with an owner", "due": date(2027, 3, 31), "status": "agreed"}
    team.add("aim", title="Tidy the archive", subject_id=party(4), cycle_id=year, **known)
    team.add("aim", title="Given up", subject_id=party(4), cycle_id=year, status="dropped")
    found = seen(team, year)
    assert found.served[-1].words == ""
    assert [one.title for one in found.served[-1].strands] == ["Tidy the archive"]
    bearers = {one.name: (one.count, one.agreed, one.loose) for one in found.bearers}
    assert bearers == {
        "Ben Hale": (0, 0, 0),
        "Cai Morgan": (0, 0, 0),
        "Dee Rao": (0, 0, 0),
        "Eve Lund": (1, 1, 1),
    }


def test_that_whoever_was_taken_out_of_the_year_carries_nothing_in_it(team: Team, year: Id) -> None:
    team.do(cascade.give(team.people, year, ESTATE, [party(2), party(3)]))
    gone = team.all("appraisal", subject_id=party(2))[0]
    team.people.write(years.leave(team.people, Id(gone.id), "Left"))
    found = seen(team, year)
    assert found.served[0].carriers == {party(3)}
    assert "Cai Morgan" not in {one.name for one in found.bearers}


def test_that_an_objective_that_the_portfolio_no_longer_has_is_still_served(team: Team, year: Id) -> None:
    team.do(cascade.give(team.people, year, "An older one", [party(2)]))
    assert [one.words for one in seen(team, year).served] == [ESTATE, SAFETY, "An older one"]
