# SPDX-License-Identifier: Apache-2.0
"""What a change would do to a baseline, approving it with or without moving that, and why baselines are what they are."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import undo
from portfolio_desktop.services.governance import change_requests
from portfolio_desktop.services.office import Office
from tests.support.assurance import look, look_all
from tests.support.offices import add

TODAY = date(2026, 11, 21)


def request(office: Office, project: dict[str, Value] | None = None, **values: Value) -> tuple[Id, Id]:
    agreed: dict[str, Value] = {
        "whole_life_cost": Decimal(10_000_000),
        "end_baseline": date(2027, 3, 31),
        **(project or {}),
    }
    owner = add(office, "project", title="Harbour wall", **agreed)
    asked: dict[str, Value] = {
        "title": "Deeper piles",
        "cost_change": Decimal(1_500_000),
        "days_change": 30,
        "board_id": add(office, "board", title="Harbour board"),
        **values,
    }
    return owner, add(office, "change_request", project_id=owner, **asked)


def test_that_an_impact_shows_each_baseline_before_and_after(office: Office) -> None:
    _project, asked = request(
        office, {"benefits_value": Decimal(20_000_000)}, benefit_change=Decimal(-250_000)
    )
    assert change_requests.impact(office, asked).words == (
        "Cost +£1.5m: £10m → £11.5m",
        "End +30 days: 31 Mar 2027 → 30 Apr 2027",
        "Benefits −£250k: £20m → £19.8m",
    )


def test_that_approving_moves_the_baseline_in_one_act_that_says_so(office: Office) -> None:
    project, asked = request(office)
    changes = change_requests.approve(office, asked, move_baseline=True)
    assert changes.label == (
        "Approve CR-0001 and move the baseline of P-0001: cost £10m → £11.5m; end 31 Mar 2027 → 30 Apr 2027"
    )
    office.write(changes)
    record = look(office, "project", project)
    assert (record["whole_life_cost"], record["end_baseline"]) == (Decimal(11_500_000), date(2027, 4, 30))
    undo.undo(office)
    assert look(office, "project", project)["whole_life_cost"] == Decimal(10_000_000)
    assert look(office, "change_request", asked)["status"] == "raised"
    assert not look_all(office, "decision", "project_id", project)


def test_that_approving_enters_a_decision_and_links_it(office: Office) -> None:
    project, asked = request(office)
    person = add(office, "person", name="Priya Raman")
    office.write(change_requests.approve(office, asked, by=person, conditions="Piles first"))
    (decision,) = look_all(office, "decision", "project_id", project)
    record = look(office, "change_request", asked)
    assert record["decision_id"] == decision.id
    assert (record["decided_on"], record["decided_by_id"]) == (TODAY, person)
    assert (decision["status"], decision["conditions"]) == ("conditional", "Piles first")
    assert "End +30 days" in str(decision["decision"])


def test_that_a_decision_that_was_taken_already_is_linked_and_no_other_made(office: Office) -> None:
    project, asked = request(office)
    taken = add(office, "decision", title="Go deeper", project_id=project)
    office.write(change_requests.approve(office, asked, decision=taken))
    assert look(office, "change_request", asked)["decision_id"] == taken
    assert len(look_all(office, "decision", "project_id", project)) == 1


def test_that_approving_without_moving_leaves_the_baseline_and_says_so(office: Office) -> None:
    project, asked = request(office)
    changes = change_requests.approve(office, asked)
    office.write(changes)
    assert changes.label == "Approve CR-0001, baseline unchanged"
    assert look(office, "project", project)["whole_life_cost"] == Decimal(10_000_000)


@pytest.mark.parametrize(
    ("project", "values"),
    [
        ({"whole_life_cost": None, "end_baseline": None}, {}),
        ({"whole_life_cost": Unknown("Exempt"), "end_baseline": None}, {}),
        ({}, {"cost_change": None, "days_change": None}),
        ({}, {"cost_change": Unknown("tbc"), "days_change": 0}),
    ],
)
def test_that_a_baseline_nobody_knows_or_asks_to_change_is_not_moved(
    office: Office, project: dict[str, Value], values: dict[str, Value]
) -> None:
    _project, asked = request(office, project, **values)
    with pytest.raises(Refusal, match="no baseline to move"):
        change_requests.approve(office, asked, move_baseline=True)


@pytest.mark.parametrize(("defer", "status"), [(True, "deferred"), (False, "rejected")])
def test_that_a_request_turned_down_leaves_the_baseline_and_keeps_the_reason(
    office: Office, defer: bool, status: str
) -> None:
    project, asked = request(office)
    with pytest.raises(Refusal, match="Say why"):
        change_requests.turn_down(office, asked, defer=defer)
    office.write(change_requests.turn_down(office, asked, defer=defer, reason="No money this year."))
    record = look(office, "change_request", asked)
    assert (record["status"], record["note"]) == (status, "No money this year.")
    assert look(office, "project", project)["whole_life_cost"] == Decimal(10_000_000)


def test_that_a_deferred_request_can_still_be_approved_and_a_rejected_one_cannot(office: Office) -> None:
    _project, asked = request(office)
    office.write(change_requests.turn_down(office, asked, defer=True, reason="Not yet"))
    office.write(change_requests.turn_down(office, asked, reason="Never"))
    with pytest.raises(Refusal, match="has been decided already"):
        change_requests.approve(office, asked)


def test_that_the_requests_that_wait_come_with_the_most_pressing_first(office: Office) -> None:
    _one, later = request(office, needed_by=date(2200, 1, 1))
    _two, sooner = request(office, needed_by=date(2026, 12, 1))
    _three, whenever = request(office)
    assert [each.request.id for each in change_requests.undecided(office)] == [sooner, later, whenever]


def test_that_a_change_that_leads_out_of_the_calendar_is_refused(office: Office) -> None:
    _project, asked = request(office, days_change=9_999_999)
    with pytest.raises(Refusal, match="out of the calendar"):
        change_requests.approve(office, asked, move_baseline=True)
    assert [each.request.id for each in change_requests.undecided(office)] == [asked]


def test_that_the_history_tells_what_baselines_were_and_why_they_moved(office: Office) -> None:
    project, asked = request(office)
    office.write(change_requests.approve(office, asked, move_baseline=True))
    found = change_requests.baselines(office, project)
    assert {(each.label, each.new) for each in found} >= {("End (baseline)", "30 Apr 2027")}
    assert all(each.why.startswith("Approve CR-0001 and move the baseline") for each in found)
