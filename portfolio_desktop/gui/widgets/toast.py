# SPDX-License-Identifier: Apache-2.0
"""A passing notice at the foot of the window: what was done, the way to it, and the way to undo it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel

_SHOWN_MS = 8000
_WIDEST = 560


class Toast(QFrame):
    """One notice over `window`; a new one takes the place of the old.

    It stays while the pointer is on it. The keyboard never goes there by itself, or a space meant for the page would
    undo what was just done: whoever uses the keyboard has keys for both.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("panel", "toast")
        self._text = ElidedLabel()
        self._open, self._undo = QPushButton(_("Open", "verb")), QPushButton(_("Undo"))
        self._close = QToolButton()
        self._close.setIcon(icon("x"))
        self._close.setAccessibleName(_("Dismiss"))
        self._close.setToolTip(_("Dismiss"))
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        row.setSpacing(GAP)
        row.addWidget(self._text, 1)
        for button in (self._open, self._undo):
            button.setProperty("flat", True)
            row.addWidget(button)
        row.addWidget(self._close)
        for part in (self._open, self._undo, self._close):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._undo_run: Callable[[], None] | None = None
        self._open_run: Callable[[], None] | None = None
        self._undo.clicked.connect(self._undone)
        self._open.clicked.connect(self.open)
        self._close.clicked.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def leads(self) -> bool:
        """Whether there is something that the notice in sight leads to."""
        return self._open_run is not None and not self.isHidden()

    def tell_keys(self, open: str, undo: str) -> None:
        """Say on the buttons which keys do the same."""
        self._open.setToolTip(_("Open it ({keys})").format(keys=open))
        self._undo.setToolTip(_("Undo it ({keys})").format(keys=undo))

    def notify(
        self, text: str, undo: Callable[[], None] | None = None, open: Callable[[], None] | None = None
    ) -> None:
        """Show `text`, with a way to undo what was done and a way to what it was done to, where there is one."""
        self._undo_run, self._open_run = undo, open
        self._undo.setHidden(undo is None)
        self._open.setHidden(open is None)
        self._text.set_text(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def open(self) -> None:
        """Go to what the notice is about."""
        if self.leads and self._open_run is not None:
            self.hide()
            self._open_run()

    def outdate(self) -> None:
        """Something else has been done since: what Undo would take back now is not what stands here."""
        if self._undo_run is not None:
            self._undo_run = None
            self.hide()

    def forget(self) -> None:
        """Whatever it says may not be read any more."""
        self._undo_run = self._open_run = None
        self._text.set_text("")
        self.setAccessibleName("")
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

    def _undone(self) -> None:
        self.hide()
        if self._undo_run is not None:
            self._undo_run()
