# SPDX-License-Identifier: Apache-2.0
"""What somebody has handed to others, what others have handed to them, and the support that is asked of them."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import one_line, shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.capacity.delegated import (
    WANTS,
    Delegated,
    Handed,
    Wants,
    delegated,
    delegating,
    person_called,
)
from portfolio_desktop.services.office import Office

_OTHER, _WANTS, _DUE = 170, 190, 110
_LOUD = {
    Wants.ANSWER: "accent",
    Wants.LATE: "danger",
    Wants.SUPPORT: "danger",
    Wants.BACK: "danger",
    Wants.TAKING: "accent",
}


_MINE = (N_("Handed to me"), N_("Handed to others by me"), N_("Support asked of me"))
_THEIRS = (N_("Handed to them"), N_("Handed to others"), N_("Support asked of them"))
_NOTHING = (N_("Nothing."), N_("Nothing."), N_("Nobody asks for support."))


class _Found(NamedTuple):
    """Who has to do with packages, who of them is shown, whether that is who works here, and their packages."""

    there: tuple[tuple[Id, str], ...]
    who: str
    own: bool
    lines: Delegated | None


class DelegatedTab(QWidget):
    """`wanted` carries the id of the package whose acts are to be shown."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.people = ListBox()
        self.people.setAccessibleName(_("Whose work packages"))
        self.people.setMinimumWidth(260)
        self.said = Label(ink="muted")
        self.body = Body(widest=1180)
        self._lay_out()
        self.people.activated.connect(lambda _place: self.load())
        Fresh(self, desk, self.load)

    @property
    def person(self) -> str:
        """The id of whose packages are shown."""
        return str(self.people.currentData() or "")

    def load(self) -> None:
        """Read again. Whoever was chosen stays; at first it is who works at this laptop."""
        chosen, author = self.person, self._desk.settings.author

        def read(office: Office) -> _Found:
            there = delegating(office)
            known = {id for id, _name in there}
            own = person_called(office, author)
            who = chosen if chosen in known else own if own in known else there[0][0] if there else ""
            return _Found(there, who or "", who == own, delegated(office, Id(who)) if who else None)

        self._desk.read(read, self._show, owner=self)

    def _show(self, found: "_Found") -> None:
        there, who, own, lines = found
        self.people.clear()
        for id, name in there:
            self.people.addItem(shorten(visible_bidi(one_line(name)), 60), id)
        self.people.setCurrentIndex(max(0, self.people.findData(who)))
        self.people.setEnabled(bool(there))
        above = self.body.verticalScrollBar().value()
        self.body.clear()
        if lines is None:
            self.said.setText("")
            card = Card(_("Delegation"))
            card.say(_("No work package is open. Make one in the register of work packages, then offer it."))
            self.body.column.addWidget(card)
        else:
            self.said.setText(
                _("{count} want something now").format(count=f"{lines.pressing:,}")
                if lines.pressing
                else _("Nothing waits.")
            )
            titles = _MINE if own else _THEIRS
            parts = zip(titles, (lines.to_them, lines.by_them, lines.support), _NOTHING, strict=True)
            for title, each, nothing in parts:
                self.body.column.addWidget(self._card(_(title), each, _(nothing)))
        self.body.column.addStretch(1)
        self.body.verticalScrollBar().setValue(above)

    def _card(self, title: str, lines: tuple[Handed, ...], nothing: str) -> Card:
        card = Card(title)
        card.header.set_count(len(lines))
        for each in lines:
            card.column.addWidget(self._row(each))
        if not lines:
            card.say(nothing)
        return card

    def _row(self, each: Handed) -> RowButton:
        wants = _(WANTS[each.wants])
        due = _("due {day}").format(day=format_date(each.due)) if each.due else ""
        said = ". ".join(filter(None, (each.name, each.other, wants, each.words, due)))
        row = RowButton(said, partial(self.wanted.emit, each.id), height=44)
        row.setToolTip(visible_bidi(one_line(each.words)))
        row.put(two_lines(visible_bidi(one_line(each.name)), visible_bidi(one_line(each.words))), 1)
        row.put(words(visible_bidi(each.other), ink="muted"), width=_OTHER)
        loud = _LOUD.get(each.wants, "muted")
        row.put(words(wants, ink=loud, bold=each.wants in _LOUD), width=_WANTS)
        return row.put(words(due, ink="muted", right=True), width=_DUE)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        bar.setSpacing(GAP_SMALL)
        bar.addWidget(Label(_("Work packages of"), ink="muted"))
        bar.addWidget(self.people)
        bar.addWidget(self.said)
        bar.addStretch(1)
        self.body.column.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.body, 1)
