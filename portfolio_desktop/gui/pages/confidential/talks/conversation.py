# SPDX-License-Identifier: Apache-2.0
"""A conversation, before, while and after it is held: the agenda, what was said in its four parts, what was promised."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing, of_levels
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.rows import DAY, act, fill
from portfolio_desktop.gui.pages.confidential.talks.promising import PromiseLine
from portfolio_desktop.gui.pages.confidential.writing.asking import ask, day_edit, picked, write
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.confidential.writing.sheet import Sheet
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services import records
from portfolio_desktop.services.people import conversations
from portfolio_desktop.services.people.conversations import BLOCKS, OpenPromise
from portfolio_desktop.services.people.forms import Level
from portfolio_desktop.services.people.known import day, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views.talk import OneTalk, Promising, one_talk
from portfolio_desktop.storage.changes import Changes, Create, Written

_HINTS = {
    "expectations": N_("What is expected now, and has anything changed?"),
    "progress": N_("What went forward since last time, and what shows it?"),
    "performance": N_("What went well, what has to be different, and how?"),
    "development": N_("What is to be learned next, and what helps?"),
}
_NEXT_IN = timedelta(weeks=2)


class TalkView(QWidget):
    """Follows every write. `opened` carries the entity and the id of a record to look at."""

    opened = Signal(str, str)
    gone = Signal()
    """What was shown is not there any more: erased, deleted, or its making undone."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Conversation"))
        self._people = people
        self._id: Id | None = None
        self._shown: OneTalk | None = None
        self._rungs: tuple[Level, ...] = ()
        self._level: Choosing | None = None
        self._title, self._when = Label("", step=5, bold=True, wrap=True), Label("", ink="muted", wrap=True)
        self._held, self._next = QPushButton(), QPushButton(_("Plan the next one…"))
        self._held.clicked.connect(self._hold)
        self._next.clicked.connect(self._plan)
        self.sheet = Sheet(people, self, "conversation")
        self._agenda, self._said = Card(_("Agenda")), Card(_("What was said"))
        self._open_points = act(self._agenda, "", self._prepare)
        self._levels = QVBoxLayout()
        self._promises, self._earlier = Card(_("Promised here")), Card(_("Open from before"))
        self.line = PromiseLine(people)
        self.line.entered.connect(self._promise)
        self._promised_rows = QVBoxLayout()
        self._promises.column.addWidget(self.line)
        self._promises.column.addLayout(self._promised_rows)
        self._before = Card(_("Last time"))
        self._lay_out()
        Fresh(self, people, self.load)

    @property
    def person(self) -> Id | None:
        """With whom, once it has been read."""
        return Id(str(self._shown.record.subject_id)) if self._shown else None

    @property
    def called(self) -> str:
        """What that person is called."""
        return self._shown.name if self._shown else ""

    @property
    def talk(self) -> Id | None:
        """Which conversation it is."""
        return self._id

    def show_talk(self, id: Id) -> None:
        """Another conversation."""
        self.sheet.commit()
        self._id = id
        self.line.write_in(id)
        self.load()

    def load(self) -> None:
        """Read it again."""
        id = self._id
        if id is not None and self._people.unlocked:
            self._people.people(
                lambda file: one_talk(file, id),
                self._show,
                owner=self,
                failed=lambda _error: self.gone.emit(),
            )

    def _show(self, found: OneTalk) -> None:
        if found.record.id != self._id:
            return
        self._shown = found
        record, held = found.record, day(found.record.held_on)
        planned = day(record.planned_on)
        self._title.setText(f"{found.name}: {record.title}")
        self._when.setText(_when(held, planned, found.today))
        self._held.setText(_("Not held after all") if held else _("It was held…"))
        self._held.setProperty("primary", held is None)
        self._held.style().polish(self._held)
        self._next.setVisible(held is not None)
        self.sheet.show_record(record, {})
        count = len(found.missing)
        self._open_points.setHidden(not count)
        text = ngettext("Put in {count} open point", "Put in {count} open points", count)
        self._open_points.setText(text.format(count=count))
        self._open_points.setToolTip("\n".join(found.missing))
        self._show_level(found)
        self.line.offer(found.both, found.today)
        self._promises.header.set_count(len(found.promised))
        clear(self._promised_rows)
        for one in found.promised:
            self._promised_rows.addWidget(self._promised(one))
        reveal(self._promised_rows)
        self._earlier.setHidden(not found.earlier)
        fill(self._earlier, [self._open_promise(one) for one in found.earlier], "")
        self._show_before(found)

    def _show_level(self, found: OneTalk) -> None:
        """A level as it stands, where the appraisal that the conversation belongs to has a scale."""
        if found.levels != self._rungs or self._level is None:
            self._rungs = found.levels
            clear(self._levels)
            self._level = None
            if found.levels:
                self._level = Choosing(_("Level as it stands"), of_levels(found.levels), None)
                self._level.changed.connect(lambda value: self.sheet.put({"level": value}))
                self._levels.addWidget(Label(_("Level as it stands, if you say one"), bold=True))
                self._levels.addWidget(self._level)
            reveal(self._levels)
        if self._level is not None:
            self._level.show_value(whole(found.record.level))

    def _show_before(self, found: OneTalk) -> None:
        """What was said the last time, to go on from."""
        before = found.before
        self._before.setHidden(before is None)
        if before is None:
            return
        clear(self._before.column)
        held = day(before.held_on)
        row = RowButton(str(before.title), partial(self.opened.emit, "conversation", before.id), height=36)
        row.put(words(before.title or "", bold=True), 1)
        self._before.column.addWidget(
            row.put(words(format_date(held) if held else "", ink="muted", right=True), width=DAY)
        )
        for block in BLOCKS:
            said = str(getattr(before, block) or "")
            if said:
                field = self._people.catalogue.entity("conversation").field(block)
                self._before.column.addWidget(Label(_(field.label), ink="muted"))
                self._before.column.addWidget(Label(said, wrap=True))
        reveal(self._before.column)

    def _lay_out(self) -> None:
        body = Body()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._when)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(said, 1)
        head.addWidget(self._next)
        head.addWidget(self._held)
        body.column.addLayout(head)
        hint = _("A line each. What is open between the two writes itself.")
        self._agenda.column.addWidget(self.sheet.words("agenda", title=_("What to talk about"), hint=hint))
        blocks = [self.sheet.words(name, hint=_(_HINTS[name])) for name in BLOCKS]
        self._said.column.setSpacing(GAP_LARGE)
        self._said.column.addWidget(Beside(blocks[:1], blocks[1:2], room=280))
        self._said.column.addWidget(Beside(blocks[2:3], blocks[3:], room=280))
        self._said.column.addLayout(self._levels)
        when = Card(_("When"))
        when.column.addWidget(self.sheet.fields("title", "kind", "planned_on"))
        body.column.addWidget(
            Beside(
                (self._agenda, self._said, self._private()),
                (self._promises, self._earlier, self._before, when),
                shares=(3, 2),
            )
        )
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.setFocusProxy(self.sheet.edit("agenda"))

    def _private(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("panel", "inset")
        column = QVBoxLayout(frame)
        column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        column.setSpacing(GAP_TINY)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(IconPicture("lock-keyhole", 16, "muted"))
        told = _("For you alone: never part of a copy, whoever is sent one.")
        head.addWidget(Label(told, ink="muted", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(self.sheet.words("private_note"))
        return frame

    def _promised(self, one: Promising) -> QWidget:
        done = _("kept {day}").format(day=format_date(one.done_on)) if one.done_on else ""
        due = format_date(one.due) if one.due else _("No date")
        row = RowButton(f"{one.title}, {one.who}", partial(self.opened.emit, "promise", one.id), height=44)
        row.put(two_lines(one.title, one.who, ink="muted" if one.done_on else "text"), 1)
        row.put(words(done or due, ink="danger" if one.late else "muted", right=True), width=DAY)
        if one.done_on is None:
            row.row.addWidget(self._keeping(one.id, one.title))
        return row

    def _open_promise(self, one: OpenPromise) -> QWidget:
        row = RowButton(f"{one.title}, {one.who}", partial(self.opened.emit, "promise", one.id), height=44)
        row.put(two_lines(one.title, one.who), 1)
        due = format_date(one.due) if one.due else _("No date")
        row.put(words(due, ink="danger" if one.late else "muted", right=True), width=DAY)
        row.row.addWidget(self._keeping(one.id, one.title))
        return row

    def _keeping(self, promise: Id, title: str) -> QPushButton:
        kept = QPushButton(_("Kept"))
        kept.setProperty("flat", True)
        kept.setAccessibleName(_("Kept: {title}").replace("{title}", title))
        kept.clicked.connect(lambda: self._do(lambda file: conversations.keep(file, [promise])))
        return kept

    def _promise(self, promised: conversations.Promised) -> None:
        id = self._id
        if id is not None:
            self._people.change(
                lambda file: conversations.promise(file, id, promised),
                lambda _written: self.line.begin(),
                owner=self,
                failed=lambda error: self.line.explain(str(error)),
            )

    def _prepare(self) -> None:
        self.sheet.commit()
        id = self._id
        if id is not None:
            self._do(lambda file: conversations.prepare(file, id))

    def _hold(self) -> None:
        self.sheet.commit()
        id, found = self._id, self._shown
        if id is None or found is None:
            return
        if day(found.record.held_on) is not None:
            self._do(lambda file: records.change(file, "conversation", id, {"held_on": None}))
        else:
            _HeldDialog(self._people, self, id, found).open()

    def _plan(self) -> None:
        """The next one: that which is planned, else a new one, its agenda filled with what is open."""
        found, made = self._shown, list[Id]()
        if found is None:
            return
        if found.after is not None:
            self.opened.emit("conversation", found.after.id)
            return
        person, on = Id(str(found.record.subject_id)), found.today + _NEXT_IN

        def make(file: PeopleFile) -> Changes:
            changes = conversations.plan(file, person, on)
            made.extend(item.record for item in changes if isinstance(item, Create))
            return changes

        self._people.change(make, lambda _written: self.opened.emit("conversation", made[0]), owner=self)

    def _do(self, make: Callable[[PeopleFile], Changes]) -> None:
        def told(written: Written | None) -> None:
            if written is not None:
                self._people.notify(written.label, undo=True)

        self._people.change(make, told, owner=self)


class _HeldDialog(Dialog):
    """On which day it was held. What is written can still be changed afterwards."""

    def __init__(self, people: PeopleDesk, over: QWidget, id: Id, found: OneTalk) -> None:
        super().__init__(over, _("It was held"), _("Record it"))
        self._people, self._id = people, id
        planned = day(found.record.planned_on)
        self._on = day_edit(min(planned or found.today, found.today))
        self._on.setMaximumDate(day_edit(found.today).date())
        ask(self, ((_("Held on"), self._on),))
        if not found.promised:
            told = _("Nothing was promised in it. If that is so, all the better: a talk needs no homework.")
            self.column.addWidget(Label(told, ink="muted", wrap=True))
        self.finish_layout()

    def agree(self) -> None:
        id, on = self._id, picked(self._on)
        write(self, self._people, lambda file: conversations.hold(file, id, {}, on=on))


def _when(held: date | None, planned: date | None, today: date) -> str:
    if held is not None:
        return _("Held on {day}").format(day=format_date(held))
    if planned is None:
        return _("Not planned for a day yet")
    text = _("Was planned for {day}") if planned < today else _("Planned for {day}")
    return text.format(day=format_date(planned))
