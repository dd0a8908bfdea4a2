# SPDX-License-Identifier: Apache-2.0
"""Plans of 10,000 and 100,000 tasks scheduled, against bare passes over the same arrays and against TaskJuggler.

The bare passes are loops over flat lists of whole numbers, in which nodes are already in order: forward, backward, both
floats. They know one calendar. Where there are several, that bare pass takes all numbers for numbers of one axis and so
gives no dates; it is shown beside the one that is a peer: it leads each link that crosses from one calendar to another,
or waits by the clock, through two bisections, in lists of all stretches that are worked until the plan ends. It works out
early and late starts, as ours does, and no free floats. Both give the same starts, which is asserted of a plan without
milestones: on which side of a gap one stands, the bare pass does not ask. TaskJuggler is measured where `tj3` is installed.
"""

import csv
import random
import shutil
import statistics
import subprocess
import tempfile
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.harness import compare, peak_megabytes, seconds, worked
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.domain.schedule.calendars import Calendar, instant, moment, standard
from portfolio_desktop.domain.schedule.network import Network, network
from portfolio_desktop.domain.schedule.passes import backward, dated, forward
from portfolio_desktop.domain.schedule.plan import Activity, LagKind, Link, LinkKind, Plan
from portfolio_desktop.domain.schedule.reschedule import after
from portfolio_desktop.domain.schedule.schedule import schedule

SMALL, LARGE = 10_000, 100_000
TASKJUGGLER = 1_000
DAY = 450
MIDNIGHTS = 24 * 60
YEAR = 365 * MIDNIGHTS
EDITS = 41
START = instant(date(2026, 3, 2))
HOLIDAYS = [date(year, month, day) for year in range(2026, 2046) for month, day in ((1, 1), (5, 4), (12, 25))]
KINDS = (LinkKind.FS, LinkKind.SS, LinkKind.FF, LinkKind.SF)


def main() -> None:
    same_starts(made_up(TASKJUGGLER, several=True))
    took: dict[int, dict[str, float]] = {}
    for count in (SMALL, LARGE):
        for several in (False, True):
            took[count] = measured(
                made_up(count, several), f"{count:,} tasks, {'several calendars' if several else 'one'}"
            )
    for name, small in took[SMALL].items():
        print(f"{'growth: ' + name:<52} {took[LARGE][name] / small:10.1f} times  (reach 12)")
    edit(made_up(SMALL, several=True))
    taskjuggler()
    print(f"peak {peak_megabytes():.0f} MB")


def made_up(count: int, several: bool, kinds: tuple[int, ...] = (80, 8, 8, 4)) -> Plan:
    """Tasks that wait for some of the fifty before them, in a long row of work; one in twenty is a milestone."""
    chance = random.Random(1)
    calendars = {
        "": standard("Office", HOLIDAYS),
        "six": Calendar("Six days", [((480, 1020),)] * 6 + [()], dict.fromkeys(HOLIDAYS, ())),
        "night": Calendar("Nights", [((0, 360), (1320, 1440))] * 7),
    }
    tasks, links = [], []
    for n in range(count):
        calendar = chance.choice(("six", "night")) if several and chance.random() < 0.2 else ""
        days = 0 if chance.random() < 0.05 else chance.randint(1, 20)
        tasks.append(Activity(id=f"t{n}", name=f"Task {n}", duration=days * DAY, calendar=calendar))
        for _link in range(min(n, chance.choice((1, 1, 2, 2, 2)))):
            lag = 0 if chance.random() < 0.7 else chance.randint(-2, 5) * DAY
            by_clock = several and chance.random() < 0.05
            counted = LagKind.ELAPSED if by_clock else LagKind.WORKING
            before = n - chance.randint(1, min(n, 50))
            links.append(Link(f"t{before}", f"t{n}", chance.choices(KINDS, kinds)[0], lag, counted))
    return Plan(activities=tuple(tasks), links=tuple(links), calendars=calendars, starts={"": START})


def measured(plan: Plan, name: str) -> dict[str, float]:
    """Our times, beside those of the bare passes."""
    net = network(plan)
    arrays = Arrays.of(net)
    assert several_calendars(net) or arrays.python()[0] == forward(net).starts
    bare, levels = seconds(arrays.python), Levels.of(arrays)
    assert levels.run() == arrays.python()[0]
    passes = seconds(lambda: both_passes(net))
    whole = seconds(lambda: schedule(plan))
    found = schedule(plan)
    slots = seconds(found.slots)
    print(f"-- {name}: {len(plan.links):,} links, {len(levels.forward):,} levels")
    if several_calendars(net):
        compare(
            "both passes, against Python by the same calendars", passes, seconds(Crossed.of(net).python), 1
        )
    compare("both passes, against Python over the same arrays", passes, bare, 1)
    compare("both passes, against numpy by levels", passes, seconds(levels.run), 1)
    compare("from the plan to its dates", whole, bare, 1)
    compare("every task's dates, floats and driver read", slots, bare, 1)
    return {"both passes": passes, "from the plan to its dates": whole, "all slots": slots}


