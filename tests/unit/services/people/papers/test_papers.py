# SPDX-License-Identifier: Apache-2.0
"""What goes on paper as data: for whom, how much, and what is left out of an export."""

import json
from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services import records
from portfolio_desktop.services.people import appraising
from portfolio_desktop.services.people.papers.appraisal import appraisal_paper
from portfolio_desktop.services.people.papers.development import development_paper
from portfolio_desktop.services.people.papers.subject_access import (
    Choice,
    Reason,
    SubjectAccess,
    as_json,
    mark_of,
    read_choice,
    subject_access,
)
from tests.support.people import NAMES, Team, fill, party, signed

CAI, DEE = party(2), party(3)


def names(access: SubjectAccess) -> list[str]:
    return [entry.entity for group in access.own for entry in group.entries]


def test_that_a_countersigner_gets_no_paper_before_the_meeting_and_a_stranger_never(team: Team) -> None:
    appraisal = team.appraisal()
    with pytest.raises(Refusal, match="nothing in this appraisal that Ada Okafor may read now"):
        appraisal_paper(team.people, appraisal, Side.COUNTERSIGNER)
    team.change("appraisal", appraisal, manager_id=DEE)
    with pytest.raises(Refusal, match="nothing in this appraisal"):
        appraisal_paper(team.people, appraisal)


def test_that_a_paper_for_the_person_holds_only_their_part_until_the_managers_is_released(team: Team) -> None:
    appraisal = team.appraisal()
    fill(team, appraisal, Side.SELF, "Own")
    fill(team, appraisal, Side.MANAGER, "Theirs")
    assert "Theirs" not in repr(appraisal_paper(team.people, appraisal, Side.SELF))
    assert "Own" not in repr(appraisal_paper(team.people, appraisal))
    team.do(appraising.do(team.people, Act.RELEASE, appraisal))
    released = repr(appraisal_paper(team.people, appraisal, Side.SELF))
    assert "Theirs" in released
    assert "Own" in released


def test_that_signatures_say_who_signed_when_and_why_somebody_did_not(team: Team) -> None:
    appraisal = team.appraisal()
    signed(team, appraisal, until=Side.SELF)
    person, manager, above = appraisal_paper(team.people, appraisal).signatures
    assert (person.name, person.on) == (NAMES[2], team.clock())
    assert (manager.on, above.on) == (None, None)
    other = team.appraisal(3)
    for side in (Side.SELF, Side.MANAGER):
        fill(team, other, side)
        team.do(appraising.do(team.people, Act.RELEASE, other, beside=side))
    team.do(appraising.do(team.people, Act.MEET, other))
    team.do(appraising.do(team.people, Act.SIGN_WITHOUT, other, why="On leave until May"))
    assert appraisal_paper(team.people, other).signatures[0].note == "Did not sign: On leave until May"


def test_that_next_dates_are_those_of_what_is_still_to_be_done(team: Team) -> None:
    met = team.add(
        "development_need", title="Met", subject_id=CAI, due=date(2026, 1, 1), met_on=date(2026, 1, 1)
    )
    team.add("development_need", title="Chair a board", subject_id=CAI, due=date(2027, 3, 1))
    planned = {"subject_id": CAI, "need_id": met, "due": date(2026, 10, 1)}
    team.add("activity", title="Read", status="planned", **planned)
    team.add("activity", title="Dropped", status="dropped", **planned)
    team.add("coaching_session", title="s", subject_id=CAI, goal="zq-goal", next_on=date(2026, 12, 4))
    paper = development_paper(team.people, CAI)
    assert [what for _day, what in paper.dates] == ["Read", "Coaching session", "Need: Chair a board"]
    assert "zq-" not in repr(paper)


