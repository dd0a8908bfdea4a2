# SPDX-License-Identifier: Apache-2.0
"""From GanttProject's files to a `PlanFile`. Runs in the child process.

GanttProject plans in whole days. Here a day is worked from 8 to 12 and from 13 to 17, so that a task begins at eight and
ends at five.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import unquote

from lxml import etree

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.domain.schedule.calendars import Instant
from portfolio_desktop.domain.schedule.plan import Constraint, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import (
    Baseline,
    CustomField,
    FieldKind,
    FieldValue,
    PlanAssignment,
    PlanCalendar,
    PlanException,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanResource,
    PlanTask,
    Spans,
)
from portfolio_desktop.exchange.plans.settling import Aside, settle
from portfolio_desktop.exchange.untrusted.limits import Unsafe
from portfolio_desktop.exchange.untrusted.markup import children, parse_xml

_DAY: Spans = ((480, 720), (780, 1020))
_BEGIN, _END, _LENGTH = 480, 1020, 480
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LINKS = {"1": LinkKind.SS, "2": LinkKind.FS, "3": LinkKind.FF, "4": LinkKind.SF}
_PRIORITIES = {"3": 0, "0": 250, "1": 500, "2": 750, "4": 1000}  # lowest, low, normal, high, highest
_KINDS = {
    "int": FieldKind.NUMBER,
    "double": FieldKind.NUMBER,
    "date": FieldKind.DATE,
    "boolean": FieldKind.FLAG,
}
_CALENDAR = "1"
_LONGEST = 100_000  # days of one task

_ODD = N_("{file} gives “{text}” at line {line}, where {what} belongs. Save the plan again in GanttProject.")
_SHIPPED = N_("Calendars of public holidays that GanttProject itself holds and the file only names: {count}")
_ADDRESSES = N_("E-mail addresses and telephone numbers of people: {count}")
_SOFT = N_("Soft links, which let a task start later than they ask: {count}")


@dataclass(slots=True)
class _Days:
    """Which days are worked."""

    week: list[bool]
    off: dict[date, bool] = field(default_factory=dict)  # days that differ: whether they are worked
    names: dict[date, str] = field(default_factory=dict)

    def worked(self, day: date) -> bool:
        return self.off.get(day, self.week[day.weekday()])

    def finish(self, start: date, days: int) -> Instant:
        """The end of the last of so many working days."""
        day, left = start, days
        while True:
            left -= self.worked(day)
            if left <= 0:
                return values.of_date(day, _END)
            day += timedelta(1)


@dataclass(slots=True)
class _Reading:
    root: etree._Element
    days: _Days
    aside: Aside = field(default_factory=Aside)
    fields: dict[str, CustomField] = field(default_factory=dict)
    baselines: dict[str, dict[int, Baseline]] = field(default_factory=dict)
    tasks: list[PlanTask] = field(default_factory=list)
    links: list[PlanLink] = field(default_factory=list)


def read_gan(data: bytes, progress: Progress) -> PlanFile:
    """The plan in `data`. Raises Unsafe for what cannot be read."""
    root = parse_xml(data, progress)
    at = [root]
    try:
        return _read(root, at)
    except (values.Odd, OverflowError) as error:
        odd = error if isinstance(error, values.Odd) else values.Odd("…", values.A_DATE)
        raise Unsafe(_ODD, text=odd.text, what=odd.what, line=at[-1].sourceline or 0) from error


def _read(root: etree._Element, at: list[etree._Element]) -> PlanFile:
    reading = _Reading(root, _days(root, at))
    if any(one.get("base-id") for one in children(root, "calendars")):
        reading.aside[_SHIPPED] += 1
    _read_fields(reading)
    _read_baselines(reading, at)
    _read_tasks(reading, at)
    starts = [task.start for task in reading.tasks if task.start is not None]
    finishes = [task.finish for task in reading.tasks if task.finish is not None]
    calendars, resources = _people(reading, at)
    plan = PlanFile(
        form="gan",
        project=PlanProject(
            title=values.clean(root.get("name")),
            company=values.clean(root.get("company")),
            program=values.clean(f"GanttProject {root.get('version', '')}"),
            start=min(starts, default=None),
            finish=max(finishes, default=None),
            calendar=_CALENDAR,
        ),
        tasks=tuple(reading.tasks),
        links=tuple(reading.links),
        calendars=(_calendar(reading.days), *calendars),
        resources=resources,
        assignments=tuple(_assignments(reading, at)),
        fields=tuple(reading.fields.values()),
    )
    return settle(plan, reading.aside)


def _each(root: etree._Element, *path: str) -> Iterator[etree._Element]:
    """The elements at the end of `path`."""
    for element in children(root, path[0]):
        if len(path) == 1:
            yield element
        else:
            yield from _each(element, *path[1:])


def _days(root: etree._Element, at: list[etree._Element]) -> _Days:
    week = [True] * 5 + [False] * 2
    for element in _each(root, "calendars", "day-types", "default-week"):
        week = [element.get(name, "0") == "0" for name in _WEEKDAYS]
    for element in _each(root, "calendars", "day-types", "only-show-weekends"):
        if element.get("value") == "true":
            week = [True] * 7
    days = _Days(week if any(week) else [True] * 7)
    years = _years(root)
    for element in _each(root, "calendars", "date"):
        at.append(element)
        if element.get("type") not in {"HOLIDAY", "WORKING_DAY"}:
            continue
        year = element.get("year", "").strip()
        for number in (values.whole(year),) if year and not year.startswith("-") else years:
            day = _date(f"{number:04}-{element.get('month', '').zfill(2)}-{element.get('date', '').zfill(2)}")
            days.off[day] = element.get("type") == "WORKING_DAY"
            days.names[day] = values.clean(element.text)
    return days


def _years(root: etree._Element) -> range:
    """Those in which a task starts, and the two after: days off that recur are written out for them."""
    texts = (element.get("start", "")[:4] for element in root.iter("{*}task", "task"))
    known = [int(text) for text in texts if text.isdecimal() and 1900 <= int(text) <= 2200]
    return range(min(known), max(known) + 3) if known else range(0)


def _date(text: str) -> date:
    return values.day_of(values.instant(text))


def _calendar(days: _Days) -> PlanCalendar:
    return PlanCalendar(
        uid=_CALENDAR,
        name="GanttProject",
        week=tuple(_DAY if worked else () for worked in days.week),
        exceptions=tuple(
            PlanException(first=day, last=day, spans=_DAY if worked else (), name=days.names.get(day, ""))
            for day, worked in sorted(days.off.items())
        ),
    )


def _read_fields(reading: _Reading) -> None:
    names = Counter[str]()
    definitions = [
        *_each(reading.root, "tasks", "taskproperties", "taskproperty"),
        *_each(reading.root, "resources", "custom-property-definition"),
    ]
    for element in definitions:
        if element.get("type") in {"custom", *_KINDS, "text"}:
            name = values.clean(element.get("name")) or element.get("id") or ""
            names[name] += 1
            name = name if names[name] == 1 else f"{name} {names[name]}"
            kind = _KINDS.get(element.get("valuetype") or element.get("type") or "", FieldKind.TEXT)
            reading.fields[element.get("id", "")] = CustomField(name=name, kind=kind)


def _custom(reading: _Reading, elements: Iterable[etree._Element], key: str) -> dict[str, FieldValue]:
    found: dict[str, FieldValue] = {}
    for element in elements:
        custom, text = reading.fields.get(element.get(key, "")), element.get("value")
        if custom is None or not text:
            continue
        match custom.kind:
            case FieldKind.NUMBER:
                found[custom.name] = values.number(text)
            case FieldKind.FLAG:
                found[custom.name] = text == "true"
            case FieldKind.DATE:
                found[custom.name] = values.instant(text)
            case _:
                found[custom.name] = values.clean(text)
    return found


def _read_baselines(reading: _Reading, at: list[etree._Element]) -> None:
    for number, group in enumerate(_each(reading.root, "previous", "previous-tasks")):
        for element in children(group, "previous-task"):
            at.append(element)
            start = _date(element.get("start", ""))
            baseline = _span(reading.days, start, _length(element), element.get("meeting") == "true")
            reading.baselines.setdefault(element.get("id", ""), {})[number] = Baseline(
                start=baseline[0], finish=baseline[1], duration=baseline[2]
            )


def _length(element: etree._Element) -> int:
    days = values.whole(element.get("duration") or "0")
    if not 0 <= days <= _LONGEST:
        raise values.Odd(element.get("duration", ""), values.A_DURATION)
    return days


def _span(days: _Days, start: date, length: int, milestone: bool) -> tuple[Instant, Instant, int]:
    """Start, finish and working minutes."""
    begin = values.of_date(start, _BEGIN)
    if milestone or not length:
        return begin, begin, 0
    return begin, days.finish(start, length), length * _LENGTH


def _read_tasks(reading: _Reading, at: list[etree._Element]) -> None:
    """Tasks stand inside their summaries: from the last to the first on a pile, so that the outline's order is kept."""
    waiting: list[tuple[str | None, etree._Element]] = [
        (None, element) for element in reversed(list(_each(reading.root, "tasks", "task")))
    ]
    while waiting:
        parent, element = waiting.pop()
        at.append(element)
        below = list(children(element, "task"))
        task = _task(reading, element, parent, summary=bool(below))
        reading.tasks.append(task)
        reading.links += [_link(reading, task.uid, part) for part in children(element, "depend")]
        waiting += [(task.uid, part) for part in reversed(below)]


