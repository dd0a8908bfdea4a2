# SPDX-License-Identifier: Apache-2.0
"""A levelled plan beside today's: what moves and why, what ends later, and what could not be helped."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.levelling.drawing import Drawing, draw
from portfolio_desktop.domain.levelling.pool import (
    ONE,
    Need,
    Overload,
    Pool,
    Resource,
    Stretch,
    Units,
    absences,
    overloads,
    worked,
)
from portfolio_desktop.domain.levelling.search import Searched
from portfolio_desktop.domain.levelling.settle import Delay, levelled, settle
from portfolio_desktop.domain.schedule.calendars import Instant, moment
from portfolio_desktop.domain.schedule.plan import Plan
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule

_NAMED = 2  # of those who hold a resource


@dataclass(frozen=True)
class Situation:
    """Today's plan, who is asked for in it, and which projects levelling may move; all, where none are given."""

    plan: Plan
    pool: Pool
    projects: frozenset[str] | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    """What projects are called in words."""

    @cached_property
    def schedule(self) -> Schedule:
        return schedule(self.plan)

    @cached_property
    def overloads(self) -> list[Overload]:
        return overloads(self.schedule, self.pool)

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.schedule, self.pool, self.projects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An activity that is elsewhere in the levelled plan, and why."""

    activity: str
    name: str
    project: str
    was: Stretch
    now: Stretch
    why: str
    put_off: bool
    """By levelling itself; else it follows one that is."""


@dataclass(frozen=True, slots=True)
class End:
    """When a project ends."""

    project: str
    was: Instant
    now: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All that is needed to decide, and to carry out what is accepted."""

    delays: tuple[Delay, ...]
    moves: tuple[Move, ...]
    ends: tuple[End, ...]
    before: tuple[Overload, ...]
    left: tuple[Overload, ...]
    """What stays asked for twice, because dates that stand ask for it or break otherwise."""
    lateness: int
    bound: int | None
    """The least lateness that is possible, on the scale of `lateness`; None where nothing is proved."""

    @property
    def later(self) -> tuple[End, ...]:
        """The projects that end later than they do today."""
        return tuple(end for end in self.ends if end.now > end.was)

    @property
    def gap(self) -> float | None:
        """The share of the lateness that might still be saved, 0 to 1; None where nothing is proved."""
        if self.bound is None:
            return None
        return max(0, self.lateness - self.bound) / self.lateness if self.lateness else 0.0


def propose(situation: Situation, searched: Searched) -> Proposal:
    """What was found for the drawing of a situation, as a proposal."""
    today, pool = situation.schedule, situation.pool
    settled = settle(today, pool, situation.drawing, searched.starts)
    new = schedule(levelled(situation.plan, settled.delays))
    ends = tuple(End(project, was, new.finishes[project]) for project, was in today.finishes.items())
    return Proposal(
        delays=settled.delays,
        moves=tuple(_moves(situation, new, settled.delays)),
        ends=tuple(end for end in ends if end.project in situation.codes or not situation.codes),
        before=tuple(situation.overloads),
        left=tuple(overloads(new, pool)),
        lateness=searched.value.lateness,
        bound=searched.bound,
    )


def _moves(situation: Situation, new: Schedule, delays: Collection[Delay]) -> Iterator[Move]:
    """By their new start. Summaries follow their leaves and are not told."""
    today, net = situation.schedule, new.network
    why = _Reasons(situation, new)
    put_off = {delay.activity: delay for delay in delays}
    there = sorted(net.node, key=lambda id: (new[id].start, id))
    for id in there:
        was, now = today[id], new[id]
        if (was.start, was.finish) == (now.start, now.finish):
            continue
        delay, activity = put_off.get(id), net.outline.of[id]
        yield Move(
            activity=id,
            name=activity.name,
            project=activity.project,
            was=Stretch(was.start, was.finish),
            now=Stretch(now.start, now.finish),
            why=why.of(delay) if delay else why.following(id),
            put_off=delay is not None,
        )


class _Reasons:
    """Why activities of a levelled plan are where they are."""

    def __init__(self, situation: Situation, new: Schedule) -> None:
        self._situation, self._new = situation, new
        self._needs: dict[str, list[Need]] = defaultdict(list)
        self._holding: dict[str, list[tuple[Stretch, str]]] = defaultdict(list)
        for need in situation.pool.needs:
            stretch = worked(new, need.activity)
            if stretch is not None:
                self._needs[need.activity].append(need)
                self._holding[need.resource].append((stretch, need.activity))

    def of(self, delay: Delay) -> str:
        """Whom an activity that was put off waits for, and who holds them until then."""
        until, need, holders = self._held(delay)
        resource = self._situation.pool.resources[need.resource]
        day = format_date(moment(until))
        if not holders:
            return _("waits until {day}: {resource} is away before").format(day=day, resource=resource.name)
        names = [self._named(id) for id in holders[:_NAMED]]
        if len(holders) > _NAMED:
            names.append(_("{count} more").format(count=len(holders) - _NAMED))
        text = _("waits for {what} until {day}, held by {holders}")
        what = share_of(need.units, resource)
        return text.format(what=what, day=day, holders=", ".join(names))

    def following(self, id: str) -> str:
        driver = self._new[id].driver
        if driver is None:
            return _("moves with what it hangs together with")
        return _("follows {name}").format(name=self._named(driver))

    def _held(self, delay: Delay) -> tuple[Instant, Need, list[str]]:
        """The need that is free last, until when it is not, and who holds it; nobody where the resource is away."""
        found: list[tuple[Instant, int, Need, list[str]]] = []
        for need in self._needs[delay.activity]:
            ends = [
                (stretch.finish, id)
                for stretch, id in self._holding[need.resource]
                if id != delay.activity and delay.possible < stretch.finish <= delay.start
            ]
            if ends:
                last = max(finish for finish, _id in ends)
                found.append((last, 1, need, [id for finish, id in ends if finish == last]))
            resource = self._situation.pool.resources[need.resource]
            away = absences(self._new, delay.activity, resource, Stretch(delay.possible, delay.start))
            if away:
                found.append((away[-1].finish, 0, need, []))
        if not found:
            return delay.start, self._needs[delay.activity][0], []
        until, _held, need, holders = max(found, key=lambda each: each[:2])
        return until, need, holders

    def _named(self, id: str) -> str:
        activity = self._new.network.outline.of[id]
        code = self._situation.codes.get(activity.project)
        if not code:
            return f"‘{activity.name}’"
        return _("‘{name}’ of {project}").format(name=activity.name, project=code)


def percent(units: Units) -> str:
    """Units as people give them: 150 %."""
    return f"{units * 100 / ONE:g} %"


def share_of(units: Units, resource: Resource) -> str:
    """A share of a resource in words: all of somebody is simply them."""
    if units == resource.units == ONE:
        return resource.name
    return _("{share} of {resource}").format(share=percent(units), resource=resource.name)
