# SPDX-License-Identifier: Apache-2.0
"""One person: who they are, what they can do against what their role asks, and what they hold until when."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line, shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.skills.gaps import Standing
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.people.level_bar import LevelBar
from portfolio_desktop.gui.pages.people.qualification_rows import qualification_row
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.skills.board import PeopleBoard
from portfolio_desktop.services.skills.fit import READINESS, PersonFit, SkillLine, fit_of

_STANDING, _BAR = 272, 152
_NARROW_STANDING, _NARROW_BAR = 128, 112
_ROOMY = 600  # logical pixels


class PersonPanel(Body):
    """Redrawn whenever somebody else is chosen."""

    opened = Signal(str, str)
    assess_wanted = Signal(str)
    """The id of a skill that nobody has assessed yet."""
    profile_wanted = Signal(str)
    """The id of the role profile to hold the person against; empty for their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(widest=860, parent=parent)
        self.column.setContentsMargins(0, 0, GAP_SMALL, 0)
        self._board: PeopleBoard | None = None
        self._person = ""
        self._profile = ""
        self._details: Sequence[tuple[str, str]] = ()
        self._roomy = True
        self.profiles = ListBox()

    @property
    def person(self) -> str:
        """The id of who is shown; empty for nobody."""
        return self._person

    def show_person(
        self, board: PeopleBoard, id: str, details: Sequence[tuple[str, str]], profile: str = ""
    ) -> None:
        """Draw somebody against their own role, or against `profile`. How far it was scrolled stays for one person."""
        above = self.verticalScrollBar().value() if id == self._person else 0
        self._board, self._person, self._profile, self._details = board, id, profile, details
        self._roomy = self.viewport().width() >= _ROOMY
        self.clear()
        if id not in board.found.people:
            return
        fit = fit_of(board.found, Id(id), Id(profile) if profile else None)
        self.column.addWidget(self._who(fit, details))
        self.column.addWidget(self._skills(board, fit))
        self.column.addWidget(self._held(board))
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(above)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.viewport().width() >= _ROOMY
        if roomy != self._roomy and self._board is not None:
            self.show_person(self._board, self._person, self._details, self._profile)

    def _who(self, fit: PersonFit, details: Sequence[tuple[str, str]]) -> Card:
        member = fit.person
        card = Card(visible_bidi(one_line(member.name)))
        record = QPushButton(_("Open the record"))
        record.setIcon(icon("arrow-up-right"))
        record.clicked.connect(lambda: self.opened.emit("person", member.id))
        card.header.add(record)
        if member.role:
            card.column.addWidget(Label(visible_bidi(member.role), ink="muted", wrap=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, GAP_SMALL, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        across = 2 if self._roomy else 1
        for place, (label, text) in enumerate(details):
            row, side = divmod(place, across)
            grid.addWidget(words(_(label), ink="muted"), row, 2 * side)
            grid.addWidget(words(visible_bidi(text)), row, 2 * side + 1)
        for column, stretch in enumerate((2, 5) * across):
            grid.setColumnStretch(column, stretch)
        card.column.addLayout(grid)
        return card

    def _skills(self, board: PeopleBoard, fit: PersonFit) -> Card:
        card = Card(_("Skills"))
        card.header.add(self._against(board, fit))
        if fit.profile is not None and fit.lines:
            summary = _("{readiness}: {met} of {count} met").format(
                readiness=_(READINESS[fit.fit.readiness]), met=fit.fit.met, count=len(fit.lines)
            )
            card.column.addWidget(Label(summary, ink="muted"))
        elif fit.profile is None:
            card.say(_("No role profile is chosen for this person. Choose one above to see what it asks."))
        else:
            card.say(_("The role profile asks for no skills yet."))
        for line in fit.lines:
            card.column.addWidget(self._skill(line))
        if fit.others:
            said = Label(
                _("Beyond what the role asks") if fit.profile else _("What they can do"), ink="muted"
            )
            said.setContentsMargins(0, GAP_SMALL, 0, 0)
            card.column.addWidget(said)
            for line in fit.others:
                card.column.addWidget(self._skill(line))
        return card

    def _against(self, board: PeopleBoard, fit: PersonFit) -> QComboBox:
        box = self.profiles = ListBox()
        box.setAccessibleName(_("Against which role profile"))
        own = board.found.profiles.get(fit.person.profile) if fit.person.profile else None
        title = shorten(one_line(own.title), 40) if own else _("none")
        box.addItem(_("Their own role: {title}").format(title=title), "")
        for profile in board.found.profiles.values():
            if profile.needs:
                box.addItem(shorten(visible_bidi(one_line(profile.title)), 60), profile.id)
        box.setCurrentIndex(max(0, box.findData(self._profile)))
        box.setMaximumWidth(300)
        box.activated.connect(lambda place: self.profile_wanted.emit(str(box.itemData(place) or "")))
        return box

    def _skill(self, line: SkillLine) -> QWidget:
        day = line.holding.assessed_on if line.holding else None
        row = RowButton(f"{line.skill.title}: {line.words}", partial(self._open, line), height=34)
        row.put(words(visible_bidi(line.skill.title)), 1)
        row.put(LevelBar(line), width=_BAR if self._roomy else _NARROW_BAR)
        lacking = line.asked and line.gap.standing in (Standing.SHORT, Standing.NOT_ASSESSED)
        under = _("assessed {day}").format(day=format_date(day)) if day else ""
        row.put(
            two_lines(line.words, under, ink="danger" if lacking else "text"),
            width=_STANDING if self._roomy else _NARROW_STANDING,
        )
        return row

    def _open(self, line: SkillLine) -> None:
        if line.holding is not None:
            self.opened.emit("person_skill", line.holding.id)
        else:
            self.assess_wanted.emit(line.skill.id)

    def _held(self, board: PeopleBoard) -> Card:
        card = Card(_("Qualifications and memberships"))
        found = [each for each in board.qualifications if each.person == self._person]
        for line in found:
            card.column.addWidget(qualification_row(line, self.opened, named=False))
        if not found:
            card.say(_("None is written down."))
        return card
