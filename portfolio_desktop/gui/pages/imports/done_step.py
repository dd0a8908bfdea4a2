# SPDX-License-Identifier: Apache-2.0
"""What was done, and what one does next: look at it, undo it, save what was left over, bring in another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.exchange.imports import Fate, Plan
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.session import Session
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.figure import Figure


class DoneStep(Step[Session]):
    """The signals carry what the person chose."""

    again = Signal()
    sheet = Signal()
    look = Signal()
    keep = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("Imported"),
            _("The whole import is one step: Undo takes all of it back, now or later."),
            parent=parent,
        )
        self._figures = {
            Fate.ADD: Figure(_("Added")),
            Fate.CHANGE: Figure(_("Changed")),
            Fate.SAME: Figure(_("Unchanged")),
            Fate.ASIDE: Figure(_("Set aside")),
        }
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for figure in self._figures.values():
            row.addWidget(figure, 1)
        self._save = QPushButton(_("Save what was left over…"))
        self._save.clicked.connect(self.keep)
        self._undo = QPushButton(_("Undo the import"))
        self._undo.clicked.connect(self._take_back)
        desk.written.connect(self._outdate)
        self._look, again = QPushButton(_("Look at the records")), QPushButton(_("Import another file"))
        self._look.setProperty("primary", True)
        self._look.setAutoDefault(True)
        self._look.clicked.connect(self.look)
        again.clicked.connect(self.again)
        self._sheet = QPushButton(_("Another sheet of this file"))
        self._sheet.clicked.connect(self.sheet)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        for button in (self._look, self._undo, self._save, self._sheet, again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(row)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def take_keyboard(self) -> None:
        self._look.setFocus()

    def enter(self, session: Session) -> None:
        self._sheet.setVisible(session.source is not None and len(session.source.sheets) > 1)

    def show_plan(self, plan: Plan) -> None:
        """Say what the import that followed `plan` did."""
        for fate, figure in self._figures.items():
            figure.set(f"{plan.counts[fate]:,}")
        left = sum(1 for _leftover in plan.leftovers()) + len(plan.doubts)
        self._save.setText(
            (
                ngettext(
                    "Save {count} cell left over or in doubt…",
                    "Save {count} cells left over or in doubt…",
                    left,
                )
                if plan.doubts
                else ngettext("Save {count} cell left over…", "Save {count} cells left over…", left)
            ).format(count=f"{left:,}")
        )
        self._save.setVisible(bool(left))
        self._undo.setEnabled(True)

        told = [figure.accessibleName() for figure in self._figures.values()]
        self._look.setAccessibleDescription(", ".join([*told, self._save.text()] if left else told))

    def _outdate(self, _written: object) -> None:
        """What follows is no longer the last act. Bound to the step, which the desk outlives: a lambda would be called on."""
        self._undo.setEnabled(False)

    def _take_back(self) -> None:
        self._undo.setEnabled(False)
        self._desk.undo(lambda _written: self.again.emit())
