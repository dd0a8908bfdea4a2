# SPDX-License-Identifier: Apache-2.0
"""A plan in which something finishes later than it does, and all else is as it was. Nothing here touches a file."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, Minutes
from portfolio_desktop.domain.schedule.placing import calendar_of
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Plan
from portfolio_desktop.domain.schedule.schedule import Schedule, Slot

_SLIP = re.compile(r"\s*(\d{1,4})\s*(d|w|days?|weeks?)\s*", re.IGNORECASE)
_BY_START = (Constraint.MUST_START_ON, Constraint.START_NO_LATER)
_BY_FINISH = (Constraint.MUST_FINISH_ON, Constraint.FINISH_NO_LATER)


@dataclass(frozen=True, slots=True)
class Slip:
    """So many working days, or weeks of as much work as the calendar of what slips has in one."""

    amount: int
    weeks: bool = False

    def __str__(self) -> str:
        if self.weeks:
            return ngettext("{count} week", "{count} weeks", self.amount).format(count=self.amount)
        return ngettext("{count} working day", "{count} working days", self.amount).format(count=self.amount)

    def minutes(self, calendar: Calendar) -> Minutes:
        """The work that fits into the slip."""
        if not self.weeks:
            return self.amount * calendar.minutes_per_day
        return self.amount * sum(until - since for day in calendar.week for since, until in day)


def read_slip(text: str) -> Slip:
    """A slip as it is typed: 6w, 10d, 2 weeks."""
    match = _SLIP.fullmatch(text)
    if match is None or not int(match[1]):
        raise Refusal(
            _("“{text}” is not a slip. Write so many days or weeks, such as 10d or 6w.").format(text=text)
        )
    return Slip(int(match[1]), match[2].lower().startswith("w"))


def slipped(found: Schedule, ids: Collection[str], slip: Slip) -> Plan:
    """The plan of `found` in which the leaves `ids`, none of them over, finish later by `slip`.

    Everything else keeps its identity, so that only what the slip reaches is worked out anew.
    """
    plan = found.plan
    return replace(
        plan,
        activities=tuple(
            _later(plan, each, found[each.id], slip) if each.id in ids else each for each in plan.activities
        ),
    )


def _later(plan: Plan, each: Activity, slot: Slot, slip: Slip) -> Activity:
    """A task that does not finish before its slip is over. Dates that it must keep become a deadline: still to be missed."""
    calendar = calendar_of(plan, each)
    if each.fixed_start is not None or each.fixed_finish is not None:
        return replace(
            each,
            fixed_start=None
            if each.fixed_start is None
            else _put_off(calendar, each, each.fixed_start, slip),
            fixed_finish=None
            if each.fixed_finish is None
            else _put_off(calendar, each, each.fixed_finish, slip),
        )
    return replace(
        each,
        constraint=Constraint.FINISH_NO_EARLIER,
        constraint_at=_put_off(calendar, each, slot.finish, slip),
        deadline=_first([each.deadline, _wanted(calendar, each)]),
    )


def _put_off(calendar: Calendar, each: Activity, at: Instant, slip: Slip) -> Instant:
    """The instant so much later. One that lies outside of work, such as the midnight that ends a day, stays that."""
    if each.elapsed:
        return at + slip.amount * DAY * (7 if slip.weeks else 1)
    work = calendar.before(at) + slip.minutes(calendar)
    finish = calendar.finishes_at(work)
    return (finish // DAY + 1) * DAY if at % DAY == 0 else finish


def _wanted(calendar: Calendar, each: Activity) -> Instant | None:
    """When a task must be finished by what is laid down about it."""
    at = each.constraint_at
    if at is None or each.constraint not in (*_BY_START, *_BY_FINISH):
        return None
    if each.constraint in _BY_FINISH:
        return at
    return at + each.duration if each.elapsed else calendar.finishes_at(calendar.before(at) + each.duration)


def _first(instants: Iterable[Instant | None]) -> Instant | None:
    return min((at for at in instants if at is not None), default=None)
