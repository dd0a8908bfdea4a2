# SPDX-License-Identifier: Apache-2.0
"""What a review asks when one key is not enough: where a risk stands now and why, some words, or a day."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.risk_matrix import Point, RiskMatrix
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.heat.grid import Axes
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import mark_problem
from portfolio_desktop.gui.widgets.segments import SegmentedControl

_MAP = QSize(400, 270)


class Panel(Card):
    """A question with its answer under way. Escape drops it; Enter in its last field answers it.

    `answer` hands over what was entered, or says at its place what is missing. The field in which the answer begins is the
    focus proxy.
    """

    dropped = Signal()

    def __init__(self, title: str, verb: str, answer: Callable[[], None]) -> None:
        super().__init__(title)
        self.column.setSpacing(GAP_SMALL)
        self._do, drop = QPushButton(verb), QPushButton(_("Cancel"))
        self._do.setProperty("primary", True)
        self._do.clicked.connect(answer)
        drop.clicked.connect(self.dropped)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GAP_SMALL)
        for button in (self._do, drop):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def begin(self) -> None:
        """Put the keyboard where the answer begins."""
        self.setFocus(Qt.FocusReason.TabFocusReason)  # which selects the words that stand there

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            # The keys of the review stay away while something is being answered.
            event.accept()


class MovePanel(Panel):
    """Where the risk stands now: a cell of the map, and why."""

    moved = Signal(object, str)
    """The `Point`, and the reason in words."""

    def __init__(
        self, title: str, matrix: RiskMatrix, axes: Axes, start: Point, *, now: Point | None = None
    ) -> None:
        super().__init__(title, _("Save and go on"), self.answer)
        self._matrix, self._axes = matrix, axes
        self._map = HeatMap(_("Where it stands now"), matrix, axes, lets_go=False)
        self._map.setMinimumSize(_MAP)
        self._map.select(start)
        self._map.mark_present(now)
        self._map.walked.connect(self._walk)
        self._map.chosen.connect(lambda _point: self._take())
        self._where = Label(self._said(start), bold=True)
        self._why = QLineEdit()
        self._why.setAccessibleName(_("Why"))
        self._why.setPlaceholderText(_("Why? One sentence that the board will read"))
        self._why.returnPressed.connect(self.answer)
        hint = Label(_("Arrow keys choose the cell, Enter goes on to the reason."), ink="muted", step=-0.5)
        self._problem = Label("", ink="danger", wrap=True)
        self._problem.hide()
        for part in (self._map, self._where, hint, self._why, self._problem):
            self.column.addWidget(part)
        self.column.addLayout(self._buttons)
        self.setFocusProxy(self._map)

    def answer(self) -> None:
        reason = self._why.text().strip()
        mark_problem(
            self._why, "" if reason else _("Say why it moved: a reason is kept with every movement.")
        )
        if reason:
            self.moved.emit(self._map.focused, reason)
        else:
            self._why.setFocus()

    def show_now(self, now: Point | None) -> None:
        """Mark where the risk stands now."""
        self._map.mark_present(now)

    def refuse(self, sentence: str) -> None:
        """Say why it is not saved. The answer stays, to be given once more."""
        self._problem.setText(sentence)
        self._problem.show()
        announce(self, sentence, at_once=True)

    def _walk(self, point: Point) -> None:
        self._map.select(point)
        self._where.setText(self._said(point))

    def _take(self) -> None:
        self._walk(self._map.focused)
        self._why.setFocus()

    def _said(self, point: Point) -> str:
        cell = self._matrix.cell(point)
        assert cell is not None  # the map leads to its own cells only
        return _("{likelihood} × {impact}: {band}, score {score}").format(
            likelihood=self._axes.likelihood[point.likelihood - 1],
            impact=self._axes.impact[point.impact - 1],
            band=_(cell.band.label),
            score=cell.score,
        )


class WordsPanel(Panel):
    """Some words, perhaps with one of a few alternatives."""

    said = Signal(str, str)
    """The words, and the key of the alternative; empty where there is none."""

    def __init__(
        self,
        title: str,
        verb: str,
        asked: str,
        *,
        initial: str = "",
        choices: Sequence[tuple[str, str]] = (),
        missing: str = "",
    ) -> None:
        super().__init__(title, verb, self.answer)
        self._missing = missing
        self._words = QLineEdit(initial)
        self._words.setAccessibleName(asked)
        self._words.setPlaceholderText(asked)
        self._words.returnPressed.connect(self.answer)
        self._choices = SegmentedControl(title, choices) if choices else None
        if self._choices is not None:
            self.column.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignLeft)
        if initial:  # which stands where the field would say what is asked
            self.column.addWidget(Label(asked, ink="muted", step=-0.5))
        self.column.addWidget(self._words)
        self.column.addLayout(self._buttons)
        self.setFocusProxy(self._words)

    def answer(self) -> None:
        words = self._words.text().strip()
        mark_problem(self._words, self._missing if self._missing and not words else "")
        if words or not self._missing:
            self.said.emit(words, self._choices.current if self._choices else "")


class DayPanel(Panel):
    """A day, `first` or later."""

    picked = Signal(object)
    """The `date`."""

    def __init__(self, title: str, verb: str, start: date, first: date) -> None:
        super().__init__(title, verb, self.answer)
        self._day = DayEdit(start)
        self._day.setAccessibleName(title)
        self._day.setMinimumDate(QDate(first.year, first.month, first.day))
        self._day.setMaximumWidth(160)
        self.column.addWidget(self._day)
        self.column.addLayout(self._buttons)
        self.setFocusProxy(self._day)

    def answer(self) -> None:
        self.picked.emit(self._day.date().toPython())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answer()
        else:
            super().keyPressEvent(event)
