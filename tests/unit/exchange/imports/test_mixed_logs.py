# SPDX-License-Identifier: Apache-2.0
"""Logs of risks and issues in one sheet, quarters for dates, milestones that were met, and a tool's export of initiatives."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.exchange.imports import Fate, Options, guess, plan_import, questions, with_day
from portfolio_desktop.services.office import Office
from tests.support.imports import carry_out, counts, lost_cells, prepare, records, table_from
from tests.support.offices import add, make_office

LOG = (
    "Risk ID,Risk / Issue,Description,L,I,Score,Mitigation,Status\n"
    "R001,Risk,Gas main runs late,4,4,16,Weekly meeting,Open\n"
    "R004,Issue,Tender over budget,5,5,25,Top-up bid,Open\n"
    "R005,Risk,Condition not discharged,3,4,12,Working group,Open\n"
    "R008,Issue,Payroll run fails,4,5,20,Root cause,Open\n"
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as opened:
        yield opened


def test_that_an_issue_of_a_mixed_log_keeps_its_number_and_what_only_a_risk_has_stands_in_its_note(
    office: Office, tmp_path: Path
) -> None:
    plan = prepare(office, table_from(LOG, tmp_path), register="issue")
    assert counts(plan) == (2, 0, 0, 2)
    carry_out(office, plan)
    found = {each["code"]: each for each in records(office, "issue")}
    assert set(found) == {"R004", "R008"}
    assert found["R004"]["risk_id"] is None
    assert found["R004"]["note"] == "L: 5\nI: 5\nScore: 25"
    assert not [each for each in lost_cells(office, plan) if "R004" in each]


def test_that_a_row_of_the_other_kind_says_where_it_comes_in(office: Office, tmp_path: Path) -> None:
    plan = prepare(office, table_from(LOG, tmp_path), register="risk")
    assert [row.reason for row in plan.rows if row.fate is Fate.ASIDE] == [
        "“Risk / Issue” is “Issue”: it comes in once this sheet is imported into “Issues”."
    ] * 2


def test_that_a_risk_named_beside_an_issue_that_has_a_number_of_its_own_stays_a_link(
    office: Office, tmp_path: Path
) -> None:
    lines = "Ref,Type,Description,Risk ID\nA1,Risk,Flood,R1\nA2,Issue,Wet cellar,R2\n"
    mapping = guess(table_from(lines, tmp_path), office.catalogue, office.catalogue.entity("issue"))
    assert [each.column for each in mapping.of_field("code")] == ["Ref"]


def test_that_a_quarter_answered_once_is_answered_in_every_column_of_dates(
    office: Office, tmp_path: Path
) -> None:
    """A finish on the last day of the quarter that April counts, a start on the first."""
    lines = (
        "Project,Start,Baseline finish,Forecast finish\n"
        "A,Q1 26/27,Q3 27/28,Q4 27/28\n"
        "B,01/04/2026,31/03/2027,H1 2028\n"
    )
    table = table_from(lines, tmp_path)
    mapping = guess(table, office.catalogue, office.catalogue.entity("project"))
    (answered,) = mapping.of_column("Baseline finish")
    mapping = with_day(table, mapping, office.catalogue, answered, "Q3 27/28", "2027-12-31")
    asked = [each.sentence for each in questions(table, mapping, office.catalogue)]
    assert asked == ["“Forecast finish”: which day does “H1 2028” (1) mean, or is there no date yet?"]
    first = plan_import(office, table, mapping, Options(source="table.csv")).rows[0].values
    assert (first["start"], first["end_baseline"], first["end"]) == (
        date(2026, 4, 1),
        date(2027, 12, 31),
        date(2028, 3, 31),
    )


def test_that_an_answer_corrected_corrects_those_that_followed_it_and_no_other(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project,Baseline finish,Forecast finish\nA,Q3 27/28,Q4 27/28\n", tmp_path)
    mapping = guess(table, office.catalogue, office.catalogue.entity("project"))
    for day in ("2027-12-31", "2027-09-30"):
        (answered,) = mapping.of_column("Baseline finish")
        mapping = with_day(table, mapping, office.catalogue, answered, "Q3 27/28", day)
    values = plan_import(office, table, mapping, Options(source="table.csv")).rows[0].values
    assert (values["end_baseline"], values["end"]) == (date(2027, 9, 30), date(2027, 12, 31))


def test_that_a_milestone_with_the_day_on_which_it_was_met_is_met_and_one_to_come_is_open(
    office: Office, tmp_path: Path
) -> None:
    add(office, "project", code="P1", title="Bypass")
    lines = (
        "Project,Milestone,Forecast,Actual\nP1,Contract award,17/04/2025,{award}\nP1,Road open,29/02/2028,\n"
    )
    plan = prepare(office, table_from(lines.format(award=""), tmp_path), register="milestone")
    carry_out(office, plan)
    plan = prepare(office, table_from(lines.format(award="17/04/2025"), tmp_path), register="milestone")
    assert counts(plan) == (0, 1, 1, 0)
    carry_out(office, plan)
    assert {each["title"]: each["status"] for each in records(office, "milestone")} == {
        "Contract award": "met",
        "Road open": "open",
    }


def test_that_a_tools_export_of_initiatives_is_known_as_projects_with_their_amounts(
    office: Office, tmp_path: Path
) -> None:
    lines = (
        "initiative_name,exec_sponsor,overall_rag,total_budget_gbp\n"
        "Payments rails,Ann Smith,AMBER,12500000\n"
        "AML screening,Lee Wong,GREEN,8000000\n"
    )
    mapping = prepare(office, table_from(lines, tmp_path)).mapping
    assert mapping.entity == "project"
    assert {each.column: each.field for each in mapping.assignments} == {
        "initiative_name": "title",
        "exec_sponsor": "sro_id",
        "overall_rag": "confidence",
        "total_budget_gbp": "whole_life_cost",
    }
