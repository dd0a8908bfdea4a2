# SPDX-License-Identifier: Apache-2.0
"""Risks of the portfolio and its programmes against the projects whose risks feed them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.movement import Movement
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.risk.places import SIGNS, cell_of, score, threats, worst
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, LATE, LEFT, REGULAR, SEMIBOLD
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import Cell, Column, Row, Signed, Stacked, Table, Words

_ABOVE = ("programme", "portfolio")
_MOST = 7
"""More projects than these are gathered in a last column."""
_RISK, _SCORE, _PROJECT = 200.0, 92.0, 58.0

_Fed: TypeAlias = Mapping[tuple[str, str], list[PackRisk]]


def flows(data: PackData) -> list[Flow]:
    """As a flow that more can be set below; none where no risk of a project feeds one above it."""
    above = [risk for risk in threats(data) if risk.level in _ABOVE]
    fed = _fed(data, {risk.key for risk in above})
    if not fed:
        return []
    rows = [risk for risk in above if any(key == risk.key for key, _project in fed)]
    heads = _heads(data, fed)
    title = ngettext(
        "{n} risk of the portfolio is fed by risks of {m} projects",
        "{n} risks of the portfolio are fed by risks of {m} projects",
        len(rows),
    ).format(n=len(rows), m=len({project for _key, project in fed}))
    note = _(
        "In each cell the worst risk of the project that feeds the one on the left, with its movement, and how many there are"
    )
    flow = Flow(Sheet(title, note, _("Risks"), "feeding", level=None))
    table = _table(heads)
    flow.table(table, [_row(table, data, risk, heads, fed) for risk in rows])
    return [flow]


def _fed(data: PackData, above: set[str]) -> _Fed:
    """The open risks that feed each risk above, by project."""
    found: dict[tuple[str, str], list[PackRisk]] = defaultdict(list)
    for risk in threats(data):
        if risk.feeds in above:
            found[risk.feeds, risk.project].append(risk)
    return found


def _heads(data: PackData, fed: _Fed) -> list[PackProject]:
    """The projects that feed most, as many as have a column, in the order of the data."""
    weight: dict[str, int] = defaultdict(int)
    for (_key, project), risks in fed.items():
        weight[project] += sum(risk.score or 0 for risk in risks)
    feeding = [project for project in data.projects if project.key in weight]
    most = sorted(feeding, key=lambda project: -weight[project.key])[:_MOST]
    kept = {project.key for project in most}
    return [project for project in feeding if project.key in kept]


def _table(heads: Sequence[PackProject]) -> Table:
    room = PAGE_RIGHT - LEFT - _RISK - _SCORE - _PROJECT
    wide = min(room / max(len(heads), 1), 110.0)
    columns = [Column(_("Risk"), _RISK, lines=3), Column(_("Score"), _SCORE)]
    columns += [Column(project.label, wide) for project in heads]
    return Table((*columns, Column(_("Others"), _PROJECT)), 8.0)


def _row(table: Table, data: PackData, risk: PackRisk, heads: Sequence[PackProject], fed: _Fed) -> Row:
    shown = {project.key for project in heads}
    rest = [
        each
        for (key, project), found in fed.items()
        if key == risk.key and project not in shown
        for each in found
    ]
    level = _("Portfolio") if risk.level == "portfolio" else _("Programme")
    title = Stacked(
        Words(risk.title, SEMIBOLD),
        Words(" · ".join(filter(None, (risk.code, level, risk.owner))), REGULAR, GREY),
        Words(""),
    )
    cells = [_cell(data, fed.get((risk.key, project.key), [])) for project in heads]
    return table.row(title, score(data, risk), *cells, _cell(data, rest))


def _cell(data: PackData, risks: Sequence[PackRisk]) -> Cell:
    """The worst of them, and how it has moved; nothing where the project feeds nothing."""
    if not risks:
        return ""
    number = _("{n} risks").format(n=len(risks)) if len(risks) > 1 else _("1 risk")
    gravest = worst([cell for risk in risks if (cell := cell_of(data, risk))])
    if gravest is None:
        return Words(number, REGULAR, GREY)
    first = next(risk for risk in risks if cell_of(data, risk) == gravest)
    way = _("new") if first.is_new else SIGNS.get(first.movement, "") if first.movement else ""
    colour = LATE if first.movement is Movement.WORSE else GREY
    return Signed(
        gravest.band, Words(f"{gravest.score} {way}".rstrip(), SEMIBOLD), Words(number, REGULAR, colour)
    )
