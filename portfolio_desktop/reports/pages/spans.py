# SPDX-License-Identifier: Apache-2.0
"""A bar from start to finish for each project, where a portfolio reports no milestones."""

from collections.abc import Sequence
from datetime import date, timedelta

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Text, figure
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT,
    ACCENT_PALE,
    BOTTOM,
    HAIR,
    INK,
    LATE,
    LEFT,
    NOTE,
    REGULAR,
    RIGHT,
    SMALL,
)
from portfolio_desktop.reports.text import shorten
from portfolio_desktop.reports.timeline import Axis, on_white
from portfolio_desktop.reports.wording import projects

_NAME_ROOM = 176.0
_AXIS_DROP = 10.0
_TOP_DROP = _AXIS_DROP + 20
_STEP = 13.0


def sheets(data: PackData, section: str) -> list[Sheet]:
    """Nothing where no project has a finish date."""
    chosen = [project for project in data.projects if _span(project)]
    return _spans(data, chosen, Sheet(_finish_title(data), "", section, "milestones")) if chosen else []


def _span(project: PackProject) -> tuple[date, date] | None:
    start, finish = expected(project.start), expected(project.finish)
    if not isinstance(finish, date):
        return None
    return (start if isinstance(start, date) and start <= finish else finish, finish)


def _end(project: PackProject) -> date:
    found = _span(project)
    return found[1] if found else date.max


def _finish_title(data: PackData) -> str:
    limit = data.edition.as_of + timedelta(days=365)
    days = [finish for project in data.projects if isinstance(finish := expected(project.finish), date)]
    soon = sum(data.edition.as_of <= finish <= limit for finish in days)
    late = sum(finish < data.edition.as_of for finish in days)
    words = _("{soon} of {projects} are due to finish within a year").format(
        soon=soon, projects=projects(len(data.projects))
    )
    behind = ngettext("{n} is past its finish date", "{n} are past their finish date", late).format(n=late)
    return f"{words}; {behind}" if late else words


def _spans(data: PackData, chosen: Sequence[PackProject], first: Sheet) -> list[Sheet]:
    """A bar from start to finish: a page of those past their finish, and a page of those that finish next.

    Where few finish next, one page holds both.
    """
    rows = int((BOTTOM - first.top - _TOP_DROP) // _STEP)
    ordered = sorted(chosen, key=lambda project: (_end(project), project.code))
    late = [project for project in ordered if _end(project) < data.edition.as_of]
    ahead = ordered[len(late) :][: 2 * rows - min(len(late), rows)]
    behind = rows if len(ahead) >= rows // 2 else rows - len(ahead)
    ranked = [*late[:behind], *ahead]
    note = _("No milestones are reported; shown are start and finish of each project")
    if len(ranked) < len(chosen):
        note = _(
            "No milestones are reported; shown are {n} of {all} projects with a finish date, the first to finish"
        )
    first.note = note.format(n=len(ranked), all=f"{len(chosen):,}")
    ends = [end for project in ranked for end in (_span(project) or ())]
    latest = min(max(ends), data.edition.as_of + timedelta(days=15 * 365))
    earliest = max(min(ends), data.edition.as_of - timedelta(days=10 * 365))
    axis = Axis(earliest.replace(day=1), latest + timedelta(days=31), LEFT + _NAME_ROOM + 40, RIGHT - 56)
    found = [first]
    for start in range(0, len(ranked), rows):
        if start:
            found.append(Sheet(first.title, _("continued"), first.section, level=None))
        found[-1].marks += _span_marks(ranked[start : start + rows], axis, first.top, data)
    return found


def _span_marks(chosen: Sequence[PackProject], axis: Axis, top: float, data: PackData) -> list[Mark]:
    """Names and bars, over them the axis so that one sees which are past their end, and over that the dates."""
    y = top + _TOP_DROP
    bars: list[Mark] = []
    dates: list[Mark] = []
    for project in chosen:
        bars += _bar(project, axis, y, data.edition.as_of)
        dates += _finish(project, axis, y)
        y += _STEP
    marks = [*bars, *axis.marks(top + _AXIS_DROP, y, data.edition.as_of, data.edition.meeting), *dates]
    return [figure("; ".join(map(_said, chosen)), marks)]


def _said(project: PackProject) -> str:
    first, last = map(format_date, _span(project) or (date.max, date.max))
    return f"{project.label}: {first} – {last}" if first != last else f"{project.label}: {last}"


def _bar(project: PackProject, axis: Axis, y: float, today: date) -> list[Mark]:
    start, finish = _span(project) or (today, today)
    left, right = axis.at(start), axis.at(finish)
    late = finish < today
    return [
        Text(LEFT, y + 9, shorten(project.label, REGULAR, NOTE, _NAME_ROOM + 30), REGULAR, NOTE, INK),
        Rect(left, y + 3.5, max(right - left, 1.0), 6, LATE if late else ACCENT_PALE),
        Rect(right - 2, y + 2.5, 2, 8, LATE if late else ACCENT),
        Line(LEFT, y + _STEP, RIGHT, y + _STEP, HAIR, 0.4),
    ]


def _finish(project: PackProject, axis: Axis, y: float) -> list[Mark]:
    finish = expected(project.finish)
    if not isinstance(finish, date):
        return []
    return on_white(Text(axis.at(finish) + 5, y + 9, format_date(finish), REGULAR, SMALL, INK))
