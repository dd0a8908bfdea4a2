# SPDX-License-Identifier: Apache-2.0
"""Preferences: every choice in sections, found by typing, with whom each holds for. Each holds at once."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.domain.habits import Habits
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import scrolled
from portfolio_desktop.gui.preferences.holding import Choices
from portfolio_desktop.gui.preferences.row import PreferenceRow
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.preferences.described import KEPT, PREFERENCES, Scope, catalogue
from portfolio_desktop.services.preferences.keeping import checked, chosen
from portfolio_desktop.services.preferences.of_office import keep_office
from portfolio_desktop.storage.changes import Changes, Written

_SIZE = 760, 720


class Preferences(AsRead, QDialog):
    """`wanted` asks for what has a page of its own: "second" place for copies, "safekeeping", "keys"."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._choices = desk, choices
        self._habits = Habits()
        self.setWindowTitle(_("Preferences"))
        self.resize(*_SIZE)
        self.box = SearchBox(_("Find a preference"))
        self.box.searched.connect(self.narrow)
        self.rows: dict[str, PreferenceRow] = {}
        self._sections: list[tuple[QWidget, list[PreferenceRow]]] = []
        self._none = Label(_("No preference is called so."), ink="muted")
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_LARGE)
        column.setSpacing(GAP)
        column.addWidget(self.box)
        column.addWidget(self._body(), 1)
        column.addLayout(self._foot())
        desk.written.connect(self._read)
        desk.opened.connect(self._read)
        desk.closed.connect(self._show)
        choices.changed.connect(lambda _name: self._show())
        self._read()

    def narrow(self, words: str) -> None:
        """Show the preferences that have all of these words in name, help or scope."""
        for header, rows in self._sections:
            for row in rows:
                row.setVisible(row.fits(words))
            header.setVisible(any(not row.isHidden() for row in rows))
        self._none.setHidden(any(not row.isHidden() for row in self.rows.values()))

    def _body(self) -> QScrollArea:
        known = catalogue()
        entity = known.entity(PREFERENCES.name)
        within = QWidget()
        column = QVBoxLayout(within)
        column.setContentsMargins(0, 0, GAP_SMALL, 0)
        column.setSpacing(0)
        for section in entity.sections:
            header = SectionHeader(_(section.title))
            header.setContentsMargins(0, GAP_LARGE, 0, GAP_SMALL)
            column.addWidget(header)
            rows = [PreferenceRow(self._desk, entity.field(name), known) for name in section.fields]
            for row in rows:
                row.entered.connect(self._enter)
                row.reset_wanted.connect(lambda name: self._enter(name, KEPT[name].shipped))
                column.addWidget(row)
                self.rows[row.name] = row
            self._sections.append((header, rows))
        column.addWidget(self._none)
        column.addStretch(1)
        self._choose_elsewhere()
        area = scrolled()
        area.setWidget(within)
        return area

    def _choose_elsewhere(self) -> None:
        """The second place is asked for with what should be known of it, and so never typed."""
        row = self.rows["second_place"]
        row.editor.setEnabled(False)
        choose = QPushButton(_("Choose…"))
        choose.setAccessibleName(_("Choose a second place for copies"))
        choose.setEnabled(self._desk.workspace is not None)
        choose.clicked.connect(lambda: self.wanted.emit("second"))
        row.beside.addWidget(choose)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(GAP_SMALL)
        for key, words in (("safekeeping", _("Backups and mending")), ("keys", _("Keys"))):
            button = QPushButton(words)
            button.setProperty("flat", True)
            button.setEnabled(key != "safekeeping" or self._desk.workspace is not None)
            button.clicked.connect(partial(self._leave_for, key))
            foot.addWidget(button)
        foot.addStretch(1)
        every = QPushButton(_("Reset all for this laptop and you"))
        every.clicked.connect(self.reset_all)
        foot.addWidget(every)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot.addWidget(buttons)
        return foot

    def reset_all(self) -> None:
        """Back to what is shipped: all that is not of the workspace, but for the name and the folders."""
        kept = ("author", "second_place", "updates")
        for name, each in KEPT.items():
            if each.scope is not Scope.WORKSPACE and name not in kept:
                self._choices.choose(name, each.shipped)
                self.rows[name].accept(each.shipped)

    def _leave_for(self, key: str) -> None:
        self.accept()
        self.wanted.emit(key)

    def _enter(self, name: str, value: Value) -> None:
        row = self.rows[name]
        if row.scope is Scope.WORKSPACE:
            self._desk.write(
                partial(_of_office, name, value),
                partial(self._kept, row, value),
                owner=self,
                failed=lambda error: row.explain(str(error)),
            )
            return
        try:
            self._choices.choose(name, value)
        except Refusal as error:
            row.explain(str(error))
        else:
            row.accept(self._choices.value(name))

    def _kept(self, row: PreferenceRow, value: Value, written: Written | None) -> None:
        row.accept(checked(PREFERENCES.field(row.name), value))
        if written is not None:
            self._desk.notify(written.label, undo=True)

    def _read(self) -> None:
        if self._desk.workspace is None:
            self._show()
            return
        self._desk.read(lambda office: office.rules.habits, self._take, owner=self)

    def _take(self, habits: Habits) -> None:
        self._habits = habits
        self._show()

    def _show(self) -> None:
        open_one = self._desk.workspace is not None
        for name, row in self.rows.items():
            if row.scope is Scope.WORKSPACE:
                row.allow(self._why_not() if self._desk.read_only else "")
            row.show_value(chosen(self._desk.settings, name, self._habits if open_one else None))

    def _why_not(self) -> str:
        return self._desk.why_read_only or _("No workspace is open: this is kept in one.")


def _of_office(name: str, value: Value, office: Office) -> Changes:
    return keep_office(office, name, value)
