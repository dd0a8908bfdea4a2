# SPDX-License-Identifier: Apache-2.0
"""What a pack's pages count: ratings by level and group, what is missing, what worries most, what comes next."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import (
    Changes,
    Milestone,
    PackData,
    PackProject,
    Standing,
)
from portfolio_desktop.domain.rating import SCALES, Level, level_of, worse_than

STALE_DAYS = 92
"""A report older than a quarter is called stale."""


def earlier(project: PackProject) -> Standing:
    """The overall rating in the period before this one."""
    return project.history[-2] if len(project.history) > 1 else None


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects stand on one level now, and how many stood on it before, None where that cannot be compared.

    `rating` None counts those without a rating.
    """

    rating: Rating | None
    now: int
    before: int | None


def confidence(data: PackData) -> tuple[Count, ...]:
    """One count for each level of each scale in use now, worst first, those without a rating last.

    Counts of before are given only where every rating that was given both times stands on one scale: else fewer Amber
    may mean no more than that the scale has fewer levels.
    """
    now = Counter(_rated(project.rating) for project in data.projects)
    before = Counter(_rated(earlier(project)) for project in data.projects)
    compared = has_history(data) and not rescaled(data)
    known = _levels({rating.scale for rating in (now if any(now) else before) if rating})
    strange = sorted({rating for rating in now if rating and rating not in known}, key=str)
    return tuple(
        Count(rating, now[rating], before[rating] if compared else None)
        for rating in (*known, *strange, None)
    )


def _levels(scales: Collection[str]) -> list[Rating]:
    return [
        Rating(code, level.code)
        for code in SCALES
        if code in scales
        for level in reversed(SCALES[code].levels)
    ]


def _rated(standing: Standing) -> Rating | None:
    return standing if isinstance(standing, Rating) else None


def worst(data: PackData) -> tuple[Level, int, int | None] | None:
    """The worst level in use, with its count now and before (None: not to be compared). None if nothing is rated."""
    for level in confidence(data):
        if level.rating and level.now:
            return level_of(level.rating), level.now, level.before
    return None


def has_history(data: PackData) -> bool:
    return any(isinstance(earlier(project), Rating) for project in data.projects)


def _pairs(data: PackData) -> list[tuple[Rating, Rating]]:
    """The rating now and before of each project that has both."""
    found = [(_rated(project.rating), _rated(earlier(project))) for project in data.projects]
    return [(now, before) for now, before in found if now and before]


def moves(data: PackData) -> tuple[int, int]:
    """How many ratings got worse and how many better since the period before; those on another scale are neither."""
    seen = Counter(worse_than(now, before) for now, before in _pairs(data))
    return seen[True], seen[False]


def rescaled(data: PackData) -> int:
    """How many projects are rated on another scale than in the period before."""
    return sum(now.scale != before.scale for now, before in _pairs(data))


@dataclass(frozen=True, slots=True)
class Crossing:
    """How the ratings of one scale became ratings of another: `counts` by (before, now), levels worst first."""

    before: tuple[Rating, ...]
    now: tuple[Rating, ...]
    counts: Mapping[tuple[Rating, Rating], int]


def crossings(changes: Changes) -> tuple[Crossing, ...]:
    """For each two scales between which ratings moved, how many went from which level to which."""
    found: dict[tuple[str, str], Counter[tuple[Rating, Rating]]] = {}
    for moved in changes.ratings:
        before, now = moved.before, moved.now
        if isinstance(before, Rating) and isinstance(now, Rating) and before.scale != now.scale:
            found.setdefault((before.scale, now.scale), Counter())[before, now] += 1
    return tuple(
        Crossing(_used(was, (b for b, _n in counts)), _used(now, (n for _b, n in counts)), counts)
        for (was, now), counts in found.items()
    )


def _used(scale: str, seen: Iterable[Rating]) -> tuple[Rating, ...]:
    known = _levels((scale,))
    return (*known, *sorted({rating for rating in seen if rating not in known}, key=str))


_FEW_GROUPS = 12
_IN_DOUBT = 3
"""The severity of amber/red: of five steps, the two worst call for the board."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What the pages group projects by: `label` names it, `read` takes it from a project; the unnamed are under ""."""

    label: str
    nothing: str
    read: Callable[[PackProject], str]
    groups: Mapping[str, tuple[PackProject, ...]]


