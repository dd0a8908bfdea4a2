# SPDX-License-Identifier: Apache-2.0
"""The dates that follow from a plan, and how far each of them can move before it does harm."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from portfolio_desktop.domain.schedule.calendars import Instant, Minutes
from portfolio_desktop.domain.schedule.network import Network, network
from portfolio_desktop.domain.schedule.passes import Dates, Early, backward, dated, edge, forward, reach, room
from portfolio_desktop.domain.schedule.placing import GATED, State, calendar_of
from portfolio_desktop.domain.schedule.plan import Activity, Link, Plan


class Slot(NamedTuple):
    """When one activity happens. Floats are in working minutes of its own calendar, by the clock where it is elapsed.

    Of a summary: from the first of its leaves to the last, with the least of their floats.
    """

    start: Instant
    finish: Instant
    late_start: Instant
    late_finish: Instant
    total_float: Minutes
    free_float: Minutes
    critical: bool
    driver: str | None
    """The predecessor that holds it where it is; None where its own dates, its project's or its calendar do."""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A plan with its dates. Never changes; `after` gives the schedule of an edited plan.

    `soonest` is how early everything could be, and `dates` the same with what is to be as late as can be put off.
    """

    network: Network
    soonest: Early
    dates: Dates
    late: list[Minutes]
    critical_at: Minutes = 0

    @property
    def plan(self) -> Plan:
        return self.network.plan

    @property
    def finishes(self) -> dict[str, Instant]:
        """When the last activity of each project finishes."""
        return self.dates.finishes

    def __getitem__(self, id: str) -> Slot:
        node = self.network.node.get(id)
        return self._slot(node) if node is not None else self._summary(id)

    def __iter__(self) -> Iterator[str]:
        """The ids of all activities, in the order of the plan."""
        return iter(self.network.outline.of)

    def __len__(self) -> int:
        return len(self.network.outline.of)

    def slots(self) -> dict[str, Slot]:
        """Those of all activities, summaries included, in the order of the plan."""
        return {id: self[id] for id in self}

    def total_float(self, id: str) -> Minutes:
        """How far the finish of a leaf can move before a project ends later or a date that was laid down is missed."""
        return self._total_float(self.network.node[id])

    def near_critical(self, threshold: Minutes) -> list[str]:
        """The leaves that are not critical and have at most so much total float, the least first."""
        floats = ((self.total_float(id), id) for id in self.network.node if not self._over(id))
        return [
            id for spare, id in sorted(each for each in floats if self.critical_at < each[0] <= threshold)
        ]

    def critical(self) -> list[str]:
        """The leaves with no total float or less, in the order of their start."""
        floats = (
            (self.dates.early.starts[n], id) for id, n in self.network.node.items() if self._is_critical(n)
        )
        return [id for _start, id in sorted(floats)]

    def _over(self, id: str) -> bool:
        return self.network.state[self.network.node[id]] is State.DONE

    def _slot(self, node: int) -> Slot:
        net, early = self.network, self.dates.early
        activity, state = net.activity[node], net.state[node]
        start = edge(net, early.starts, early.beyond, node, at_start=True)
        finish = edge(net, early.starts, early.beyond, node, at_start=False)
        if state is State.DONE:
            return Slot(start, finish, start, finish, 0, 0, critical=False, driver=None)
        late_start = edge(net, self.late, early.beyond, node, at_start=True)
        late_finish = edge(net, self.late, early.beyond, node, at_start=False)
        if activity.actual_start is not None:
            start = late_start = activity.actual_start
        spare = self._total_float(node)
        critical = spare <= self.critical_at
        held = self.driving(activity.id)
        driver = None if held is None else held.predecessor
        return Slot(start, finish, late_start, late_finish, spare, self._free_float(node), critical, driver)

    def _summary(self, id: str) -> Slot:
        slots = [self[leaf] for leaf in self.network.outline.leaves(id)]
        return Slot(
            min(slot.start for slot in slots),
            max(slot.finish for slot in slots),
            min(slot.late_start for slot in slots),
            max(slot.late_finish for slot in slots),
            min(slot.total_float for slot in slots),
            min(slot.free_float for slot in slots),
            critical=any(slot.critical for slot in slots),
            driver=None,
        )

    def _is_critical(self, node: int) -> bool:
        return self.network.state[node] is not State.DONE and self._total_float(node) <= self.critical_at

    def _total_float(self, node: int) -> Minutes:
        if self.network.state[node] is State.DONE:
            return 0
        return self._between(node, self.dates.early.starts[node], self.late[node])

    def _free_float(self, node: int) -> Minutes:
        net, early = self.network, self.dates.early
        last = self.dates.lasts[net.ground[node]] - net.span[node]
        return self._between(node, early.starts[node], min(last, room(net, early, early.starts, node)))

    def _between(self, node: int, start: Minutes, other: Minutes) -> Minutes:
        """How much of the activity's own working time lies between two of its starts."""
        net = self.network
        activity = net.activity[node]
        if net.state[node] is not State.FIXED or activity.elapsed:
            return other - start
        calendar, span = calendar_of(net.plan, activity), net.span[node]
        return calendar.before(other + span) - calendar.before(start + span)

    def driving(self, id: str) -> Link | None:
        """The link that holds a leaf where it is, from the very leaf where the link comes from a summary."""
        net, node = self.network, self.network.node[id]
        if net.state[node] not in (State.FREE, State.STARTED):
            return None
        for tie in net.ties.into[node]:
            if reach(net, self.dates.early, net.joint(tie))[0] >= self.dates.early.starts[node]:
                return replace(tie.link, predecessor=self._behind(tie.tail).id)
        return None

    def _behind(self, node: int) -> Activity:
        """The activity of a node; of a gate, the leaf at which it stands."""
        net, early = self.network, self.soonest
        while net.state[node] in GATED:
            at = early.starts[node]
            node = next(t.tail for t in net.ties.into[node] if reach(net, early, net.joint(t))[0] == at)
        return net.activity[node]


def schedule(plan: Plan, critical_at: Minutes = 0) -> Schedule:
    """The schedule of a plan. Activities with at most `critical_at` total float are critical.

    Refuses tasks that wait for each other, links from a task to a summary that it lies in, and names that lead nowhere.
    """
    net = network(plan)
    soonest = forward(net)
    dates = dated(net, soonest)
    return Schedule(
        network=net, soonest=soonest, dates=dates, late=backward(net, dates), critical_at=critical_at
    )
