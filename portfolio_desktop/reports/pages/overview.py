# SPDX-License-Identifier: Apache-2.0
"""The portfolio on one page: confidence, money, what worries most and what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import NN_, _
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.evidence import known
from portfolio_desktop.domain.pack.figures import coming, concerns, has_history, past_finish, worst
from portfolio_desktop.domain.pack.words import reasons
from portfolio_desktop.reports.badge import badge, label
from portfolio_desktop.reports.flow import Flow, even
from portfolio_desktop.reports.pages import columns, judgement
from portfolio_desktop.reports.pages.headline import first_steps, movement, standing
from portfolio_desktop.reports.primitives import Line, Link, Mark, Role, Tagged, Text, figure, paragraph
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    BODY,
    GREY,
    HAIR,
    INK,
    LATE,
    NOTE,
    REGULAR,
    SEMIBOLD,
)
from portfolio_desktop.reports.text import shorten, wrap
from portfolio_desktop.reports.wording import count

_CONCERNS = 5
_ENOUGH = 3
"""So many concerns are told before any of them is told at length."""
_LINES = (10, 6, 4, 3)
"""The most lines of a reason: whole where that leaves room for enough concerns, else the first that does."""
_PAST = 3
_ROOM_FOR_NEXT = 120.0


def sheets(data: PackData) -> list[Sheet]:
    sheet = Sheet(standing(data), _note(data), _("Portfolio on a page"), "overview")
    if not data.projects:
        flow = Flow(sheet)
        for step, words in enumerate(first_steps(), 1):
            flow.prose(f"{step}  {words}", size=13)
            flow.gap(8)
        return flow.sheets
    before = judgement.sheets(data)
    top = sheet.top + (0.0 if before else judgement.lines_on(sheet, data.judgement))
    flow = Flow(sheet, even(3), top=top)
    columns.confidence(flow, data)
    columns.groups(flow, data)
    flow.move_on()
    columns.cost(flow, data)
    columns.this_year(flow, data)
    columns.largest(flow, data)
    flow.move_on()
    _concerns(flow, data)
    _past(flow, data)
    _next(flow, data)
    return [*before, *flow.sheets[:1]]


def _note(data: PackData) -> str:
    return movement(data) if has_history(data) else ""


def _concerns(flow: Flow, data: PackData) -> None:
    """As many as leave room for a few of the dates below them."""
    flow.heading(_("Biggest concerns"))
    worrying = concerns(data)
    if worst(data) is None:
        flow.prose(_("No project is rated, so none can be told from the others."), colour=GREY)
    elif not worrying:
        flow.prose(_("No project is red or amber/red, and none has fallen since last period."), colour=GREY)
    told = _told(flow, data, worrying[:_CONCERNS])
    for project, said in told:
        linked = project.key in data.one_pagers
        marks, height = _concern(project, said, flow.x, flow.y, flow.width, linked=linked)
        flow.put(marks, height)
    shown = len(told)
    if len(worrying) > shown:
        more = _("and {projects} more, see the dashboard").format(
            projects=count(len(worrying) - shown, *NN_("project", "projects"))
        )
        flow.put([Text(flow.x, flow.y + 9, more, REGULAR, NOTE, GREY)], 14)
    flow.gap(10)


def _told(
    flow: Flow, data: PackData, worrying: Sequence[PackProject]
) -> Sequence[tuple[PackProject, Sequence[str]]]:
    """As many as there is room for, each with the lines of its reason."""
    why = reasons(data)
    found: list[tuple[PackProject, Sequence[str]]] = []
    for most in _LINES:
        found, room = [], flow.room - _ROOM_FOR_NEXT
        for project in worrying:
            linked = project.key in data.one_pagers
            said = _reason(_why(data, project, why[project.key]), flow.width - 30, most, linked=linked)
            room -= _concern(project, said, flow.x, flow.y, flow.width, linked=linked)[1]
            if room < 0:
                break
            found.append((project, said))
        if len(found) >= min(_ENOUGH, len(worrying)):
            break
    return found


def _reason(text: str, room: float, most: int, *, linked: bool) -> list[str]:
    """The reason in lines; of one that is too long the beginning, and where it goes on."""
    lines = wrap(text, REGULAR, NOTE, room)
    if len(lines) <= most:
        return lines
    on = _("It goes on in the project report.") if linked else _("It goes on in the register of projects.")
    return [*wrap(text, REGULAR, NOTE, room, most - 1), *wrap(on, REGULAR, NOTE, room, 1)]


def _why(data: PackData, project: PackProject, told: str) -> str:
    """What the project reports; where it reports nothing, what its figures say, and that it gives no reason."""
    return told or " ".join(known(data, project)) or _("No reason is reported.")


def _concern(
    project: PackProject, said: Sequence[str], x: float, y: float, room: float, *, linked: bool
) -> tuple[list[Mark], float]:
    lines = wrap(project.label, SEMIBOLD, BODY, room - 30, 2)
    marks: list[Mark] = [figure(label(project.rating), badge(project.rating, x + 11, y + 8, 14))]
    start = y
    for line in lines:
        marks.append(Text(x + 28, y + 10, line, SEMIBOLD, BODY, INK))
        y += 11.5
    for line in said:
        marks.append(Text(x + 28, y + 9, line, REGULAR, NOTE, GREY))
        y += 10.5
    y += 6
    if linked:
        marks = [Tagged(Role.LINK, (*marks, Link(x, start, room, y - start, f"project:{project.key}")))]
    return [paragraph(marks), Line(x, y, x + room, y, HAIR, 0.5)], y - start + 3


def _next(flow: Flow, data: PackData) -> None:
    """What comes next: milestones, or where nobody reports any, the projects that finish."""
    today = data.edition.as_of
    ahead = [(day, step.name, project.label) for day, project, step in coming(data) if day >= today]
    heading = _("Next milestones")
    if not ahead:
        heading = _("Next to finish")
        ends = [(expected(project.finish), project) for project in data.projects]
        ahead = [
            (end, project.label, project.group)
            for end, project in ends
            if isinstance(end, date) and end >= today
        ]
        ahead.sort(key=lambda item: item[0])
    flow.heading(heading)
    if not ahead:
        flow.prose(_("No date ahead is reported."), colour=GREY)
    for day, what, whose in ahead:
        if not _listed(flow, day, what, whose):
            break


def _past(flow: Flow, data: PackData) -> None:
    """Who should have finished and is not closed: first, for no list of what comes next would name them."""
    late = [
        (end, each)
        for each in data.projects
        if isinstance(end := expected(each.finish), date) and past_finish(data, each)
    ]
    if not late:
        return
    late.sort(key=lambda item: item[0])
    flow.heading(_("Past the finish date, not closed"))
    for end, project in late[:_PAST]:
        _listed(flow, end, project.label, project.group, LATE)
    if len(late) > _PAST:
        more = _("and {projects} more, see the schedule").format(
            projects=count(len(late) - _PAST, *NN_("project", "projects"))
        )
        flow.put([Text(flow.x, flow.y + 9, more, REGULAR, NOTE, GREY)], 14)
    flow.gap(10)


def _listed(flow: Flow, day: date, what: str, whose: str, colour: str = INK) -> bool:
    """One line of a list by date; False where it has no room."""
    height = 26.0 if whose else 17.0
    if flow.room < height:
        return False
    line = Line(flow.x, flow.y + height - 2, flow.x + flow.width, flow.y + height - 2, HAIR, 0.5)
    flow.put([paragraph(_dated(day, what, whose, flow, colour)), line], height)
    return True


def _dated(day: date, what: str, whose: str, flow: Flow, colour: str) -> Iterator[Mark]:
    x, room = flow.x + 66, flow.width - 66
    yield Text(flow.x, flow.y + 10, format_date(day), REGULAR, BODY, colour)
    yield Text(x, flow.y + 10, shorten(what, SEMIBOLD, BODY, room), SEMIBOLD, BODY, INK)
    if whose:
        yield Text(x, flow.y + 20, shorten(whose, REGULAR, NOTE, room), REGULAR, NOTE, GREY)
