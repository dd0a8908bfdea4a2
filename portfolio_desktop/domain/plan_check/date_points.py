# SPDX-License-Identifier: Apache-2.0
"""What holds the tasks of a plan, how far they can move, how long they are, and dates that cannot be."""

from collections.abc import Iterator
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.plan_check.facts import Facts
from portfolio_desktop.domain.plan_check.network_points import nothing_open, task
from portfolio_desktop.domain.plan_check.outcome import Finding, Outcome, days, share
from portfolio_desktop.domain.plan_check.points import Point, Threshold
from portfolio_desktop.domain.schedule.calendars import Instant, moment
from portfolio_desktop.domain.schedule.clashes import Clash, conflict
from portfolio_desktop.domain.schedule.plan import Activity, Constraint

_HARD = {
    Constraint.MUST_START_ON: N_("Must start on {day}."),
    Constraint.MUST_FINISH_ON: N_("Must finish on {day}."),
    Constraint.START_NO_LATER: N_("Must start by {day}."),
    Constraint.FINISH_NO_LATER: N_("Must finish by {day}."),
}
_OWN = (Clash.CONSTRAINT, Clash.DEADLINE, Clash.SUMMARY, Clash.BY_HAND)


def hard_constraints(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves that must be at a date or before one, and those that keep dates set by hand in spite of links."""
    found = list(_held(facts))
    return share(Point.HARD_CONSTRAINTS, threshold, found, len(facts.open), nothing_open())


def _held(facts: Facts) -> Iterator[Finding]:
    for each in facts.open:
        if each.constraint in _HARD and each.constraint_at is not None:
            yield task(each, _(_HARD[each.constraint]).format(day=_day(each.constraint_at)))
        elif _by_hand(each) and facts.incoming[each.id]:
            yield task(each, _("Its dates are set by hand, whatever its links say."))


def fighting(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves with a date of their own, or of a summary that they lie in, that their links do not let them keep."""
    clashes = (conflict(facts.schedule, each.id) for each in facts.open)
    found = [
        task(facts.activity(clash.activity), clash.sentence)
        for clash in clashes
        if clash is not None and clash.clash in _OWN
    ]
    return share(Point.FIGHTING, threshold, found, len(facts.open), nothing_open())


def high_float(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves with more total float than so many days of their own work."""
    most = float(threshold.measure or 0)
    found = [task(each, _room(spare)) for each, spare in _floats(facts) if spare > most]
    return share(Point.HIGH_FLOAT, threshold, found, len(facts.open), nothing_open())


def negative_float(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves with less than no total float."""
    late = sorted((pair for pair in _floats(facts) if pair[1] < 0), key=lambda pair: pair[1])
    found = [task(each, _("{days} too late.").format(days=_days(-spare))) for each, spare in late]
    return share(Point.NEGATIVE_FLOAT, threshold, found, len(facts.open), nothing_open())


def no_length(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves whose length is a guess, and tasks that are nowhere in time."""
    found = [
        task(each, _("Nobody said how long it takes.")) for each in facts.open if each.id in facts.no_length
    ]
    found += [Finding("task", id, name, _("Nobody said when it is.")) for id, name in facts.unplaced.items()]
    of = len(facts.open) + len(facts.unplaced)
    return share(Point.NO_LENGTH, threshold, found, of, nothing_open())


def high_duration(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves with more days of work than so many. Those whose length nobody said are left out."""
    most = float(threshold.measure or 0)
    known = [each for each in facts.open if each.duration and each.id not in facts.no_length]
    lengths = ((each, facts.days(each, each.duration)) for each in known)
    found = [
        task(each, _("Takes {days}.").format(days=_days(length))) for each, length in lengths if length > most
    ]
    nothing = _("Of no open task it is known how long it takes.") if facts.open else nothing_open()
    return share(Point.HIGH_DURATION, threshold, found, len(known), nothing)


def invalid_dates(facts: Facts, threshold: Threshold) -> Outcome:
    """Work done after the status date, work still to be done before it, and work that finished before it started."""
    found = [task(each, note) for each in facts.leaves if (note := _invalid(facts, each))]
    nothing = _("The plan has no tasks with dates.")
    return share(Point.INVALID_DATES, threshold, found, len(facts.leaves), nothing)


def _invalid(facts: Facts, each: Activity) -> str:
    started, finished, status = each.actual_start, each.actual_finish, facts.status
    if finished is not None:
        if started is not None and finished < started:
            return _("Finished before it started.")
        last = moment(finished - 1).date()  # the midnight that ends a day is that day
        over = finished > status and last > moment(status).date()
        return (
            _("Finished on {day}, after {status}.").format(day=format_date(last), status=_day(status))
            if over
            else ""
        )
    if started is not None and moment(started).date() > moment(status).date():
        return _("Started on {day}, after {status}.").format(day=_day(started), status=_day(status))
    slot = facts.slots[each.id]
    if started is None and slot.start < status:
        text = _("Planned to start on {day}, before {status}, and not started.")
        return text.format(day=_day(slot.start), status=_day(status))
    if slot.finish < status:
        text = _("Planned to finish on {day}, before {status}, and not finished.")
        return text.format(day=_day(slot.finish - 1), status=_day(status))
    return ""


def _floats(facts: Facts) -> Iterator[tuple[Activity, float]]:
    for each in facts.open:
        yield each, facts.days(each, facts.slots[each.id].total_float)


def _by_hand(each: Activity) -> bool:
    return each.fixed_start is not None or each.fixed_finish is not None


def _room(spare: float) -> str:
    return _("Can slip {days}.").format(days=_days(spare))


def _days(length: float) -> str:
    return days(Decimal(str(round(length, 1))))


def _day(at: Instant) -> str:
    return format_date(moment(at).date())
