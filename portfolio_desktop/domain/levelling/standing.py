# SPDX-License-Identifier: Apache-2.0
"""Which activities levelling may put off, and how far each can go before a date that stands is broken."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from portfolio_desktop.domain.levelling.profile import NEVER
from portfolio_desktop.domain.schedule.calendars import Minutes
from portfolio_desktop.domain.schedule.network import Network, network
from portfolio_desktop.domain.schedule.passes import room
from portfolio_desktop.domain.schedule.placing import State
from portfolio_desktop.domain.schedule.plan import Activity, Constraint
from portfolio_desktop.domain.schedule.schedule import Schedule

_NOT_HELD: Final = (Constraint.ASAP, Constraint.START_NO_EARLIER)
"""The conditions beside which, or in place of which, an activity can be told not to start before a date."""
_FAR: Final = NEVER >> 8  # an axis with little work in it makes small numbers of late instants
CONSTANT: Final = frozenset({State.FIXED, State.DONE})
"""The states of activities that are where they are."""


def movable(activity: Activity, state: State, projects: Collection[str] | None) -> bool:
    """Whether levelling may put an activity off: it has not started, and nobody has laid down when it is."""
    return (
        state is State.FREE
        and activity.constraint in _NOT_HELD
        and (projects is None or activity.project in projects)
    )


def latest(schedule: Schedule) -> list[Minutes]:
    """The latest start of each node with which what people laid down is kept as well as it is today.

    Deadlines and ends of projects do not count: being late for them is what levelling weighs.
    """
    net, early = schedule.network, schedule.dates.early
    caps = _without_deadlines(net).cap
    late = caps.copy()
    for node in range(len(late) - 1, -1, -1):
        now = early.starts[node]
        if net.state[node] in CONSTANT:
            late[node] = now
            continue
        last = min(caps[node], room(net, early, late, node))
        late[node] = NEVER if last >= _FAR else max(last, now)
    return late


def _without_deadlines(net: Network) -> Network:
    plan = net.plan
    if all(activity.deadline is None for activity in plan.activities):
        return net
    return network(
        replace(plan, activities=tuple(replace(activity, deadline=None) for activity in plan.activities))
    )
