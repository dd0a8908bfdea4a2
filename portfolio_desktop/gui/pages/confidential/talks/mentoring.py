# SPDX-License-Identifier: Apache-2.0
"""Mentoring outside the line: what the two agreed, their sessions with one open to be written in, and the end of it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.rows import DAY, act, fill
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.confidential.writing.sheet import Sheet
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.people.known import day
from portfolio_desktop.services.people.learning import mentoring
from portfolio_desktop.services.people.learning.mentoring import Pair
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create, Written


class MentoringView(QWidget):
    """Follows every write."""

    opened = Signal(str, str)
    gone = Signal()
    """What was shown is not there any more: erased, deleted, or its making undone."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Mentoring outside the line"))
        self._people = people
        self._id: Id | None = None
        self._session: Id | None = None
        self._shown: Pair | None = None
        self._title, self._about = Label("", step=5, bold=True, wrap=True), Label("", ink="muted", wrap=True)
        self._end = QPushButton()
        self._end.clicked.connect(self._end_it)
        self.agreement = Sheet(people, self, "mentoring")
        self.sheet = Sheet(people, self, "mentoring_session")
        self._sessions, self._said = Card(_("Sessions")), Card(_("What was said"))
        self._meet = act(self._sessions, _("Begin a session…"), self._begin)
        self._lay_out()
        Fresh(self, people, self.load)

    @property
    def mentoring(self) -> Id | None:
        """Which agreement it is."""
        return self._id

    @property
    def person(self) -> Id | None:
        """The mentee, once it has been read."""
        return Id(str(self._shown.record.mentee_id)) if self._shown else None

    @property
    def called(self) -> str:
        """What the mentee is called."""
        return self._shown.mentee if self._shown else ""

    def show_mentoring(self, id: Id | None, session: Id | None = None) -> None:
        """Another agreement, with one of its sessions open, the latest where none is named; or that of a session."""
        self.commit()
        self._id, self._session = id, session
        if id is None and session is not None:
            self._people.people(lambda file: mentoring.of_session(file, session), self._found, owner=self)
        self.load()

    def _found(self, id: Id | None) -> None:
        self._id = id
        self.load()

    def commit(self) -> None:
        """Keep what is being typed, now."""
        self.agreement.commit()
        self.sheet.commit()

    def load(self) -> None:
        """Read it again."""
        id = self._id
        if id is not None and self._people.unlocked:
            self._people.people(
                lambda file: mentoring.pair(file, id),
                self._show,
                owner=self,
                failed=lambda _error: self.gone.emit(),
            )

    def _show(self, found: Pair) -> None:
        if found.record.id != self._id:
            return
        self._shown = found
        record = found.record
        starts, ends = day(record.starts), day(record.ends)
        self._title.setText(str(record.title))
        since = _("since {day}").format(day=format_date(starts)) if starts else ""
        until = _("ended {day}").format(day=format_date(ends)) if found.over and ends else ""
        self._about.setText(", ".join(filter(None, (since, until))))
        self._end.setText(_("It goes on") if found.over else _("End it today"))
        self._meet.setEnabled(not found.over)
        self.agreement.show_record(record, {})
        ids = [one.id for one in found.sessions]
        if self._session not in ids:
            self._session = ids[0] if ids else None
        told = _("None yet. What was said stays between the two: note what you want to come back to.")
        fill(self._sessions, [self._row(one) for one in found.sessions], told)
        chosen = next((one for one in found.sessions if one.id == self._session), None)
        self._said.setVisible(chosen is not None)
        if chosen is not None:
            self.sheet.show_record(chosen, {})

    def _lay_out(self) -> None:
        body = Body()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(said, 1)
        head.addWidget(self._end)
        body.column.addLayout(head)
        agreed = Card(_("What the two agreed"))
        agreed.column.setSpacing(GAP)
        hint = _("What the mentee wants to get out of it.")
        agreed.column.addWidget(self.agreement.words("purpose", hint=hint))
        hint = _("What is told to nobody, what may be, and how either ends it.")
        agreed.column.addWidget(self.agreement.words("boundaries", hint=hint))
        agreed.column.addWidget(self.agreement.fields("starts", "ends"))
        self._said.column.setSpacing(GAP)
        self._said.column.addWidget(self.sheet.fields("title", "on"))
        self._said.column.addWidget(self.sheet.words("words", fewest=5))
        self._said.column.addWidget(self.sheet.fields("next_on"))
        body.column.addWidget(Beside((agreed,), (self._sessions, self._said)))
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def _row(self, one: Record) -> QWidget:
        on, coming = day(one["on"]), day(one["next_on"])
        row = RowButton(str(one["title"]), partial(self._choose, one.id))
        row.put(words(format_date(on) if on else _("No date"), ink="muted"), width=DAY)
        row.put(words(str(one["title"]), bold=one.id == self._session), 1)
        said = _("next {day}").format(day=format_date(coming)) if coming else ""
        return row.put(words(said, ink="muted", right=True), width=DAY + 30)

    def _choose(self, session: Id) -> None:
        self.sheet.commit()
        self._session = session
        self.load()

    def _begin(self) -> None:
        id, made = self._id, list[Id]()
        if id is None:
            return

        def make(file: PeopleFile) -> Changes:
            changes = mentoring.meet(file, id)
            made.extend(item.record for item in changes if isinstance(item, Create))
            return changes

        def begun(_written: Written | None) -> None:
            self._session = made[0]
            self.load()

        self._people.change(make, begun, owner=self)

    def _end_it(self) -> None:
        self.commit()
        id, found = self._id, self._shown
        if id is None or found is None:
            return

        def make(file: PeopleFile) -> Changes:
            if found.over:
                return records.change(file, "mentoring", id, {"ends": None})
            return mentoring.end(file, id)

        self._people.change(
            make,
            lambda written: self._people.notify(written.label, undo=True) if written else None,
            owner=self,
        )
