# SPDX-License-Identifier: Apache-2.0
"""Marks of outcomes and of states of controls, and the line that explains them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.controls import Mark
from portfolio_desktop.gui.theme import GAP, GAP_TINY, Theme, Tone, current_theme, sized
from portfolio_desktop.gui.widgets.heat.tints import faint
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.gui.widgets.rating import paint_shape

RADIUS = 8.5
BESIDE_WORDS = QSize(24, 16)
"""An icon on a button, with the air around it that keeps it off the words."""

_LOWER = {"triangle": 2.5}
"""How far the letter stands below the middle of a shape that is wide at its foot."""


def paint_mark(
    painter: QPainter,
    centre: QPointF,
    mark: Mark,
    theme: Theme,
    *,
    letter: str = "",
    quiet: bool = False,
    radius: float = RADIUS,
) -> None:
    """A shape in its tone with its letter, or `letter` in its place; a state without a shape is its letter alone."""
    tone = faint(theme.tones[mark.tone], theme) if quiet else theme.tones[mark.tone]
    if mark.shape not in ("none", "dash"):
        paint_shape(painter, centre, mark.shape, radius, Tone(tone.fill, tone.edge, tone.edge))
        paint_shape(painter, centre, mark.shape, radius - 1.3, Tone(tone.fill, tone.fill, tone.edge))
    elif mark.shape == "dash":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tone.edge), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(
            QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 3, 3
        )
    painter.setFont(sized(painter.font(), -1.5, bold=True))
    painter.setPen(QColor(tone.text))
    box = QRectF(centre.x() - 12, centre.y() - 9 + _LOWER.get(mark.shape, 0), 24, 18)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter or mark.letter)


class Legend(QWidget):
    """What each mark means, in one line that is cut off where there is no room."""

    def __init__(self, marks: Sequence[Mark], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Key: {marks}").format(marks=", ".join(_(mark.label) for mark in marks)))

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width(mark) for mark in self._marks), 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, left = current_theme(), 2.0
        with painting(self) as painter:
            for mark in self._marks:
                painter.setFont(self.font())
                paint_mark(painter, QPointF(left + 9, self.height() / 2), mark, theme, radius=7)
                painter.setFont(sized(self.font(), -0.5))
                rest = QRectF(left + 20 + GAP_TINY, 0, self._width(mark), self.height())
                paint_text(painter, rest, _(mark.label), theme.muted, Qt.AlignmentFlag.AlignLeft)
                left += self._width(mark)

    def _width(self, mark: Mark) -> int:
        return 22 + self.fontMetrics().horizontalAdvance(_(mark.label)) + GAP
