# SPDX-License-Identifier: Apache-2.0
"""People and skills: the organisation, the matrix of skills, who could cover a role, who follows, and what expires."""

from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.people.bringing_in import (
    add_frameworks,
    ask_for_framework,
    ask_for_skills,
    take_over_teams,
)
from portfolio_desktop.gui.pages.people.chart.tab import ChartTab
from portfolio_desktop.gui.pages.people.cover_tab import CoverTab, SuccessionTab
from portfolio_desktop.gui.pages.people.matrix_tab import MatrixTab
from portfolio_desktop.gui.pages.people.organisation_tab import OrganisationTab
from portfolio_desktop.gui.pages.people.qualification_rows import QualificationsTab
from portfolio_desktop.gui.pages.pieces import Fresh, allow
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.board import PeopleBoard, people_board
from portfolio_desktop.services.skills.chart import PERSON
from portfolio_desktop.services.skills.former_teams import former_teams

CHART, ORGANISATION, SKILLS, COVER, SUCCESSION, QUALIFICATIONS = (
    "chart",
    "organisation",
    "skills",
    "cover",
    "succession",
    "qualifications",
)


_Tab: TypeAlias = ChartTab | OrganisationTab | MatrixTab | CoverTab | SuccessionTab | QualificationsTab


class PeoplePage(QWidget):
    """Reads again after each write; the tab in front and what is chosen in each stay."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect."""
    open_requested = Signal(str, str)
    register_requested = Signal(str, object, str)
    import_requested = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("People and skills"))
        self._desk = desk
        self._board: PeopleBoard | None = None
        self._drawn: set[str] = set()
        self._headline = Label(step=5, bold=True)
        self._underline = Label(ink="muted", wrap=True)
        self.tabs = SegmentedControl(
            _("What to look at"),
            (
                (CHART, _("Chart")),
                (ORGANISATION, _("People")),
                (SKILLS, _("Skills")),
                (COVER, _("Cover")),
                (SUCCESSION, _("Succession")),
                (QUALIFICATIONS, _("Qualifications")),
            ),
        )
        self.former = QPushButton()
        self.former.hide()
        self.chart = ChartTab(desk)
        self.organisation = OrganisationTab(desk)
        self.matrix = MatrixTab(desk, self._no_skills())
        self.cover, self.succession = CoverTab(), SuccessionTab()
        self.qualifications = QualificationsTab()
        self._lay_out()
        self._connect()
        Fresh(self, desk, self.load)

    def load(self) -> None:
        """Read everything again."""
        self._desk.read(_found, self._show_found, owner=self)

    def _show_found(self, found: tuple[PeopleBoard, int]) -> None:
        board, former = found
        said = ngettext(
            "Take over the team of {count} person", "Take over the teams of {count} people", former
        ).format(count=f"{former:,}")
        self.former.setText(said)
        self.former.setVisible(bool(former))
        allow(self._desk, self.former)
        if not self._desk.read_only:
            self.former.setToolTip(_("An earlier version kept them as words beside each person."))
        self.show_board(board)

    def show_board(self, board: PeopleBoard) -> None:
        """Draw what was found: the tab in front now, the others when they are gone to."""
        self._board = board
        self._drawn.clear()
        headline, underline = board_words(board)
        self._headline.setText(headline)
        self._underline.setText(underline)
        self.show_tab(self.tabs.current)

    def show_tab(self, key: str) -> None:
        """Show one of the six."""
        self.tabs.choose(key)
        if self._board is None:
            return
        some = bool(self._board.found.people)
        asked = any(profile.needs for profile in self._board.found.profiles.values())
        self.tabs.setVisible(some)
        if not some:
            self._stack.setCurrentWidget(self._nobody)
        elif key in (COVER, SUCCESSION) and not asked:
            self._stack.setCurrentWidget(self._no_roles)
        else:
            tab = self._tabs[key]
            if key not in self._drawn:
                self._drawn.add(key)
                tab.show_board(self._board)
            self._stack.setCurrentWidget(tab)

    def show_person(self, id: str, profile: str = "") -> None:
        """Show somebody, held against their own role or another."""
        self.show_tab(ORGANISATION)
        self.organisation.show_person(id, profile)

    def _connect(self) -> None:
        self.tabs.changed.connect(self.show_tab)
        self.former.clicked.connect(partial(take_over_teams, self._desk, self))
        self.chart.picked.connect(self.current_changed)
        self.chart.opened.connect(self._open)
        self.organisation.picked.connect(self.current_changed)
        self.organisation.opened.connect(self.open_requested)
        self.matrix.picked.connect(self.current_changed)
        self.matrix.opened.connect(self.open_requested)
        self.matrix.person_wanted.connect(self.show_person)
        self.matrix.framework_wanted.connect(partial(ask_for_framework, self._desk, self))
        self.matrix.skills_wanted.connect(partial(ask_for_skills, self._desk, self))
        self.cover.person_wanted.connect(self.show_person)
        self.succession.person_wanted.connect(self.show_person)
        self.succession.cover_wanted.connect(self._cover)
        self.qualifications.opened.connect(self.open_requested)
        self.qualifications.register_wanted.connect(
            lambda entity: self.register_requested.emit(entity, EVERYTHING, "")
        )

    def _open(self, entity: str, id: str) -> None:
        """A person with their skills stands beside the list of people; anything else is a record."""
        if entity == PERSON:
            self.show_person(id)
        else:
            self.open_requested.emit(entity, id)

    def _cover(self, profile: str) -> None:
        self.show_tab(COVER)
        self.cover.choose(profile)

    def _lay_out(self) -> None:
        self._tabs: dict[str, _Tab] = {
            CHART: self.chart,
            ORGANISATION: self.organisation,
            SKILLS: self.matrix,
            COVER: self.cover,
            SUCCESSION: self.succession,
            QUALIFICATIONS: self.qualifications,
        }
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._headline)
        said.addWidget(self._underline)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(said, 1)
        head.addWidget(self.former, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignTop)
        self._nobody = self._no_people()
        self._no_roles = self._no_skills()
        self._stack = QStackedWidget()
        for widget in (*self._tabs.values(), self._nobody, self._no_roles):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _no_people(self) -> EmptyPlace:
        place = EmptyPlace(
            "users-round",
            _("Nobody here yet"),
            _(
                "People with their teams and line managers, what their roles ask for and what they can do. "
                "What is private about them is left out of every import."
            ),
        )
        place.add_step(
            _("Import a spreadsheet"), lambda: self.import_requested.emit("person"), "file-spreadsheet"
        )
        place.add_step(
            _("Open the register"), lambda: self.register_requested.emit("person", EVERYTHING, ""), "user"
        )
        return place

    def _no_skills(self) -> EmptyPlace:
        place = EmptyPlace(
            "award",
            _("No skills yet"),
            _(
                "A framework says which skills there are and at which levels; role profiles say which of them a role "
                "asks for. Two frameworks come with the application, and published files can be imported."
            ),
        )
        ways = (
            (_("Add the shipped frameworks"), add_frameworks, "download"),
            (_("Import a published framework"), ask_for_framework, "file-input"),
        )
        for words, run, picture in ways:
            allow(self._desk, place.add_step(words, partial(run, self._desk, self), picture))
        return place


