# SPDX-License-Identifier: Apache-2.0
"""How levels spread over a group, and what of that may be told to whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST = 5
"""A number of people below this could be told apart, so it is shown to their manager alone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many have a level; None where it is kept back."""

    step: int
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The levels from the lowest. `rated` of `people` have one; None where the number is kept back."""

    bars: tuple[Bar, ...]
    rated: int | None
    people: int

    @property
    def kept_back(self) -> bool:
        """Whether some number is not shown."""
        return self.rated is None or any(bar.count is None for bar in self.bars)


def distribution(
    levels: Iterable[int | None], labels: Mapping[int, str], *, for_manager: bool = False
) -> Distribution:
    """The spread of `levels` over a scale whose steps are called `labels`.

    For anybody but the manager, numbers below `FEWEST` are kept back, nought among them, and so many others that what
    is kept back cannot be worked out from the total.
    """
    given = list(levels)
    counts = Counter(level for level in given if level is not None)
    rated, hidden = sum(counts.values()), set[int]()
    if not for_manager:
        hidden = _hidden({step: counts[step] for step in labels}, rated)
    bars = tuple(Bar(step, labels[step], None if step in hidden else counts[step]) for step in sorted(labels))
    return Distribution(bars, None if not for_manager and rated < FEWEST else rated, len(given))


def _hidden(counts: Mapping[int, int], rated: int) -> set[int]:
    if rated < FEWEST:
        return set(counts)
    hidden = {step for step, count in counts.items() if count < FEWEST}
    for step in sorted(set(counts) - hidden, key=lambda step: counts[step]):
        if not hidden or (len(hidden) > 1 and sum(counts[each] for each in hidden) >= FEWEST):
            break
        hidden.add(step)
    return hidden
