# SPDX-License-Identifier: Apache-2.0
"""What a new project would need, and when it would fit: asked a line at a time, answered at once."""

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.domain.capacity.fitting import Needs
from portfolio_desktop.domain.capacity.load import By, Key
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.pieces import Body, Card, clear, reveal
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import DecimalBox, NumberBox
from portfolio_desktop.services.capacity.fits import Fitting, new_project_fits
from portfolio_desktop.services.capacity.gathering import Capacity
from portfolio_desktop.services.capacity.wording import row_title

_MOST_LINES, _MOST_MONTHS, _MOST_PEOPLE = 12, 60, 200.0
_MONTHS = 6


@dataclass(slots=True)
class _Line:
    """The widgets of one need."""

    whole: QWidget
    row: QComboBox
    people: DecimalBox


class NewProjectTab(Body):
    """Nothing here is written: it answers a question, beside the window's thread, the last one asked alone."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(widest=760, parent=parent)
        self._desk = desk
        self._task: Task | None = None
        self._found: Capacity | None = None
        self._rows: list[Key] = []
        self.lines: list[_Line] = []
        self.months = NumberBox()
        self.months.setRange(1, _MOST_MONTHS)
        self.months.setValue(_MONTHS)
        self.months.setAccessibleName(_("For how many months"))
        self.months.setFixedWidth(90)
        self.months.valueChanged.connect(lambda _months: self._answer())
        self.add = QPushButton(_("Another skill or role"))
        self.add.setIcon(icon("plus"))
        self.add.clicked.connect(lambda: self.add_line())
        self.answer = QVBoxLayout()
        self.answer.setSpacing(GAP_SMALL)
        self._needs = QVBoxLayout()
        self._needs.setSpacing(GAP_SMALL)
        self._lay_out()

    def show_capacity(self, found: Capacity) -> None:
        """Answer again; what was entered stays. A skill or role that is gone leaves its place empty, for no other's."""
        chosen = [self._chosen(line) for line in self.lines]
        self._found = found
        self._rows = _offered(found)
        if not self.lines:
            self.add_line()
        for line, row in zip(self.lines, chosen, strict=False):  # the first line may be new, and is filled
            self._fill(line.row, row)
        self._answer()

    def add_line(self, row: Key | None = None, people: float = 1.0) -> None:
        """One more thing that the project needs."""
        if len(self.lines) >= _MOST_LINES:
            return
        line = _Line(QWidget(), ListBox(), DecimalBox())
        line.row.setAccessibleName(_("Skill or role"))
        line.row.setPlaceholderText(_("Choose a skill or role"))
        line.people.setAccessibleName(_("Full-time people"))
        line.people.setRange(0.1, _MOST_PEOPLE)
        line.people.setDecimals(1)
        line.people.setSingleStep(0.5)
        line.people.setValue(people)
        line.people.setSuffix(_(" people"))
        line.people.setFixedWidth(130)
        drop = QToolButton()
        drop.setIcon(icon("x"))
        drop.setAccessibleName(_("Leave this out"))
        drop.setToolTip(drop.accessibleName())
        drop.clicked.connect(lambda: self._drop(line))
        across = QHBoxLayout(line.whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(line.row, 1)
        across.addWidget(line.people)
        across.addWidget(drop)
        self._fill(line.row, row or next(iter(self._rows), None))
        line.row.currentIndexChanged.connect(lambda _place: self._answer())
        line.people.valueChanged.connect(lambda _people: self._answer())
        self.lines.append(line)
        self._needs.addWidget(line.whole)
        reveal(self._needs)
        self._answer()

    def _drop(self, line: _Line) -> None:
        self.lines.remove(line)
        line.whole.hide()
        line.whole.deleteLater()
        self._answer()

    def _chosen(self, line: _Line) -> Key | None:
        place = line.row.currentIndex()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _fill(self, box: QComboBox, chosen: Key | None) -> None:
        """The rows on offer, with the one that was chosen still chosen, whatever it is called now."""
        box.blockSignals(True)
        box.clear()
        for row in self._rows:
            assert self._found is not None
            box.addItem(shorten(one_line(row_title(self._found, row)), 90))
        box.setCurrentIndex(self._rows.index(chosen) if chosen in self._rows else -1)
        box.blockSignals(False)

    def _answer(self) -> None:
        self.add.setEnabled(len(self.lines) < _MOST_LINES)
        if self._task is not None:
            self._task.cancel()
            self._task = None
        asked = self._asked()
        if self._found is None or not asked or len(asked) < len(self.lines):
            clear(self.answer)
            self.answer.addWidget(Label(_("Say what the project needs to see when it fits."), ink="muted"))
            reveal(self.answer)
            return
        found = self._found
        self._task = self._desk.jobs.free(
            lambda _progress: new_project_fits(found, asked), owner=self, done=self._say
        )

    def _asked(self) -> list[Needs]:
        months = self.months.value()
        return [
            Needs(row, (line.people.value(),) * months)
            for line in self.lines
            if (row := self._chosen(line)) is not None
        ]

    def _say(self, fitting: Fitting) -> None:
        clear(self.answer)
        self.answer.addWidget(Label(fitting.headline, step=3, bold=True, wrap=True))
        for line in fitting.lines:
            self.answer.addWidget(Label(line, wrap=True))
        self.answer.addWidget(
            Label(
                _("Counted beside everything that is asked for already, forecasts included."),
                ink="muted",
                wrap=True,
            )
        )
        reveal(self.answer)

    def _lay_out(self) -> None:
        card = Card(_("What it needs"))
        card.column.setSpacing(GAP)
        card.column.addLayout(self._needs)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        below.addWidget(Label(_("for")))
        below.addWidget(self.months)
        below.addWidget(Label(_("months")))
        card.column.addLayout(below)
        answer = Card(_("When it fits"))
        answer.column.addLayout(self.answer)
        self.column.addWidget(card)
        self.column.addWidget(answer)
        self.column.addStretch(1)


def _offered(found: Capacity) -> list[Key]:
    """Every level of every skill that anybody has or that is asked for, and every role; by title."""
    rows = {row for row in found.board.rows(By.SKILL) if row.key}
    held = {skill for worker in found.board.workers.values() for skill in worker.skills}
    rows |= {Key(By.SKILL, skill, step) for skill in held for step in found.levels.get(skill, {})}
    rows |= {row for row in found.board.rows(By.ROLE) if row.key}
    return sorted(
        rows, key=lambda row: (row.by is By.ROLE, row_title(found, row).partition(":")[0], row.level)
    )
