# SPDX-License-Identifier: Apache-2.0
"""The two passes: the earliest start of each node, and the latest that delays nothing.

Times are numbers on each node's own axis and are always of its start. The full passes are loops over lists; what they
do at a node that has more than plain links, and what a change does at one node, is in functions of that node.
"""

from dataclasses import dataclass

from portfolio_desktop.domain.schedule.calendars import Calendar, Instant, Minutes
from portfolio_desktop.domain.schedule.network import Joint, Network
from portfolio_desktop.domain.schedule.placing import BEGUN, GATED, NEVER, State, number


@dataclass(slots=True)
class Early:
    """The outcome of a forward pass.

    `beyond` are the milestones that stand at the later side of a gap; `firsts` are the instants at which summaries start
    from whose start something waits, by their gate.
    """

    starts: list[Minutes]
    beyond: set[int]
    firsts: dict[int, Instant]

    def copy(self) -> "Early":
        return Early(self.starts.copy(), self.beyond.copy(), self.firsts.copy())


@dataclass(frozen=True, slots=True)
class Dates:
    """The early dates as they are meant to be, and when projects end.

    `finishes` are the last finishes of the projects, `lasts` the same on each ground, and `ends` those of them that
    count for late dates: where a project is to be finished by a date, that date. `held` are the latest starts of the
    leaves that come first in a summary which is to start by a date.
    """

    early: Early
    finishes: dict[str, Instant]
    lasts: list[Minutes]
    ends: list[Minutes]
    held: dict[int, Minutes]


def forward(net: Network) -> Early:
    """The earliest start of every node."""
    starts = net.floor.copy()
    early = Early(starts, set(), {})
    for node, (plain, joints, span) in enumerate(zip(net.plain_in, net.joints_in, net.span, strict=True)):
        if plain:
            start = starts[node]
            for tail, weight in plain:
                reached = starts[tail] + weight
                if reached > start:
                    start = reached
            starts[node] = start
        if not span:
            starts[node] = _jointed(net, early, node, starts[node])
        elif joints:
            start = starts[node]
            for joint in joints:
                if crossing := joint.crossing:
                    tail, _head, out, into, weight, gap, later = crossing
                    reached = into.before(out.starts_at(starts[tail] + gap) + later) + weight
                else:
                    reached = reach(net, early, joint)[0]
                if reached > start:
                    start = reached
            starts[node] = start
    return early


def start_of(net: Network, early: Early, node: int) -> Minutes:
    """The earliest start of one node, given those of all that it waits for."""
    start = net.floor[node]
    for tail, weight in net.plain_in[node]:
        start = max(start, early.starts[tail] + weight)
    if net.joints_in[node] or not net.span[node]:
        start = _jointed(net, early, node, start)
    return start


def _jointed(net: Network, early: Early, node: int, start: Minutes) -> Minutes:
    """The earliest start of a node that has joints, or may stand at either side of a gap."""
    if net.state[node] is State.FIRST_START:
        early.firsts[node] = min(reach(net, early, joint)[0] for joint in net.joints_in[node])
        return early.firsts[node]
    beyond = False
    if not net.span[node] and start == net.floor[node]:
        axis, floor_at = net.axis[node], net.floor_at[node]
        beyond = axis is not None and floor_at > axis.finishes_at(axis.before(floor_at))
    for joint in net.joints_in[node]:
        reached, later = reach(net, early, joint)
        if reached > start:
            start, beyond = reached, later
        elif reached == start:
            beyond |= later
    if beyond:
        early.beyond.add(node)
    else:
        early.beyond.discard(node)
    return start


def reach(net: Network, early: Early, joint: Joint) -> tuple[Minutes, bool]:
    """The start to which a joint holds its head, and whether a milestone there stands beyond a gap."""
    tail, head, from_start, weight, elapsed, lag, at, plain, _crossing = joint
    if plain is not None:
        later = from_start if net.span[tail] else tail in early.beyond
        beyond = later and not net.span[head] and _at_gap(net.axis[tail], early.starts[tail])
        return early.starts[tail] + plain, beyond
    at = (edge(net, early.starts, early.beyond, tail, from_start) if at is None else at) + elapsed
    if lag is not None:
        calendar, work = lag
        at = calendar.finishes_at(calendar.before(at) + work)
    axis = net.axis[head]
    if axis is None:
        return at + weight, False
    there = axis.before(at)
    return there + weight, not net.span[head] and at > axis.finishes_at(there)


def _at_gap(axis: Calendar | None, work: Minutes) -> bool:
    return axis is not None and axis.starts_at(work) > axis.finishes_at(work)


def edge(net: Network, starts: list[Minutes], beyond: set[int], node: int, at_start: bool) -> Instant:
    """The instant at which a node starts or finishes when its start has the number that `starts` says."""
    axis, start, span = net.axis[node], starts[node], net.span[node]
    if axis is None:
        return start if at_start else start + span
    if at_start if span else node in beyond:
        return axis.starts_at(start)
    return axis.finishes_at(start + span)


def last_finishes(net: Network, early: Early) -> dict[str, Instant]:
    """When the last activity of each project finishes."""
    tops = [-NEVER] * (len(net.grounds.all) + 1)  # the last is that of gates, whose ground is numbered -1
    for ground, start, span in zip(net.ground, early.starts, net.span, strict=True):
        if start + span > tops[ground]:
            tops[ground] = start + span
    ends: dict[str, Instant] = {}
    for each, top in zip(net.grounds.all, tops, strict=False):
        if top > -NEVER:
            at = top if each.axis is None else each.axis.finishes_at(top)
            ends[each.project] = max(ends.get(each.project, at), at)
    for node in early.beyond:
        project = net.activity[node].project
        ends[project] = max(ends[project], edge(net, early.starts, early.beyond, node, at_start=False))
    return ends


