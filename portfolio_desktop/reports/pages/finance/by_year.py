# SPDX-License-Identifier: Apache-2.0
"""Money by financial year, as bars and as the table that says the same."""

from collections.abc import Sequence
from decimal import Decimal

from portfolio_desktop.base.dates import format_year
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import PackData, Total
from portfolio_desktop.domain.pack.money import YearTotal, income_by_year, line_gap, money_by_year, year_sums
from portfolio_desktop.reports.charts import BASIS_COLOURS, YearBars, year_chart
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.finance import this_year
from portfolio_desktop.reports.primitives import Mark, Rect, Role, Tagged, Text, unread
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, GUTTER, HEADING, INK, NOTE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import RIGHT, Cell, Column, Row, Table, Words
from portfolio_desktop.reports.text import shorten, width
from portfolio_desktop.reports.wording import Money, measure_of

_LOW_CHART, _TALL_CHART = 132.0, 240.0
_INCOME_HEAD = 40.0


def kind_label(kind: str) -> str:
    return {"capital": _("Capital"), "resource": _("Resource"), "": _("Not split")}.get(kind, kind)


def sheets(data: PackData) -> list[Sheet]:
    """What is spent, then what comes in: by cost lines, or without any as the projects reported the year as a whole."""
    rows = money_by_year(data.projects)
    table, income = _income(data)
    room = _INCOME_HEAD + table.head_height + sum(row.height for row in income) if income else 0.0
    flow = _by_line(data, rows, room) if rows else this_year.flow(data)
    if income:
        flow = flow or Flow(Sheet(_("Only income is reported by year"), "", _("Money by year"), "money"))
        flow.gap(16)
        flow.table(table, income, heading=_("Income, which is no part of the costs"))
    return flow.sheets if flow else []


def _by_line(data: PackData, rows: Sequence[YearTotal], left: float) -> Flow:
    """Chart and table, leaving `left` points of the page free where the chart is still readable so."""
    money = Money(
        [each.amount for row in rows for each in row.totals if each.known],
        data.edition.currency,
        measure_of(data),
    )
    note = _(
        "All amounts in {unit}. Only what is reported is added up: what a project does not report is not zero."
    )
    sheet = Sheet(this_year.title(data), note.format(unit=money.title), _("Money by year"), "money")
    flow = Flow(sheet)
    table = _table(rows)
    written = _table_rows(data, rows, money, table)
    below = table.head_height + sum(row.height for row in written) + 34 + left
    tall = min(max(flow.room - 50 - below, _LOW_CHART), _TALL_CHART)
    flow.put(_key(flow.x, flow.y), 16)
    flow.put(_panels(data, rows, money, (flow.x, flow.y, flow.width, tall)), tall + 34)
    flow.table(table, written)
    flow.gap(4)
    flow.prose(_coverage(data, rows), NOTE, GREY)
    return flow


def _income(data: PackData) -> tuple[Table, list[Row]]:
    """A table of its own: income must neither lower a cost nor hide in it."""
    years = income_by_year(data.projects)
    money = Money(
        [each.amount for row in years for each in row.totals if each.known],
        data.edition.currency,
        measure_of(data),
    )
    bases = (_("Baseline {unit}"), _("Forecast {unit}"), _("Actual {unit}"))
    columns = (Column(basis.format(unit=money.title), 80, RIGHT) for basis in bases)
    table = Table((Column(_("Year"), 62), *columns), 8.5)
    cells = ((_year_cell(data, row.year), *(_cell(money, each) for each in row.totals)) for row in years)
    return table, [table.row(*each) for each in cells]


def _key(x: float, y: float) -> list[Mark]:
    marks: list[Mark] = []
    for words, colour in zip(
        (_("Baseline"), _("Forecast (labelled)"), _("Actual")), BASIS_COLOURS, strict=True
    ):
        marks += [Rect(x, y + 1, 8, 8, colour), Text(x + 12, y + 8, words, REGULAR, NOTE, INK)]
        x += width(words, REGULAR, NOTE) + 30
    return [unread(marks)]


