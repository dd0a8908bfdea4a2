# SPDX-License-Identifier: Apache-2.0
"""The calendars of Microsoft Project's XML: weeks, days that differ, weeks that differ, and exceptions that recur."""

from collections.abc import Iterator
from datetime import date, timedelta

from lxml import etree

from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.mspdi.facts import Facts, each, facts_of, flag, get, split
from portfolio_desktop.exchange.plans.plan_file import PlanCalendar, PlanException, Spans
from portfolio_desktop.exchange.plans.recurring import (
    EVERY_DAY,
    LAST,
    WEEKEND,
    WORKDAYS,
    Recurrence,
    Rhythm,
    runs,
)
from portfolio_desktop.exchange.untrusted.markup import children

USUAL: Spans = ((480, 720), (780, 1020))
"""What Microsoft Project means by a working day without times."""

_RHYTHMS = {
    1: Rhythm.DAYS,
    2: Rhythm.YEAR_DAY,
    3: Rhythm.YEAR_POSITION,
    4: Rhythm.MONTH_DAY,
    5: Rhythm.MONTH_POSITION,
    6: Rhythm.WEEKS,
    7: Rhythm.DAYS,
    8: Rhythm.WORKDAYS,
}
_ITEMS = (EVERY_DAY, WORKDAYS, WEEKEND, *(frozenset({(day + 6) % 7}) for day in range(7)))  # from Sunday
_MOST_DAYS = 20_000  # of one recurrence: fifty years of days


def read_calendars(root: etree._Element, years: tuple[int, int]) -> tuple[PlanCalendar, ...]:
    """All calendars; what recurs is written out where it falls in `years`, both included."""
    return tuple(each(root, "Calendars", "Calendar", lambda element: _calendar(element, years)))


def _calendar(element: etree._Element, years: tuple[int, int]) -> PlanCalendar:
    facts = facts_of(element)
    week: list[Spans | None] = [None] * 7
    exceptions: list[PlanException] = []
    for holder in children(element, "WeekDays"):
        for part in children(holder, "WeekDay"):
            day = facts_of(part)
            if number := get(day, "DayType", values.whole):
                if 1 <= number <= 7:
                    week[(number + 5) % 7] = _spans(part, day)
            elif span := _period(part):
                exceptions.append(PlanException(first=span[0], last=span[1], spans=_spans(part, day)))
    for holder in children(element, "WorkWeeks"):
        for part in children(holder, "WorkWeek"):
            exceptions.extend(_work_week(part, years))
    newer = [
        exception
        for holder in children(element, "Exceptions")
        for part in children(holder, "Exception")
        for exception in _exceptions(part, years)
    ]
    if newer:  # the same days again, in the way that came later and knows recurrence and names
        exceptions = [old for old in exceptions if not any(_overlap(old, new) for new in newer)] + newer
    parent = facts.get("BaseCalendarUID", "").strip()
    return PlanCalendar(
        uid=facts.get("UID", "").strip(),
        name=values.clean(facts.get("Name")),
        parent=parent if parent and not parent.startswith("-") else None,
        week=tuple(week),
        exceptions=tuple(exceptions),
    )


def _overlap(one: PlanException, other: PlanException) -> bool:
    return one.first <= other.last and other.first <= one.last


def _spans(element: etree._Element, facts: Facts) -> Spans:
    if not flag(facts, "DayWorking"):
        return ()
    times = [
        (values.minute_of_day(time.get("FromTime", "")), values.minute_of_day(time.get("ToTime", "")))
        for holder in children(element, "WorkingTimes")
        for time in map(facts_of, children(holder, "WorkingTime"))
        if "FromTime" in time and "ToTime" in time
    ]
    return values.spans(times) or USUAL


def _period(element: etree._Element) -> tuple[date, date] | None:
    for period in children(element, "TimePeriod"):
        facts = facts_of(period)
        first, last = get(facts, "FromDate", values.day), get(facts, "ToDate", values.day)
        if first is not None and last is not None and first <= last:
            return first, last
    return None


def _exceptions(element: etree._Element, years: tuple[int, int]) -> Iterator[PlanException]:
    facts, _nested = split(element)
    span = _period(element)
    if not span:
        return
    name, spans = values.clean(facts.get("Name")), _spans(element, facts)
    rhythm = _RHYTHMS.get(get(facts, "Type", values.whole) or 1, Rhythm.DAYS)
    every = max(get(facts, "Period", values.whole) or 1, 1)
    if rhythm is Rhythm.DAYS and every == 1:
        yield PlanException(first=span[0], last=span[1], spans=spans, name=name)
        return
    days = (day for day in _recurrence(facts, span, rhythm, every).days() if years[0] <= day.year <= years[1])
    for first, last in runs(days):
        yield PlanException(first=first, last=last, spans=spans, name=name)


def _recurrence(facts: Facts, span: tuple[date, date], rhythm: Rhythm, every: int) -> Recurrence:
    item = get(facts, "MonthItem", values.whole) or 0
    mask = get(facts, "DaysOfWeek", values.whole) or 0
    weekdays = frozenset((day + 6) % 7 for day in range(7) if mask >> day & 1)
    times = get(facts, "Occurrences", values.whole) if flag(facts, "EnteredByOccurrences") else None
    return Recurrence(
        rhythm=rhythm,
        first=span[0],
        last=min(span[1], date.fromordinal(min(span[0].toordinal() + _MOST_DAYS, date.max.toordinal()))),
        times=times if times and times > 0 else None,
        every=every,
        weekdays=weekdays
        if rhythm is Rhythm.WEEKS
        else _ITEMS[item]
        if 0 <= item < len(_ITEMS)
        else EVERY_DAY,
        month=min(max((get(facts, "Month", values.whole) or 0) + 1, 1), 12),
        month_day=min(max(get(facts, "MonthDay", values.whole) or 1, 1), 31),
        position=min(max(get(facts, "MonthPosition", values.whole) or 0, 0), LAST),
    )


def _work_week(element: etree._Element, years: tuple[int, int]) -> Iterator[PlanException]:
    """A week that differs for a while, as its days in these years."""
    span = _period(element)
    if not span or years[1] < 1:
        return
    name = values.clean(facts_of(element).get("Name"))
    days: dict[int, Spans] = {}
    for holder in children(element, "WeekDays"):
        for part in children(holder, "WeekDay"):
            facts = facts_of(part)
            number = get(facts, "DayType", values.whole) or 0
            if 1 <= number <= 7:
                days[(number + 5) % 7] = _spans(part, facts)
    first = max(span[0], date(max(years[0], 1), 1, 1))
    last = min(span[1], date(min(years[1], 9999), 12, 31))
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        if day.weekday() in days:
            yield PlanException(first=day, last=day, spans=days[day.weekday()], name=name)
