# SPDX-License-Identifier: Apache-2.0
"""What is asked of each shared resource week by week, for a strip or a table."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.levelling.pool import overloads, worked
from portfolio_desktop.domain.levelling.proposal import percent
from portfolio_desktop.domain.schedule.calendars import DAY, WEEK, moment
from portfolio_desktop.services.planning.levelling import Shared

MOST = 53
"""Weeks that are shown: a year from the first that has an overload."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of one resource. `share` is the most that is asked at once, of what there is."""

    first: date
    share: float
    over: bool
    words: str

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Load:
    """A resource of which too much is asked at some time, with its weeks."""

    resource: str
    name: str
    there: str
    weeks: tuple[Week, ...]


def loads(found: Shared) -> tuple[Load, ...]:
    """Those of which too much is asked, the one for the most weeks first, all over the same weeks."""
    situation = found.situation
    over: dict[str, set[int]] = defaultdict(set)
    for each in overloads(situation.schedule, situation.pool):
        over[each.resource] |= set(_weeks(each.start, each.finish))
    if not over:
        return ()
    first = min(min(weeks) for weeks in over.values())
    asked = _asked(found)
    last = min(first + MOST - 1, max(max(weeks) for weeks in asked.values()))
    made = [
        Load(
            id,
            found.names[id],
            percent(situation.pool.resources[id].units),
            tuple(
                _week(found, id, week, asked[id].get(week, 0), week in over[id])
                for week in range(first, last + 1)
            ),
        )
        for id in over
    ]
    return tuple(sorted(made, key=lambda load: (-len(over[load.resource]), load.name)))


def _asked(found: Shared) -> dict[str, dict[int, int]]:
    """The most that is asked of each resource at once, by week."""
    situation = found.situation
    changes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for need in situation.pool.needs:
        stretch = worked(situation.schedule, need.activity)
        if stretch is not None:
            changes[need.resource] += [(stretch.start, need.units), (stretch.finish, -need.units)]
    most: dict[str, dict[int, int]] = {}
    for id, own in changes.items():
        most[id] = {}
        asked, since = 0, 0
        for at, units in sorted(own):
            if asked:
                for week in _weeks(since, at):
                    most[id][week] = max(most[id].get(week, 0), asked)
            asked, since = asked + units, at
    return most


def _week(found: Shared, id: str, week: int, asked: int, over: bool) -> Week:
    resource = found.situation.pool.resources[id]
    first = moment(week * WEEK - 3 * DAY).date()
    text = _("Week of {day}: {asked} asked of {there}")
    words = text.format(day=format_date(first), asked=percent(asked), there=percent(resource.units))
    return Week(first, asked / resource.units if resource.units else 1.0, over, words)


def _weeks(start: int, finish: int) -> range:
    """The weeks, Monday to Sunday, that a stretch lies in."""
    return range((start + 3 * DAY) // WEEK, (finish - 1 + 3 * DAY) // WEEK + 1)
