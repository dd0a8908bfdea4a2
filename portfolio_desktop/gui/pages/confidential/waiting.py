# SPDX-License-Identifier: Apache-2.0
"""What is to be done for whom, in one list: late first, then the next two weeks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, words
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.due import Due, due

_DAY, _NAME, _SHOWN = 104, 220, 100


class WaitingPage(QWidget):
    """Follows every write."""

    record_requested = Signal(str, str)
    """The entity and the id of what a line is about."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is due"))
        self._people = people
        self._late, self._soon = Card(_("Late")), Card(_("In the next two weeks"))
        body = Body()
        body.column.addWidget(Label(_("What is due"), step=5, bold=True))
        body.column.addWidget(self._late)
        body.column.addWidget(self._soon)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        Fresh(self, people, self.load)

    def load(self) -> None:
        """Read it again."""
        self._people.people(due, self._show, owner=self)

    def _show(self, found: Sequence[Due]) -> None:
        self._fill(self._late, [one for one in found if one.late], _("Nothing is late."))
        self._fill(self._soon, [one for one in found if not one.late], _("Nothing in the next two weeks."))

    def _fill(self, card: Card, found: Sequence[Due], nothing: str) -> None:
        clear(card.column)
        card.header.set_count(len(found))
        for one in found[:_SHOWN]:
            card.column.addWidget(self._row(one))
        if len(found) > _SHOWN:
            card.say(_("and {count} more").format(count=len(found) - _SHOWN))
        if not found:
            card.say(nothing)
        reveal(card.column)

    def _row(self, one: Due) -> QWidget:
        when = format_date(one.on)
        open_it = partial(self.record_requested.emit, one.entity, one.record)
        row = RowButton(f"{when}, {one.name}: {one.what}", open_it)
        row.put(words(when, ink="danger" if one.late else "muted"), width=_DAY)
        row.put(words(one.name, bold=True), width=_NAME)
        return row.put(words(one.what), 1)
