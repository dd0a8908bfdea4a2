# SPDX-License-Identifier: Apache-2.0
"""Rows of projects with things on them, painted as far as they are seen: names stay at the left and headings above."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from portfolio_desktop.gui.pages.assurance.walking import Places
from portfolio_desktop.gui.theme import GAP_SMALL, RADIUS, ROW, Theme, current_theme, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting

_CODE = 62
_NOTE = 34


class Drawing(Protocol):
    """What a kind of grid draws itself."""

    def paint_head(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """The headings; `area` lies above the content and is clipped to what is seen."""

    def paint_ground(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """What lies behind the stops of all rows."""

    def paint_stop(self, painter: QPainter, rect: QRectF, row: int, stop: int, theme: Theme) -> None:
        """One place."""


def paint_grid(grid: Places, drawing: Drawing) -> None:
    """Draw all of `grid` that is seen; its headings and its stops are for `drawing`."""
    theme, port = current_theme(), grid.viewport()
    with painting(port) as painter:
        painter.setFont(grid.font())
        painter.fillRect(port.rect(), QColor(theme.surface))
        area = QRectF(grid.side, grid.head, port.width() - grid.side, port.height() - grid.head)
        painter.setClipRect(area)
        drawing.paint_ground(painter, area, theme)
        rows = grid.rows_in_sight()
        for row in rows:
            _paint_row(grid, drawing, painter, row, theme)
        painter.setClipRect(QRectF(0, grid.head, grid.side, area.height()))
        for row in rows:
            _paint_name(grid, painter, row, theme)
        painter.setClipRect(QRectF(grid.side, 0, area.width(), grid.head))
        painter.fillRect(QRectF(grid.side, 0, area.width(), grid.head), QColor(theme.raised))
        drawing.paint_head(painter, QRectF(grid.side, 0, area.width(), grid.head), theme)
        painter.setClipping(False)
        painter.fillRect(QRectF(0, 0, grid.side, grid.head), QColor(theme.raised))
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawLine(QPointF(0, grid.head - 0.5), QPointF(port.width(), grid.head - 0.5))
        painter.drawLine(QPointF(grid.side - 0.5, 0), QPointF(grid.side - 0.5, port.height()))
        _paint_focus(grid, painter, theme)


def _paint_row(grid: Places, drawing: Drawing, painter: QPainter, row: int, theme: Theme) -> None:
    top = grid.head + row * ROW - grid.verticalScrollBar().value()
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawLine(QPointF(grid.side, top + ROW - 0.5), QPointF(grid.viewport().width(), top + ROW - 0.5))
    for stop in range(len(grid.lines[row].stops)):
        rect = grid.stop_rect(row, stop)
        if rect.right() >= grid.side and rect.left() <= grid.viewport().width():
            painter.setFont(grid.font())
            drawing.paint_stop(painter, rect, row, stop, theme)


def _paint_name(grid: Places, painter: QPainter, row: int, theme: Theme) -> None:
    line, rect = grid.lines[row], grid.stop_rect(row, -1)
    ground = theme.selection if row == grid.place[0] and grid.hasFocus() else theme.surface
    painter.fillRect(rect, QColor(theme.hover if grid.hover == (row, -1) else ground))
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawLine(rect.bottomLeft() - QPointF(0, 0.5), rect.bottomRight() - QPointF(0, 0.5))
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    painter.setFont(tabular(grid.font()))
    code = rect.adjusted(GAP_SMALL, 0, -(rect.width() - _CODE - GAP_SMALL), 0)
    paint_text(painter, code, line.code, theme.muted, left)
    note = _NOTE if line.note else 0
    start = _CODE + 2 * GAP_SMALL if line.code else GAP_SMALL
    title = rect.adjusted(start, 0, -note - GAP_SMALL, 0)
    paint_text(painter, title, line.title, theme.text, left)
    if note:
        box = QRectF(rect.right() - note - GAP_SMALL, rect.top(), note, rect.height())
        paint_text(painter, box, line.note, theme.text, right)


def _paint_focus(grid: Places, painter: QPainter, theme: Theme) -> None:
    if not grid.hasFocus() or not grid.lines:
        return
    rect = grid.stop_rect(*grid.place).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setClipRect(QRectF(0, grid.head, grid.viewport().width(), grid.viewport().height()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 2))
    if grid.place[1] < 0 or rect.left() >= grid.side:
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
