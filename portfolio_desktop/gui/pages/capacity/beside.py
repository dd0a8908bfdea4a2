# SPDX-License-Identifier: Apache-2.0
"""What makes up the cell that is chosen: its sum in words, each record that asks, and who is there with what time."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.capacity.load import Key
from portfolio_desktop.domain.capacity.months import Month
from portfolio_desktop.gui.pages.pieces import RowButton, clear, reveal, scrolled, two_lines
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label, ValueLabel
from portfolio_desktop.services.capacity.gathering import Capacity
from portfolio_desktop.services.capacity.picture import Piece, pieces
from portfolio_desktop.services.capacity.wording import cell_words, days_of, month_words, row_title

_LISTED = 12
_DAYS = 54


class Beside(QWidget):
    """`opened` names the record that the person wants to see."""

    opened = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        self._column.setSpacing(GAP_SMALL)
        area = scrolled()
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what this place is for."""
        clear(self._column)
        self._column.addWidget(
            Label(_("Choose a month of a row to see what it is made of."), ink="muted", wrap=True)
        )
        self._column.addStretch(1)
        reveal(self._column)

    def show_cell(self, found: Capacity, row: Key, month: Month) -> None:
        """What is asked of a row in a month, and who is there."""
        clear(self._column)
        self._column.addWidget(Label(row_title(found, row), step=2, bold=True, wrap=True))
        self._column.addWidget(Label(month_words(month), ink="muted"))
        cell = found.board.cell(row, month)
        self._column.addWidget(Label(cell_words(cell, found.board.thresholds), wrap=True))
        self._show_pieces(pieces(found, row, month))
        self._show_people(found, row, month)
        self._column.addStretch(1)
        reveal(self._column)

    def _show_pieces(self, asked: tuple[Piece, ...]) -> None:
        head = SectionHeader(_("What is asked, in days"))
        head.set_count(len(asked))
        self._column.addWidget(head)
        for piece in asked:
            detail = " \N{MIDDLE DOT} ".join(filter(None, (piece.project, piece.who)))
            run = partial(self.opened.emit, piece.source.value, piece.id)
            self._line(piece.title, detail, days_of(piece.days), run)
        if not asked:
            self._column.addWidget(Label(_("Nothing is asked."), ink="muted"))

    def _show_people(self, found: Capacity, row: Key, month: Month) -> None:
        people = found.board.people(row)
        if not people:
            return
        head = SectionHeader(_("Who is there, days free"))
        head.set_count(len(people))
        self._column.addWidget(head)
        free = {person: found.board.free(person, month) for person in people}
        order = sorted(people, key=lambda each: (-(free[each] or 0.0), found.names.get(each, "")))
        for person in order[:_LISTED]:
            days = free[person]
            said = _("not known") if days is None else days_of(days)
            self._line(found.names.get(person, ""), "", said, partial(self.opened.emit, "person", person))
        if len(order) > _LISTED:
            self._column.addWidget(
                Label(_("and {n} more").format(n=f"{len(order) - _LISTED:,}"), ink="muted")
            )

    def _line(self, title: str, detail: str, days: str, run: partial[None]) -> None:
        button = RowButton(f"{title}, {detail}, {days}", run, height=38 if detail else 28)
        button.put(two_lines(title, detail), 1)
        button.put(ValueLabel(days), width=_DAYS + 16)
        self._column.addWidget(button)
