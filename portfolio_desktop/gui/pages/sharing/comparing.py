# SPDX-License-Identifier: Apache-2.0
"""A text beside another, with the words marked that only it has: by a line under them and their weight, not by colour alone."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.gui.theme import current_theme

Pieces = Iterable[tuple[str, bool]]
"""Pieces of a text, each with whether it stands in this one alone."""

_MOST, _EDGES = 260, 2


class Compared(QTextEdit):
    """One of several texts, to be read."""

    def __init__(self, pieces: Pieces, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = list(pieces)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._frame()
        text = "".join(piece for piece, _alone in self._pieces)
        self.setAccessibleName(text or _("empty"))
        self.document().setDocumentMargin(0)
        self._write()

    def sizeHint(self) -> QSize:
        self.document().setTextWidth(max(80, self.viewport().width()))
        return QSize(200, min(_MOST, math.ceil(self.document().size().height()) + _EDGES))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
            policies = Qt.ScrollBarPolicy
            long = self.document().size().height() > _MOST
            self.setVerticalScrollBarPolicy(
                policies.ScrollBarAsNeeded if long else policies.ScrollBarAlwaysOff
            )
            # The keyboard stops only at what it can scroll, and is seen there.
            focus = Qt.FocusPolicy
            self.setFocusPolicy(focus.StrongFocus if long else focus.NoFocus)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._write()
            self._frame()

    def _frame(self) -> None:
        style = (
            "QTextEdit { background: transparent; border: 1px solid transparent; padding: 0; }"
            f"QTextEdit:focus {{ border-color: {current_theme().accent}; }}"
        )
        if style != self.styleSheet():
            self.setStyleSheet(style)

    def _write(self) -> None:
        theme = current_theme()
        plain, alone = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(theme.text))
        alone.setForeground(QColor(theme.text))
        alone.setFontWeight(QFont.Weight.Bold)
        alone.setFontUnderline(True)
        alone.setBackground(QColor(theme.accent_soft))
        self.document().clear()
        cursor = QTextCursor(self.document())
        for piece, is_alone in self._pieces:
            cursor.insertText(visible_bidi(piece), alone if is_alone and piece.strip() else plain)
