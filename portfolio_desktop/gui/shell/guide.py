# SPDX-License-Identifier: Apache-2.0
"""The way from page to page: makes each page when it is first gone to, keeps the way back, and follows what pages ask for.

No page is imported at the head of this file. Each is where it is made, so that the first one waits for no other.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Filter
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk, Target
from portfolio_desktop.gui.pages.sharing.rounds import Rounds
from portfolio_desktop.gui.shell import places

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.capacity.page import CapacityPage
    from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
    from portfolio_desktop.gui.pages.escalations.page import EscalationsPage
    from portfolio_desktop.gui.pages.imports.page import ImportPage
    from portfolio_desktop.gui.pages.meetings.page import MeetingsPage
    from portfolio_desktop.gui.pages.packs.page import PacksPage
    from portfolio_desktop.gui.pages.plans.page import PlansPage
    from portfolio_desktop.gui.pages.project.page import ProjectPage
    from portfolio_desktop.gui.pages.risks.page import RisksPage
    from portfolio_desktop.gui.pages.safekeeping.page import SafekeepingPage
    from portfolio_desktop.gui.pages.search import SearchPage
    from portfolio_desktop.gui.pages.timeline.page import TimelinePage
    from portfolio_desktop.gui.register.page import RegisterPage

_STEPS_KEPT = 50
_WITH_ACTS = (places.RISKS, places.CLOCKS, places.TIMELINE)


@runtime_checkable
class StartsOver(Protocol):
    """A page of several views, the first of which it begins with."""

    def start_over(self) -> None:
        """Back to the first view, unless something there is not kept yet."""


class Guide(QObject):
    """`went` carries the key of the page that is now shown, `selected` the record to inspect, both empty for none."""

    went = Signal(str)
    selected = Signal(str, str)
    left_out = Signal(str, str, bool)
    """Entity and id of a record, and whether its register, by its filter, shows it no more."""
    pin_wanted = Signal(str)
    """The id of a saved view that is to stand in the navigation."""

    def __init__(
        self,
        desk: Desk,
        actions: Actions,
        stack: QStackedWidget,
        people: "Callable[[], PeopleDesk]",
        rounds: Rounds,
        safekeeping: "Callable[[], SafekeepingPage]",
    ) -> None:
        super().__init__(stack)
        self._safekeeping = safekeeping
        self._desk = desk
        self._people = people
        self._rounds = rounds
        self._actions = actions
        self._stack = stack
        self._pages: dict[str, QWidget] = {}
        self._behind: list[str] = []
        self._ahead: list[str] = []
        self._here = ""
        self._announced: dict[str, Target] = {}

    @property
    def here(self) -> str:
        """The key of the page that is shown; empty on the welcome page."""
        return self._here

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown, or None on the welcome page."""
        return self._stack.currentWidget() if self._here else None

    @property
    def acts(self) -> Actions:
        """What can be done here: a register's own actions and the window's, or the window's alone."""
        has_acts = places.register_of(self._here) or self._here in _WITH_ACTS
        page = self._pages.get(self._here) if has_acts else None
        return (
            cast("RegisterPage | RisksPage | EscalationsPage | TimelinePage", page).acts
            if page
            else self._actions
        )

    def go(self, key: str) -> None:
        """Show a page and remember the one before it. A page that is shown already comes back to its beginning."""
        if self._here and self._here != key:
            self._behind = [*self._behind, self._here][-_STEPS_KEPT:]
            self._ahead.clear()
        elif isinstance(self.page, StartsOver):
            self.page.start_over()
        self._show(key)

    def back(self) -> None:
        """Show the page before this one."""
        if self._behind:
            self._ahead.append(self._here)
            self._show(self._behind.pop())

    def forward(self) -> None:
        """Show again the page that `back` left."""
        if self._ahead:
            self._behind.append(self._here)
            self._show(self._ahead.pop())

    def leave(self) -> None:
        """Forget every page: their workspace is closed."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._behind.clear()
        self._ahead.clear()
        self._announced.clear()
        self._here = ""

    def open_record(self, entity: str, id: str) -> None:
        """Show a record: a project on its own page, any other in its register with the inspector beside it."""
        if entity == "project":
            self.go(places.project_key(id))
            return
        self.register(entity).select(Id(id))
        self.selected.emit(entity, id)

    def open_place(self, key: str, id: str = "") -> None:
        """Go to a designed page; with an id, to one escalation on the page of clocks."""
        self.go(key)
        if id and key == places.CLOCKS:
            cast("EscalationsPage", self.page).show_escalation(id)

    def show_register(self, entity: str, where: Filter, title: str = "") -> None:
        """Show the records of a register that `where` means."""
        self.register(entity).show_filter(where, title)

    def start_import(self, entity: str = "", path: Path | None = None) -> None:
        """Begin an import, into the register of `entity` and with the file at `path` where they are given.

        Plans have a way in of their own.
        """
        if entity == "plan" and path is None:
            self.open_plan()
            return
        self.go(places.IMPORTS)
        page = cast("ImportPage", self.page)
        page.start(entity if entity != "plan" else "")
        if path is not None:
            page.read(path)

    def open_plan(self, path: Path | None = None, project: str = "") -> None:
        """Begin with the plan in the file at `path`, where one is given, for the project that the person came from."""
        self.go(places.PLANS)
        page = cast("PlansPage", self.page)
        page.start(Id(project) if project else None)
        if path is not None:
            page.read(path)

    def register(self, entity: str) -> "RegisterPage":
        """Go to the register of `entity`."""
        self.go(places.register_key(entity))
        return cast("RegisterPage", self.page)

    def show_on_timeline(self, entity: str, id: str) -> None:
        """A project's plan, or a record in the plan of its project."""
        self.go(places.TIMELINE)
        page = cast("TimelinePage", self.page)
        if entity == "project":
            page.show_project(id)
        else:
            page.show_record(entity, id)

    def packs(self) -> "PacksPage":
        """Go to the packs."""
        self.go(places.PACKS)
        return cast("PacksPage", self.page)

    def search(self) -> "SearchPage":
        """Go to the search over everything."""
        self.go(places.SEARCH)
        return cast("SearchPage", self.page)

    def announce(self, key: str, entity: str, id: str) -> None:
        """A designed page says which record it is at; it is inspected while the page is in sight, and on coming back."""
        self._announced[key] = (entity, id)
        if key == self._here:
            self.selected.emit(entity, id)

    def _show(self, key: str) -> None:
        project = places.project_of(key)
        kept = "project" if project else key
        if kept not in self._pages:
            self._pages[kept] = self._make(key)
            self._stack.addWidget(self._pages[kept])
        page = self._pages[kept]
        if project:
            cast("ProjectPage", page).show_record(project)
        self._here = key
        self._stack.setCurrentWidget(page)
        entity = places.register_of(key)
        if project:
            self.selected.emit("project", project)
        elif entity:
            self.selected.emit(entity, cast("RegisterPage", page).current)
        else:
            self.selected.emit(*self._announced.get(key, ("", "")))
        self.went.emit(key)
        page.setFocus()

    def _make(self, key: str) -> QWidget:
        if name := places.register_of(key):
            return self._register(name)
        if places.project_of(key):
            return self._project()
        return _MAKERS[key](self)

    def _register(self, name: str) -> QWidget:
        from portfolio_desktop.gui.register.page import RegisterPage

        page = RegisterPage(self._desk, name, above=self._actions)
        page.current_changed.connect(self.selected)
        page.left_out.connect(self.left_out)
        page.open_requested.connect(self.open_alone)
        page.import_requested.connect(self.start_import)
        page.bar.pin_asked.connect(self.pin_wanted)
        if name == "issue":
            from portfolio_desktop.gui.pages.escalations.issues import offer_escalation

            offer_escalation(self._desk, page)
        if name == "risk":
            from portfolio_desktop.gui.pages.risks.deciding import offer_acts

            offer_acts(self._desk, page)
        if name in ("project", "task", "milestone"):
            from portfolio_desktop.gui.pages.timeline.leading import offer_timeline

            offer_timeline(page, self.show_on_timeline)
        if name == "work_package":
            from portfolio_desktop.gui.pages.capacity.leading import offer_handing

            offer_handing(page, partial(_show_package, self))
        return page

    def open_alone(self, entity: str, id: str) -> None:
        """Show a record on its own where it has a page, any other as from elsewhere."""
        if entity == "risk":
            self.go(places.RISKS)
            cast("RisksPage", self.page).show_risk(id)
        elif entity in ("meeting", "decision", "board"):
            self.go(places.MEETINGS)
            cast("MeetingsPage", self.page).show_record(entity, id)
        elif entity == "escalation":
            self.open_place(places.CLOCKS, id)
        else:
            self.open_record(entity, id)

    def _project(self) -> QWidget:
        from portfolio_desktop.gui.pages.project.page import ProjectPage

        page = ProjectPage(self._desk)
        page.open_requested.connect(self.open_record)
        page.register_requested.connect(self.show_register)
        page.clocks_requested.connect(lambda id: self.open_place(places.CLOCKS, id))
        page.timeline_requested.connect(lambda id: self.show_on_timeline("project", id))
        page.left.connect(lambda: self.go(places.register_key("project")))
        return page


