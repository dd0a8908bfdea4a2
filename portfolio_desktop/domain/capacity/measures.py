# SPDX-License-Identifier: Apache-2.0
"""How a team's work packages went in a period: of the work, never of a person, and always so many out of how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MET = "met"


@dataclass(frozen=True, slots=True)
class Went:
    """What is known of one package. `found_first` are the results of its criteria at first delivery; None: not looked at.

    `offered` and `handed_back` say whether, within the period, it was in somebody's hands and was given back.
    """

    key: str
    due: date | None
    delivered: date | None
    found_first: tuple[str | None, ...]
    offered: bool
    handed_back: bool
    blockers: tuple[tuple[date | None, date | None], ...]
    """When each was raised and cleared."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`count` out of `of`. What cannot be told is left out of both, and counted in `unknown`."""

    count: int
    of: int
    unknown: int = 0
    keys: tuple[str, ...] = ()
    """What speaks against: the late, the unmet, the handed back, the uncleared."""

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Measures:
    """The four measures of a period."""

    on_time: Measure
    met_first: Measure
    handed_back: Measure
    cleared: Measure


def measures(packages: Iterable[Went], first: date, last: date) -> Measures:
    """The measures of what was delivered, looked at, given back and cleared from `first` to `last`.

    On time: delivered in the period by the day it was due. Met at first delivery: criteria of what was delivered in
    the period that were found met when first looked at. Handed back: out of all that was in somebody's hands.
    Cleared: out of the blockers that were open at any time of the period, by its end.
    """
    found = tuple(packages)
    delivered = [each for each in found if _within(each.delivered, first, last)]
    return Measures(
        _on_time(delivered), _met_first(delivered), _handed_back(found), _cleared(found, first, last)
    )


def _on_time(delivered: Iterable[Went]) -> Measure:
    known = [each for each in delivered if each.due is not None]
    late = [each.key for each in known if each.delivered and each.due and each.delivered > each.due]
    unknown = sum(1 for each in delivered if each.due is None)
    return Measure(len(known) - len(late), len(known), unknown, tuple(late))


def _met_first(delivered: Iterable[Went]) -> Measure:
    found = [(each.key, result) for each in delivered for result in each.found_first]
    known = [(key, result) for key, result in found if result is not None]
    unmet = tuple(dict.fromkeys(key for key, result in known if result != MET))
    met = sum(result == MET for _key, result in known)
    return Measure(met, len(known), len(found) - len(known), unmet)


def _handed_back(packages: Iterable[Went]) -> Measure:
    held = [each for each in packages if each.offered or each.handed_back]
    back = tuple(each.key for each in held if each.handed_back)
    return Measure(len(back), len(held), 0, back)


def _cleared(packages: Iterable[Went], first: date, last: date) -> Measure:
    done, of, unknown, left = 0, 0, 0, []
    for each in packages:
        for raised, cleared in each.blockers:
            if raised is None:
                unknown += 1
            elif raised <= last and (cleared is None or cleared >= first):
                of += 1
                if cleared is not None and cleared <= last:
                    done += 1
                else:
                    left.append(each.key)
    return Measure(done, of, unknown, tuple(dict.fromkeys(left)))


def _within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last
