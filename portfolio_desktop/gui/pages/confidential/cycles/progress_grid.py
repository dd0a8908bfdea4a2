# SPDX-License-Identifier: Apache-2.0
"""Who is where in a year: people down, stages across, a mark of its own shape for each. Not a word of any appraisal."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.gui.pages.assurance.grid import paint_grid
from portfolio_desktop.gui.pages.assurance.walking import Line, Places, Stop
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_TINY, ROW, Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.services.people.cycles import Mark, ProgressLine, ProgressReport

_SIDE, _HEAD, _CELL, _COUNT = 240, 226, 56, 22
_SIZE = 15

MARKS = {
    Mark.DONE: N_("through"),
    Mark.OPEN: N_("open"),
    Mark.LATE: N_("late"),
    Mark.TO_COME: N_("to come"),
    Mark.NOT_PLANNED: N_("not planned"),
}


class ProgressGrid(Places):
    """Enter or a double click on a row opens the appraisal."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Progress by person"), side=_SIDE, head=_HEAD, parent=parent)
        self._report: ProgressReport | None = None
        self.shown: tuple[ProgressLine, ...] = ()

    def show_report(self, report: ProgressReport, shown: tuple[ProgressLine, ...]) -> None:
        """Draw these people of it; the focus stays on the person it was on."""
        self._report, self.shown = report, shown
        lines = []
        for line in shown:
            stops = tuple(
                Stop(place * _CELL, _CELL, mark.stage, f"{mark.title}: {_(MARKS[mark.mark])}")
                for place, mark in enumerate(line.marks)
            )
            late = str(len(line.late)) if line.late else ""
            lines.append(Line(line.appraisal, "", visible_bidi(line.name), late, stops))
        self.show_lines(lines, self._stages * _CELL)
        self.setMinimumHeight(_HEAD + min(len(lines), 8) * ROW + 2)

    @property
    def _stages(self) -> int:
        return len(self._report.lines[0].marks) if self._report and self._report.lines else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grid(self, self)

    def paint_head(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        if self._report is None or not self._report.lines:
            return
        for place, mark in enumerate(self._report.lines[0].marks):
            x = self._x(place)
            if x + _CELL < area.left() or x > area.right():
                continue
            painter.save()
            painter.translate(x + _CELL / 2, _HEAD - _COUNT)
            painter.rotate(-90)
            painter.setFont(sized(self.font(), -0.5, bold=True))
            long = _HEAD - _COUNT - 6
            left = Qt.AlignmentFlag.AlignLeft
            paint_text(
                painter, QRectF(0, -_CELL / 2 + 6, long, 22), visible_bidi(mark.title), theme.text, left
            )
            painter.setFont(sized(self.font(), -1))
            due = format_date(mark.due) if mark.due else ""
            paint_text(painter, QRectF(0, 2, long, 20), due, theme.muted, left)
            painter.restore()
            done, planned = self._report.done(mark.stage)
            painter.setFont(tabular(sized(self.font(), -0.5)))
            foot = QRectF(x, _HEAD - _COUNT, _CELL, _COUNT - 2)
            paint_text(painter, foot, f"{done}/{planned}", theme.text, Qt.AlignmentFlag.AlignHCenter)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x + _CELL - 0.5, 0), QPointF(x + _CELL - 0.5, _HEAD))

    def paint_ground(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.line), 1))
        for place in range(self._stages):
            x = self._x(place + 1) - 0.5
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def paint_stop(self, painter: QPainter, rect: QRectF, row: int, stop: int, theme: Theme) -> None:
        paint_mark(painter, rect.center(), self.shown[row].marks[stop].mark, theme)

    def _x(self, place: int) -> float:
        return _SIDE + place * _CELL - self.horizontalScrollBar().value()


class Legend(QWidget):
    """What each shape means."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(_(words) for words in MARKS.values()))

    def sizeHint(self) -> QSize:
        return QSize(420, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(sized(self.font(), -0.5))
            x = float(GAP_TINY)
            for mark, words in MARKS.items():
                paint_mark(painter, QPointF(x + _SIZE / 2, self.height() / 2), mark, theme)
                painter.setPen(QColor(theme.muted))
                wide = painter.fontMetrics().horizontalAdvance(_(words))
                painter.drawText(QPointF(x + _SIZE + 6, self.height() / 2 + 5), _(words))
                x += _SIZE + 6 + wide + GAP_LARGE


def paint_mark(painter: QPainter, at: QPointF, mark: Mark, theme: Theme) -> None:
    """A filled disc with a tick, a ring, a square with a mark of exclamation, a dot, a dash: told apart without colour."""
    half = _SIZE / 2
    box = QRectF(at.x() - half, at.y() - half, _SIZE, _SIZE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is Mark.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(box)
        painter.setPen(QPen(QColor(theme.on_accent), 1.8))
        painter.drawPolyline(
            [
                QPointF(at.x() - 3.4, at.y() + 0.2),
                QPointF(at.x() - 0.9, at.y() + 2.8),
                QPointF(at.x() + 3.6, at.y() - 2.6),
            ]
        )
    elif mark is Mark.LATE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.danger))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QPen(QColor(theme.on_danger), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(at.x(), at.y() - 4), QPointF(at.x(), at.y() + 0.8))
        painter.drawPoint(QPointF(at.x(), at.y() + 4))
    elif mark is Mark.OPEN:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    elif mark is Mark.TO_COME:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.edge))
        painter.drawEllipse(at, 2.2, 2.2)
    else:
        painter.setPen(QPen(QColor(theme.edge), 1.2))
        painter.drawLine(QPointF(at.x() - 4, at.y()), QPointF(at.x() + 4, at.y()))
