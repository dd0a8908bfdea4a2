# SPDX-License-Identifier: Apache-2.0
"""A plan as lists of whole numbers, ready for the passes: nodes in an order in which each follows all it waits for.

Where both ends of a link lie on the same axis, the link is one number whatever its kind: the successor's start is at
least the predecessor's start plus that weight. Only links between axes, or with a lag by the clock, are a `Joint`.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

from portfolio_desktop.domain.schedule.calendars import Calendar, Instant, Minutes
from portfolio_desktop.domain.schedule.order import in_order, refuse_circle
from portfolio_desktop.domain.schedule.outline import Outline
from portfolio_desktop.domain.schedule.placing import (
    GATES,
    NEVER,
    Bound,
    Grounds,
    Place,
    State,
    calendar_of,
    for_leaves,
    place,
    start_by,
)
from portfolio_desktop.domain.schedule.plan import (
    FROM_START,
    TO_FINISH,
    Activity,
    Constraint,
    LagKind,
    Link,
    LinkKind,
    Plan,
)
from portfolio_desktop.domain.schedule.ties import Gate, Tie, Ties

Plain = tuple[int, Minutes]
"""The node at the other end of a plain link, and the weight."""


class Crossing(NamedTuple):
    """A joint from work on one calendar to work on another, in what the passes need of it there and back.

    There: `into.before(out.starts_at(tail + gap) + later) + weight` is the head's earliest start. Back, exactly inverse:
    `out.before(into.starts_at(head - weight) - later + 1) - 1 - gap` is the tail's latest.
    """

    tail: int
    head: int
    out: Calendar
    into: Calendar
    weight: Minutes  # on the head's axis, to its start
    gap: Minutes  # on the tail's axis: from its first minute to the one that the link leaves from, its first or its last
    later: Minutes  # by the clock, from the beginning of that minute


class Joint(NamedTuple):
    """A tie between two axes, or one that needs the instants of its ends for another reason."""

    tail: int
    head: int
    from_start: bool
    weight: Minutes  # on the head's axis, to its start
    elapsed: Minutes  # by the clock
    lag: tuple[Calendar, Minutes] | None  # of work, where the head's own axis is plain time and knows none
    at: Instant | None  # where the tail's end is a fact
    plain: Minutes | None  # the weight, were it a plain link
    crossing: (
        Crossing | None
    )  # the same joint, where work lies at both its ends and nothing else is to be heeded


@dataclass(slots=True)
class Network:
    """One row a node, all lists of the same length. Nobody changes the inner lists: an edit replaces them."""

    plan: Plan
    outline: Outline
    grounds: Grounds
    ties: Ties
    node: dict[str, int]  # of each leaf's id
    activity: list[Activity]  # of a gate: its summary
    state: list[State]
    ground: list[int]
    axis: list[Calendar | None]
    span: list[Minutes]
    floor: list[Minutes]
    floor_at: list[Instant]
    cap: list[Minutes]
    plain_in: list[list[Plain]]
    plain_out: list[list[Plain]]
    joints_in: list[tuple[Joint, ...]]
    joints_out: list[tuple[Joint, ...]]
    inherited: dict[str, list[Bound]]  # what is laid down about summaries, by leaf
    start_by: list[tuple[list[int], Instant]]  # the leaves of a summary that is to start by a date
    put_off: list[int]  # those that are as late as can be, and gates, the last first

    def edited(self, plan: Plan) -> "Network":
        """Another of the same nodes, whose rows can be replaced without touching this one's."""
        twin = copy(self)
        for name in _ROWS:
            setattr(twin, name, list(getattr(self, name)))
        twin.plan, twin.ties = plan, self.ties.copy()
        return twin

    def place(self, node: int, activity: Activity) -> None:
        """Give the node of a leaf the row that follows from its activity."""
        put = place(self.plan, self.grounds, activity, self.inherited.get(activity.id, ()))
        self.activity[node] = activity
        self.state[node], self.span[node], self.cap[node] = put.state, put.span, put.cap
        self.ground[node], self.axis[node] = put.ground.number, put.ground.axis
        self.floor[node], self.floor_at[node] = put.floor, put.floor_at

    def wire(self, nodes: Iterable[int]) -> None:
        """Work out anew what the ties of these nodes weigh, at their own end of them."""
        for node in nodes:
            self.plain_in[node], self.joints_in[node] = [], ()
            self.plain_out[node], self.joints_out[node] = [], ()
            for tie in self.ties.into[node]:
                self._lead_in(self.joint(tie))
            for tie in self.ties.out_of[node]:
                self._lead_out(self.joint(tie))

    def wire_all(self) -> None:
        """The same for every node: ties between free nodes of one axis at once, others as joints."""
        axis, span, state, free = self.axis, self.span, self.state, State.FREE
        fs, ff, working = LinkKind.FS, LinkKind.FF, LagKind.WORKING
        plain_in, plain_out = self.plain_in, self.plain_out
        for tie in self.ties.all:
            tail, head, link = tie
            kind, calendar = link.kind, axis[head]
            simple = calendar is not None and axis[tail] is calendar and link.lag_kind is working
            if (
                simple
                and state[tail] is free
                and state[head] is free
                and (span[head] or (kind is fs and span[tail]))
            ):
                weight = link.lag
                if kind is fs:
                    weight += span[tail]
                elif kind is ff:
                    weight += span[tail] - span[head]
                elif kind is LinkKind.SF:
                    weight -= span[head]
                plain_in[head].append((tail, weight))
                plain_out[tail].append((head, weight))
            else:
                joint = self.joint(tie)
                self._lead_in(joint)
                self._lead_out(joint)

    def _lead_in(self, joint: Joint) -> None:
        """Dates that stand, whoever set them, wait for nobody. A milestone must know on which side of a gap it is held."""
        head, tail = joint.head, joint.tail
        if self.state[head] is State.FIXED or self.state[head] is State.DONE:
            return
        sided = not self.span[head] and (joint.from_start or not self.span[tail])
        if joint.plain is None or sided:
            self.joints_in[head] += (joint,)
        else:
            self.plain_in[head].append((tail, joint.plain))

    def _lead_out(self, joint: Joint) -> None:
        """What is over is not held back by what follows; nor is a start that is a fact. Dates set by hand do not yield."""
        tail = joint.tail
        if self.state[joint.head] is State.DONE or joint.at is not None:
            return
        if joint.plain is None or self.state[joint.head] is State.FIXED:
            self.joints_out[tail] += (joint,)
        else:
            self.plain_out[tail].append((joint.head, joint.plain))

    def joint(self, tie: Tie) -> Joint:
        """A tie in numbers."""
        tail, head, link = tie
        from_start = link.kind in FROM_START
        lag, by_clock = self._lag(tail, link) if link.lag else (0, False)
        weight = -self.span[head] if link.kind in TO_FINISH else 0
        elapsed, of_work = 0, None
        if by_clock and self.axis[head] is not None:
            elapsed = lag
        elif by_clock or self.axis[head] is not None or not lag:
            weight += lag
        else:
            of_work = calendar_of(self.plan, self.activity[head]), lag
        at = self.activity[tail].actual_start if from_start and self.state[tail] is State.STARTED else None
        plain = None
        same = self.axis[tail] is self.axis[head] and self.state[head] is not State.FIRST_START
        if same and not elapsed and of_work is None and at is None:
            plain = weight if from_start else weight + self.span[tail]
        crossing = None
        if plain is None and of_work is None and at is None:
            crossing = self._crossing(tail, head, from_start, weight, elapsed)
        return Joint(tail, head, from_start, weight, elapsed, of_work, at, plain, crossing)

    def _crossing(
        self, tail: int, head: int, from_start: bool, weight: Minutes, elapsed: Minutes
    ) -> Crossing | None:
        out, into = self.axis[tail], self.axis[head]
        if out is None or into is None or not self.span[tail] or not self.span[head]:
            return None
        gap, later = (0, elapsed) if from_start else (self.span[tail] - 1, elapsed + 1)
        return Crossing(tail, head, out, into, weight, gap, later)

    def _lag(self, tail: int, link: Link) -> tuple[Minutes, bool]:
        """A link's lag, and whether it is by the clock."""
        if link.lag_kind is not LagKind.PERCENT:
            return link.lag, link.lag_kind is LagKind.ELAPSED
        before = self.activity[tail]  # the summary itself, where the link comes from one
        return (before.duration * link.lag + 50) // 100, before.elapsed


