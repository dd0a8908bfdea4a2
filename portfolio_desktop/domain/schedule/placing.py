# SPDX-License-Identifier: Apache-2.0
"""What each activity brings to the network by itself: its axis, how long it is, and between which starts it may lie."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.schedule.calendars import Calendar, Instant, Minutes
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Plan

NEVER: Final = 1 << 60
"""Later than anything; its negative is earlier. A bound that does not bind."""

_STARTS = (Constraint.START_NO_EARLIER, Constraint.MUST_START_ON)
FINISHES: Final = (Constraint.FINISH_NO_EARLIER, Constraint.MUST_FINISH_ON)
LATE_STARTS: Final = (Constraint.START_NO_LATER, Constraint.MUST_START_ON)
LATE_FINISHES: Final = (Constraint.FINISH_NO_LATER, Constraint.MUST_FINISH_ON)
_FOR_LEAVES = {
    Constraint.START_NO_EARLIER: Constraint.START_NO_EARLIER,
    Constraint.MUST_START_ON: Constraint.START_NO_EARLIER,
    Constraint.FINISH_NO_LATER: Constraint.FINISH_NO_LATER,
    Constraint.MUST_FINISH_ON: Constraint.FINISH_NO_LATER,
}

Bound = tuple[Constraint, Instant]


class State(IntEnum):
    """How a node behaves in the passes. The gates of summaries come last, so that one comparison tells them."""

    FREE = 0
    STARTED = 1  # its node is the work that remains
    FIXED = 2  # dates set by hand
    DONE = 3
    FIRST_START = 4  # of a summary: when the first of its leaves starts
    LAST_FINISH = 5  # of a summary: when the last of its leaves finishes


GATED: Final = frozenset({State.FIRST_START, State.LAST_FINISH})
"""The states of the nodes that stand for an end of a summary."""


BEGUN: Final = frozenset({State.STARTED, State.DONE})
"""The states of what has started, whenever it was to."""


class Ground(NamedTuple):
    """What the activities of one project on one calendar have in common."""

    number: int
    project: str
    axis: Calendar | None  # None: plain time, whose numbers are instants
    status: Instant | None
    since: Instant  # the start of the project, or its status date where that is later
    floor: Minutes  # the same on the axis


GATES: Final = Ground(-1, "", None, None, -NEVER, -NEVER)
"""What the gates of summaries lie on, which are in plain time and belong to no project."""


class Place(NamedTuple):
    """One activity on its axis. `floor` and `cap` are bounds of its start."""

    state: State
    ground: Ground
    span: Minutes
    floor: Minutes
    cap: Minutes
    floor_at: Instant  # of what the floor is the number


class Grounds:
    """The grounds of a plan, made as they are asked for."""

    __slots__ = ("_known", "_plan", "all")

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.all: list[Ground] = []
        self._known: dict[tuple[str, str | None], Ground] = {}

    def of(self, activity: Activity, plain: bool = False) -> Ground:
        """The ground that an activity's work lies on; `plain`, that of its project in plain time."""
        key = (activity.project, None if plain or activity.elapsed else activity.calendar)
        ground = self._known.get(key)
        if ground is None:
            axis = None if key[1] is None else calendar_of(self._plan, activity)
            ground = self._known[key] = self._made(activity, axis)
        return ground

    def _made(self, activity: Activity, axis: Calendar | None) -> Ground:
        project, plan = activity.project, self._plan
        for ground in self.all:
            if ground.project == project and ground.axis is axis:
                return ground
        start = plan.starts.get(project, plan.starts.get(""))
        if start is None:
            text = _("The project of ‘{name}’ has no start date. Give it one.")
            raise Refusal(text.format(name=activity.name))
        status = plan.status.get(project)
        since = start if status is None else max(start, status)
        self.all.append(Ground(len(self.all), project, axis, status, since, number(axis, since)))
        return self.all[-1]


def calendar_of(plan: Plan, activity: Activity) -> Calendar:
    """The calendar by which an activity is worked: its own, its project's, or everybody's."""
    keys = (activity.calendar,) if activity.calendar else (activity.project, "")
    for key in keys:
        if key in plan.calendars:
            return plan.calendars[key]
    text = _("‘{name}’ is worked by a calendar that the plan does not have. Choose another for it.")
    raise Refusal(text.format(name=activity.name))


def number(axis: Calendar | None, at: Instant) -> Minutes:
    """The number of an instant on an axis."""
    return at if axis is None else axis.before(at)


