# SPDX-License-Identifier: Apache-2.0
"""Days at which work ends and by which something has to be there, read from a schedule."""

from datetime import date

from portfolio_desktop.domain.schedule.calendars import DAY, Instant, moment
from portfolio_desktop.domain.schedule.placing import State, calendar_of
from portfolio_desktop.domain.schedule.schedule import Schedule


def last_day(finish: Instant) -> date:
    """The day of a finish. The midnight that ends a day belongs to it."""
    return moment(finish - 1).date()


def latest_day(found: Schedule, task: str) -> date | None:
    """The last day at whose end a task can be given what it waits for without harm: neither its project's end moves nor
    a date that was laid down is missed. None for what has begun or has no place in time, and so waits no more.
    """
    net = found.network
    leaves = net.outline.leaves(task) if task in net.outline.of else []
    waiting = [leaf for leaf in leaves if net.state[net.node[leaf]] in (State.FREE, State.FIXED)]
    if not waiting:
        return None
    first = min(waiting, key=lambda leaf: found[leaf].late_start)
    activity = net.activity[net.node[first]]
    start = found[first].late_start
    if activity.elapsed:
        return last_day(start - start % DAY)
    calendar = calendar_of(found.plan, activity)
    work = calendar.before(start)
    day = last_day(calendar.finishes_at(work))
    ends = (calendar.finishes_at(work) // DAY + 1) * DAY
    if (
        calendar.before(ends) > work
    ):  # the start lies within a day of work, and what comes at its end is too late
        day = last_day(calendar.finishes_at(calendar.before(ends - DAY)))
    return day
