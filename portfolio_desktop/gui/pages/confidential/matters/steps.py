# SPDX-License-Identifier: Apache-2.0
"""What is asked for in a matter: a step or an outcome, the days of reviews, what a review found."""

from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.domain.appraisal.steps import OUTCOMES, next_by, skipped
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.asking import (
    ask,
    choice,
    day_edit,
    label_in,
    picked,
    prose,
    write,
)
from portfolio_desktop.gui.pages.confidential.writing.draft import drafted
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import NumberBox
from portfolio_desktop.services.people.concerns import (
    Matter,
    Step,
    give_outcome,
    hold_review,
    plan_reviews,
    take_step,
)
from portfolio_desktop.services.people.known import code

_WITH_COMPANION = ("invitation", "meeting", "outcome", "appeal")
"""Where the person may have somebody with them, or has to be told so."""

STEP, REVIEWS, REVIEW = "step.", "reviews", "review"
"""What drafts of these are called; the stage follows that of a step."""


class StepDialog(Dialog):
    """A refusal says what the Code expects first; a reason in the last field lets it go on."""

    def __init__(self, people: PeopleDesk, over: QWidget, found: Matter, stage: str) -> None:
        title = label_in(people.catalogue, "concern.stage", stage)
        super().__init__(over, title, _("Put on record"))
        self._people, self._id, self._stage = people, found.record.id, stage
        self.setMinimumWidth(580)
        self._on = day_edit(people.beside.today)
        self._outcome = ListBox()
        for each in OUTCOMES.get(code(found.record.kind), ()):
            self._outcome.addItem(label_in(people.catalogue, "concern.outcome", each), each)
        self._title, self._present, self._companion = QLineEdit(title), QLineEdit(), QLineEdit()
        self._companion.setPlaceholderText(_("who came, or that none was wanted"))
        self._words, self._skipped = prose(people, _("What was said")), QLineEdit()
        usual = next_by(stage, people.beside.today)
        self._next = day_edit(usual or people.beside.today, past=False)
        fields = {
            "on": (_("Date"), self._on),
            "outcome": (_("Outcome"), self._outcome),
            "title": (_("In a few words"), self._title),
            "present": (_("Present"), self._present),
            "companion": (_("Companion"), self._companion),
            "words": (_("What was said"), self._words),
            "next": (_("Next step by"), self._next),
            "skipped": (_("Why a step before it is left out"), self._skipped),
        }
        expected = skipped(code(found.record.kind), stage, {mark.stage for mark in found.trail if mark.on})
        asked = {
            "outcome": stage == "outcome",
            "companion": stage in _WITH_COMPANION,
            "next": usual is not None,
            "skipped": bool(expected) or stage == "outcome",  # which outcome it is may leave one out as well
        }
        self._fields = {name: each for name, each in fields.items() if asked.get(name, True)}
        if expected:
            self.column.addWidget(Label(expected, ink="accent", wrap=True))
        ask(self, tuple(self._fields.values()))
        self.finish_layout()
        drafted(
            people, self, STEP + stage, self._id, {name: field for name, (_n, field) in self._fields.items()}
        )

    def agree(self) -> None:
        id, outcome = self._id, str(self._outcome.currentData())
        step = Step(
            stage=self._stage,
            title=self._title.text(),
            on=picked(self._on),
            present=self._present.text(),
            companion=self._companion.text(),
            words=self._words.toPlainText(),
            skipped=self._skipped.text(),
            next_on=picked(self._next) if "next" in self._fields else None,
        )
        if self._stage == "outcome":
            write(self, self._people, lambda file: give_outcome(file, id, outcome, step))
        else:
            write(self, self._people, lambda file: take_step(file, id, step))


class ReviewsDialog(Dialog):
    """The days on which both look at the plan: so many, so far apart."""

    def __init__(self, people: PeopleDesk, over: QWidget, found: Matter) -> None:
        super().__init__(over, _("Plan the reviews"), _("Plan them"))
        self._people, self._id = people, found.record.id
        today = people.beside.today
        self._first = day_edit(today + timedelta(weeks=4), past=False)
        self._first.setMinimumDate(QDate(today.year, today.month, today.day))
        self._count, self._weeks = _number(1, 12, 3), _number(1, 26, 4)
        self._told = Label("", ink="muted", wrap=True)
        ask(
            self,
            (
                (_("First review"), self._first),
                (_("How many"), self._count),
                (_("Weeks between them"), self._weeks),
            ),
        )
        self.column.addWidget(self._told)
        self.finish_layout()
        for box in (self._count, self._weeks):
            box.valueChanged.connect(lambda _value: self._tell())
        self._first.dateChanged.connect(lambda _day: self._tell())
        self._tell()
        drafted(people, self, REVIEWS, self._id, {"first": self._first})

    def agree(self) -> None:
        id, days = self._id, self._days()
        write(self, self._people, lambda file: plan_reviews(file, id, days))

    def _days(self) -> list[date]:
        first = picked(self._first)
        return [first + timedelta(weeks=self._weeks.value() * step) for step in range(self._count.value())]

    def _tell(self) -> None:
        self._told.setText(", ".join(format_date(day) for day in self._days()))


class ReviewDialog(Dialog):
    """What both found when they looked at the plan."""

    def __init__(self, people: PeopleDesk, over: QWidget, review: Record) -> None:
        super().__init__(over, _("Review of the plan"), _("Put on record"))
        self._people, self._review = people, review.id
        self.setMinimumWidth(560)
        self._on = day_edit(people.beside.today)
        self._result, self._words = choice(people, "concern.review"), prose(people, _("What was found"))
        self._result.setCurrentIndex(-1)
        self._result.setPlaceholderText(_("choose"))
        ask(
            self,
            (
                (_("Held on"), self._on),
                (_("How it stands"), self._result),
                (_("What was found"), self._words),
            ),
        )
        self.finish_layout()
        fields = {"on": self._on, "result": self._result, "words": self._words}
        drafted(people, self, REVIEW, review.id, fields)

    def agree(self) -> None:
        review, result = self._review, str(self._result.currentData() or "")
        words, on = self._words.toPlainText(), picked(self._on)
        write(self, self._people, lambda file: hold_review(file, review, result, words, on))


def _number(least: int, most: int, value: int) -> NumberBox:
    box = NumberBox()
    box.setRange(least, most)
    box.setValue(value)
    return box
