# SPDX-License-Identifier: Apache-2.0
"""Where everything on a heat map lies: likelihood runs upwards, impact to the right, words at the left and the foot."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics

from portfolio_desktop.domain.risk_matrix import Point, RiskMatrix

_GAP, _FOOT = 3, 36
_WORDS, _WORDS_LEAST = 86, 44
_CELL, _SPREAD = QSize(76, 58), QSize(380, 290)

TITLE = 18
"""Room for the title of an axis."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The words of both scales, from the lowest step up, one for each step of the matrix."""

    likelihood: tuple[str, ...]
    impact: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of `matrix` in a widget of this size, with the words of its axes beside them."""

    matrix: RiskMatrix
    axes: Axes
    width: int
    height: int
    metrics: QFontMetrics

    @property
    def area(self) -> QRectF:
        """The cells, all together."""
        left = TITLE + self.gutter
        return QRectF(left, 2, self.width - left - 2, self.height - self.foot - TITLE - 2)

    @property
    def gutter(self) -> float:
        """Room for the words of the likelihoods."""
        widest = max(self.metrics.horizontalAdvance(word) for word in self.axes.likelihood) + 10
        return float(max(_WORDS_LEAST, min(widest, _WORDS, self.width // 4)))

    @property
    def foot(self) -> int:
        """Room for the words of the impacts: two lines where one of them is too long for one."""
        cell = (self.width - TITLE - self.gutter) / self.matrix.impacts
        long = any(self.metrics.horizontalAdvance(word) > cell for word in self.axes.impact)
        return _FOOT if long else _FOOT - self.metrics.height() + 4

    def cell(self, point: Point) -> QRectF:
        """Where a cell lies."""
        area = self.area
        width, height = area.width() / self.matrix.impacts, area.height() / self.matrix.likelihoods
        left = area.left() + (point.impact - 1) * width
        top = area.top() + (self.matrix.likelihoods - point.likelihood) * height
        return QRectF(left, top, width, height).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)

    def room(self, point: Point) -> QRectF:
        """The part of a cell that is free for the dots of risks."""
        rect = self.cell(point)
        return rect.adjusted(2, 13 if rect.height() >= 46 else 5, -2, -1)

    def at(self, spot: QPointF) -> Point | None:
        """The cell under a spot."""
        area = self.area
        if not area.contains(spot):
            return None
        across = int((spot.x() - area.left()) / area.width() * self.matrix.impacts)
        down = int((spot.y() - area.top()) / area.height() * self.matrix.likelihoods)
        return self.within(Point(self.matrix.likelihoods - down, across + 1))

    def within(self, point: Point) -> Point:
        """The nearest point that the matrix has."""
        return within(self.matrix, point)


def within(matrix: RiskMatrix, point: Point) -> Point:
    """The nearest point that `matrix` has."""
    return Point(min(matrix.likelihoods, max(1, point.likelihood)), min(matrix.impacts, max(1, point.impact)))


def points(matrix: RiskMatrix) -> list[Point]:
    """Every point of `matrix`, as it is read: the likeliest first, and of these the least impact."""
    return [
        Point(likelihood, impact)
        for likelihood in range(matrix.likelihoods, 0, -1)
        for impact in range(1, matrix.impacts + 1)
    ]


def natural_size(matrix: RiskMatrix) -> QSize:
    """The size at which a map looks its best; the more cells, the smaller each."""
    across, down = matrix.impacts, matrix.likelihoods
    width = min(_CELL.width(), _SPREAD.width() // across)
    height = min(_CELL.height(), _SPREAD.height() // down)
    return QSize(TITLE + _WORDS + across * width, _FOOT + TITLE + down * height)


def least_size(matrix: RiskMatrix) -> QSize:
    """The size below which a cell cannot be read."""
    return QSize(TITLE + _WORDS_LEAST + matrix.impacts * 26, 2 * TITLE + matrix.likelihoods * 24)
