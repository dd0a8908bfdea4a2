# SPDX-License-Identifier: Apache-2.0
"""Levels of a team held against each other before they are final: how they spread, side by side, changed with a reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Stage
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing, of_levels
from portfolio_desktop.gui.pages.confidential.cycles.level_marks import Spread, Strip, Way
from portfolio_desktop.gui.pages.confidential.cycles.year_dialogs import ActingDialog
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.record_dialog import open_record
from portfolio_desktop.gui.pages.confidential.writing.draft import drafted
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.people.calibrating import (
    Beside,
    LevelBoard,
    agree_in_year,
    begin_meeting,
    board,
)
from portfolio_desktop.services.people.forms import Level

_WHAT_FOR = N_(
    "Read the levels next to each other, and the reasons next to the levels. A change needs a reason; what it was, what "
    "it is and why is kept. Nobody's level follows from a quota. In each row the lowest level stands at the left; the frame is "
    "the overall level, each dot a single one."
)
LEVEL = "level"
"""What a draft of a change is called."""

_SINGLES, _WAY, _EVIDENCE, _CHANGE, _HIGH = 150, 132, 84, 92, 54
_NAME, _FROM_TO = 190, 330


class LevelsPage(QWidget):
    """Follows every write. It is the manager's own: nothing of it goes to anybody else."""

    appraisal_requested = Signal(str)

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Levels side by side"))
        self._people = people
        self._cycle: Id | None = None
        self._board: LevelBoard | None = None
        self._headline = Label("", step=3, bold=True, wrap=True)
        self._met = Label("", ink="muted", wrap=True)
        self._meeting = QPushButton()
        self._meeting.clicked.connect(self._open_meeting)
        self._spread = Spread()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GAP)
        self._lay_out()
        Fresh(self, people, self.load)

    def show_cycle(self, cycle: Id) -> None:
        """The team of one year."""
        self._cycle = cycle
        self.load()

    @property
    def cycle(self) -> Id | None:
        """Which year is shown."""
        return self._cycle

    def resume(self, kind: str, about: str) -> None:
        """Open again what was being filled in when the file locked."""
        for row in self._board.rows if self._board else ():
            if kind == LEVEL and row.appraisal == about:
                self._change(row)

    def load(self) -> None:
        """Read it again."""
        cycle = self._cycle
        if cycle is not None and self._people.unlocked:
            self._people.people(lambda file: board(file, cycle), self.show_board, owner=self)

    def show_board(self, found: LevelBoard) -> None:
        """Draw it."""
        self._board = found
        self._headline.setText(headline(found))
        self._spread.show_bars(found.now, found.before)
        met = found.meeting
        self._met.setText(met_words(found))
        self._meeting.setText(_("Begin a meeting") if met is None else _("Who was present…"))
        clear(self._cards)
        for level in (*(rung.label for rung in reversed(found.levels)), ""):
            some = [row for row in found.rows if row.level == level]
            if some:
                self._cards.addWidget(self._card(level or _("No level yet"), some, found.levels))
        changed = [row for row in found.rows if row.changes]
        if changed:
            self._cards.addWidget(_changes(changed))
        reveal(self._cards)

    def _lay_out(self) -> None:
        meeting = QHBoxLayout()
        meeting.setSpacing(GAP_SMALL)
        meeting.addWidget(self._met, 1)
        meeting.addWidget(self._meeting)
        body = Body()
        body.column.addWidget(Label(_("Levels side by side"), step=5, bold=True))
        body.column.addWidget(Label(_(_WHAT_FOR), ink="muted", wrap=True))
        body.column.addWidget(self._headline)
        body.column.addWidget(self._spread)
        body.column.addLayout(meeting)
        body.column.addLayout(self._cards)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def _card(self, title: str, rows: Sequence[Beside], scale: Sequence[Level]) -> Card:
        card = Card(title)
        card.header.set_count(len(rows))
        head = RowButton(_("Columns"), height=22)
        head.put(words(""), 1)
        for heading, width in (
            (_("Single levels"), _SINGLES),
            (_("In conversations"), _WAY),
            (_("Evidence"), _EVIDENCE),
            ("", _CHANGE),
        ):
            head.put(words(heading, ink="muted"), width=width)
        card.column.addWidget(head)
        for row in rows:
            card.column.addWidget(self._row(row, scale))
        return card

    def _row(self, one: Beside, scale: Sequence[Level]) -> QWidget:
        row = RowButton(
            f"{one.name}, {one.level}", lambda: self.appraisal_requested.emit(one.appraisal), height=_HIGH
        )
        row.setToolTip(safe_tooltip("\n".join(told(one))))
        row.setAccessibleDescription("; ".join(told(one)))
        row.put(two_lines(one.name, one.why or _("No reasons yet")), 1)
        row.put(Strip(scale, [single.step for single in one.singles], one.step), width=_SINGLES)
        row.put(Way(scale, [(said.on, said.step) for said in one.on_the_way]), width=_WAY)
        count = ngettext("{count} note", "{count} notes", one.evidence).format(count=one.evidence)
        row.put(words(count, ink="muted" if one.evidence else "danger"), width=_EVIDENCE)
        change = QPushButton(_("Change…"))
        change.setProperty("flat", True)
        change.setFixedWidth(_CHANGE)
        change.setAccessibleName(_("Change the level of {name}").replace("{name}", one.name))
        change.setToolTip(_("As it was agreed, with the reason"))
        change.setEnabled(one.stage in (Stage.OPEN, Stage.MEETING) and bool(scale))
        change.clicked.connect(partial(self._change, one))
        row.row.addWidget(change)
        return row

    def _change(self, one: Beside) -> None:
        assert self._cycle is not None
        assert self._board is not None
        _Change(self._people, self, self._cycle, one, self._board.levels).open()

    def _open_meeting(self) -> None:
        cycle, found = self._cycle, self._board
        if cycle is None or found is None:
            return
        if found.meeting is not None:
            open_record(self._people, self, "calibration", found.meeting.id)
        else:
            self._people.change(
                lambda file: begin_meeting(file, cycle),
                lambda written: self._people.notify(written.label, undo=True) if written else None,
                owner=self,
            )


