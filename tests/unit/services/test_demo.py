# SPDX-License-Identifier: Apache-2.0
"""The demo portfolio is whole, obeys the rules that a person's own entries obey, and is current on any day."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.checks import check
from portfolio_desktop.domain.plan_check.points import Point
from portfolio_desktop.services import demo
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.overdue import LateRule, rules
from portfolio_desktop.services.planning.checking import check_plan
from portfolio_desktop.services.undo import Undoable, redo, undo, undoable
from portfolio_desktop.storage.read import Reader
from tests.support.offices import add


def test_that_every_value_is_one_that_a_person_could_have_entered(shown: Office) -> None:
    with shown.reading() as reader:
        for entity in shown.catalogue.entities:
            for record in reader.all(entity):
                for field in entity.fields:
                    value = record[field.name]
                    assert check(shown.catalogue, field, value) == value, (entity.name, field.name)


def test_that_the_registers_are_full_enough_to_judge_the_product_by(shown: Office) -> None:
    expected = {"programme": 3, "project": 24, "milestone": 85, "risk": 40, "issue": 18, "cost_line": 300}
    expected |= {"status_report": 65, "decision": 8, "action": 20, "meeting": 5, "benefit": 20, "asset": 8}
    expected |= {"board": 5, "board_member": 25, "agenda_item": 25, "attendance": 20, "decision_option": 20}
    expected |= {"escalation": 6, "change_request": 10, "gate": 6, "gate_criterion": 35, "gate_review": 12}
    expected |= {"gate_finding": 15, "recommendation": 12, "control": 20, "control_check": 200, "lesson": 8}
    expected |= {"lesson_notice": 15, "tolerance": 15, "stakeholder": 12, "engagement": 15, "technology": 15}
    expected |= {"technology_use": 15, "service_measure": 30, "risk_link": 20, "scale_descriptor": 30}
    with shown.reading() as reader:
        for name, least in expected.items():
            assert reader.count(shown.catalogue.entity(name)) >= least, name


def test_that_what_a_real_portfolio_lacks_is_lacking_here(shown: Office) -> None:
    project = shown.catalogue.entity("project")
    with shown.reading() as reader:
        exempt = reader.all(project, Test("whole_life_cost", Op.UNKNOWN))
        unreported = reader.all(project, Test("confidence", Op.UNKNOWN))
    assert len(exempt) == 2
    assert [record["confidence"] for record in unreported] == [Unknown("Not reported")]


def test_that_ratings_have_moved_since_the_month_before(shown: Office) -> None:
    with shown.reading() as reader:
        found = reader.by_code("P-0009")
        reports = reader.all(shown.catalogue.entity("status_report"), Test("project_id", Op.IS, found[0][1]))
    rated = sorted((str(report["period_end"]), report["confidence"]) for report in reports)
    assert [rating for _end, rating in rated] == [
        Rating("rag5", "amber"),
        Rating("rag5", "amber_red"),
        Rating("rag5", "red"),
    ]


def test_that_a_milestone_that_says_another_day_than_its_plan_is_found_by_the_check(shown: Office) -> None:
    found = {}
    for code in ("P-0001", "P-0009"):
        with shown.reading() as reader:
            ((_entity, id),) = reader.by_code(code)
        outcomes = {each.point: each for each in check_plan(shown, id).outcomes}
        found[code] = [finding.name for finding in outcomes[Point.MILESTONES].findings]
    assert "Closure" in found["P-0001"]
    assert found["P-0009"] == []


def test_that_undo_does_not_reach_into_the_making_of_the_demo(demo_office: Office) -> None:
    assert undoable(demo_office) == Undoable(None, None)
    project = add(demo_office, "project", title="Harbour")
    undo(demo_office)
    assert undoable(demo_office).undo is None
    redo(demo_office)
    with demo_office.reading() as reader:
        assert reader.get(demo_office.catalogue.entity("project"), project) is not None


def test_that_the_demo_is_not_mixed_into_a_real_workspace(demo_office: Office) -> None:
    with pytest.raises(Refusal, match="empty workspace"):
        demo.fill(demo_office)


@pytest.mark.parametrize(
    "today", [date(2024, 2, 29), date(2026, 11, 21), date(2027, 3, 31), date(2030, 1, 1), date(2031, 12, 31)]
)
def test_that_the_demo_is_current_on_any_day(tmp_path: Path, today: date) -> None:
    with new_office(tmp_path / "demo.portfolio", "me", lambda: today) as office:
        demo.fill(office)
        with office.reading() as reader:
            report, action = office.catalogue.entity("status_report"), office.catalogue.entity("action")
            ends = sorted({str(record["period_end"]) for record in reader.all(report)})
            escalations = reader.all(office.catalogue.entity("escalation"))
            late = {rule.entity for rule in rules(office.catalogue) if _count(reader, rule)}
            overdue = reader.count(action, Test("due", Op.BELOW, "today"))
    assert len(ends) == 3
    newest = date.fromisoformat(ends[-1])
    assert (newest + timedelta(days=1)).day == 1  # a month's last day
    assert timedelta(0) < today - newest <= timedelta(days=31)
    assert overdue >= 5
    assert late >= {"escalation", "recommendation", "control_check", "engagement", "lesson_notice", "asset"}
    for escalation in escalations:
        moments = [escalation[name] for name in ("raised_at", "told_at", "answered_at")]
        known = [moment for moment in moments if isinstance(moment, datetime)]
        assert known == sorted(known), escalation["code"]


def _count(reader: Reader, rule: LateRule) -> int:
    return reader.count(reader.catalogue.entity(rule.entity), rule.where)
