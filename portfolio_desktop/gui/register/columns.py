# SPDX-License-Identifier: Apache-2.0
"""How wide the columns of a register are: as the person dragged them, else as what they show needs."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.gui.models.cells import Line
from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.register.delegate import SIGN_ROOM
from portfolio_desktop.gui.register.table import RegisterTable
from portfolio_desktop.gui.register.viewing import Viewing
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.rating import BADGE_WIDTH
from portfolio_desktop.services.views.view import View

_PAUSE_MS = 300
_FEW = 5  # records
_MEASURED = 60  # rows
_MOST_CODE = 200  # a code that is cut off names nothing
_EDITOR_AIR = (
    44  # what a field of the new row needs beside its prompt: padding, borders and the arrow of a list
)
_MOST_PROMPT = 140
_LEAST_TYPED = {Kind.LINK: 132, Kind.CODE: 96}  # their prompts are no headings
_LEAST_WORDS, _LEAST_TITLE, _LEAST_BADGE = 84, 200, BADGE_WIDTH + 3 * GAP_SMALL


class Columns(QObject):
    """Lays out the headings of one table, and tells the view what a person drags there."""

    def __init__(self, table: RegisterTable, model: RegisterModel, viewing: Viewing) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._viewing = viewing
        self._fitted = False
        self._dragged: dict[str, int] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.remember)
        table.heads.sectionResized.connect(self._resized)
        table.heads.sectionMoved.connect(self._moved)
        table.resized.connect(self._refit)

    def show(self, view: View) -> None:
        """Put the columns of `view` into its order and widths."""
        heads = self._table.heads
        self._fitted = False
        for section, field in enumerate(self._model.columns):
            if heads.visualIndex(section) != section:
                heads.moveSection(heads.visualIndex(section), section)
            if field.name in view.widths or not self._model.rowCount():
                heads.resizeSection(section, view.widths.get(field.name) or self._model.looks[section].width)

    def fit(self) -> None:
        """Once records are here: give columns whose width nobody has chosen the room that they need, within reason.

        Where they do not all fit the table, columns of words give way, down to a width that still tells.
        """
        if self._fitted or not self._model.rowCount():
            return
        columns, chosen = list(enumerate(self._model.columns)), self._viewing.view.widths
        rows = range(min(_MEASURED, self._model.rowCount()))
        lines = [line for row in rows if (line := self._model.line(row))]
        widths = {at: self._needed(field, at, lines) for at, field in columns if field.name not in chosen}
        fixed = sum(self._table.columnWidth(at) for at, _field in columns if at not in widths)
        over = max(0, fixed + sum(widths.values()) - self._table.viewport().width())
        spare = {at: max(0, width - self._least(at, width)) for at, width in widths.items()}
        share = min(1.0, over / sum(spare.values())) if any(spare.values()) else 0.0
        for at, width in widths.items():
            self._table.setColumnWidth(at, width - round(spare[at] * share))
        self._fitted = True

    def remember(self) -> None:
        """Take up what was dragged in the headings."""
        names = tuple(field.name for field in self._table.shown_fields())
        view = self._viewing.view
        widths = {**view.widths, **self._dragged}
        self._dragged.clear()
        self._viewing.change(replace(view, columns=names, widths=widths), reload=False)

    def _needed(self, field: Field, section: int, lines: Sequence[Line]) -> int:
        unit, look = self._model.units.get(field.name, ""), self._model.looks[section]
        cells = [line.cell(self._model.catalogue, field, unit) for line in lines]
        fonts = self._table.fontMetrics()
        words = max((fonts.horizontalAdvance(cell.text) for cell in cells if cell.known), default=0)
        needed = words + 2 * GAP_SMALL + 4 + (BADGE_WIDTH + GAP_SMALL if look.badge else 0)
        if any(line.marked is not None and field.name in line.marked.cells for line in lines):
            needed += SIGN_ROOM
        most = _MOST_CODE if field.kind is Kind.CODE else round(look.width * 1.4)
        if self._begun:
            least = min(self._table.heads.words_width(section) + 3 * GAP_SMALL, look.width)
            return min(max(needed, least), most)
        least = min(self._table.heads.words_width(section) + _EDITOR_AIR, max(look.width, _MOST_PROMPT))
        if field.name == self._model.entity.title:
            least = max(least, _LEAST_TITLE)
        return max(least, _LEAST_TYPED.get(field.kind, 0), min(needed, most))

    @property
    def _begun(self) -> bool:
        """Whether there are records enough for their values to say how wide columns are. Until then it is the headings,
        which are the prompts of the new row as well: one short record must not cut them off."""
        return self._model.rowCount() > _FEW

    def _least(self, section: int, width: int) -> int:
        """The width down to which a column gives way."""
        field, look = self._model.columns[section], self._model.looks[section]
        if look.right or field.kind is Kind.CODE:
            return width
        if look.badge:
            return _LEAST_BADGE
        if field.name == self._model.entity.title:
            return _LEAST_TITLE
        if self._begun:
            return _LEAST_WORDS
        return max(_LEAST_WORDS, min(self._table.heads.words_width(section) + _EDITOR_AIR, _MOST_PROMPT))

    def _refit(self) -> None:
        self._fitted = False
        self.fit()

    def _resized(self, section: int, _old: int, new: int) -> None:
        if self._fitted and section < len(self._model.columns):
            self._dragged[self._model.columns[section].name] = new
            self._pause.start()

    def _moved(self) -> None:
        if self._fitted:
            self._pause.start()