def grouping(data: PackData, most: int = 0) -> Grouping | None:
    """By programme; by organisation or category where programmes do not tell the projects apart, or are too many.

    `most` groups are not too many: a fifth of the projects if it is not given. None where nothing groups them.
    """
    most = most or max(_FEW_GROUPS, len(data.projects) // 5)
    read: Callable[[PackProject], str]
    own = any(project.group != project.organisation for project in data.projects)
    ways = (
        (N_("programme"), N_("No programme"), lambda p: p.group if own else ""),
        (N_("organisation"), N_("No organisation"), lambda p: p.organisation),
        (N_("category"), N_("No category"), lambda p: p.category),
    )
    for label, nothing, read in ways:
        groups: dict[str, list[PackProject]] = {}
        for project in data.projects:
            groups.setdefault(read(project), []).append(project)
        if 1 < len(groups) <= most:
            return Grouping(label, nothing, read, {name: tuple(inside) for name, inside in groups.items()})
    return None


def concerns(data: PackData) -> list[PackProject]:
    """The projects that worry most: red, amber/red or newly worse, worst first, the dearer before the cheaper."""
    return worst_first(each for each in data.projects if _weight(each)[0] >= _IN_DOUBT or _weight(each)[1])


def worst_first(projects: Iterable[PackProject]) -> list[PackProject]:
    """By their ratings, those newly worse before the others, then the dearer before the cheaper."""
    return sorted(projects, key=_weight, reverse=True)


def _weight(project: PackProject) -> tuple[int, bool, Decimal]:
    now, before = _rated(project.rating), _rated(earlier(project))
    fallen = bool(now and before and worse_than(now, before))
    return severity(now), fallen, project.cost if isinstance(project.cost, Decimal) else Decimal(0)


def past_finish(data: PackData, project: PackProject) -> bool:
    """Whether its finish lies before the day of the data: a pack has only projects that are not over.

    The registers call it overdue by the same rule, in `services.overdue`.
    """
    finish = expected(project.finish)
    return isinstance(finish, date) and finish < data.edition.as_of


def severity(rating: Rating | None) -> int:
    """0 for green to 4 for red, whatever the scale; below zero for what has no tone."""
    tones = ("none", "green", "amber_green", "amber", "amber_red", "red")
    return tones.index(level_of(rating).tone) - 1 if rating else -1


def coming(data: PackData) -> list[tuple[date, PackProject, Milestone]]:
    """Milestones not reached yet in the order of their expected dates, those overdue first."""
    found = [
        (day, project, milestone)
        for project in data.projects
        for milestone in project.milestones
        if not milestone.reached and (day := milestone.expected)
    ]
    return sorted(found, key=lambda item: item[0])


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that every project is expected to say, and what those that lack it said instead, by project key."""

    label: str
    gaps: dict[str, Unknown | None]


def checks(data: PackData) -> tuple[Check, ...]:
    """What is missing: for each expected value the projects that lack it, with the words given in its place."""
    wanted = (
        (N_("Delivery confidence"), lambda p: p.rating),
        (N_("Whole-life cost"), lambda p: p.cost),
        (N_("Start date"), lambda p: expected(p.start)),
        (N_("Finish date"), lambda p: expected(p.finish)),
        (N_("Benefits, in money"), lambda p: p.benefits),
        (N_("Stage"), lambda p: p.stage or None),
        (N_("Senior responsible owner"), lambda p: p.sponsor or None),
        (N_("Manager"), lambda p: p.manager or None),
        (N_("Money by year"), lambda p: p.money or None),
        (N_("Milestones"), lambda p: p.milestones or None),
        (N_("Narrative"), lambda p: any(each.reports for each in p.narratives) or None),
        (N_("Report of the last quarter"), lambda p: True if p.updated and not stale(data, p) else None),
    )
    return tuple(
        Check(label, _gaps(data.projects, [read(p) for p in data.projects])) for label, read in wanted
    )


def stale(data: PackData, project: PackProject) -> bool:
    """Whether the last report is older than a quarter; a project that never reported has nothing that could age."""
    return project.updated is not None and (data.edition.as_of - project.updated).days > STALE_DAYS


def _gaps(projects: Sequence[PackProject], values: Sequence[object]) -> dict[str, Unknown | None]:
    return {
        project.key: value
        for project, value in zip(projects, values, strict=True)
        if value is None or isinstance(value, Unknown)
    }
