# SPDX-License-Identifier: Apache-2.0
"""Bars with their numbers written on them, as marks. Every chart has a table beside it that says the same."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Standing
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.domain.risk_matrix import Point, RiskMatrix
from portfolio_desktop.reports.badge import label
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Text, figure, paragraph
from portfolio_desktop.reports.style import (
    ACCENT,
    ACCENT_PALE,
    GREY,
    INK,
    LETTERS,
    NOTE,
    REGULAR,
    RULE,
    SEMIBOLD,
    SMALL,
    TONES,
    WHITE,
)
from portfolio_desktop.reports.text import shorten, width

BASIS_COLOURS = (ACCENT_PALE, ACCENT, INK)
"""Baseline, forecast and actual, here and in the keys."""


class Bar(NamedTuple):
    label: str
    value: Decimal
    words: str
    colour: str = ACCENT


def bars(
    items: Sequence[Bar], x: float, y: float, room: float, label_room: float, step: float = 17.0
) -> list[Mark]:
    """Horizontal bars from one zero line, each with its words at its end."""
    most = max((abs(item.value) for item in items), default=Decimal(0)) or Decimal(1)
    words_room = max((width(item.words, SEMIBOLD, NOTE) for item in items), default=0.0) + 6
    length = room - label_room - words_room
    marks: list[Mark] = []
    for item in items:
        reach = float(abs(item.value) / most) * length
        middle = y + step / 2
        label_ = shorten(item.label, REGULAR, NOTE, label_room - 6)
        bar = (
            Text(x, middle + 3, label_, REGULAR, NOTE, INK),
            Rect(x + label_room, y + 3, max(reach, 0.8), step - 6, item.colour),
            Text(x + label_room + reach + 4, middle + 3, item.words, SEMIBOLD, NOTE, INK),
        )
        marks.append(paragraph(bar))
        y += step
    return [*marks, Line(x + label_room, y - step * len(items), x + label_room, y, GREY, 0.8)]


def shares(
    parts: Sequence[tuple[Standing, int]], x: float, y: float, reach: float, height: float = 12.0
) -> list[Mark]:
    """A bar cut by rating, each piece with its letter and number where they fit; pieces stand apart by a white line."""
    whole = sum(number for _, number in parts) or 1
    marks: list[Mark] = []
    for standing, number in parts:
        piece = reach * number / whole
        level = level_of(standing) if isinstance(standing, Rating) else None
        tone = level.tone if level else "none"
        fill, ink = (TONES[tone], LETTERS[tone]) if tone in TONES else (None, GREY)
        marks.append(Rect(x, y, piece - 0.8, height, fill, None if fill else GREY))
        words = f"{level.letter if level else '–'} {number}"
        for written in (words, str(number)):
            if width(written, SEMIBOLD, SMALL) + 3 <= piece:
                marks.append(
                    Text(x + piece / 2 - 0.4, y + height / 2 + 2.6, written, SEMIBOLD, SMALL, ink, 0.5)
                )
                break
        x += piece
    said = (f"{number:,} {label(standing)}" for standing, number in parts)
    return [figure(", ".join(said), marks)]


class YearBars(NamedTuple):
    """The three bases of one year; None where nothing is known, so that nothing is drawn."""

    label: str
    values: tuple[Decimal | None, Decimal | None, Decimal | None]


def year_chart(
    years: Sequence[YearBars],
    area: tuple[float, float, float, float],
    most: Decimal,
    write: Callable[[Decimal], str],
) -> list[Mark]:
    """Upright bars by year in `area` (x, y, width, height), scaled so that `most` fills it; the forecast is labelled.

    What is read out is the amounts of each year.
    """
    x, y, room, height = area
    foot = y + height - 14
    tall = height - 14 - 12
    step = room / max(len(years), 1)
    bar = min(step * 0.26, 16.0)
    marks: list[Mark] = [Line(x, foot, x + room, foot, GREY, 0.8)]
    for place, year in enumerate(years):
        left = x + place * step + (step - 3 * bar) / 2
        for basis, value in enumerate(year.values):
            if value:
                top = tall * float(max(value, Decimal(0)) / (most or Decimal(1)))
                marks.append(Rect(left + basis * bar, foot - top, bar - 0.8, top, BASIS_COLOURS[basis]))
        highest = max((value for value in year.values if value), default=Decimal(0))
        shown = year.values[1] if year.values[1] is not None else highest
        words = write(shown)
        if shown and width(words, REGULAR, SMALL) < step:
            top = foot - tall * float(highest / (most or Decimal(1)))
            marks.append(Text(x + (place + 0.5) * step, top - 3, words, REGULAR, SMALL, INK, 0.5))
        if width(year.label, REGULAR, SMALL) < step:
            marks.append(Text(x + (place + 0.5) * step, foot + 10, year.label, REGULAR, SMALL, GREY, 0.5))
    return [figure("; ".join(_year_said(year, write) for year in years), marks)]


def _year_said(year: YearBars, write: Callable[[Decimal], str]) -> str:
    bases = (_("baseline {amount}"), _("forecast {amount}"), _("actual {amount}"))
    known = (
        basis.format(amount=write(value))
        for basis, value in zip(bases, year.values, strict=True)
        if value is not None
    )
    return f"{year.label}: {', '.join(known)}"


def heat_map(
    matrix: RiskMatrix, counts: Mapping[Point, int], x: float, y: float, side: float, words: tuple[str, str]
) -> list[Mark]:
    """The cells of the matrix in a square, likelihood upwards and impact to the right, with how many stand in each.

    The tint grows with the score. It is the accent's, because red, amber and green belong to ratings.
    """
    tints = (WHITE, "#eef3f7", "#d5e2ec", "#b3cadb", "#86a9c3")
    wide, high = side / matrix.impacts, side / matrix.likelihoods
    marks: list[Mark] = []
    for cell in matrix.cells():
        left, top = (
            x + (cell.point.impact - 1) * wide,
            y + (matrix.likelihoods - cell.point.likelihood) * high,
        )
        tint = tints[min(len(tints) * cell.score // max(matrix.highest, 1), len(tints) - 1)]
        marks.append(Rect(left, top, wide, high, tint, RULE, 0.5))
        if number := counts.get(cell.point, 0):
            marks.append(Text(left + wide / 2, top + high / 2 + 4, str(number), SEMIBOLD, 11, INK, 0.5))
    marks += [
        Text(x - 5, y + side - (step - 0.5) * high + 3, str(step), REGULAR, SMALL, GREY, 1.0)
        for step in range(1, matrix.likelihoods + 1)
    ]
    marks += [
        Text(x + (step - 0.5) * wide, y + side + 10, str(step), REGULAR, SMALL, GREY, 0.5)
        for step in range(1, matrix.impacts + 1)
    ]
    marks.append(Text(x - 5, y - 5, words[0], REGULAR, SMALL, GREY))
    marks.append(Text(x + side, y + side + 20, words[1], REGULAR, SMALL, GREY, 1.0))
    return [figure(places_said(matrix, counts), marks)]


def places_said(matrix: RiskMatrix, counts: Mapping[Point, int]) -> str:
    """The gravest places first, which is how a map is looked at."""
    said = _("likelihood {likelihood}, impact {impact}: {n}")
    gravest_first = sorted(matrix.cells(), key=lambda cell: cell.score, reverse=True)
    filled = (cell.point for cell in gravest_first if counts.get(cell.point))
    return "; ".join(
        said.format(likelihood=at.likelihood, impact=at.impact, n=f"{counts[at]:,}") for at in filled
    )
