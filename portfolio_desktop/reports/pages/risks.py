# SPDX-License-Identifier: Apache-2.0
"""The risks and issues that matter most, beside how all open risks are spread over likelihood and impact."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.domain.risk_matrix import Band, Point, point
from portfolio_desktop.domain.risk_matrix import Cell as MatrixCell
from portfolio_desktop.reports.charts import Bar, bars, heat_map
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT_PALE,
    BODY,
    GREY,
    HEADING,
    INK,
    LATE,
    LEFT,
    REGULAR,
    SEMIBOLD,
)
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import RIGHT, Cell, Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.text import shorten
from portfolio_desktop.reports.wording import count, sentence

MOST = 12
"""How many of each kind are listed; the register has the rest."""
_MAP_SIDE = 150.0
_BESIDE = ((LEFT, PAGE_RIGHT - LEFT - _MAP_SIDE - 40),)
_WHOLE = ((LEFT, PAGE_RIGHT - LEFT),)
_EXPOSED = 8


def sheets(data: PackData) -> list[Sheet]:
    if not data.risks:
        return []
    first = Sheet(_title(data), _note(data), _("Risks and issues"), "risks")
    placed = _placed(data)
    flow = Flow(first, _BESIDE if placed else _WHOLE, later=_WHOLE)
    _list(flow, data, "risk", _("Top risks"), _("No open risk is recorded."))
    _list(flow, data, "issue", _("Top issues"), _("No open issue is recorded."))
    if placed:
        _map(first, data, placed)
        _exposed(first, data)
    return flow.sheets


def _list(flow: Flow, data: PackData, kind: str, heading: str, empty: str) -> None:
    """As wide as the column; on the next page where it would not fit whole into this one, which may be narrower."""
    chosen = ranked(data.risks, kind)
    shown = chosen[:MOST]
    names = {project.key: project.label for project in data.projects}

    def rows(table: Table) -> list[Row]:
        return [_row(table, risk, names, data.edition.as_of) for risk in shown]

    flow.need(60 + sum(row.height for row in rows(_table(flow.width))))
    table = _table(flow.width)
    of = _("{heading}: {n} of {all}").format(heading=heading, n=len(shown), all=len(chosen))
    flow.table(table, rows(table), heading=of if len(chosen) > len(shown) else heading, empty=empty)
    flow.gap(16)


def ranked(risks: Sequence[PackRisk], kind: str) -> list[PackRisk]:
    """Of one kind, the highest score first, those without a score last."""
    return sorted((risk for risk in risks if risk.kind == kind), key=lambda risk: -(risk.score or 0))


def _title(data: PackData) -> str:
    """3 of 40 open risks are Critical and 9 are High; 18 issues are open."""
    threats = [risk for risk in data.risks if risk.kind == "risk"]
    issues = len(data.risks) - len(threats)
    at = _bands(data)
    what = count(len(threats), "open risk", "open risks")
    parts = [sentence(what)]
    if at:
        next_, worst = data.risk_matrix.bands[-2:]
        parts = [
            _("{n} of {risks} are {worst} and {m} are {next}").format(
                n=at[worst] or _("None"),
                risks=what,
                worst=_(worst.label),
                m=at[next_] or _("none"),
                next=_(next_.label),
            )
        ]
    elif threats:
        parts = [_("{risks}, none of them scored").format(risks=sentence(what))]
    if issues:
        parts.append(ngettext("{n} issue is open", "{n} issues are open", issues).format(n=issues))
    return "; ".join(parts)


def _note(data: PackData) -> str:
    scored = [risk for risk in data.risks if risk.score is not None and risk.score_before is not None]
    risen = sum((risk.score or 0) > (risk.score_before or 0) for risk in scored)
    fresh = sum(risk.is_new for risk in data.risks)
    said = [_("Highest score first")]
    if risen:
        said.append(_("{n} scores have risen since the pack before").format(n=risen))
    if fresh:
        said.append(_("{n} are new").format(n=fresh))
    return " · ".join(said)


def _placed(data: PackData) -> Counter[Point]:
    """How many open risks stand in each cell of the matrix."""
    return Counter(cell.point for _risk, cell in _cells(data))


def _bands(data: PackData) -> Counter[Band]:
    """How many open risks are in each band."""
    return Counter(cell.band for _risk, cell in _cells(data))


def _cells(data: PackData) -> list[tuple[PackRisk, MatrixCell]]:
    """The open risks that have a place in the matrix, and where."""
    matrix = data.risk_matrix
    threats = [risk for risk in data.risks if risk.kind == "risk"]
    placed = ((risk, matrix.cell(point(risk.likelihood, risk.impact))) for risk in threats)
    return [(risk, cell) for risk, cell in placed if cell]


def _map(sheet: Sheet, data: PackData, placed: Counter[Point]) -> None:
    x = PAGE_RIGHT - _MAP_SIDE
    heading = _("All open risks ({n} placed)").format(n=sum(placed.values()))
    sheet.marks.append(Text(x, sheet.top + 10, heading, SEMIBOLD, HEADING, INK))
    sheet.marks += heat_map(
        data.risk_matrix, placed, x, sheet.top + 36, _MAP_SIDE, (_("Likelihood ↑"), _("Impact →"))
    )


def _exposed(sheet: Sheet, data: PackData) -> None:
    """Below the map: which projects carry most of the risks in the two highest bands."""
    names = {project.key: project.label for project in data.projects}
    next_, worst = data.risk_matrix.bands[-2:]
    carried = Counter(
        names.get(risk.project, _("Portfolio")) for risk, cell in _cells(data) if cell.band in (worst, next_)
    )
    x, y = PAGE_RIGHT - _MAP_SIDE, sheet.top + 36 + _MAP_SIDE + 44
    if not carried:
        return
    words = _("{worst} and {next} risks by project").format(worst=_(worst.label), next=_(next_.label))
    sheet.marks.append(Text(x, y, shorten(words, SEMIBOLD, BODY, _MAP_SIDE), SEMIBOLD, BODY, INK))
    items = [Bar(name, Decimal(n), str(n), ACCENT_PALE) for name, n in carried.most_common(_EXPOSED)]
    sheet.marks += bars(items, x, y + 6, _MAP_SIDE, 96)


def _table(room: float) -> Table:
    """Of `room` points: what is not fixed is shared among the texts."""
    left = room - 46 - 50 - 56
    columns = (
        Column(_("Score"), 46, RIGHT),
        Column(_("Code"), 50),
        Column(_("Risk or issue"), left * 0.3),
        Column(_("Project"), left * 0.22),
        Column(_("Owner"), left * 0.15),
        Column(_("Response"), left * 0.33),
        Column(_("Due"), 56, RIGHT, lines=1),
    )
    return Table(columns, 8.5)


def _row(table: Table, risk: PackRisk, names: dict[str, str], today: date) -> Row:
    overdue = risk.due is not None and risk.due < today
    due: Cell = format_date(risk.due) if risk.due else "–"
    if overdue:
        due = Stacked(Words(str(due), REGULAR, LATE), Words(_("overdue"), REGULAR, LATE), Words(""))
    return table.row(
        score(risk),
        Words(risk.code, REGULAR, GREY),
        risk.title,
        names.get(risk.project) or _("Portfolio"),
        risk.owner or Words(_("No owner"), REGULAR, LATE),
        risk.response,
        due,
    )


def score(risk: PackRisk) -> Words:
    """The score and how it moved: 20 ▲ has risen; the band's word where there is no score."""
    if risk.score is None:
        return Words(risk.band or "–", REGULAR, INK)
    if risk.is_new:
        return Words(_("{score} new").format(score=risk.score), SEMIBOLD)
    if risk.score_before is None or risk.score_before == risk.score:
        return Words(str(risk.score), SEMIBOLD)
    risen = risk.score > risk.score_before
    return Words(f"{'▲' if risen else '▼'} {risk.score}", SEMIBOLD, LATE if risen else INK)
