# SPDX-License-Identifier: Apache-2.0
"""What the data lack: how many projects report each value, and what each project has still to say."""

from collections import Counter
from collections.abc import Sequence

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack import PackData, PackProject
from portfolio_desktop.domain.pack_figures import Check, checks
from portfolio_desktop.reports.badge import missing
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Mark, Rect, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import ACCENT, BODY, GREY, HAIR, INK, LATE, NOTE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import RIGHT, Column, Row, Table, Words
from portfolio_desktop.reports.text import shorten
from portfolio_desktop.reports.wording import projects

STALE_DAYS = 92
"""A report older than a quarter is called stale."""


def sheets(data: PackData) -> list[Sheet]:
    found = checks(data)
    note = _(
        "A value counts as known when the project reports it; what was said instead is kept and counted by reason"
    )
    flow = Flow(Sheet(_title(data, found), note, _("Data quality"), "quality"))
    for check in found:
        flow.put(_bar(check, len(data.projects), flow.x, flow.y), 15)
    flow.gap(14)
    _by_project(flow, data, found)
    return flow.sheets


def _title(data: PackData, found: Sequence[Check]) -> str:
    gaps = [check for check in found if check.gaps]
    if not gaps:
        return _("Nothing is missing: all {projects} report every value").format(
            projects=projects(len(data.projects))
        )
    worst = max(gaps, key=lambda check: len(check.gaps))
    return _("{n} of {projects} do not report {what}, the largest gap").format(
        n=len(worst.gaps), projects=projects(len(data.projects)), what=_(worst.label).lower()
    )


def _bar(check: Check, whole: int, x: float, y: float) -> list[Mark]:
    """Known as the dark part of a pale whole, the number, and the reasons given for the rest."""
    start, reach = x + 150, 220.0
    known = whole - len(check.gaps)
    reasons = Counter(missing(gap) for gap in check.gaps.values())
    words = ", ".join(f"{reason.lower()} {n}" for reason, n in reasons.most_common())
    return [
        Text(x, y + 9.5, _(check.label), REGULAR, BODY, INK),
        Rect(start, y + 2, reach, 9, HAIR),
        Rect(start, y + 2, max(reach * known / whole, 0.1), 9, ACCENT),
        Text(
            start + reach + 10,
            y + 9.5,
            _("{known} of {of}").format(known=known, of=whole),
            SEMIBOLD,
            BODY,
            INK,
        ),
        Text(start + reach + 86, y + 9.5, shorten(words, REGULAR, NOTE, 300), REGULAR, NOTE, GREY),
    ]


def _by_project(flow: Flow, data: PackData, found: Sequence[Check]) -> None:
    table = Table(
        (
            Column(_("Code"), 50, lines=1),
            Column(_("Project"), 262),
            Column(_("Missing"), 44, RIGHT),
            Column(_("What is missing, and what was said instead"), 316, lines=4),
            Column(_("Last report"), 90, RIGHT),
        ),
        8.5,
    )
    gaps = [(project, [check for check in found if project.key in check.gaps]) for project in data.projects]
    ranked = sorted(gaps, key=lambda item: -len(item[1]))
    rows = [
        _row(table, data, project, lacking) for project, lacking in ranked if lacking or _stale(data, project)
    ]
    flow.table(
        table, rows, heading=_("By project, most gaps first"), empty=_("Every project reports every value.")
    )


def _stale(data: PackData, project: PackProject) -> bool:
    return project.updated is None or (data.edition.as_of - project.updated).days > STALE_DAYS


def _row(table: Table, data: PackData, project: PackProject, lacking: Sequence[Check]) -> Row:
    said = []
    for check in lacking:
        gap = check.gaps[project.key]
        said.append(f"{_(check.label)} ({gap.text})" if gap and gap.text else _(check.label))
    updated = format_date(project.updated) if project.updated else missing(None)
    stale = Words(updated, REGULAR, LATE if project.updated and _stale(data, project) else GREY)
    return table.row(
        Words(project.code, REGULAR, GREY), project.label, str(len(lacking)), ", ".join(said), stale
    )
