# SPDX-License-Identifier: Apache-2.0
"""The schedule of an edited plan, worked out from that of the plan before it: only what the edit reaches.

A changed node is settled again in the order of the network, and so is whatever waits for it as long as something moves;
the late dates likewise, the other way. The result is the same as that of `schedule` on the new plan.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain
from typing import TypeVar

from portfolio_desktop.domain.schedule.calendars import Minutes
from portfolio_desktop.domain.schedule.network import Network
from portfolio_desktop.domain.schedule.passes import Dates, Early, backward, dated, late_start_of, start_of
from portfolio_desktop.domain.schedule.placing import State
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Link, Plan
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule
from portfolio_desktop.domain.schedule.ties import Tie

T = TypeVar("T")

_MUCH = 0.3
"""The share of the nodes beyond which a whole backward pass is quicker than following what moves."""


def after(before: Schedule, plan: Plan) -> Schedule:
    """The schedule of `plan`, which was edited from the plan of `before`. Refuses what `schedule` refuses.

    What stayed the same is best the same object: identity is seen sooner than equality.
    """
    edit = _edit(before.network, plan)
    if edit is None:
        return schedule(plan, before.critical_at)
    net, touched = edit
    soonest, moved = _forward(net, before.soonest, touched)
    dates = dated(net, soonest)
    if net.put_off:
        pairs = zip(before.dates.early.starts, dates.early.starts, strict=True)
        moved |= {node for node, (was, now) in enumerate(pairs) if was != now}
    late = _backward(net, before, dates, touched | moved)
    return Schedule(network=net, soonest=soonest, dates=dates, late=late, critical_at=before.critical_at)


def _edit(net: Network, plan: Plan) -> tuple[Network, set[int]] | None:
    """The network of the new plan and the nodes whose rows differ; nothing where the network has another shape."""
    old = net.plan
    same = (plan.calendars, plan.starts, plan.status) == (old.calendars, old.starts, old.status)
    if not same or len(plan.activities) != len(old.activities):
        return None
    changed = [
        (was, now)
        for was, now in zip(old.activities, plan.activities, strict=True)
        if was is not now and was != now
    ]
    if any(_reshapes(net, was, now) for was, now in changed):
        return None
    lost, gained = _replaced(old.links, plan.links)
    if not all(link.predecessor in net.node and link.successor in net.node for link in chain(lost, gained)):
        return None
    if any(net.node[link.predecessor] >= net.node[link.successor] for link in gained):
        return None  # another order, or a circle
    return _applied(net, plan, [now for _was, now in changed], lost, gained)


def _reshapes(net: Network, was: Activity, now: Activity) -> bool:
    """Whether an activity is another, lies elsewhere, is a summary, or joins or leaves those that are put off."""
    return (
        (was.id, was.parent, was.project) != (now.id, now.parent, now.project)
        or was.id not in net.node
        or (was.constraint is Constraint.ALAP) != (now.constraint is Constraint.ALAP)
    )


def _replaced(old: Sequence[Link], new: Sequence[Link]) -> tuple[Sequence[Link], Sequence[Link]]:
    """What of one sequence gave way to what of the other, between the parts at both ends that they share."""
    if old is new:
        return (), ()
    head = _shared(old, new)
    tail = min(_shared(reversed(old), reversed(new)), min(len(old), len(new)) - head)
    return old[head : len(old) - tail], new[head : len(new) - tail]


def _shared(one: Iterable[T], other: Iterable[T]) -> int:
    """How many items two iterables begin with in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b and a != b:
            break
        count += 1
    return count


def _applied(
    net: Network, plan: Plan, changed: list[Activity], lost: Sequence[Link], gained: Sequence[Link]
) -> tuple[Network, set[int]]:
    """The network with activities and links replaced, and the nodes whose rows or links may differ."""
    net = net.edited(plan)
    touched: set[int] = set()
    for activity in changed:
        node = net.node[activity.id]
        net.place(node, activity)
        touched.add(node)
        touched.update(tie.tail for tie in net.ties.into[node])
        touched.update(tie.head for tie in net.ties.out_of[node])
    for links, change in ((lost, net.ties.remove), (gained, net.ties.add)):
        for link in links:
            tie = Tie(net.node[link.predecessor], net.node[link.successor], link)
            change(tie)
            touched.update((tie.tail, tie.head))
    net.wire(touched)
    return net, touched


def _forward(net: Network, before: Early, touched: set[int]) -> tuple[Early, set[int]]:
    """The early dates, from those before and the nodes at which something changed; and the nodes that moved."""
    early, moved = before.copy(), set[int]()
    todo, known = sorted(touched), set(touched)
    while todo:
        node = heappop(todo)
        was = early.starts[node], node in early.beyond
        early.starts[node] = start_of(net, early, node)
        if was == (early.starts[node], node in early.beyond):
            continue
        moved.add(node)
        for head in _heads(net, node):
            if head not in known:
                known.add(head)
                heappush(todo, head)
    return early, moved


def _heads(net: Network, node: int) -> Iterator[int]:
    for head, _weight in net.plain_out[node]:
        yield head
    for joint in net.joints_out[node]:
        yield joint.head


def _backward(net: Network, before: Schedule, dates: Dates, unsettled: set[int]) -> list[Minutes]:
    """The late dates, from those before and the nodes whose own bounds or neighbours differ."""
    grounds = len(before.dates.ends) - 1
    ended = {n for n in range(grounds) if before.dates.ends[n] != dates.ends[n]}
    if ended:
        unsettled |= {node for node, ground in enumerate(net.ground) if ground in ended}
    was, now = before.dates.held, dates.held
    unsettled |= {node for node in was.keys() | now.keys() if was.get(node) != now.get(node)}
    for node in list(unsettled):
        if net.state[node] is State.FIRST_START:  # which of its leaves comes first is a matter of early dates
            unsettled.update(tie.tail for tie in net.ties.into[node])
    if len(unsettled) > len(net.state) * _MUCH:
        return backward(net, dates)
    late = before.late.copy()
    todo = [-node for node in unsettled]
    heapify(todo)
    while todo:
        node = -heappop(todo)
        start = late_start_of(net, dates, late, node)
        if start != late[node]:
            late[node] = start
            for tie in net.ties.into[node]:
                if tie.tail not in unsettled:
                    unsettled.add(tie.tail)
                    heappush(todo, -tie.tail)
    return late
