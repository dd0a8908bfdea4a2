# SPDX-License-Identifier: Apache-2.0
"""What waits for somebody, as a register that is narrowed to it, with the acts that settle it above."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.filters import Filter, Sort
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.assurance.marks import BESIDE_WORDS
from portfolio_desktop.gui.pages.pieces import allow
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label

Act = tuple[str, str, Callable[[str], None], bool]
"""Words on the button, icon, what to do with the id of the current record, and whether there has to be one."""


class ListTab(QWidget):
    """`picked` names the record to inspect, `opened` the one to show on its own."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        above: Actions,
        entity: str,
        shown: tuple[Filter, str, Sequence[Sort]],
        acts: Sequence[Act],
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`shown` is what is waited for, what it is called, and its order."""
        super().__init__(parent)
        self._desk = desk
        self.register = RegisterPage(desk, entity, above=above)
        self.said = Label(ink="muted")
        self.buttons: list[QPushButton] = []
        where, title, order = shown
        self.register.show_filter(where, title, order)
        self.register.current_changed.connect(self.picked)
        self.register.open_requested.connect(self.opened)
        bar = QHBoxLayout()
        bar.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        bar.setSpacing(GAP_SMALL)
        bar.addWidget(self.said)
        bar.addStretch(1)
        for act in acts:
            bar.addWidget(self._button(act))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.register, 1)

    def say(self, sentence: str) -> None:
        """How many wait, and how many of them are late."""
        self.said.setText(sentence)
        for button in self.buttons:
            allow(self._desk, button)

    def _button(self, act: Act) -> QPushButton:
        words, picture, run, needs_record = act
        button = QPushButton(words)
        button.setIcon(icon(picture))
        button.setIconSize(BESIDE_WORDS)

        def clicked() -> None:
            if needs_record and not self.register.current:
                self._desk.notify(_("Choose a line of the table first."))
            else:
                run(self.register.current)

        button.clicked.connect(clicked)
        self.buttons.append(button)
        return button
