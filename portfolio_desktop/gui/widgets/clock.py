# SPDX-License-Identifier: Apache-2.0
"""A clock that runs out: a bar of the time that is over, and the time that is left in words.

One that has run out is hatched from end to end and says so in words, so that nothing rests on its colour.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.domain.tolerance import Clock, clock_words
from portfolio_desktop.gui.theme import Theme, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, painting

_SOON = timedelta(hours=24)
_BAR, _STRIPE = 8.0, 7


class Heat(StrEnum):
    """How near its end a clock is. `SOON` is within a day."""

    OPEN = "open"
    SOON = "soon"
    LATE = "late"


def heat(clock: Clock, now: datetime) -> Heat:
    left = clock.left(now)
    if left is None or left > _SOON:
        return Heat.OPEN
    return Heat.LATE if left < timedelta() else Heat.SOON


def paint_clock(painter: QPainter, rect: QRectF, clock: Clock, now: datetime, theme: Theme) -> None:
    """The bar of a clock in `rect`; an outline alone where nobody has set a time."""
    late, spent = heat(clock, now) is Heat.LATE, clock.spent(now)
    radius = rect.height() / 2
    shape = QPainterPath()
    shape.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    edge = QPen(QColor(theme.danger if late else theme.outline), 1)
    if clock.due is None:
        edge.setStyle(Qt.PenStyle.DashLine)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.danger if late else theme.surface))
    painter.drawPath(shape)
    painter.setClipPath(shape)
    if late:
        painter.setPen(QPen(QColor(theme.on_danger), 1.6))
        height = rect.height()
        for left in range(round(rect.left() - height), round(rect.right()), _STRIPE):
            painter.drawLine(left, round(rect.bottom() + 1), round(left + height + 2), round(rect.top() - 1))
    elif spent:
        fill = QRectF(rect.left(), rect.top(), max(3.0, rect.width() * spent), rect.height())
        painter.fillRect(fill, QColor(theme.accent))
    painter.setClipping(False)
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    painter.restore()


class ClockBar(QWidget):
    """The words above, the bar below. `tick` moves it on."""

    def __init__(self, clock: Clock, now: datetime, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.setFont(sized(self.font(), 2, bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tick(now)

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words

    def tick(self, now: datetime) -> None:
        """It is `now`."""
        self._now = now
        self._words = clock_words(self._clock.left(now))
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._words) + 4
        return QSize(max(220, words), self.fontMetrics().height() + round(_BAR) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(self.font())
            above = QRectF(0, 0, self.width(), self.fontMetrics().height())
            late = heat(self._clock, self._now) is Heat.LATE
            ink = theme.danger if late else theme.text
            paint_text(painter, above, self._words, ink, Qt.AlignmentFlag.AlignLeft)
            bar = QRectF(0, self.height() - _BAR, self.width(), _BAR)
            paint_clock(painter, bar, self._clock, self._now, theme)