def _home_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.home.page import HomePage

    page = HomePage(guide._desk)
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(guide.show_register)
    page.import_requested.connect(lambda: guide.start_import("project"))
    page.quality_requested.connect(lambda: guide.go(places.QUALITY))
    page.ratings_requested.connect(lambda: guide.go(places.CHALLENGE))
    page.backups_requested.connect(lambda: guide.go(places.SAFEKEEPING))
    page.changes_requested.connect(lambda: guide.go(places.PACKS))
    page.clocks_requested.connect(lambda id: guide.open_place(places.CLOCKS, id))
    return page


def _imports_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.imports.page import ImportPage

    page = ImportPage(guide._desk)
    page.register_requested.connect(guide.show_register)
    page.pack_requested.connect(lambda: guide.packs().start())
    return page


def _plans_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.plans.page import PlansPage

    page = PlansPage(guide._desk)
    page.timeline_requested.connect(lambda id: guide.show_on_timeline("project", id))
    return page


def _search_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.search import SearchPage

    def show_all(entity: str, words: str) -> None:
        register = guide.register(entity)
        register.show_everything()
        register.bar.box.say(words)

    page = SearchPage(guide._desk)
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(show_all)
    page.saved.connect(guide.pin_wanted)
    return page


def _packs_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.packs.page import PacksPage

    page = PacksPage(guide._desk)
    page.open_requested.connect(guide.open_alone)
    page.portfolios_requested.connect(lambda: guide.go(places.register_key("portfolio")))
    return page


