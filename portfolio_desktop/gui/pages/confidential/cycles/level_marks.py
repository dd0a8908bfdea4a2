# SPDX-License-Identifier: Apache-2.0
"""Levels as pictures: how a team spreads over a scale, what one person's single levels are, and how theirs went."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.appraisal.distribution import Bar, Distribution
from portfolio_desktop.gui.theme import GAP, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.services.people.forms import Level

_BAR, _NAME, _WIDEST = 30, 190, 520
_DOT, _PITCH = 3.2, 9.0
_LEFT = Qt.AlignmentFlag.AlignLeft


class Spread(QWidget):
    """A bar for each level, the highest first, with how many have it; dashed where it stood before what was agreed."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._now: tuple[Bar, ...] = ()
        self._before: dict[int, int] = {}

    def show_bars(self, now: Distribution, before: Distribution) -> None:
        """How levels spread now, and how they did."""
        self._now = tuple(reversed(now.bars))
        self._before = {bar.step: bar.count or 0 for bar in before.bars}
        self.setAccessibleName("; ".join(f"{bar.label}: {self._words(bar)}" for bar in self._now))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, _BAR * len(self._now))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        counts = [bar.count or 0 for bar in self._now] + list(self._before.values())
        most, room = max(1, *counts, 0), min(_WIDEST, self.width() - _NAME - 110)
        with painting(self) as painter:
            painter.setFont(tabular(self.font()))
            for place, bar in enumerate(self._now):
                top = place * _BAR
                paint_text(painter, QRectF(0, top, _NAME - GAP, _BAR), bar.label, theme.text, _LEFT)
                wide = max(room * (bar.count or 0) / most, 1)
                painter.fillRect(QRectF(_NAME, top + 6, wide, _BAR - 12), QColor(theme.accent))
                was = room * self._before.get(bar.step, 0) / most
                if self._before.get(bar.step, 0) != bar.count:
                    painter.setPen(QPen(QColor(theme.edge), 1.4, Qt.PenStyle.DashLine))
                    painter.drawRect(QRectF(_NAME, top + 4, max(was, 1), _BAR - 8))
                after = QRectF(_NAME + max(wide, was) + GAP, top, 110, _BAR)
                paint_text(painter, after, self._words(bar), theme.text, _LEFT)

    def _words(self, bar: Bar) -> str:
        if bar.count is None:
            return _("kept back")
        was = self._before.get(bar.step, bar.count)
        return (
            str(bar.count) if was == bar.count else _("{count}, was {was}").format(count=bar.count, was=was)
        )


class _OnScale(QWidget):
    """Something drawn over the steps of a scale."""

    def __init__(self, scale: Sequence[Level]) -> None:
        super().__init__()
        self._scale = scale
        self._steps = [level.step for level in scale]
        self.setMinimumHeight(40)


class Strip(_OnScale):
    """The steps of a scale from left to right, a dot for each single level, and the overall level framed."""

    def __init__(self, scale: Sequence[Level], singles: Sequence[int], overall: int | None) -> None:
        super().__init__(scale)
        self._counts, self._overall = Counter(singles), overall

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            for place, step in enumerate(self._steps):
                wide = self.width() / len(self._steps)
                cell = QRectF(place * wide + 2, 5, wide - 4, self.height() - 10)
                here = step == self._overall
                painter.setBrush(QColor(theme.accent_soft if here else theme.hover))
                painter.setPen(QPen(QColor(theme.accent), 1.6) if here else QPen(Qt.PenStyle.NoPen))
                painter.drawRoundedRect(cell, 3, 3)
                self._dots(painter, cell, self._counts[step], theme.accent)

    def _dots(self, painter: QPainter, cell: QRectF, count: int, colour: str) -> None:
        a_row = max(1, int((cell.width() - 4) // _PITCH))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for number in range(min(count, a_row * 3)):
            line, column = divmod(number, a_row)
            in_line = min(a_row, count - line * a_row)
            x = cell.center().x() + (column - (in_line - 1) / 2) * _PITCH
            lines = min(3, -(-count // a_row))
            y = cell.center().y() + (line - (lines - 1) / 2) * _PITCH
            painter.drawEllipse(QPointF(x, y), _DOT, _DOT)


class Way(_OnScale):
    """The levels said in conversations, from the first to the last, each as high as it stands on the scale."""

    def __init__(self, scale: Sequence[Level], said: Sequence[tuple[date | None, int]]) -> None:
        super().__init__(scale)
        self._said = [step for _on, step in said if step in self._steps]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            if not self._said:
                painter.setFont(sized(self.font(), -0.5))
                paint_text(painter, QRectF(self.rect()), _("none said"), theme.muted, _LEFT)
                return
            painter.setPen(QPen(QColor(theme.line), 1))
            for step in self._steps:
                painter.drawLine(QPointF(0, self._y(step)), QPointF(self.width() - 14, self._y(step)))
            spots = [
                QPointF(6 + place * (self.width() - 28) / max(1, len(self._said) - 1), self._y(step))
                for place, step in enumerate(self._said)
            ]
            painter.setPen(QPen(QColor(theme.accent), 1.6))
            painter.drawPolyline(spots)
            painter.setBrush(QColor(theme.accent))
            for spot in spots:
                painter.drawEllipse(spot, _DOT, _DOT)

    def _y(self, step: int) -> float:
        room = self.height() - 16
        return 8 + room - room * self._steps.index(step) / max(1, len(self._steps) - 1)
