# SPDX-License-Identifier: Apache-2.0
"""No escalation ends silently and nobody is turned down without a reason, whichever way the status is set."""

from datetime import date, datetime

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.undo import undo
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.assurance import look
from tests.support.offices import add


@pytest.mark.parametrize(
    ("status", "proof", "words"),
    [
        ("told", {"told_at": datetime.fromisoformat("2026-11-20T10:00")}, "when somebody was told"),
        ("answered", {"answer": "Go on"}, "what was answered"),
        ("closed", {"answer": "Go on"}, "silence would look like agreement"),
        ("withdrawn", {"note": "It was a mistake"}, "note says why"),
    ],
)
def test_that_a_status_is_refused_until_something_proves_it(
    office: Office, status: str, proof: dict[str, Value], words: str
) -> None:
    escalation = add(office, "escalation", title="The supplier is late", status="raised")
    with pytest.raises(Refusal, match=words):
        records.change(office, "escalation", escalation, {"status": status})
    office.write(records.change(office, "escalation", escalation, {"status": status, **proof}))
    with pytest.raises(Refusal, match=words):
        records.change(office, "escalation", escalation, dict.fromkeys(proof))


def test_that_other_fields_of_one_that_came_without_proof_can_be_mended(office: Office) -> None:
    escalation = Id(office.store.new_id())
    office.write(
        Changes("Import", (Create("escalation", escalation, {"title": "Long ago", "status": "closed"}),))
    )
    assert records.change(office, "escalation", escalation, {"title": "Long, long ago"}).items


@pytest.mark.parametrize(
    ("entity", "status", "asks"),
    [
        ("decision", "approved", ("decided_by_id", "board_id", "meeting_id", "decided_on")),
        ("decision", "conditional", ("conditions", "decided_by_id", "board_id", "meeting_id", "decided_on")),
        ("decision", "deferred", ("reasons",)),
        ("change_request", "approved", ("decided_by_id", "board_id", "decision_id", "decided_on")),
        ("change_request", "rejected", ("note", "decided_by_id", "board_id", "decision_id", "decided_on")),
        ("change_request", "withdrawn", ("note",)),
        ("issue", "closed", ("resolution", "closed_on")),
        ("risk", "expired", ("outcome", "closed_on")),
    ],
)
def test_that_a_refused_status_says_which_fields_would_prove_it(
    office: Office, entity: str, status: str, asks: tuple[str, ...]
) -> None:
    record = _open(office, entity)
    with pytest.raises(Unsaid) as refused:
        records.change(office, entity, record, {"status": status})
    assert refused.value.asks == asks


@pytest.mark.parametrize("entity", ["decision", "change_request"])
def test_that_the_day_of_a_decision_fills_itself_and_who_decided_never_does(
    office: Office, entity: str
) -> None:
    record, person = _open(office, entity), add(office, "person", name="Ruth Calloway")
    changes = records.change(office, entity, record, {"status": "approved", "decided_by_id": person})
    office.write(changes)
    assert look(office, entity, record)["decided_on"] == office.today()
    with pytest.raises(Refusal, match="Say who decided"):
        records.change(office, entity, record, {"decided_by_id": None})
    with pytest.raises(Refusal, match="Say on which day"):
        records.change(office, entity, record, {"decided_on": None})
    office.write(records.change(office, entity, record, {"status": "deferred", _why(entity): "Not yet"}))
    assert look(office, entity, record)["decided_on"] is None


def test_that_a_decision_is_taken_on_the_pack_that_had_been_issued_last_by_then(office: Office) -> None:
    board = add(office, "board", title="Portfolio board")
    packs = [
        add(office, "pack", title=day, issued_on=datetime.fromisoformat(f"{day}T09:00"))
        for day in ("2026-09-01", "2026-10-01", "2026-11-01")
    ]
    decision = add(office, "decision", title="Release the contingency", board_id=board)
    office.write(
        records.change(office, "decision", decision, {"status": "approved", "decided_on": date(2026, 10, 15)})
    )
    assert look(office, "decision", decision)["evidence_id"] == packs[1]


@pytest.mark.parametrize(
    ("entity", "status", "said", "day", "again"),
    [
        ("issue", "resolved", {"resolution": "Mended"}, "closed_on", "doing"),
        ("risk", "closed", {"outcome": "It passed"}, "closed_on", "open"),
        ("action", "done", {}, "done_on", "open"),
        ("escalation", "withdrawn", {"note": "Mistaken"}, "closed_on", "raised"),
    ],
)
def test_that_what_ends_gets_its_day_and_loses_it_when_it_is_taken_up_again(
    office: Office, entity: str, status: str, said: dict[str, Value], day: str, again: str
) -> None:
    record = _open(office, entity)
    changes = records.change(office, entity, record, {"status": status, **said})
    office.write(changes)
    assert look(office, entity, record)[day] == office.today()
    if not said:
        assert changes.label.startswith("Change status of")
    office.write(records.change(office, entity, record, {"status": again}))
    taken_up = look(office, entity, record)
    assert taken_up[day] is None
    ended = {"issue": "resolution", "risk": "outcome"}.get(entity)
    assert ended is None or taken_up[ended] is None


def test_that_a_day_that_was_said_is_kept(office: Office) -> None:
    action, day = add(office, "action", title="Ring them"), date(2026, 10, 1)
    office.write(records.change(office, "action", action, {"status": "done", "done_on": day}))
    assert look(office, "action", action)["done_on"] == day


