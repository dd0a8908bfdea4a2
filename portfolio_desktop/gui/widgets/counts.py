# SPDX-License-Identifier: Apache-2.0
"""A number that calls for action, as a pill."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.gui.theme import Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip

_HEIGHT = 18


class Urgency(StrEnum):
    """How loudly a count speaks."""

    PLAIN = "plain"
    ACCENT = "accent"
    DANGER = "danger"


def paint_count(painter: QPainter, rect: QRectF, text: str, urgency: Urgency, theme: Theme) -> None:
    """A pill that fills `rect`, for delegates; the painter's font is used."""
    ground, ink = {
        Urgency.PLAIN: (theme.hover, theme.text),
        Urgency.ACCENT: (theme.accent, theme.on_accent),
        Urgency.DANGER: (theme.danger, theme.on_danger),
    }[urgency]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    paint_text(painter, rect, text, ink, Qt.AlignmentFlag.AlignHCenter)


class CountBadge(QWidget):
    """Shows `count`, as 999+ from a thousand on; hidden while it is nought. `meaning` is what is counted."""

    def __init__(
        self, meaning: str, count: int = 0, urgency: Urgency = Urgency.PLAIN, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._meaning, self._urgency = meaning, urgency
        self.setFont(tabular(sized(self.font(), -1, bold=True)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_count(self, count: int) -> None:
        self._text = "999+" if count > 999 else str(count)
        self.setAccessibleName(f"{self._meaning}: {count}")
        self.setToolTip(safe_tooltip(f"{self._meaning}: {count:,}"))
        self.setHidden(count <= 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(_HEIGHT + 4, self.fontMetrics().horizontalAdvance(self._text) + 12), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_count(painter, QRectF(self.rect()), self._text, self._urgency, current_theme())
