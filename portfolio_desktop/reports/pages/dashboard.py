# SPDX-License-Identifier: Apache-2.0
"""A row for each project: where it stands, what it costs, when it ends, and how each of these moved."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack import PackData, PackProject
from portfolio_desktop.domain.pack_changes import expected
from portfolio_desktop.domain.pack_figures import earlier, has_history
from portfolio_desktop.reports.badge import missing
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.headline import movement, tally
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, LEFT, REGULAR
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import CENTRE, RIGHT, Cell, Column, Rated, Row, Table, Words
from portfolio_desktop.reports.wording import Money, code_column, day_cell, slip

_SIZE = 8.5


def sheets(data: PackData) -> list[Sheet]:
    costs = [cost for project in data.projects for cost in (project.cost, project.cost_before)]
    money = Money(costs, data.edition.currency)
    note = _("Whole-life cost in {unit}; an outlined dash means not reported")
    if data.edition.previous:
        note = _(
            "Whole-life cost in {unit}; changes since the pack before; an outlined dash means not reported"
        )
    title = movement(data) if has_history(data) else tally(data)
    flow = Flow(Sheet(title, note.format(unit=money.title), _("Dashboard"), "dashboard"))
    shown = _columns(data, money)
    table = Table(tuple(column for column, _cell in shown), _SIZE)
    flow.table(table, _rows(data, lambda project: table.row(*(cell(project) for _column, cell in shown))))
    return flow.sheets


def _columns(data: PackData, money: Money) -> list[tuple[Column, Callable[[PackProject], Cell]]]:
    """The columns that this portfolio fills, each with what it says of a project; the name takes the room that is left."""
    cost_moves = any(isinstance(project.cost_before, Decimal) for project in data.projects)
    dates_move = any(isinstance(project.finish.before, date) for project in data.projects)
    unit = money.title
    past = data.periods[-4:-1]
    columns: list[tuple[Column, Callable[[PackProject], Cell]]] = [
        (code_column(p.code for p in data.projects), lambda p: Words(p.code, REGULAR, GREY)),
        (
            Column(_("Project"), 0),
            lambda p: Words(p.label, target=f"project:{p.key}" if p.key in data.one_pagers else ""),
        ),
        (Column(_("Stage"), 90), lambda p: p.stage or Words(missing(None), REGULAR, GREY)),
        *((Column(label, 36, CENTRE, lines=1), _past(len(past) - place)) for place, label in enumerate(past)),
        (Column(_("Confidence now"), 102), lambda p: Rated(p.rating, earlier(p), worded=True)),
        (Column(_("Cost {unit}").format(unit=unit), 60, RIGHT), lambda p: money.cell(p.cost)),
    ]
    if cost_moves:
        columns.append((Column(_("Cost change"), 46, RIGHT), lambda p: money.change(p.cost, p.cost_before)))
    columns.append((Column(_("Finish"), 62, RIGHT), lambda p: day_cell(expected(p.finish))))
    if dates_move:
        columns.append(
            (Column(_("Finish moved"), 46, RIGHT), lambda p: slip(expected(p.finish), p.finish.before))
        )
    room = PAGE_RIGHT - LEFT - sum(column.width for column, _cell in columns)
    columns[1] = (columns[1][0]._replace(width=room), columns[1][1])
    return columns


def _past(back: int) -> Callable[[PackProject], Cell]:
    """The rating `back` periods before this one."""
    return lambda project: Rated(project.history[-1 - back] if len(project.history) > back else None)


def _rows(data: PackData, row: Callable[[PackProject], Row]) -> list[Row]:
    """Under the name of each group where there are groups, in the order of the data."""
    order = list(dict.fromkeys(project.group for project in data.projects))
    if len(order) < 2:
        return [row(project) for project in data.projects]
    rows: list[Row] = []
    for group in order:
        rows.append(Table((Column("", PAGE_RIGHT - LEFT),), _SIZE).band(group or _("No programme")))
        rows += [row(project) for project in data.projects if project.group == group]
    return rows