_ROWS = (
    *("activity", "state", "ground", "axis", "span", "floor", "floor_at", "cap"),
    *("plain_in", "plain_out", "joints_in", "joints_out"),
)


def network(plan: Plan) -> Network:
    """The network of a plan; refuses one that cannot be scheduled, naming the tasks."""
    outline = Outline(plan.activities)
    ties = Ties(outline, plan.links)
    owners = [outline.of[id] for id in outline.places] + [
        outline.of[summary] for summary, _state in ties.gates
    ]
    order, left = in_order(len(owners), ties.all)
    if left:
        refuse_circle(left, ties.all, owners, plan.titles)
    ties.number(order)
    made = _laid_out(plan, outline, ties, [owners[raw] for raw in order], _gates(outline, ties.gates, order))
    made.wire_all()
    return made


def _gates(outline: Outline, gates: Iterable[Gate], order: list[int]) -> dict[int, State]:
    """Which nodes are gates, and of which kind."""
    kinds = [state for _summary, state in gates]
    leaves = len(outline.places)
    return {node: kinds[raw - leaves] for node, raw in enumerate(order) if raw >= leaves} if kinds else {}


def _laid_out(
    plan: Plan, outline: Outline, ties: Ties, owners: list[Activity], gates: dict[int, State]
) -> Network:
    """The nodes in order, not yet wired."""
    grounds, inherited = Grounds(plan), outline.inherited(for_leaves)
    rows = [
        Place(gates[node], GATES, 0, -NEVER, NEVER, -NEVER)
        if node in gates
        else place(plan, grounds, owner, inherited.get(owner.id, ()))
        for node, owner in enumerate(owners)
    ]
    node_of = {owner.id: node for node, owner in enumerate(owners) if node not in gates}
    late = {leaf for owner in outline.of.values() if _is_put_off(owner) for leaf in outline.leaves(owner.id)}
    return Network(
        plan=plan,
        outline=outline,
        grounds=grounds,
        ties=ties,
        node=node_of,
        activity=owners,
        state=[row.state for row in rows],
        ground=[row.ground.number for row in rows],
        axis=[row.ground.axis for row in rows],
        span=[row.span for row in rows],
        floor=[row.floor for row in rows],
        floor_at=[row.floor_at for row in rows],
        cap=[row.cap for row in rows],
        plain_in=[[] for _row in rows],
        plain_out=[[] for _row in rows],
        joints_in=[()] * len(rows),
        joints_out=[()] * len(rows),
        inherited=inherited,
        start_by=[
            ([node_of[leaf] for leaf in outline.leaves(id)], at)
            for id in outline.children
            if (at := start_by(outline.of[id])) is not None
        ],
        put_off=sorted({node_of[leaf] for leaf in late} | gates.keys(), reverse=True),
    )


def _is_put_off(activity: Activity) -> bool:
    return activity.constraint is Constraint.ALAP
