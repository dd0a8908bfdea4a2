# SPDX-License-Identifier: Apache-2.0
"""What was done, and what one does next: look at it, undo it, save what was left over, bring in another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.exchange.imports import Fate, Plan, last_month_told, months_told, other_kinds
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.session import Session
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.figure import Figure
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import repolish


class DoneStep(Step[Session]):
    """The signals carry what the person chose."""

    again = Signal()
    sheet = Signal()
    look = Signal()
    keep = Signal()
    pack = Signal()
    others = Signal(str)
    """Rows of the same table belong to this entity, and are to be brought in there."""

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
            Fate.ASIDE: Figure(_("Rows set aside")),
        }
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for figure in self._figures.values():
            row.addWidget(figure, 1)
        self._left = Label(wrap=True)
        self._save = QPushButton(_("Save what was left over…"))
        self._save.clicked.connect(self.keep)
        self._undo = QPushButton(_("Undo the import"))
        self._undo.clicked.connect(self._take_back)
        desk.written.connect(self._outdate)
        self._look, again = QPushButton(_("Look at the records")), QPushButton(_("Import another file"))
        self._look.clicked.connect(self.look)
        again.clicked.connect(self.again)
        self._sheet = QPushButton(_("Another sheet of this file"))
        self._sheet.clicked.connect(self.sheet)
        self._pack = QPushButton(_("Make the pack"))
        self._pack.clicked.connect(self.pack)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        self._others, self._kind = QPushButton(_("Bring in the rest")), ""
        self._others.hide()
        self._others.clicked.connect(lambda: self.others.emit(self._kind))
        for button in (self._look, self._others, self._sheet, self._pack, self._undo, self._save, again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._left)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def take_keyboard(self) -> None:
        self._look.setFocus()

    def enter(self, session: Session) -> None:
        several = session.source is not None and len(session.source.sheets) > 1
        following = session.next_sheet if several else None
        self._sheet.setText(
            _("Next sheet: {name}").format(name=shorten(following.name, 30).replace("&", "&&"))
            if following is not None
            else _("Another sheet of this file")
        )
        self._sheet.setVisible(several)
        self._pack.setVisible(following is None)  # of half a file nobody wants one
        self._lead(self._look if following is None else self._sheet)

    def _lead(self, button: QPushButton) -> None:
        """Make `button` the one that Enter presses."""
        for each in (self._look, self._sheet):
            each.setProperty("primary", each is button)
            each.setAutoDefault(each is button)
            repolish(each)
        if self.focusWidget() in (self._look, self._sheet):
            button.setFocus()

    def show_plan(self, plan: Plan) -> None:
        """Say what the import that followed `plan` did."""
        for fate, figure in self._figures.items():
            figure.set(f"{plan.counts[fate]:,}")
        left = sum(1 for _leftover in plan.leftovers())
        said = _left_words(plan.counts[Fate.ASIDE], left, len(plan.doubts))
        told = (*last_month_told(plan), *months_told(plan.table, plan.mapping))
        self._left.setText(" ".join((said, *told)))
        self._save.setText(
            ngettext(
                "Save {count} cell with its reason…", "Save {count} cells with their reasons…", many
            ).format(count=f"{many:,}")
            if (many := left + len(plan.doubts))
            else ""
        )
        self._save.setVisible(bool(many))
        self._undo.setEnabled(True)
        self._offer_others(plan)
        figures = [figure.accessibleName() for figure in self._figures.values()]
        for button in (self._look, self._sheet):
            button.setAccessibleDescription(". ".join([", ".join(figures), self._left.text()]))

    def _offer_others(self, plan: Plan) -> None:
        """Of a log of risks and issues in one, the rows that are the other kind's are a press away."""
        kinds = other_kinds(plan.table, self._desk.catalogue, plan.mapping.entity, plan.mapping.only)
        self._kind = next((each.name for each in kinds.values()), "")
        self._others.setVisible(bool(kinds))
        if kinds:
            plural = _(self._desk.catalogue.entity(self._kind).plural)
            self._others.setText(
                _("Bring the rest into “{register}”").format(register=plural).replace("&", "&&")
            )

    def _outdate(self, _written: object) -> None:
        """What follows is no longer the last act. Bound to the step, which the desk outlives: a lambda would be called on."""
        self._undo.setEnabled(False)

    def _take_back(self) -> None:
        self._undo.setEnabled(False)
        self._desk.undo(lambda _written: self.again.emit())


def _left_words(rows: int, cells: int, doubts: int) -> str:
    """What came in and what did not, rows and cells together: two counts apart would contradict each other."""
    said = [
        ngettext("{count} row was set aside whole.", "{count} rows were set aside whole.", rows).format(
            count=f"{rows:,}"
        )
        if rows
        else _("Every row of the table came in.")
    ]
    if cells:
        said.append(
            ngettext(
                "{count} cell of the sheet is in no field: it could not be read, or its row or column was not taken.",
                "{count} cells of the sheet are in no field: they could not be read, or their rows or columns were not "
                "taken.",
                cells,
            ).format(count=f"{cells:,}")
        )
    if doubts:
        said.append(
            ngettext(
                "{count} cell came in and is doubtful.", "{count} cells came in and are doubtful.", doubts
            ).format(count=f"{doubts:,}")
        )
    return " ".join(said)
