# SPDX-License-Identifier: Apache-2.0
"""A coaching session by goal, reality, options and will: four places to write in, in whatever order the talk goes."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing, Option
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.confidential.writing.sheet import Sheet
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, two_lines
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.known import day, whole
from portfolio_desktop.services.people.learning import coaching
from portfolio_desktop.services.people.learning.coaching import GROW, Session
from portfolio_desktop.storage.changes import Written

_TITLES = {
    "goal": N_("Goal"),
    "reality": N_("Reality"),
    "options": N_("Options"),
    "will": N_("Will"),
}
_COMPASS = N_("A compass, not an order: begin where the other begins. Ctrl+Enter goes on to the next part.")
_NOTED = N_("The journal says that it took place, and not what was said.")


class CoachingView(QWidget):
    """Follows every write. `opened` carries the entity and the id of a record to look at."""

    opened = Signal(str, str)
    gone = Signal()
    """What was shown is not there any more: erased, deleted, or its making undone."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Coaching session"))
        self._people = people
        self._id: Id | None = None
        self._shown: Session | None = None
        self._title, self._about = Label("", step=5, bold=True, wrap=True), Label("", ink="muted", wrap=True)
        self._note, self._problem = (
            QPushButton(_("Note it in the journal")),
            Label("", ink="danger", wrap=True),
        )
        self._note.clicked.connect(self._note_it)
        self._problem.hide()
        self.sheet = Sheet(people, self, "coaching_session")
        self.confidence = Choosing(
            _("Confidence that it will be done"),
            [Option(number, str(number)) for number in range(1, 11)],
            None,
        )
        self.confidence.changed.connect(lambda value: self.sheet.put({"confidence": value}))
        self._asked = QVBoxLayout()
        self._before = Card(_("Last time"))
        self._lay_out()
        Fresh(self, people, self.load)

    @property
    def session(self) -> Id | None:
        """Which session it is."""
        return self._id

    @property
    def person(self) -> Id | None:
        """With whom, once it has been read."""
        return Id(str(self._shown.record.subject_id)) if self._shown else None

    @property
    def called(self) -> str:
        """What that person is called."""
        return self._shown.name if self._shown else ""

    def show_session(self, id: Id) -> None:
        """Another session."""
        self.sheet.commit()
        self._id = id
        self.load()

    def load(self) -> None:
        """Read it again."""
        id = self._id
        if id is not None and self._people.unlocked:
            self._people.people(
                lambda file: coaching.session(file, id),
                self._show,
                owner=self,
                failed=lambda _error: self.gone.emit(),
            )

    def _show(self, found: Session) -> None:
        if found.record.id != self._id:
            return
        self._shown = found
        held = day(found.record.on)
        self._title.setText(found.name)
        self._about.setText(_("Coaching, {day}").format(day=format_date(held)) if held else _("Coaching"))
        self.sheet.show_record(found.record, {})
        self.confidence.show_value(whole(found.record.confidence))
        self._note.setVisible(not found.noted)
        self._noted.setHidden(not found.noted)
        clear(self._asked)
        for question in found.open:
            self._asked.addWidget(Label(question, ink="muted", wrap=True))
        if not found.open:
            self._asked.addWidget(
                Label(_("Nothing. All four parts have their words."), ink="muted", wrap=True)
            )
        reveal(self._asked)
        self._show_before(found)

    def _show_before(self, found: Session) -> None:
        """What was to be done after the last one, to begin with."""
        before = found.before
        self._before.setHidden(before is None)
        if before is None:
            return
        clear(self._before.column)
        held = day(before.on)
        row = RowButton(
            str(before.title), partial(self.opened.emit, "coaching_session", before.id), height=44
        )
        row.put(two_lines(before.goal or before.title or "", format_date(held) if held else ""), 1)
        self._before.column.addWidget(row)
        if before.will:
            self._before.column.addWidget(Label(_("What was to be done"), ink="muted"))
            self._before.column.addWidget(Label(before.will, wrap=True))
        reveal(self._before.column)

    def _lay_out(self) -> None:
        body = Body()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._about)
        self._noted = Label(_(_NOTED), ink="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(said, 1)
        head.addWidget(self._note)
        body.column.addLayout(head)
        body.column.addWidget(self._problem)
        body.column.addWidget(self._noted)
        body.column.addWidget(Label(_(_COMPASS), ink="muted", wrap=True))
        goal, reality, options, will = (self._part(name) for name in GROW)
        body.column.addWidget(Beside((goal,), (reality,), room=360))
        body.column.addWidget(Beside((options,), (will,), room=360))
        sure = Card(_("Confidence, 1 to 10"))
        sure.column.setSpacing(GAP_SMALL)
        sure.column.addWidget(self.confidence)
        dates = Card(_("Dates"))
        dates.column.addWidget(self.sheet.fields("title", "on", "next_on"))
        asked = Card(_("Still open"))
        self._asked.setSpacing(GAP)
        asked.column.addLayout(self._asked)
        body.column.addWidget(Beside((sure, dates), (asked, self._before), room=360))
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.setFocusProxy(self.sheet.edit("goal"))

    def _part(self, name: str) -> Card:
        card = Card(_(_TITLES[name]))
        card.column.addWidget(self.sheet.words(name, title=_(GROW[name]), fewest=5))
        return card

    def _note_it(self) -> None:
        self.sheet.commit()
        id = self._id
        if id is None:
            return

        def told(written: Written | None) -> None:
            self._explain("")
            self.load()
            if written is not None:
                self._people.notify(written.label, undo=True)

        self._people.change(
            lambda file: coaching.note(file, id),
            told,
            owner=self,
            failed=lambda error: self._explain(str(error)),
        )

    def _explain(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)
