# SPDX-License-Identifier: Apache-2.0
"""From the files of GNOME Planner to a `PlanFile`. Runs in the child process."""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.domain.schedule.calendars import Calendar, Instant, Minutes
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import (
    PlanAssignment,
    PlanCalendar,
    PlanException,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanResource,
    PlanTask,
    ResourceKind,
    Spans,
)
from portfolio_desktop.exchange.plans.settling import Aside, settle
from portfolio_desktop.exchange.untrusted.limits import Unsafe
from portfolio_desktop.exchange.untrusted.markup import children, parse_xml

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_USUAL: Spans = ((480, 720), (780, 1020))
_WORKING, _OFF, _AS_PARENT = "0", "1", "2"
_CONSTRAINTS = {
    "must-start-on": Constraint.MUST_START_ON,
    "start-no-earlier-than": Constraint.START_NO_EARLIER,
    "finish-no-later-than": Constraint.FINISH_NO_LATER,
}
_MOST_PRIORITY = 9999  # theirs; ours is 1000

_ODD = N_("{file} gives “{text}” at line {line}, where {what} belongs. Save the plan again in Planner.")
_ADDRESSES = N_("E-mail addresses of people: {count}")
_PROPERTIES = N_("Values of properties that the plan defines for itself: {count}")


def read_planner(data: bytes, progress: Progress) -> PlanFile:
    """The plan in `data`. Raises Unsafe for what cannot be read."""
    root = parse_xml(data, progress)
    at = [root]
    try:
        return _read(root, at)
    except values.Odd as odd:
        raise Unsafe(_ODD, text=odd.text, what=odd.what, line=at[-1].sourceline or 0) from odd


def _read(root: etree._Element, at: list[etree._Element]) -> PlanFile:
    aside = Aside()
    calendars = tuple(_calendars(root, at))
    standard = _working_time(calendars, root.get("calendar", ""))
    tasks: list[PlanTask] = []
    links: list[PlanLink] = []
    for parent, element in _outline(root):
        at.append(element)
        task = _task(element, parent, standard)
        tasks.append(task)
        links += [_link(task.uid, part) for part in _each(element, "predecessors", "predecessor")]
    aside[_PROPERTIES] += sum(1 for _one in _each(root, "properties", "property"))
    starts = [task.start for task in tasks if task.start is not None]
    finishes = [task.finish for task in tasks if task.finish is not None]
    plan = PlanFile(
        form="planner",
        project=PlanProject(
            title=values.clean(root.get("name")),
            company=values.clean(root.get("company")),
            manager=values.clean(root.get("manager")),
            program="Planner",
            start=_instant(root, "project-start") if root.get("project-start") else min(starts, default=None),
            finish=max(finishes, default=None),
            calendar=root.get("calendar"),
        ),
        tasks=tuple(tasks),
        links=tuple(links),
        calendars=calendars,
        resources=tuple(_resource(element, at, aside) for element in _each(root, "resources", "resource")),
        assignments=tuple(_assignments(root, at)),
    )
    return settle(plan, aside)


def _each(root: etree._Element, *path: str) -> Iterator[etree._Element]:
    """The elements at the end of `path`."""
    for element in children(root, path[0]):
        if len(path) == 1:
            yield element
        else:
            yield from _each(element, *path[1:])


def _outline(root: etree._Element) -> Iterator[tuple[str | None, etree._Element]]:
    """Each task with its parent; tasks stand inside their summaries."""
    waiting: list[tuple[str | None, etree._Element]] = [
        (None, element) for element in reversed(list(_each(root, "tasks", "task")))
    ]
    while waiting:
        parent, element = waiting.pop()
        yield parent, element
        waiting += [(element.get("id", ""), below) for below in reversed(list(children(element, "task")))]


def _instant(element: etree._Element, name: str) -> Instant:
    """`20070223T080000Z`: it ends in Z, but is the time on the wall."""
    return values.instant(element.get(name, "").removesuffix("Z"))


def _task(element: etree._Element, parent: str | None, standard: Calendar | None) -> PlanTask:
    start = _instant(element, "work-start" if element.get("work-start") else "start")
    finish = _instant(element, "end")
    work, percent = _seconds(element, "work"), values.number(element.get("percent-complete") or "0")
    lasting = _seconds(element, "duration") if element.get("scheduling") == "fixed-duration" else None
    if lasting is None and standard:
        lasting = max(standard.before(finish) - standard.before(start), 0)
    constraint, constraint_at = _constraint(element)
    return PlanTask(
        uid=element.get("id", ""),
        name=values.clean(element.get("name")),
        parent=parent,
        summary=next(children(element, "task"), None) is not None,
        milestone=element.get("type") == "milestone",
        duration=0 if element.get("type") == "milestone" else lasting,
        start=start,
        finish=finish,
        actual_start=start if percent > 0 else None,
        actual_finish=finish if percent >= 100 else None,
        percent=percent,
        remaining=None if lasting is None else round(lasting * (100 - percent) / 100),
        constraint=constraint,
        constraint_at=constraint_at,
        priority=_priority(element),
        work=work,
        notes=values.clean(element.get("note")),
    )


