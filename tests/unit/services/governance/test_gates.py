# SPDX-License-Identifier: Apache-2.0
"""From a planned review to its outcome, and that no road leads to a pass that is not earned or signed for."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.pasting import pasted
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.governance import controls, gates
from portfolio_desktop.services.governance.gates import Onward, Signature
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.quality import quality
from portfolio_desktop.storage.changes import Changes, Edit, Why
from tests.support.assurance import AtGate, at_gate, look, look_all, put_right
from tests.support.offices import add

TODAY = date(2026, 11, 21)


def test_that_planning_a_review_lays_out_a_finding_for_each_criterion(office: Office) -> None:
    at = at_gate(office)
    assert len(look_all(office, "gate_finding", "gate_review_id", at.review)) == 3
    assert look(office, "gate_review", at.review)["title"] == "Gate 3: investment decision"


def test_that_undoing_the_plan_takes_review_and_findings_back_together(office: Office) -> None:
    at = at_gate(office)
    undo.undo(office)  # the person
    undo.undo(office)
    assert not look_all(office, "gate_review", "project_id", at.project)
    assert not look_all(office, "gate_finding", "gate_review_id", at.review)


def test_that_the_same_gate_is_not_planned_twice(office: Office) -> None:
    at = at_gate(office)
    with pytest.raises(Refusal, match="planned for that gate already"):
        gates.plan(office, at.project, at.gate)


def test_that_a_review_that_found_everything_is_passed(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    office.write(gates.record_outcome(office, at.review, "passed"))
    review = look(office, "gate_review", at.review)
    assert (review["outcome"], review["held_on"], review["status"]) == ("passed", TODAY, "reported")


def act(office: Office, at: AtGate) -> Changes:
    return gates.record_outcome(office, at.review, "passed")


def cell(office: Office, at: AtGate) -> Changes:
    return records.change(office, "gate_review", at.review, {"outcome": "passed"})


def conditions(office: Office, at: AtGate) -> Changes:
    return records.change(office, "gate_review", at.review, {"outcome": "conditional"})


def bulk(office: Office, at: AtGate) -> Changes:
    other = add(office, "gate_review", title="Health check", project_id=at.project, kind="health_check")
    return records.change_many(office, "gate_review", [other, at.review], {"outcome": "passed"})


def form(office: Office, at: AtGate) -> Changes:
    values = {"title": "Gate 3", "project_id": at.project, "gate_id": at.gate, "outcome": "passed"}
    return records.create(office, "gate_review", values)


def paste_over(office: Office, at: AtGate) -> Changes:
    return pasted(office, "gate_review", [at.review], ("outcome",), [["Passed"]]).changes


def paste_below(office: Office, at: AtGate) -> Changes:
    names = ("title", "project_id", "gate_id", "outcome")
    row = ["Gate 3", "Harbour wall", "Gate 3: investment decision", "Passed with conditions"]
    return pasted(office, "gate_review", [], names, [row]).changes


def late_gate(office: Office, at: AtGate) -> Changes:
    """First passed without a gate, then said to have been at one."""
    other = add(office, "gate_review", title="Review", project_id=at.project, outcome="passed")
    return records.change(office, "gate_review", other, {"gate_id": at.gate})


@pytest.mark.parametrize("road", [act, cell, conditions, bulk, form, paste_over, paste_below, late_gate])
def test_that_no_road_leads_to_a_pass_with_something_missing(
    office: Office, road: Callable[[Office, AtGate], Changes]
) -> None:
    at = at_gate(office)
    with pytest.raises(Refusal) as refused:
        road(office, at)
    assert "“It is affordable” not looked at" in str(refused.value)
    assert "“An owner is named” not looked at" in str(refused.value)
    assert "“Funds are confirmed” never attested" in str(refused.value)
    assert "Lessons were read" not in str(refused.value)


@pytest.mark.parametrize("outcome", ["not_passed", "deferred", "stopped"])
def test_that_any_other_outcome_is_recorded_with_things_missing(office: Office, outcome: str) -> None:
    at = at_gate(office)
    office.write(gates.record_outcome(office, at.review, outcome))
    assert look(office, "gate_review", at.review)["outcome"] == outcome


def test_that_a_criterion_only_partly_met_holds_the_gate_up(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    office.write(gates.find(office, at.review, at.named, "partly"))
    with pytest.raises(Refusal, match="“An owner is named” only partly met"):
        gates.record_outcome(office, at.review, "passed")


def test_that_a_control_whose_evidence_has_expired_holds_the_gate_up(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    office.write(
        controls.attest(
            office, at.project, at.control, "in_place", evidence="Letter", on=TODAY - timedelta(days=400)
        )
    )
    with pytest.raises(Refusal, match="“Funds are confirmed” expired on 17 Oct 2026"):
        gates.record_outcome(office, at.review, "passed")


@pytest.mark.parametrize("change", [{"tier": "1"}, {"required": False}, {"status": "retired"}])
def test_that_a_control_that_is_not_asked_of_this_project_does_not_hold_it_up(
    office: Office, change: dict[str, str | bool]
) -> None:
    at = at_gate(office)
    put_right(office, at)
    office.write(controls.attest(office, at.project, at.control, "not_in_place"))
    office.write(records.change(office, "control", at.control, change))
    office.write(gates.record_outcome(office, at.review, "passed"))
    assert look(office, "gate_review", at.review)["outcome"] == "passed"


def test_that_a_control_due_at_a_later_gate_does_not_hold_it_up(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    add(office, "control", title="Service levels", required=True, gate_id=at.after)
    office.write(gates.record_outcome(office, at.review, "passed"))
    assert look(office, "gate_review", at.review)["outcome"] == "passed"


def test_that_a_gate_is_passed_with_something_missing_when_somebody_signs(office: Office) -> None:
    at = at_gate(office)
    signature = Signature(at.person, "Money is promised in writing for Monday.")
    office.write(gates.record_outcome(office, at.review, "passed", signature=signature))
    review = look(office, "gate_review", at.review)
    assert (review["signed_by_id"], review["signed_on"]) == (at.person, TODAY)
    assert not [found for found in quality(office).findings if found.rule == "gate"]


def test_that_a_signature_without_a_reason_is_refused(office: Office) -> None:
    at = at_gate(office)
    with pytest.raises(Refusal, match="Say why it was signed"):
        gates.record_outcome(office, at.review, "passed", signature=Signature(at.person, "  "))


def test_that_a_name_without_a_reason_does_not_open_the_gate_in_a_cell_either(office: Office) -> None:
    at = at_gate(office)
    with pytest.raises(Refusal, match="cannot be recorded as passed"):
        records.change(office, "gate_review", at.review, {"outcome": "passed", "signed_by_id": at.person})


def test_that_a_signature_cannot_be_taken_away_afterwards(office: Office) -> None:
    at = at_gate(office)
    office.write(
        gates.record_outcome(office, at.review, "passed", signature=Signature(at.person, "Promised."))
    )
    with pytest.raises(Refusal, match="cannot be recorded as passed"):
        records.change(office, "gate_review", at.review, {"signed_reason": None})


def test_that_a_criterion_is_not_found_unmet_behind_the_back_of_a_pass(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    office.write(gates.record_outcome(office, at.review, "passed"))
    with pytest.raises(Refusal, match="has passed the gate, which requires “It is affordable”"):
        gates.find(office, at.review, at.affordable, "not_met")
    office.write(gates.find(office, at.review, at.nice, "not_met"))


def imported(at: AtGate) -> Changes:
    return Changes("Import", (Edit("gate_review", at.review, "outcome", "passed"),), Why.IMPORT)


def test_that_an_import_is_never_refused_and_is_shown_as_a_fault_of_the_data(office: Office) -> None:
    at = at_gate(office)
    office.write(imported(at))
    assert look(office, "gate_review", at.review)["outcome"] == "passed"
    (found,) = [each for each in quality(office).findings if each.rule == "gate"]
    assert (found.project, found.label) == (at.project, "Gate passed without what it requires")
    assert "“It is affordable” not looked at" in found.said


def test_that_undo_and_redo_of_a_pass_are_never_refused(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    office.write(gates.record_outcome(office, at.review, "passed"))
    undo.undo(office)
    office.write(imported(at))
    undo.undo(office)
    undo.redo(office)
    assert look(office, "gate_review", at.review)["outcome"] == "passed"


def test_that_an_imported_pass_can_still_be_edited_in_other_fields(office: Office) -> None:
    at = at_gate(office)
    office.write(imported(at))
    office.write(records.change(office, "gate_review", at.review, {"note": "Old", "outcome": "passed"}))
    assert look(office, "gate_review", at.review)["note"] == "Old"


def test_that_a_pass_of_last_year_is_judged_by_what_held_then(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    long_ago = TODAY - timedelta(days=420)
    office.write(
        controls.attest(
            office, at.project, at.control, "in_place", evidence="Letter", on=TODAY - timedelta(days=500)
        )
    )
    office.write(gates.record_outcome(office, at.review, "passed", held_on=long_ago))
    assert not [each for each in quality(office).findings if each.rule == "gate"]


def test_that_a_control_found_missing_long_after_the_gate_is_not_held_against_the_review(
    office: Office,
) -> None:
    at = at_gate(office)
    put_right(office, at)
    office.write(gates.record_outcome(office, at.review, "deferred", held_on=TODAY - timedelta(days=300)))
    office.write(imported(at))
    office.write(controls.attest(office, at.project, at.control, "not_in_place"))
    assert not [each for each in quality(office).findings if each.rule == "gate"]


def test_that_a_pass_moves_the_project_on_and_plans_the_next_gate_in_one_act(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    sheet = gates.sheet(office, at.review)
    assert sheet.stage == "delivery"
    assert sheet.next_gate is not None
    onward = Onward(sheet.stage, sheet.next_gate.id, date(2200, 1, 31))
    office.write(gates.record_outcome(office, at.review, "passed", onward=onward))
    assert look(office, "project", at.project)["stage"] == "delivery"
    (following,) = look_all(office, "gate_review", "gate_id", at.after)
    assert (following["planned_on"], following["code"]) == (date(2200, 1, 31), "GR-0002")
    undo.undo(office)
    assert look(office, "project", at.project)["stage"] == "fbc"
    assert not look_all(office, "gate_review", "gate_id", at.after)


def test_that_a_gate_not_passed_moves_nothing_on(office: Office) -> None:
    at = at_gate(office)
    office.write(
        gates.record_outcome(office, at.review, "not_passed", onward=Onward("delivery", at.after, TODAY))
    )
    assert look(office, "project", at.project)["stage"] == "fbc"
    assert not look_all(office, "gate_review", "gate_id", at.after)


def test_that_conditions_have_to_be_said(office: Office) -> None:
    at = at_gate(office)
    put_right(office, at)
    with pytest.raises(Refusal, match="on what conditions"):
        gates.record_outcome(office, at.review, "conditional")


def test_that_a_review_was_not_held_tomorrow(office: Office) -> None:
    at = at_gate(office)
    with pytest.raises(Refusal, match="which is to come"):
        gates.record_outcome(office, at.review, "not_passed", held_on=date(2200, 1, 1))


def test_that_the_calendar_shows_outcomes_and_plans_and_leaves_out_what_is_cancelled(office: Office) -> None:
    at = at_gate(office)
    for day, status in ((date(2026, 1, 5), "planned"), (date(2200, 1, 1), "planned"), (TODAY, "cancelled")):
        add(
            office,
            "gate_review",
            title="Größe – перевірка",
            project_id=at.project,
            gate_id=at.after,
            planned_on=day,
            status=status,
        )
    put_right(office, at)
    office.write(gates.record_outcome(office, at.review, "passed"))
    found = gates.calendar(office)
    (row,) = found.rows
    assert [(mark.gate, mark.mark.letter) for mark in row.marks] == [("4", "!"), ("3", "P"), ("4", "")]
    assert found.undated == 0


def test_that_an_office_without_gates_has_an_empty_calendar(office: Office) -> None:
    assert gates.calendar(office).rows == ()
    add(office, "project", title="Alone")
    assert [row.marks for row in gates.calendar(office).rows] == [()]


def test_that_a_review_without_a_gate_has_a_sheet_and_an_outcome(office: Office) -> None:
    project = add(office, "project", title="Alone")
    review = add(office, "gate_review", title="Health check", project_id=project)
    assert gates.sheet(office, review).gate is None
    office.write(gates.record_outcome(office, review, "passed"))
    assert look(office, "gate_review", Id(review))["outcome"] == "passed"
