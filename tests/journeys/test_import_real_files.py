# SPDX-License-Identifier: Apache-2.0
"""Published portfolios and registers as people keep them, brought in as a person would, against what is known of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.exchange.imports import (
    About,
    ColumnMapping,
    Fate,
    Options,
    Plan,
    guess,
    guess_as_of,
    guess_register,
    keep_as_own,
    plan_import,
    questions,
)
from portfolio_desktop.exchange.imports.doubts import doubts as table_doubts
from portfolio_desktop.exchange.imports.matrices import matrices_of
from portfolio_desktop.exchange.tables import MonthDay, Table, extract, guess_layout, open_source
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.risks.faults import risk_faults
from portfolio_desktop.services.undo import undo
from tests.support.imports import (
    Edit,
    all_of,
    carry_out,
    counts,
    in_millions,
    lost_cells,
    meaning,
    prepare,
    records,
    table_of,
    to,
)
from tests.support.offices import add, dump, make_office
from tests.support.shared_data import shared

M2021, M2022 = date(2021, 3, 31), date(2022, 3, 31)
GMPP_2022 = "gmpp/GMPP_March_2022_consolidated.csv"
BEIS_2022 = "gmpp/BEIS_March_2022_department.csv"
AR_2021 = "gmpp/AR2021_semicolon.csv"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as opened:
        yield opened


def bring_in(office: Office, name: str, *, as_of: date | None = None, edit: Edit | None = None) -> Plan:
    table = table_of(shared(name))
    plan = prepare(office, table, name, as_of=as_of, edit=edit)
    carry_out(office, plan)
    return plan


def levels(rows: list[Record]) -> dict[str, int]:
    ratings = (row["confidence"] for row in rows)
    return Counter(rating.level if isinstance(rating, Rating) else "none" for rating in ratings)


def known_money(rows: list[Record], field: str) -> tuple[int, Decimal]:
    amounts = [value for row in rows if isinstance(value := row[field], Decimal)]
    return len(amounts), sum(amounts, Decimal())


def dates(rows: list[Record], field: str) -> int:
    return sum(isinstance(row[field], date) for row in rows)


# --- the government's major projects ------------------------------------------------------------------------------


def test_that_the_march_2022_portfolio_comes_in_as_it_was_published(office: Office) -> None:
    plan = bring_in(office, GMPP_2022, as_of=M2022)
    projects = records(office, "project")
    assert counts(plan) == (235, 0, 0, 0)
    assert levels(projects) == {"red": 27, "amber": 170, "green": 24, "none": 14}
    assert known_money(projects, "whole_life_cost") == (191, Decimal(494_181_000_000))
    assert (dates(projects, "start"), dates(projects, "end")) == (224, 218)
    assert plan.unread == ()
    assert plan.unused == ()


def test_that_the_headline_rating_is_the_independent_one_and_else_the_owners(office: Office) -> None:
    bring_in(office, GMPP_2022, as_of=M2022)
    for project in records(office, "project"):
        independent, owner = project["independent_rating"], project["sro_rating"]
        expected = independent if isinstance(independent, Rating) else owner if owner else independent
        assert project["confidence"] == expected, project["title"]


def test_that_what_is_exempt_keeps_its_words_and_is_never_zero(office: Office) -> None:
    bring_in(office, GMPP_2022, as_of=M2022)
    costs = [project["whole_life_cost"] for project in records(office, "project")]
    assert sum(isinstance(cost, Unknown) and "xempt" in cost.text for cost in costs) > 20
    assert Decimal() not in costs


def test_that_a_departments_own_file_on_top_changes_nothing_that_matters(office: Office) -> None:
    bring_in(office, GMPP_2022, as_of=M2022)
    plan = bring_in(office, BEIS_2022, as_of=M2022)
    assert plan.counts[Fate.ADD] == 0
    assert sum(row.matched == "code" for row in plan.rows) == 22
    changed = {each.field for row in plan.rows for each in (*row.differences, *row.report)}
    assert not changed & {"confidence", "independent_rating", "sro_rating", "end", "whole_life_cost"}
    assert len(records(office, "project")) == 235


def test_that_a_year_on_shows_who_continues_leaves_joins_and_is_renamed(office: Office) -> None:
    bring_in(office, AR_2021, as_of=M2021, edit=in_millions)
    table = table_of(shared(GMPP_2022))
    plan = prepare(office, table, GMPP_2022, as_of=M2022)
    assert sum(row.matched == "code" for row in plan.rows) == 159
    assert plan.counts[Fate.ADD] == 76
    assert len(plan.gone) == 25
    assert len(plan.renamed) == 24
    carry_out(office, plan)
    assert len(records(office, "project")) == 184 + 76


@pytest.mark.parametrize("order", [(AR_2021, GMPP_2022), (GMPP_2022, AR_2021)])
def test_that_both_years_are_in_the_history_whichever_comes_first(
    office: Office, order: tuple[str, str]
) -> None:
    for name in order:
        year = M2021 if name == AR_2021 else M2022
        bring_in(office, name, as_of=year, edit=in_millions if name == AR_2021 else None)
    reports = records(office, "status_report")
    assert Counter(report["period_end"] for report in reports) == {M2021: 184, M2022: 235}
    scales = {
        (report["period_end"], rating.scale)
        for report in reports
        if isinstance(rating := report["confidence"], Rating)
    }
    assert scales == {(M2021, "rag5"), (M2022, "rag3")}
    now = [project for project in records(office, "project") if project["confidence"] is not None]
    newest = {r["project_id"] for r in reports if r["period_end"] == M2022}
    assert levels([project for project in now if project.id in newest]) == {
        "red": 27, "amber": 170, "green": 24, "none": 14,
    }  # fmt: skip


def test_that_an_older_file_leaves_the_present_alone(office: Office) -> None:
    bring_in(office, GMPP_2022, as_of=M2022)
    before = {project.id: project for project in records(office, "project")}
    plan = bring_in(office, AR_2021, as_of=M2021, edit=in_millions)
    assert plan.renamed == ()
    for project in records(office, "project"):
        if project.id in before:
            for field in office.catalogue.entity("project").fields:
                was = before[project.id][field.name]
                assert was is None or project[field.name] == was, field.name


def test_that_projects_in_columns_come_in_like_any_others(office: Office) -> None:
    plan = bring_in(office, "gmpp/AR2015_projects_in_columns.csv", as_of=date(2015, 3, 31))
    projects = records(office, "project")
    assert counts(plan) == (188, 0, 0, 0)
    assert levels(projects) == {
        "amber": 64, "amber_green": 44, "amber_red": 40, "green": 28, "red": 8, "none": 4,
    }  # fmt: skip
    assert (dates(projects, "start"), dates(projects, "end")) == (187, 180)
    assert known_money(projects, "whole_life_cost") == (174, Decimal("488920510000.00"))
    assert known_money(projects, "year_budget") == (178, Decimal("21763880000.00"))
    assert [unread.text for unread in plan.unread] == [">1000%"]


def test_that_dates_with_dots_and_years_in_two_figures_are_read_day_first(office: Office) -> None:
    plan = bring_in(office, "gmpp/AR2019_snake_case.csv", as_of=date(2019, 3, 31), edit=in_millions)
    projects = records(office, "project")
    assert counts(plan) == (133, 0, 0, 0)
    assert (dates(projects, "start"), dates(projects, "end")) == (131, 127)
    assert known_money(projects, "whole_life_cost") == (118, Decimal("441798760000.00"))


def test_that_amounts_without_a_unit_are_asked_about_and_not_guessed(office: Office) -> None:
    table = table_of(shared(AR_2021))
    mapping = guess(table, office.catalogue, office.catalogue.entity("project"))
    asked = {each.column for each in questions(table, mapping, office.catalogue) if each.about is About.UNIT}
    assert asked == {"total_baseline", "yearly_forecast", "wlc_baseline_incl_NCG"}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        (GMPP_2022, M2022),
        (BEIS_2022, M2022),
        (AR_2021, M2021),
        ("gmpp/AR2015_projects_in_columns.csv", date(2015, 3, 31)),
    ],
)
def test_that_the_period_is_offered_from_the_name_of_the_file(name: str, day: date) -> None:
    path = shared(name)
    assert guess_as_of(table_of(path), path.name, today=date(2026, 11, 23)) == day


def months_too(_table: Table, mapping: ColumnMapping, _office: Office) -> ColumnMapping:
    """The person says that a month alone ("Dec-23") is good enough for the day of a rating."""
    for each in mapping.of_field("rated_on"):
        mapping = mapping.with_assignment(replace(each, reading=replace(each.reading, months=MonthDay.FIRST)))
    return mapping


# --- other governments --------------------------------------------------------------------------------------------


def test_that_thousands_of_projects_come_in_with_the_sums_that_were_published(office: Office) -> None:
    plan = bring_in(office, "itdb/itdb_projects_clean_2017.csv")
    projects = records(office, "project")
    assert counts(plan) == (2450, 0, 0, 0)
    sums = [
        known_money(projects, field)[1] / 1_000_000 for field in ("whole_life_cost", "whole_life_forecast")
    ]
    assert [round(each, 3) for each in sums] == [Decimal("50297.822"), Decimal("51898.206")]
    assert dates(projects, "end_baseline") == 2450 - 904


def test_that_a_portfolio_is_the_same_from_csv_and_from_a_workbook(tmp_path: Path) -> None:
    found = []
    for number, ending in enumerate((".csv", ".xlsx")):
        folder = tmp_path / str(number)
        folder.mkdir()
        with make_office(folder) as office:
            plan = bring_in(office, f"other_gov/au_dta_major_digital_projects_2024{ending}", edit=months_too)
            assert counts(plan) == (91, 0, 0, 0)
            entity = office.catalogue.entity("project")
            found.append([entity.values(project) for project in records(office, "project")])
    rows = [sorted(map(repr, values)) for values in found]
    assert rows[0] == rows[1]
    assert Counter(type(values["confidence"]) for values in found[0]) == {Unknown: 56, Rating: 35}


# --- what holds for all of them ------------------------------------------------------------------------------------

PORTFOLIOS = [
    GMPP_2022,
    BEIS_2022,
    AR_2021,
    "gmpp/AR2015_projects_in_columns.csv",
    "gmpp/AR2017_projects_in_columns.csv",
    "gmpp/AR2019_snake_case.csv",
    "itdb/itdb_projects_clean_2017.csv",
    "other_gov/au_dta_major_digital_projects_2024.csv",
    "other_gov/au_dta_major_digital_projects_2024.xlsx",
    "other_gov/world_bank_projects.csv",
    "other_gov/au_major_project_status.csv",
]


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_that_the_same_file_again_changes_nothing_and_undo_takes_it_all_back(
    office: Office, name: str
) -> None:
    add(office, "project", code="OLD-1", title="Something that was here before")
    before = dump(office)
    first = bring_in(office, name, as_of=M2022)
    assert first.counts[Fate.ADD] > 20
    table = table_of(shared(name))
    again = prepare(office, table, name, as_of=M2022)
    assert carry_out(office, again) == 0
    undo(office)
    assert dump(office) == before


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_that_no_cell_of_a_portfolio_is_lost(office: Office, name: str) -> None:
    plan = bring_in(office, name, as_of=M2022)
    assert lost_cells(office, plan) == []


# --- registers of risks, issues and the rest -----------------------------------------------------------------------

LIKELY = meaning("Likelihood", Rare="1", Unlikely="2", Possible="3", Likely="4", Almost_Certain="5")


def own(*columns: str) -> Edit:
    def edit(table: Table, mapping: ColumnMapping, office: Office) -> ColumnMapping:
        return keep_as_own(table, mapping, office.catalogue, columns)

    return edit


def bring_register(
    office: Office,
    name: str,
    sheet: str = "",
    *,
    register: str = "",
    edit: Edit | None = None,
    project: str = "",
) -> Plan:
    path = shared(f"registers/{name}")
    given = {"project_id": add(office, "project", title=project)} if project else {}
    plan = prepare(office, table_of(path, sheet), path.name, register=register, edit=edit, given=given)
    carry_out(office, plan)
    assert lost_cells(office, plan) == []
    again = prepare(office, table_of(path, sheet), path.name, register=register, edit=edit, given=given)
    assert carry_out(office, again) == 0
    return plan


def test_that_a_german_risk_analysis_comes_in_with_its_words_as_steps(office: Office) -> None:
    words = {"gering": "2", "mittel": "3", "hoch": "4"}
    bring_register(
        office,
        "intranet_risikoanalyse_de.xlsx",
        "Tabelle1",
        edit=all_of(
            meaning("Eintrittswahr- scheinlichkeit", **words),
            meaning("Schadens- höhe", **words, sehr_hoch="5"),
        ),
    )
    risks = records(office, "risk")
    assert len(risks) == 44
    assert all(risk["likelihood"] in (2, 3, 4) and risk["impact"] in (2, 3, 4, 5) for risk in risks)
    first = next(risk for risk in risks if risk["code"] == "1")
    assert (first["likelihood"], first["impact"]) == (3, 4)


def test_that_roman_risk_classes_are_kept_as_they_were_given(office: Office) -> None:
    plan = bring_register(office, "mbse_risk_register_roman_classes.xlsx")
    assert plan.unused == ()
    found = [risk for risk in records(office, "risk") if isinstance(risk, Risk)]
    risks = {risk["code"]: risk for risk in found}
    assert len(risks) == 15
    assert risks["R1"]["given_score"] == "Impact: IV; New Impact: V"
    assert (risks["R1"]["likelihood"], risks["R1"]["impact"]) == (3, 2)
    scores = [(risk.score or 0, risk.residual_score or 0) for risk in found]
    assert max(scores)[0] == 12
    assert all(0 < after < before for before, after in scores)


def test_that_a_class_that_the_rest_of_its_register_contradicts_is_told_and_kept(office: Office) -> None:
    plan = bring_register(office, "mbse_risk_register_roman_classes.xlsx")
    assert {(doubt.column, doubt.text) for doubt in plan.doubts} == {("New Impact", "IV")}
    doubted = {risk["code"] for risk in records(office, "risk") if "Doubtful" in str(risk["note"])}
    assert doubted == {"R8", "R10", "R11", "R13", "R14", "R15"}
    (fault,) = (each for each in risk_faults(office) if each.rule == "doubtful_score")
    assert len(fault.risks) == 6


def test_that_levels_beside_the_matrix_of_their_own_workbook_are_told_and_those_that_follow_are_not() -> None:
    source = open_source(shared("registers/property_forms_risk_register.xlsx"))
    grid = source.sheet("Risk Register").grid
    found = table_doubts(extract(grid, guess_layout(grid)), matrices_of(source.sheets))
    assert [(doubt.where, doubt.text) for doubt in found] == [("R9", "Low"), ("R11", "Medium")]
    assert "own matrix, on its sheet “Risk Level”, says Medium" in found[0].reason
    assert "“Likelihood (2)” Rare with “Impact/ Concequence (2)” Major" in found[1].reason


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("intranet_risikoanalyse_de.xlsx", "Tabelle1"),
        ("potomac_office/risk_register.csv", ""),
        ("raid_log_four_sheets.xlsx", "Risks"),
        ("raid_log_one_sheet.xlsx", ""),
    ],
)
def test_that_a_register_without_contradictions_raises_no_doubt(name: str, sheet: str) -> None:
    assert table_doubts(table_of(shared(f"registers/{name}"), sheet)) == ()


def test_that_words_of_a_raid_log_are_steps_with_the_words_beside_them(office: Office) -> None:
    bring_register(office, "raid_log_four_sheets.xlsx", "Risks")
    risks = {risk["code"]: risk for risk in records(office, "risk")}
    assert risks["R4"]["impact"] == risks["R1"]["impact"]  # “HIgh” is high as well
    assert sum(risk["likelihood"] == risk["impact"] == 4 for risk in risks.values()) == 2
    assert risks["R1"]["mitigation"] is None


def test_that_change_orders_come_in_as_change_requests_with_the_sums_that_are_known(office: Office) -> None:
    plan = bring_register(
        office, "potomac_office/change_orders.csv", edit=own("WBS_ID", "Category"), project="Federal office"
    )
    assert counts(plan) == (10, 0, 0, 0)
    requests = records(office, "change_request")
    approved = [each for each in requests if each["status"] == "approved"]
    assert len(approved) == 8
    assert known_money(requests, "cost_change") == (10, Decimal(1_658_000))
    assert known_money(approved, "cost_change") == (8, Decimal(1_383_000))


def test_that_the_exposure_of_a_construction_register_adds_up(office: Office) -> None:
    edit = all_of(
        to("Risk_Type", "given_score"),
        meaning("Probability", High="4", Medium="3", Low="2"),
        own("WBS_ID", "Status", "Expected_Resolution"),
    )
    bring_register(office, "potomac_office/risk_register.csv", edit=edit, project="Federal office")
    risks = records(office, "risk")
    assert known_money(risks, "money_likely") == (10, Decimal(1_865_000))
    assert sum(days for risk in risks if isinstance(days := risk["days_likely"], Decimal)) == 179
    assert Counter(risk["status"] for risk in risks) == {"open": 8, "closed": 2}


def test_that_measures_of_a_service_come_in_under_their_asset(office: Office) -> None:
    asset = add(office, "asset", title="Contact centre")
    path = shared("registers/pmo_kpi_dashboard.xlsx")
    plan = prepare(office, table_of(path, "KPI Tracking"), path.name, given={"asset_id": asset})
    carry_out(office, plan)
    assert counts(plan) == (5, 0, 0, 0)
    assert {measure["asset_id"] for measure in records(office, "service_measure")} == {asset}


def test_that_a_register_with_two_blocks_of_scores_keeps_both(office: Office) -> None:
    edit = all_of(
        LIKELY,
        meaning("Impact/ Concequence", Major="4", Catastrophic="5"),
        meaning("Likelihood (2)", Rare="1", Unlikely="2"),
        meaning("Impact/ Concequence (2)", Major="4", Catastrophic="5"),
        own("Prob", "$Cost", "Prob (2)"),
    )
    plan = bring_register(office, "property_forms_risk_register.xlsx", "Risk Register", edit=edit)
    assert counts(plan) == (5, 0, 0, 0)
    assert plan.unused == ()
    risks = {risk["code"]: risk for risk in records(office, "risk")}
    assert (risks["1"]["likelihood"], risks["1"]["impact"]) == (5, 4)
    after = [(risk["residual_likelihood"], risk["residual_impact"]) for risk in risks.values()]
    assert after == [(2, 4), (2, 4), (2, 5), (1, 4), (1, 5)]
    assert "Risk Level (2): Medium" in str(risks["1"]["given_score"])
    assert {person["name"] for person in records(office, "person")} >= {"Tom Brown", "Peter Watson"}


@pytest.mark.parametrize(
    ("sheet", "register", "count"),
    [
        ("Risks", "risk", 4),
        ("Assumptions", "assumption", 3),
        ("Issues", "issue", 4),
        ("Dependencies", "dependency", 5),
    ],
)
def test_that_each_sheet_of_a_raid_log_finds_its_register(
    office: Office, sheet: str, register: str, count: int
) -> None:
    bring_register(office, "raid_log_four_sheets.xlsx", sheet)
    assert len(records(office, register)) == count


def test_that_a_raid_log_in_one_sheet_is_sorted_by_its_type_column(office: Office) -> None:
    for register in ("risk", "issue", "assumption", "dependency"):
        edit = None
        if register == "dependency":
            edit = meaning("Status", Pending="proposed")
        if register == "assumption":
            edit = meaning("Status", Confirmed="holds")
        plan = bring_register(office, "raid_log_one_sheet.xlsx", register=register, edit=edit)
        assert counts(plan) == (1, 0, 0, 3)
        assert len(records(office, register)) == 1


def test_that_an_issue_log_brings_its_project_and_shows_its_double(office: Office) -> None:
    def with_project(table: Table, mapping: ColumnMapping, office: Office) -> ColumnMapping:
        for each in mapping.of_column("Project"):
            mapping = mapping.with_assignment(replace(each, create=True))
        return keep_as_own(table, mapping, office.catalogue, ["Functionality", "URL"])

    plan = bring_register(office, "realestate_issue_log.xlsx", edit=with_project)
    assert counts(plan) == (5, 0, 0, 1)
    assert (
        next(row for row in plan.rows if row.fate is Fate.ASIDE).reason == "Row 6 already brings this record."
    )
    assert [project["title"] for project in records(office, "project")] == ["Real Estate"]
    assert {issue["raised_on"] for issue in records(office, "issue")} == {date(2021, 9, 3)}


def test_that_an_assumption_log_with_a_strange_heading_comes_in(office: Office) -> None:
    bring_register(office, "rocky_mountain_assumption_log.xlsx", edit=to("Project: ID", "code"))
    assert len(records(office, "assumption")) == 23


def test_that_a_stakeholder_register_comes_in(office: Office) -> None:
    bring_register(office, "property_forms_stakeholder_register.xlsx", "Sheet1", project="The Property")
    assert len(records(office, "stakeholder")) == 15


def test_that_a_risk_register_in_dollars_comes_in_with_what_it_has_of_its_own(office: Office) -> None:
    edit = all_of(
        to("Risk_Type", "given_score"),
        meaning("Probability", High="4", Medium="3", Low="2"),
        own("WBS_ID", "Status", "Expected_Resolution"),
        to("Register_Status", "status"),
    )
    plan = bring_register(office, "potomac_office/risk_register.csv", edit=edit, project="Federal office")
    assert counts(plan) == (10, 0, 0, 0)
    assert plan.unused == ()
    risks = records(office, "risk")
    assert all(isinstance(risk["money_likely"], Decimal) and risk["project_id"] for risk in risks)
    assert {risk["own_status"] for risk in risks} == {"Active", "Mitigated", "Watch"}


@pytest.mark.parametrize(
    ("name", "sheet", "register", "count"),
    [
        ("pmo_kpi_dashboard.xlsx", "Milestone Tracker", "milestone", 4),
        ("intranet_meilensteinplan_de.xlsx", "Tabelle1", "milestone", 9),
        ("potomac_office/change_orders.csv", "", "issue", 10),
        ("potomac_office/schedule.csv", "", "task", 31),
    ],
)
def test_that_registers_of_one_project_come_in_under_it(
    office: Office, name: str, sheet: str, register: str, count: int
) -> None:
    plan = bring_register(office, name, sheet, register=register, project="The project")
    assert plan.counts[Fate.ADD] == count
    assert all(record["project_id"] for record in records(office, register))


def test_that_a_dashboard_gives_the_headline_rating_that_its_status_column_holds(office: Office) -> None:
    plan = bring_register(office, "pmo_kpi_dashboard.xlsx", "Dashboard Overview")
    assert counts(plan) == (3, 0, 0, 0)
    assert levels(records(office, "project")) == {"green": 1, "amber": 1, "red": 1}


def test_that_every_sheet_of_every_register_either_finds_a_register_or_none_and_never_fails(
    office: Office,
) -> None:
    for path in sorted(shared("registers").rglob("*.*")):
        source = open_source(path)
        for sheet in source.sheets:
            if sheet.grid:
                table = table_of(path, sheet.name)
                entity = guess_register(table, office.catalogue, f"{source.name} {sheet.name}")
                if entity is not None:
                    mapping = guess(table, office.catalogue, entity)
                    plan = plan_import(office, table, mapping, Options(source=source.name))
                    assert len(plan.rows) == len(table.rows)
