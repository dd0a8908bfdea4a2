# SPDX-License-Identifier: Apache-2.0
"""The way of a matter as a bar of its stages: done with their days, left out, where it stands, and what is ahead."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.appraisal.steps import StageMark
from portfolio_desktop.gui.theme import Theme, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, painting

SHORT = {
    "concern": N_("Concern"),
    "informal": N_("Informal"),
    "plan": N_("Plan"),
    "investigation": N_("Investigation"),
    "invitation": N_("Invitation"),
    "meeting": N_("Meeting"),
    "outcome": N_("Outcome"),
    "appeal": N_("Appeal"),
    "closed": N_("Closed"),
}
"""What each stage is called where there is little room."""

_STATES = {
    "done": N_("{stage}, {day}"),
    "left_out": N_("{stage}, left out"),
    "now": N_("{stage}, now, {day}"),
    "ahead": N_("{stage}, ahead"),
}
_DOT, _HEIGHT, _LEAST, _LINE = 7.0, 64, 84, 18
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class StageBar(QWidget):
    """Each stage has a mark that is told apart by its shape: filled with a tick, a ring, a ring with a bar through it."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._marks: Sequence[StageMark] = ()

    def show_trail(self, marks: Sequence[StageMark]) -> None:
        """The way as it is now."""
        self._marks = marks
        self.setAccessibleName("; ".join(_said(mark) for mark in marks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_LEAST * max(1, len(self._marks)), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST * 2, _HEIGHT)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _HEIGHT * self._rows(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._marks:
            return
        theme = current_theme()
        each = self._in_a_row(self.width())
        wide = self.width() / min(each, len(self._marks))
        with painting(self) as painter:
            for place, mark in enumerate(self._marks):
                row, at = divmod(place, each)
                middle = QPointF(wide * (at + 0.5), row * _HEIGHT + 14)
                if at:
                    self._line(painter, theme, middle, wide, mark)
                self._mark(painter, theme, middle, mark)
                self._words(painter, theme, QRectF(wide * at, row * _HEIGHT + 26, wide, _LINE), mark)

    def _line(self, painter: QPainter, theme: Theme, middle: QPointF, wide: float, mark: StageMark) -> None:
        ahead = mark.state == "ahead"
        pen = QPen(QColor(theme.line if ahead else theme.accent), 2)
        painter.setPen(pen)
        painter.drawLine(
            QPointF(middle.x() - wide + _DOT + 4, middle.y()), QPointF(middle.x() - _DOT - 4, middle.y())
        )

    def _mark(self, painter: QPainter, theme: Theme, middle: QPointF, mark: StageMark) -> None:
        filled = mark.state in ("done", "now")
        ink = QColor(theme.accent if filled else theme.edge)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, _DOT, _DOT)
        if mark.state == "done":
            painter.setPen(QPen(QColor(theme.on_accent), 1.8))
            painter.drawPolyline(
                [
                    middle + QPointF(-3, 0.2),
                    middle + QPointF(-0.8, 2.6),
                    middle + QPointF(3.2, -2.4),
                ]
            )
        elif mark.state == "now":
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, _DOT + 4, _DOT + 4)
        elif mark.state == "left_out":
            painter.drawLine(middle + QPointF(-_DOT, _DOT), middle + QPointF(_DOT, -_DOT))

    def _words(self, painter: QPainter, theme: Theme, box: QRectF, mark: StageMark) -> None:
        here = mark.state == "now"
        painter.setFont(sized(self.font(), 0, bold=here))
        ink = theme.text if mark.state in ("now", "done") else theme.muted
        paint_text(painter, box, _(SHORT[mark.stage]), ink, _CENTRE)
        below = format_date(mark.on) if mark.on and mark.state in ("now", "done") else ""
        if mark.state == "left_out":
            below = _("left out")
        painter.setFont(sized(self.font(), -1))
        paint_text(painter, box.translated(0, _LINE), below, theme.muted, _CENTRE)

    def _in_a_row(self, width: int) -> int:
        return max(2, width // _LEAST)

    def _rows(self, width: int) -> int:
        each = self._in_a_row(width)
        return max(1, -(-len(self._marks) // each))


def _said(mark: StageMark) -> str:
    day = format_date(mark.on) if mark.on else ""
    return _(_STATES[mark.state]).format(stage=_(SHORT[mark.stage]), day=day).rstrip(", ")