def _task(reading: _Reading, element: etree._Element, parent: str | None, *, summary: bool) -> PlanTask:
    uid, milestone = element.get("id", ""), element.get("meeting") == "true"
    start, finish, duration = _span(
        reading.days, _date(element.get("start", "")), _length(element), milestone
    )
    percent = values.number(element.get("complete") or "0")
    earliest = element.get("thirdDate") if element.get("thirdDate-constraint") == "1" else None
    by_hand = element.get("cost-calculated") != "true" and element.get("cost-manual-value") not in {
        None,
        "0",
        "0.0",
    }
    return PlanTask(
        uid=uid,
        name=values.clean(element.get("name")),
        guid=element.get("uid", ""),
        parent=parent,
        summary=summary,
        milestone=milestone,
        duration=duration,
        start=start,
        finish=finish,
        actual_start=start if percent > 0 else None,
        actual_finish=finish if percent >= 100 else None,
        percent=percent,
        remaining=round(duration * (100 - percent) / 100),
        constraint=Constraint.START_NO_EARLIER if earliest else Constraint.ASAP,
        constraint_at=values.of_date(_date(earliest), _BEGIN) if earliest else None,
        priority=_PRIORITIES.get(element.get("priority", ""), 500),
        cost=values.money(element.get("cost-manual-value", "0")) if by_hand else None,
        fixed_cost=values.money(element.get("cost-manual-value", "0")) if by_hand else None,
        notes=values.clean("\n".join(part.text or "" for part in children(element, "notes"))),
        hyperlink=values.clean(unquote(element.get("webLink", ""))),
        baselines=reading.baselines.get(uid, {}),
        values=_custom(reading, children(element, "customproperty"), "taskproperty-id"),
    )


