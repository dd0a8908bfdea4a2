# SPDX-License-Identifier: Apache-2.0
"""A passing notice at the foot of the window: what was done, and the way to undo it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel

_SHOWN_MS = 8000
_WIDEST = 560


class Toast(QFrame):
    """One notice over `window`; a new one takes the place of the old.

    It stays while the pointer or keyboard is on it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("panel", "toast")
        self._text = ElidedLabel()
        self._undo = QPushButton(_("Undo"))
        self._undo.setProperty("flat", True)
        self._close = QToolButton()
        self._close.setIcon(icon("x"))
        self._close.setAccessibleName(_("Dismiss"))
        self._close.setToolTip(_("Dismiss"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        row.setSpacing(GAP)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._leave)
        self._undo_run: Callable[[], None] | None = None
        self._undo.clicked.connect(self._undone)
        self._close.clicked.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def notify(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show `text`, with an Undo button if there is something to undo."""
        self._undo_run = undo
        self._undo.setHidden(undo is None)
        self._text.set_text(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def outdate(self) -> None:
        """Something else has been done since: what Undo would take back now is not what stands here."""
        if self._undo_run is not None:
            self._undo_run = None
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def _place(self) -> None:
        over = self._window.rect()
        width = min(self.sizeHint().width(), _WIDEST, over.width() - 2 * GAP_HUGE)
        height = self.sizeHint().height()
        self.setGeometry((over.width() - width) // 2, over.height() - height - GAP_HUGE, width, height)

    def _leave(self) -> None:
        if self._undo.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _undone(self) -> None:
        self.hide()
        if self._undo_run is not None:
            self._undo_run()
