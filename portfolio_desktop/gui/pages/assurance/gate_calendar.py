# SPDX-License-Identifier: Apache-2.0
"""The calendar of gates: projects by months, a mark for each review, today as a line."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.gui.pages.assurance.grid import paint_grid
from portfolio_desktop.gui.pages.assurance.marks import RADIUS, paint_mark
from portfolio_desktop.gui.pages.assurance.walking import Line, Places, Stop
from portfolio_desktop.gui.theme import Theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text
from portfolio_desktop.services.governance.gates import Calendar, GateMark

_SIDE, _HEAD = 300, 44
_NARROWEST = 26  # pixels a month
_MOST_YEARS = 4
_MARK, _NUMBER = 22, 14


class GateCalendar(Places):
    """Reviews further away than a few years stand at the edge, with an arrow."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Calendar of gates"), side=_SIDE, head=_HEAD, parent=parent)
        self._calendar: Calendar | None = None
        self._first, self._last = (2000, 1), (2000, 12)
        self._scale = float(_NARROWEST)
        self._is_placed = False

    def show_calendar(self, calendar: Calendar) -> None:
        """Draw `calendar`, with today in sight the first time."""
        self._calendar = calendar
        days = [mark.day for row in calendar.rows for mark in row.marks]
        today = calendar.today
        first, last = min((*days, today)), max((*days, today))
        earliest, latest = today.year - _MOST_YEARS, today.year + _MOST_YEARS
        self._first = (first.year, 1) if first.year >= earliest else (earliest, 1)
        self._last = (last.year, 12) if last.year <= latest else (latest, 12)
        self._place()
        if not self._is_placed and calendar.rows:
            self._is_placed = True
            self._show_today()

    def mark(self, row: int, stop: int) -> GateMark | None:
        """The review at a place; None on the name of a project."""
        if self._calendar is None or stop < 0 or row >= len(self._calendar.rows):
            return None
        return self._calendar.rows[row].marks[stop]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._calendar is not None:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grid(self, self)

    def paint_head(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        aligned = Qt.AlignmentFlag.AlignLeft
        for year, month, x in self._months(area):
            if month == 1:
                painter.setFont(sized(self.font(), 0, bold=True))
                box = QRectF(max(x, area.left()) + 4, 2, 12 * self._scale - 8, 20)
                paint_text(painter, box, str(year), theme.text, aligned)
            if month % 3 == 1:
                painter.setFont(sized(self.font(), -1))
                box = QRectF(x + 4, 22, 3 * self._scale - 6, 18)
                name = _("Q{quarter}").format(quarter=(month + 2) // 3)
                paint_text(painter, box, name, theme.muted, aligned)
                painter.setPen(QPen(QColor(theme.line), 1))
                painter.drawLine(QPointF(x, 2 if month == 1 else 24), QPointF(x, area.bottom()))
        if self._calendar is not None:
            self._paint_today(painter, area, theme, self._calendar.today)

    def paint_ground(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        for _year, month, x in self._months(area):
            if month % 3 == 1:
                painter.setPen(QPen(QColor(theme.outline if month == 1 else theme.line), 1))
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        if self._calendar is not None:
            x = self._seen(self._calendar.today)
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def paint_stop(self, painter: QPainter, rect: QRectF, row: int, stop: int, theme: Theme) -> None:
        mark = self.mark(row, stop)
        if mark is None:
            return
        centre = QPointF(rect.left() + RADIUS + 2, rect.center().y())
        inside = not mark.mark.letter
        paint_mark(painter, centre, mark.mark, theme, letter=_number(mark) if inside else "")
        if not inside:
            painter.setFont(tabular(sized(self.font(), -1)))
            far = "›" if mark.day.year > self._last[0] else "‹" if mark.day.year < self._first[0] else ""
            box = QRectF(centre.x() + RADIUS + 2, rect.top() + 6, _NUMBER, rect.height() - 12)
            if _number(mark):
                painter.fillRect(box, QColor(theme.surface))  # the line of today may pass here
            paint_text(painter, box, _number(mark) + far, theme.muted, Qt.AlignmentFlag.AlignLeft)

    def _place(self) -> None:
        """Give every review its place for the room that there is; those too close together stand side by side."""
        assert self._calendar is not None
        months = 12 * (self._last[0] - self._first[0] + 1)
        room = self.viewport().width() - _SIDE
        self._scale = max(float(_NARROWEST), room / months)
        lines = []
        for row in self._calendar.rows:
            stops: list[Stop] = []
            for mark in row.marks:
                x = self._x(mark.day) - RADIUS - 2
                if stops:
                    x = max(x, stops[-1].x + stops[-1].width)
                width = _MARK + (_NUMBER if mark.mark.letter else 0)
                stops.append(Stop(x, width, mark.review, mark_words(mark)))
            lines.append(Line(row.project, row.code, visible_bidi(row.title), "", tuple(stops)))
        self.show_lines(lines, months * self._scale)

    def _show_today(self) -> None:
        assert self._calendar is not None
        room = self.viewport().width() - _SIDE
        self.horizontalScrollBar().setValue(round(self._x(self._calendar.today) - room / 2))

    def _x(self, day: date) -> float:
        """Where a day lies in the content, at the edge where it is too far away."""
        months = 12 * (day.year - self._first[0]) + day.month - 1 + (day.day - 1) / 31
        return min(max(months, 0.5), 12 * (self._last[0] - self._first[0] + 1) - 0.5) * self._scale

    def _seen(self, day: date) -> float:
        return _SIDE + self._x(day) - self.horizontalScrollBar().value()

    def _months(self, area: QRectF) -> Iterator[tuple[int, int, float]]:
        """Year, month and left edge of the months in sight, and of the January before them."""
        offset = self.horizontalScrollBar().value()
        for year in range(self._first[0], self._last[0] + 1):
            for month in range(1, 13):
                x = _SIDE + (12 * (year - self._first[0]) + month - 1) * self._scale - offset
                if x <= area.right() and x + 12 * self._scale >= area.left():
                    yield year, month, x

    def _paint_today(self, painter: QPainter, area: QRectF, theme: Theme, today: date) -> None:
        x = self._seen(today)
        painter.setFont(sized(self.font(), -1, bold=True))
        text = _("today")
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        box = QRectF(x - width / 2, area.bottom() - 18, width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(box, 3, 3)
        paint_text(painter, box, text, theme.on_accent, Qt.AlignmentFlag.AlignHCenter)


def _number(mark: GateMark) -> str:
    """The number of the gate, where it is short enough to stand beside or within a mark."""
    return mark.gate if len(mark.gate) <= 2 else ""


def mark_words(mark: GateMark) -> str:
    """One review in words."""
    said = (mark.code, mark.title, _(mark.mark.label), format_date(mark.day))
    return visible_bidi(", ".join(part for part in said if part))
