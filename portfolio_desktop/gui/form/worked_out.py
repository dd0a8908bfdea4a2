# SPDX-License-Identifier: Apache-2.0
"""What stands in a form where a value follows from other fields: its words, to be read and copied."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Field, Value
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.domain.toned import badge_of, has_badges
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.line import LineEditor, show_from_start
from portfolio_desktop.gui.theme import GAP_SMALL, current_theme
from portfolio_desktop.gui.widgets.paint import painting
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, BADGE_WIDTH, paint_badge
from portfolio_desktop.services.words import words


class WorkedOut(LineEditor):
    """A line that nobody types into. The keyboard reaches it, so that a screen reader does too."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._desk = desk
        self._badge: Level | None = None
        self.setReadOnly(True)
        self.setPlaceholderText("–")
        self.setToolTip(_(field.help))

        if has_badges(desk.catalogue, field):
            self.setTextMargins(BADGE_WIDTH + GAP_SMALL, 0, 0, 0)

    def show_value(self, value: Value, said: str = "") -> None:
        self._badge = badge_of(self._desk.catalogue, self._field, value)
        show_from_start(self, words(self._desk.catalogue, self._field, value))
        self._shown = self.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._badge is not None:
            with painting(self) as painter:
                painter.setFont(self.font())
                top = (self.height() - BADGE_HEIGHT) / 2
                spot = QRectF(GAP_SMALL - 2, top, BADGE_WIDTH, BADGE_HEIGHT)
                paint_badge(painter, spot, self._badge, current_theme())