def _kinds(rows: Sequence[YearTotal]) -> list[str]:
    order = ("capital", "resource", "")
    found = {row.kind for row in rows}
    return [*(kind for kind in order if kind in found), *sorted(found - set(order))]


def _years(rows: Sequence[YearTotal]) -> list[int]:
    """Every year from the first to the last, and those between them that nobody reports unless that is a long gap."""
    first, last = rows[0].year, rows[-1].year
    return list(range(first, last + 1)) if last - first < 20 else sorted({row.year for row in rows})


def _panels(
    data: PackData, rows: Sequence[YearTotal], money: Money, area: tuple[float, float, float, float]
) -> list[Mark]:
    """One small chart for each kind, all on the same scale, in `area` (x, y, width, height)."""
    x, y, room, height = area
    kinds = _kinds(rows)
    most = max(each.amount for row in rows for each in row.totals)
    span = (room - GUTTER * (len(kinds) - 1)) / len(kinds)
    marks: list[Mark] = []
    for kind in kinds:
        by_year = {row.year: row.totals for row in rows if row.kind == kind}
        bars = [
            YearBars(format_year(year, data.edition.year_starts), _values(by_year.get(year)))
            for year in _years(rows)
        ]
        heading = shorten(kind_label(kind), SEMIBOLD, HEADING, span)
        marks.append(Tagged(Role.HEADING, (Text(x, y + 10, heading, SEMIBOLD, HEADING, INK),)))
        marks += year_chart(bars, (x, y + 16, span, height), most, money.bare)
        x += span + GUTTER
    return marks


def _values(
    totals: tuple[Total, Total, Total] | None,
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if totals is None:
        return (None, None, None)
    baseline, forecast, actual = (each.amount if each.known else None for each in totals)
    return (baseline, forecast, actual)


def _table(rows: Sequence[YearTotal]) -> Table:
    columns = [Column(_("Year"), 62)]
    kinds = (
        [*map(kind_label, _kinds(rows)), _("Total")]
        if len(_kinds(rows)) > 1
        else [kind_label(_kinds(rows)[0])]
    )
    span = min((762 - 62 - 78) / (3 * len(kinds)), 90.0)
    for kind in kinds:
        bases = (_("baseline"), _("forecast"), _("actual"))
        columns += [Column(f"{kind} {basis}", span, RIGHT) for basis in bases]
    return Table((*columns, Column(_("Forecast less baseline"), 78, RIGHT)), 8.5)


def _table_rows(data: PackData, rows: Sequence[YearTotal], money: Money, table: Table) -> list[Row]:
    kinds = _kinds(rows)
    written = []
    for year in _years(rows):
        by_kind = {row.kind: row.totals for row in rows if row.year == year}
        cells: list[Cell] = [_year_cell(data, year)]
        for kind in kinds:
            cells += [_cell(money, each) for each in by_kind.get(kind, (None, None, None))]
        if len(kinds) > 1:
            cells += [_cell(money, each) for each in year_sums(rows, year)]
        gap = line_gap(data, year)
        cells.append(money.change(gap.forecast, gap.baseline) if gap.both else Words("–", REGULAR, GREY))
        written.append(table.row(*cells))
    return written


def _year_cell(data: PackData, year: int) -> Cell:
    label = format_year(year, data.edition.year_starts)
    return Words(label, SEMIBOLD if year == data.edition.this_year else REGULAR)


def _cell(money: Money, each: Total | None) -> Cell:
    return money.bare(each.amount) if each and each.known else Words("–", REGULAR, GREY)


def _coverage(data: PackData, rows: Sequence[YearTotal]) -> str:
    given = sum(bool(project.money) for project in data.projects)
    lines = [sum(row.totals[basis].known for row in rows) for basis in range(3)]
    of = sum(row.totals[0].of for row in rows)
    return _(
        "{given} of {all} projects report money by year. Of {of} lines, baseline is known for {b}, forecast for {f}, "
        "actual for {a}; the difference is over lines that state both. A dash means not reported."
    ).format(given=given, all=len(data.projects), of=of, b=lines[0], f=lines[1], a=lines[2])
