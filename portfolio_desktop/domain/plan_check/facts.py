# SPDX-License-Identifier: Apache-2.0
"""What a plan is judged by: the plan, its dates, and what a plan itself does not know. None is "nobody told us"."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, Minutes
from portfolio_desktop.domain.schedule.placing import calendar_of
from portfolio_desktop.domain.schedule.plan import Activity, Link
from portfolio_desktop.domain.schedule.schedule import Schedule, Slot


@dataclass(frozen=True, slots=True)
class Promise:
    """A hand-over to or from the plan whose giver has a plan: whether that still says the promised date."""

    id: str
    name: str
    outdated: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """A milestone of the register that the plan has as well: what each says of its day. None is a day nobody knows."""

    id: str
    name: str
    said: date | None
    planned: date | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that the check of one project is made from.

    `schedule` may hold other projects as well, which count for what they give and take. `now` is the first minute of
    the day on which is checked, and counts where the plan has no status date.
    """

    schedule: Schedule
    project: str
    now: Instant
    baseline: Mapping[str, Instant] | None = None  # when each task was to finish
    baseline_name: str = ""  # what that baseline is called, as it is told beside a figure
    finish_wanted: Instant | None = None  # when the project was agreed to finish; its `finish_by` goes before
    assigned: Collection[str] | None = None
    no_length: Collection[str] = ()  # tasks in the plan whose length is a guess
    unplaced: Mapping[str, str] = field(default_factory=dict)  # names of the tasks that are nowhere in time
    promises: tuple[Promise, ...] = ()
    milestones: tuple[Watched, ...] = ()
    outside: Collection[str] = ()  # activities that stand for dates promised from outside

    @cached_property
    def status(self) -> Instant:
        """Up to when progress is known."""
        return self.schedule.plan.status.get(self.project, self.now)

    @cached_property
    def leaves(self) -> tuple[Activity, ...]:
        """The tasks and milestones of the project that nothing lies under."""
        net = self.schedule.network
        return tuple(a for a in net.plan.activities if a.project == self.project and a.id in net.node)

    @cached_property
    def open(self) -> tuple[Activity, ...]:
        """Those that are not finished."""
        return tuple(each for each in self.leaves if each.actual_finish is None)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links by which something unfinished of the project waits. What was promised to it is none of them."""
        return tuple(
            link
            for link in self.schedule.plan.links
            if self._waits(link.successor) and link.predecessor not in self.outside
        )

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """The dates of the open leaves."""
        return {each.id: self.schedule[each.id] for each in self.open}

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Link, ...]]:
        """By task, all it waits for: also by way of the summaries that it lies in."""
        return _by(((link.successor, link) for link in self.schedule.plan.links), self)

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Link, ...]]:
        """By task, all that waits for it."""
        return _by(((link.predecessor, link) for link in self.schedule.plan.links), self)

    def activity(self, id: str) -> Activity:
        """Any activity of the plan by its id."""
        return self._activities[id]

    def calendar(self, activity: Activity) -> Calendar:
        """The calendar that an activity is worked by."""
        return calendar_of(self.schedule.plan, activity)

    def days(self, activity: Activity, minutes: Minutes) -> float:
        """Minutes of an activity as days of it."""
        return minutes / (DAY if activity.elapsed else self.calendar(activity).minutes_per_day)

    @cached_property
    def _activities(self) -> Mapping[str, Activity]:
        return {each.id: each for each in self.schedule.plan.activities}

    def _waits(self, id: str) -> bool:
        activity = self.activity(id)
        return activity.project == self.project and activity.actual_finish is None


def _by(ends: Iterator[tuple[str, Link]], facts: Facts) -> Mapping[str, tuple[Link, ...]]:
    """Links by the end that is named beside them, each leaf with those of the summaries above it."""
    own: dict[str, list[Link]] = {}
    for end, link in ends:
        own.setdefault(end, []).append(link)
    outline = facts.schedule.network.outline
    return {
        leaf.id: tuple(link for at in (leaf.id, *outline.above(leaf.id)) for link in own.get(at, ()))
        for leaf in facts.open
    }
