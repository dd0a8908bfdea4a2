# SPDX-License-Identifier: Apache-2.0
"""The signs of marks on paper: each a shape of its own, in an ink and on a ground that no rating has."""

from collections.abc import Callable, Mapping
from math import cos, pi, sin
from types import MappingProxyType
from typing import TypeAlias

from portfolio_desktop.reports.primitives import Circle, Line, Mark, Path, Route, Text
from portfolio_desktop.reports.style import SEMIBOLD, WHITE
from portfolio_desktop.services.registers.marking import PAPER
from portfolio_desktop.services.views.marks import Sign

SIZE = 7.0
_Draw: TypeAlias = Callable[[float, float, float, str], list[Mark]]


def sign_marks(sign: Sign, x: float, y: float) -> list[Mark]:
    """`sign` centred on (x, y)."""
    return _DRAWN[sign](x, y, SIZE / 2, PAPER[sign][1])


def _alert(x: float, y: float, half: float, ink: str) -> list[Mark]:
    corners = ((x, y - half), (x + half * 1.1, y + half), (x - half * 1.1, y + half))
    return [Path(corners, ink), Text(x, y + half * 0.8, "!", SEMIBOLD, half * 1.5, WHITE, 0.5)]


def _flag(x: float, y: float, half: float, ink: str) -> list[Mark]:
    left = x - half * 0.7
    cloth = ((left, y - half), (left + half * 1.7, y - half * 0.45), (left, y + half * 0.15))
    return [Line(left, y - half, left, y + half, ink, 0.9), Path(cloth, ink)]


def _star(x: float, y: float, half: float, ink: str) -> list[Mark]:
    reaches = ((half * 1.1 if point % 2 == 0 else half * 0.45, point * pi / 5) for point in range(10))
    return [Path(tuple((x + reach * sin(turn), y - reach * cos(turn)) for reach, turn in reaches), ink)]


def _tick(x: float, y: float, half: float, ink: str) -> list[Mark]:
    points = ((x - half * 0.9, y), (x - half * 0.25, y + half * 0.7), (x + half * 0.95, y - half * 0.8))
    return [Route(points, ink, 1.3)]


def _question(x: float, y: float, half: float, ink: str) -> list[Mark]:
    ring = Circle(x, y, half, WHITE, ink, 0.8)
    return [ring, Text(x, y + half * 0.6, "?", SEMIBOLD, half * 1.7, ink, 0.5)]


_DRAWN: Mapping[Sign, _Draw] = MappingProxyType(
    {
        Sign.ALERT: _alert,
        Sign.FLAG: _flag,
        Sign.STAR: _star,
        Sign.TICK: _tick,
        Sign.QUESTION: _question,
    }
)
