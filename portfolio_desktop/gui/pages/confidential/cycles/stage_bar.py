# SPDX-License-Identifier: Apache-2.0
"""The days of a year's stages on one axis: when each opens, by when it is due, how many are through, and today."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.dates import add_months, short_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.theme import Theme, current_theme, sized
from portfolio_desktop.gui.widgets.paint import painting
from portfolio_desktop.services.people.running.years import StageLine

_LEAST, _HIGH = 120, 10
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """The days that the axis shows, and which of them is today."""

    first: date
    last: date
    today: date

    def at(self, day: date, width: float) -> float:
        """Where a day lies."""
        return width * (day - self.first).days / max(1, (self.last - self.first).days)


class _OnAxis(QWidget):
    def __init__(self, span: Span, height: int) -> None:
        super().__init__()
        self._span = span
        self.setFixedHeight(height)
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def _today(self, painter: QPainter, theme: Theme) -> None:
        if self._span.first <= self._span.today <= self._span.last:
            x = self._span.at(self._span.today, self.width() - 1)
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))


class MonthAxis(_OnAxis):
    """The first days of quarters, named; and today."""

    def __init__(self, span: Span) -> None:
        super().__init__(span, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(sized(self.font(), -1))
            day = date(self._span.first.year, self._span.first.month, 1)
            taken = self._name_today(painter, theme)
            painter.setPen(QColor(theme.muted))
            while day <= self._span.last:
                x = self._span.at(day, self.width() - 1)
                words = f"{short_month(day.month)} {day:%y}"
                wide = painter.fontMetrics().horizontalAdvance(words)
                if (
                    x >= 0
                    and x + wide <= self.width()
                    and not taken.intersects(QRectF(x - 4, 0, wide + 8, 18))
                ):
                    painter.drawText(QPointF(x, 13), words)
                day = add_months(day, _MONTHS)

    def _name_today(self, painter: QPainter, theme: Theme) -> QRectF:
        """The word over the line of today, and the room that it takes."""
        if not self._span.first <= self._span.today <= self._span.last:
            return QRectF()
        words = _("today")
        wide = painter.fontMetrics().horizontalAdvance(words)
        x = self._span.at(self._span.today, self.width() - 1) - wide / 2
        x = min(max(x, 0), self.width() - wide)
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(x, 13), words)
        return QRectF(x, 0, wide, 18)


class StageBar(_OnAxis):
    """One stage. What is through is filled; what is late has the edge of it."""

    def __init__(self, span: Span, stage: StageLine) -> None:
        super().__init__(span, 28)
        self._stage = stage

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, stage = current_theme(), self._stage
        with painting(self) as painter:
            middle = self.height() / 2
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
            if stage.opens is not None and stage.due is not None:
                self._bar(painter, theme, stage, stage.opens, stage.due, middle)
            self._today(painter, theme)

    def _bar(
        self, painter: QPainter, theme: Theme, stage: StageLine, opens: date, due: date, middle: float
    ) -> None:
        room = self.width() - 1
        left, right = self._span.at(opens, room), self._span.at(due, room)
        bar = QRectF(left + 0.5, middle - _HIGH / 2, max(right - left, 6) - 1, _HIGH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft))
        painter.drawRoundedRect(bar, 3, 3)
        if stage.done and stage.planned:
            done = QRectF(bar)
            done.setWidth(bar.width() * stage.done / stage.planned)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(done, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.danger if stage.late else theme.accent), 1.5 if stage.late else 1))
        painter.drawRoundedRect(bar, 3, 3)
