# SPDX-License-Identifier: Apache-2.0
"""What the steps of the wizard share."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.plans.session import Session
from portfolio_desktop.gui.theme import GAP, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label


class Step(QWidget):
    """One step. `changed` says that the way on may have opened or closed; `ready` whether it is open."""

    changed = Signal()

    def __init__(self, desk: Desk, title: str, sentence: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAccessibleName(title)
        head = QVBoxLayout()
        head.setSpacing(GAP_TINY)
        head.addWidget(Label(title, step=4, bold=True))
        head.addWidget(Label(sentence, ink="muted", wrap=True))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.column.addLayout(head)

    @property
    def ready(self) -> bool:
        """Whether the next step can begin."""
        return True

    def enter(self, session: Session) -> None:
        """Show what the session has decided so far."""

    def take_keyboard(self) -> None:
        """Put the keyboard where this step begins."""
        self.setFocus()
