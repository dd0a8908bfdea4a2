# SPDX-License-Identifier: Apache-2.0
"""Keeps what is selected in a register when its rows move: the same records in the same columns, wherever they are now."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject

from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.register.table import RegisterTable

_Held = dict[tuple[str, ...], set[int]]
"""Row numbers by the columns that are selected in them."""


class KeptSelection(QObject):
    """What is done to the selected cells never goes into others because somebody else has added or deleted a row."""

    def __init__(self, model: RegisterModel, table: RegisterTable) -> None:
        super().__init__(table)
        self._model = model
        self._table = table
        self._held: _Held = {}
        model.modelAboutToBeReset.connect(self._hold)

    def restore(self, number: int | None) -> None:
        """After rows have moved: the record of that row number is current, and what was selected is so again."""
        self._table.keep_place(number)
        held, self._held = self._held, {}
        if not held:
            return
        columns = [field.name for field in self._model.columns]
        found, rows = QItemSelection(), set[int]()
        for names, numbers in held.items():
            places = self._model.arrangement.places(numbers)
            rows.update(places)
            sections = sorted(columns.index(name) for name in names if name in columns)
            for top, bottom in _runs(places):
                for left, right in _runs(sections):
                    found.select(self._model.index(top, left), self._model.index(bottom, right))
        if len(rows) == 1 < len(set[int]().union(*held.values())):
            found.clear()  # of one row alone something else is meant than of several: filling down takes from above it
        self._table.selectionModel().select(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def forget(self) -> None:
        """Another workspace has other records."""
        self._held = {}

    def _hold(self) -> None:
        held: _Held = {}
        for part in self._table.selectionModel().selection().toList():
            names = tuple(field.name for field in self._model.columns[part.left() : part.right() + 1])
            numbers = self._model.arrangement.numbers(part.top(), part.bottom() + 1)
            held.setdefault(names, set()).update(numbers)
        self._held = (
            held or self._held
        )  # where rows move twice before they settle, nothing is selected in between


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of those that follow one upon another, from the lowest."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place == found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
