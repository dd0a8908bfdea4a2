# SPDX-License-Identifier: Apache-2.0
"""What risks may cost in all: the expected value, and how much money would be enough with what chance.

The expected value alone misleads where a few risks are large: a 10 % chance of £1m never costs £100,000. So the whole
distribution of the total is worked out, from which come P50 and P80. Risks are taken to happen independently of each other.

An amount given as three points is a triangle between them, and its mean (a + m + b) / 3. It uses the three points that the
register holds and nothing else, where a PERT mean (a + 4m + b) / 6 gives a weight to the middle that nobody stated, and so
less money to the tail. Drawn from the same triangles, a simulation agrees with the expected value.
"""

import math
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress

SEED = 2026
"""Where a simulation starts. Fixed, so that the same risks come to the same figures on every laptop."""

MOST_SUMS = 500_000
"""How many sums an exact enumeration may take, about half a second; beyond it the total is simulated."""

MOST_RUNS, FEWEST_RUNS = 10_000, 1_000
_DRAWS = 2_000_000
"""How many events are drawn over all runs before runs become fewer: a total of many risks is steady anyway."""

_PENNIES = 100


@dataclass(frozen=True, slots=True)
class Spread:
    """An amount of money from `least` to `most`, most likely `likely`. Gains are negative."""

    least: Decimal
    likely: Decimal
    most: Decimal

    @property
    def mean(self) -> Decimal:
        return (self.least + self.likely + self.most) / 3

    def __neg__(self) -> "Spread":
        return Spread(-self.most, -self.likely, -self.least)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that an event may come to. `chance` is from 0 to 1."""

    chance: Decimal
    cost: Spread


_NOTHING = Spread(Decimal(), Decimal(), Decimal())


@dataclass(frozen=True, slots=True)
class Event:
    """At most one of the outcomes comes about; nothing does with the chance that they leave over."""

    outcomes: tuple[Outcome, ...]

    def __post_init__(self) -> None:
        chances = [outcome.chance for outcome in self.outcomes]
        if any(chance < 0 for chance in chances) or sum(chances) > 1:
            raise Refusal(
                _("The chances of what may happen are 0 to 100 % each, and 100 % at most together.")
            )

    @property
    def expected(self) -> Decimal:
        return sum((outcome.chance * outcome.cost.mean for outcome in self.outcomes), Decimal())

    @property
    def least(self) -> Decimal:
        """The least that it can cost."""
        return min((outcome.cost.least for outcome in self.possible), default=Decimal())

    @property
    def most(self) -> Decimal:
        """The most that it can cost."""
        return max((outcome.cost.most for outcome in self.possible), default=Decimal())

    @property
    def possible(self) -> list[Outcome]:
        """The outcomes that have a chance; nothing at all is one of them, unless one of the others is certain."""
        possible = [outcome for outcome in self.outcomes if outcome.chance]
        rest = 1 - sum((outcome.chance for outcome in possible), Decimal())
        return [*possible, Outcome(rest, _NOTHING)] if rest else possible


@dataclass(frozen=True, slots=True)
class Totals:
    """The distribution of a total: every amount that occurred, ascending, and how often so much or less did.

    `runs` and `seed` are those of a simulation, 0 where every outcome was enumerated and the chances are exact.
    """

    amounts: tuple[int, ...]  # pennies
    up_to: tuple[int, ...]  # ends at the weight of everything
    runs: int = 0
    seed: int = 0

    @property
    def is_exact(self) -> bool:
        return self.runs == 0

    def percentile(self, percent: int) -> Decimal:
        """The least amount that is enough with a chance of at least `percent` in a hundred."""
        wanted = -(-percent * self.up_to[-1] // 100)
        return _pounds(self.amounts[bisect_left(self.up_to, wanted)])

    def chance_within(self, money: Decimal) -> Fraction:
        """The chance that the total is no more than `money`."""
        below = bisect_right(self.amounts, math.floor(money * _PENNIES))
        return Fraction(self.up_to[below - 1] if below else 0, self.up_to[-1])


@dataclass(frozen=True, slots=True)
class Exposure:
    """The figures over a set of events, in whole units of the currency; gains are negative."""

    expected: Decimal
    least: Decimal
    most: Decimal
    totals: Totals

    @property
    def p50(self) -> Decimal:
        return self.totals.percentile(50)

    @property
    def p80(self) -> Decimal:
        return self.totals.percentile(80)


@dataclass(frozen=True, slots=True)
class Cover:
    """Contingency against the exposure. `short` is what it lacks of P80, 0 where it is enough for that."""

    held: Decimal
    short: Decimal
    chance: Fraction

    @property
    def percent(self) -> int:
        """The chance in whole hundredths, rounded down: what is short of P80 is never said to be enough in 80 of 100."""
        return int(self.chance * 100)


def spread(least: Decimal | None, likely: Decimal | None, most: Decimal | None) -> Spread | None:
    """The three points of an amount, in their order; None where none is given.

    A likely amount alone stands for all three. An end that was left out is where the likely amount is, and a likely
    amount that was left out lies in the middle.
    """
    known = sorted(each for each in (least, likely, most) if each is not None)
    if not known:
        return None
    if len(known) == 3:
        return Spread(*known)
    middle = likely if likely is not None else (known[0] + known[-1]) / 2
    return Spread(known[0], middle, known[-1])


def exposure(events: Sequence[Event], progress: Progress | None = None) -> Exposure:
    """The exposure from `events` that are independent of each other: exact where that is feasible, else simulated.

    `progress` hears of each event of a simulation. Without one, what was simulated lately is not simulated again: pack
    after pack is made of the same risks.
    """

    def played() -> Totals:
        return simulated(events, progress=progress) if progress is not None else _simulated(tuple(events))

    return Exposure(
        _pounds(_pennies(sum((event.expected for event in events), Decimal()))),
        sum((event.least for event in events), Decimal()),
        sum((event.most for event in events), Decimal()),
        enumerated(events) or played(),
    )


def event(chance: Decimal, cost: Spread, *, opportunity: bool = False) -> Event:
    """A risk as an event. What an opportunity gains counts against what threats cost, whatever sign it was given with."""
    gain = opportunity and cost.mean > 0
    return Event((Outcome(chance, -cost if gain else cost),))


def cover(found: Exposure, held: Decimal) -> Cover:
    """What `held` is worth against the exposure."""
    return Cover(held, max(Decimal(), found.p80 - held), found.totals.chance_within(held))


def enumerated(events: Iterable[Event]) -> Totals | None:
    """Every total that can come about, with its exact chance. None where an amount is a range, or there are too many.

    Chances are whole numbers over a common denominator, so that nothing is rounded on the way.
    """
    weights, sums = {0: 1}, 0
    for event in events:
        branches = _branches(event)
        sums += len(weights) * len(branches)
        if not branches or sums > MOST_SUMS:
            return None
        found: dict[int, int] = defaultdict(int)
        for amount, weight in branches:
            for total, so_far in weights.items():
                found[total + amount] += so_far * weight
        weights = found
    ordered = sorted(weights.items())
    return Totals(
        tuple(total for total, _weight in ordered), tuple(accumulate(each for _total, each in ordered))
    )


def simulated(events: Sequence[Event], seed: int = SEED, progress: Progress | None = None) -> Totals:
    """The totals of a number of runs, in each of which every event happens or does not."""
    runs = max(FEWEST_RUNS, min(MOST_RUNS, _DRAWS // max(1, len(events))))
    draw = random.Random(seed).random
    totals = [0] * runs
    for done, outcomes in enumerate(event.outcomes for event in events if event.outcomes):
        if progress is not None:
            progress(done, len(events))
        up_to = list(accumulate(float(outcome.chance) for outcome in outcomes))
        hits = [(run, drawn) for run in range(runs) if (drawn := draw()) < up_to[-1]]
        if len(outcomes) == 1:
            _add(totals, hits, up_to[0], outcomes[0])
            continue
        by_outcome: list[list[tuple[int, float]]] = [[] for _outcome in outcomes]
        for hit in hits:
            by_outcome[bisect_right(up_to, hit[1])].append(hit)
        for end, outcome, found in zip(up_to, outcomes, by_outcome, strict=True):
            _add(totals, found, end, outcome)
    return Totals(tuple(sorted(totals)), tuple(range(1, runs + 1)), runs, seed)


_simulated = lru_cache(maxsize=8)(simulated)


def _add(totals: list[int], hits: Iterable[tuple[int, float]], end: float, outcome: Outcome) -> None:
    """Add what an outcome costs to the runs in which it came about.

    How far a draw fell short of the end of its outcome is again by chance, and says how much it costs: the inverse of
    the triangle's distribution at that place from 0 to 1. Written out, for this is where a simulation spends its time.
    """
    cost, chance, root = outcome.cost, float(outcome.chance), math.sqrt
    low, mode, high = (_pennies(each) for each in (cost.least, cost.likely, cost.most))
    if low == high:
        for run, _drawn in hits:
            totals[run] += low
        return
    cut = (mode - low) / (high - low)
    rising, falling = (high - low) * (mode - low), (high - low) * (high - mode)
    for run, drawn in hits:
        place = (end - drawn) / chance
        totals[run] += round(
            low + root(place * rising) if place < cut else high - root((1 - place) * falling)
        )


def _branches(event: Event) -> list[tuple[int, int]]:
    """Each amount in pennies with its weight among the event's outcomes; empty where an amount is a range."""
    possible = [(Fraction(each.chance), each.cost) for each in event.possible]
    if any(cost.least != cost.most for _chance, cost in possible):
        return []
    whole = math.lcm(*(chance.denominator for chance, _cost in possible))
    return [(_pennies(cost.likely), int(chance * whole)) for chance, cost in possible]


def _pennies(money: Decimal) -> int:
    return int((money * _PENNIES).to_integral_value(ROUND_HALF_UP))


def _pounds(pennies: int) -> Decimal:
    return Decimal(pennies).scaleb(-2)
