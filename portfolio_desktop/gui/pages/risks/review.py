# SPDX-License-Identifier: Apache-2.0
"""The review meeting: one risk at a time across the whole page, one key for each thing that is decided about it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Outdated, Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.risk_matrix import Point, RiskMatrix
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.desk import Desk, Failed
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.pieces import Body, Card, KeyButton, allow, clear, words
from portfolio_desktop.gui.pages.risks.axes import axes_of, step_words
from portfolio_desktop.gui.pages.risks.review_card import ReviewCard
from portfolio_desktop.gui.pages.risks.review_panels import DayPanel, MovePanel, Panel, WordsPanel
from portfolio_desktop.gui.pages.risks.reviewing import (
    BETTER,
    WORSE,
    Kept,
    next_review,
    noted,
    placed,
    point_of,
    proposed,
)
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.risks import acts
from portfolio_desktop.services.risks.story import RiskStory, risk_story
from portfolio_desktop.storage.changes import Changes, Written

_Make = Callable[[Office], Changes]


class ReviewPage(Body):
    """Every answer is written at once, as one change that can be undone. `left` follows the list of what was changed."""

    left = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        speak_as(self, Role.Grouping)
        self.setAccessibleName(_("Risk review"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._ids: tuple[str, ...] = ()
        self._place = 0
        self._kept = Kept()
        self._sign = ""
        self._story: RiskStory | None = None
        self._panel: Panel | None = None
        self._opened: Risk | None = None
        """The risk as it was seen by whoever says where it stands now."""
        self._task: Task | None = None
        self._passed = False
        """Something was written while a question stood, and is not shown yet."""
        self._between = False
        """An answer is on its way into the file, or the next risk onto the page: a key is meant for neither."""
        self._side = QVBoxLayout()
        self._whole = QWidget()
        self.column.addWidget(self._whole)
        self.column.addStretch(1)
        self._keys: dict[str, tuple[str, Callable[[], None]]] = {
            "C": (_("Confirm as it stands"), self.confirm),
            "W": (_("Worse…"), lambda: self.ask_where(WORSE)),
            "B": (_("Better…"), lambda: self.ask_where(BETTER)),
            "H": (_("It happened…"), self._happened),
            "U": (_("Escalate"), lambda: self._write(partial(acts.escalate, id=self._id))),
            "X": (_("Close…"), self._close),
            "D": (_("Next review on…"), self._ask_day),
            "T": (_("Take a note…"), self._ask_note),
            "P": (_("Previous"), lambda: self.go(self._place - 1)),
            "N": (_("Next"), lambda: self.go(self._place + 1)),
        }
        desk.written.connect(self._heard)

    @property
    def place(self) -> int:
        """Which of the risks is shown, from 0; their number once all have been seen."""
        return self._place

    def start(self, ids: Sequence[str]) -> None:
        """Begin with the first of these risks."""
        self._ids, self._kept = tuple(ids), Kept()
        self.go(0)

    def go(self, place: int) -> None:
        """Show another of the risks, or after the last what was changed."""
        self._place = max(0, min(len(self._ids), place))
        self._panel = None
        self._sign = ""
        self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        key = {Qt.Key.Key_Right: "N", Qt.Key.Key_Left: "P"}.get(Qt.Key(event.key()), event.text().upper())
        if event.key() == Qt.Key.Key_Escape:
            self._finish()
        elif key in self._keys and not held and self._story is not None:
            self._press(key)
        else:
            super().keyPressEvent(event)

    # Showing

    def _load(self) -> None:
        if self._desk.workspace is None:
            return
        if self._place >= len(self._ids):
            self._story = None
            whole, done = _end(self._kept.labels, self._sign)
            done.clicked.connect(self.left)
            self._put(whole, done)
            return
        if self._task is not None:
            self._task.cancel()
        self._between, self._passed = True, False
        id = Id(self._ids[self._place])
        self._task = self._desk.read(
            lambda office: risk_story(office, id),
            self.show_story,
            owner=self,
            failed=lambda _error: self.go(self._place + 1),  # gone meanwhile: passed over
        )

    def show_story(self, story: RiskStory) -> None:
        """Draw one risk, with its keys beside it."""
        self._story = story
        self._side = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        at = _("{place} of {count}").format(place=self._place + 1, count=len(self._ids))
        card = ReviewCard(self._desk.catalogue, story, at)
        row.addWidget(card, 3, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._side, 2)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LARGE)
        column.addLayout(_head(self._place, len(self._ids), self._finish, self._sign))
        column.addLayout(row)
        self._show_keys()
        self._put(whole, card.title)

    def _put(self, whole: QWidget, first: QWidget) -> None:
        """Show `whole` in place of what is there, at once, with the keyboard at `first` of it.

        It goes there before the other goes, and so straight from one risk to the next: all else would be said on the way.
        """
        before, self._between = self._whole, False
        self.column.insertWidget(0, whole)
        whole.show()
        self.setFocusProxy(first)
        first.setFocus()
        self._whole = whole
        before.hide()
        before.deleteLater()

    def _show_keys(self) -> None:
        clear(self._side)
        card = Card(_("What about it?"))
        card.column.setSpacing(GAP_SMALL)
        # An opportunity that comes about is closed with what came of it.
        assert self._story is not None
        for key in "CWBUXDT" if self._story.line.is_opportunity else "CWBHUXDT":
            button = self._button(key, primary=key == "C")
            allow(self._desk, button)
            card.column.addWidget(button)
        card.say(_("Confirming sets the next review to {day}.").format(day=format_date(self._next())))
        row = QGridLayout()
        row.setSpacing(GAP_SMALL)
        for column, key in enumerate("PN"):
            button = self._button(key)
            button.setEnabled(key == "N" or self._place > 0)
            row.addWidget(button, 0, column)
        card.column.addLayout(row)
        self._side.addWidget(card)
        self._side.addStretch(1)
        card.show()

    def _button(self, key: str, *, primary: bool = False) -> QPushButton:
        said, _run = self._keys[key]
        button = KeyButton(said, key)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda: self._press(key))
        return button

    def _press(self, key: str) -> None:
        if not self._between:
            self._keys[key][1]()

    # Deciding

    def confirm(self) -> None:
        """The risk stands as it is written; it is looked at again next month."""
        id, until = self._id, self._next()
        self._write(lambda office: acts.review(office, id, until), go_on=True)

    def ask_where(self, way: int) -> None:
        """Ask where a risk that got `WORSE` or `BETTER` stands now."""
        story = self._story
        assert story is not None
        matrix = story.matrix
        now = story.line.current.point if story.line.current else None
        catalogue = self._desk.catalogue
        axes = axes_of(matrix, step_words(catalogue, "likelihood"), step_words(catalogue, "impact"))
        title = (
            _("Worse: where does it stand now?") if way == WORSE else _("Better: where does it stand now?")
        )
        panel = MovePanel(title, matrix, axes, proposed(matrix, now, way), now=now)
        panel.moved.connect(partial(self._moved, panel, matrix))
        self._opened = story.risk
        self._ask(panel)

    def _moved(self, panel: MovePanel, matrix: RiskMatrix, point: Point, reason: str) -> None:
        id, until, opened = self._id, self._next(), self._opened

        def make(office: Office) -> Changes:
            if office.rules.matrix != matrix:
                raise Refusal(
                    _(
                        "Somebody else has changed the risk matrix meanwhile. Cancel, and judge the risk by it."
                    )
                )
            with office.reading() as reader:
                risk = cast(Risk, record_of(reader, "risk", id))  # as it stands by now
            values = placed(risk, matrix, point)
            return acts.review(office, id, until, values=values, reason=reason, opened=opened)

        def refused(error: Exception) -> None:
            if panel is not self._panel or not isinstance(error, Refusal):
                self._desk.jobs.unhandled(error)
                return
            if isinstance(error, Outdated) and isinstance(
                error.now, Risk
            ):  # told once: whoever saves again has seen it
                self._opened = error.now
                panel.show_now(point_of(error.now))
            panel.refuse(str(error))

        self._write(make, go_on=True, refused=refused)

    def _close(self) -> None:
        panel = WordsPanel(
            _("Close it"),
            _("Close the risk"),
            _("How did it end?"),
            choices=[("closed", _("Closed")), ("expired", _("Can no longer happen"))],
            missing=_("Say how it ended: the next office learns from it."),
        )
        id = self._id
        panel.said.connect(
            lambda outcome, status: self._write(
                lambda office: acts.close(office, id, outcome, status=status), go_on=True
            )
        )
        self._ask(panel)

    def _happened(self) -> None:
        assert self._story is not None
        if self._story.line.is_opportunity:
            return
        panel = WordsPanel(
            _("It happened: it becomes an issue"),
            _("Make it an issue"),
            _("What is the issue called?"),
            initial=self._story.line.title,
            missing=_("Give the issue a name."),
        )
        id = self._id
        panel.said.connect(
            lambda title, _key: self._write(lambda office: acts.happened(office, id, title=title), go_on=True)
        )
        self._ask(panel)

    def _ask_day(self) -> None:
        panel = DayPanel(
            _("Next review on"), _("Set the day"), self._next(), self._desk.today + timedelta(days=1)
        )
        id = self._id
        panel.picked.connect(lambda day: self._write(lambda office: acts.review(office, id, day)))
        self._ask(panel)

    def _ask_note(self) -> None:
        id = self._id
        panel = WordsPanel(
            _("Note"), _("Keep the note"), _("What was said?"), missing=_("Write a note, or cancel.")
        )
        panel.said.connect(lambda said, _key: self._write(lambda office: noted(office, id, said)))
        self._ask(panel)

    def _ask(self, panel: Panel) -> None:
        """Put a question in place of the keys."""
        if self._desk.read_only:
            return
        self._panel = panel
        panel.dropped.connect(self._drop)
        clear(self._side)
        self._side.addWidget(panel)
        self._side.addStretch(1)
        panel.show()
        panel.begin()

    def _drop(self) -> None:
        self._panel = None
        if self._passed:  # others have written meanwhile
            self._load()
            return
        self._show_keys()
        self.setFocus()

    def _write(self, make: _Make, *, go_on: bool = False, refused: Failed | None = None) -> None:
        if self._desk.read_only or self._between:
            return
        self._between = True

        def written(what: Written | None) -> None:
            self.go(self._place + 1 if go_on else self._place)
            if what is not None and not go_on:
                self._desk.notify(what.label)

        def failed(error: Exception) -> None:
            self._between = False
            (refused or self._desk.jobs.unhandled)(error)

        self._desk.write(make, written, owner=self, failed=failed)

    def _heard(self, written: Written) -> None:
        """Keep in mind whatever touched one of these risks meanwhile. What an undo brings back is gone to, and named."""
        touched = {str(id) for entity, id in written.touched if entity == "risk"}
        found = [place for place, id in enumerate(self._ids) if id in touched]
        ruled = any(entity == "rule" for entity, _id in written.touched)  # the matrix may be another
        if not (found or ruled) or not self.isVisible():
            return
        sign = self._kept.take(written) if found else ""
        if self._panel is not None:
            self._passed = True
            if sign:
                self._desk.notify(sign)  # the answer under way stays where it is
            return
        if sign and self._place < len(self._ids):
            self._place = found[0]
        self._sign = sign
        self._load()

    def _finish(self) -> None:
        if self._story is None:
            self.left.emit()
        else:
            self.go(len(self._ids))

    @property
    def _id(self) -> Id:
        return Id(self._ids[self._place])

    def _next(self) -> date:
        return next_review(self._desk.today)


def _head(place: int, count: int, finish: Callable[[], None], sign: str) -> QVBoxLayout:
    """How far one is, what an undo has just brought back, and the way out."""
    bar = QProgressBar()
    bar.setRange(0, count)
    bar.setValue(place + 1)
    bar.setTextVisible(False)
    bar.setAccessibleName(_("Risks looked at"))
    leave = KeyButton(_("Finish"), _("Esc"))
    leave.clicked.connect(finish)
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(Label(_("{place} of {count}").format(place=place + 1, count=count), step=3, bold=True))
    row.addLayout(_signed(sign), 1)
    row.addWidget(leave)
    column = QVBoxLayout()
    column.setSpacing(GAP_SMALL)
    column.addLayout(row)
    column.addWidget(bar)
    return column


def _signed(sign: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    if sign:
        row.addWidget(IconPicture("rotate-ccw", 16, "accent"))
        row.addWidget(words(sign, ink="accent", bold=True), 1)
    row.addStretch()
    return row


def _end(written: Sequence[str], sign: str) -> tuple[QWidget, QPushButton]:
    """What was changed and stayed so, and the button that leads back."""
    count = len(written)
    title = ngettext("{count} change was made", "{count} changes were made", count).format(count=count)
    card = Card(_("What was changed"))
    card.header.set_count(count)
    for label in written:
        card.column.addWidget(words(label))
    if not count:
        card.say(_("Every risk stayed as it was."))
    done = QPushButton(_("Back to the risks"))
    done.setAccessibleDescription(
        "\n".join([title, *written] if count else [_("Every risk stayed as it was.")])
    )
    done.setProperty("primary", True)
    done.setAutoDefault(True)  # so that Enter goes back as well as the space bar
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP_LARGE)
    column.addWidget(Label(title if count else _("Nothing was changed"), step=8, bold=True))
    if sign:
        column.addLayout(_signed(sign))
    column.addWidget(card)
    column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
    return whole, done
