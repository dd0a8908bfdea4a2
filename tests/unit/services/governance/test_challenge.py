# SPDX-License-Identifier: Apache-2.0
"""Ratings beside the evidence: what is read from the registers of a project, and what is asked about first."""

import json
from datetime import date, timedelta
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.challenge import SHIPPED_CHALLENGE, Check, Threshold, Verdict
from portfolio_desktop.services.governance.challenge import challenge_of, challenges
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs.choices import PackChoices
from portfolio_desktop.services.packs.issuing import build
from tests.support.offices import add
from tests.unit.services.conftest import TODAY


def project(office: Office, **values: Value) -> Id:
    return add(office, "project", title="Harbour", confidence=Rating("rag5", "green"), **values)


def told(office: Office, id: Id) -> dict[Check, str]:
    return {reason.check: reason.tone for reason in challenge_of(office, id).challenge.reasons}


def test_that_each_figure_is_read_from_where_it_is_kept(office: Office) -> None:
    id = project(
        office,
        end_baseline=TODAY,
        end=TODAY + timedelta(100),
        whole_life_cost=Decimal(1000),
        whole_life_forecast=Decimal(1070),
        year_budget=Decimal(100),
        year_forecast=Decimal(80),
        contingency=Decimal(50),
    )
    add(
        office,
        "milestone",
        project_id=id,
        title="Late",
        baseline=TODAY - timedelta(50),
        forecast=TODAY - timedelta(1),
    )
    for _n in range(3):
        add(office, "risk", project_id=id, title="Grave", likelihood=5, impact=5)
    add(
        office,
        "risk",
        project_id=id,
        title="Dear",
        probability=Decimal(90),
        money_likely=Decimal(50),
        likelihood=1,
        impact=1,
    )
    add(office, "issue", project_id=id, title="Stopped", severity="critical")
    for _n in range(8):
        add(office, "action", project_id=id, title="Write", due=TODAY - timedelta(1))
    add(office, "status_report", project_id=id, title="Old", period_end=TODAY - timedelta(60))
    assert told(office, id) == {
        Check.END: "red",
        Check.MILESTONE: "amber",
        Check.OVERDUE_MILESTONES: "amber",
        Check.COST: "amber",
        Check.YEAR: "red",
        Check.GRAVE_RISKS: "red",
        Check.EXPOSURE: "amber",
        Check.GRAVE_ISSUES: "amber",
        Check.ACTIONS: "red",
        Check.REPORT: "amber",
    }
    assert challenge_of(office, id).challenge.verdict is Verdict.KINDER


def test_that_an_end_that_the_plan_cannot_keep_is_asked_about_on_the_page_and_in_the_pack(
    office: Office,
) -> None:
    id = project(office, start=date(2026, 3, 2), end=date(2026, 3, 20))
    assert Check.PLAN in challenge_of(office, id).challenge.silent
    add(office, "task", project_id=id, title="Dig", duration=Decimal(40), scheduling="links")
    add(office, "task", project_id=id, title="Not done", duration=Decimal(400), status="dropped")
    sentence = "Declared to end on 20 Mar 2026; by its plan it finishes on 24 Apr 2026, 35 days later."
    assert told(office, id)[Check.PLAN] == "amber"
    (asked,) = [each for each in challenges(office) if each.project == id]
    assert any(sentence in reason.text for reason in asked.challenge.reasons)
    governance = build(office, PackChoices(challenge=True)).governance
    assert governance is not None
    (questioned,) = governance.questioned
    assert any(sentence in reason for reason in questioned.reasons)


def test_that_what_is_not_known_suggests_nothing(office: Office) -> None:
    id = project(office, end=Unknown("TBC"), end_baseline=TODAY, whole_life_cost=Decimal(0))
    found = challenge_of(office, id).challenge
    assert found.verdict is Verdict.NO_EVIDENCE
    assert set(found.silent) == set(Check)


def test_that_closed_records_and_opportunities_are_no_evidence(office: Office) -> None:
    id = project(office)
    add(
        office,
        "risk",
        project_id=id,
        title="Over",
        likelihood=5,
        impact=5,
        status="closed",
        outcome="It went",
    )
    add(office, "risk", project_id=id, title="Windfall", likelihood=5, impact=5, kind="opportunity")
    add(office, "action", project_id=id, title="Done", due=TODAY - timedelta(9), status="done")
    add(
        office,
        "issue",
        project_id=id,
        title="Solved",
        severity="critical",
        status="closed",
        resolution="Mended",
    )
    assert told(office, id) == {}


def test_that_the_plainest_disagreement_is_asked_about_first(office: Office) -> None:
    fair = project(office)
    add(office, "action", project_id=fair, title="In time", due=TODAY + timedelta(9))
    mild = project(office, end_baseline=TODAY, end=TODAY + timedelta(40))
    plain = project(
        office,
        end_baseline=TODAY,
        end=TODAY + timedelta(200),
        whole_life_cost=Decimal(10),
        whole_life_forecast=Decimal(30),
    )
    add(office, "project", title="Over", status="closed", confidence=Rating("rag5", "green"))
    assert [each.project for each in challenges(office)] == [plain, mild, fair]


def test_that_the_office_sets_its_own_thresholds(office: Office) -> None:
    id = project(office, end_baseline=TODAY, end=TODAY + timedelta(40))
    rules = SHIPPED_CHALLENGE.with_threshold(Check.END, Threshold(Decimal(10), Decimal(40)))
    add(office, "rule", title="Challenge", name="challenge", definition=json.dumps(rules.to_plain()))
    assert told(office, id) == {Check.END: "red"}


def test_that_a_damaged_rule_is_named_and_the_shipped_one_used(office: Office) -> None:
    add(office, "rule", title="Challenge", name="challenge", definition="{")
    assert office.rules.challenge == SHIPPED_CHALLENGE
    assert len(office.rules.faults) == 1
