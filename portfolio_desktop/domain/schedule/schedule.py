# SPDX-License-Identifier: Apache-2.0
"""The dates that follow from a plan, and how far each of them can move before it does harm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.domain.schedule.calendars import Instant, Minutes
from portfolio_desktop.domain.schedule.network import Joint, Network, network
from portfolio_desktop.domain.schedule.passes import Dates, Early, backward, dated, edge, forward, reach, room
from portfolio_desktop.domain.schedule.placing import GATED, State, calendar_of
from portfolio_desktop.domain.schedule.plan import Link, Plan


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


@dataclass(frozen=True, kw_only=True, eq=False)
class Schedule:
    """A plan with its dates. Never changes; `reschedule.after` gives the schedule of an edited plan.

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
        if node is not None:
            return self._slot(node)
        return _spanning([self[leaf] for leaf in self.network.outline.leaves(id)])

    def __iter__(self) -> Iterator[str]:
        """The ids of all activities, in the order of the plan."""
        return iter(self.network.outline.of)

    def __len__(self) -> int:
        return len(self.network.outline.of)

    def slots(self) -> dict[str, Slot]:
        """Those of all activities, summaries included, in the order of the plan."""
        with uncollected():
            found = {id: self._slot(node) for id, node in self.network.node.items()}
        for id in self.network.outline.children:
            found[id] = _spanning([found[leaf] for leaf in self.network.outline.leaves(id)])
        return {id: found[id] for id in self}

    def total_float(self, id: str) -> Minutes:
        """How far the finish of a leaf can move before a project ends later or a date that was laid down is missed."""
        return self._total_float(self.network.node[id])

    def critical(self) -> list[str]:
        """The leaves that are not over and have no total float, in the order in which they start."""
        found = ((self[id].start, id) for spare, id in self._floats() if spare <= self.critical_at)
        return [id for _start, id in sorted(found)]

    def near_critical(self, threshold: Minutes) -> list[str]:
        """The leaves that are not critical and have at most so much total float, the least first."""
        return [id for spare, id in sorted(self._floats()) if self.critical_at < spare <= threshold]

    def last(self, leaves: Iterable[str]) -> str | None:
        """The one of some leaves that finishes last; of several that do, one that starts last. None without any."""
        return max(leaves, key=self._end, default=None)

    def driving(self, id: str) -> Link | None:
        """The link that holds a leaf where it is; from the very leaf, where the link comes from a summary."""
        net, node, early = self.network, self.network.node[id], self.dates.early
        driver = self._driver(node)
        if driver is None:
            return None
        for tie in net.ties.into[node]:
            if tie.tail == driver and self._reaches(net.joint(tie), early, early.starts[node]):
                return replace(tie.link, predecessor=self._behind(driver))
        return None

    def _end(self, id: str) -> tuple[Instant, Instant]:
        """The finish and the start of a leaf, without the rest of its slot."""
        net, early, node = self.network, self.dates.early, self.network.node[id]
        finish, start = (edge(net, early.starts, early.beyond, node, at_start) for at_start in (False, True))
        return finish, start

    def _floats(self) -> Iterator[tuple[Minutes, str]]:
        for id, node in self.network.node.items():
            if self.network.state[node] is not State.DONE:
                yield self._total_float(node), id

    def _slot(self, node: int) -> Slot:
        net, early, late = self.network, self.dates.early, self.late
        axis, state, span, at = net.axis[node], net.state[node], net.span[node], early.starts[node]
        if axis is None:
            start, finish, late_start, late_finish = at, at + span, late[node], late[node] + span
        elif span:
            start, finish = axis.starts_at(at), axis.finishes_at(at + span)
            late_start, late_finish = axis.starts_at(late[node]), axis.finishes_at(late[node] + span)
        else:
            start = finish = edge(net, early.starts, early.beyond, node, at_start=True)
            late_start = late_finish = edge(net, late, early.beyond, node, at_start=True)
        if state is State.DONE:
            return Slot(start, finish, start, finish, 0, 0, critical=False, driver=None)
        if state is State.STARTED:
            start = late_start = net.activity[node].actual_start or start
        spare = self._total_float(node)
        if state is State.FIXED and not net.activity[node].elapsed:
            calendar = calendar_of(net.plan, net.activity[node])
            late_start = calendar.starts_at(calendar.before(start) + spare) if spare else start
        tail = self._driver(node)
        return Slot(
            start,
            finish,
            late_start,
            late_finish,
            spare,
            self._free_float(node),
            spare <= self.critical_at,
            None if tail is None else self._behind(tail),
        )

    def _total_float(self, node: int) -> Minutes:
        return self._between(node, self.dates.early.starts[node], self.late[node])

    def _free_float(self, node: int) -> Minutes:
        net, early = self.network, self.dates.early
        last = self.dates.lasts[net.ground[node]] - net.span[node]
        return self._between(node, early.starts[node], min(last, room(net, early, early.starts, node)))

    def _between(self, node: int, start: Minutes, other: Minutes) -> Minutes:
        """How much of the activity's own working time lies between two of its starts; what is over cannot move."""
        net = self.network
        state = net.state[node]
        if state is State.DONE:
            return 0
        if state is not State.FIXED or net.activity[node].elapsed:
            return other - start
        calendar, span = calendar_of(net.plan, net.activity[node]), net.span[node]
        return calendar.before(other + span) - calendar.before(start + span)

    def _driver(self, node: int) -> int | None:
        """The node before it that holds a node where it is."""
        return self._holder(node, self.dates.early)

    def _behind(self, node: int) -> str:
        """The id of a node; of a gate, that of the leaf at which it stands."""
        while self.network.state[node] in GATED:
            holder = self._holder(node, self.soonest)
            if holder is None:
                break
            node = holder
        return self.network.activity[node].id

    def _holder(self, node: int, early: Early) -> int | None:
        """The first of the nodes before one that holds it where `early` has it. Gates hold from where they first were."""
        net, at, starts = self.network, early.starts[node], self.soonest.starts
        for tail, weight in net.plain_in[node]:
            if (starts if net.state[tail] >= State.FIRST_START else early.starts)[tail] + weight >= at:
                return tail
        for joint in net.joints_in[node]:
            if self._reaches(joint, early, at):
                return joint.tail
        return None

    def _reaches(self, joint: Joint, early: Early, at: Minutes) -> bool:
        source = self.soonest if self.network.state[joint.tail] >= State.FIRST_START else early
        reached = reach(self.network, source, joint)[0]
        return reached == at if self.network.state[joint.head] is State.FIRST_START else reached >= at


def schedule(plan: Plan, critical_at: Minutes = 0) -> Schedule:
    """The schedule of a plan. Activities with at most `critical_at` total float are critical.

    Refuses tasks that wait for each other, links from a task to a summary that it lies in, and names that lead nowhere.
    """
    with uncollected():
        net = network(plan)
        soonest = forward(net)
        dates = dated(net, soonest)
        late = backward(net, dates)
    return Schedule(network=net, soonest=soonest, dates=dates, late=late, critical_at=critical_at)


def _spanning(slots: list[Slot]) -> Slot:
    """The slot of a summary of those."""
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
