# SPDX-License-Identifier: Apache-2.0
"""Declared ratings that the evidence does not support, with the reasons: questions to ask, never a verdict."""

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.governance import Questioned
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import Column, Rated, Row, Stacked, Table, Words

_SIZE = 8.5
_MOST = 40


def sheets(data: PackData) -> list[Sheet]:
    kept = data.governance
    if kept is None or not kept.questioned:
        return []
    kinder = sum(each.kinder for each in kept.questioned)
    title = ngettext("{n} rating to challenge", "{n} ratings to challenge", len(kept.questioned)).format(
        n=len(kept.questioned)
    )
    if kinder:
        title = _("{ratings}: {n} declared better than the evidence suggests").format(ratings=title, n=kinder)
    note = _("What the records suggest is no rating: whoever declared it may know what no record says")
    flow = Flow(Sheet(title, note, _("Ratings to challenge"), "questions"))
    table = Table(
        (
            Column(_("Project"), 226),
            Column(_("Declared"), 112),
            Column(_("Evidence suggests"), 112),
            Column(_("Why"), 312, lines=14),
        ),
        _SIZE,
    )
    by_key = {project.key: project for project in data.projects}
    shown = [each for each in kept.questioned if each.project in by_key]
    rows = [_row(table, each, by_key[each.project]) for each in shown[:_MOST]]
    heading = _("{n} of {all}").format(n=_MOST, all=len(shown)) if len(shown) > _MOST else ""
    flow.table(table, rows, heading=heading)
    return flow.sheets


def _row(table: Table, each: Questioned, project: PackProject) -> Row:
    whose = " · ".join(filter(None, (project.code, project.sponsor)))
    return table.row(
        Stacked(Words(project.label, SEMIBOLD), Words(whose, REGULAR, GREY), Words("")),
        Rated(each.declared, worded=True),
        Rated(each.suggested, worded=True),
        " ".join(each.reasons) or _("Nothing that the records hold is late, dearer or overdue."),
    )
