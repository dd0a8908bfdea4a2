# SPDX-License-Identifier: Apache-2.0
"""What is missing, not known, out of date or impossible is found and told apart."""

from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.home import home
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.quality import EXPECTED, Fault, quality
from tests.support.offices import add


def found(office: Office, fault: Fault) -> set[str]:
    return {finding.rule for finding in quality(office).findings if finding.fault is fault}


def test_that_an_empty_workspace_has_no_faults(office: Office) -> None:
    assert quality(office).findings == ()


def test_that_what_was_not_said_and_what_is_not_known_are_told_apart(office: Office) -> None:
    add(office, "project", title="Harbour", whole_life_cost=Unknown("Exempt"), start=date(2026, 1, 1))
    result = quality(office)
    (unknown,) = (finding for finding in result.findings if finding.fault is Fault.UNKNOWN)
    assert (unknown.rule, unknown.said) == ("whole_life_cost", "Exempt")
    missing = found(office, Fault.MISSING)
    assert "end" in missing
    assert "start" not in missing
    assert "whole_life_cost" not in missing


def test_that_dates_in_the_wrong_order_are_found(office: Office) -> None:
    add(office, "project", title="A", start=date(2026, 2, 1), end=date(2026, 1, 1))
    add(office, "project", title="B", start_baseline=date(2026, 2, 1), end_baseline=date(2026, 1, 1))
    assert found(office, Fault.INCONSISTENT) == {"end_before_start", "baseline_order"}


def test_that_a_forecast_with_nothing_to_compare_with_is_found(office: Office) -> None:
    add(office, "project", title="A", whole_life_forecast=Decimal(5))
    add(office, "project", title="B", whole_life_forecast=Decimal(5), whole_life_cost=Unknown("Exempt"))
    broken = [each for each in quality(office).findings if each.rule == "cost_without_baseline"]
    assert [each.title for each in broken] == ["A"]


def test_that_a_red_project_without_a_path_to_green_is_found(office: Office) -> None:
    add(office, "project", title="A", confidence=Rating("rag5", "red"))
    add(office, "project", title="B", confidence=Rating("rag5", "red"), get_to_green="Reset the plan.")
    add(office, "project", title="C", confidence=Rating("rag5", "amber"))
    broken = [each for each in quality(office).findings if each.rule == "red_without_plan"]
    assert [each.title for each in broken] == ["A"]


def test_that_a_project_that_has_not_reported_lately_is_stale_once_anybody_reports(office: Office) -> None:
    old, silent = add(office, "project", title="Old"), add(office, "project", title="Silent")
    assert found(office, Fault.STALE) == set()
    add(office, "status_report", project_id=old, period_end=date(2026, 6, 30))
    stale = {each.project: each.said for each in quality(office).findings if each.fault is Fault.STALE}
    assert stale == {old: "30 Jun 2026", silent: "never reported"}
    add(office, "status_report", project_id=old, period_end=date(2026, 10, 31))
    assert {each.project for each in quality(office).findings if each.fault is Fault.STALE} == {silent}


def test_that_each_rule_that_can_be_filtered_leads_to_its_projects(shown: Office) -> None:
    result = quality(shown)
    with shown.reading() as reader:
        entity = shown.catalogue.entity("project")
        for rule in result.by_rule:
            if rule.where is not None:
                assert reader.count(entity, rule.where) >= rule.count
    assert result.affected == 5


def test_that_home_counts_the_same_gaps(shown: Office) -> None:
    gaps = [each for each in quality(shown).findings if each.fault in (Fault.MISSING, Fault.UNKNOWN)]
    page = home(shown)
    assert page.gaps == len(gaps)
    assert page.gap_projects == len({each.project for each in gaps})


def test_that_only_the_projects_asked_for_are_looked_at(shown: Office) -> None:
    assert quality(shown, where=Test("code", Op.IS, "P-0020")).projects == 1


def test_that_every_expected_field_exists(office: Office) -> None:
    assert all(office.catalogue.entity("project").has(name) for name in EXPECTED)


def test_that_a_project_is_told_which_of_its_risks_do_not_stand_where_they_seem_to(office: Office) -> None:
    harbour = add(office, "project", title="Harbour")
    add(office, "risk", title="Silt", code="R-1", project_id=harbour, likelihood=2, impact=2, impact_time=4)
    add(office, "risk", title="Steel", code="R-2", project_id=harbour, likelihood=2, impact=2)
    add(office, "risk", title="Of nobody", code="R-3", likelihood=2, impact=2, impact_time=4)
    said = {each.rule: each.said for each in quality(office).findings if each.fault is Fault.INCONSISTENT}
    assert said == {"impact_differs": "R-1: “Impact” is 2 Low and “Overall impact” is 4 High"}


def test_that_a_contradiction_says_which_two_values_do_not_go_together(office: Office) -> None:
    add(
        office,
        "project",
        title="Harbour",
        start=date(2026, 2, 1),
        end=date(2026, 1, 1),
        confidence=Rating("rag5", "amber_red"),
        whole_life_forecast=Decimal(5000),
    )
    found = quality(office).findings
    said = {each.rule: each.said for each in found if each.fault is Fault.INCONSISTENT}
    assert said == {"end_before_start": "“Start” is 1 Feb 2026 and “End (forecast)” is 1 Jan 2026"}


def test_that_what_lacks_its_counterpart_is_a_gap_and_no_contradiction_and_says_both_values(
    office: Office,
) -> None:
    add(
        office,
        "project",
        title="Harbour",
        end=date(2026, 1, 1),
        confidence=Rating("rag5", "amber_red"),
        whole_life_forecast=Decimal(5000),
    )
    found = quality(office)
    said = {each.rule: each.said for each in found.findings if each.fault is Fault.MISSING and each.said}
    assert not [each for each in found.findings if each.fault is Fault.INCONSISTENT]
    assert {each.where for each in found.by_rule if each.rule in said} == {None}
    assert said == {
        "end_without_baseline": "“End (forecast)” is 1 Jan 2026 and “End (baseline)” is empty",
        "cost_without_baseline": "“Whole-life cost (forecast)” is £5,000 and “Whole-life cost” is empty",
        "red_without_plan": "“Delivery confidence” is Amber/Red and “Path to green” is empty",
    }


def test_that_of_many_risks_with_one_fault_the_first_say_their_values(office: Office) -> None:
    harbour = add(office, "project", title="Harbour")
    noted = "Seen in May.\nDoubtful – Score: “12”. 3 × 5 make 15.\nAsk Ann."
    for number in range(1, 6):
        add(office, "risk", title="Silt", code=f"R-{number}", project_id=harbour, note=noted)
    (said,) = (each.said for each in quality(office).findings if each.rule == "doubtful_score")
    told = "Doubtful – Score: “12”. 3 × 5 make 15."
    assert said == f"R-1: {told}; R-2: {told}; R-3: {told}; R-4; R-5"
