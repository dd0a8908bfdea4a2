# SPDX-License-Identifier: Apache-2.0
"""How many stood where over time: one column a moment, stacked by level, the gravest at the foot.

Labelled directly, without axes to read off. `TrendTable` says the same in figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.gui.theme import GAP, GAP_TINY, Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.gui.widgets.rating import paint_shape

_HEIGHT, _FOOT, _HEAD, _WIDEST, _BESIDE = 176, 20, 18, 40, 104


@dataclass(frozen=True, slots=True)
class Moment:
    """The counts of one date, in the order of the chart's levels; None where nothing is known of that date."""

    label: str
    counts: tuple[int, ...] | None

    @property
    def total(self) -> int:
        return sum(self.counts or ())


class TrendChart(QWidget):
    """`levels` from the gravest to the least, `moments` from the oldest to the newest."""

    def __init__(
        self, name: str, levels: Sequence[Level], moments: Sequence[Moment], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._levels, self._moments = tuple(levels), tuple(moments)
        self.setFont(tabular(sized(self.font(), -1)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(self._said(moment) for moment in self._moments))

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        highest = max((moment.total for moment in self._moments), default=0)
        if not self._moments or not highest:
            return
        step = (self.width() - _BESIDE) / len(self._moments)
        foot = self.height() - _FOOT
        with painting(self) as painter:
            painter.setFont(self.font())
            painter.setPen(QColor(theme.line))
            painter.drawLine(QLineF(0, foot + 0.5, self.width() - _BESIDE, foot + 0.5))
            wordy = max(painter.fontMetrics().horizontalAdvance(moment.label) for moment in self._moments)
            every = max(1, -(-int(wordy + 10) // max(1, int(step))))
            last = len(self._moments) - 1
            for each, moment in enumerate(self._moments):
                slot = QRectF(each * step, 0, step, foot)
                self._column(painter, moment, slot, highest, theme)
                if (last - each) % every == 0:
                    below = QRectF(slot.center().x() - wordy / 2 - 4, foot + 3, wordy + 8, _FOOT - 3)
                    below.moveLeft(max(0.0, below.left()))
                    paint_text(painter, below, moment.label, theme.muted, Qt.AlignmentFlag.AlignHCenter)
            self._names(painter, self._moments[-1], foot, highest, theme)

    def _column(self, painter: QPainter, moment: Moment, slot: QRectF, highest: int, theme: Theme) -> None:
        width = min(_WIDEST, slot.width() * 0.72)
        left, top = slot.center().x() - width / 2, slot.bottom()
        if moment.counts is None:
            nothing = QRectF(slot.left(), slot.bottom() - 16, slot.width(), 14)
            paint_text(painter, nothing, "\u2013", theme.muted, Qt.AlignmentFlag.AlignHCenter)
            return
        for level, (bottom, height) in zip(
            self._levels, self._parts(moment, slot.bottom(), highest), strict=True
        ):
            tone = theme.tones[level.tone]
            painter.setPen(QPen(QColor(theme.surface), 1))
            painter.setBrush(QColor(tone.fill))
            top = bottom - height
            if height > 0:
                painter.drawRect(QRectF(left, top, width, height))
        above = QRectF(slot.left() - 8, top - 16, slot.width() + 16, 15)
        paint_text(painter, above, f"{moment.total:,}", theme.text, Qt.AlignmentFlag.AlignHCenter)

    def _parts(self, moment: Moment, foot: float, highest: int) -> list[tuple[float, float]]:
        """For each level where its part of the column begins, and how high it is."""
        room, found = foot - _HEAD, []
        for count in moment.counts or ():
            height = count / highest * room
            found.append((foot, height))
            foot -= height
        return found

    def _names(self, painter: QPainter, last: Moment, foot: float, highest: int, theme: Theme) -> None:
        """The levels by name beside the newest column, each at the height of its part, none over another."""
        left = self.width() - _BESIDE + 8.0
        low = foot + 6.0
        parts = self._parts(last, foot, highest)
        for level, count, (bottom, height) in zip(self._levels, last.counts or (), parts, strict=False):
            if not count:
                continue
            middle = min(bottom - height / 2, low - 8)
            low = middle - 8
            tone = theme.tones[level.tone]
            painter.setPen(QPen(QColor(tone.edge), 1))
            painter.setBrush(QColor(tone.fill))
            painter.drawRoundedRect(QRectF(left, middle - 7, 14, 14), 3, 3)
            paint_shape(painter, QPointF(left + 7, middle), level.shape, 3.2, tone)
            words = f"{_(level.label)} {count:,}"
            rest = QRectF(left + 19, middle - 8, _BESIDE - 28, 16)
            paint_text(painter, rest, words, theme.text, Qt.AlignmentFlag.AlignLeft)

    def _said(self, moment: Moment) -> str:
        if moment.counts is None:
            return _("{date}: not known").format(date=moment.label)
        parts = [
            f"{_(level.label)} {count:,}" for level, count in zip(self._levels, moment.counts, strict=True)
        ]
        return f"{moment.label}: {moment.total:,} ({', '.join(parts)})"


class TrendTable(QWidget):
    """The chart in figures: a line for each moment, the newest first, a column for each level."""

    def __init__(
        self, levels: Sequence[Level], moments: Sequence[Moment], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_TINY)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        for column, heading in enumerate((*(_(level.label) for level in levels), _("All")), 1):
            grid.addWidget(Label(heading, ink="muted", step=-1), 0, column, right)
        for row, moment in enumerate(reversed(moments), 1):
            grid.addWidget(ElidedLabel(moment.label), row, 0)
            figures = [f"{count:,}" for count in (*moment.counts, moment.total)] if moment.counts else []
            for column in range(len(levels) + 1):
                cell = ElidedLabel(figures[column] if figures else "\u2013", align=right)
                cell.setFont(tabular(cell.font()))
                cell.setMinimumWidth(48)
                grid.addWidget(cell, row, column + 1)
