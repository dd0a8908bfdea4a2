# SPDX-License-Identifier: Apache-2.0
"""Conversations are held in four parts, and what was promised in one is on the agenda of the next."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import undo
from portfolio_desktop.services.people import conversations, evidence
from portfolio_desktop.services.people.conversations import Promised
from tests.support.people import Team, party

CAI, ME = party(2), party(1)


@pytest.fixture
def talk(team: Team) -> Id:
    return team.do(conversations.plan(team.people, CAI, date(2026, 11, 21)))[0]


def test_that_open_promises_are_on_the_next_agenda_until_they_are_kept(team: Team, talk: Id) -> None:
    made = [Promised("Send the paper", CAI, date(2026, 11, 28)), Promised("Ask for a mentor", ME)]
    ids = team.do(conversations.hold(team.people, talk, {"progress": "On course"}, made))
    record = team.get("conversation", talk)
    assert (record.progress, record.held_on) == ("On course", date(2026, 11, 21))
    later = team.do(conversations.plan(team.people, CAI, date(2026, 12, 5)))[0]
    assert team.get("conversation", later).agenda.splitlines() == [
        "Promise of Cai Morgan: Send the paper, by 28 Nov 2026",
        "Promise of Ben Hale: Ask for a mentor",
    ]
    team.do(conversations.keep(team.people, ids))
    assert conversations.open_promises(team.people, CAI) == []
    assert conversations.agenda(team.people, CAI) is None


def test_that_what_is_held_and_promised_is_one_step_to_undo(team: Team, talk: Id) -> None:
    team.do(conversations.hold(team.people, talk, {}, [Promised("Send the paper", CAI)]))
    undo.undo(team.people)
    assert team.get("conversation", talk).held_on is None
    assert not team.all("promise")


def test_that_an_agenda_gathers_what_is_open_and_keeps_what_was_written(team: Team, talk: Id) -> None:
    team.change("conversation", talk, agenda="The move to the new office")
    team.add(
        "aim", title="Returns", subject_id=CAI, status="agreed", measure="On time", due=date(2027, 3, 31)
    )
    team.add("activity", title="Course on gates", subject_id=CAI, due=date(2026, 11, 1))
    team.do(evidence.note(team.people, CAI, "Missed the return", on=date(2026, 11, 2)))
    team.do(conversations.prepare(team.people, talk))
    assert team.get("conversation", talk).agenda.splitlines() == [
        "The move to the new office",
        "Objective: Returns, by 31 Mar 2027",
        "Learning overdue: Course on gates, by 1 Nov 2026",
        "To talk about: Missed the return (2 Nov 2026)",
    ]
    assert not conversations.prepare(team.people, talk)


def test_that_a_promise_without_words_or_by_a_stranger_is_refused(team: Team, talk: Id) -> None:
    for promise in (Promised(" ", CAI), Promised("Send it", party(99))):
        with pytest.raises(Refusal, match="what is promised"):
            conversations.hold(team.people, talk, {}, [promise])


def test_that_a_conversation_is_not_held_ahead_of_its_day_nor_prepared_after_it(team: Team, talk: Id) -> None:
    with pytest.raises(Refusal, match="still to come"):
        conversations.hold(team.people, talk, {}, on=date(2026, 11, 22))
    with pytest.raises(Refusal, match="four parts"):
        conversations.hold(team.people, talk, {"title": "Other"})
    team.do(conversations.hold(team.people, talk, {"private_note": "Tired"}))
    with pytest.raises(Refusal, match="held already"):
        conversations.prepare(team.people, talk)


def test_that_late_promises_come_first_and_say_so(team: Team, talk: Id) -> None:
    made = [Promised("Later", CAI, date(2026, 12, 1)), Promised("Late", CAI, date(2026, 11, 1))]
    team.do(conversations.hold(team.people, talk, {}, made))
    assert [(one.title, one.late) for one in conversations.open_promises(team.people)] == [
        ("Late", True),
        ("Later", False),
    ]


def test_that_a_level_on_the_way_is_one_of_the_scale_and_never_a_bare_number(team: Team, talk: Id) -> None:
    with pytest.raises(Refusal, match="its scale says what it means"):
        conversations.hold(team.people, talk, {"level": 2})
    team.appraisal()
    yearly = team.all("conversation", kind="quarterly")[0].id
    with pytest.raises(Refusal, match="no level 7"):
        conversations.hold(team.people, yearly, {"level": 7})
    team.do(conversations.hold(team.people, yearly, {"level": 2}))


def test_that_two_low_levels_in_a_row_ask_for_help_to_be_agreed(team: Team) -> None:
    team.appraisal()
    first, second = (one.id for one in team.all("conversation", order="planned_on", kind="quarterly")[:2])
    team.do(conversations.hold(team.people, first, {"level": 1}, on=date(2026, 7, 15)))
    assert conversations.agenda(team.people, CAI) is None
    team.do(conversations.hold(team.people, second, {"level": 1}))
    agenda = conversations.agenda(team.people, CAI)
    assert agenda is not None
    assert agenda.startswith("“Below what was agreed” in two conversations in a row")
    team.change("conversation", second, level=2)
    assert conversations.agenda(team.people, CAI) is None
