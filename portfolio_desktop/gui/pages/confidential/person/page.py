# SPDX-License-Identifier: Apache-2.0
"""The page of one person, in tabs. Of its owner it is "my year"; of somebody they lead, what a manager keeps of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.matters.noting import NOTE
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.acts import FINISH, MENTOR
from portfolio_desktop.gui.pages.confidential.person.formal import FormalPart
from portfolio_desktop.gui.pages.confidential.person.growth import Growth, GrowthPart, growth
from portfolio_desktop.gui.pages.confidential.person.health import HealthPart
from portfolio_desktop.gui.pages.confidential.person.year import YearPart
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views.person import PersonYear, person_year

YEAR, GROWTH, FORMAL, HEALTH = "year", "growth", "formal", "health"
_TABS = (
    (YEAR, N_("The year")),
    (GROWTH, N_("Development")),
    (FORMAL, N_("Matters and pay")),
    (HEALTH, N_("Health")),
)
_OWN = (YEAR, GROWTH)


class PersonPage(QWidget):
    """Follows every write. Whose page it is, is said by `show_person`; at first its owner's.

    `record_requested` carries the entity and the id of what is to be looked at.
    """

    record_requested = Signal(str, str)
    gone = Signal()
    """What was shown is not there any more: erased, deleted, or its making undone."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("My year"))
        self._people = people
        self._person: Id | None = None
        self._shown: PersonYear | None = None
        self._name, self._role = Label("", step=5, bold=True, wrap=True), Label("", ink="muted")
        self.year, self.growth = YearPart(people), GrowthPart(people)
        self.formal, self.health = FormalPart(people), HealthPart(people)
        self._parts: dict[str, QWidget] = {
            YEAR: self.year,
            GROWTH: self.growth,
            FORMAL: self.formal,
            HEALTH: self.health,
        }
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.setExpanding(False)
        for key, title in _TABS:
            self.tabs.addTab(_(title))
            self._stack.addWidget(self._parts[key])
        for part in (self.year, self.growth, self.formal):
            part.opened.connect(self.record_requested)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._lay_out()
        Fresh(self, people, self.load)

    @property
    def person(self) -> Id | None:
        """Whose page it is; None until it has been read."""
        return self._shown.person if self._shown else self._person

    @property
    def called(self) -> str:
        """What the person is called; nothing for the owner's own year."""
        return "" if self._shown is None or self._shown.own else self._shown.name

    @property
    def tab(self) -> str:
        """Which part is in sight."""
        return _TABS[self.tabs.currentIndex()][0]

    def show_person(self, person: Id | None, tab: str = "") -> None:
        """Whose year it is, None for the owner's own; and which part of it, the same as before where none is named."""
        self._person = person
        if tab:
            self.tabs.setCurrentIndex([key for key, _title in _TABS].index(tab))
        self.load()

    def resume(self, kind: str, about: str) -> None:
        """Open again what was being filled in when the file locked."""
        if about == self.person and kind == NOTE:
            self.formal.note()
        elif about == self.person and kind == MENTOR:
            self.growth.agree_on_mentor()
        elif kind == FINISH and self.tab == GROWTH:
            self.growth.finish(about)

    def load(self) -> None:
        """Read it again."""
        person = self._person

        def read(file: PeopleFile) -> tuple[PersonYear, Growth]:
            found = person_year(file, person)
            return found, growth(file, found.person)

        if self._people.unlocked:
            self._people.people(read, self._show, owner=self, failed=lambda _error: self.gone.emit())

    def _show(self, both: tuple[PersonYear, Growth]) -> None:
        found, learning = both
        self._shown = found
        self._name.setText(_("My year") if found.own else found.name)
        self._role.setText("" if found.own else found.role)
        self._role.setHidden(not self._role.text())
        for place, (key, _title) in enumerate(_TABS):
            self.tabs.setTabVisible(place, not found.own or key in _OWN)
        self.year.show_year(found)
        self.growth.show_growth(learning)
        if not found.own:
            self.formal.show_person(found.person)
            self.health.show_person(found.person)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(GAP_HUGE, GAP_LARGE, GAP_HUGE, 0)
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addWidget(self._role)
        head.addSpacing(GAP_SMALL)
        head.addWidget(self.tabs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(Rule())
        whole.addWidget(self._stack, 1)
        self.setFocusProxy(self.year)
