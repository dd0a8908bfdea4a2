# SPDX-License-Identifier: Apache-2.0
"""A team's year at a glance: who waits for what, where evidence is missing, and no level that is not the owner's to see."""

from datetime import date

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side, Stage
from portfolio_desktop.services.people import appraising, evidence
from portfolio_desktop.services.people.conversations import Promised, hold
from portfolio_desktop.services.people.views.team import Member, team_year
from tests.support.people import NAMES, Team, party


def member(team: Team, number: int) -> Member:
    return next(one for one in team_year(team.people).members if one.party == party(number))


def test_that_a_team_without_a_year_shows_its_people(team: Team) -> None:
    found = team_year(team.people)
    assert found.year is None
    assert [one.name for one in found.members] == sorted(NAMES[2:])
    assert {one.stage for one in found.members} == {None}


def test_that_the_latest_year_that_has_begun_is_shown_and_another_can_be(team: Team) -> None:
    team.start([2])
    later = date(2027, 4, 1)
    team.start([3], starts=later)
    found = team_year(team.people)
    assert found.year is not None
    assert found.year.starts == date(2026, 4, 1)
    other = next(year for year in found.years if year.starts == later)
    chosen = team_year(team.people, other.id)
    assert [one.name for one in chosen.members if one.appraisal] == [NAMES[3]]


def test_that_a_quarter_without_evidence_counts_nothing_and_dates_fall_into_theirs(team: Team) -> None:
    team.start([2])
    for on in (date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1), date(2026, 3, 31)):
        team.do(evidence.note(team.people, party(2), f"Noted {on}", on=on))
    assert member(team, 2).noted == (0, 2, 1, 0)


def test_that_promises_are_counted_until_they_are_kept_and_late_from_the_day_after(team: Team) -> None:
    team.start([2])
    talk = Id(team.all("conversation", "planned_on", subject_id=party(2))[0].id)
    promises = [
        Promised("By today", party(2), team.clock.day),
        Promised("By yesterday", party(1), date(2026, 11, 20)),
    ]
    team.do(hold(team.people, talk, {}, promises, date(2026, 5, 1)))
    found = member(team, 2)
    assert (found.promises, found.late_promises) == (2, 1)
    made = team.all("promise", title="By yesterday")[0]
    team.change("promise", made.id, done_on=team.clock.day)
    found = member(team, 2)
    assert (found.promises, found.late_promises) == (1, 0)


def test_that_a_level_is_shown_to_the_manager_and_spreads_over_the_whole_scale(team: Team) -> None:
    appraisal = team.appraisal()
    team.do(appraising.write(team.people, appraisal, {"level": 2, "level_why": "As agreed in May"}))
    found = team_year(team.people)
    assert member(team, 2).level == "As agreed"
    assert [bar.count for bar in found.spread] == [0, 1, 0]
    assert (member(team, 2).side, member(team, 2).stage) == (Side.MANAGER, Stage.OPEN)