def same_starts(plan: Plan) -> None:
    """The bare passes by calendars come to what ours do, where every task has a length."""
    tasks = tuple(replace(task, duration=task.duration or DAY) for task in plan.activities)
    net = network(replace(plan, activities=tasks))
    early = forward(net)
    assert Crossed.of(net).python() == (early.starts, backward(net, dated(net, early)))


def several_calendars(net: Network) -> bool:
    return len(net.grounds.all) > 1


def both_passes(net: Network) -> None:
    with uncollected():
        backward(net, dated(net, forward(net)))


@dataclass
class Arrays:
    """What the bare passes run over: links by their predecessor in flat lists, as one kind and one lag each."""

    duration: list[int]
    first: list[int]
    head: list[int]
    kind: list[int]
    lag: list[int]
    start: int

    @classmethod
    def of(cls, net: Network) -> "Arrays":
        arrays = cls(net.span, [0], [], [], [], net.floor[0])
        for ties in net.ties.out_of:
            for _tail, head, link in ties:
                arrays.head.append(head)
                arrays.kind.append(KINDS.index(link.kind))
                arrays.lag.append(link.lag)
            arrays.first.append(len(arrays.head))
        return arrays

    def python(self) -> tuple[list[int], list[int], list[int], list[int]]:
        duration, first, head, kind, lag = self.duration, self.first, self.head, self.kind, self.lag
        count = len(duration)
        early = [self.start] * count
        for node in range(count):
            start, finish = early[node], early[node] + duration[node]
            for n in range(first[node], first[node + 1]):
                each, how = head[n], kind[n]
                at = (start if how in (1, 3) else finish) + lag[n]
                if how >= 2:
                    at -= duration[each]
                early[each] = max(early[each], at)
        end = max(map(int.__add__, early, duration))
        late, free = [0] * count, [0] * count
        for node in range(count - 1, -1, -1):
            least = end - duration[node]
            room = least
            for n in range(first[node], first[node + 1]):
                each, how = head[n], kind[n]
                back = lag[n] - (duration[each] if how >= 2 else 0) + (0 if how in (1, 3) else duration[node])
                least = min(least, late[each] - back)
                room = min(room, early[each] - back)
            late[node], free[node] = least, room - early[node]
        return early, late, list(map(int.__sub__, late, early)), free


