# SPDX-License-Identifier: Apache-2.0
"""A schedule worked out slowly and plainly, to hold the product's against.

Working time is a list of minutes written out one by one; dates are found by moving an activity a minute at a time until
every link holds. Nothing here is shared with the product but the shapes of its input.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta

from portfolio_desktop.domain.schedule.calendars import Calendar
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, LagKind, Link, LinkKind, Plan

DAY = 1440
EPOCH = date(1970, 1, 1)
FAR = 10**9


@dataclass
class Times:
    start: int
    finish: int
    late_start: int
    late_finish: int
    total_float: int
    free_float: int


class Axis:
    """Working minutes by number, over the days from `first` to `last`; or all minutes, of which number and time agree."""

    def __init__(self, calendar: Calendar | None, first: int = 0, last: int = 0) -> None:
        self.minutes: list[int] | None = None
        if calendar is not None:
            self.minutes = []
            for day in range(first, last):
                on = EPOCH + timedelta(days=day)
                for start, finish in calendar.exceptions.get(on, calendar.week[on.weekday()]):
                    self.minutes += range(day * DAY + start, day * DAY + finish)

    def before(self, at: int) -> int:
        return at if self.minutes is None else bisect_left(self.minutes, at)

    def start(self, number: int) -> int:
        if self.minutes is None:
            return number
        assert number >= 0, "before the days that were written out"
        return self.minutes[number]

    def finish(self, number: int) -> int:
        if self.minutes is None:
            return number
        assert number > 0, "before the days that were written out"
        return self.minutes[number - 1] + 1


@dataclass
class Node:
    """One leaf. `at` and `late` are numbers of its start on its axis."""

    activity: Activity
    axis: Axis
    own: Axis
    span: int
    kind: str
    floors: list[int] = field(default_factory=list)  # instants before which it cannot start
    finish_floors: list[int] = field(default_factory=list)
    caps: list[int] = field(default_factory=list)  # numbers beyond which it must not start
    at: int = -FAR
    late: int = FAR
    beyond: bool = False
    work: Axis | None = None  # of its calendar, even where it is by the clock

    def instant(self, number: int, from_start: bool) -> int:
        if from_start and self.kind == "started":
            assert self.activity.actual_start is not None
            return self.activity.actual_start
        later = from_start if self.span else self.beyond
        return self.axis.start(number) if later else self.axis.finish(number + self.span)


class Slow:
    """The schedule of a plan. `days` are those over which working time is written out."""

    def __init__(self, plan: Plan, first: int, last: int) -> None:
        self.plan = plan
        self.of = {activity.id: activity for activity in plan.activities}
        self.parents = {activity.parent for activity in plan.activities}
        self.axes = {key: Axis(calendar, first, last) for key, calendar in plan.calendars.items()}
        self.nodes = {a.id: self.node(a) for a in plan.activities if a.id not in self.parents}
        self.forward()
        self.ends = self.finishes()
        self.start_by()
        self.put_off()
        self.backward()

    def above(self, id: str) -> list[str]:
        found, parent = [], self.of[id].parent
        while parent is not None:
            found.append(parent)
            parent = self.of[parent].parent
        return found

    def leaves(self, id: str) -> list[str]:
        return [leaf for leaf in self.nodes if leaf == id or id in self.above(leaf)]

    # --- what each activity brings

    def node(self, a: Activity) -> Node:
        plan, plain = self.plan, Axis(None)
        key = a.calendar or (a.project if a.project in plan.calendars else "")
        own, work = plain if a.elapsed else self.axes[key], self.axes[key]
        start, status = plan.starts[a.project], plan.status.get(a.project)
        if a.actual_finish is not None:
            begun = a.actual_start
            if begun is None:
                begun = self.moved(own, a.actual_finish, -a.duration)
            return self.pinned(a, own, begun, a.actual_finish, "done")
        if a.fixed_start is not None or a.fixed_finish is not None:
            begun, ended = a.fixed_start if a.actual_start is None else a.actual_start, a.fixed_finish
            if begun is None and ended is not None:
                begun = self.moved(own, ended, -a.duration)
            if ended is None and begun is not None:
                ended = self.moved(own, begun, a.duration)
            assert begun is not None
            assert ended is not None
            node = self.pinned(a, own, begun, ended, "fixed")
        elif a.actual_start is not None:
            node = Node(a, own, own, a.duration if a.remaining is None else a.remaining, "started")
            node.floors.append(a.actual_start)
            if status is not None:
                node.floors.append(status)
            else:
                done = max(a.duration - node.span, 0)
                node.at = own.before(a.actual_start) + done
        else:
            node = Node(a, own, own, a.duration, "free")
            node.floors.append(start)
            if status is not None:
                node.floors.append(status)
        node.work = work
        self.bound(node)
        return node

    @staticmethod
    def moved(axis: Axis, at: int, work: int) -> int:
        if not work or axis.minutes is None:
            return at + work
        number = axis.before(at) + work
        return axis.finish(number) if work > 0 else axis.start(number)

    @staticmethod
    def pinned(a: Activity, own: Axis, start: int, finish: int, kind: str) -> Node:
        return Node(a, Axis(None), own, finish - start, kind, at=start)

    def bound(self, node: Node) -> None:
        a = node.activity
        laid = [(a.constraint, a.constraint_at), (Constraint.FINISH_NO_LATER, a.deadline)]
        for id in self.above(a.id):
            summary = self.of[id]
            laid.append((Constraint.FINISH_NO_LATER, summary.deadline))
            if summary.constraint in (Constraint.START_NO_EARLIER, Constraint.MUST_START_ON):
                laid.append((Constraint.START_NO_EARLIER, summary.constraint_at))
            if summary.constraint in (Constraint.FINISH_NO_LATER, Constraint.MUST_FINISH_ON):
                laid.append((Constraint.FINISH_NO_LATER, summary.constraint_at))
        for kind, at in laid:
            if at is None:
                continue
            if kind in (Constraint.START_NO_EARLIER, Constraint.MUST_START_ON) and node.kind == "free":
                node.floors.append(at)
            if kind in (Constraint.FINISH_NO_EARLIER, Constraint.MUST_FINISH_ON) and node.kind != "fixed":
                node.finish_floors.append(at)
            if kind in (Constraint.START_NO_LATER, Constraint.MUST_START_ON) and node.kind != "started":
                node.caps.append(node.axis.before(at))
            if kind in (Constraint.FINISH_NO_LATER, Constraint.MUST_FINISH_ON):
                node.caps.append(node.axis.before(at) - node.span)

    # --- links

    def lag(self, link: Link, head: Node) -> tuple[int, int]:
        """As working time of the head, and by the clock."""
        lag, by_clock = link.lag, link.lag_kind is LagKind.ELAPSED
        if link.lag_kind is LagKind.PERCENT:
            before = self.of[link.predecessor]
            lag, by_clock = (before.duration * link.lag + 50) // 100, before.elapsed
        return (0, lag) if by_clock else (lag, 0)

    def bounds(self, link: Link, head: Node, source: int) -> tuple[int, bool]:
        """The number to which a source holds the linked end of the head, and whether that is beyond a gap."""
        lag, by_clock = self.lag(link, head)
        at = source + by_clock
        if lag and head.axis.minutes is None:
            assert head.work is not None
            at, lag = head.work.finish(head.work.before(at) + lag), 0
        number = head.axis.before(at)
        beyond = head.axis.minutes is not None and at > head.axis.finish(number)
        return number + lag - (head.span if link.kind in (LinkKind.FF, LinkKind.SF) else 0), beyond

    def source(self, link: Link) -> int:
        """The instant of the end of the predecessor at which a link begins."""
        from_start = link.kind in (LinkKind.SS, LinkKind.SF)
        tails = [self.nodes[leaf] for leaf in self.leaves(link.predecessor)]
        ends = [tail.instant(tail.at, from_start) for tail in tails]
        return min(ends) if from_start else max(ends)

    def forward(self) -> None:
        for node in self.nodes.values():
            if node.kind in ("free", "started"):
                for at in node.floors:
                    node.at = max(node.at, node.axis.before(at))
                for at in node.finish_floors:
                    node.at = max(node.at, node.axis.before(at) - node.span)
        moved = True
        while moved:
            moved = False
            for node in self.nodes.values():
                moved |= self.settle(node)

    def settle(self, node: Node) -> bool:
        """Raise a node to all that holds it, and put a milestone on the side of the gap on which it is held."""
        if node.kind not in ("free", "started"):
            return False
        was = node.at, node.beyond
        held = [(node.axis.before(at), self.past(node, at)) for at in node.floors]
        held += [(node.axis.before(at) - node.span, self.past(node, at)) for at in node.finish_floors]
        for link in self.plan.links:
            if node.activity.id in self.leaves(link.successor):
                held.append(self.bounds(link, node, self.source(link)))
        node.at = max([node.at, *(number for number, _beyond in held)])
        node.beyond = not node.span and any(beyond for number, beyond in held if number == node.at)
        return was != (node.at, node.beyond)

    @staticmethod
    def past(node: Node, at: int) -> bool:
        return node.axis.minutes is not None and at > node.axis.finish(node.axis.before(at))

    def start_by(self) -> None:
        """What comes first in a summary that is to start by a date must do so, unless some of it has begun."""
        for id in self.parents - {None}:
            summary = self.of[str(id)]
            leaves = [self.nodes[leaf] for leaf in self.leaves(summary.id)]
            wanted = summary.constraint in (Constraint.START_NO_LATER, Constraint.MUST_START_ON)
            if wanted and not any(leaf.kind in ("started", "done") for leaf in leaves):
                first = min(leaf.instant(leaf.at, from_start=True) for leaf in leaves)
                for leaf in leaves:
                    if leaf.instant(leaf.at, from_start=True) == first:
                        leaf.caps.append(leaf.axis.before(summary.constraint_at or 0))

    def finishes(self) -> dict[str, int]:
        ends: dict[str, int] = {}
        for node in self.nodes.values():
            project = node.activity.project
            ends[project] = max(ends.get(project, -FAR), node.instant(node.at, from_start=False))
        return ends

    # --- how late

    def followers(self, node: Node) -> list[tuple[Link, Node]]:
        """The links at whose other end something can be pushed, each with what it would push."""
        found = []
        for link in self.plan.links:
            from_start = link.kind in (LinkKind.SS, LinkKind.SF)
            if node.activity.id not in self.leaves(link.predecessor) or (
                from_start and node.kind == "started"
            ):
                continue
            if from_start and node.instant(node.at, from_start=True) > self.source(link):
                continue  # another leaf of the summary starts before it
            heads = [self.nodes[leaf] for leaf in self.leaves(link.successor)]
            found += [(link, head) for head in heads if head.kind != "done"]
        return found

    def fits(self, node: Node, number: int, followers: list[tuple[Link, Node]], late: bool) -> bool:
        """Whether a node that starts at `number` leaves those that follow where they are."""
        for link, head in followers:
            source = node.instant(number, link.kind in (LinkKind.SS, LinkKind.SF))
            if self.bounds(link, head, source)[0] > (head.late if late and head.kind != "fixed" else head.at):
                return False
        return True

    def put_off(self) -> None:
        """Each that is to be as late as can be, a minute at a time, the last of the plan first."""
        for node in sorted(self.nodes.values(), key=lambda node: int(node.activity.id), reverse=True):
            laid = [self.of[id].constraint for id in (node.activity.id, *self.above(node.activity.id))]
            if Constraint.ALAP in laid and node.kind == "free":
                last = min([node.axis.before(self.ends[node.activity.project]) - node.span, *node.caps])
                followers = self.followers(node)
                while node.at < last and self.fits(node, node.at + 1, followers, late=False):
                    node.at += 1
                    node.beyond = False

    def backward(self) -> None:
        for node in self.nodes.values():
            project = node.activity.project
            end = node.axis.before(self.plan.finish_by.get(project, self.ends[project]))
            node.late = min([end - node.span, *node.caps])
        moved = True
        while moved:
            moved = False
            for node in self.nodes.values():
                followers = self.followers(node)
                while not self.fits(node, node.late, followers, late=True):
                    node.late -= 1
                    moved = True

    def times(self, id: str) -> Times:
        node = self.nodes[id]
        start, finish = node.instant(node.at, from_start=True), node.instant(node.at, from_start=False)
        if node.kind == "done":
            return Times(start, finish, start, finish, 0, 0)
        late_start, late_finish = node.instant(node.late, True), node.instant(node.late, False)
        free, followers = node.at, self.followers(node)
        last = node.axis.before(self.ends[node.activity.project]) - node.span
        while free < last and self.fits(node, free + 1, followers, late=False):
            free += 1
        while free > last or not self.fits(node, free, followers, late=False):
            free -= 1
        total, spare = node.late - node.at, free - node.at
        if node.kind == "fixed":
            total = node.own.before(late_finish) - node.own.before(finish)
            spare = node.own.before(free + node.span) - node.own.before(finish)
            if node.own.minutes is not None:
                late_start = node.own.start(node.own.before(start) + total) if total else start
        return Times(start, finish, late_start, late_finish, total, spare)