class _Change(ActingDialog):
    """Another level with the reason that was agreed. Both are one step, and so is the meeting where none was begun."""

    def __init__(
        self, people: PeopleDesk, over: QWidget, cycle: Id, one: Beside, scale: Sequence[Level]
    ) -> None:
        super().__init__(people, over, _("Change a level"), _("Change it"))
        self._cycle, self._appraisal = cycle, one.appraisal
        self.setMinimumWidth(640)  # three or four levels side by side
        self.column.addWidget(Label(one.name, bold=True, wrap=True))
        if one.why:
            self.column.addWidget(Label(one.why, ink="muted", wrap=True))
        self._level = Choosing(_("Level"), of_levels(scale), one.step)
        self._why = QLineEdit()
        self._why.setAccessibleName(_("Why"))
        self._why.setPlaceholderText(_("What was agreed, and what it rests on"))
        form = QFormLayout()
        form.setVerticalSpacing(GAP)
        form.addRow(Label(_("Level")), self._level)
        form.addRow(Label(_("Why")), self._why)
        self.column.addLayout(form)
        self.finish_layout()
        drafted(people, self, LEVEL, one.appraisal, {"level": self._level, "why": self._why})

    def agree(self) -> None:
        level, why = self._level.value, self._why.text()
        cycle, appraisal = self._cycle, self._appraisal
        if level is None:
            self.explain(_("Choose the level that was agreed."))
        else:
            self.act(lambda file: agree_in_year(file, cycle, appraisal, level, why))


def headline(found: LevelBoard) -> str:
    """How many have a level, and how many were changed."""
    rated, changed = found.now.rated or 0, sum(bool(row.changes) for row in found.rows)
    text = _("{rated} of {all} have a level").format(rated=rated, all=found.now.people)
    if not changed:
        return text
    said = ngettext("{text}, {count} changed as agreed", "{text}, {count} changed as agreed", changed)
    return said.format(text=text, count=changed)


def met_words(found: LevelBoard) -> str:
    """When levels were held against each other, and by whom."""
    if found.meeting is None:
        return _("No meeting has been recorded. A change that is agreed begins one of today.")
    on = format_date(found.meeting.on) if found.meeting.on else _("No date")
    if not found.meeting.present:
        return _("Calibration of {day}. Nobody is named as present.").format(day=on)
    return _("Calibration of {day}. Present: {names}").format(day=on, names=found.meeting.present)


def told(one: Beside) -> list[str]:
    """Single levels by question, those said in conversations, and what was changed before."""
    lines = [f"{single.question}: {single.level}" for single in one.singles]
    lines += [f"{format_date(said.on) if said.on else ''}: {said.level}" for said in one.on_the_way]
    changed = _("Changed from {was} to {now}: {why}")
    lines += [
        changed.replace("{was}", was or _("none")).replace("{now}", now).replace("{why}", why)
        for was, now, why in one.changes
    ]
    return lines


def _changes(rows: Sequence[Beside]) -> Card:
    """What was agreed, and why, in sight of everybody at the table."""
    card = Card(_("Changes that were agreed"))
    card.header.set_count(sum(len(row.changes) for row in rows))
    for one in rows:
        for was, now, why in one.changes:
            row = RowButton(f"{one.name}: {was or _('none')} → {now}, {why}")
            row.put(words(one.name, bold=True), width=_NAME)
            row.put(words(f"{was or _('none')}  →  {now}"), width=_FROM_TO)
            card.column.addWidget(row.put(words(why, ink="muted"), 1))
    return card
