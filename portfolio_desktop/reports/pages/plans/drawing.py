# SPDX-License-Identifier: Apache-2.0
"""Plans of a pack as the rows of a timeline, drawn in a stretch of a page by the code that draws every other timeline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.schedule import PackSchedule
from portfolio_desktop.reports.gantt.bars import goes_beyond
from portfolio_desktop.reports.gantt.block import PAD, Block
from portfolio_desktop.reports.gantt.chart import Chart, ends
from portfolio_desktop.reports.gantt.columns import chosen
from portfolio_desktop.reports.gantt.key import KEY_HEIGHT, key_marks
from portfolio_desktop.reports.gantt.look import PAPER, Look, Shown
from portfolio_desktop.reports.gantt.scale import DAY, fitted, minutes
from portfolio_desktop.reports.primitives import Mark, unread
from portfolio_desktop.reports.style import LEFT, RIGHT
from portfolio_desktop.reports.text import width
from portfolio_desktop.services.planning.rows import Arrow, Row, Span, Timeline
from portfolio_desktop.services.planning.rows import Mark as Upright

_HIGHEST_ROW = 16.5
_MINUTE = timedelta(minutes=1)
_FAR, _NEAR = 3, 31 * DAY
_SHOWN = Shown(labels=False)


def timeline(
    data: PackData, rows: Sequence[Row], arrows: Sequence[Arrow] = (), promised: date | None = None
) -> Timeline:
    """`rows` with the lines of the day of the data, of the board, and of the day that is promised."""
    schedule = data.schedule or PackSchedule()
    edition = data.edition
    marks = [
        Upright(
            day=edition.as_of,
            label=_("Data as of {day}").format(day=format_date(edition.as_of)),
            kind="today",
        )
    ]
    if edition.meeting and edition.meeting != edition.as_of:
        label = _("Board {day}").format(day=format_date(edition.meeting))
        marks.append(Upright(day=edition.meeting, label=label, kind="board"))
    if promised is not None:
        label = _("Promised {day}").format(day=format_date(promised))
        marks.append(Upright(day=promised + timedelta(days=1), label=label, kind="status"))
    return Timeline(
        rows=tuple(rows),
        arrows=tuple(arrows),
        marks=tuple(marks),
        days_off=frozenset(schedule.days_off),
        weekend=frozenset(schedule.weekend),
        baselines=("",),
    )


def look_for(rows: int, room: float) -> Look:
    """Rows as high as `room` points allow, and words with them."""
    row = min((room - PAPER.head_height - KEY_HEIGHT) / max(rows, 1), _HIGHEST_ROW)
    return replace(PAPER, row=row, text_size=min(PAPER.text_size + 0.5, row * 0.7))


def rows_in(room: float, row: float) -> int:
    """How many rows of the height `row` stand in `room` points, under the scale and above the key."""
    return int((room - PAPER.head_height - KEY_HEIGHT) / row)


def drawn(
    plan: Timeline,
    columns: Sequence[str],
    top: float,
    room: float,
    signs: Sequence[str],
    folded: frozenset[str] = frozenset(),
    seen: tuple[timedelta, timedelta] | None = None,
) -> list[Mark]:
    """The timeline across the page from `top`, with its key, no higher than `room`.

    `seen` is how far before and after its first line it goes at most; without, everything is seen.
    """
    chart = Chart(plan, folded)
    look = look_for(len(chart), room)
    block = Block(chart, chosen(columns), LEFT, top, RIGHT, look, _SHOWN, width)
    first, last = extent(plan)
    if seen is not None:
        middle = minutes(plan.marks[0].day)
        near = max(first, middle - seen[0] / _MINUTE), min(last, middle + seen[1] / _MINUTE)
        first, last = near if near[0] < near[1] else (first, last)
    scale = fitted(first, last, block.bars_from, RIGHT, PAD * 2)
    below = top + block.height(len(chart)) + 5
    if any(goes_beyond(row, span, first, last) for row in plan.rows if (span := ends(row.span))):
        signs = (*signs, "beyond")
    signs_meant = unread(key_marks(LEFT, below, RIGHT, look, width, signs))
    return [*block.marks(0, len(chart), scale), signs_meant]


def extent(plan: Timeline) -> tuple[float, float]:
    """From the first to the last moment of any bar, its baseline and its deadline included.

    The days that are marked are seen too, unless they lie far from all bars.
    """
    moments: list[datetime | None] = []
    for row in plan.rows:
        moments += [row.span.start, row.span.finish, row.stated, row.deadline]
        moments += [end for span in row.baselines for end in (span.start, span.finish)]
    at = [minutes(moment) for moment in moments if moment is not None]
    at = at or [minutes(mark.day) for mark in plan.marks]
    first, last = min(at), max(at)
    far = max((last - first) / _FAR, _NEAR)
    at += [day for mark in plan.marks if first - far <= (day := minutes(mark.day)) <= last + far]
    return min(at), max(*at, min(at) + DAY)


def days(start: date | None, finish: date | None) -> Span:
    """The span of two days, both included."""
    return Span(
        start=datetime.combine(start, time()) if start else None,
        finish=datetime.combine(finish, time(23, 59)) if finish else None,
    )


def point(day: date | None) -> Span:
    """A point in time: the end of the day."""
    return Span(start=days(None, day).finish, finish=days(None, day).finish)
