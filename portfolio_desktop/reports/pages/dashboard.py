# SPDX-License-Identifier: Apache-2.0
"""A row for each project: where it stands, what it costs, when it ends, and how each of these moved."""

from itertools import groupby

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack import PackData, PackProject
from portfolio_desktop.domain.pack_changes import expected
from portfolio_desktop.domain.pack_figures import earlier, has_history
from portfolio_desktop.reports.badge import missing
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.headline import movement
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, REGULAR
from portfolio_desktop.reports.table import CENTRE, RIGHT, Cell, Column, Rated, Row, Table, Words
from portfolio_desktop.reports.wording import Money, day_cell, projects, slip

_SIZE = 8.5
_NAME_ROOM = 204.0


def sheets(data: PackData) -> list[Sheet]:
    number = projects(len(data.projects))
    title = movement(data) if has_history(data) else _("{projects} in the portfolio").format(projects=number)
    money = Money([project.cost for project in data.projects], data.edition.currency)
    note = _("Whole-life cost in {unit}; changes since the pack before; an outlined dash means not reported")
    flow = Flow(Sheet(title, note.format(unit=money.title), _("Dashboard"), "dashboard"))
    table = _table(data, money)
    flow.table(table, _rows(data, table, money))
    return flow.sheets


def _past(data: PackData) -> tuple[str, ...]:
    """The labels of up to three earlier periods."""
    return data.periods[-4:-1]


def _table(data: PackData, money: Money) -> Table:
    past = _past(data)
    name = _NAME_ROOM + (3 - len(past)) * 36
    return Table(
        (
            Column(_("Code"), 44, lines=1),
            Column(_("Project"), name),
            Column(_("Stage"), 90),
            *(Column(label, 36, CENTRE, lines=1) for label in past),
            Column(_("Confidence now"), 102),
            Column(_("Cost {unit}").format(unit=money.title), 60, RIGHT),
            Column(_("Cost change"), 46, RIGHT),
            Column(_("Finish"), 62, RIGHT),
            Column(_("Finish moved"), 46, RIGHT),
        ),
        _SIZE,
    )


def _rows(data: PackData, table: Table, money: Money) -> list[Row]:
    """Under the name of each group where there are groups, in the order of the data."""
    groups = {project.group for project in data.projects}
    if len(groups) < 2:
        return [_row(data, table, money, project) for project in data.projects]
    order = list(dict.fromkeys(project.group for project in data.projects))
    ranked = sorted(data.projects, key=lambda project: order.index(project.group))
    rows: list[Row] = []
    for group, members in groupby(ranked, lambda project: project.group):
        rows.append(table.band(group or _("No programme")))
        rows += [_row(data, table, money, project) for project in members]
    return rows


def _row(data: PackData, table: Table, money: Money, project: PackProject) -> Row:
    target = f"project:{project.key}" if project.key in data.one_pagers else ""
    past = (*[None] * len(data.periods), *project.history)[-len(_past(data)) - 1 : -1] if _past(data) else ()
    stage: Cell = project.stage or Words(missing(None), REGULAR, GREY)
    return table.row(
        Words(project.code, REGULAR, GREY),
        Words(project.label, target=target),
        stage,
        *(Rated(standing) for standing in past),
        Rated(project.rating, earlier(project), worded=True),
        money.cell(project.cost),
        money.change(project.cost, project.cost_before),
        day_cell(expected(project.finish)),
        slip(expected(project.finish), project.finish.before),
    )
