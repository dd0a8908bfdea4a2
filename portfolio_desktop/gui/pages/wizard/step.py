# SPDX-License-Identifier: Apache-2.0
"""What the steps of a wizard share."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.theme import GAP, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label

Ready = Callable[[], None]

S = TypeVar("S")
"""What a run of the wizard has decided so far."""


class Step(QWidget, Generic[S]):
    """One step. `changed` says that the way on may have opened or closed; `ready` whether it is open."""

    changed = Signal()

    def __init__(self, desk: Desk, title: str, sentence: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self.setAccessibleName(title)
        self._sentence = Label(sentence, ink="muted", wrap=True)
        head = QVBoxLayout()
        head.setSpacing(GAP_TINY)
        head.addWidget(Label(title, step=4, bold=True))
        head.addWidget(self._sentence)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.column.addLayout(head)

    @property
    def ready(self) -> bool:
        """Whether the next step can begin."""
        return True

    @property
    def heard(self) -> str:
        """What whoever does not see the step is told of it, once it is there: by itself, what it asks for."""
        return self.accessibleName()

    def enter(self, session: S) -> None:
        """Show what the session has decided so far."""

    def take_keyboard(self) -> None:
        """Put the keyboard where this step begins: on itself, until there is something to press."""
        self.setFocus()

    def instead(self, task: Task) -> None:
        """Hold `task`, whose outcome alone counts; stop the one before."""
        if self._task is not None:
            self._task.cancel()
        self._task = task