def _found(office: Office) -> tuple[PeopleBoard, int]:
    """The board, and how many people have a team in the words of an earlier version alone."""
    return people_board(office), len(former_teams(office))


def board_words(board: PeopleBoard) -> tuple[str, str]:
    """How many people there are, and what wants attention."""
    count, teams = len(board.found.here), len(board.found.teams)
    if not board.found.people:
        return "", ""
    said = ngettext("{count} person", "{count} people", count).format(count=f"{count:,}")
    within = ngettext("in {count} team", "in {count} teams", teams).format(count=f"{teams:,}")
    parts = [
        ngettext("{count} with assessed skills", "{count} with assessed skills", board.assessed).format(
            count=f"{board.assessed:,}"
        )
    ]
    if alone := sum(not line.ready for line in board.succession):
        parts.append(
            ngettext(
                "{count} key role with nobody ready to follow",
                "{count} key roles with nobody ready to follow",
                alone,
            ).format(count=f"{alone:,}")
        )
    if urgent := len(board.expiring):
        parts.append(
            ngettext(
                "{count} qualification expired or soon will",
                "{count} qualifications expired or soon will",
                urgent,
            ).format(count=f"{urgent:,}")
        )
    return f"{said} {within}." if teams else f"{said}.", " · ".join(parts)
