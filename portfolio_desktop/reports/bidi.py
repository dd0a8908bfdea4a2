# SPDX-License-Identifier: Apache-2.0
"""The order in which a line of mixed directions is read: the Unicode bidirectional algorithm (UAX 9) for one paragraph.

Explicit embeddings and isolates are not here on purpose: `text.printable` turns those invisible controls into visible
marks before anything is set, so that nobody can make a report read otherwise than it is stored.
"""

from collections.abc import Sequence
from itertools import groupby
from unicodedata import bidirectional

_RIGHT = frozenset(("R", "AL"))


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs right to left (rules P2 and P3)."""
    return next((kind in _RIGHT for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), False)


def has_rtl(text: str) -> bool:
    """Whether any letter runs right to left."""
    return any(bidirectional(char) in _RIGHT for char in text)


def visual_runs(text: str) -> list[tuple[str, bool]]:
    """`text` cut into stretches of one direction, in the order they stand on the line from left to right.

    The characters of each stretch are in reading order; the flag says that it runs right to left.
    """
    base = 1 if is_rtl(text) else 0
    levels = _levels([bidirectional(char) or "L" for char in text], base)
    runs: list[tuple[str, int]] = []
    place = 0
    for level, group in groupby(levels):
        length = len(list(group))
        runs.append((text[place : place + length], level))
        place += length
    return [(run, bool(level % 2)) for run, level in _reordered(runs)]


def _levels(kinds: list[str], base: int) -> list[int]:
    _weak(kinds, "R" if base else "L")
    _neutral(kinds, "R" if base else "L")
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def _weak(kinds: list[str], start: str) -> None:
    """Rules W1 to W7: digits and their separators take after what stands before them."""
    strong = before = start
    for place, own in enumerate(kinds):
        kind = before if own == "NSM" else own
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[place] = before = "AN" if kind == "EN" and strong == "AL" else kind
    for place in range(1, len(kinds) - 1):
        around = kinds[place - 1]
        separates = (kinds[place] in ("CS", "ES") and around == "EN") or (
            kinds[place] == "CS" and around == "AN"
        )
        if around == kinds[place + 1] and separates:
            kinds[place] = around
    _terminators(kinds)
    strong = start
    for place, own in enumerate(kinds):
        kind = {"AL": "R", "ES": "ON", "CS": "ON", "ET": "ON"}.get(own, own)
        if kind in ("L", "R"):
            strong = kind
        kinds[place] = "L" if kind == "EN" and strong == "L" else kind


def _terminators(kinds: list[str]) -> None:
    """Rule W5: currency signs and percent signs next to a number go with it."""
    for place, length in _stretches(tuple(kinds)):
        end = place + length
        beside = (kinds[place - 1] if place else "", kinds[end] if end < len(kinds) else "")
        if kinds[place] == "ET" and "EN" in beside:
            kinds[place:end] = ["EN"] * length


def _neutral(kinds: list[str], start: str) -> None:
    """Rules N1 and N2: what has no direction goes with its neighbours where they agree, else with the paragraph."""
    sides = [{"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "") for kind in kinds]
    for place, length in _stretches(sides):
        end = place + length
        before = sides[place - 1] if place else start
        after = sides[end] if end < len(sides) else start
        if not sides[place]:
            kinds[place:end] = [before if before == after else start] * length


def _stretches(values: Sequence[str]) -> list[tuple[int, int]]:
    """Where each run of equal values begins, and how long it is."""
    found, place = [], 0
    for _value, group in groupby(values):
        length = sum(1 for _ in group)
        found.append((place, length))
        place += length
    return found


def _reordered(runs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Rule L2: from the highest level down to 1, turn round every stretch at that level or above."""
    ordered = list(runs)
    for level in range(max((run[1] for run in ordered), default=0), 0, -1):
        turned: list[tuple[str, int]] = []
        high: list[tuple[str, int]] = []
        for run in ordered:
            if run[1] >= level:
                high.insert(0, run)
                continue
            turned += [*high, run]
            high = []
        ordered = [*turned, *high]
    return ordered
