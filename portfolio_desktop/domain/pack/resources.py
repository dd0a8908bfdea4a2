# SPDX-License-Identifier: Apache-2.0
"""People in a pack: what is asked of them by skill and month against the time there is, and where it is too much."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating


@dataclass(frozen=True, slots=True)
class LoadMonth:
    """One month of a row, in full-time people to a tenth. `state` is a state of `domain.capacity.load`.

    `together`: it is short together with other rows, which want the same people.
    """

    asked: Decimal
    there: Decimal
    state: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A skill, or a role where nobody asks by skill, with its months in order."""

    title: str
    people: int
    months: tuple[LoadMonth, ...]


@dataclass(frozen=True, slots=True)
class PackClash:
    """Too much asked of a skill or a person, in words: of whom and when, how much, by which projects, what is open."""

    title: str
    words: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamPosts:
    """One team in full-time people to a tenth: who is there, and the posts that there is money for (None: not said).

    `unknown` people are in no number. `vacant` posts by their titles, and the worst that was said of one.
    """

    team: str
    employees: Decimal
    contractors: Decimal
    total: Decimal
    unknown: int
    funded: Decimal | None
    gap: Decimal | None
    gravity: Rating | None
    vacant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackResources:
    """`told` of the `of` things that ask for people say how much and when; only these are counted.

    `known` is the number of people whose time is known, out of `people`. `over` and `under` are the thresholds in per
    cent. `more` rows and `unshown` clashes found no room. `teams` are empty where no posts are kept.
    """

    first: date
    rows: tuple[LoadRow, ...]
    clashes: tuple[PackClash, ...]
    told: int
    of: int
    known: int
    people: int
    over: int = 100
    under: int = 70
    more: int = 0
    unshown: int = 0
    teams: tuple[TeamPosts, ...] = ()
