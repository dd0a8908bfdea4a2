# SPDX-License-Identifier: Apache-2.0
"""Mentoring stands outside the line, has its sessions, and ends."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services.people.learning import mentoring
from tests.support.people import NAMES, Team, party

CAI, DEE = party(2), party(3)


def test_that_nobody_of_the_line_is_offered(team: Team) -> None:
    assert [name for _id, name in mentoring.outside_line(team.people, CAI)] == sorted(NAMES[3:])
    assert mentoring.outside_line(team.people, party(1)) == []  # Ada leads Ben, and Ben all others


def test_that_an_agreement_has_sessions_until_it_ends(team: Team) -> None:
    made = team.do(mentoring.begin(team.people, DEE, CAI, "How another house decides"))[0]
    first = team.do(mentoring.meet(team.people, made, date(2026, 11, 1)))[0]
    second = team.do(mentoring.meet(team.people, made))[0]
    found = mentoring.pair(team.people, made)
    assert (found.mentor, found.mentee, found.over) == (NAMES[3], NAMES[2], False)
    assert [one.id for one in found.sessions] == [second, first]
    team.do(mentoring.end(team.people, made, date(2026, 11, 10)))
    with pytest.raises(Refusal, match="ended on 10 Nov 2026"):
        mentoring.meet(team.people, made)
    assert [pair.over for pair in mentoring.pairs(team.people, CAI)] == [True]
    again = team.do(mentoring.begin(team.people, party(4), CAI))[0]
    assert [pair.record.id for pair in mentoring.pairs(team.people, CAI)] == [again, made]
    assert [pair.record.id for pair in mentoring.pairs(team.people, DEE)] == [made]
    with pytest.raises(Refusal, match="outside the line"):
        mentoring.begin(team.people, party(1), CAI)
