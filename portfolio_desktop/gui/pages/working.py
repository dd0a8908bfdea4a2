# SPDX-License-Identifier: Apache-2.0
"""Long work where its outcome will stand: what is being done, how far it is, and the way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.gui.widgets.labels import Label


class Working(QWidget):
    """Shown while a task runs; `progress` is what the task reports to."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._then: Callable[[], None] | None = None
        self._words = Label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(320)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.clicked.connect(self._stop)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addStretch(2)
        for widget in (self._words, self._bar, self._cancel):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def follow(self, words: str, cancelled: Callable[[], None]) -> None:
        """Say what begins now; `cancelled` is called when the person stops it."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self._then = cancelled

    def hold(self, task: Task) -> None:
        """The task that Cancel stops."""
        self._task = task

    def progress(self, done: int, total: int) -> None:
        """How far the task is, in its own units."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._then is not None:
            self._then()
