# SPDX-License-Identifier: Apache-2.0
"""The card that appears where the pointer rests: what the bar is, its dates, its float in words, and why it lies there."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY, sized
from portfolio_desktop.gui.timeline.words import KINDS, float_words, span_words, standing_words
from portfolio_desktop.services.planning.rows import Row, RowKind

_WIDEST = 340


def card_lines(row: Row, why: str) -> list[str]:
    """What the card says below the title, a paragraph each."""
    kind = _(KINDS[row.kind])
    of = " · ".join(part for part in (kind, row.code, row.owner) if part)
    lines = [of, span_words(row.span, point=row.kind is RowKind.MILESTONE)]
    standing = " · ".join(standing_words(row))
    return [line for line in (*lines, standing, float_words(row), row.conflict, why) if line]


class HoverCard(QFrame):
    """Never takes the keyboard, and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setProperty("panel", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        lay.setSpacing(GAP_TINY)
        self._title, self._body = QLabel(self), QLabel(self)
        for label in (self._title, self._body):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMaximumWidth(_WIDEST)
            lay.addWidget(label)
        self._title.setFont(sized(self.font(), 0, bold=True))

    def words(self) -> str:
        return f"{self._title.text()}\n{self._body.text()}"

    def show_at(self, at: QPoint, title: str, lines: list[str]) -> None:
        """Beside the place `at` on the screen, inside of the screen."""
        self._title.setText(title)
        self._body.setText("\n".join(lines))
        self._title.setVisible(bool(title))
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x, y = at.x() + 16, at.y() + 20
        if x + self.width() > screen.right():
            x = at.x() - self.width() - 12
        if y + self.height() > screen.bottom():
            y = at.y() - self.height() - 12
        self.move(max(x, screen.left()), max(y, screen.top()))
        self.show()
