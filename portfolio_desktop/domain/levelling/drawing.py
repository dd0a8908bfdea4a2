# SPDX-License-Identifier: Apache-2.0
"""From a schedule and its pool to the sketch that is solved."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from portfolio_desktop.domain.levelling.pool import Pool, Stretch, to_come, worked
from portfolio_desktop.domain.levelling.profile import NEVER, Step
from portfolio_desktop.domain.levelling.sketch import Aim, Sketch
from portfolio_desktop.domain.levelling.standing import CONSTANT, latest, movable
from portfolio_desktop.domain.schedule.calendars import Calendar, Minutes
from portfolio_desktop.domain.schedule.network import Joint
from portfolio_desktop.domain.schedule.passes import edge, reach
from portfolio_desktop.domain.schedule.placing import GATED, State, number
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.domain.schedule.ties import Tie


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sketch, with the node that each of its jobs is in the network."""

    sketch: Sketch
    nodes: tuple[int, ...]


def draw(schedule: Schedule, pool: Pool, projects: Collection[str] | None = None) -> Drawing:
    """The sketch of a schedule. Only activities of `projects` are put off, where they are given."""
    return _Drawer(schedule, pool, projects).drawing()


class _Drawer:
    """Draws the activities of one schedule as jobs, node by node."""

    def __init__(self, schedule: Schedule, pool: Pool, projects: Collection[str] | None) -> None:
        self._net, self._early = schedule.network, schedule.dates.early
        self._schedule, self._pool, self._projects = schedule, pool, projects
        self._nodes = [n for n, state in enumerate(self._net.state) if state not in GATED]
        self._job = {node: job for job, node in enumerate(self._nodes)}
        self._axis = self._commonest_axis()
        self._latest = latest(schedule)
        self._exact = True
        self._today = [self._start(node) for node in self._nodes]
        self._spans = [self._span(node) for node in self._nodes]
        self._waits: list[dict[int, int]] = [{} for _node in self._nodes]
        self._floors = [self._floor(node) for node in self._nodes]

    def drawing(self) -> Drawing:
        for job, node in enumerate(self._nodes):
            if self._net.state[node] not in CONSTANT:
                for tie in self._net.ties.into[node]:
                    self._wait(job, tie)
        free, needs = self._resources()
        net = self._net
        sketch = Sketch(
            spans=tuple(self._spans),
            floors=tuple(self._floors),
            caps=tuple(self._cap(node) for node in self._nodes),
            moves=tuple(movable(net.activity[n], net.state[n], self._projects) for n in self._nodes),
            needs=tuple(tuple(sorted(own.items())) for own in needs),
            waits=tuple(tuple(own.items()) for own in self._waits),
            free=tuple(free),
            aims=tuple(self._aims()),
            today=tuple(self._today),
            costs=tuple(self._cost(node) for node in self._nodes),
            exact=self._exact,
        )
        return Drawing(sketch, tuple(self._nodes))

    def _commonest_axis(self) -> Calendar | None:
        net = self._net
        counts = Counter(id(net.axis[n]) for n in self._nodes if net.state[n] is State.FREE and net.span[n])
        if not counts:
            return None
        wanted = counts.most_common(1)[0][0]
        return next(axis for axis in net.axis if id(axis) == wanted)

    def _start(self, node: int) -> int:
        if self._net.axis[node] is self._axis:
            return self._early.starts[node]
        return number(self._axis, edge(self._net, self._early.starts, self._early.beyond, node, True))

    def _span(self, node: int) -> int:
        net, early = self._net, self._early
        if net.axis[node] is self._axis:
            return net.span[node]
        if net.state[node] not in CONSTANT:
            self._exact = False
        start, finish = (edge(net, early.starts, early.beyond, node, at_start) for at_start in (True, False))
        return number(self._axis, finish) - number(self._axis, start)

    def _floor(self, node: int) -> int:
        return (
            self._today[self._job[node]]
            if self._net.state[node] in CONSTANT
            else self._on(node, self._net.floor[node])
        )

    def _cap(self, node: int) -> int:
        return NEVER if self._latest[node] >= NEVER else self._on(node, self._latest[node])

    def _on(self, node: int, start: Minutes) -> int:
        """The number of a start on the node's own axis, on that of the sketch."""
        axis = self._net.axis[node]
        if axis is self._axis:
            return start
        return number(self._axis, start if axis is None else axis.starts_at(start))

    def _wait(self, job: int, tie: Tie) -> None:
        """Have a job wait for the tail of a tie; for a gate, for the leaves behind it."""
        net, node = self._net, self._nodes[job]
        joint, state = net.joint(tie), net.state[tie.tail]
        if state in CONSTANT or (state is State.STARTED and joint.at is not None):
            floor = self._on(node, reach(net, self._early, joint)[0])
            self._floors[job] = max(self._floors[job], floor)
        elif state is State.LAST_FINISH:
            for leaf in net.ties.into[tie.tail]:
                self._wait_for(job, leaf.tail, self._gated(joint, leaf.tail))
        elif state is State.FIRST_START:
            self._exact = False
            first = min(net.ties.into[tie.tail], key=lambda leaf: self._start(leaf.tail)).tail
            self._wait_for(job, first, self._reached(joint) - self._start(first))
        else:
            self._wait_for(job, tie.tail, self._weight(joint))

    def _wait_for(self, job: int, tail: int, weight: int) -> None:
        if self._net.state[tail] in CONSTANT:
            floor = self._today[self._job[tail]] + weight
            self._floors[job] = max(self._floors[job], floor)
        else:
            before = self._job[tail]
            self._waits[job][before] = max(weight, self._waits[job].get(before, -NEVER))

    def _weight(self, joint: Joint) -> int:
        if joint.plain is not None and self._net.axis[joint.tail] is self._axis:
            return joint.plain
        self._exact = False
        return self._reached(joint) - self._start(joint.tail)

    def _gated(self, joint: Joint, leaf: int) -> int:
        """How long after the start of a leaf somebody can start who waits for the end of its summary."""
        if joint.elapsed or joint.lag is not None or self._net.axis[joint.head] is not self._axis:
            self._exact = False
        return self._spans[self._job[leaf]] + self._reached(joint) - self._start_of_gate(joint.tail)

    def _start_of_gate(self, gate: int) -> int:
        return number(self._axis, self._early.starts[gate])

    def _reached(self, joint: Joint) -> int:
        """To where a joint holds its head today."""
        return self._on(joint.head, reach(self._net, self._early, joint)[0])

    def _cost(self, node: int) -> int:
        if self._net.state[node] is not State.FREE:
            return 0
        return 1 + self._net.activity[node].priority // 100

    def _aims(self) -> Iterator[Aim]:
        """Each project by its wanted or its present end, each deadline by its date."""
        net, plan = self._net, self._net.plan
        jobs: dict[str, list[int]] = defaultdict(list)
        for job, node in enumerate(self._nodes):
            jobs[net.activity[node].project].append(job)
        for project, own in jobs.items():
            end = number(self._axis, self._schedule.finishes[project])
            due = plan.finish_by.get(project)
            if any(self._net.state[self._nodes[job]] not in CONSTANT for job in own):
                weight = round(
                    sum(1 + net.activity[self._nodes[job]].priority / 100 for job in own) / len(own)
                )
                yield Aim(tuple(own), end if due is None else number(self._axis, due), weight)
        for activity in plan.activities:
            if activity.deadline is not None:
                nodes = [net.node[leaf] for leaf in net.outline.leaves(activity.id)]
                due = number(self._axis, activity.deadline)
                yield Aim(tuple(self._job[node] for node in nodes), due, 1 + activity.priority // 100)

    def _resources(self) -> tuple[list[tuple[Step, ...]], list[dict[int, int]]]:
        """What is left free of each resource by what stands, and what each job needs of it.

        That a resource is away is one more resource, of which each job that would meet with its absence needs one.
        """
        needs: list[dict[int, int]] = [{} for _node in self._nodes]
        place = {id: n for n, id in enumerate(self._pool.resources)}
        taken: list[Counter[int]] = [Counter() for _id in place]
        absent: dict[tuple[Step, ...], int] = {}
        for need in self._pool.needs:
            resource, node = self._pool.resources[need.resource], self._net.node[need.activity]
            job, own = self._job[node], place[need.resource]
            if worked(self._schedule, need.activity) is None or not need.units:
                continue
            if self._net.state[node] in CONSTANT:
                taken[own][self._today[job]] += need.units
                taken[own][self._today[job] + self._spans[job]] -= need.units
                continue
            needs[job][own] = min(resource.units, needs[job].get(own, 0) + need.units)
        for id, stretches in to_come(self._schedule, self._pool).items():
            steps = self._steps(stretches)
            needs[self._job[self._net.node[id]]][absent.setdefault(steps, len(place) + len(absent))] = 1
        free = [
            _left(resource.units, own)
            for resource, own in zip(self._pool.resources.values(), taken, strict=True)
        ]
        return [*free, *absent], needs

    def _steps(self, stretches: Sequence[Stretch]) -> tuple[Step, ...]:
        """Nothing while somebody is away, enough for everybody else."""
        steps: list[Step] = [(-NEVER, len(self._nodes))]
        for start, finish in stretches:
            since, until = number(self._axis, start), number(self._axis, finish)
            if since < until:
                steps += [(since, 0), (until, len(self._nodes))]
        return tuple(steps)


def _left(units: int, taken: Counter[int]) -> tuple[Step, ...]:
    """The steps of what is free, never below nothing."""
    steps: list[Step] = [(-NEVER, units)]
    for at in sorted(taken):
        units -= taken[at]
        steps.append((at, max(0, units)))
    return tuple(steps)
