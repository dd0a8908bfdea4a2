# SPDX-License-Identifier: Apache-2.0
"""The levels of a capability framework: steps counted upwards from 1, each with a name and a mark."""

import re
from dataclasses import dataclass

_STEP = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})\s*(?:[-–]|to)\s*(\d{1,3})")


@dataclass(frozen=True, slots=True, order=True)
class Level:
    """One level. Levels of one framework are ordered by their step."""

    step: int
    name: str
    letter: str = ""

    @property
    def mark(self) -> str:
        """What stands for it where there is little room: its own mark, else its step."""
        return self.letter or str(self.step)


def read_steps(text: str) -> tuple[int, ...]:
    """The steps that "5 6 7", "5, 6, 7" or "5-7" name, in order. Nothing where the text says anything else."""
    spread = _RANGE.search(text)
    if spread and not _rest(text, _RANGE):
        first, last = int(spread[1]), int(spread[2])
        return tuple(range(first, last + 1)) if 0 < first <= last else ()
    found = sorted({int(step) for step in _STEP.findall(text)})
    return tuple(found) if found and not _rest(text, _STEP) and found[0] > 0 else ()


def _rest(text: str, pattern: re.Pattern[str]) -> str:
    """What of `text` is neither the pattern, once or more, nor a mark between."""
    return re.sub(r"[\s,;/&]", "", pattern.sub("", text))
