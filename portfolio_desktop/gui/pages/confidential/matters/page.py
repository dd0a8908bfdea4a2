# SPDX-License-Identifier: Apache-2.0
"""One matter: its way, what is next and by when, what to watch, the plan with its reviews, and every step on record."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.gui.pages.confidential.matters.bar import SHORT, StageBar
from portfolio_desktop.gui.pages.confidential.matters.steps import (
    REVIEW,
    REVIEWS,
    STEP,
    ReviewDialog,
    ReviewsDialog,
    StepDialog,
)
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.rows import DAY, act, fill
from portfolio_desktop.gui.pages.confidential.writing.asking import label_in
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.confidential.writing.sheet import Sheet
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.people.concerns import Matter, matter, outcome_words
from portfolio_desktop.services.people.known import code, day
from portfolio_desktop.services.people.people_file import PeopleFile

_KINDS = {
    "capability": N_(
        "Capability: somebody cannot yet do it. Help, a plan and time come before anything formal."
    ),
    "conduct": N_(
        "Conduct: somebody would not, or did what must not be done. The facts come before anything else."
    ),
    "grievance": N_("Grievance: raised by the person. Hear them, without whoever it is about deciding it."),
}
_NOTHING = N_("Nothing more is to be done.")


class MatterView(QWidget):
    """Follows every write. `opened` carries the entity and the id of a record to look at."""

    opened = Signal(str, str)
    gone = Signal()
    """What was shown is not there any more: erased, deleted, or its making undone."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Matter"))
        self._people = people
        self._id: Id | None = None
        self._shown: Matter | None = None
        self._resumed = ""
        self._title, self._kind = Label("", step=5, bold=True, wrap=True), Label("", ink="muted", wrap=True)
        self._outcome = Label("", bold=True, wrap=True)
        self.bar = StageBar()
        self._next = Label("", step=1, wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GAP_SMALL)
        self._watch = QVBoxLayout()
        self._watch.setSpacing(GAP_TINY)
        self.sheet = Sheet(people, self, "concern")
        self._steps, self._reviews = Card(_("On record")), Card(_("Reviews of the plan"))
        self._plan_reviews = act(self._reviews, _("Plan reviews…"), self._ask_reviews)
        self._lay_out()
        Fresh(self, people, self.load)

    @property
    def matter(self) -> Id | None:
        """Which it is."""
        return self._id

    @property
    def person(self) -> Id | None:
        """Whose matter it is, once it has been read."""
        return Id(str(self._shown.record.subject_id)) if self._shown else None

    @property
    def called(self) -> str:
        """What that person is called."""
        return self._shown.name if self._shown else ""

    def show_matter(self, id: Id) -> None:
        """Another matter."""
        self.sheet.commit()
        self._id = id
        self.load()

    def load(self) -> None:
        """Read it again."""
        id = self._id
        if id is not None and self._people.unlocked:

            def read(file: PeopleFile) -> tuple[Matter, str]:
                found = matter(file, id)
                return found, outcome_words(file, found.record)

            self._people.people(read, self._show, owner=self, failed=lambda _error: self.gone.emit())

    def resume(self, kind: str, about: str) -> None:
        """Open again what was being filled in when the file locked."""
        if self._shown is None:
            self._resumed = kind
        elif kind.startswith(STEP):
            self._step(kind.removeprefix(STEP))
        elif kind == REVIEWS:
            self._ask_reviews()
        elif kind == REVIEW:
            for review in self._shown.reviews:
                if review.id == about:
                    self._hold(review)

    def _show(self, both: tuple[Matter, str]) -> None:
        found, outcome = both
        self._shown = found
        record = found.record
        self._title.setText(f"{found.name}: {record.title}")
        self._kind.setText(_(_KINDS.get(code(record.kind), "")))
        self._outcome.setText(outcome)
        self._outcome.setHidden(not outcome)
        self.bar.show_trail(found.trail)
        self._next.setText(_next_words(found))
        self._show_buttons(found)
        clear(self._watch)
        for sentence in found.watch:
            self._watch.addLayout(_watched(sentence))
        reveal(self._watch)
        self.sheet.show_record(record, {})
        plan = code(record.kind) == "capability" or bool(found.reviews) or bool(record.improvement)
        self._plan_card.setVisible(plan)
        self._reviews.setVisible(plan)
        told = _("None planned. A plan without a day to look at it is a wish.")
        fill(self._reviews, [self._review(one) for one in found.reviews], told)
        fill(self._steps, [self._record(step) for step in reversed(found.steps)], "")
        if self._resumed:
            kind, self._resumed = self._resumed, ""
            self.resume(kind, "")

    def _lay_out(self) -> None:
        body = Body()
        head = QVBoxLayout()
        head.setSpacing(GAP_TINY)
        for widget in (self._title, self._kind, self._outcome):
            head.addWidget(widget)
        body.column.addLayout(head)
        way = Card(_("Where it stands"))
        way.column.setSpacing(GAP)
        way.column.addWidget(self.bar)
        way.column.addWidget(Rule())
        way.column.addWidget(self._next)
        way.column.addLayout(self._buttons)
        way.column.addLayout(self._watch)
        body.column.addWidget(way)
        about = Card(_("What it is about"))
        about.column.setSpacing(GAP)
        about.column.addWidget(self.sheet.words("what", fewest=4))
        about.column.addWidget(self.sheet.words("cause", hint=_("Health goes into its own note.")))
        self._plan_card = Card(_("Support and improvement"))
        self._plan_card.column.setSpacing(GAP)
        hint = _("Time, training, somebody to ask, fewer tasks meanwhile.")
        self._plan_card.column.addWidget(self.sheet.words("support", hint=hint))
        hint = _("What has to be better, how both will see it, and by when.")
        self._plan_card.column.addWidget(self.sheet.words("improvement", hint=hint))
        dates = Card(_("Dates"))
        dates.column.addWidget(self.sheet.fields("next_on", "warning_until", "appeal_by"))
        body.column.addWidget(
            Beside((self._plan_card, about), (self._reviews, self._steps, dates), shares=(1, 1))
        )
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def _show_buttons(self, found: Matter) -> None:
        clear(self._buttons)
        reviewing = _review_next(found) is not None
        coming = next((one for one in found.reviews if day(one.held_on) is None), None)
        if reviewing and coming is not None:
            hold = QPushButton(_("Hold the review…"))
            hold.setProperty("primary", True)
            hold.setAutoDefault(True)
            hold.clicked.connect(lambda: self._hold(coming))
            self._buttons.addWidget(hold)
        for place, stage in enumerate(found.next):
            closing = stage == "closed"
            button = QPushButton(_("Close it…") if closing else f"{self._stage(stage)}…")
            button.setProperty("primary", place == 0 and not closing and not reviewing)
            button.setProperty("flat", closing)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _on=False, stage=stage: self._step(stage))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        reveal(self._buttons)

    def _step(self, stage: str) -> None:
        if self._shown is not None:
            StepDialog(self._people, self, self._shown, stage).open()

    def _ask_reviews(self) -> None:
        if self._shown is not None:
            ReviewsDialog(self._people, self, self._shown).open()

    def _hold(self, review: Record) -> None:
        ReviewDialog(self._people, self, review).open()

    def _review(self, one: Record) -> QWidget:
        due, held = day(one["due"]), day(one["held_on"])
        when = format_date(due) if due else _("No date")
        if held is None:
            row = RowButton(f"{when}", partial(self._hold, one), height=36)
            late = due is not None and self._shown is not None and due < self._shown.today
            row.put(words(when, ink="danger" if late else "text"), width=DAY)
            row.put(words(_("late, hold it…") if late else _("to come"), ink="muted"), 1)
            return row
        result = label_in(self._people.catalogue, "concern.review", _code(one["result"]))
        row = RowButton(f"{when}, {result}", partial(self.opened.emit, "concern_review", one.id), height=44)
        row.put(words(format_date(held), ink="muted"), width=DAY)
        return row.put(two_lines(result, str(one["words"] or "")), 1)

    def _record(self, step: Record) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
        column.setSpacing(GAP_TINY)
        on = day(step["on"])
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(Label(_(SHORT.get(_code(step["stage"]), "")), bold=True))
        head.addStretch(1)
        head.addWidget(Label(format_date(on) if on else "", ink="muted"))
        column.addLayout(head)
        for sentence in _told(step, self._stage(_code(step["stage"]))):
            column.addWidget(Label(sentence, wrap=True))
        column.addWidget(Rule())
        return holder

    def _stage(self, stage: str) -> str:
        return label_in(self._people.catalogue, "concern.stage", stage)


