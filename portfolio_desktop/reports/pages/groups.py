# SPDX-License-Identifier: Apache-2.0
"""A row for each programme, organisation or category: how it stands, what it costs, what finishes soon."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import PackData, PackProject, Total, total
from portfolio_desktop.domain.pack.figures import confidence, grouping, worst
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import LEFT, SEMIBOLD
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import RIGHT, Cell, Column, Row, Spread, Table, Words
from portfolio_desktop.reports.wording import Money, known, measure_of, sentence

_YEAR = timedelta(days=365)


def sheets(data: PackData, first: Sheet) -> list[Sheet]:
    """On `first` and what follows it; none where nothing groups the projects."""
    found = grouping(data)
    if found is None:
        return []
    sums = [_cost(inside).amount for inside in found.groups.values()]
    money = Money(sums, data.edition.currency, measure_of(data))
    rated = worst(data) is not None
    figures = (
        Column(_("Projects"), 52, RIGHT),
        *([Column(_("Delivery confidence"), 230)] if rated else ()),
        Column(_("Whole-life cost {unit}").format(unit=money.title), 90, RIGHT),
        Column(_("of which"), 96),
        Column(_("Finish within a year"), 60, RIGHT),
        Column(_("Past their finish"), 60, RIGHT),
    )
    room = PAGE_RIGHT - LEFT - sum(column.width for column in figures)
    table = Table((Column(sentence(_(found.label)), room), *figures), 8.5)
    ranked = sorted(found.groups.items(), key=lambda item: -len(item[1]))
    rows = [_row(table, data, Words(name or _(found.nothing)), inside, money) for name, inside in ranked]
    rows.append(_row(table, data, Words(_("All"), SEMIBOLD), data.projects, money))
    flow = Flow(first)
    flow.table(table, rows)
    return flow.sheets


def _row(table: Table, data: PackData, name: Words, inside: Sequence[PackProject], money: Money) -> Row:
    seen = Counter(p.rating if isinstance(p.rating, Rating) else None for p in inside)
    order = [each.rating for each in confidence(data)]
    spread = Spread(tuple((rating, seen[rating]) for rating in order if seen[rating]))
    cost = _cost(inside)
    amount: Cell = money.bare(cost.amount) if cost.known else "–"
    soon, late = _ends(data, inside)
    rated = [spread] if worst(data) else []
    return table.row(name, f"{len(inside):,}", *rated, amount, known(cost), f"{soon:,}", f"{late:,}")


def _cost(inside: Sequence[PackProject]) -> Total:
    return total(project.cost for project in inside)


def _ends(data: PackData, inside: Sequence[PackProject]) -> tuple[int, int]:
    """How many finish within a year, and how many should have finished."""
    today = data.edition.as_of
    days = [end for project in inside if isinstance(end := expected(project.finish), date)]
    return sum(today <= end <= today + _YEAR for end in days), sum(end < today for end in days)