def _risks_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.risks.page import RisksPage

    page = RisksPage(guide._desk, guide._actions)
    page.current_changed.connect(partial(guide.announce, places.RISKS))
    page.open_requested.connect(guide.open_record)
    page.import_requested.connect(guide.start_import)
    return page


def _clocks_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.escalations.page import EscalationsPage

    page = EscalationsPage(guide._desk, guide._actions)
    page.current_changed.connect(partial(guide.announce, places.CLOCKS))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(lambda entity: guide.go(places.register_key(entity)))
    return page


def _timeline_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.timeline.page import TimelinePage

    page = TimelinePage(guide._desk, guide._actions)
    page.current_changed.connect(partial(guide.announce, places.TIMELINE))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(lambda entity: guide.go(places.register_key(entity)))
    page.import_requested.connect(guide.start_import)
    return page


def _challenge_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.challenge.page import ChallengePage

    page = ChallengePage(guide._desk)
    page.current_changed.connect(partial(guide.announce, places.CHALLENGE))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(lambda entity: guide.go(places.register_key(entity)))
    return page


def _meetings_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.meetings.page import MeetingsPage

    page = MeetingsPage(guide._desk)
    page.current_changed.connect(partial(guide.announce, places.MEETINGS))
    page.open_requested.connect(guide.open_record)
    page.new_requested.connect(lambda entity: guide.register(entity).acts["new_record"].trigger())
    return page