def test_that_an_export_to_look_through_holds_everything_and_names_others_records(team: Team) -> None:
    appraisal = team.appraisal()
    for entity in ("health_note", "pay_note", "evidence"):
        team.add(entity, title=f"zq {entity}", subject_id=CAI)
    team.add("concern", title="zq matter", subject_id=CAI, kind="conduct")
    team.add("evidence", title=f"{NAMES[2].upper()} covered for Dee", subject_id=DEE)
    access = subject_access(team.people, CAI)
    assert {"party", "appraisal", "answer", "health_note", "pay_note", "concern", "evidence"} <= set(
        names(access)
    )
    assert [entry.title for group in access.naming for entry in group.entries] == [
        "CAI MORGAN covered for Dee"
    ]
    told = json.loads(as_json(access))
    assert appraisal in {record["id"] for record in told["records"]}
    assert {step["record"] for step in told["history"]} <= {record["id"] for record in told["records"]}
    assert as_json(access) == as_json(subject_access(team.people, CAI))


def test_that_what_is_given_leaves_out_what_was_chosen_with_its_parts_and_what_is_about_others(
    team: Team,
) -> None:
    appraisal = team.appraisal()
    fill(team, appraisal, Side.MANAGER, "zq-needle")
    other = team.add("evidence", title="zq-other", words=f"with {NAMES[2]}", subject_id=DEE)
    chosen = Choice({mark_of(appraisal): Reason.PLANNING})
    access = subject_access(team.people, CAI, chosen)
    assert "appraisal" not in names(access)
    assert "answer" not in names(access)
    assert access.left_out[Reason.OTHERS] == 1
    assert access.left_out[Reason.PLANNING] > 10
    assert b"zq-" not in as_json(access)
    given = subject_access(team.people, CAI, Choice({}, frozenset({mark_of(other)})))
    assert [entry.title for group in given.naming for entry in group.entries] == ["zq-other"]


def test_that_what_was_deleted_is_told_while_the_history_holds_it_and_not_after_an_erasure(
    team: Team,
) -> None:
    note = team.add("evidence", title="zq-note", subject_id=CAI)
    talk = team.add("conversation", title="zq-talk", subject_id=CAI)
    team.add("promise", title="zq-promise", conversation_id=talk)
    for entity, id in (("evidence", note), ("conversation", talk)):
        team.people.write(records.delete(team.people, entity, [id]))
    team.add("evidence", title="zq-dee", subject_id=DEE)
    team.people.erase(
        [("evidence", team.add("evidence", title="zq-erased", subject_id=CAI))], "No longer needed"
    )
    access = subject_access(team.people, CAI)
    told = [entry.title for group in access.deleted for entry in group.entries]
    assert sorted(told) == ["zq-note", "zq-promise", "zq-talk"]
    assert {"deleted"} <= {step["event"] for step in access.history}
    left = subject_access(team.people, CAI, read_choice([f"{mark_of(talk)}=others"], []))
    assert [entry.title for group in left.deleted for entry in group.entries] == ["zq-note"]
    assert b"zq-promise" not in as_json(left)


def test_that_nothing_of_another_person_is_told_by_a_link(team: Team) -> None:
    above = team.add("aim", title="zq-aim of Dee", subject_id=DEE)
    team.add("aim", title="Own aim", subject_id=CAI, parent_id=above)
    access = subject_access(team.people, CAI, Choice({}))
    assert "zq-" not in repr(access)


@pytest.mark.parametrize("given", ["00000002", "0002=because", "0002="])
def test_that_leaving_out_without_a_known_reason_is_refused(given: str) -> None:
    with pytest.raises(Refusal, match="reference, planning, negotiations, others"):
        read_choice([given], [])


def test_that_a_mark_of_nothing_and_the_persons_own_entry_are_refused(team: Team) -> None:
    with pytest.raises(Refusal, match="has the mark “zzzz”"):
        subject_access(team.people, CAI, read_choice(["zzzz=others"], []))
    with pytest.raises(Refusal, match="cannot be given without their name"):
        subject_access(team.people, CAI, read_choice([f"{mark_of(CAI)}=others"], []))


def test_that_own_records_need_not_be_taken_in_and_cannot_be_mistaken_for_others(team: Team) -> None:
    own = Id(team.add("evidence", title="Own", subject_id=CAI))
    with pytest.raises(Refusal, match="No record here has the mark"):
        subject_access(team.people, CAI, read_choice([], [mark_of(own)]))
