# SPDX-License-Identifier: Apache-2.0
"""Who could cover a role, the most suited first, and who could take over the key ones: each with the reasons."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line, shorten, visible_bidi
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.people.readiness import ReadinessMark
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.skills.board import PeopleBoard
from portfolio_desktop.services.skills.fit import CandidateLine, SuccessionLine, cover_of
from portfolio_desktop.services.skills.gathered import Gathered, Profile

_NAME, _MARK = 250, 150
_MOST, _FEW = 60, 6


class CoverTab(QWidget):
    """`person_wanted` carries a person and the role profile that they were held against."""

    person_wanted = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: PeopleBoard | None = None
        self.roles = ListBox()
        self.roles.setAccessibleName(_("Which role is to be covered"))
        self.roles.setMinimumWidth(320)
        self.body = Body(widest=1280)
        self.body.column.setContentsMargins(0, 0, GAP_SMALL, 0)
        bar = QHBoxLayout()
        bar.setSpacing(GAP_SMALL)
        bar.addWidget(Label(_("Who could cover"), ink="muted"))
        bar.addWidget(self.roles)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(bar)
        column.addWidget(self.body, 1)
        self.roles.activated.connect(lambda _place: self._show())

    def show_board(self, board: PeopleBoard) -> None:
        """Draw another; the role stays, where it is still there."""
        self._board = board
        chosen = self.roles.currentData()
        self.roles.clear()
        for profile in _roles(board.found):
            self.roles.addItem(shorten(visible_bidi(one_line(profile.title)), 80), profile.id)
        self.roles.setCurrentIndex(max(0, self.roles.findData(chosen)))
        self._show()

    def choose(self, profile: str) -> None:
        """Show who could cover this role."""
        self.roles.setCurrentIndex(max(0, self.roles.findData(profile)))
        self._show()

    def _show(self) -> None:
        self.body.clear()
        role = self._board.found.profiles.get(self.roles.currentData()) if self._board else None
        if role is None or self._board is None:
            return
        found = cover_of(self._board.found, role)
        card = Card(_("Could cover {role}").format(role=visible_bidi(one_line(role.title))))
        card.header.set_count(len(found.candidates))
        holders = ", ".join(each.name for each in found.holders) or _("nobody")
        said = Label(_("Held by {people}.").format(people=visible_bidi(holders)), ink="muted", wrap=True)
        said.setContentsMargins(0, 0, 0, GAP_SMALL)
        card.column.addWidget(said)
        for line in found.candidates[:_MOST]:
            card.column.addWidget(candidate_row(line, role, self.person_wanted))
        if not found.candidates:
            card.say(_("Of nobody else is any of these skills assessed."))
        elif found.not_known:
            card.say(
                ngettext(
                    "Of {count} more person none of these skills is assessed.",
                    "Of {count} more people none of these skills is assessed.",
                    found.not_known,
                ).format(count=f"{found.not_known:,}")
            )
        self.body.column.addWidget(card)
        self.body.column.addStretch(1)


class SuccessionTab(Body):
    """A card for each key role, those without anybody to follow first."""

    person_wanted = Signal(str, str)
    cover_wanted = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(widest=1280, parent=parent)
        self.column.setContentsMargins(0, 0, GAP_SMALL, 0)

    def show_board(self, board: PeopleBoard) -> None:
        above = self.verticalScrollBar().value()
        self.clear()
        for line in board.succession:
            self.column.addWidget(self._card(line))
        if not board.succession:
            card = Card(_("Succession"))
            card.say(_("No role profile is marked as a key role. Mark those that should never stand empty."))
            self.column.addWidget(card)
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(above)

    def _card(self, line: SuccessionLine) -> Card:
        role = line.profile
        card = Card(visible_bidi(one_line(role.title)))
        holders = ", ".join(each.name for each in line.holders) or _("nobody")
        said = Label(_("Held by {people}.").format(people=visible_bidi(holders)), ink="muted", wrap=True)
        said.setContentsMargins(0, 0, 0, GAP_SMALL)
        card.column.addWidget(said)
        for each in (*line.ready[:_FEW], *line.near[:_FEW]):
            card.column.addWidget(candidate_row(each, role, self.person_wanted))
        if not role.needs:
            card.say(_("The role asks for no skills yet, so nobody can be held against it."))
        elif not line.ready and not line.near:
            nobody = Label(_("Nobody is ready or one level short."), ink="danger", bold=True)
            card.column.addWidget(nobody)
        if role.needs:
            more = _("Everybody held against it")
            row = RowButton(f"{role.title}: {more}", lambda: self.cover_wanted.emit(role.id))
            card.column.addWidget(row.put(words(more, ink="accent"), 1))
        return card


def candidate_row(line: CandidateLine, role: Profile, wanted: SignalInstance) -> RowButton:
    """Somebody, how ready they are, and why."""
    person, reasons = line.person, line.reasons
    row = RowButton(
        f"{person.name}: {'; '.join(reasons)}",
        lambda: wanted.emit(person.id, role.id),
        height=44,
    )
    row.put(two_lines(visible_bidi(person.name), visible_bidi(person.role)), width=_NAME)
    row.put(ReadinessMark(line.fit.readiness), width=_MARK)
    first, rest = reasons[0], "; ".join(reasons[1:])
    return row.put(two_lines(first[:1].upper() + first[1:], visible_bidi(rest)), 1)


def _roles(found: Gathered) -> list[Profile]:
    """The roles that ask for something: key ones first, then those that somebody holds."""
    held = {each.profile for each in found.here}
    roles = [each for each in found.profiles.values() if each.needs]
    return sorted(roles, key=lambda each: (not each.key_role, each.id not in held, each.title.casefold()))