@dataclass
class Crossed:
    """The bare passes by calendars: `begins` and `sums` are, by calendar, where work begins and how much lies before."""

    arrays: Arrays
    floor: list[int]
    calendar: list[int]  # of each node
    clock: list[int]  # the lag of each link that is counted by the clock
    work: list[int]  # and that which is not
    begins: list[list[int]]
    sums: list[list[int]]

    @classmethod
    def of(cls, net: Network) -> "Crossed":
        calendars = [ground.axis for ground in net.grounds.all if ground.axis is not None]
        ends = dated(net, forward(net)).finishes.values()
        tables = [stretches(calendar, START - YEAR, max(ends) + YEAR) for calendar in calendars]
        links = [tie.link for ties in net.ties.out_of for tie in ties]
        by_clock = [link.lag_kind is LagKind.ELAPSED for link in links]
        return cls(
            Arrays.of(net),
            net.floor,
            [next(n for n, calendar in enumerate(calendars) if calendar is axis) for axis in net.axis],
            [link.lag if timed else 0 for link, timed in zip(links, by_clock, strict=True)],
            [0 if timed else link.lag for link, timed in zip(links, by_clock, strict=True)],
            [begins for begins, _sums in tables],
            [sums for _begins, sums in tables],
        )

    def python(self) -> tuple[list[int], list[int]]:
        early = self.forward()
        return early, self.backward(early)

    def forward(self) -> list[int]:
        duration, first, head, kind = (
            self.arrays.duration,
            self.arrays.first,
            self.arrays.head,
            self.arrays.kind,
        )
        calendar, clock, work, begins, sums = self.calendar, self.clock, self.work, self.begins, self.sums
        early = self.floor.copy()
        for node, mine in enumerate(calendar):
            start, finish = early[node], early[node] + duration[node]
            for n in range(first[node], first[node + 1]):
                each, how = head[n], kind[n]
                theirs = calendar[each]
                at = start if how in (1, 3) else finish
                if theirs != mine or clock[n]:
                    k = (bisect_right(sums[mine], at) if how in (1, 3) else bisect_left(sums[mine], at)) - 1
                    at += begins[mine][k] - sums[mine][k] + clock[n]
                    k = bisect_right(begins[theirs], at) - 1
                    at = min(at - begins[theirs][k] + sums[theirs][k], sums[theirs][k + 1])
                at += work[n]
                if how >= 2:
                    at -= duration[each]
                if at > early[each]:
                    early[each] = at
        return early

    def backward(self, early: list[int]) -> list[int]:
        duration, first, head, kind = (
            self.arrays.duration,
            self.arrays.first,
            self.arrays.head,
            self.arrays.kind,
        )
        calendar, clock, work, begins, sums = self.calendar, self.clock, self.work, self.begins, self.sums
        late = self.ends(early)
        for node in range(len(late) - 1, -1, -1):
            mine, least, length = calendar[node], late[node], duration[node]
            for n in range(first[node], first[node + 1]):
                each, how = head[n], kind[n]
                theirs, beginning = calendar[each], how in (1, 3)
                at = late[each] - work[n]
                if how >= 2:
                    at += duration[each]
                if theirs != mine or clock[n]:
                    k = bisect_right(sums[theirs], at) - 1
                    at += begins[theirs][k] - sums[theirs][k] - clock[n] + beginning
                    k = bisect_right(begins[mine], at) - 1
                    at = min(at - begins[mine][k] + sums[mine][k], sums[mine][k + 1]) - beginning
                if not beginning:
                    at -= length
                if at < least:
                    least = at
            late[node] = least
        return late

    def ends(self, early: list[int]) -> list[int]:
        """The latest starts by the end of the plan alone."""
        lasts = [0] * len(self.sums)
        for start, length, n in zip(early, self.arrays.duration, self.calendar, strict=True):
            lasts[n] = max(lasts[n], start + length)
        ends = []
        for begins, sums, last in zip(self.begins, self.sums, lasts, strict=True):
            k = bisect_left(sums, last) - 1
            ends.append(begins[k] + last - sums[k])
        end = max(ends)
        for n, (begins, sums) in enumerate(zip(self.begins, self.sums, strict=True)):
            k = bisect_right(begins, end) - 1
            lasts[n] = min(sums[k] + end - begins[k], sums[k + 1])
        return [lasts[n] - length for n, length in zip(self.calendar, self.arrays.duration, strict=True)]


