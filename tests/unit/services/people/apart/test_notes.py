# SPDX-License-Identifier: Apache-2.0
"""Health and pay are kept apart: the history says that something was written, and not a word of what."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.services import undo
from portfolio_desktop.services.people.apart import notes
from portfolio_desktop.services.people.apart.notes import HEALTH, PAY, Kept
from tests.support.people import Team, party

CAI = party(2)
NEEDLE = "zq-apart-zq"


@pytest.mark.parametrize("kept", [HEALTH, PAY])
def test_that_no_label_of_an_act_says_what_a_note_says(team: Team, kept: Kept) -> None:
    note = team.do(notes.begin(team.people, kept, CAI))[0]
    team.do(notes.change(team.people, kept, note, {"title": NEEDLE}))
    team.do(notes.remove(team.people, kept, note))
    undo.undo(team.people)
    with team.people.store.reading() as connection:
        labels = connection.exec_driver_sql("SELECT label FROM change_set").scalars().all()
    assert NEEDLE not in repr(labels)
    assert [one.title for one in team.all(kept.entity)] == [NEEDLE]


def test_that_notes_are_read_by_their_person_and_kind_alone(team: Team) -> None:
    day = date(2026, 3, 1)
    earlier = team.do(notes.begin(team.people, PAY, CAI, day))[0]
    later = team.do(notes.begin(team.people, PAY, CAI))[0]
    team.do(notes.change(team.people, PAY, later, {"percent": Decimal("3.5"), "why": "Alone since June"}))
    assert [one.id for one in notes.pay_notes(team.people, CAI)] == [later, earlier]
    assert notes.pay_notes(team.people, CAI)[1].title == "Recommendation of 1 Mar 2026"
    assert notes.health_notes(team.people, CAI) == []
    assert notes.pay_notes(team.people, party(3)) == []
