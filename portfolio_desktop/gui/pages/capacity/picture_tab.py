# SPDX-License-Identifier: Apache-2.0
"""The picture of capacity: what its rows are, how far ahead, in what unit, and beside it what the chosen cell is made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.capacity.load import BY_LABELS, By, State
from portfolio_desktop.gui.pages.capacity.beside import Beside
from portfolio_desktop.gui.pages.capacity.heat import PEOPLE, PERCENT, CapacityGrid, Key
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.capacity.gathering import Capacity
from portfolio_desktop.services.capacity.picture import Picture, Row, picture

_BESIDE = 316
_EVERY, _OVER, _SPARE = "", "over", "spare"


class PictureTab(QWidget):
    """`opened` names the record to show on its own, `picked` the one to inspect."""

    opened = Signal(str, str)
    picked = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Capacity | None = None
        self._picture: Picture | None = None
        self.by = SegmentedControl(_("Rows"), [(by.value, _(BY_LABELS[by])) for by in By])
        self.months = SegmentedControl(_("How far ahead"), [("12", _("12 months")), ("24", _("24 months"))])
        self.unit = SegmentedControl(_("Counted in"), [(PERCENT, _("Per cent")), (PEOPLE, _("People"))])
        self.which = SegmentedControl(
            _("Which rows"), [(_EVERY, _("All")), (_OVER, _("Too much")), (_SPARE, _("To spare"))]
        )
        self.grid, self.beside = CapacityGrid(), Beside()
        self._none = Label("", ink="muted")
        for switch in (self.by, self.months):
            switch.changed.connect(lambda _key: self._work_out())
        for switch in (self.unit, self.which):
            switch.changed.connect(lambda _key: self._draw())
        self.grid.walked.connect(self._walked)
        self.grid.opened.connect(self._open)
        self.beside.opened.connect(self.opened)
        self._lay_out()

    def show_capacity(self, found: Capacity) -> None:
        """Draw it; the rows, the months and the place of the focus stay."""
        self._found = found
        self._work_out()

    def go(self, by: By) -> None:
        """Show rows of one kind."""
        self.by.choose(by.value)
        self._work_out()

    def _work_out(self) -> None:
        if self._found is not None:
            self._picture = picture(self._found, By(self.by.current), int(self.months.current))
            self._draw()

    def _draw(self) -> None:
        if self._found is None or self._picture is None:
            return
        rows = [row for row in self._picture.rows if self._is_wanted(row)]
        self._none.setText("" if rows else _("No row is like that."))
        self.grid.show_picture(self._picture, rows, self._found.board.thresholds, self.unit.current)
        self._walked(*self.grid.place)

    def _is_wanted(self, row: Row) -> bool:
        wanted = {_OVER: State.OVER, _SPARE: State.UNDER}.get(self.which.current)
        return wanted is None or wanted in row.states

    def _walked(self, row: int, stop: int) -> None:
        if self._found is None or row >= len(self.grid.rows) or stop < 0:
            self.beside.show_nothing()
            return
        self.beside.show_cell(self._found, self.grid.rows[row].key, self.grid.months[stop])

    def _open(self, row: int, _stop: int) -> None:
        """The record that a row stands for."""
        key = self.grid.rows[row].key
        entity = {By.SKILL: "skill", By.ROLE: "role_profile", By.TEAM: "team", By.PERSON: "person"}[key.by]
        if key.key and not key.key.startswith("="):
            self.opened.emit(entity, key.key)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        bar.setSpacing(GAP_SMALL)
        for switch in (self.by, self.which):
            bar.addWidget(switch)
        bar.addWidget(self._none)
        bar.addStretch(1)
        for switch in (self.unit, self.months):
            bar.addWidget(switch)
        self.beside.setFixedWidth(_BESIDE)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.grid, 1)
        body.addWidget(self.beside)
        foot = QHBoxLayout()
        foot.setContentsMargins(GAP_LARGE, GAP_SMALL, GAP_LARGE, GAP_SMALL)
        foot.addWidget(Key())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addLayout(body, 1)
        whole.addLayout(foot)
