# SPDX-License-Identifier: Apache-2.0
"""The skills matrix with what it is narrowed to: a team and its parts, their own roles or one role for all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line, shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.people.assess_dialog import ask_level
from portfolio_desktop.gui.pages.people.matrix_grid import RISE, MatrixGrid
from portfolio_desktop.gui.pages.pieces import allow
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.services.skills.board import PeopleBoard
from portfolio_desktop.services.skills.matrix import Matrix, matrix_of


class MatrixTab(QWidget):
    """`picked` names the record to inspect, `opened` the one to show on its own, `person_wanted` somebody."""

    picked = Signal(str, str)
    opened = Signal(str, str)
    person_wanted = Signal(str)
    framework_wanted = Signal()
    skills_wanted = Signal()
    """A published framework, or a spreadsheet of what people can do, is to be brought in."""

    def __init__(self, desk: Desk, nothing: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._board: PeopleBoard | None = None
        self._matrix: Matrix | None = None
        self.grid = MatrixGrid()
        self.teams, self.profiles = _box(_("Which team")), _box(_("Against which role"))
        self.open, self.assess = QPushButton(_("Open the record")), QPushButton(_("State the level"))
        self.imports = QPushButton(_("Import"))
        menu = Menu(self.imports)
        self.skills_act = menu.addAction(_("Skills of people…"), self.skills_wanted.emit)
        self.framework_act = menu.addAction(_("A published framework…"), self.framework_wanted.emit)
        self.imports.setMenu(menu)
        self._key = ElidedLabel(ink="muted", step=-0.5)
        self._nothing = nothing
        self._lay_out()
        for box in (self.teams, self.profiles):
            box.activated.connect(lambda _place: self._show())
        self.grid.walked.connect(self._pick)
        self.grid.opened.connect(self._enter)
        self.open.clicked.connect(self.open_here)
        self.assess.clicked.connect(self.assess_here)

    def show_board(self, board: PeopleBoard) -> None:
        """Draw another; the team and the role stay, where they are still there."""
        self._board = board
        found = board.found
        _fill(self.teams, _("Everybody"), [(each.id, each.title) for each in found.teams.values()])
        asked = [(each.id, each.title) for each in found.profiles.values() if each.needs]
        _fill(self.profiles, _("Against their own roles"), asked)
        self._show()

    def open_here(self) -> None:
        """Show the entry under the focus; where there is none, the person."""
        row, stop = self.grid.place
        self._open(row, stop)

    def assess_here(self) -> None:
        """Ask for the level of the skill under the focus."""
        row, stop = self.grid.place
        if self._matrix is None or self._board is None or not self._matrix.rows or stop < 0:
            self._desk.notify(_("Choose a skill of a person first."))
            return
        person, skill = self._matrix.rows[row].person, self._matrix.columns[stop].skill
        ask_level(self._desk, self.window(), person.id, person.name, skill)

    def _show(self) -> None:
        if self._board is None:
            return
        team, profile = (str(box.currentData() or "") for box in (self.teams, self.profiles))
        self._matrix = matrix_of(
            self._board.found, Id(team) if team else None, Id(profile) if profile else None
        )
        some = bool(self._matrix.columns)
        self.grid.show_matrix(self._matrix)
        self._key.set_text(key_words(self._matrix))
        self._stack.setCurrentIndex(0 if some or team else 1)
        self.open.setEnabled(some)
        allow(self._desk, self.assess, some)
        allow(self._desk, self.imports)

    def _pick(self, row: int, stop: int) -> None:
        self.picked.emit(*self._record(row, stop))

    def _enter(self, row: int, stop: int) -> None:
        """A name leads to its person, a cell to the window of its level."""
        if stop < 0:
            self.person_wanted.emit(self.grid.lines[row].key)
        elif self._desk.read_only:
            self._open(row, stop)
        else:
            self.assess_here()

    def _open(self, row: int, stop: int) -> None:
        if self.grid.lines:
            self.opened.emit(*self._record(row, stop))

    def _record(self, row: int, stop: int) -> tuple[str, str]:
        cell = self.grid.cell(row, stop)
        if cell is not None and cell.record is not None:
            return "person_skill", cell.record
        return "person", self.grid.lines[row].key

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GAP_SMALL)
        for box in (self.teams, self.profiles):
            bar.addWidget(box)
        bar.addStretch(1)
        acts = (
            (self.imports, "file-input"),
            (self.open, "arrow-up-right"),
            (self.assess, "award"),
        )
        for button, name in acts:
            button.setIcon(icon(name))
            bar.addWidget(button)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(bar)
        column.addWidget(self.grid, 1)
        column.addWidget(self._key)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._nothing)


def key_words(matrix: Matrix) -> str:
    """What the marks mean: each level in use once, then what stands for too little."""
    names: dict[str, str] = {}
    for column in matrix.columns:
        for level in column.skill.levels:
            names.setdefault(level.mark, level.name)
    marks = sorted(names, key=lambda mark: (mark.isdigit(), int(mark) if mark.isdigit() else 0))
    said = [names[mark] if names[mark].startswith(f"{mark} ") else f"{mark} {names[mark]}" for mark in marks]
    said.append(_("{rise} the level that is asked and not held").format(rise=RISE))
    said.append(_("? not assessed"))
    return "  ·  ".join(said)


def _box(name: str) -> QComboBox:
    box = ListBox()
    box.setAccessibleName(name)
    box.setMinimumWidth(190)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _fill(box: QComboBox, everything: str, items: list[tuple[Id, str]]) -> None:
    """Other items; the chosen one stays, where it is still there."""
    chosen = box.currentData()
    box.clear()
    box.setMinimumContentsLength(len(everything))
    box.addItem(everything, "")
    for id, title in items:
        box.addItem(shorten(visible_bidi(one_line(title)), 60), id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