def _assurance_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.assurance.page import AssurancePage

    page = AssurancePage(guide._desk, guide._actions)
    page.current_changed.connect(partial(guide.announce, places.ASSURANCE))
    page.open_requested.connect(guide.open_record)
    return page


def _stakeholders_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.stakeholders.page import StakeholdersPage

    page = StakeholdersPage(guide._desk)
    page.current_changed.connect(partial(guide.announce, places.STAKEHOLDERS))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(guide.show_register)
    page.import_requested.connect(guide.start_import)
    return page


def _people_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.people.page import PeoplePage

    page = PeoplePage(guide._desk)
    page.current_changed.connect(partial(guide.announce, places.PEOPLE))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(guide.show_register)
    page.import_requested.connect(guide.start_import)
    return page


def _technology_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.technology.page import TechnologyPage

    page = TechnologyPage(guide._desk)
    page.current_changed.connect(partial(guide.announce, places.TECHNOLOGY))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(guide.show_register)
    page.import_requested.connect(guide.start_import)
    return page


def _show_package(guide: Guide, id: str) -> None:
    """A work package with its acts."""
    guide.go(places.CAPACITY)
    cast("CapacityPage", guide.page).show_package(Id(id))


def _capacity_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.capacity.page import CapacityPage

    page = CapacityPage(guide._desk, guide._actions)
    page.current_changed.connect(partial(guide.announce, places.CAPACITY))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(guide.show_register)
    return page


def _team_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.confidential.inside import team_page

    return team_page(guide._people())


def _year_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.confidential.inside import year_page

    return year_page(guide._people())


def _cycles_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.confidential.inside import cycles_page

    return cycles_page(guide._people())


def _keeping_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.confidential.keeping.page import keeping_page

    return keeping_page(guide._people())


def _sharing_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.sharing.page import SharingPage

    page = SharingPage(guide._desk, guide._actions, guide._rounds)
    page.open_requested.connect(guide.open_alone)
    return page


def _quality_page(guide: Guide) -> QWidget:
    from portfolio_desktop.gui.pages.quality.page import QualityPage

    page = QualityPage(guide._desk)
    page.current_changed.connect(partial(guide.announce, places.QUALITY))
    page.open_requested.connect(guide.open_record)
    page.register_requested.connect(guide.show_register)
    return page


_MAKERS: dict[str, Callable[[Guide], QWidget]] = {
    places.HOME: _home_page,
    places.TIMELINE: _timeline_page,
    places.RISKS: _risks_page,
    places.CLOCKS: _clocks_page,
    places.CHALLENGE: _challenge_page,
    places.MEETINGS: _meetings_page,
    places.ASSURANCE: _assurance_page,
    places.STAKEHOLDERS: _stakeholders_page,
    places.PEOPLE: _people_page,
    places.TECHNOLOGY: _technology_page,
    places.CAPACITY: _capacity_page,
    places.TEAM: _team_page,
    places.MY_YEAR: _year_page,
    places.KEEPING: _keeping_page,
    places.CYCLES: _cycles_page,
    places.QUALITY: _quality_page,
    places.PACKS: _packs_page,
    places.SHARING: _sharing_page,
    places.SAFEKEEPING: lambda guide: guide._safekeeping(),
    places.IMPORTS: _imports_page,
    places.PLANS: _plans_page,
    places.SEARCH: _search_page,
}
