# SPDX-License-Identifier: Apache-2.0
"""The line that opens a section: its title, perhaps a count, and what can be done there at the right."""

from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY, current_theme
from portfolio_desktop.gui.widgets.counts import CountBadge, Urgency
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.paint import painting


class SectionHeader(QWidget):
    """A title over a thin rule. `add` puts buttons at the right end."""

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._title = ElidedLabel(title, step=1, bold=True)
        self._count = CountBadge(title, 0, Urgency.PLAIN)
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP_SMALL)
        self._row.addWidget(self._title)
        self._row.addWidget(self._count)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_TINY)
        column.addLayout(self._row)
        column.addWidget(Rule())

    def set_count(self, count: int) -> None:
        self._count.set_count(count)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)


class Rule(QFrame):
    """A thin horizontal line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        # A frame's own line is lost on screens with a fraction of a pixel more.
        with painting(self) as painter:
            painter.fillRect(self.rect(), QColor(current_theme().line))
