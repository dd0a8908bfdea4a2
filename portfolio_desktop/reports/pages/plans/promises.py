# SPDX-License-Identifier: Apache-2.0
"""What one project gives another and gives too late, or on another day than was promised: the worst first."""

from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.schedule import HandedOver
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, INK, LATE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import RIGHT as TO_THE_RIGHT
from portfolio_desktop.reports.table import Cell, Column, Row, Table, Words


def sheets(data: PackData) -> list[Sheet]:
    """Nothing where every hand-over comes in time and on the day that was promised."""
    schedule = data.schedule
    if schedule is None or not schedule.hand_overs:
        return []
    given = sorted(schedule.hand_overs, key=lambda each: (each.spare is None, each.spare or 0, each.title))
    note = _(
        "Days are by the calendar, from the giver's plan, or else the promise, to the last day that does no harm"
    )
    flow = Flow(Sheet(_title(given, schedule.open), note, _("Schedule"), "promises", level=1, lines=2))
    table = Table(
        (
            Column(_("Code"), 44, lines=1),
            Column(_("What"), 170, lines=2),
            Column(_("From"), 118, lines=2),
            Column(_("To"), 118, lines=2),
            Column(_("Promised"), 60, TO_THE_RIGHT),
            Column(_("Plan says"), 60, TO_THE_RIGHT),
            Column(_("Needed by"), 60, TO_THE_RIGHT),
            Column(_("Days"), 42, TO_THE_RIGHT),
            Column(_("State"), 90),
        ),
        8.5,
    )
    flow.table(table, [_row(table, each) for each in given])
    return flow.sheets


def _title(given: list[HandedOver], open_: int) -> str:
    late = sum(each.late for each in given)
    outdated = sum(each.outdated for each in given)
    parts = []
    if late:
        parts.append(ngettext("{n} comes too late", "{n} come too late", late).format(n=late))
    if outdated:
        text = ngettext("the date of {n} is outdated", "the dates of {n} are outdated", outdated)
        parts.append(text.format(n=outdated))
    of = ngettext("Of {n} hand-over to come, {what}", "Of {n} hand-overs to come, {what}", open_)
    return of.format(n=open_, what=_("; ").join(parts))


def _row(table: Table, each: HandedOver) -> Row:
    needed = each.latest or each.needed
    return table.row(
        each.code,
        Words(each.title, SEMIBOLD),
        each.giver,
        each.receiver,
        _day(each.promised),
        _day(each.planned),
        _day(needed),
        _spare(each),
        _state(each),
    )


def _day(day: date | None) -> Cell:
    return format_date(day) if day else Words("–", REGULAR, GREY)


def _spare(each: HandedOver) -> Cell:
    if each.spare is None:
        return Words("–", REGULAR, GREY)
    said = f"{each.spare:+d}".replace("-", "\N{MINUS SIGN}") if each.spare else "0"
    return Words(said, SEMIBOLD if each.late else REGULAR, LATE if each.late else INK)


def _state(each: HandedOver) -> Cell:
    if each.late:
        return Words(_("Too late, and outdated") if each.outdated else _("Too late"), SEMIBOLD, LATE)
    if each.planned and each.promised and each.planned < each.promised:
        return Words(_("Outdated: earlier"), REGULAR, INK)
    return Words(_("Outdated"), REGULAR, LATE)