def _next_words(found: Matter) -> str:
    """What is next and by when; whose day it is, and that it is only the usual one where nobody entered another."""
    following = [stage for stage in found.next if stage != "closed"]
    if (review := _review_next(found)) is not None:
        said = (
            _("Next: the review of {day}")
            if review >= found.today
            else _("Next: the review that was due on {day}")
        )
        return said.format(day=format_date(review))
    if not found.next:
        return _(_NOTHING)
    what = _(SHORT[following[0]]) if following else _(SHORT["closed"])
    if found.next_by is None:
        return _("Next: {what}").format(what=what)
    late = found.next_by < found.today
    words = _("Next: {what}, was due by {day}") if late else _("Next: {what}, by {day}")
    said = words.format(what=what, day=format_date(found.next_by))
    usual = _("The day is the usual one; enter your own procedure's below.")
    return f"{said}. {usual}" if found.usual else said


def _review_next(found: Matter) -> date | None:
    """The day of the next review, where a plan is under way: nothing else comes before it."""
    return day(found.record.review_on) if code(found.record.stage) == "plan" else None


def _watched(sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    row.addWidget(IconPicture("bell", 16, "muted"))
    row.addWidget(Label(sentence, wrap=True), 1)
    return row


def _told(step: Record, stage: str) -> Iterator[str]:
    """What is on record of a step, a sentence each."""
    for label, said in (
        ("{words}", step["title"] if step["title"] != stage else ""),
        (_("Present: {words}"), step["present"]),
        (_("Companion: {words}"), step["companion"]),
        ("{words}", step["words"]),
        (_("Left out before it, because: {words}"), step["skipped"]),
    ):
        if said:
            yield label.replace("{words}", str(said))


def _code(value: Value) -> str:
    return value if isinstance(value, str) else ""
