# SPDX-License-Identifier: Apache-2.0
"""How ready somebody is for a role, as a shape with a letter and its words."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.controls import Mark
from portfolio_desktop.domain.skills.gaps import Readiness
from portfolio_desktop.gui.pages.assurance.marks import paint_mark
from portfolio_desktop.gui.theme import current_theme
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.services.skills.fit import READINESS

_DRAWN = {
    Readiness.READY: ("R", "circle", "green"),
    Readiness.NEAR: ("1", "triangle", "amber"),
    Readiness.NOT_KNOWN: ("?", "dash", "none"),
    Readiness.SHORT: ("F", "diamond", "amber_red"),
}


class ReadinessMark(QWidget):
    """The mark with its words at its right."""

    def __init__(self, readiness: Readiness) -> None:
        super().__init__()
        self._words = _(READINESS[readiness])
        self._mark = Mark(READINESS[readiness], *_DRAWN[readiness])
        self.setAccessibleName(self._words)

    def sizeHint(self) -> QSize:
        return QSize(32 + self.fontMetrics().horizontalAdvance(self._words), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(self.font())
            paint_mark(painter, QPointF(12, self.height() / 2), self._mark, theme)
            painter.setFont(self.font())
            room = QRectF(28, 0, self.width() - 28, self.height())
            paint_text(painter, room, self._words, theme.text, Qt.AlignmentFlag.AlignLeft)
