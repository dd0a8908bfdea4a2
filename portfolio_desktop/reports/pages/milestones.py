# SPDX-License-Identifier: Apache-2.0
"""Milestones by date as a table, and, in packs of earlier versions, on a timeline with a lane for each project.

Those packs are printed as they were: newer ones have their milestones on the timeline of the portfolio, in
`plans.roadmap`. Where a portfolio reported no milestones, the lanes show when each project starts and finishes.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeAlias

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.pack.data import Milestone, PackData, PackProject
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages import spans
from portfolio_desktop.reports.primitives import Line, Mark, Text, figure
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    BOTTOM,
    GREY,
    HAIR,
    INK,
    LATE,
    LEFT,
    NOTE,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    SMALL,
)
from portfolio_desktop.reports.table import RIGHT as TO_THE_RIGHT
from portfolio_desktop.reports.table import Column, Row, Table, Words
from portfolio_desktop.reports.text import wrap
from portfolio_desktop.reports.timeline import Axis, Lane, key, lane, lane_marks
from portfolio_desktop.reports.wording import day, day_cell, slip

Lanes: TypeAlias = list[tuple[PackProject, list[Milestone]]]

_NAME_ROOM = 176.0
_AXIS_DROP = 26.0
_LANE_DROP = _AXIS_DROP + 20
_BACK = timedelta(days=92)
_AHEAD = tuple(timedelta(days=days) for days in (1100, 730, 365, 183, 92))
_MOST = 90
"""A board reads this many milestones at most; where there are more, only the nearer ones are shown."""


def sheets(data: PackData) -> list[Sheet]:
    horizon = _horizon(data)
    lanes = [(project, shown) for project in data.projects if (shown := _shown(project, data, horizon))]
    lanes = _nearest(data, lanes)
    section = _("Milestones")
    if lanes:
        first = Sheet(title(data), _note(data, lanes, horizon), section, "milestones")
        table = Sheet(first.title, _("The same milestones by date"), section, level=None)
        return [*_timeline(data, lanes, first), *_table(data, lanes, table)]
    return spans.sheets(data, section)


def _horizon(data: PackData) -> date:
    """The furthest of a few horizons up to which no more milestones lie than a board reads, else the nearest."""
    horizons = [data.edition.as_of + ahead for ahead in _AHEAD]
    few = (h for h in horizons if sum(len(_shown(project, data, h)) for project in data.projects) <= _MOST)
    return next(few, horizons[-1])


def _shown(project: PackProject, data: PackData, horizon: date) -> list[Milestone]:
    """The milestones from a quarter ago to the horizon; what was reached before is history."""
    first = data.edition.as_of - _BACK
    return [
        each for each in project.milestones if _open(each, first) and (each.expected or horizon) <= horizon
    ]


def _nearest(data: PackData, lanes: Lanes) -> Lanes:
    """All of them; of more than a board reads, those not yet reached whose dates lie nearest to today."""
    if sum(len(shown) for _project, shown in lanes) <= _MOST:
        return lanes

    def away(milestone: Milestone) -> int:
        return abs(((milestone.expected or date.max) - data.edition.as_of).days)

    ahead = sorted(away(each) for _project, shown in lanes for each in shown if not each.reached)
    limit = ahead[min(_MOST, len(ahead)) - 1] if ahead else 0
    left = _MOST
    kept: Lanes = []
    for project, shown in lanes:
        near = [each for each in shown if not each.reached and away(each) <= limit][:left]
        left -= len(near)
        if near:
            kept.append((project, near))
    return kept


def _note(data: PackData, lanes: Lanes, horizon: date) -> str:
    shown = sum(len(each) for _project, each in lanes)
    first = data.edition.as_of - _BACK
    whole = sum(_open(each, first) for project in data.projects for each in project.milestones)
    words = _("From a quarter ago to {date}").format(date=day(horizon))
    if shown == whole:
        return words
    return _("{words}; {n} of {all} milestones, the nearest: the register has them all").format(
        words=words, n=shown, all=f"{whole:,}"
    )


def _open(milestone: Milestone, first: date) -> bool:
    return milestone.expected is not None and (not milestone.reached or milestone.expected >= first)


def any_open(data: PackData) -> bool:
    """Whether any milestone is still waited for on a day that is known."""
    return any(each.expected and not each.reached for project in data.projects for each in project.milestones)


def _unforeseen(data: PackData) -> list[tuple[PackProject, Milestone]]:
    return [(project, each) for project in data.projects for each in project.milestones if each.unforeseen]


def table_sheets(data: PackData, first: Sheet) -> list[Sheet]:
    """The milestones that a board reads, by date, on pages that follow `first`; nothing where there are none."""
    horizon = _horizon(data)
    lanes = [(project, shown) for project in data.projects if (shown := _shown(project, data, horizon))]
    lanes = _nearest(data, lanes)
    if not lanes and not _unforeseen(data):
        return []
    note = _("Milestones by date. {note}").format(note=_note(data, lanes, horizon))
    return _table(data, lanes, Sheet(first.title, note, first.section, level=None))


def title(data: PackData) -> str:
    """How many of the milestones ahead are late, in a sentence, and how many of the others have passed their day."""
    today = data.edition.as_of
    steps = [each for project in data.projects for each in project.milestones]
    ahead = [each for each in steps if each.ahead(today)]
    measured = [(each.expected, each.baseline) for each in ahead if isinstance(each.baseline, date)]
    late = [was for now, was in measured if now and now > was]
    overdue = sum(each.overdue(today) for each in steps)
    if not ahead:
        words = _("No milestone is ahead")
    elif not measured:
        words = _("No milestone ahead has a baseline to measure it against")
    elif len(measured) < len(ahead):
        words = _("{late} of the {all} milestones ahead that have a baseline are later than it says")
    elif late:
        words = _("{late} of {all} milestones ahead are later than their baseline")
    else:
        words = _("All {all} milestones ahead are on or before their baseline")
    words = words.format(late=len(late) or _("None"), all=len(measured))
    behind = ngettext("{n} is overdue", "{n} are overdue", overdue).format(n=overdue)
    unknown = len(_unforeseen(data))
    blank = ngettext("{n} has no known forecast", "{n} have no known forecast", unknown).format(n=unknown)
    return "; ".join((words, *([behind] if overdue else ()), *([blank] if unknown else ())))


def _timeline(data: PackData, lanes: Lanes, first: Sheet) -> list[Sheet]:
    axis = _axis(data, [each for _project, shown in lanes for each in shown])
    found = [first]
    y = first.top + _LANE_DROP
    for project, shown in lanes:
        placed = lane(shown, axis)
        if y + placed.height > BOTTOM:
            _close(found[-1], axis, y, data)
            found.append(Sheet(first.title, _("continued"), first.section, level=None))
            y = first.top + _LANE_DROP
        found[-1].marks += _lane(project, placed, axis, y, data)
        y += max(placed.height, 18)
    _close(found[-1], axis, y, data)
    return found


def _axis(data: PackData, shown: Sequence[Milestone]) -> Axis:
    """From the month a quarter ago to the last date, and as much again as its label may need."""
    days = [each.expected for each in shown if each.expected]
    first = data.edition.as_of - _BACK
    last = max(*days, data.edition.as_of + _BACK)
    return Axis(first.replace(day=1), last + (last - first) * 0.1, LEFT + _NAME_ROOM, RIGHT)


def _close(sheet: Sheet, axis: Axis, foot: float, data: PackData) -> None:
    """The axis lies under everything, as deep as the lanes on this sheet."""
    below = axis.marks(sheet.top + _AXIS_DROP, foot, data.edition.as_of, data.edition.meeting)
    said = _("A timeline of milestones; the table after it has them by date.")
    sheet.marks = [figure(said, [*below, *key(LEFT, sheet.top), *sheet.marks])]


def _lane(project: PackProject, placed: Lane, axis: Axis, y: float, data: PackData) -> list[Mark]:
    room = _NAME_ROOM - 10
    lines = wrap(project.label, SEMIBOLD, NOTE, room, max(1, min(2, int(placed.height // 11))))
    marks: list[Mark] = []
    for place, line in enumerate(lines):
        marks.append(Text(LEFT, y + 11 + place * 10, line, SEMIBOLD, NOTE, INK))
    if placed.left_out:
        words = _("+ {n} in the table").format(n=placed.left_out)
        marks.append(Text(LEFT, y + placed.height - 4, words, REGULAR, SMALL, GREY))
    marks += lane_marks(placed, axis, y, data.edition.as_of)
    foot = y + max(placed.height, 18)
    return [*marks, Line(LEFT, foot, RIGHT, foot, HAIR, 0.5)]


def _table(data: PackData, lanes: Lanes, sheet: Sheet) -> list[Sheet]:
    flow = Flow(sheet)
    table = Table(
        (
            Column(_("Expected"), 70, lines=1),
            Column(_("Milestone"), 266),
            Column(_("Project"), 210),
            Column(_("Baseline"), 66, TO_THE_RIGHT),
            Column(_("Slip"), 66, TO_THE_RIGHT),
            Column(_("State"), 84, TO_THE_RIGHT),
        ),
        8.5,
    )
    listed = [(project, each) for project, shown in lanes for each in shown]
    listed.sort(key=lambda item: item[1].expected or date.max)
    listed += _unforeseen(data)[: max(_MOST - len(listed), 0)]
    flow.table(table, [_row(table, project, each, data.edition.as_of) for project, each in listed])
    return flow.sheets


def _row(table: Table, project: PackProject, milestone: Milestone, today: date) -> Row:
    now = milestone.expected
    state = Words(_("To come"), REGULAR, GREY)
    if milestone.reached:
        state = Words(_("Reached"))
    elif milestone.overdue(today):
        state = Words(_("Overdue"), SEMIBOLD, LATE)
    elif not milestone.ahead(today):
        state = Words(_("Forecast not known"), REGULAR, GREY)
    elif milestone.warning:
        state = Words(milestone.warning, SEMIBOLD)
    return table.row(
        day_cell(now or milestone.forecast),
        milestone.name,
        project.label,
        day_cell(milestone.baseline),
        slip(*milestone.slip),
        state,
    )
