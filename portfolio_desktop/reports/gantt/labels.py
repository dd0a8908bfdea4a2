# SPDX-License-Identifier: Apache-2.0
"""Words that find their own place: on the bar, else after it, else before it, else shortened; never on one another."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from portfolio_desktop.reports.gantt.ticks import Measure

ELLIPSIS = "…"


class Spot(NamedTuple):
    """Where words start, what is left of them, how much room they take with what goes before, and on what."""

    x: float
    words: str
    width: float
    on_bar: bool


class Room(NamedTuple):
    """What a label may take: the bar as seen, from where on after it, up to where before it, and the window."""

    bar: tuple[float, float]
    after: float
    before: float
    window: tuple[float, float]
    on_bar: bool
    taken: Sequence[tuple[float, float]] = ()


def shorten(words: str, face: str, size: float, room: float, measure: Measure) -> str:
    """As much of `words` as `room` holds, with an ellipsis; empty where that would be less than three letters."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(words[:middle].rstrip() + ELLIPSIS, face, size) <= room:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + ELLIPSIS if low >= 3 else ""


def place(
    words: str, lead: float, room: Room, face: str, size: float, measure: Measure, pad: float
) -> Spot | None:
    """The best spot for `words` after a sign `lead` wide; None where not even three letters fit anywhere."""
    whole = lead + measure(words, face, size)
    first, last = room.window
    start, end = max(room.bar[0], first) + pad, min(room.bar[1], last) - pad
    after = _beyond(room.after, whole, room.taken)
    if room.on_bar and whole <= end - start:
        return Spot(start, words, whole, True)
    if first <= after and after + whole <= last:
        return Spot(after, words, whole, False)
    before = room.before - whole
    if first <= before and room.before <= last and not _hits(before, room.before, room.taken):
        return Spot(before, words, whole, False)
    if room.on_bar and end - start > max(last - after, 0.0):
        return _cut(words, lead, start, end, True, face, size, measure)
    if first <= after < last:
        return _cut(words, lead, after, last, False, face, size, measure)
    return None


def _cut(
    words: str, lead: float, start: float, end: float, on_bar: bool, face: str, size: float, measure: Measure
) -> Spot | None:
    shown = shorten(words, face, size, end - start - lead, measure)
    return Spot(start, shown, lead + measure(shown, face, size), on_bar) if shown else None


def _hits(start: float, end: float, taken: Iterable[tuple[float, float]]) -> bool:
    return any(start < high and low < end for low, high in taken)


def _beyond(start: float, whole: float, taken: Iterable[tuple[float, float]]) -> float:
    """From where on `whole` is free of all that is taken."""
    for low, high in sorted(taken):
        if start < high and low < start + whole:
            start = high
    return start


class Flag(NamedTuple):
    """Words beside an upright line at `x`; `number` is that of the line."""

    number: int
    x: float
    words: str
    width: float


def flags(
    lines: Sequence[tuple[float, str]],
    window: tuple[float, float],
    face: str,
    size: float,
    measure: Measure,
    pad: float,
) -> list[Flag]:
    """A place for the words of each line, after or before it; the first lines choose first.

    Where lines stand so close that words would lie on others or on another line, these lines share a place: their words
    stand beside all of them, in the order of the lines. Only a window too narrow for that leaves words out.
    """
    widths = [measure(words, face, size) for _x, words in lines]
    groups = [[number] for number in range(len(lines))]
    alone = placed = _hoisted(groups, lines, widths, window, pad)
    while (close := _close(groups, lines, pad)) is not None:
        groups = _joined(groups, close, lines)
        placed = _hoisted(groups, lines, widths, window, pad)
    while len(placed) < len(lines) and len(groups) > 1:
        found = {flag.number for flag in placed}
        groups = _joined(groups, next(each for each in groups if each[0] not in found), lines)
        placed = _hoisted(groups, lines, widths, window, pad)
    return placed if len(placed) == len(lines) else alone


def _hoisted(
    groups: Sequence[Sequence[int]],
    lines: Sequence[tuple[float, str]],
    widths: Sequence[float],
    window: tuple[float, float],
    pad: float,
) -> list[Flag]:
    """The words of each group of lines, side by side; a group that finds no place has none.

    Those of many lines choose first: they need most room.
    """
    placed: list[Flag] = []
    taken: list[tuple[float, float]] = [(x - pad * 0.4, x + pad * 0.4) for x, _words in lines]
    for group in sorted(groups, key=len, reverse=True):
        wide = sum(widths[number] for number in group) + 2 * pad * (len(group) - 1)
        for start in (lines[group[-1]][0] + pad, lines[group[0]][0] - pad - wide):
            inside = window[0] <= start and start + wide <= window[1]
            if inside and not _hits(start - pad / 2, start + wide + pad / 2, taken):
                taken.append((start - pad / 2, start + wide + pad / 2))
                at = start
                for number in group:
                    placed.append(Flag(number, at, lines[number][1], widths[number]))
                    at += widths[number] + 2 * pad
                break
    return placed


def _close(groups: Sequence[list[int]], lines: Sequence[tuple[float, str]], pad: float) -> list[int] | None:
    """The first group with a line that can hardly be told from one of another: beside which of them would mean nothing."""
    owner = {number: group for group in groups for number in group}
    in_order = sorted(owner, key=lambda number: lines[number][0])
    for one, two in pairwise(in_order):
        if owner[one] is not owner[two] and lines[two][0] - lines[one][0] < pad:
            return owner[one]
    return None


def _joined(
    groups: Sequence[list[int]], lost: list[int], lines: Sequence[tuple[float, str]]
) -> list[list[int]]:
    """The groups, with the one that found no place joined to the nearest."""

    def away(other: list[int]) -> float:
        return min(abs(lines[one][0] - lines[two][0]) for one in lost for two in other)

    nearest = min((group for group in groups if group is not lost), key=away)
    both = sorted((*lost, *nearest), key=lambda number: lines[number][0])
    return [both if group is lost else group for group in groups if group is not nearest]
