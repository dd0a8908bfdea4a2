# SPDX-License-Identifier: Apache-2.0
"""What stands behind the gate: an overview, the appraisals that open from it, and the way to lock it all again."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.confidential.appraisal.view import AppraisalView
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import settle_all
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.levels import LevelsPage
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person import PersonPage
from portfolio_desktop.gui.pages.confidential.team import TeamPage
from portfolio_desktop.gui.pages.confidential.waiting import WaitingPage
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture


def team_page(people: PeopleDesk) -> Gate:
    """A manager's team, behind the lock."""
    return Gate(people, lambda: Inside(people, _("My team"), lambda: TeamPage(people)))


def year_page(people: PeopleDesk) -> Gate:
    """One's own year, behind the lock."""
    return Gate(people, lambda: Inside(people, _("My year"), lambda: PersonPage(people)))


class Inside(QWidget):
    """The overview and one appraisal at a time, under a strip that says whose file it is and locks it."""

    def __init__(self, people: PeopleDesk, title: str, make: Callable[[], TeamPage | PersonPage]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._people = people
        self._back = QPushButton(title)
        self._back.setIcon(icon("arrow-left", "accent"))
        self._back.setProperty("flat", True)
        self._back.setAccessibleName(_("Back to {page}").replace("{page}", title))
        self._back.clicked.connect(self.start_over)
        self._back.hide()
        lock = QPushButton(_("Lock"))
        lock.setIcon(icon("lock-keyhole"))
        lock.setToolTip(_("Nothing of this stays in the window (Ctrl+L)"))
        lock.clicked.connect(people.lock)
        told = _(
            "Confidential, open on this laptop. It locks itself after {count} minutes without a key pressed."
        )
        strip = QHBoxLayout()
        strip.setContentsMargins(GAP_HUGE, GAP_SMALL, GAP_HUGE, GAP_SMALL)
        strip.setSpacing(GAP_SMALL)
        strip.addWidget(self._back)
        strip.addWidget(IconPicture("lock-keyhole-open", 16, "muted"))
        strip.addWidget(Label(told.format(count=people.minutes), ink="muted", wrap=True), 1)
        strip.addWidget(lock)
        self._stack = QStackedWidget()
        self.overview = make()
        self.overview.appraisal_requested.connect(self.show_appraisal)
        if isinstance(self.overview, TeamPage):
            self.overview.person_requested.connect(self.show_person)
            self.overview.levels_requested.connect(self.show_levels)
            self.overview.due_requested.connect(self.show_waiting)
        self._stack.addWidget(self.overview)
        self.appraisal: AppraisalView | None = None
        self.person: PersonPage | None = None
        self.levels: LevelsPage | None = None
        self.waiting: WaitingPage | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.overview)
        people.locking.connect(self._settle)

    def show_appraisal(self, id: str) -> None:
        """Open an appraisal over the overview."""
        if self.appraisal is None:
            self.appraisal = AppraisalView(self._people)
            self._stack.addWidget(self.appraisal)
        self.appraisal.show_appraisal(Id(id))
        self._go(self.appraisal)

    def show_person(self, id: str) -> None:
        """Open what is kept on somebody through the year."""
        if self.person is None:
            self.person = PersonPage(self._people)
            self.person.appraisal_requested.connect(self.show_appraisal)
            self._stack.addWidget(self.person)
        self.person.show_person(Id(id))
        self._go(self.person)

    def show_levels(self, cycle: str) -> None:
        """Open the levels of a year side by side."""
        if self.levels is None:
            self.levels = LevelsPage(self._people)
            self.levels.appraisal_requested.connect(self.show_appraisal)
            self._stack.addWidget(self.levels)
        self.levels.show_cycle(Id(cycle))
        self._go(self.levels)

    def show_waiting(self) -> None:
        """Open the list of what is due."""
        if self.waiting is None:
            self.waiting = WaitingPage(self._people)
            self.waiting.appraisal_requested.connect(self.show_appraisal)
            self._stack.addWidget(self.waiting)
        self._go(self.waiting)

    def start_over(self) -> None:
        """Back to the overview; what is being typed is kept."""
        self._settle()
        self._go(self.overview)

    def _go(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._back.setVisible(page is not self.overview)
        self.setFocusProxy(page)
        page.setFocus()

    def _settle(self) -> None:
        settle_all(self)