def on_grounds(net: Network, ends: dict[str, Instant]) -> list[Minutes]:
    """The ends of projects on each ground; the last is that of gates, which end with none."""
    numbers = [
        number(each.axis, ends[each.project]) if each.project in ends else NEVER for each in net.grounds.all
    ]
    return [*numbers, NEVER]


def dated(net: Network, soonest: Early) -> Dates:
    """The dates that follow from how early everything could be."""
    finishes = last_finishes(net, soonest)
    lasts = on_grounds(net, finishes)
    wanted = {project: net.plan.finish_by.get(project, last) for project, last in finishes.items()}
    held = held_firsts(net, soonest)
    return Dates(put_off(net, soonest, lasts, held), finishes, lasts, on_grounds(net, wanted), held)


def held_firsts(net: Network, soonest: Early) -> dict[int, Minutes]:
    """`Dates.held`: as soon as can be, which leaf is the first; each, where several are. None where one has begun."""
    held: dict[int, Minutes] = {}
    for nodes, at in net.start_by:
        if not BEGUN.isdisjoint(net.state[node] for node in nodes):
            continue
        starts = {node: edge(net, soonest.starts, soonest.beyond, node, at_start=True) for node in nodes}
        first = min(starts.values())
        for node in (node for node, start in starts.items() if start == first):
            held[node] = min(number(net.axis[node], at), held.get(node, NEVER))
    return held


def backward(net: Network, dates: Dates) -> list[Minutes]:
    """The latest start of every node with which projects finish by `ends` and nobody's bounds are broken."""
    early, ends = dates.early, dates.ends
    late = [
        cap if cap < (by := ends[ground] - span) else by
        for cap, ground, span in zip(net.cap, net.ground, net.span, strict=True)
    ]
    for node, cap in dates.held.items():
        late[node] = min(late[node], cap)
    plain_out, joints_out = net.plain_out, net.joints_out
    for node in range(len(late) - 1, -1, -1):
        start = late[node]
        for head, weight in plain_out[node]:
            held = late[head] - weight
            if held < start:
                start = held
        for joint in joints_out[node]:
            if crossing := joint.crossing:
                _tail, head, out, into, weight, gap, later = crossing
                held = out.before(into.starts_at(late[head] - weight) - later + 1) - 1 - gap
            else:
                held = hold(net, early, late, joint)
            if held < start:
                start = held
        late[node] = start
    return late


def late_start_of(net: Network, dates: Dates, late: list[Minutes], node: int) -> Minutes:
    """The latest start of one node, given those of all that wait for it."""
    start = min(net.cap[node], dates.ends[net.ground[node]] - net.span[node], dates.held.get(node, NEVER))
    return min(start, room(net, dates.early, late, node))


def room(net: Network, early: Early, starts: list[Minutes], node: int) -> Minutes:
    """The latest start of a node that leaves everybody after it where `starts` has them."""
    start = NEVER
    for head, weight in net.plain_out[node]:
        start = min(start, starts[head] - weight)
    for joint in net.joints_out[node]:
        start = min(start, hold(net, early, starts, joint))
    return start


def hold(net: Network, early: Early, starts: list[Minutes], joint: Joint) -> Minutes:
    """The latest start of a joint's tail with which its head can start as `starts` says: exactly the inverse of `reach`."""
    tail, head, from_start, weight, elapsed, lag, _at, _plain, _crossing = joint
    if net.state[head] is State.FIRST_START and reach(net, early, joint)[0] > early.firsts[head]:
        return NEVER  # another leaf starts first
    there = (net.floor if net.state[head] is State.FIXED else starts)[head] - weight
    axis = net.axis[head]
    at = (there if axis is None else axis.starts_at(there)) - elapsed
    if lag is not None:
        calendar, work = lag
        at = calendar.starts_at(calendar.before(at) - work)
    axis, span = net.axis[tail], net.span[tail]
    if axis is None:
        return at if from_start else at - span
    if from_start if span else tail in early.beyond:
        return axis.before(at + 1) - 1
    return axis.before(at) - span


def put_off(net: Network, soonest: Early, lasts: list[Minutes], held: dict[int, Minutes]) -> Early:
    """The early dates with those activities put off that are to be as late as can be: by their free float, no more.

    Gates are put off too: a leaf may move as far as whoever waits at the gate stays where it is.
    """
    if not net.put_off:
        return soonest
    early = soonest.copy()
    for node in net.put_off:
        if net.state[node] in GATED:
            early.starts[node] = room(net, early, early.starts, node)
        elif net.state[node] is State.FREE:
            cap = min(net.cap[node], held.get(node, NEVER), lasts[net.ground[node]] - net.span[node])
            last = min(cap, room(net, early, early.starts, node))
            if last > early.starts[node]:
                if (
                    node in early.beyond
                ):  # it comes to stand before a gap, so that the next gap is not in its way
                    early.beyond.discard(node)
                    last = min(cap, room(net, early, early.starts, node))
                early.starts[node] = last
    for node in early.firsts:
        early.firsts[node] = min(reach(net, early, joint)[0] for joint in net.joints_in[node])
    return early
