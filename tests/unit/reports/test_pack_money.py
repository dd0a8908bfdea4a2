# SPDX-License-Identifier: Apache-2.0
"""Money by project: what was approved, spent and is forecast, whoever says how much of it."""

from dataclasses import replace
from decimal import Decimal

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.pack.data import MoneyLine, PackData, PackProject
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.reports.pages.finance import by_project
from portfolio_desktop.reports.primitives import Text, flat
from portfolio_desktop.reports.style import INK, LATE
from tests.support.sample_pack import pack
from tests.unit.reports.test_pack import read, section


def _k(amount: int) -> Decimal:
    return Decimal(amount * 1000)


def _totals_alone() -> PackData:
    """As a spreadsheet gives it: three figures of each project, and nothing by year."""
    data = pack(4, changed=False)
    figures = ((18_400, 14_975, 20_150), (920, 140, 920), (760, 480, 750), (310, 190, 345))
    projects = tuple(
        replace(
            project,
            cost_baseline=_k(approved),
            spent=_k(spent),
            cost=_k(outturn),
            cost_before=None,
            money=(),
            income=(),
            year_budget=None,
            year_forecast=None,
        )
        for project, (approved, spent, outturn) in zip(data.projects, figures, strict=True)
    )
    return replace(data, projects=projects)


def _with(data: PackData, place: int, **changes: object) -> PackData:
    projects = list(data.projects)
    projects[place] = replace(projects[place], **changes)  # type: ignore[arg-type]
    return replace(data, projects=tuple(projects))


def _page(data: PackData) -> str:
    return section(read(render_pack(data)), "Money by project")


def _codes(page: str, projects: tuple[PackProject, ...]) -> list[str]:
    return sorted((each.code for each in projects if each.code in page), key=page.index)


def test_that_what_was_approved_spent_and_is_forecast_stands_project_by_project_with_its_totals() -> None:
    data = _totals_alone()
    page = _page(data)
    assert "The forecast is £1.78m (9%) above the baseline, in the 4 projects that state both" in page
    for words in ("18,400 14,975 20,150 +1,750 +10%", "760 480 750 −10 −1%", "920 140 920 0 0%"):
        assert words in page
    assert "All 4 20,390 15,785 22,165 +1,775 +9%" in page
    first, second, third, fourth = (each.code for each in data.projects)
    assert _codes(page, data.projects) == [first, fourth, second, third]


def test_that_what_nobody_says_is_named_and_no_total_pretends_to_hold_it() -> None:
    data = _with(_totals_alone(), 1, spent=None, cost_is_baseline=True)
    data = _with(data, 2, cost=Unknown("TBC"))
    page = _page(data)
    first, second, third, fourth = (each.code for each in data.projects)
    assert _codes(page, data.projects) == [first, fourth, second, third]
    assert "All that is known 20,390 15,645 20,495 – –" in page
    assert "The 2 that state both 18,710 20,495 +1,785 +10%" in page
    assert f"spent to date: 1 of 4 ({second}); forecast outturn: 2 of 4 ({second} and {third})" in page


def test_that_cost_lines_stand_in_for_totals_that_a_project_does_not_state() -> None:
    lines = (
        MoneyLine(2025, "capital", _k(100), None, _k(120)),
        MoneyLine(2026, "capital", _k(200), _k(230), _k(40)),
    )
    data = _with(_totals_alone(), 3, cost_baseline=None, spent=None, cost=None, money=lines)
    page = _page(data)
    assert "300 160 350 +50 +17%" in page
    assert "Of 1 project, what it does not state itself is added up from its cost lines." in page
    data = _with(data, 3, money=(lines[0], replace(lines[1], baseline=Unknown("Exempt"))))
    assert "Not reported 160 350 – –" in _page(data)


def test_that_the_page_of_the_portfolio_shows_totals_where_no_year_is_reported() -> None:
    page = section(read(render_pack(_totals_alone())), "Portfolio on a page")
    assert "No project has reported money for this year" not in page
    for words in ("Approved, forecast and spent", "£20.4m", "£22.2m", "£15.8m"):
        assert words in page


def test_that_the_page_of_the_portfolio_counts_costs_in_one_unit() -> None:
    page = section(read(render_pack(_totals_alone())), "Portfolio on a page")
    assert "Largest by whole-life cost, forecast, £m" in page
    assert "£k" not in page


def test_that_a_project_is_read_in_the_unit_of_the_dashboard() -> None:
    pages = read(render_pack(_totals_alone()))
    assert "Cost £k" in section(pages, "Dashboard")
    reports = section(pages, "Project reports")
    assert reports.count("Money, £k") == 4
    assert "Whole life 18,400 20,150 14,975" in reports


def test_that_a_cost_has_the_same_decimals_on_the_dashboard_and_on_the_page_of_its_project() -> None:
    data = _totals_alone()
    costs = ("52.31", "46.19", "5.24", "61.07")
    projects = tuple(
        replace(each, cost=Decimal(cost) * 1_000_000, cost_baseline=None, spent=None, money=())
        for each, cost in zip(data.projects, costs, strict=True)
    )
    pages = read(render_pack(replace(data, projects=projects, one_pagers=(projects[2].key,))))
    for where in ("Dashboard", "Portfolio on a page"):
        assert "5.2 " in section(pages, where)
    reports = section(pages, "Project reports")
    assert "5.2 " in reports
    assert "5.24" not in " ".join(pages)


def test_that_a_giant_in_a_small_portfolio_keeps_a_unit_in_which_it_can_be_read() -> None:
    data = _with(_totals_alone(), 0, cost=Decimal(4_200_000_000), cost_baseline=Decimal(4_000_000_000))
    data = replace(data, one_pagers=(data.projects[0].key,))
    assert "Money, £m" in section(read(render_pack(data)), "Project reports")


def test_that_nothing_is_said_of_money_that_nobody_approved_or_spent() -> None:
    data = _totals_alone()
    silent = tuple(replace(each, cost_baseline=None, spent=None) for each in data.projects)
    pages = read(render_pack(replace(data, projects=silent)))
    assert not any("Forecast outturn" in page for page in pages)
    assert "Money by project is left out: none reports what was approved or spent." in pages[1]


def test_that_more_spent_than_was_approved_stands_out() -> None:
    data = _with(_totals_alone(), 3, spent=_k(311))
    (sheet,) = by_project.sheets(data)
    colours = {mark.text: mark.colour for mark in flat(sheet.marks) if isinstance(mark, Text)}
    assert colours["311"] == LATE
    assert colours["14,975"] == INK
