# SPDX-License-Identifier: Apache-2.0
"""A conversation with what was promised in it, what is open from before, and what its agenda lacks."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services.people import conversations, evidence
from portfolio_desktop.services.people.conversations import Promised
from portfolio_desktop.services.people.views.talk import one_talk
from tests.support.people import NAMES, Team, party

CAI, BEN = party(2), party(1)


def test_that_promises_go_on_to_the_next_conversation_until_they_are_kept(team: Team) -> None:
    first = team.do(conversations.plan(team.people, CAI, date(2026, 11, 1)))[0]
    promised = team.do(
        conversations.promise(team.people, first, Promised("Find a mentor", CAI, date(2026, 11, 10)))
    )[0]
    team.do(conversations.hold(team.people, first, {"progress": "Well"}, on=date(2026, 11, 2)))
    later = team.do(conversations.plan(team.people, CAI, date(2026, 11, 28)))[0]
    found = one_talk(team.people, later)
    assert [one.title for one in found.earlier] == ["Find a mentor"]
    assert found.before is not None
    assert found.before.progress == "Well"
    assert found.both == ((CAI, NAMES[2]), (BEN, NAMES[1]))
    assert "Promise of Cai Morgan: Find a mentor, by 10 Nov 2026" in (found.record.agenda or "")
    before = one_talk(team.people, first)
    assert [(one.title, one.late) for one in before.promised] == [("Find a mentor", True)]
    assert before.missing == ()
    assert before.after is not None
    assert before.after.id == later
    team.do(conversations.keep(team.people, [promised]))
    assert one_talk(team.people, later).earlier == ()
    team.do(conversations.reopen(team.people, promised))
    assert len(one_talk(team.people, later).earlier) == 1


def test_that_what_became_open_since_it_was_planned_is_offered_to_the_agenda(team: Team) -> None:
    talk = team.do(conversations.plan(team.people, CAI, date(2026, 11, 28)))[0]
    team.do(evidence.note(team.people, CAI, "Chaired the board", on=date(2026, 11, 20)))
    assert one_talk(team.people, talk).missing == ("To talk about: Chaired the board (20 Nov 2026)",)
    team.do(conversations.prepare(team.people, talk))
    assert one_talk(team.people, talk).missing == ()
    team.do(conversations.promise(team.people, talk, Promised("Find a mentor", CAI)))
    assert one_talk(team.people, talk).missing == ()  # what is promised here is no point to bring up here


def test_that_a_promise_says_what_and_by_whom(team: Team) -> None:
    talk = team.do(conversations.plan(team.people, CAI, date(2026, 11, 28)))[0]
    for wrong in (Promised(" ", CAI), Promised("Find a mentor", party(99))):
        with pytest.raises(Refusal, match="by which of the two"):
            conversations.promise(team.people, talk, wrong)


def test_that_a_level_is_offered_where_the_appraisal_has_a_scale(team: Team) -> None:
    team.start([2])
    planned = team.all("conversation", "planned_on", subject_id=CAI)[0]
    assert [level.label for level in one_talk(team.people, planned.id).levels][1] == "As agreed"
    free = team.do(conversations.plan(team.people, CAI, date(2026, 11, 28)))[0]
    assert one_talk(team.people, free).levels == ()