def _seconds(element: etree._Element, name: str) -> Minutes | None:
    text = element.get(name)
    return values.hours(repr(values.number(text) / 3600)) if text else None


def _priority(element: etree._Element) -> int:
    """Nought is what Planner gives to every task."""
    given = values.whole(element.get("priority") or "0")
    return 500 + round(min(max(given, 0), _MOST_PRIORITY) * 500 / _MOST_PRIORITY)


def _constraint(element: etree._Element) -> tuple[Constraint, Instant | None]:
    for part in children(element, "constraint"):
        if constraint := _CONSTRAINTS.get(part.get("type", "")):
            return constraint, _instant(part, "time")
    return Constraint.ASAP, None


def _link(successor: str, element: etree._Element) -> PlanLink:
    kind = element.get("type", "FS").lower()
    lag = _seconds(element, "lag") or 0
    return PlanLink(
        predecessor=element.get("predecessor-id", ""),
        successor=successor,
        kind=LinkKind(kind) if kind in set(LinkKind) else LinkKind.FS,
        lag=lag,
        lag_kind=LagKind.ELAPSED if lag else LagKind.WORKING,
    )


def _calendars(root: etree._Element, at: list[etree._Element]) -> Iterator[PlanCalendar]:
    """Calendars stand inside those that they rest on."""
    waiting: list[tuple[str | None, etree._Element]] = [
        (None, element) for element in _each(root, "calendars", "calendar")
    ]
    while waiting:
        parent, element = waiting.pop(0)
        at.append(element)
        hours = {
            kind.get("id", ""): values.spans(
                (_minute(part.get("start", "")), _minute(part.get("end", "")))
                for part in children(kind, "interval")
            )
            for kind in _each(element, "overridden-day-types", "overridden-day-type")
        }
        week: list[Spans | None] = [None] * 7
        for part in children(element, "default-week"):
            week = [_day(part.get(name, _AS_PARENT), hours) for name in _WEEKDAYS]
        yield PlanCalendar(
            uid=element.get("id", ""),
            name=values.clean(element.get("name")),
            parent=parent,
            week=tuple(week),
            exceptions=tuple(_exceptions(element, hours)),
        )
        waiting += [(element.get("id", ""), below) for below in children(element, "calendar")]


def _minute(text: str) -> int:
    return values.minute_of_day(f"{text[:2]}:{text[2:]}")


def _day(kind: str, hours: dict[str, Spans]) -> Spans | None:
    if kind == _OFF:
        return ()
    if kind == _WORKING:
        return hours.get(kind, _USUAL)
    return hours.get(kind)


def _exceptions(element: etree._Element, hours: dict[str, Spans]) -> Iterator[PlanException]:
    for part in _each(element, "days", "day"):
        day = values.day_of(values.instant(part.get("date", "")))
        spans = values.spans(
            (_minute(one.get("start", "")), _minute(one.get("end", ""))) for one in children(part, "interval")
        )
        usual = _day(part.get("id", _OFF), hours) if part.get("type") == "day-type" else spans
        yield PlanException(first=day, last=day, spans=usual or ())


def _working_time(calendars: tuple[PlanCalendar, ...], uid: str) -> Calendar | None:
    """The project's own calendar, to count in; None where it has no working time."""
    for one in calendars:
        if one.uid == uid:
            exceptions: dict[date, Spans] = {each.first: each.spans for each in one.exceptions}
            try:
                return Calendar(one.name, [day or () for day in one.week], exceptions)
            except Refusal:
                return None
    return None


def _resource(element: etree._Element, at: list[etree._Element], aside: Aside) -> PlanResource:
    at.append(element)
    aside[_ADDRESSES] += bool(element.get("email"))
    units = values.number(element.get("units") or "0") / 100
    return PlanResource(
        uid=element.get("id", ""),
        name=values.clean(element.get("name")),
        code=values.clean(element.get("short-name")),
        kind=ResourceKind.MATERIAL if element.get("type") == "2" else ResourceKind.WORK,
        max_units=units or 1.0,
        rate=values.money(element.get("std-rate", "0")) or None,
        calendar=element.get("calendar"),
        notes=values.clean(element.get("note")),
    )


def _assignments(root: etree._Element, at: list[etree._Element]) -> Iterator[PlanAssignment]:
    for number, element in enumerate(_each(root, "allocations", "allocation"), 1):
        at.append(element)
        yield PlanAssignment(
            uid=str(number),
            task=element.get("task-id", ""),
            resource=element.get("resource-id"),
            units=values.number(element.get("units") or "100") / 100,
        )
