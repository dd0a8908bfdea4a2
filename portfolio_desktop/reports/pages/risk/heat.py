# SPDX-License-Identifier: Apache-2.0
"""The risk matrix as a picture: how many risks stand in each cell, and where the gravest came from and are to go."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import atan2, ceil, cos, hypot, pi, sin
from typing import NamedTuple, TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.risks import PackRisk, Place
from portfolio_desktop.domain.risk_matrix import Cell, Point, RiskMatrix, point
from portfolio_desktop.reports.badge import sign
from portfolio_desktop.reports.charts import places_said
from portfolio_desktop.reports.primitives import Circle, Line, Mark, Path, Rect, Text, figure, unread
from portfolio_desktop.reports.style import ACCENT, GREY, INK, REGULAR, SEMIBOLD, SMALL, TINTS, WHITE
from portfolio_desktop.reports.text import shorten, width
from portfolio_desktop.reports.timeline import diamond

_At: TypeAlias = tuple[float, float]
_Sign: TypeAlias = Callable[[float], list[Mark]]

_STRIP = 10.0
"""The top of a cell, where its number and its letter stand."""
_SIGN, _LINE = 14.0, 13.0
_DOT = 5.6
_ABREAST = 4
_APART = 0.3
"""How far from the middle of its cell an inherent or a target place is drawn, as a share of the cell."""


class Map(NamedTuple):
    """The matrix drawn as a square of `side` points whose top left is (x, y)."""

    matrix: RiskMatrix
    x: float
    y: float
    side: float

    @property
    def wide(self) -> float:
        return self.side / self.matrix.impacts

    @property
    def high(self) -> float:
        return self.side / self.matrix.likelihoods

    def corner(self, at: Point) -> _At:
        """The top left of a cell: likelihood grows upwards, impact to the right."""
        return self.x + (at.impact - 1) * self.wide, self.y + (
            self.matrix.likelihoods - at.likelihood
        ) * self.high

    def middle(self, at: Point) -> _At:
        left, top = self.corner(at)
        return left + self.wide / 2, top + self.high / 2


def heat_map(where: Map, counts: Mapping[Point, int], top: Sequence[PackRisk]) -> list[Mark]:
    """The cells with their counts; over them the risks of `top`, numbered in that order, with their way."""
    marks: list[Mark] = []
    for cell in where.matrix.cells():
        marks += _cell(where, cell, counts.get(cell.point, 0))
    said = places_said(where.matrix, counts)
    return [figure(said, [*marks, *_scales(where), *_risks(where, top)])]


def key(x: float, y: float, room: float, top: Sequence[PackRisk]) -> list[Mark]:
    """What the signs mean that `top` has on the map."""
    placed = [risk for risk in top if risk.likelihood is not None and risk.impact is not None]
    signs: list[tuple[_Sign, float, str]] = [
        (lambda left: _number(left, y, "1"), 10.0, _("rank in the table, now"))
    ]
    if any(_is_apart(risk, risk.inherent) for risk in placed):
        signs.append((lambda left: [_was(left, y)], 6.0, _("inherent")))
    if any(_is_apart(risk, risk.target) for risk in placed):
        signs.append((lambda left: [_aim(left, y)], 8.0, _("target")))
    marks: list[Mark] = []
    left = x
    for sign_at, wide, said in signs:
        marks += sign_at(left + wide / 2)
        marks.append(Text(left + wide + 4, y + 2.6, said, REGULAR, SMALL, INK))
        left += wide + width(said, REGULAR, SMALL) + 18
    words = _("A number in a corner counts the open risks in the cell.")
    if width(words, REGULAR, SMALL) <= room:
        marks.append(Text(x, y + 14, words, REGULAR, SMALL, GREY))
    return [unread(marks)]


def bands_key(matrix: RiskMatrix, x: float, y: float, room: float) -> tuple[list[Mark], float]:
    """The bands by shape and letter, the gravest first, with their names; and the height that they take."""
    marks: list[Mark] = []
    left, line = x, y
    for band in reversed(matrix.bands):
        name = shorten(_(band.label), REGULAR, SMALL, room - _SIGN)
        wide = _SIGN + width(name, REGULAR, SMALL)
        if left > x and left + wide > x + room:
            left, line = x, line + _LINE
        marks += sign(band, left + 6, line, 9.0)
        marks.append(Text(left + _SIGN, line + 2.6, name, REGULAR, SMALL, INK))
        left += wide + 12
    return [unread(marks)], line - y + _LINE


def _cell(where: Map, cell: Cell, count: int) -> list[Mark]:
    left, top = where.corner(cell.point)
    marks: list[Mark] = [
        Rect(left, top, where.wide, where.high, TINTS.get(cell.band.tone, WHITE), WHITE, 1.0)
    ]
    marks.append(Text(left + where.wide - 3, top + 8, cell.band.letter, REGULAR, SMALL - 1, GREY, 1.0))
    if count:
        marks.append(Text(left + 3, top + 8.5, f"{count:,}", SEMIBOLD, 8.5, INK))
    return marks


def _scales(where: Map) -> list[Mark]:
    matrix, x, y, side = where.matrix, where.x, where.y, where.side
    marks: list[Mark] = [
        Text(x - 5, y + side - (step - 0.5) * where.high + 3, str(step), REGULAR, SMALL, GREY, 1.0)
        for step in range(1, matrix.likelihoods + 1)
    ]
    marks += [
        Text(x + (step - 0.5) * where.wide, y + side + 10, str(step), REGULAR, SMALL, GREY, 0.5)
        for step in range(1, matrix.impacts + 1)
    ]
    marks.append(Text(x - 12, y - 5, _("Likelihood ↑"), REGULAR, SMALL, GREY))
    return [*marks, Text(x + side, y + side + 20, _("Impact →"), REGULAR, SMALL, GREY, 1.0)]


def _risks(where: Map, top: Sequence[PackRisk]) -> list[Mark]:
    """First every way, then the dots, so that no line runs over a number."""
    now = _dots(where, top)
    ways: list[Mark] = []
    for rank, risk in enumerate(top, 1):
        if rank not in now:
            continue
        start, end = _spot(where, risk.inherent, rank), _spot(where, risk.target, rank)
        if start and _is_apart(risk, risk.inherent):
            ways += [
                Line(*start, *_short(start, now[rank], _DOT), GREY, 0.8, (2, 1.6)),
                _was(*start),
            ]
        if end and _is_apart(risk, risk.target):
            ways += [*_arrow(now[rank], end), _aim(*end)]
    dots = [mark for rank, (x, y) in now.items() for mark in _number(x, y, str(rank))]
    return [*ways, *dots]


def _is_apart(risk: PackRisk, place: Place | None) -> bool:
    """Whether a risk was, or is to go, elsewhere than it is now."""
    return place is not None and place != (risk.likelihood, risk.impact)


def _was(x: float, y: float) -> Mark:
    return Circle(x, y, 2.4, WHITE, GREY, 0.9)


def _aim(x: float, y: float) -> Mark:
    return diamond(x, y, WHITE, 3.4)._replace(stroke=ACCENT, thick=1.0)


def _dots(where: Map, top: Sequence[PackRisk]) -> dict[int, _At]:
    """Where each dot stands, by rank: those that share a cell side by side, a few abreast."""
    shared: dict[Point, list[int]] = defaultdict(list)
    for rank, risk in enumerate(top, 1):
        at = where.matrix.cell(point(risk.likelihood, risk.impact))
        if at:
            shared[at.point].append(rank)
    found: dict[int, _At] = {}
    for at_, ranks in shared.items():
        left, above = where.corner(at_)
        abreast = min(len(ranks), _ABREAST if len(ranks) > 4 else max(2, ceil(len(ranks) / 2)))
        rows = ceil(len(ranks) / abreast)
        step_x = min(2 * _DOT + 1, where.wide / abreast)
        step_y = min(2 * _DOT + 1, (where.high - _STRIP) / rows)
        first_x = left + where.wide / 2 - step_x * (abreast - 1) / 2
        first_y = above + _STRIP + (where.high - _STRIP) / 2 - step_y * (rows - 1) / 2
        for place, rank in enumerate(ranks):
            found[rank] = (first_x + place % abreast * step_x, first_y + place // abreast * step_y)
    return found


def _spot(where: Map, at: Place | None, rank: int) -> _At | None:
    """A place of its own in the cell, so that the ways of two risks do not end on one spot."""
    cell = where.matrix.cell(Point(*at)) if at else None
    if cell is None:
        return None
    x, y = where.middle(cell.point)
    turn = rank * 0.62 * 2 * pi
    return x + cos(turn) * where.wide * _APART, y + 2 + sin(turn) * (where.high - _STRIP) * _APART


def _number(x: float, y: float, words: str) -> list[Mark]:
    return [Circle(x, y, _DOT, INK, WHITE, 0.6), Text(x, y + 2.5, words, SEMIBOLD, 7.0, WHITE, 0.5)]


def _short(start: _At, end: _At, by: float) -> _At:
    """The end of a line that stops `by` points before `end`."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    share = max(length - by, 0.0) / length if length else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrow(start: _At, end: _At) -> list[Mark]:
    """A line from a dot, with its head just before the mark at its end."""
    tip = _short(start, end, 4.2)
    turn = atan2(end[1] - start[1], end[0] - start[0])
    head = tuple((tip[0] - 5 * cos(turn + side), tip[1] - 5 * sin(turn + side)) for side in (0.42, -0.42))
    return [Line(*start, *tip, ACCENT, 1.0), Path((tip, *head), ACCENT)]


def counted(cells: Sequence[Cell]) -> Counter[Point]:
    """How many risks stand in each cell."""
    return Counter(cell.point for cell in cells)
