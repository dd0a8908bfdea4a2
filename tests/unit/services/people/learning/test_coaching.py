# SPDX-License-Identifier: Apache-2.0
"""Coaching goes on where it ended, and the journal hears only that it took place."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services.people import evidence
from portfolio_desktop.services.people.learning import coaching
from tests.support.people import NAMES, Team, party

CAI = party(2)


def test_that_a_session_begins_with_the_goal_of_the_last_one(team: Team) -> None:
    first = team.do(coaching.begin(team.people, CAI, date(2026, 10, 1)))[0]
    team.change("coaching_session", first, goal="Chair alone", will="Talk to both")
    second = team.do(coaching.begin(team.people, CAI))[0]
    found = coaching.session(team.people, second)
    assert (found.name, found.record.title, found.record.goal) == (
        NAMES[2],
        "Coaching, 21 Nov 2026",
        "Chair alone",
    )
    assert found.before is not None
    assert found.before.will == "Talk to both"
    assert [one.id for one in coaching.sessions(team.people, CAI)] == [second, first]
    assert len(found.open) == 3  # the goal has its words


def test_that_a_session_is_noted_once_and_not_without_a_goal(team: Team) -> None:
    session = team.do(coaching.begin(team.people, CAI))[0]
    with pytest.raises(Refusal, match="which goal"):
        coaching.note(team.people, session)
    team.change("coaching_session", session, goal="Chair alone", reality="Between the two of us")
    assert not coaching.session(team.people, session).noted
    team.do(coaching.note(team.people, session))
    (noted,) = evidence.journal(team.people, CAI)
    assert (noted.title, noted.kind, noted.words) == ("Coaching, 21 Nov 2026", "coaching", None)
    assert coaching.session(team.people, session).noted
    with pytest.raises(Refusal, match="already"):
        coaching.note(team.people, session)
