# SPDX-License-Identifier: Apache-2.0
"""The year's money as each project reported it as a whole, where a portfolio keeps no cost lines."""

from collections.abc import Sequence
from decimal import Decimal

from portfolio_desktop.base.dates import format_year
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import variance
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.money import year_gap, year_reported
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import LEFT, SEMIBOLD
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import RIGHT, Column, Row, Table, Words
from portfolio_desktop.reports.wording import Money, code_column, known, measure_of

_MOST = 22


def flow(data: PackData) -> Flow | None:
    """The total, and the projects whose forecast is furthest from their budget; nothing where nobody reports any."""
    budget, forecast = year_reported(data)
    if not (budget.known or forecast.known):
        return None
    apart = sorted(data.projects, key=_apart, reverse=True)[:_MOST]
    listed = [project for project in apart if _apart(project)]
    amounts = [amount for p in listed for amount in (p.year_budget, p.year_forecast)]
    money = Money([*amounts, budget.amount, forecast.amount], data.edition.currency, measure_of(data))
    note = _("In {unit}, as last reported: budget {budget}, forecast {forecast}").format(
        unit=money.title, budget=known(budget), forecast=known(forecast)
    )
    page = Flow(Sheet(title(data), note, _("Money this year"), "money"))
    table = _table(listed, money)
    gap = year_gap(data)
    rows = [_row(table, project, money) for project in listed]
    both = _("All {n} that report both").format(n=gap.both)
    rows.append(
        table.row(
            "",
            Words(both, SEMIBOLD),
            "",
            money.bare(gap.baseline),
            money.bare(gap.forecast),
            money.change(gap.forecast, gap.baseline),
        )
    )
    page.table(table, rows, heading=_("Furthest from their budget"))
    return page


def title(data: PackData) -> str:
    """The forecast is £5.1m (4%) above the baseline in 2026–27, like for like."""
    gap = year_gap(data)
    year = format_year(gap.year, data.edition.year_starts)
    if not gap.both:
        return _("Baseline and forecast of {year} cannot be compared: nobody reports both").format(year=year)
    words = variance(gap.baseline, gap.forecast, data.edition.currency, budget=gap.by_project)
    return _("{words} in {year}").format(words=words, year=year)


def _apart(project: PackProject) -> Decimal:
    budget, forecast = project.year_budget, project.year_forecast
    known_both = isinstance(budget, Decimal) and isinstance(forecast, Decimal)
    return abs(forecast - budget) if known_both else Decimal(0)  # type: ignore[operator]


def _table(listed: Sequence[PackProject], money: Money) -> Table:
    code = code_column(project.code for project in listed)
    figures = (
        Column(_("Budget {unit}").format(unit=money.title), 80, RIGHT),
        Column(_("Forecast {unit}").format(unit=money.title), 80, RIGHT),
        Column(_("Forecast less budget"), 100, RIGHT),
    )
    room = PAGE_RIGHT - LEFT - code.width - 150 - sum(column.width for column in figures)
    return Table((code, Column(_("Project"), room), Column(_("Organisation"), 150, lines=1), *figures), 8.5)


def _row(table: Table, project: PackProject, money: Money) -> Row:
    return table.row(
        project.code,
        project.label,
        project.organisation,
        money.cell(project.year_budget),
        money.cell(project.year_forecast),
        money.change(project.year_forecast, project.year_budget),
    )
