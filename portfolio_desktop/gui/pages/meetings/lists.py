# SPDX-License-Identifier: Apache-2.0
"""The ledger of decisions with its filters, and all actions by person."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.meetings.rows import action_row, decision_row, push
from portfolio_desktop.gui.pages.meetings.saving import save_action_days, save_action_list
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, allow, reveal
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.governance.actions import ActionLine, Share, actions, by_person, finish
from portfolio_desktop.services.governance.ledger import Ledger, ledger

_SHOWN, _EACH = 300, 25
"""Rows that are drawn of a list, and of each person's where everybody's stand below one another."""
_PEOPLE = 40


class LedgerView(Body):
    """`decision_wanted` carries the id of the decision to be shown whole."""

    decision_wanted = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._board: Id | None = None
        self._year: int | None = None
        self._due = False
        Fresh(self, desk, self._load)

    def narrow(self, *, board: str | None = None, year: int | None = None, due: bool = False) -> None:
        """Show the decisions of a board, of a year, those due for another look."""
        self._board, self._year, self._due = Id(board) if board else None, year, due
        self._load()

    def _load(self) -> None:
        board, year, due = self._board, self._year, self._due
        self._desk.read(
            lambda office: ledger(office, board=board, year=year, due=due), self.show_ledger, owner=self
        )

    def show_ledger(self, found: Ledger) -> None:
        """Draw the decisions in place of what is there."""
        above = self.verticalScrollBar().value()
        self.clear()
        self.column.addLayout(self._filters(found))
        card = Card(_("Decisions"))
        card.header.set_count(len(found.lines))
        for line in found.lines[:_SHOWN]:
            wanted = str(line.id)
            card.column.addWidget(decision_row(line, partial(self.decision_wanted.emit, wanted)))
        if not found.lines:
            narrowed = self._board or self._year or self._due
            card.say(_("Nothing here answers to that.") if narrowed else _("No decision is recorded yet."))
        if len(found.lines) > _SHOWN:
            card.say(_("The first {n} are shown; the register has them all.").format(n=_SHOWN))
        self.column.addWidget(card)
        self.column.addStretch(1)
        reveal(self.column)
        self.verticalScrollBar().setValue(above)

    def _filters(self, found: Ledger) -> QHBoxLayout:
        boards = _combo(
            _("Board"), _("All boards"), [(str(id), f"{name} ({n})") for id, name, n in found.boards]
        )
        boards.setCurrentIndex(max(0, boards.findData(str(self._board or ""))))
        boards.activated.connect(
            lambda: self.narrow(board=boards.currentData(), year=self._year, due=self._due)
        )
        years = _combo(_("Year"), _("All years"), [(str(year), f"{year} ({n})") for year, n in found.years])
        years.setCurrentIndex(max(0, years.findData(str(self._year or ""))))
        years.activated.connect(
            lambda: self.narrow(
                board=self._board,
                year=int(years.currentData()) if years.currentData() else None,
                due=self._due,
            )
        )
        due = QCheckBox(_("Overdue, or to be looked at again ({n})").format(n=found.due))
        due.setChecked(self._due)
        due.toggled.connect(lambda on: self.narrow(board=self._board, year=self._year, due=on))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for part in (boards, years, due):
            row.addWidget(part)
        row.addStretch(1)
        return row


class ActionsView(Body):
    """All that is open, by person, what is late first; or one person's."""

    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._owner = ""
        self._lines: tuple[ActionLine, ...] = ()
        Fresh(self, desk, self._load)

    def show_owner(self, owner: str) -> None:
        """Show one person's actions; everybody's without an id."""
        self._owner = owner
        self.show_lines(self._lines)

    def _load(self) -> None:
        self._desk.read(actions, self.show_lines, owner=self)

    def show_lines(self, lines: tuple[ActionLine, ...]) -> None:
        """Draw the actions in place of what is there."""
        above = self.verticalScrollBar().value()
        self._lines = lines
        shares = by_person(lines)
        if self._owner not in {_key(share) for share in shares}:
            self._owner = ""
        self.clear()
        self.column.addLayout(self._bar(shares))
        shown = [share for share in shares if not self._owner or _key(share) == self._owner]
        for share in shown[:_PEOPLE]:
            self.column.addWidget(self._card(share))
        if len(shown) > _PEOPLE:
            said = _("The first {n} people are shown. Choose a person above to see the others.")
            self.column.addWidget(Label(said.format(n=_PEOPLE), ink="muted"))
        if not lines:
            empty = Card(_("Actions"))
            empty.say(_("Nothing is open. Actions are agreed in meetings, or added in their register."))
            self.column.addWidget(empty)
        self.column.addStretch(1)
        reveal(self.column)
        self.verticalScrollBar().setValue(above)

    def _bar(self, shares: tuple[Share, ...]) -> QHBoxLayout:
        people = _combo(
            _("Owner"),
            _("Everybody"),
            [(_key(share), f"{share.name} ({len(share.lines)})") for share in shares],
        )
        people.setCurrentIndex(max(0, people.findData(self._owner)))
        people.activated.connect(lambda: self.show_owner(people.currentData()))
        late = sum(share.late for share in shares)
        said = _("{n} open, {late} late").format(n=len(self._lines), late=late)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(people)
        row.addWidget(Label(said, ink="danger" if late else "muted"))
        row.addStretch(1)
        row.addWidget(
            push(_("Save as PDF…"), lambda: save_action_list(self._desk, self, *self._chosen(shares)))
        )
        row.addWidget(
            push(_("Calendar file…"), lambda: save_action_days(self._desk, self, *self._chosen(shares)))
        )
        return row

    def _chosen(self, shares: tuple[Share, ...]) -> tuple[tuple[ActionLine, ...], str]:
        """What is shown, and whose it is."""
        for share in shares:
            if self._owner and _key(share) == self._owner:
                return share.lines, share.name
        return self._lines, ""

    def _card(self, share: Share) -> Card:
        card = Card(share.name)
        card.header.set_count(len(share.lines))
        most = _SHOWN if self._owner else _EACH
        for line in share.lines[:most]:
            row = QHBoxLayout()
            row.setSpacing(GAP_SMALL)
            row.addWidget(
                action_row(line, partial(self.open_requested.emit, "action", str(line.id)), owner=False),
                1,
            )
            row.addWidget(self._done(line))
            card.column.addLayout(row)
        if len(share.lines) > most:
            said = _("The first {n} are shown; the PDF and the register have them all.")
            card.say(said.format(n=most))
        return card

    def _done(self, line: ActionLine) -> QPushButton:
        button = push(_("Done"), lambda: self._finish(line))
        button.setAccessibleName(_("{code} is done").format(code=line.code or line.title))
        allow(self._desk, button)
        return button

    def _finish(self, line: ActionLine) -> None:
        id = line.id
        self._desk.write(
            lambda office: finish(office, id),
            lambda written: self._desk.notify(written.label, undo=True) if written else None,
            owner=self,
        )


def _combo(name: str, everything: str, choices: list[tuple[str, str]]) -> QComboBox:
    combo = ListBox()
    combo.setAccessibleName(name)
    combo.addItem(everything, "")
    for key, said in choices:
        combo.addItem(said, key)
    return combo


def _key(share: Share) -> str:
    return str(share.owner) if share.owner else "nobody"
