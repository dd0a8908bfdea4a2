# SPDX-License-Identifier: Apache-2.0
"""Rows of projects with things on them, painted as far as they are seen: names stay at the left and headings above."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen

from portfolio_desktop.gui.pages.assurance.walking import Places
from portfolio_desktop.gui.theme import GAP_SMALL, RADIUS, ROW, Theme, current_theme, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting

_CODE = 62
_NOTE = 34


class Grid(Places):
    """What all grids draw; a kind of grid draws its headings and its stops."""

    def paint_head(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """The headings; `area` lies above the content and is clipped to what is seen."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """What lies behind the stops of all rows."""

    def paint_stop(self, painter: QPainter, rect: QRectF, row: int, stop: int, theme: Theme) -> None:
        """One place."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, port = current_theme(), self.viewport()
        with painting(port) as painter:
            painter.setFont(self.font())
            painter.fillRect(port.rect(), QColor(theme.surface))
            area = QRectF(self.side, self.head, port.width() - self.side, port.height() - self.head)
            painter.setClipRect(area)
            self.paint_ground(painter, area, theme)
            rows = self.rows_in_sight()
            for row in rows:
                self._paint_row(painter, row, theme)
            painter.setClipRect(QRectF(0, self.head, self.side, area.height()))
            for row in rows:
                self._paint_name(painter, row, theme)
            painter.setClipRect(QRectF(self.side, 0, area.width(), self.head))
            painter.fillRect(QRectF(self.side, 0, area.width(), self.head), QColor(theme.raised))
            self.paint_head(painter, QRectF(self.side, 0, area.width(), self.head), theme)
            painter.setClipping(False)
            painter.fillRect(QRectF(0, 0, self.side, self.head), QColor(theme.raised))
            painter.setPen(QPen(QColor(theme.outline), 1))
            painter.drawLine(QPointF(0, self.head - 0.5), QPointF(port.width(), self.head - 0.5))
            painter.drawLine(QPointF(self.side - 0.5, 0), QPointF(self.side - 0.5, port.height()))
            self._paint_focus(painter, theme)

    def _paint_row(self, painter: QPainter, row: int, theme: Theme) -> None:
        top = self.head + row * ROW - self.verticalScrollBar().value()
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(
            QPointF(self.side, top + ROW - 0.5), QPointF(self.viewport().width(), top + ROW - 0.5)
        )
        for stop in range(len(self.lines[row].stops)):
            rect = self.stop_rect(row, stop)
            if rect.right() >= self.side and rect.left() <= self.viewport().width():
                painter.setFont(self.font())
                self.paint_stop(painter, rect, row, stop, theme)

    def _paint_name(self, painter: QPainter, row: int, theme: Theme) -> None:
        line, rect = self.lines[row], self.stop_rect(row, -1)
        ground = theme.selection if row == self.place[0] and self.hasFocus() else theme.surface
        painter.fillRect(rect, QColor(theme.hover if self.hover == (row, -1) else ground))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(rect.bottomLeft() - QPointF(0, 0.5), rect.bottomRight() - QPointF(0, 0.5))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(tabular(self.font()))
        code = rect.adjusted(GAP_SMALL, 0, -(rect.width() - _CODE - GAP_SMALL), 0)
        paint_text(painter, code, line.code, theme.muted, left)
        note = _NOTE if line.note else 0
        title = rect.adjusted(_CODE + 2 * GAP_SMALL, 0, -note - GAP_SMALL, 0)
        paint_text(painter, title, line.title, theme.text, left)
        if note:
            box = QRectF(rect.right() - note - GAP_SMALL, rect.top(), note, rect.height())
            paint_text(painter, box, line.note, theme.text, right)

    def _paint_focus(self, painter: QPainter, theme: Theme) -> None:
        if not self.hasFocus() or not self.lines:
            return
        rect = self.stop_rect(*self.place).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setClipRect(QRectF(0, self.head, self.viewport().width(), self.viewport().height()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 2))
        if self.place[1] < 0 or rect.left() >= self.side:
            painter.drawRoundedRect(rect, RADIUS, RADIUS)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
