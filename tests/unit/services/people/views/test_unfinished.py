# SPDX-License-Identifier: Apache-2.0
"""What was in the middle of being typed is kept in the file, and in nothing that undo or the history knows."""

from portfolio_desktop.services import undo
from portfolio_desktop.services.people.views import unfinished
from portfolio_desktop.services.people.views.unfinished import Draft
from tests.support.people import Team, party

CAI = party(2)


def test_that_a_draft_is_kept_until_it_is_forgotten(team: Team) -> None:
    before = undo.undoable(team.people)
    unfinished.keep(team.people, Draft("step.informal", CAI, {"words": "Half a sent", "on": "2026-11-21"}))
    unfinished.keep(
        team.people, Draft("step.informal", CAI, {"words": "Half a sentence", "on": "2026-11-21"})
    )
    found = unfinished.find(team.people, "step.informal", CAI)
    assert found is not None
    assert found.fields == {"words": "Half a sentence", "on": "2026-11-21"}
    assert unfinished.find(team.people, "step.informal", party(3)) is None
    assert undo.undoable(team.people) == before
    unfinished.forget(team.people, "step.informal", CAI)
    assert unfinished.unfinished(team.people) == []


def test_that_a_draft_without_a_word_is_none(team: Team) -> None:
    unfinished.keep(team.people, Draft("matter", CAI, {"title": "Half"}))
    unfinished.keep(team.people, Draft("matter", CAI, {"title": "  "}))
    assert unfinished.unfinished(team.people) == []


def test_that_where_somebody_was_is_no_draft_and_each_page_has_its_own(team: Team) -> None:
    unfinished.stay(team.people, "team", "party.growth", CAI)
    unfinished.stay(team.people, "year", "", "")
    assert unfinished.stayed(team.people, "team") == ("party.growth", CAI)
    assert unfinished.stayed(team.people, "year") == ("", "")
    assert unfinished.unfinished(team.people) == []
