# SPDX-License-Identifier: Apache-2.0
"""One line for what somebody promises: what, who of the two, and by when. Enter puts it down."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.asking import day_edit, picked
from portfolio_desktop.gui.pages.confidential.writing.draft import Drafting
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.conversations import Promised

_USUAL = timedelta(weeks=2)


class PromiseLine(QWidget):
    """`entered` carries the promise. What stands there when the file locks stands there again afterwards."""

    entered = Signal(object)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self._people = people
        self._drafting: Drafting | None = None
        self._both: Sequence[tuple[Id, str]] = ()
        self.what, self._who = QLineEdit(), ListBox()
        self.what.setPlaceholderText(_("What one of the two will do"))
        self.what.setAccessibleName(_("A promise"))
        self._who.setAccessibleName(_("Who promises it"))
        self._by = day_edit(people.beside.today + _USUAL, past=False)
        self._by.setAccessibleName(_("By when"))
        add = QPushButton(_("Add"))
        add.setAccessibleName(_("Add the promise"))
        add.clicked.connect(self._enter)
        self.what.returnPressed.connect(self._enter)
        self._problem = Label("", ink="danger", wrap=True)
        self._problem.hide()
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._who, 1)
        row.addWidget(self._by)
        row.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP_SMALL)
        column.setSpacing(GAP_TINY)
        column.addWidget(self.what)
        column.addLayout(row)
        column.addWidget(self._problem)

    def write_in(self, conversation: Id) -> None:
        """In which conversation it is promised; a line of another one is kept for that."""
        if self._drafting is not None:
            self._drafting.leave()
            self._drafting.deleteLater()
        self.what.clear()
        self._drafting = Drafting(self._people, self, "promise", conversation, {"what": self.what})

    def offer(self, both: Sequence[tuple[Id, str]], today: date) -> None:
        """Who can promise something."""
        if both != self._both:
            self._both = both
            self._who.clear()
            for id, name in both:
                self._who.addItem(name, id)
            due = today + _USUAL
            self._by.setDate(QDate(due.year, due.month, due.day))

    def begin(self) -> None:
        """It was put down: an empty line for the next."""
        self.explain("")
        self.what.clear()
        if self._drafting is not None:
            self._drafting.forget()
        self.what.setFocus()

    def explain(self, sentence: str) -> None:
        """Why it was not put down."""
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    def _enter(self) -> None:
        who = self._who.currentData()
        if self.what.text().strip() and who is not None:
            self.entered.emit(Promised(self.what.text(), Id(who), picked(self._by)))