def _link(reading: _Reading, before: str, element: etree._Element) -> PlanLink:
    reading.aside[_SOFT] += element.get("hardness") == "Rubber"
    return PlanLink(
        predecessor=before,
        successor=element.get("id", ""),
        kind=_LINKS.get(element.get("type", ""), LinkKind.FS),
        lag=values.whole(element.get("difference") or "0") * _LENGTH,
    )


def _people(
    reading: _Reading, at: list[etree._Element]
) -> tuple[tuple[PlanCalendar, ...], tuple[PlanResource, ...]]:
    """Resources, and a calendar for each that has days off."""
    absent: dict[str, list[PlanException]] = {}
    for element in _each(reading.root, "vacations", "vacation"):
        at.append(element)
        first, last = _date(element.get("start", "")), _date(element.get("end", ""))
        if first <= last:
            absent.setdefault(element.get("resourceid", ""), []).append(PlanException(first=first, last=last))
    roles = {element.get("id"): element.get("name", "") for element in _each(reading.root, "roles", "role")}
    resources = []
    for element in _each(reading.root, "resources", "resource"):
        at.append(element)
        uid = element.get("id", "")
        reading.aside[_ADDRESSES] += bool(element.get("contacts")) + bool(element.get("phone"))
        rates = [one.get("value", "") for one in children(element, "rate") if one.get("name") == "standard"]
        resources.append(
            PlanResource(
                uid=uid,
                name=values.clean(element.get("name")),
                group=values.clean(roles.get(element.get("function"))),
                rate=values.money(rates[0]) * 60 / _LENGTH
                if rates and rates[0]
                else None,  # it is by the day
                calendar=f"R{uid}" if uid in absent else None,
                values=_custom(reading, children(element, "custom-property"), "definition-id"),
            )
        )
    names = {resource.uid: resource.name for resource in resources}
    calendars = tuple(
        PlanCalendar(uid=f"R{uid}", name=names[uid], parent=_CALENDAR, exceptions=tuple(exceptions))
        for uid, exceptions in absent.items()
        if uid in names
    )
    return calendars, tuple(resources)


def _assignments(reading: _Reading, at: list[etree._Element]) -> Iterator[PlanAssignment]:
    spans = {task.uid: task for task in reading.tasks}
    for number, element in enumerate(_each(reading.root, "allocations", "allocation"), 1):
        at.append(element)
        task = spans.get(element.get("task-id", ""))
        units = values.number(element.get("load") or "100") / 100
        yield PlanAssignment(
            uid=str(number),
            task=element.get("task-id", ""),
            resource=element.get("resource-id"),
            units=units,
            work=round((task.duration or 0) * units) if task else None,
            start=task.start if task else None,
            finish=task.finish if task else None,
        )
