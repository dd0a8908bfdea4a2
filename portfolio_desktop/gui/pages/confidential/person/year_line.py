# SPDX-License-Identifier: Apache-2.0
"""A year at a glance: conversations held and planned, objectives due, and below the line what was noted, week by week."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from portfolio_desktop.base.dates import add_months, format_date, short_month
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.theme import Theme, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.services.people.views.person import PersonYear

_Kind = Literal["held", "planned", "late", "aim"]
_SIDE, _AXIS, _HEIGHT, _R, _NOTE, _MOST = 14, 46, 92, 6.0, 4.0, 6
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_NEAR = 9
_LEAST_MONTH = 30  # logical pixels that the name of a month needs


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a day of the year."""

    on: date
    kind: _Kind
    words: str


def marks_of(found: PersonYear) -> Iterator[Mark]:
    """What stands on the line, in the order in which it is drawn."""
    for line in found.aims.lines:
        if line.due is not None:
            yield Mark(line.due, "aim", _("Objective due: {title}").replace("{title}", line.title))
    for talk in found.talks:
        on = talk.held_on or talk.planned_on
        if on is not None:
            late = talk.held_on is None and on < found.today
            yield Mark(on, "held" if talk.held_on else "late" if late else "planned", talk.title)


class YearLine(QWidget):
    """What a mark is, is said by its shape: filled with a tick, a ring, a ring with a stroke, a diamond."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._first = self._last = self._today = date.min
        self._marks: Sequence[Mark] = ()
        self._notes: Counter[date] = Counter()

    def show_year(self, found: PersonYear) -> None:
        """The year of somebody."""
        self._first, self._last, self._today = *found.year, found.today
        within = [mark for mark in marks_of(found) if self._first <= mark.on <= self._last]
        self._marks = within
        days = [note.on for note in found.journal if note.on and self._first <= note.on <= self._last]
        self._notes = Counter(day - timedelta(days=day.weekday()) for day in days)
        self.setAccessibleName(_said(within, len(days)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            near = [mark for mark in self._marks if abs(self._x(mark.on) - event.pos().x()) <= _NEAR]
            words = "\n".join(f"{format_date(mark.on)}: {mark.words}" for mark in near)
            if words and event.pos().y() < _AXIS + _NEAR:
                QToolTip.showText(event.globalPos(), safe_tooltip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first == self._last:
            return
        theme = current_theme()
        with painting(self) as painter:
            self._paint_axis(painter, theme)
            self._paint_notes(painter, theme)
            for mark in self._marks:
                _paint_mark(painter, theme, QPointF(self._x(mark.on), _AXIS), mark.kind)

    def _paint_axis(self, painter: QPainter, theme: Theme) -> None:
        left, right = self._x(self._first), self._x(self._last)
        now = min(max(self._x(self._today), left), right)
        painter.setPen(QPen(QColor(theme.line), 2))
        painter.drawLine(QPointF(now, _AXIS), QPointF(right, _AXIS))
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawLine(QPointF(left, _AXIS), QPointF(now, _AXIS))
        painter.setFont(sized(self.font(), -1))
        month = self._first.replace(day=1)
        while month <= self._last:
            following = add_months(month, 1)
            begin, end = self._x(max(month, self._first)), self._x(min(following, self._last))
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(begin, 20), QPointF(begin, _HEIGHT - 8))
            if end - begin >= _LEAST_MONTH:
                here = month <= self._today < following
                ink = theme.text if here else theme.muted
                paint_text(painter, QRectF(begin, 0, end - begin, 18), short_month(month.month), ink, _CENTRE)
            month = following
        if self._first <= self._today <= self._last:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawLine(QPointF(now, 20), QPointF(now, _HEIGHT - 8))

    def _paint_notes(self, painter: QPainter, theme: Theme) -> None:
        """A column of small blocks for each week in which something was noted."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.muted))
        for week, count in self._notes.items():
            x = self._x(max(week, self._first))
            for place in range(min(count, _MOST)):
                top = _AXIS + 14 + place * (_NOTE + 1)
                painter.drawRect(QRectF(x - _NOTE / 2, top, _NOTE, _NOTE))

    def _x(self, day: date) -> float:
        room = self.width() - 2 * _SIDE
        return _SIDE + room * (day - self._first).days / max(1, (self._last - self._first).days)


def _paint_mark(painter: QPainter, theme: Theme, at: QPointF, kind: _Kind) -> None:
    ink = QColor(theme.danger if kind == "late" else theme.accent)
    painter.setPen(QPen(ink, 1.8))
    painter.setBrush(ink if kind == "held" else QColor(theme.surface))
    if kind == "aim":
        corners = (QPointF(0, -_R - 1), QPointF(_R + 1, 0), QPointF(0, _R + 1), QPointF(-_R - 1, 0))
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        return
    painter.drawEllipse(at, _R, _R)
    if kind == "held":
        painter.setPen(QPen(QColor(theme.on_accent), 1.6))
        painter.drawPolyline([at + QPointF(-2.6, 0.2), at + QPointF(-0.7, 2.2), at + QPointF(2.8, -2.2)])
    elif kind == "late":
        painter.drawLine(at + QPointF(0, -2.8), at + QPointF(0, 0.6))
        painter.drawPoint(at + QPointF(0, 3))


def _said(marks: Sequence[Mark], notes: int) -> str:
    kinds = Counter(mark.kind for mark in marks)
    said = [
        _("The year"),
        ngettext("{count} note", "{count} notes", notes).format(count=notes),
        _("conversations: {held} held, {planned} planned, {late} late").format(
            held=kinds["held"], planned=kinds["planned"], late=kinds["late"]
        ),
        ngettext("{count} objective due", "{count} objectives due", kinds["aim"]).format(count=kinds["aim"]),
    ]
    return "; ".join(said)
