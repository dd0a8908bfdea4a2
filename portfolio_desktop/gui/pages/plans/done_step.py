# SPDX-License-Identifier: Apache-2.0
"""What was done, and what one does next: look at the timeline, undo it, open another plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.exchange.arrivals.planned import Arrival, Fate
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.plans.session import Session
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.figure import Figure


class DoneStep(Step[Session]):
    """The signals carry what the person chose."""

    again = Signal()
    look = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("The plan is here"),
            _(
                "All of it is one step: Undo takes it back, now or later. It is kept as a baseline as it was received."
            ),
            parent=parent,
        )
        self._figures = {
            Fate.NEW: Figure(_("New")),
            Fate.CHANGED: Figure(_("Changed")),
            Fate.SAME: Figure(_("As they were")),
            Fate.GONE: Figure(_("Gone")),
        }
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for figure in self._figures.values():
            row.addWidget(figure, 1)
        self._look, self._undo = QPushButton(_("Show the timeline")), QPushButton(_("Undo"))
        again = QPushButton(_("Open another plan"))
        self._look.setProperty("primary", True)
        self._look.setAutoDefault(True)
        self._look.clicked.connect(self.look)
        self._undo.clicked.connect(self._take_back)
        again.clicked.connect(self.again)
        desk.written.connect(self._outdate)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        for button in (self._look, self._undo, again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(row)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def take_keyboard(self) -> None:
        self._look.setFocus()

    def show_arrival(self, arrival: Arrival) -> None:
        """Say what was done."""
        for fate, figure in self._figures.items():
            figure.set(f"{arrival.counts[fate]:,}")
        self._undo.setEnabled(True)

    def _outdate(self, _written: object) -> None:
        """What follows is no longer the last act. Bound to the step, which the desk outlives: a lambda would be called on."""
        self._undo.setEnabled(False)

    def _take_back(self) -> None:
        self._undo.setEnabled(False)
        self._desk.undo(lambda _written: self.again.emit())
