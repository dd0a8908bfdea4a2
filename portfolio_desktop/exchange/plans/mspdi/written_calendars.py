# SPDX-License-Identifier: Apache-2.0
"""The calendars of a plan as Microsoft Project has them: only the calendar of a resource may rest on another."""

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import PlanCalendar, PlanException, PlanFile, Spans

_MIDNIGHT = 1440


def write_calendars(holder: etree._Element, plan: PlanFile, numbers: Mapping[str, int]) -> None:
    """All calendars. One that rests on another and is not a resource's own is written out whole."""
    known = {calendar.uid: calendar for calendar in plan.calendars}
    of_resources = {resource.calendar for resource in plan.resources}
    of_others = {task.calendar for task in plan.tasks} | {plan.project.calendar}
    of_others |= {calendar.parent for calendar in plan.calendars}
    for calendar in plan.calendars:
        own = calendar.uid in of_resources and calendar.uid not in of_others
        _write(holder, calendar if own else whole(calendar, known), numbers)


def whole(calendar: PlanCalendar, known: Mapping[str, PlanCalendar]) -> PlanCalendar:
    """`calendar` with all that it has from those it rests on, so that it rests on none."""
    while calendar.parent is not None:
        above = known[calendar.parent]
        mine = calendar.exceptions
        theirs = (one for one in above.exceptions if not any(_overlap(one, other) for other in mine))
        calendar = replace(
            calendar,
            parent=above.parent,
            week=tuple(
                usual if own is None else own for own, usual in zip(calendar.week, above.week, strict=True)
            ),
            exceptions=(*theirs, *mine),
        )
    return calendar


def _overlap(one: PlanException, other: PlanException) -> bool:
    return one.first <= other.last and other.first <= one.last


def _write(holder: etree._Element, calendar: PlanCalendar, numbers: Mapping[str, int]) -> None:
    element = etree.SubElement(holder, "Calendar")
    _put(element, "UID", numbers[calendar.uid])
    _put(element, "Name", values.clean(calendar.name))
    _put(element, "IsBaseCalendar", int(calendar.parent is None))
    _put(element, "BaseCalendarUID", -1 if calendar.parent is None else numbers[calendar.parent])
    days = etree.SubElement(element, "WeekDays")
    for number in range(1, 8):  # from Sunday
        spans = calendar.week[(number + 5) % 7]
        if spans is not None:
            day = etree.SubElement(days, "WeekDay")
            _put(day, "DayType", number)
            _write_spans(day, spans)
    if calendar.exceptions:
        exceptions = etree.SubElement(element, "Exceptions")
        for exception in calendar.exceptions:
            _write_exception(etree.SubElement(exceptions, "Exception"), exception)


def _write_exception(element: etree._Element, exception: PlanException) -> None:
    _put(element, "EnteredByOccurrences", 0)
    period = etree.SubElement(element, "TimePeriod")
    _put(period, "FromDate", f"{exception.first.isoformat()}T00:00:00")
    _put(period, "ToDate", f"{exception.last.isoformat()}T23:59:00")
    _put(element, "Occurrences", (exception.last - exception.first).days + 1)
    _put(element, "Name", values.clean(exception.name))
    _put(element, "Type", 1)
    _write_spans(element, exception.spans)


def _write_spans(element: etree._Element, spans: Spans) -> None:
    _put(element, "DayWorking", int(bool(spans)))
    if spans:
        times = etree.SubElement(element, "WorkingTimes")
        for begin, end in spans:
            time = etree.SubElement(times, "WorkingTime")
            _put(time, "FromTime", _clock(begin))
            _put(time, "ToTime", _clock(end % _MIDNIGHT))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}:00"


def _put(element: etree._Element, name: str, value: object) -> None:
    if value != "":
        etree.SubElement(element, name).text = str(value)
