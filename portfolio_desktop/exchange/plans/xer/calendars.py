# SPDX-License-Identifier: Apache-2.0
"""The calendars of an XER file: a text of nested brackets in one cell, read without recursion."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import PlanCalendar, PlanException, Spans
from portfolio_desktop.exchange.plans.xer.tables import Row

_STEP = re.compile(r"\(\d*\|\|([^()]*)\(([^()]*)\)\(|\)\)")
_BLANK = re.compile(r"[\s\x7f]+")
_ZERO = date(1899, 12, 30)  # the day that spreadsheets call 0
_MOST_DAYS = 2_900_000  # until the year 9839


@dataclass(slots=True)
class _Node:
    name: str
    facts: dict[str, str]
    parts: list["_Node"] = field(default_factory=list)

    def part(self, name: str) -> "list[_Node]":
        return next((one.parts for one in self.parts if one.name == name), [])


def read_calendar(row: Row) -> PlanCalendar:
    top = _tree(row.get("clndr_data", ""))
    week: list[Spans | None] = [()] * 7
    for day in top.part("DaysOfWeek"):
        if day.name in {"1", "2", "3", "4", "5", "6", "7"}:
            week[(int(day.name) + 5) % 7] = _spans(day)  # 1 is Sunday
    return PlanCalendar(
        uid=row.get("clndr_id", ""),
        name=values.clean(row.get("clndr_name")),
        parent=row.get("base_clndr_id"),
        week=tuple(week) if any(week) else _usual(row),
        exceptions=tuple(_joined(_exceptions(top))),
    )


def _tree(text: str) -> _Node:
    """The node that holds everything; what is not closed ends with the text."""
    root = _Node("", {})
    open_nodes = [root]
    for step in _STEP.finditer(_BLANK.sub("", text)):
        if step[1] is None:
            if len(open_nodes) > 1:
                open_nodes.pop()
            continue
        words = step[2].split("|")
        node = _Node(step[1], dict(zip(words[::2], words[1::2], strict=False)))
        open_nodes[-1].parts.append(node)
        open_nodes.append(node)
    return next((node for node in root.parts if node.name == "CalendarData"), root)


def _spans(node: _Node) -> Spans:
    return values.spans(
        (values.minute_of_day(part.facts["s"]), values.minute_of_day(part.facts["f"]))
        for part in node.parts
        if "s" in part.facts and "f" in part.facts
    )


def _exceptions(top: _Node) -> Iterator[PlanException]:
    for node in top.part("Exceptions"):
        number = node.facts.get("d", "")
        if number.isdecimal() and int(number) < _MOST_DAYS:
            day = _ZERO + timedelta(int(number))
            yield PlanException(first=day, last=day, spans=_spans(node))


def _joined(exceptions: Iterable[PlanException]) -> Iterator[PlanException]:
    """Days next to each other with the same hours as one."""
    last: PlanException | None = None
    for one in sorted(exceptions, key=lambda each: each.first):
        if last and one.first <= last.last + timedelta(1) and one.spans == last.spans:
            last = replace(last, last=one.last)
        else:
            if last:
                yield last
            last = one
    if last:
        yield last


def _usual(row: Row) -> tuple[Spans, ...]:
    """Where no week is given: Monday to Friday from eight o'clock, for the hours that a day of it has."""
    hours = values.hours(row.get("day_hr_cnt", "8"))
    day: Spans = ((480, 480 + hours),) if 0 < hours <= 960 else ((0, 1440),)
    return (day,) * 5 + ((),) * 2
