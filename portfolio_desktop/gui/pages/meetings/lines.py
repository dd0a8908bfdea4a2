# SPDX-License-Identifier: Apache-2.0
"""The agenda beside the item that is being taken: a row for each item, and only those made anew that say something else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.pieces import RowButton, words
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.governance.meetings import Item


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says. `here` marks the item that is being taken, `done` one of which something is on record."""

    id: Id
    time: str
    title: str
    here: bool
    done: bool


def lines_of(items: Sequence[Item], here: int) -> tuple[Line, ...]:
    """The rows of an agenda of which the item at the place `here` is being taken."""
    return tuple(
        Line(
            item.id,
            item.slot.words,
            item.title,
            place == here,
            bool(item.discussion or item.actions or any(each.decided for each in item.decisions)),
        )
        for place, item in enumerate(items)
    )


class AgendaLines(QWidget):
    """`go` is called with the place of the row that the person chose."""

    def __init__(self, go: Callable[[int], None]) -> None:
        super().__init__()
        self._go = go
        self._shown: tuple[Line, ...] = ()
        self._rows: list[RowButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def row(self, place: int) -> RowButton | None:
        """The row at a place, if there is one."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Of an agenda of sixty, to go on to the next item makes two rows anew."""
        for place, line in enumerate(lines):
            if place >= len(self._rows):
                self._rows.append(self._make(place, line))
            elif self._shown[place] != line:
                old, self._rows[place] = self._rows[place], self._make(place, line)
                if old.hasFocus():
                    self._rows[place].setFocus()
                _drop(old)
        while len(self._rows) > len(lines):
            _drop(self._rows.pop())
        self._shown = lines

    def _make(self, place: int, line: Line) -> RowButton:
        row = RowButton(f"{line.time} {line.title}", lambda: self._go(place), height=34)
        row.setToolTip(safe_tooltip(line.title))
        row.put(words(line.time, ink="accent" if line.here else "muted", bold=line.here), width=44)
        row.put(words(line.title, bold=line.here), 1)
        row.put(words("✓" if line.done else "", ink="muted"), width=16)
        self._column.insertWidget(place, row)
        row.show()
        return row


def _drop(row: QWidget) -> None:
    row.hide()
    row.deleteLater()
