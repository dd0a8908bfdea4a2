# SPDX-License-Identifier: Apache-2.0
"""What is kept on one person through a year, read at once."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.people import evidence
from portfolio_desktop.services.people.views.person import person_year
from tests.support.people import NAMES, Team, party


def test_that_nobody_named_means_the_owner(team: Team) -> None:
    found = person_year(team.people)
    assert (found.person, found.name, found.own) == (party(1), NAMES[1], True)


def test_that_what_is_noted_on_one_is_not_shown_of_another(team: Team) -> None:
    team.start([2, 3])
    team.do(evidence.note(team.people, party(2), "Chaired the board", on=date(2026, 8, 3)))
    team.do(evidence.note(team.people, party(2), "Led the review", on=date(2026, 9, 3)))
    found = person_year(team.people, party(2))
    assert [note.title for note in found.journal] == ["Led the review", "Chaired the board"]
    assert [line.title for line in found.appraisals] == [f"{NAMES[2]}, 2026–27"]
    assert {talk.held_on for talk in found.talks} == {None}
    assert person_year(team.people, party(3)).journal == ()


def test_that_somebody_who_is_not_in_the_file_is_refused(team: Team) -> None:
    with pytest.raises(Refusal):
        person_year(team.people, Id("z" * 26))
