# SPDX-License-Identifier: Apache-2.0
"""Qualifications as rows: whose, what, from whom, until when; what has expired by a word and not by colour alone."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.domain.skills.expiry import Validity
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.services.skills.board import PeopleBoard
from portfolio_desktop.services.skills.expiring import SOON, QualificationLine

_WHEN = 240
_MOST = 100


class QualificationsTab(Body):
    """What has expired or soon will, then what holds, as far as a person would read on."""

    opened = Signal(str, str)
    register_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(widest=1080, parent=parent)
        self.column.setContentsMargins(0, 0, GAP_SMALL, 0)

    def show_board(self, board: PeopleBoard) -> None:
        above = self.verticalScrollBar().value()
        self.clear()
        urgent = board.expiring
        holding = tuple(each for each in board.qualifications if each not in set(urgent))
        soon = _("Expired, or expiring within {days} days").format(days=SOON)
        for title, lines in ((soon, urgent), (_("Holding"), holding)):
            self.column.addWidget(self._card(title, lines))
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(above)

    def _card(self, title: str, lines: tuple[QualificationLine, ...]) -> Card:
        card = Card(title)
        card.header.set_count(len(lines))
        for line in lines[:_MOST]:
            card.column.addWidget(qualification_row(line, self.opened))
        if not lines:
            card.say(_("None."))
        if more := len(lines) - _MOST if len(lines) > _MOST else 0:
            said = ngettext("{count} more in the register", "{count} more in the register", more).format(
                count=f"{more:,}"
            )
            row = RowButton(said, lambda: self.register_wanted.emit("qualification"))
            card.column.addWidget(row.put(words(said, ink="accent"), 1))
        return card


def qualification_row(line: QualificationLine, opened: SignalInstance, *, named: bool = True) -> RowButton:
    """One qualification; with whose it is, where that is not said already."""
    when = expiry_words(line)
    kind = " · ".join(filter(None, (_(line.kind), line.body)))
    name = f"{line.person_name}: {line.title}" if named else line.title
    row = RowButton(f"{name}. {when}", lambda: opened.emit("qualification", line.id), height=42)
    row.put(two_lines(visible_bidi(name), visible_bidi(kind)), 1)
    ink = {Validity.EXPIRED: "danger", Validity.SOON: "accent"}.get(line.validity, "muted")
    return row.put(words(when, ink=ink, right=True), width=_WHEN)


def expiry_words(line: QualificationLine) -> str:
    """Until when it holds, and how near that is."""
    if line.expires_on is None or line.days is None:
        return _("does not expire")
    day = format_date(line.expires_on)
    if line.validity is Validity.EXPIRED:
        return _("expired {day}").format(day=day)
    if line.validity is Validity.SOON:
        left = ngettext("in {count} day", "in {count} days", line.days).format(count=line.days)
        return _("expires {day}, {left}").format(day=day, left=left if line.days else _("today"))
    return _("holds until {day}").format(day=day)
