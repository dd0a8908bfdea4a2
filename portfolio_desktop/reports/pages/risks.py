# SPDX-License-Identifier: Apache-2.0
"""The risks and issues that matter most, beside how all open risks are spread over likelihood and impact."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.pack import PackData, PackRisk
from portfolio_desktop.reports.charts import heat_map
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, HEADING, INK, LATE, NOTE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import RIGHT, Cell, Column, Row, Table, Words
from portfolio_desktop.reports.wording import count, joined, sentence

MOST = 12
"""How many of each kind are listed; the register has the rest."""
_MAP_SIDE = 150.0


def sheets(data: PackData) -> list[Sheet]:
    flow = Flow(
        Sheet(_title(data), _("Open risks and issues, highest score first"), _("Risks and issues"), "risks")
    )
    _map(flow.sheets[0], data)
    _list(flow, data, "risk", _("Top risks"), _("No open risk is recorded."))
    _list(flow, data, "issue", _("Top issues"), _("No open issue is recorded."))
    return flow.sheets


def _list(flow: Flow, data: PackData, kind: str, heading: str, empty: str) -> None:
    chosen = ranked(data.risks, kind)
    shown = chosen[:MOST]
    names = {project.key: project.label for project in data.projects}
    of = _("{heading}: {n} of {all}").format(heading=heading, n=len(shown), all=len(chosen))
    rows = [_row(risk, names, data.edition.as_of) for risk in shown]
    flow.table(_TABLE, rows, heading=of if len(chosen) > len(shown) else heading, empty=empty)
    flow.gap(16)


def ranked(risks: Sequence[PackRisk], kind: str) -> list[PackRisk]:
    """Of one kind, the highest score first, those without a score last."""
    return sorted((risk for risk in risks if risk.kind == kind), key=lambda risk: -(risk.score or 0))


def _title(data: PackData) -> str:
    scored = [risk for risk in data.risks if risk.score is not None]
    if not data.risks:
        return _("No risk or issue is open")
    if not scored:
        return _("{risks} open, none of them scored").format(
            risks=sentence(count(len(data.risks), "risk or issue", "risks and issues"))
        )
    risen = sum(risk.score_before is not None and (risk.score or 0) > risk.score_before for risk in scored)
    fresh = sum(risk.is_new for risk in data.risks)
    high = sum((risk.score or 0) >= 15 for risk in scored)
    parts = [
        _("{n} of {all} score 15 or more").format(
            n=high or _("None"), all=count(len(data.risks), "open risk or issue", "open risks and issues")
        )
    ]
    if risen:
        parts.append(_("{n} have risen").format(n=risen))
    if fresh:
        parts.append(_("{n} are new").format(n=fresh))
    return joined(parts)


def _map(sheet: Sheet, data: PackData) -> None:
    placed = Counter(
        (risk.likelihood, risk.impact)
        for risk in data.risks
        if risk.kind == "risk" and risk.likelihood and risk.impact
    )
    x = PAGE_RIGHT - _MAP_SIDE
    sheet.marks.append(Text(x, sheet.top + 10, _("All open risks"), SEMIBOLD, HEADING, INK))
    known = {
        place: number for place, number in placed.items() if place[0] is not None and place[1] is not None
    }
    if not known:
        sheet.marks.append(Text(x, sheet.top + 26, _("None has likelihood and impact."), REGULAR, NOTE, GREY))
        return
    cells = {(int(place[0] or 0), int(place[1] or 0)): number for place, number in known.items()}
    sheet.marks += heat_map(cells, x, sheet.top + 36, _MAP_SIDE, (_("Likelihood ↑"), _("Impact →")))


_TABLE = Table(
    (
        Column(N_("Score"), 46, RIGHT),
        Column(N_("Code"), 50),
        Column(N_("Risk or issue"), 124),
        Column(N_("Project"), 96),
        Column(N_("Owner"), 70),
        Column(N_("Response"), 134),
        Column(N_("Due"), 52, RIGHT, lines=1),
    ),
    8.5,
)


def _row(risk: PackRisk, names: dict[str, str], today: date) -> Row:
    overdue = risk.due is not None and risk.due < today
    due: Cell = Words(format_date(risk.due), REGULAR, LATE if overdue else INK) if risk.due else "–"
    return _TABLE.row(
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
