# SPDX-License-Identifier: Apache-2.0
"""Matters of capability and conduct, and grievances: noted, then step by step, each with who was there and what was said."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.steps import OUTCOMES
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.record_dialog import open_record
from portfolio_desktop.gui.pages.pieces import Card, RowButton, clear, reveal, scrolled, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.concerns import (
    Matter,
    Step,
    give_outcome,
    matter,
    matters,
    open_matter,
    take_step,
)
from portfolio_desktop.services.people.known import code, day
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Written

_KEPT_APART = N_(
    "Not part of any appraisal, and of no copy for anybody. Health is not noted here: it has a note of its own."
)
_DAY = 104


class MattersCard(Card):
    """The matters of one person, and the way to note another."""

    def __init__(self, people: PeopleDesk, over: QWidget) -> None:
        super().__init__(_("Matters"))
        self._people, self._over = people, over
        self._person: Id | None = None
        note = QPushButton(_("Note a matter…"))
        note.setProperty("flat", True)
        note.clicked.connect(self._note)
        self.header.add(note)

    def show_person(self, person: Id) -> None:
        """Whose matters."""
        self._person = person
        self._people.people(lambda file: _rows(file, person), self._show, owner=self)

    def _show(self, found: Sequence[tuple[str, str, str, str]]) -> None:
        clear(self.column)
        self.header.set_count(len(found))
        for id, title, stage, on in found:
            row = RowButton(f"{title}, {stage}", partial(self._open, id), height=44)
            row.put(two_lines(title, stage), 1)
            self.column.addWidget(row.put(words(on, ink="muted", right=True), width=_DAY))
        if not found:
            self.say(_("None. {apart}").format(apart=_(_KEPT_APART)))
        reveal(self.column)

    def _open(self, id: str) -> None:
        MatterDialog(self._people, self._over, Id(id)).open()

    def _note(self) -> None:
        if self._person is not None:
            _Noting(self._people, self._over, self._person).open()


def _rows(file: PeopleFile, person: Id) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.id,
            one.title or "",
            _label(file.catalogue, "concern.stage", code(one.stage)),
            format_date(on) if (on := day(one.raised_on)) else "",
        )
        for one in matters(file, person)
    ]


class _Noting(Dialog):
    def __init__(self, people: PeopleDesk, over: QWidget, person: Id) -> None:
        super().__init__(over, _("Note a matter"), _("Note it"))
        self._people, self._person = people, person
        self.column.addWidget(Label(_(_KEPT_APART), ink="muted", wrap=True))
        self._kind = _choice(people, "concern.kind", _("Kind"))
        self._title, self._what = QLineEdit(), _text(_("What happened, and what was expected"))
        self._title.setAccessibleName(_("In a few words"))
        form = QFormLayout()
        for name, field in (
            (_("Kind"), self._kind),
            (_("In a few words"), self._title),
            (_("What happened"), self._what),
        ):
            form.addRow(Label(name), field)
        self.column.addLayout(form)
        self.finish_layout()

    def agree(self) -> None:
        person, kind = self._person, str(self._kind.currentData())
        title, what = self._title.text(), self._what.toPlainText()
        _write(self, self._people, lambda file: open_matter(file, person, kind, title, what))


class MatterDialog(Dialog):
    """All that is on record of a matter, what to watch, and the steps that are in order next."""

    def __init__(self, people: PeopleDesk, over: QWidget, id: Id) -> None:
        super().__init__(over, _("Matter"), _("Done"))
        self._people, self._id = people, id
        self.setMinimumWidth(640)
        self._inner = QWidget()
        self._rows = QVBoxLayout(self._inner)
        self._rows.setSpacing(GAP_SMALL)
        area = scrolled()
        area.setWidget(self._inner)
        self.column.addWidget(area, 100)
        self.finish_layout()
        self.buttons.button(self.buttons.StandardButton.Cancel).hide()
        self.resize(660, 620)
        people.closed.connect(self.reject)
        people.written.connect(lambda _written: self._load())
        self._load()

    def _load(self) -> None:
        if self._people.unlocked:
            id = self._id
            self._people.people(lambda file: matter(file, id), self._show, owner=self)

    def _show(self, found: Matter) -> None:
        clear(self._rows)
        record = found.record
        self._rows.addWidget(Label(record.title or "", step=1, bold=True, wrap=True))
        if record.what:
            self._rows.addWidget(Label(record.what, wrap=True))
        for sentence in found.watch:
            self._rows.addWidget(Label(sentence, ink="accent", wrap=True))
        for step in found.steps:
            self._rows.addWidget(Rule())
            on = day(step.on)
            head = " · ".join(
                filter(None, (format_date(on) if on else "", self._stage(code(step.stage)), step.title))
            )
            self._rows.addWidget(Label(head, bold=True, wrap=True))
            for label, said in (
                (_("Present: {words}"), step.present),
                (_("Companion: {words}"), step.companion),
                ("{words}", step.words),
                (_("Left out before it, because: {words}"), step.skipped),
            ):
                if said:
                    self._rows.addWidget(Label(label.replace("{words}", said), ink="muted", wrap=True))
        self._rows.addWidget(Rule())
        self._rows.addLayout(self._acts(found))
        self._rows.addStretch(1)
        reveal(self._rows)

    def _acts(self, found: Matter) -> QVBoxLayout:
        column = QVBoxLayout()
        row = QHBoxLayout()
        for place, stage in enumerate(found.next):
            button = QPushButton(f"{self._stage(stage)}…")
            button.clicked.connect(partial(self._step, found, stage))
            if place and place % 2 == 0:
                row.addStretch(1)
                column.addLayout(row)
                row = QHBoxLayout()
            row.addWidget(button)
        fields = QPushButton(_("Plan, support, review…"))
        fields.setProperty("flat", True)
        fields.clicked.connect(lambda: open_record(self._people, self, "concern", found.record.id))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(fields, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _step(self, found: Matter, stage: str) -> None:
        _StepDialog(self._people, self, found, stage, self._stage(stage)).open()

    def _stage(self, stage: str) -> str:
        return _label(self._people.catalogue, "concern.stage", stage)


class _StepDialog(Dialog):
    """A refusal says what the Code expects first; a reason in the last field lets it go on."""

    def __init__(self, people: PeopleDesk, over: QWidget, found: Matter, stage: str, title: str) -> None:
        super().__init__(over, title, _("Put on record"))
        self._people, self._id, self._stage = people, found.record.id, stage
        today = people.beside.today
        self._on = QDateEdit(QDate(today.year, today.month, today.day))
        self._on.setCalendarPopup(True)
        self._on.setDisplayFormat("d MMM yyyy")
        self._outcome = QComboBox()
        for each in OUTCOMES.get(code(found.record.kind), ()):
            self._outcome.addItem(_label(people.catalogue, "concern.outcome", each), each)
        self._title, self._present, self._companion = QLineEdit(title), QLineEdit(), QLineEdit()
        self._skipped, self._words = QLineEdit(), _text(_("What was said"))
        form = QFormLayout()
        form.setVerticalSpacing(GAP_SMALL)
        form.setHorizontalSpacing(GAP)
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Date"), self._on),
            (_("Outcome"), self._outcome),
            (_("In a few words"), self._title),
            (_("Present"), self._present),
            (_("Companion, or that none was wanted"), self._companion),
            (_("What was said"), self._words),
            (_("Why a step before it is left out"), self._skipped),
        )
        for name, field in fields:
            field.setAccessibleName(name)
            if field is not self._outcome or stage == "outcome":
                form.addRow(Label(name), field)
        self.column.addLayout(form)
        self.finish_layout()

    def agree(self) -> None:
        picked = self._on.date()
        step = Step(
            stage=self._stage,
            title=self._title.text(),
            on=date(picked.year(), picked.month(), picked.day()),
            present=self._present.text(),
            companion=self._companion.text(),
            words=self._words.toPlainText(),
            skipped=self._skipped.text(),
        )
        id, outcome = self._id, str(self._outcome.currentData())
        if self._stage == "outcome":
            _write(self, self._people, lambda file: give_outcome(file, id, outcome, step))
        else:
            _write(self, self._people, lambda file: take_step(file, id, step))


def _write(dialog: Dialog, people: PeopleDesk, make: Callable[[PeopleFile], Changes]) -> None:
    """Write, and close the dialog; a refusal keeps it open."""
    dialog.yes.setEnabled(False)

    def done(_written: Written | None) -> None:
        dialog.accept()

    people.change(make, done, owner=dialog, failed=lambda error: dialog.explain(str(error)))


def _label(catalogue: Catalogue, name: str, code: str) -> str:
    """What an item of a list is called."""
    item = catalogue.list_named(name).item(code)
    return _(item.label) if item else code


def _choice(people: PeopleDesk, name: str, said: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(said)
    for item in people.catalogue.list_named(name).items:
        combo.addItem(_(item.label), item.code)
    return combo


def _text(name: str) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setAccessibleName(name)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(96)
    return edit
