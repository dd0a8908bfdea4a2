# SPDX-License-Identifier: Apache-2.0
"""What changed between two packs: who joined and left, and which names, ratings, dates and costs moved."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import (
    Changes,
    Day,
    KeyDate,
    Moved,
    PackData,
    PackProject,
    Standing,
)
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.domain.rating import worse_than

Kept = TypeVar("Kept", PackProject, PackRisk)


def compare(before: PackData, now: PackData) -> Changes:
    """Everything in `now` that differs from `before`, in the order of `now`'s projects."""
    earlier = {project.key: project for project in before.projects}
    pairs = [(earlier[project.key], project) for project in now.projects if project.key in earlier]
    return Changes(
        since=before.edition.as_of,
        joined=_only_in(now.projects, before.projects),
        left=_only_in(before.projects, now.projects),
        renamed=_each(pairs, _renamed),
        ratings=_each(pairs, _rated),
        dates=_each(pairs, _dated),
        costs=_each(pairs, _costed),
        new_risks=_only_in(now.risks, before.risks),
        closed_risks=_only_in(before.risks, now.risks),
    )


def _only_in(these: Sequence[Kept], those: Sequence[Kept]) -> tuple[Kept, ...]:
    known = {item.key for item in those}
    return tuple(item for item in these if item.key not in known)


Pair = tuple[PackProject, PackProject]


def _each(
    pairs: Sequence[Pair], find: Callable[[PackProject, PackProject], Iterable[Moved]]
) -> tuple[Moved, ...]:
    return tuple(moved for was, now in pairs for moved in find(was, now))


def _renamed(was: PackProject, now: PackProject) -> Iterable[Moved]:
    if was.name != now.name:
        yield Moved(now.key, now.code, now.name, "name", was.name, now.name)


def _rated(was: PackProject, now: PackProject) -> Iterable[Moved]:
    if _shown(was.rating) != _shown(now.rating):
        yield Moved(
            now.key, now.code, now.name, "rating", was.rating, now.rating, _worse(was.rating, now.rating)
        )


def _shown(standing: Standing) -> Rating | None:
    """Unknown for one reason and unknown for another is no movement."""
    return standing if isinstance(standing, Rating) else None


def _worse(was: Standing, now: Standing) -> bool | None:
    return worse_than(now, was) if isinstance(was, Rating) and isinstance(now, Rating) else None


def _dated(was: PackProject, now: PackProject) -> Iterable[Moved]:
    earlier = {day.label: day for day in (was.start, was.finish, *was.dates)}
    for day in (now.start, now.finish, *now.dates):
        before = expected(earlier.get(day.label, KeyDate(day.label)))
        after = expected(day)
        if isinstance(before, date) and isinstance(after, date) and before != after:
            yield Moved(now.key, now.code, now.name, day.label, before, after, after > before)


def expected(day: KeyDate) -> Day:
    """The date that counts: the forecast, or the baseline where nothing else was said."""
    return day.forecast if day.forecast is not None else day.baseline


def _costed(was: PackProject, now: PackProject) -> Iterable[Moved]:
    if isinstance(was.cost, Decimal) and isinstance(now.cost, Decimal):
        if was.cost != now.cost:
            yield Moved(now.key, now.code, now.name, "cost", was.cost, now.cost, now.cost > was.cost)
    elif isinstance(was.cost, Decimal) != isinstance(now.cost, Decimal):
        yield Moved(now.key, now.code, now.name, "cost", was.cost, now.cost)
