# SPDX-License-Identifier: Apache-2.0
"""A rating as a badge: shape, colour and letter at once, so that it survives grey printing and colour blindness."""

from math import cos, pi, sin
from typing import Protocol

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import REASON_LABELS, Rating, Reason, Unknown
from portfolio_desktop.domain.pack.data import Standing
from portfolio_desktop.domain.rating import level_of, worse_than
from portfolio_desktop.reports.primitives import Circle, Line, Mark, Path, Rect, Text
from portfolio_desktop.reports.style import GREY, LATE, LETTERS, SEMIBOLD, TONES, WHITE
from portfolio_desktop.reports.text import shorten

_HEXAGON = tuple((cos(turn * pi / 3), sin(turn * pi / 3)) for turn in range(6))

HEIGHT = 13.0
WIDTH = 22.0
_LETTERS = 3
_FEW = 16
_OWN = (Reason.OTHER, Reason.NOT_PROVIDED)  # "TBC" and "On hold" say more than our words for them


class Marked(Protocol):
    """What can be drawn as a badge: the level of a rating, the band of a risk, the outcome of a gate."""

    @property
    def label(self) -> str: ...

    @property
    def letter(self) -> str: ...

    @property
    def shape(self) -> str: ...

    @property
    def tone(self) -> str: ...


def sign(marked: Marked, x: float, y: float, height: float = HEIGHT) -> list[Mark]:
    """Its shape in its colour with its letter, centred on (x, y); an outline where it has no colour."""
    if marked.tone in TONES:
        return [*_shape(marked, x, y, height), *([_letter(marked, x, y, height)] if marked.letter else [])]
    if marked.shape == "circle":
        ring = Circle(x, y, height * 0.42, WHITE, GREY, 0.8)
        size = height * 0.58
        letter = _short(marked.letter, height * 1.5, size)
        return [ring, Text(x, y + height * 0.2, letter, SEMIBOLD, size, GREY, 0.5)] if letter else [ring]
    return _outlined(x, y, height, marked.letter) if marked.letter else dash(x, y, height)


def badge(standing: Standing, x: float, y: float, height: float = HEIGHT) -> list[Mark]:
    """The badge of `standing` centred on (x, y); an outlined dash where there is no rating."""
    if not isinstance(standing, Rating):
        return dash(x, y, height)
    level = level_of(standing)
    if level.tone not in TONES:
        return _outlined(x, y, height, level.letter)
    return sign(level, x, y, height)


def dash(x: float, y: float, height: float = HEIGHT) -> list[Mark]:
    """Not reported: there is no colour to show, and the place is not left empty either."""
    half = height * 0.36
    return [*_outlined(x, y, height, ""), Line(x - half * 0.6, y, x + half * 0.6, y, GREY, 0.9)]


def _outlined(x: float, y: float, height: float, letter: str) -> list[Mark]:
    half, size = height * 0.46, height * 0.58
    box = Rect(x - half, y - half, half * 2, half * 2, WHITE, GREY, 0.6)
    return (
        [box, Text(x, y + height * 0.2, _short(letter, height * 1.5, size), SEMIBOLD, size, GREY, 0.5)]
        if letter
        else [box]
    )


def _shape(level: Marked, x: float, y: float, height: float) -> list[Mark]:
    colour = TONES[level.tone]
    half = height / 2
    wide = len(level.letter) > 1
    match level.shape:
        case "circle":
            return [Circle(x, y, half, colour)]
        case "square":
            side = half * 0.92
            return [Rect(x - side, y - side, side * 2, side * 2, colour)]
        case "triangle":
            return [Path(((x, y - half), (x + half * 1.22, y + half), (x - half * 1.22, y + half)), colour)]
        case "diamond":
            reach = half * (1.75 if wide else 1.2)
            rise = half * 1.12
            return [Path(((x, y - rise), (x + reach, y), (x, y + rise), (x - reach, y)), colour)]
        case _:
            stretch = 1.4 if wide else 1.05
            corners = tuple((x + half * stretch * right, y + half * down) for right, down in _HEXAGON)
            return [Path(corners, colour)]


def _short(letter: str, room: float, size: float) -> str:
    """A letter or two; where somebody kept more than that, what there is room for."""
    return letter if len(letter) <= _LETTERS and letter.isascii() else shorten(letter, SEMIBOLD, size, room)


def _letter(level: Marked, x: float, y: float, height: float) -> Text:
    triangle = level.shape == "triangle"
    size = height * (0.5 if len(level.letter) > 1 else 0.56 if triangle else 0.62)
    sunk = height * 0.17 if triangle else 0.0
    return Text(
        x,
        y + size * 0.33 + sunk,
        _short(level.letter, height * 1.5, size),
        SEMIBOLD,
        size,
        LETTERS[level.tone],
        0.5,
    )


def label(standing: Standing) -> str:
    """The rating in words; what is missing says why, "Not reported" where nothing was said."""
    if isinstance(standing, Rating):
        return _(level_of(standing).label)
    return missing(standing)


def missing(value: Unknown | None) -> str:
    """Why a value is not there, in one or two words: those that were given where they say more than ours, as "TBC"."""
    if value is None:
        return _("Not reported")
    own = value.reason in _OWN and value.text.casefold() != value.reason
    said = own and len(value.text) <= _FEW and any(map(str.isalpha, value.text))
    return value.text if said else _(REASON_LABELS[value.reason])


def movement(now: Standing, before: Standing, x: float, y: float) -> list[Mark]:
    """An arrow for better (up) or worse (down) and nothing where the two are equal or cannot be compared."""
    worse = _worse(now, before)
    return [] if worse is None else [arrow(x, y, worse=worse)]


def moved(now: Standing, before: Standing) -> str:
    """The same in a word."""
    worse = _worse(now, before)
    return "" if worse is None else _("worse than before") if worse else _("better than before")


def _worse(now: Standing, before: Standing) -> bool | None:
    return worse_than(now, before) if isinstance(now, Rating) and isinstance(before, Rating) else None


def arrow(x: float, y: float, *, worse: bool, reach: float = 3.4) -> Path:
    """Down and dark red for worse, up and grey for better; the direction alone says it."""
    tip = reach if worse else -reach
    return Path(
        ((x - reach, y - tip * 0.8), (x + reach, y - tip * 0.8), (x, y + tip)), LATE if worse else GREY
    )
