# SPDX-License-Identifier: Apache-2.0
"""What a pack gathers of governance is what the registers say, for the projects it is about, as of its day."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.governance import Governance
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.services.governance.controls import matrix
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import PackChoices, build, issue, reissue
from tests.support.offices import add
from tests.unit.reports.test_pack import read

TODAY = date(2026, 11, 21)


def project(office: Office, title: str = "Bridge", **values: Value) -> Id:
    return add(office, "project", title=title, **values)


def kept(data: PackData) -> Governance:
    assert data.governance
    return data.governance


def test_that_the_demo_has_something_on_every_page(shown: Office) -> None:
    data = build(shown)
    found = kept(data)
    for part in (
        found.escalations,
        found.taken,
        found.to_review,
        found.actions,
        found.reviews,
        found.advice,
        found.controls,
    ):
        assert part
    assert found.changes
    assert found.strays
    assert found.attested
    assert any(risk.inherent and risk.target for risk in data.risks)


def test_that_an_issued_pack_freezes_all_of_it(demo_office: Office) -> None:
    changes = issue(demo_office, PackChoices(challenge=True))
    demo_office.write(changes)
    before = build(demo_office, PackChoices(challenge=True)).governance
    again = reissue(demo_office, next(iter(changes)).record)
    assert again.governance
    assert before
    assert again.governance.escalations == before.escalations
    assert again.governance.questioned
    assert again.burn


def test_that_ratings_are_held_against_the_evidence_only_when_asked(office: Office) -> None:
    late: dict[str, Any] = {
        "end_baseline": TODAY,
        "end": TODAY + timedelta(days=400),
        "confidence": Rating("rag3", "green"),
    }
    project(office, **late)
    assert not kept(build(office)).challenged
    assert not kept(build(office)).questioned
    asked = kept(build(office, PackChoices(challenge=True)))
    (questioned,) = asked.questioned
    assert questioned.kinder
    assert questioned.reasons


def test_that_responses_are_counted_as_done_planned_and_late(office: Office) -> None:
    risk = add(office, "risk", title="Flood", likelihood=4, impact=4)
    add(office, "risk_response", title="Dig", risk_id=risk, status="done")
    add(office, "risk_response", title="Pump", risk_id=risk, due=TODAY - timedelta(days=1))
    add(office, "risk_response", title="Wall", risk_id=risk, due=TODAY + timedelta(days=9))
    add(office, "risk_response", title="Pray", risk_id=risk, status="dropped")
    (found,) = build(office).risks
    assert (found.done, found.planned, found.late) == (1, 1, 1)
    assert found.due == TODAY - timedelta(days=1)


def test_that_exposure_is_of_the_projects_of_the_pack_and_of_the_portfolio_and_counts_who_states_it(
    office: Office,
) -> None:
    one = add(office, "programme", title="One")
    mine = project(office, programme_id=one, contingency=Decimal(100))
    other = project(office, "Road", contingency=Decimal(900))
    figures = {"probability": Decimal(50), "money_likely": Decimal(200)}
    add(office, "risk", title="Mine", project_id=mine, **figures)
    add(office, "risk", title="Theirs", project_id=other, **figures)
    add(office, "risk", title="Silent", project_id=mine)
    found = build(office, PackChoices(programmes=(one,))).exposure
    assert found
    assert (found.stated, found.of, found.expected, found.held) == (1, 2, Decimal(100), Decimal(100))
    assert found.method


def test_that_how_the_load_went_is_left_out_of_a_pack_of_some_projects(office: Office) -> None:
    one = add(office, "programme", title="One")
    project(office, programme_id=one)
    project(office, "Road")
    assert build(office).burn
    assert build(office, PackChoices(programmes=(one,))).burn is None


def test_that_words_in_the_place_of_the_day_of_an_action_are_printed(office: Office) -> None:
    project(office)
    add(office, "action", title="Re-profile", due=Unknown("ASAP"))
    add(office, "action", title="Report", due=TODAY)
    data = build(office)
    assert [(each.due, each.undated) for each in kept(data).actions] == [(TODAY, ""), (None, "ASAP")]
    assert "Re-profile A-0001 ASAP Open" in " ".join(read(render_pack(data)))


def test_that_an_open_action_of_a_closed_project_is_told(office: Office) -> None:
    closed = project(office, status="closed")
    add(office, "action", title="Close-down report", project_id=closed, due=TODAY)
    data = build(office)
    assert data.projects == ()
    assert [each.title for each in kept(data).actions] == ["Close-down report"]
    elsewhere = build(office, PackChoices(programmes=(add(office, "programme", title="Other"),)))
    assert kept(elsewhere).actions == ()


def test_that_the_governance_of_other_projects_stays_out(office: Office) -> None:
    one = add(office, "programme", title="One")
    project(office, programme_id=one)
    other = project(office, "Road")
    add(office, "action", title="Theirs", project_id=other)
    add(office, "action", title="Everybody's")
    add(office, "escalation", title="Theirs", project_id=other)
    add(office, "change_request", title="Theirs", project_id=other)
    add(office, "gate_review", title="Theirs", project_id=other, planned_on=TODAY)
    found = kept(build(office, PackChoices(programmes=(one,))))
    assert [each.title for each in found.actions] == ["Everybody's"]
    assert not found.escalations
    assert not found.changes
    assert not found.reviews


def test_that_only_what_was_decided_and_done_since_the_last_pack_counts_as_new(office: Office) -> None:
    project(office)
    for day in (date(2026, 9, 1), date(2026, 11, 1)):
        add(
            office,
            "decision",
            title=f"Of {day}",
            status="approved",
            decided_on=day,
            decided_by_id=Unknown("Not minuted"),
        )
        add(office, "action", title=f"Of {day}", status="done", done_on=day)
    office.write(issue(office, PackChoices(as_of=date(2026, 10, 1)), on=datetime(2026, 10, 1, 9, 0)))  # noqa: DTZ001
    found = kept(build(office))
    assert [each.title for each in found.taken] == ["Of 2026-11-01"]
    assert found.done == 1
    assert found.since == date(2026, 10, 1)


def test_that_decisions_of_another_board_are_not_put_to_this_one(office: Office) -> None:
    ours, theirs = (add(office, "board", title=title) for title in ("Ours", "Theirs"))
    add(office, "portfolio", title="Portfolio", board_id=ours)
    for title, board in (("For us", ours), ("For them", theirs), ("For anybody", None)):
        add(office, "decision", title=title, board_id=board)
    assert {ask.title for ask in build(office).asks} == {"For us", "For anybody"}


def test_that_a_decision_brings_its_options_in_order(office: Office) -> None:
    paper = add(office, "decision", title="Which way", cost=Decimal(5), if_late="It rains.")
    add(office, "decision_option", title="Second", decision_id=paper, position=2, recommended=True)
    add(office, "decision_option", title="First", decision_id=paper, position=1)
    (ask,) = build(office).asks
    assert [(each.title, each.recommended) for each in ask.options] == [("First", False), ("Second", True)]
    assert (ask.cost, ask.if_late) == (Decimal(5), "It rains.")


def test_that_a_control_that_ran_out_on_the_day_of_the_pack_is_a_gap_after_it(office: Office) -> None:
    bridge = project(office)
    control = add(office, "control", title="Tested", required=True, status="current")
    add(
        office, "control_check", project_id=bridge, control_id=control, state="in_place", attested_on=date(2026, 1, 1),
        expires_on=TODAY, evidence="Report",
    )  # fmt: skip
    assert kept(build(office)).controls == ()
    (gap,) = kept(build(office, PackChoices(as_of=TODAY + timedelta(days=1)))).controls
    assert (gap.needed, gap.expired, gap.in_place) == (1, 1, 0)


def test_that_the_pack_and_the_page_of_assurance_count_the_same_controls(shown: Office) -> None:
    found = kept(build(shown)).controls
    missing = sum(each.partly + each.missing + each.expired + each.never for each in found)
    page = matrix(shown)
    assert (missing, len(found)) == (page.total, sum(1 for row in page.rows if row.gaps))