def place(plan: Plan, grounds: Grounds, activity: Activity, inherited: Sequence[Bound]) -> Place:
    """Where an activity may lie as far as it alone decides, `inherited` being what is laid down about its summaries."""
    if activity.actual_finish is not None:
        return _done(plan, grounds, activity, activity.actual_finish)
    if activity.fixed_start is not None or activity.fixed_finish is not None:
        pinned = _pinned(State.FIXED, grounds.of(activity, plain=True), activity, *_by_hand(plan, activity))
        return _bounded(pinned, activity, inherited)._replace(floor=pinned.floor, floor_at=pinned.floor)
    ground = grounds.of(activity)
    if activity.actual_start is not None:
        return _started(ground, activity, activity.actual_start, inherited)
    free = Place(State.FREE, ground, activity.duration, ground.floor, NEVER, ground.since)
    if activity.constraint is Constraint.ASAP and activity.deadline is None and not inherited:
        return free
    return _bounded(free, activity, inherited)


def _done(plan: Plan, grounds: Grounds, activity: Activity, finish: Instant) -> Place:
    start = activity.actual_start
    if start is None:
        start = _moved(plan, activity, finish, -activity.duration)
    return _pinned(State.DONE, grounds.of(activity, plain=True), activity, start, finish)


def _by_hand(plan: Plan, activity: Activity) -> tuple[Instant, Instant]:
    """The dates that were set by hand, of which there is at least one; an actual start is the start."""
    start, finish = activity.fixed_start, activity.fixed_finish
    if activity.actual_start is not None:
        start = activity.actual_start
    if finish is None:
        return start or 0, _moved(plan, activity, start or 0, activity.duration)
    return _moved(plan, activity, finish, -activity.duration) if start is None else start, finish


def _pinned(state: State, ground: Ground, activity: Activity, start: Instant, finish: Instant) -> Place:
    if finish < start:
        text = _("‘{name}’ finishes before it starts. Correct one of its dates.")
        raise Refusal(text.format(name=activity.name))
    return Place(state, ground, finish - start, start, NEVER, start)


def _moved(plan: Plan, activity: Activity, at: Instant, work: Minutes) -> Instant:
    """The other end of work that starts (or, of less than none, finishes) at an instant."""
    if activity.elapsed or not work:
        return at + work
    calendar = calendar_of(plan, activity)
    end = calendar.before(at) + work
    return calendar.finishes_at(end) if work > 0 else calendar.starts_at(end)


def _started(ground: Ground, activity: Activity, started: Instant, inherited: Sequence[Bound]) -> Place:
    """What remains goes on at the status date; where there is none, as soon as what is done can have been done."""
    left = activity.duration if activity.remaining is None else activity.remaining
    at = started if ground.status is None else max(started, ground.status)
    floor = number(ground.axis, at)
    if ground.status is None and left < activity.duration:
        floor += activity.duration - left
        at = floor if ground.axis is None else ground.axis.finishes_at(floor)
    return _bounded(Place(State.STARTED, ground, left, floor, NEVER, at), activity, inherited)


def _bounded(place: Place, activity: Activity, inherited: Sequence[Bound]) -> Place:
    """The place within what people have laid down. What has started cannot be told any more when to start."""
    bounds = list(inherited)
    if activity.constraint_at is not None:
        bounds.append((activity.constraint, activity.constraint_at))
    elif activity.constraint not in (Constraint.ASAP, Constraint.ALAP):
        text = _(
            "‘{name}’ is held to a date that it does not have. Give it the date, or take the constraint away."
        )
        raise Refusal(text.format(name=activity.name))
    if activity.deadline is not None:
        bounds.append((Constraint.FINISH_NO_LATER, activity.deadline))
    for kind, at in bounds:
        place = _bound(place, kind, at)
    return place


def _bound(place: Place, kind: Constraint, at: Instant) -> Place:
    there = number(place.ground.axis, at)
    started = place.state is State.STARTED
    floor, cap = -NEVER, NEVER
    if kind in _STARTS and not started:
        floor = there
    if kind in FINISHES:
        floor = there - place.span
    if kind in LATE_STARTS and not started:
        cap = there
    if kind in LATE_FINISHES:
        cap = there - place.span
    if floor > place.floor or (floor == place.floor and at > place.floor_at):
        place = place._replace(floor=floor, floor_at=at)
    return place._replace(cap=cap) if cap < place.cap else place


def for_leaves(summary: Activity) -> list[Bound]:
    """What is laid down about a summary, as it counts for each leaf: not before a start, not beyond a finish.

    When the summary is to start by is for the leaf that comes first (`start_by`). That it is not to finish before a date
    moves no leaf, since none is meant more than another: `clashes` tells where they are done sooner.
    """
    bounds: list[Bound] = []
    kind = _FOR_LEAVES.get(summary.constraint)
    if kind is not None and summary.constraint_at is not None:
        bounds.append((kind, summary.constraint_at))
    if summary.deadline is not None:
        bounds.append((Constraint.FINISH_NO_LATER, summary.deadline))
    return bounds


def start_by(summary: Activity) -> Instant | None:
    """By when a summary is to start, which the first of its leaves has to keep."""
    return summary.constraint_at if summary.constraint in LATE_STARTS else None
