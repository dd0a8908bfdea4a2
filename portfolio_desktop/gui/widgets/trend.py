# SPDX-License-Identifier: Apache-2.0
"""The run of a few numbers over time, each labelled where it ends. `TrendTable` says the same in figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import GAP, GAP_TINY, Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.paint import paint_text, painting

_HEIGHT, _FOOT, _HEAD, _LABEL, _LEFT, _BESIDE = 190, 22.0, 20.0, 16.0, 30.0, 104.0


@dataclass(frozen=True, slots=True)
class Run:
    """One number at each moment of the chart; None where it is not known. What is only `planned` is dashed."""

    name: str
    values: tuple[int | None, ...]
    planned: bool = False

    def known(self) -> list[tuple[int, int]]:
        """The moments at which it is known, by their place, with its values."""
        return [(place, value) for place, value in enumerate(self.values) if value is not None]


class TrendChart(QWidget):
    """`moments` from the oldest to the newest, evenly apart; `now` is the place of the present one.

    The scale begins at nought: a line that falls by a tenth looks like a tenth.
    """

    def __init__(
        self,
        name: str,
        moments: Sequence[str],
        runs: Sequence[Run],
        now: int,
        *,
        height: int = _HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._moments, self._runs, self._now = tuple(moments), tuple(runs), now
        self._height = height
        self.setFont(tabular(sized(self.font(), -1)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak_as(self, Role.Chart)
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(self._said()))

    def sizeHint(self) -> QSize:
        return QSize(360, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not any(run.known() for run in self._runs):
            return
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(self.font())
            plot = self._plot()
            self._paint_foot(painter, plot, theme)
            for run in self._runs:
                self._paint_run(painter, run, plot, theme)
            self._paint_names(painter, plot, theme)

    def _plot(self) -> QRectF:
        """Where the lines are drawn, the same in every chart of this width, so that two of them line up."""
        return QRectF(_LEFT, _HEAD, max(40.0, self.width() - _BESIDE - _LEFT), self.height() - _HEAD - _FOOT)

    def _highest(self) -> int:
        return max((value for run in self._runs for _place, value in run.known()), default=0) or 1

    def _spot(self, plot: QRectF, place: int, value: int) -> QPointF:
        across = plot.width() / max(1, len(self._moments) - 1)
        return QPointF(plot.left() + place * across, plot.bottom() - value / self._highest() * plot.height())

    def _paint_foot(self, painter: QPainter, plot: QRectF, theme: Theme) -> None:
        painter.setPen(QColor(theme.line))
        painter.drawLine(QLineF(plot.left(), plot.bottom() + 0.5, plot.right(), plot.bottom() + 0.5))
        if 0 < self._now < len(self._moments) - 1:
            now = self._spot(plot, self._now, 0).x()
            painter.setPen(QPen(QColor(theme.outline), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(now, plot.top() - 4, now, plot.bottom()))
        metrics = QFontMetricsF(painter.fontMetrics())
        wide = max(metrics.horizontalAdvance(words) for words in self._moments) + 12
        step = plot.width() / max(1, len(self._moments) - 1)
        every = max(1, -int(-wide // max(1.0, step)))
        free = 0.0
        for place, words in enumerate(self._moments):
            left = max(0.0, self._spot(plot, place, 0).x() - wide / 2)
            if (place - self._now) % every == 0 and left >= free:
                free = left + wide - 6  # the first stands a little further in than its moment, at the edge
                box = QRectF(left, plot.bottom() + 4, wide, _FOOT - 4)
                paint_text(painter, box, words, theme.muted, Qt.AlignmentFlag.AlignHCenter)

    def _paint_run(self, painter: QPainter, run: Run, plot: QRectF, theme: Theme) -> None:
        spots = [self._spot(plot, place, value) for place, value in run.known()]
        if not spots:
            return
        ink = QColor(theme.muted if run.planned else theme.accent)
        style = Qt.PenStyle.DashLine if run.planned else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.5 if run.planned else 2, style, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(spots))
        painter.setPen(QPen(QColor(theme.surface), 1))
        painter.setBrush(ink)
        painter.drawEllipse(spots[-1], 3.5, 3.5)
        if not run.planned and len(spots) > 1:
            painter.drawEllipse(spots[0], 3.0, 3.0)
            box = QRectF(spots[0].x() - 30, spots[0].y() - 20, 60, 15)
            box.moveLeft(max(0.0, box.left()))
            first = run.known()[0][1]
            paint_text(painter, box, f"{first:,}", theme.text, Qt.AlignmentFlag.AlignHCenter)

    def _paint_names(self, painter: QPainter, plot: QRectF, theme: Theme) -> None:
        """The names of the lines beside where they end, none over another."""
        ends = [(self._spot(plot, *run.known()[-1]), run) for run in self._runs if run.known()]
        ends.sort(key=lambda end: end[0].y())
        low = -_LABEL
        for spot, run in ends:
            ink = theme.muted if run.planned else theme.text
            if spot.x() < plot.right() - 1:  # lines go on beside it: the name stands above its end
                above = QRectF(spot.x() - 60, spot.y() - _LABEL - 5, 120, _LABEL)
                paint_text(painter, above, self._name(run), ink, Qt.AlignmentFlag.AlignHCenter)
                continue
            top = min(max(spot.y() - _LABEL / 2, low), self.height() - _LABEL)
            low = top + _LABEL
            box = QRectF(spot.x() + 8, top, self.width() - spot.x() - 8, _LABEL)
            paint_text(painter, box, self._name(run), ink, Qt.AlignmentFlag.AlignLeft)

    def _name(self, run: Run) -> str:
        known = run.known()
        return f"{run.name} {known[-1][1]:,}" if known else run.name

    def _said(self) -> Iterator[str]:
        for run in self._runs:
            parts = [f"{self._moments[place]} {value:,}" for place, value in run.known()]
            yield f"{run.name}: {', '.join(parts) or _('not known')}"


class TrendTable(QWidget):
    """The chart in figures: a line for each moment, the newest first, a column for each run."""

    def __init__(self, moments: Sequence[str], runs: Sequence[Run], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_TINY)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        for column, run in enumerate(runs, 1):
            grid.addWidget(Label(run.name, ink="muted", step=-1), 0, column, right)
        for row, place in enumerate(reversed(range(len(moments))), 1):
            grid.addWidget(ElidedLabel(moments[place]), row, 0)
            for column, run in enumerate(runs, 1):
                value = run.values[place]
                cell = ElidedLabel("\u2013" if value is None else f"{value:,}", align=right)
                cell.setFont(tabular(cell.font()))
                cell.setMinimumWidth(64)
                grid.addWidget(cell, row, column)
