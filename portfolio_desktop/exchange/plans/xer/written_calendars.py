# SPDX-License-Identifier: Apache-2.0
"""A calendar as the text of nested brackets that XER files keep it in."""

from collections.abc import Mapping
from datetime import date, timedelta

from portfolio_desktop.exchange.plans.mspdi.written_calendars import whole
from portfolio_desktop.exchange.plans.plan_file import PlanCalendar, Spans

_ZERO = date(1899, 12, 30)
_MOST_DAYS = 20_000  # of one exception that is written out, day by day


def calendar_cells(calendar: PlanCalendar, known: Mapping[str, PlanCalendar]) -> str:
    """The week and the days that differ, with those of the calendars it rests on."""
    calendar = whole(calendar, known)
    week = "".join(
        f"(0||{number}()({_spans(calendar.week[(number + 5) % 7] or ())}))"
        for number in range(1, 8)  # from Sunday
    )
    days: dict[date, Spans] = {}
    for exception in calendar.exceptions:
        for number in range(min((exception.last - exception.first).days + 1, _MOST_DAYS)):
            days[exception.first + timedelta(number)] = exception.spans
    exceptions = "".join(
        f"(0||{place}(d|{(day - _ZERO).days})({_spans(spans)}))"
        for place, (day, spans) in enumerate(sorted(days.items()))
    )
    return f"(0||CalendarData()((0||DaysOfWeek()({week}))(0||VIEW(ShowTotal|N)())(0||Exceptions()({exceptions}))))"


def _spans(spans: Spans) -> str:
    return "".join(
        f"(0||{place}(s|{_clock(begin)}|f|{_clock(end)})())" for place, (begin, end) in enumerate(spans)
    )


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
