# SPDX-License-Identifier: Apache-2.0
"""How much is asked of one resource, week by week, as a strip: how full it is, and a mark where it is too much."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.theme import current_theme
from portfolio_desktop.gui.widgets.paint import painting, safe_tooltip
from portfolio_desktop.services.planning.load import Week

_HEIGHT, _GAP, _WIDEST = 26, 1, 22


class LoadStrip(QWidget):
    """A cell for each week, filled from below by what is asked; what is too much is told by colour and a mark."""

    def __init__(self, name: str, weeks: Sequence[Week], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weeks = tuple(weeks)
        over = sum(1 for week in weeks if week.over)
        text = _("{name}: too much is asked in {count} of {weeks} weeks")
        self.setAccessibleName(text.format(name=name, count=over, weeks=len(self.weeks)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = int(event.pos().x() // self._step) if self.weeks else -1
            if 0 <= place < len(self.weeks):
                QToolTip.showText(event.globalPos(), safe_tooltip(self.weeks[place].words), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            for n, week in enumerate(self.weeks):
                cell = QRectF(n * self._step, 0, max(2.0, self._step - _GAP), self.height())
                painter.fillRect(cell, QColor(theme.hover))
                tone = theme.tones["red"] if week.over else None
                share = min(1.0, week.share)
                filled = cell.adjusted(0, cell.height() * (1 - share), 0, 0)
                painter.fillRect(filled, QColor(tone.fill if tone else theme.accent))
                if tone is not None:
                    painter.setPen(QPen(QColor(tone.text), 1.4))
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "!")

    @property
    def _step(self) -> float:
        return min(_WIDEST, self.width() / max(1, len(self.weeks)))


def caption(weeks: Sequence[Week]) -> str:
    """From when until when a strip goes."""
    if not weeks:
        return ""
    return _("{first} to {last}, a cell a week").format(
        first=format_date(weeks[0].first), last=format_date(weeks[-1].last)
    )