def test_that_one_answer_fills_what_is_missing_in_several_and_overwrites_nothing(office: Office) -> None:
    said = add(office, "issue", title="Leak", resolution="Sealed")
    silent = add(office, "issue", title="Crack")
    with pytest.raises(Unsaid, match=r"I-0002: Write down how it was resolved\.") as refused:
        records.change_many(office, "issue", [said, silent], {"status": "closed"})
    assert refused.value.asks == ("resolution", "closed_on")
    answers: dict[str, Value] = {"resolution": "Filled", "closed_on": date(2026, 11, 1)}
    office.write(records.change_many(office, "issue", [said, silent], {"status": "closed"}, answers))
    found = [look(office, "issue", each) for each in (said, silent)]
    assert [each["resolution"] for each in found] == ["Sealed", "Filled"]
    assert [each["closed_on"] for each in found] == [date(2026, 11, 1)] * 2
    undo(office)
    assert [look(office, "issue", each)["status"] for each in (said, silent)] == ["open", "open"]


def test_that_an_answer_that_somebody_else_has_given_meanwhile_is_not_lost_without_a_word(
    office: Office,
) -> None:
    issue = add(office, "issue", title="Crack")
    answers: dict[str, Value] = {"resolution": "Filled", "closed_on": date(2026, 11, 1)}
    theirs: dict[str, Value] = {"status": "closed", "resolution": "Sealed by Bob"}
    office.write(records.change(office, "issue", issue, theirs))
    with pytest.raises(Refusal, match="Somebody else has said this meanwhile: “Sealed by Bob”") as refused:
        records.change(office, "issue", issue, {"status": "closed"}, answers)
    assert refused.value.field == "resolution"
    assert look(office, "issue", issue)["resolution"] == "Sealed by Bob"


def test_that_a_reason_is_given_anew_and_added_to_the_note(office: Office) -> None:
    request = _open(office, "change_request")
    office.write(records.change(office, "change_request", request, {"note": "From the harbour master"}))
    with pytest.raises(Unsaid, match="Give the reason"):
        records.change(office, "change_request", request, {"status": "withdrawn"})
    office.write(
        records.change(office, "change_request", request, {"status": "withdrawn"}, {"note": "Not needed"})
    )
    assert look(office, "change_request", request)["note"] == "From the harbour master\nNot needed"


def test_that_what_is_entered_only_now_that_it_is_over_is_proved_too_and_may_be_unknown(
    office: Office,
) -> None:
    with pytest.raises(Refusal, match="Say who decided"):
        add(office, "decision", title="Buy the land", status="approved", decided_on=office.today())
    lost = Unknown("The minutes are lost")
    add(office, "decision", title="Buy", status="approved", decided_on=lost, decided_by_id=lost)


@pytest.mark.parametrize("entity", ["gate_finding", "recommendation"])
def test_that_what_a_passed_review_rests_on_is_not_taken_away(office: Office, entity: str) -> None:
    review, other, part = _reviewed(office, entity)
    with pytest.raises(Refusal, match="GR-0001 has passed its gate"):
        records.delete(office, entity, [part])
    with pytest.raises(Refusal, match="Take its outcome back first"):
        records.change(office, entity, part, {"gate_review_id": other})
    assert len(records.delete(office, "gate_review", [review]).items) == 2
    office.write(records.change(office, "gate_review", review, {"outcome": "deferred"}))
    assert records.delete(office, entity, [part]).items


def test_that_a_recommendation_of_a_passed_review_is_reopened_with_a_reason(office: Office) -> None:
    _review, _other, part = _reviewed(office, "recommendation")
    office.write(records.change(office, "recommendation", part, {"status": "closed"}))
    with pytest.raises(Unsaid, match="why this is open again") as refused:
        records.change(office, "recommendation", part, {"status": "open"})
    assert refused.value.asks == ("note",)
    office.write(records.change(office, "recommendation", part, {"status": "open"}, {"note": "It came back"}))
    assert look(office, "recommendation", part)["done_on"] is None


def _why(entity: str) -> str:
    return "reasons" if entity == "decision" else "note"


def _open(office: Office, entity: str) -> Id:
    values: dict[str, Value] = {"title": "Deeper piles"}
    if entity == "change_request":
        values["project_id"] = add(office, "project", title="Harbour")
    return add(office, entity, **values)


def _reviewed(office: Office, entity: str) -> tuple[Id, Id, Id]:
    """A review that has passed, one that is planned, and a part of the first."""
    project = add(office, "project", title="Harbour")
    review, other = (add(office, "gate_review", project_id=project, title=title) for title in ("One", "Two"))
    part = add(office, entity, gate_review_id=review, title="The survey is done")
    office.write(records.change(office, "gate_review", review, {"outcome": "passed"}))
    return review, other, part


def test_that_a_task_is_begun_and_done_on_the_day_that_its_status_says_so(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    task = add(office, "task", project_id=project, title="Dig", status="to_do")
    for status, begun, done in (("doing", True, False), ("done", True, True), ("to_do", False, False)):
        office.write(records.change(office, "task", task, {"status": status}))
        with office.reading() as reader:
            found = reader.get(office.catalogue.entity("task"), task)
        assert found is not None
        assert (found["start_actual"], found["end_actual"]) == (
            office.today() if begun else None,
            office.today() if done else None,
        )
