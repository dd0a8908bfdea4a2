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
)
from portfolio_desktop.domain.schedule.plan import (
    FROM_START,
    TO_FINISH,
    Activity,
    Constraint,
    LagKind,
    Link,
    Plan,
)
from portfolio_desktop.domain.schedule.ties import Tie, expanded

_PINNED = frozenset({State.FIXED, State.DONE})


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


Plain = tuple[int, Minutes]
"""The node at the other end of a plain link, and the weight."""


@dataclass(slots=True)
class Network:
    """One row a node, all lists of the same length. Nobody changes the inner lists: an edit replaces them."""

    plan: Plan
    outline: Outline
    grounds: Grounds
    node: dict[str, int]  # of each leaf's id
    activity: list[Activity]  # of a gate: its summary
    state: list[State]
    ground: list[int]
    axis: list[Calendar | None]
    span: list[Minutes]
    floor: list[Minutes]
    floor_at: list[Instant]
    cap: list[Minutes]
    ties_in: list[list[Tie]]
    ties_out: list[list[Tie]]
    plain_in: list[list[Plain]]
    plain_out: list[list[Plain]]
    joints_in: list[tuple[Joint, ...]]
    joints_out: list[tuple[Joint, ...]]
    inherited: dict[str, list[Bound]]  # what is laid down about summaries, by leaf
    put_off: list[int]  # those that are as late as can be, and gates, the last first

    def edited(self, plan: Plan) -> "Network":
        """Another of the same nodes and ties, whose rows can be replaced without touching this one's."""
        twin = copy(self)
        for name in _ROWS:
            setattr(twin, name, list(getattr(self, name)))
        twin.plan = plan
        return twin

    def place(self, node: int) -> None:
        """Give the node of a leaf the row that follows from its activity."""
        activity = self.activity[node]
        self.put(node, place(self.plan, self.grounds, activity, self.inherited.get(activity.id, ())))

    def put(self, node: int, place: Place) -> None:
        """Give a node its row, ties aside."""
        self.state[node] = place.state
        self.ground[node] = place.ground.number
        self.axis[node] = place.ground.axis
        self.span[node] = place.span
        self.floor[node] = place.floor
        self.floor_at[node] = place.floor_at
        self.cap[node] = place.cap

    def wire(self, nodes: Iterable[int]) -> None:
        """Work out anew what the ties of these nodes weigh, at both of their ends."""
        for node in nodes:
            self.plain_in[node], self.joints_in[node] = [], ()
            self.plain_out[node], self.joints_out[node] = [], ()
            for tie in self.ties_in[node]:
                self._lead_in(self.joint(tie))
            for tie in self.ties_out[node]:
                self._lead_out(self.joint(tie))

    def _lead_in(self, joint: Joint) -> None:
        """Dates that stand, whoever set them, wait for nobody. A milestone must know which side of a gap it is on."""
        head = joint.head
        if self.state[head] in _PINNED:
            return
        if joint.plain is None or not self.span[head]:
            self.joints_in[head] += (joint,)
        else:
            self.plain_in[head].append((joint.tail, joint.plain))

    def _lead_out(self, joint: Joint) -> None:
        """What is over is not held back by what follows, and holds nothing back itself."""
        tail = joint.tail
        if self.state[joint.head] is State.DONE or joint.at is not None:
            return
        if joint.plain is None:
            self.joints_out[tail] += (joint,)
        else:
            self.plain_out[tail].append((joint.head, joint.plain))

    def joint(self, tie: Tie) -> Joint:
        """A tie in numbers."""
        tail, head, link = tie
        from_start = link.kind in FROM_START
        lag, by_clock = self._lag(tail, link)
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
        return Joint(tail, head, from_start, weight, elapsed, of_work, at, plain)

    def _lag(self, tail: int, link: Link) -> tuple[Minutes, bool]:
        """A link's lag, and whether it is by the clock."""
        if link.lag_kind is not LagKind.PERCENT:
            return link.lag, link.lag_kind is LagKind.ELAPSED
        before = self.activity[tail]  # the summary itself, where the link comes from one
        return (before.duration * link.lag + 50) // 100, before.elapsed


_ROWS = (
    *("activity", "state", "ground", "axis", "span", "floor", "floor_at", "cap"),
    *("ties_in", "ties_out", "plain_in", "plain_out", "joints_in", "joints_out"),
)


def network(plan: Plan) -> Network:
    """The network of a plan; refuses one that cannot be scheduled, naming the tasks."""
    outline = Outline(plan.activities)
    ties, gates = expanded(outline, plan.links)
    leaves = [outline.of[id] for id in outline.places]
    owners = leaves + [outline.of[summary] for summary, _state in gates]
    pairs = [(tail, head) for tail, head, _link in ties]
    order, left = in_order(len(owners), pairs)
    if left:
        refuse_circle(left, pairs, [owner.name for owner in owners])
    made = _empty(plan, outline, [owners[raw] for raw in order])
    made.node = {owners[raw].id: node for node, raw in enumerate(order) if raw < len(leaves)}
    for node, raw in enumerate(order):
        if raw < len(leaves):
            made.place(node)
        else:
            made.put(node, Place(gates[raw - len(leaves)][1], GATES, 0, -NEVER, NEVER, -NEVER))
    _tie(made, ties, order)
    alap = (made.node[leaf.id] for leaf in leaves if leaf.constraint is Constraint.ALAP)
    gates_at = (node for node, raw in enumerate(order) if raw >= len(leaves))
    made.put_off = sorted((*alap, *gates_at), reverse=True)
    return made


def _empty(plan: Plan, outline: Outline, owners: list[Activity]) -> Network:
    count = len(owners)
    return Network(
        plan=plan,
        outline=outline,
        grounds=Grounds(plan),
        node={},
        activity=owners,
        state=[State.FREE] * count,
        ground=[0] * count,
        axis=[None] * count,
        span=[0] * count,
        floor=[0] * count,
        floor_at=[0] * count,
        cap=[0] * count,
        ties_in=[[] for _node in owners],
        ties_out=[[] for _node in owners],
        plain_in=[[] for _node in owners],
        plain_out=[[] for _node in owners],
        joints_in=[()] * count,
        joints_out=[()] * count,
        inherited=outline.inherited(for_leaves),
        put_off=[],
    )


def _tie(made: Network, ties: list[Tie], order: list[int]) -> None:
    """Hang every tie on its two nodes, which are now numbered by their order."""
    rank = [0] * len(order)
    for node, raw in enumerate(order):
        rank[raw] = node
    for tail, head, link in ties:
        tie = Tie(rank[tail], rank[head], link)
        made.ties_in[tie.head].append(tie)
        made.ties_out[tie.tail].append(tie)
    made.wire(range(len(order)))
