# SPDX-License-Identifier: Apache-2.0
"""How a column is probably meant to be read: a first offer, made from all its cells at once and shown to the person."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.exchange.tables.cells import Cell, cell_text
from portfolio_desktop.exchange.tables.dates import DateOrder
from portfolio_desktop.exchange.tables.ratings import scale_of
from portfolio_desktop.exchange.tables.reading import Outcome, Reading, Unreadable, read_cell, read_column

_MOST = 2_000  # cells, spread over the column, that settle how it is read: the order of dates may show in few of them
_FEW = 300  # cells that settle what kind it is
_SIGN = r"(?:[£$€]|\b(?:gbp|usd|eur|aud|us\$|a\$))\s*'?"
_HEADER_UNITS = (
    (1_000_000_000, re.compile(rf"{_SIGN}(?:bn|billions?)\b|\bbillions?\b", re.IGNORECASE)),
    (
        1_000_000,
        re.compile(rf"{_SIGN}(?:m|mn|mio|millions?)\b|\bmillions?\b|\(m\)$", re.IGNORECASE),
    ),
    (1_000, re.compile(rf"{_SIGN}(?:k|000s?|thousands?)\b|\bthousands?\b|\b000s\b", re.IGNORECASE)),
)
_UNITS_ABOVE = (
    (1_000_000_000, re.compile(rf"{_SIGN}(?:bn|billions?)\b|\bin billions\b", re.IGNORECASE)),
    (1_000_000, re.compile(rf"{_SIGN}(?:m|mn|mio|millions?)\b|\bin millions\b", re.IGNORECASE)),
    (1_000, re.compile(rf"{_SIGN}(?:k|000s?|thousands?)\b|\bin thousands\b", re.IGNORECASE)),
)
_MONEY_HEADER = re.compile(
    r"[£$€]|\b(costs?|budget|spend|price|funding|gbp|usd|eur|aud|kosten)\b", re.IGNORECASE
)
_MONEY_CELL = re.compile(r"[£$€]")
_RATING_HEADER = re.compile(r"rating|\brag\b|\bdca\b|confidence", re.IGNORECASE)
_ENOUGH = 0.8  # of the cells that say something readable or wrong, not of those that say why there is nothing


@dataclass(frozen=True, slots=True)
class Fit:
    """How a reading does on a column: cells that become values, that say why there is none, and that cannot be read."""

    values: int
    unknown: int
    unreadable: int

    @property
    def good(self) -> bool:
        """Whether the reading is a sensible one: it finds values, and more than now and then."""
        return (
            self.values > 0
            and self.values >= _ENOUGH * (self.values + self.unreadable)
            and self.values >= self.unknown / 9
        )

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> "Fit":
        """The count of what a column was read as. Blank cells do not count."""
        kinds = Counter(map(type, outcomes))
        unknown, unreadable = kinds.pop(Unknown, 0), kinds.pop(Unreadable, 0)
        kinds.pop(type(None), None)
        return cls(kinds.total(), unknown, unreadable)


@dataclass(frozen=True, slots=True)
class Guess:
    """The reading to offer. `orders` are all orders of day and month that fit equally well: ask when there is more than one.

    `example` is a cell that they tell apart. `alone` is the one cell by which several that could be either, such as the
    example, are read month first: it may be the one that is written otherwise. `shown` where cells of figures settle the order.
    """

    reading: Reading
    fit: Fit
    orders: tuple[DateOrder, ...] = ()
    example: str = ""
    alone: str = ""
    shown: bool = False

    @property
    def ambiguous(self) -> bool:
        return len(self.orders) > 1


def try_reading(cells: Iterable[Cell], reading: Reading) -> Fit:
    """Read the cells and count what becomes of them."""
    return Fit.of(read_column(cells, lambda cell: read_cell(cell, reading)))


def _words(header: str) -> str:
    return header.replace("_", " ")


def unit_in(header: str) -> int:
    """What a heading such as "Budget (£m)", "£million", "$k" or "£'000" says that its numbers count; 1 when it says nothing."""
    return next((unit for unit, pattern in _HEADER_UNITS if pattern.search(_words(header))), 1)


def unit_above(lines: Iterable[str]) -> int:
    """What lines above the headings, as "Budgets in £k", say that amounts count; 1 where they say nothing, or two things."""
    said = {unit for line in lines for unit, pattern in _UNITS_ABOVE if pattern.search(line)}
    return said.pop() if len(said) == 1 else 1


def guess_reading(kind: Kind, header: str, cells: Sequence[Cell]) -> Guess:
    """The reading to offer for a column that is known to be of `kind`."""
    said = _spread(cells, _MOST)
    base = Reading(kind=kind)
    if kind in (Kind.DATE, Kind.MOMENT):
        return _guess_dates(base, said)
    if kind is Kind.MONEY:
        base = replace(base, unit=unit_in(header))
    if kind is Kind.PERCENT:
        base = replace(base, fractions=_are_fractions(said))
    if kind is Kind.RATING:
        base = replace(base, scale=scale_of(cell for cell in said if isinstance(cell, str)))
    fit = try_reading(said, base)
    if kind in (Kind.MONEY, Kind.NUMBER, Kind.PERCENT) and fit.unreadable:
        continental = replace(base, comma=True)
        other = try_reading(said, continental)
        if other.values > fit.values:
            return Guess(continental, other)
    return Guess(base, fit)


def order_shown(columns: Iterable[Sequence[Cell]]) -> DateOrder | None:
    """The order that columns of dates which leave no doubt show: who fills a sheet in writes its other dates the same way.

    None where none shows it, or two differ.
    """
    guesses = [guess_reading(Kind.DATE, "", cells) for cells in columns]
    shown = {guess.reading.order for guess in guesses if guess.shown}
    return shown.pop() if len(shown) == 1 else None


def guess_column(header: str, cells: Sequence[Cell]) -> Guess:
    """The reading to offer for a column of which nothing is known but its heading and its cells."""
    said = _spread(cells, _FEW)
    for kind in _candidates(header, said):
        if guess_reading(kind, header, said).fit.good:
            return guess_reading(kind, header, cells)
    long = any(isinstance(cell, str) and (len(cell) > 120 or "\n" in cell) for cell in said)
    return guess_reading(Kind.NARRATIVE if long else Kind.TEXT, header, cells)


def _spread(cells: Sequence[Cell], most: int) -> list[Cell]:
    """At most `most` cells with something in them, from top to bottom."""
    said: list[Cell] = [cell for cell in cells if cell is not None]
    return said[:: -(-len(said) // most)] if len(said) > most else said


def _candidates(header: str, said: Sequence[Cell]) -> list[Kind]:
    words = [cell for cell in said if isinstance(cell, str)]
    percent = (
        sum(word.rstrip(" )").endswith("%") for word in words) > len(words) / 3 if words else "%" in header
    )
    money = (
        _MONEY_HEADER.search(_words(header)) or sum(map(bool, map(_MONEY_CELL.search, words))) > len(said) / 3
    )
    kinds = [Kind.DATE]
    if percent:
        kinds.append(Kind.PERCENT)
    if money:
        kinds.append(Kind.MONEY)
    kinds.append(Kind.INTEGER if _all_whole(said) else Kind.NUMBER)
    if not all(cell_text(cell).isdigit() for cell in said):
        kinds.insert(0, Kind.FLAG)
    if _RATING_HEADER.search(_words(header)) or scale_of(words) in ("rag3", "rag5"):
        kinds.insert(0, Kind.RATING)
    return kinds


def _all_whole(said: Sequence[Cell]) -> bool:
    """Whether no number among the cells has a fraction."""
    return not try_reading(said, Reading(kind=Kind.INTEGER)).unreadable


def _are_fractions(said: Sequence[Cell]) -> bool:
    """Bare numbers that are shares of one: spreadsheets keep 25 % as 0.25 and only show the sign."""
    numbers = [cell for cell in said if isinstance(cell, int | float) and not isinstance(cell, bool)]
    return (
        bool(numbers)
        and all(abs(number) <= 1 for number in numbers)
        and any(number % 1 for number in numbers)
    )


def _guess_dates(base: Reading, said: Sequence[Cell]) -> Guess:
    """The order that reads most; day first where several do equally and the figures leave it open."""
    written = any(isinstance(cell, str) for cell in said)  # a spreadsheet's own dates have no order
    orders = (DateOrder.DMY, DateOrder.MDY, DateOrder.YMD) if written else (DateOrder.DMY,)
    readings = [replace(base, order=order) for order in orders]
    fits = [try_reading(said, reading) for reading in readings]
    most = max(fit.values for fit in fits)
    best = [(reading, fit) for reading, fit in zip(readings, fits, strict=True) if fit.values == most]
    if len(best) > 1:  # a year of two figures that goes first is written by nobody who could be asked
        best = [each for each in best if each[0].order is not DateOrder.YMD]
    example = _depending_on_order(said, [reading for reading, _fit in best])
    if not example:
        order = best[0][0].order
        alone, example = _turned_by_one(said, readings) if order is DateOrder.MDY else ("", "")
        shown = len({fit.values for fit in fits[:2]}) > 1 and not alone
        return Guess(best[0][0], best[0][1], (order,), example, alone, shown)
    return Guess(best[0][0], best[0][1], tuple(reading.order for reading, _fit in best), example)


def _turned_by_one(said: Sequence[Cell], readings: list[Reading]) -> tuple[str, str]:
    """The one cell that shows that months come first, and one of several that it decides about; else nothing."""
    showing: list[str] = []
    either: list[str] = []
    for text in said:
        if isinstance(text, str):
            day_first, month_first = (read_cell(text, reading) for reading in readings[:2])
            if isinstance(month_first, date) and month_first != day_first:
                (either if isinstance(day_first, date) else showing).append(text)
    return (showing[0], either[0]) if len(showing) == 1 and len(either) > 1 else ("", "")


def _depending_on_order(said: Sequence[Cell], readings: list[Reading]) -> str:
    """A cell that is another day in each order, else one that is none in some; a day that never was asks nothing."""
    days = {text: _days(text, readings) for text in said if isinstance(text, str)}
    differing = [text for text, found in days.items() if len(found) > 1]
    return next((text for text in differing if None not in days[text]), next(iter(differing), ""))


def _days(text: str, readings: list[Reading]) -> set[date | None]:
    found = (read_cell(text, reading) for reading in readings)
    return {each if isinstance(each, date) else None for each in found}
