# SPDX-License-Identifier: Apache-2.0
"""What a pack's pages count and add up: ratings by level, money by year, what is missing, what worries most."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack import Amount, Milestone, PackData, PackProject, Standing, Total, total
from portfolio_desktop.domain.pack_changes import expected
from portfolio_desktop.domain.rating import SCALES, Level, level_of, worse_than

BASES = ("baseline", "forecast", "actual")


def earlier(project: PackProject) -> Standing:
    """The overall rating in the period before this one."""
    return project.history[-2] if len(project.history) > 1 else None


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects stand on one level now and stood on it before; `rating` None counts those without a rating."""

    rating: Rating | None
    now: int
    before: int


def confidence(data: PackData) -> tuple[Count, ...]:
    """One count for each level of each scale in use, worst first, those without a rating last."""
    now = Counter(_rated(project.rating) for project in data.projects)
    before = Counter(_rated(earlier(project)) for project in data.projects)
    scales = {rating.scale for rating in (*now, *before) if rating}
    known = [
        Rating(code, level.code)
        for code in SCALES
        if code in scales
        for level in reversed(SCALES[code].levels)
    ]
    strange = sorted({rating for rating in now if rating and rating not in known}, key=str)
    return tuple(Count(rating, now[rating], before[rating]) for rating in (*known, *strange, None))


def _rated(standing: Standing) -> Rating | None:
    return standing if isinstance(standing, Rating) else None


def worst(data: PackData) -> tuple[Level, int, int | None] | None:
    """The worst level in use, with its count now and before (None without an earlier period). None if nothing is rated."""
    for level in confidence(data):
        if level.rating and level.now:
            return level_of(level.rating), level.now, level.before if has_history(data) else None
    return None


def has_history(data: PackData) -> bool:
    return any(isinstance(earlier(project), Rating) for project in data.projects)


def moves(data: PackData) -> tuple[int, int]:
    """How many ratings got worse and how many better since the period before."""
    pairs = [(_rated(project.rating), _rated(earlier(project))) for project in data.projects]
    seen = Counter(worse_than(now, before) for now, before in pairs if now and before)
    return seen[True], seen[False]


def concerns(data: PackData) -> list[PackProject]:
    """The projects that worry most: red or newly worse, worst first, the dearer before the cheaper."""

    def weight(project: PackProject) -> tuple[int, bool, Decimal]:
        now, before = _rated(project.rating), _rated(earlier(project))
        fallen = bool(now and before and worse_than(now, before))
        cost = project.cost if isinstance(project.cost, Decimal) else Decimal(0)
        return _severity(now), fallen, cost

    chosen = [project for project in data.projects if weight(project)[0] >= 4 or weight(project)[1]]
    return sorted(chosen, key=weight, reverse=True)


def _severity(rating: Rating | None) -> int:
    tones = ("none", "green", "amber_green", "amber", "amber_red", "red")
    return tones.index(level_of(rating).tone) - 1 if rating else -1


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One financial year and one kind of money, added up over all projects: baseline, forecast, actual."""

    year: int
    kind: str
    totals: tuple[Total, Total, Total]


def money_by_year(projects: Sequence[PackProject]) -> tuple[YearTotal, ...]:
    """Each year and kind that any project states, in order; lines that a project lacks are not counted as unknown."""
    lines = [line for project in projects for line in project.money]
    keys = sorted({(line.year, line.kind) for line in lines})
    return tuple(
        YearTotal(
            year,
            kind,
            (
                total(line.baseline for line in lines if (line.year, line.kind) == (year, kind)),
                total(line.forecast for line in lines if (line.year, line.kind) == (year, kind)),
                total(line.actual for line in lines if (line.year, line.kind) == (year, kind)),
            ),
        )
        for year, kind in keys
    )


def year_sums(rows: Iterable[YearTotal], year: int) -> tuple[Total, Total, Total]:
    """All kinds of one year together."""
    chosen = [row.totals for row in rows if row.year == year]
    return (_sum(t[0] for t in chosen), _sum(t[1] for t in chosen), _sum(t[2] for t in chosen))


def _sum(totals: Iterable[Total]) -> Total:
    given = tuple(totals)
    return Total(
        sum((t.amount for t in given), Decimal(0)), sum(t.known for t in given), sum(t.of for t in given)
    )


def coming(data: PackData) -> list[tuple[date, PackProject, Milestone]]:
    """Milestones not reached yet in the order of their expected dates, those overdue first."""
    found = [
        (day, project, milestone)
        for project in data.projects
        for milestone in project.milestones
        if milestone.actual is None and (day := milestone.expected)
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
        (N_("Benefits"), lambda p: p.benefits),
        (N_("Stage"), lambda p: p.stage or None),
        (N_("Senior responsible owner"), lambda p: p.sponsor or None),
        (N_("Manager"), lambda p: p.manager or None),
        (N_("Money by year"), lambda p: p.money or None),
        (N_("Milestones"), lambda p: p.milestones or None),
        (N_("Narrative"), lambda p: p.narratives or None),
    )
    return tuple(
        Check(label, _gaps(data.projects, [read(p) for p in data.projects])) for label, read in wanted
    )


def _gaps(projects: Sequence[PackProject], values: Sequence[object]) -> dict[str, Unknown | None]:
    return {
        project.key: value
        for project, value in zip(projects, values, strict=True)
        if value is None or isinstance(value, Unknown)
    }


def cost_total(data: PackData) -> Total:
    return total(project.cost for project in data.projects)


def like_for_like(data: PackData) -> tuple[Decimal, int]:
    """The change of whole-life cost over the projects that gave it both times, and how many those are."""
    pairs: list[tuple[Amount, Amount]] = [(project.cost, project.cost_before) for project in data.projects]
    both = [now - was for now, was in pairs if isinstance(now, Decimal) and isinstance(was, Decimal)]
    return sum(both, Decimal(0)), len(both)
