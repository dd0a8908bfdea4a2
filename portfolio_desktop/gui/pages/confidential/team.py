# SPDX-License-Identifier: Apache-2.0
"""The team of a line manager in a year: a row for each person, what waits, and how levels spread once they are given."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.beginning import Beginning, ask_for_year
from portfolio_desktop.gui.pages.confidential.journal import QuickNote
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.team_table import TeamTable, late, matching
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.people.views.team import TeamYear, team_year

_FIND_FROM = 20  # people: fewer are seen at once
_NAME = 180


class TeamPage(QWidget):
    """Follows every write; who was chosen stays so."""

    appraisal_requested = Signal(str)
    person_requested = Signal(str)
    levels_requested = Signal(str)
    due_requested = Signal()

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("My team"))
        self._people = people
        self._year: Id | None = None
        self._shown: TeamYear | None = None
        self.table = TeamTable()
        self.table.opened.connect(self.appraisal_requested)
        self._headline, self._underline = (
            Label("", step=5, bold=True, wrap=True),
            Label("", ink="muted", wrap=True),
        )
        self._years = ListBox()
        self._years.setAccessibleName(_("Year"))
        self._years.activated.connect(self._choose)
        self._find = SearchBox(_("Find a person"))
        self._find.textChanged.connect(lambda _words: self._fill())
        self._start = QPushButton(_("Start a year…"))
        self._start.clicked.connect(self.start)
        self._levels = QPushButton(_("Levels side by side"))
        self._levels.clicked.connect(self._go_to_levels)
        self._due = QPushButton(_("What is due"))
        self._due.clicked.connect(lambda: self.due_requested.emit())
        self._spread = Label("", ink="muted", wrap=True)
        self._who = ElidedLabel("", bold=True)
        self.note = QuickNote(people, "note")
        self._person, self._open = QPushButton(_("Their year…")), QPushButton(_("Open the appraisal"))
        self._person.setToolTip(_("Journal, objectives, conversations, promises, development"))
        self._open.setToolTip(_("Enter, or a double click on the row"))
        self._person.clicked.connect(self._go_to_person)
        self._open.clicked.connect(self._go_to_appraisal)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._follow())
        self._stack = QStackedWidget()
        self._lay_out()
        Fresh(self, people, self.load)

    def load(self) -> None:
        """Read it again."""
        year = self._year
        if self._people.unlocked:
            self._people.people(lambda file: team_year(file, year), self.show_team, owner=self)

    def show_team(self, found: TeamYear) -> None:
        """Draw it."""
        self._shown = found
        self._years.clear()
        for each in found.years:
            self._years.addItem(each.title, each.id)
        if found.year is not None:
            self._years.setCurrentIndex(self._years.findData(found.year.id))
        self._years.setHidden(len(found.years) < 2)
        self._find.setHidden(len(found.members) < _FIND_FROM)
        self._stack.setCurrentIndex(0 if found.year or found.members else 1)
        self._start.setVisible(bool(found.year or found.members))
        self._headline.setText(headline(found))
        self._underline.setText(underline(found))
        self._spread.setText(spread(found))
        self._spread.setHidden(not found.rated)
        self._levels.setVisible(bool(found.spread))
        self._fill()

    def start(self) -> None:
        """Begin a year: with whom, on which form and scale."""
        ask_for_year(self._people, self, self._started)

    def _started(self, begun: Beginning) -> None:
        self._year = None
        self._people.notify(begun.told, undo=True)

    def _choose(self) -> None:
        self._year = self._years.currentData()
        self.load()

    def _fill(self) -> None:
        if self._shown is not None:
            self.table.show_year(self._shown, matching(self._shown.members, self._find.text()))
            self._follow()

    def _follow(self) -> None:
        """The line below is about whoever is chosen."""
        chosen = self.table.chosen
        self._below.setVisible(chosen is not None)
        if chosen is not None:
            self._who.set_text(chosen.name)
            self.note.write_on(chosen.party)
            self._open.setEnabled(chosen.appraisal is not None)

    def _go_to_levels(self) -> None:
        if self._shown is not None and self._shown.year is not None:
            self.levels_requested.emit(self._shown.year.id)

    def _go_to_person(self) -> None:
        if (chosen := self.table.chosen) is not None:
            self.person_requested.emit(chosen.party)

    def _go_to_appraisal(self) -> None:
        if (chosen := self.table.chosen) is not None and chosen.appraisal:
            self.appraisal_requested.emit(chosen.appraisal)

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._headline)
        said.addWidget(self._underline)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.setContentsMargins(GAP_HUGE, GAP_LARGE, GAP_HUGE, GAP)
        head.addLayout(said, 1)
        for widget in (self._find, self._years, self._due, self._levels, self._start):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setContentsMargins(GAP_HUGE, GAP_SMALL, GAP_HUGE, GAP_SMALL)
        foot.addWidget(self._spread)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(GAP_HUGE, GAP_SMALL, GAP_HUGE, 0)
        below.setSpacing(GAP_SMALL)
        self._who.setFixedWidth(_NAME)
        below.addWidget(self._who)
        below.addWidget(self.note, 1)
        below.addWidget(self._person)
        below.addWidget(self._open)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._below)
        column.addLayout(foot)
        empty = EmptyPlace(
            "users",
            _("No year has begun yet"),
            _(
                "Start a year with the people you lead: each gets an appraisal with its questions, and its conversations "
                "are planned. What you note through the year waits for you there."
            ),
        )
        empty.add_step(_("Start a year…"), self.start)
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.table)


def headline(found: TeamYear) -> str:
    """The one sentence to begin with."""
    count, behind = len(found.members), late(found.members)
    people = ngettext("{count} person", "{count} people", count).format(count=f"{count:,}")
    if not behind:
        return _("{people}, nothing late").format(people=people)
    said = ngettext("{people}, {late} with something late", "{people}, {late} with something late", behind)
    return said.format(people=people, late=f"{behind:,}")


def underline(found: TeamYear) -> str:
    """The year, and what was promised."""
    promises = sum(member.promises for member in found.members)
    overdue = sum(member.late_promises for member in found.members)
    parts = [found.year.title] if found.year else []
    if promises:
        text = ngettext("{count} promise open", "{count} promises open", promises)
        parts.append(text.format(count=f"{promises:,}"))
    if overdue:
        parts.append(
            ngettext("{count} of them late", "{count} of them late", overdue).format(count=f"{overdue:,}")
        )
    return " · ".join(parts)


def spread(found: TeamYear) -> str:
    """How the levels that were given spread over the scale."""
    bars = " · ".join(
        f"{bar.label}: {_('kept back') if bar.count is None else bar.count}" for bar in reversed(found.spread)
    )
    return (
        _("Levels given to {count} of {all}: {bars}")
        .replace("{count}", str(found.rated))
        .replace("{all}", str(len([one for one in found.members if one.appraisal])))
        .replace("{bars}", bars)
    )