def stretches(calendar: Calendar, since: int, until: int) -> tuple[list[int], list[int]]:
    """Where each stretch of work begins, and how much work lies before it; the sums end with that of all."""
    begins, sums = [], [calendar.before(since)]
    for day in range(since // MIDNIGHTS, until // MIDNIGHTS):
        for start, end in calendar.on(moment(day * MIDNIGHTS).date()):
            begins.append(day * MIDNIGHTS + start)
            sums.append(sums[-1] + end - start)
    return begins, sums


@dataclass
class Levels:
    """The same passes in numpy, one step for all nodes that are equally far from the start (or from the end)."""

    duration: Any
    start: int
    forward: list[tuple[Any, Any, Any]]  # tails, heads and weights, by the level of the head
    backward: list[tuple[Any, Any, Any]]

    @classmethod
    def of(cls, arrays: Arrays) -> "Levels":
        import numpy as np

        count = len(arrays.duration)
        tail = np.repeat(np.arange(count), np.diff(arrays.first))
        head, kind, lag = np.array(arrays.head), np.array(arrays.kind), np.array(arrays.lag)
        duration = np.array(arrays.duration)
        weight = (
            lag
            - np.where(kind >= 2, duration[head], 0)
            + np.where((kind == 1) | (kind == 3), 0, duration[tail])
        )
        depth, height = [0] * count, [0] * count
        for before, behind in zip(tail.tolist(), head.tolist(), strict=True):
            depth[behind] = max(depth[behind], depth[before] + 1)
        for before, behind in zip(tail.tolist()[::-1], head.tolist()[::-1], strict=True):
            height[before] = max(height[before], height[behind] + 1)
        return cls(
            duration,
            arrays.start,
            cls.split(np.array(depth)[head], tail, head, weight),
            cls.split(np.array(height)[tail], tail, head, weight),
        )

    @staticmethod
    def split(level: Any, *columns: Any) -> list[tuple[Any, ...]]:
        import numpy as np

        order = np.argsort(level, kind="stable")
        edges = np.flatnonzero(np.diff(level[order])) + 1
        return list(zip(*(np.split(column[order], edges) for column in columns), strict=True))

    def run(self) -> list[int]:
        import numpy as np

        early = np.full(len(self.duration), self.start)
        for tail, head, weight in self.forward:
            np.maximum.at(early, head, early[tail] + weight)
        late = (early + self.duration).max() - self.duration
        free = late - early
        for tail, head, weight in self.backward:
            np.minimum.at(late, tail, late[head] - weight)
            np.minimum.at(free, tail, early[head] - weight - early[tail])
        starts: list[int] = early.tolist()
        return starts


def edit(plan: Plan) -> None:
    """One task of a plan longer by some days: what is worked out anew, against all of it."""
    before, chance, times = schedule(plan), random.Random(2), []
    whole, passes = seconds(lambda: schedule(plan)), seconds(lambda: both_passes(before.network))
    for _edit in range(EDITS):
        tasks = list(plan.activities)
        n = chance.randrange(len(tasks))
        tasks[n] = replace(tasks[n], duration=tasks[n].duration + chance.randint(1, 10) * DAY)
        edited = replace(plan, activities=tuple(tasks))
        began = worked()
        after(before, edited)
        times.append(worked() - began)
    compare(
        f"one edit of {len(plan.activities):,}, half of them within", statistics.median(times), whole, 0.2
    )
    compare("one edit, nine of ten within", statistics.quantiles(times, n=10)[-1], whole, 0.2)
    compare("one edit, against both passes alone", statistics.median(times), passes, 0.2)


def taskjuggler() -> None:
    """Tasks that follow each other on one calendar, as TaskJuggler's own file, scheduled without a report."""
    if shutil.which("tj3") is None:
        print("tj3 is not installed: not compared")
        return
    plan = made_up(TASKJUGGLER, several=False, kinds=(1, 0, 0, 0))
    links = {(link.predecessor, link.successor): replace(link, lag=max(link.lag, 0)) for link in plan.links}
    theirs_is = {
        "": standard("Nine to five", HOLIDAYS, ((9 * 60, 17 * 60),))
    }  # by which TaskJuggler counts lengths
    plan = replace(plan, links=tuple(links.values()), calendars=theirs_is)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.tjp"
        file.write_text(as_tjp(plan), "utf-8")
        command = ["tj3", "--silent", "--no-color", "--output-dir", folder, str(file)]
        theirs = seconds(lambda: subprocess.run(command, check=True, cwd=folder, capture_output=True), runs=1)
        agree(plan, Path(folder) / "dates.csv")
        empty = replace(plan, activities=plan.activities[:1], links=())
        file.write_text(as_tjp(empty), "utf-8")
        starting = seconds(
            lambda: subprocess.run(command, check=True, cwd=folder, capture_output=True), runs=3
        )
    ours = seconds(lambda: schedule(plan).slots())
    print(f"TaskJuggler, {TASKJUGGLER:,} tasks: {theirs:.1f} s, of which {starting:.1f} s to start it")
    compare("ours, against TaskJuggler once it has started", ours, theirs - starting, 0.05)


def agree(plan: Plan, file: Path) -> None:
    """Both have worked out the same, which TaskJuggler writes as either side of a night: a number on the calendar."""
    found, calendar = schedule(plan), plan.calendars[""]
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert len(rows) == len(plan.activities)
    for row in rows:
        theirs = [calendar.before(instant(datetime.fromisoformat(row[name]))) for name in ("Start", "End")]
        assert theirs == [calendar.before(at) for at in found[row["Id"]][:2]], row


def as_tjp(plan: Plan) -> str:
    waits: dict[str, dict[str, str]] = {}
    for link in plan.links:
        gap = f" {{ gaplength {link.lag / 60:g}h }}" if link.lag else ""
        waits.setdefault(link.successor, {})[link.predecessor] = f"!{link.predecessor}{gap}"
    lines = [
        'project plan "Plan" 2026-03-02 +9y {',
        "  timingresolution 30min",
        "}",
        *(f'leaves holiday "Holiday" {day}' for day in HOLIDAYS if day.year < 2035),
    ]
    for task in plan.activities:
        length = f"length {task.duration / 60:g}h" if task.duration else "milestone"
        depends = waits.get(task.id)
        after = f"depends {', '.join(depends.values())}" if depends else "start 2026-03-02-9:00"
        lines.append(f'task {task.id} "{task.name}" {{ {after} {length} }}')
    lines.append('taskreport "dates" { formats csv columns id, start, end timeformat "%Y-%m-%d %H:%M" }')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
