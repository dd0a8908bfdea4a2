# SPDX-License-Identifier: Apache-2.0
"""What stands behind the gate: an overview, what opens from it, and the way to lock it all again.

When the file locks everything goes from sight at once. Whoever opens it again stands where they were, with what they were
typing.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.appraisal.view import AppraisalView
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import settle_all
from portfolio_desktop.gui.pages.confidential.cycles.page import CyclesPage
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.levels import LevelsPage
from portfolio_desktop.gui.pages.confidential.matters.page import MatterView
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.page import PersonPage
from portfolio_desktop.gui.pages.confidential.record_dialog import RECORD, open_record
from portfolio_desktop.gui.pages.confidential.strip import Strip
from portfolio_desktop.gui.pages.confidential.talks.coaching import CoachingView
from portfolio_desktop.gui.pages.confidential.talks.conversation import TalkView
from portfolio_desktop.gui.pages.confidential.talks.mentoring import MentoringView
from portfolio_desktop.gui.pages.confidential.team import TeamPage
from portfolio_desktop.gui.pages.confidential.waiting import WaitingPage
from portfolio_desktop.gui.pages.confidential.writing.vanishing import vanish
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views import unfinished
from portfolio_desktop.services.people.views.unfinished import Draft

View = TypeVar("View", bound=QWidget)
_Found = tuple[str, str, Sequence[Draft]]

_DUE, _CYCLES, _CHOSEN = "due", "cycles", "party.chosen"
_OF_SOMEBODY = (AppraisalView, TalkView, CoachingView, MentoringView, MatterView)
"""Pages from which a way leads to the person's page."""


def team_page(people: PeopleDesk) -> Gate:
    """A manager's team, behind the lock."""
    return Gate(people, lambda: Inside(people, _("My team"), "team", lambda: TeamPage(people)))


def year_page(people: PeopleDesk) -> Gate:
    """One's own year, behind the lock."""
    return Gate(people, lambda: Inside(people, _("My year"), "year", lambda: PersonPage(people)))


def cycles_page(people: PeopleDesk) -> Gate:
    """Years, objectives handed down, progress, forms and scales, behind the lock."""
    return Gate(people, lambda: Inside(people, _("Years and forms"), "cycles", lambda: CyclesPage(people)))


class _Stack(QStackedWidget):
    """As narrow as the page in sight can be: what stands behind it does not matter."""

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


class Inside(QWidget):
    """The overview and one page at a time, under a strip that says whose file it is and locks it."""

    def __init__(
        self,
        people: PeopleDesk,
        title: str,
        name: str,
        make: Callable[[], TeamPage | PersonPage | CyclesPage],
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._people, self._place = people, name
        self._landed = False
        self._views: dict[type[QWidget], QWidget] = {}
        self._stack = _Stack()
        self.overview = make()
        if isinstance(self.overview, TeamPage):
            self.overview.appraisal_requested.connect(self.show_appraisal)
            self.overview.person_requested.connect(self.show_person)
            self.overview.levels_requested.connect(self.show_levels)
            self.overview.due_requested.connect(self.show_waiting)
        elif isinstance(self.overview, CyclesPage):
            self.overview.appraisal_requested.connect(self.show_appraisal)
        else:
            self.overview.record_requested.connect(self.show_record)
        self._stack.addWidget(self.overview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._strip = Strip(people, title)
        self._strip.back_wanted.connect(self.start_over)
        self._strip.up_wanted.connect(self._go_up)
        column.addWidget(self._strip)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.overview)
        people.locking.connect(self._leave)
        people.closed.connect(self._vanish)

    @property
    def page(self) -> QWidget:
        """What is in sight."""
        return self._stack.currentWidget() or self.overview

    @property
    def appraisal(self) -> AppraisalView | None:
        """The page of appraisals, once there was one."""
        return self._made(AppraisalView)

    @property
    def person(self) -> PersonPage | None:
        """The page of somebody's year, once there was one."""
        return self._made(PersonPage)

    @property
    def levels(self) -> LevelsPage | None:
        """The levels of a year side by side, once they were asked for."""
        return self._made(LevelsPage)

    @property
    def waiting(self) -> WaitingPage | None:
        """The list of what is due, once it was asked for."""
        return self._made(WaitingPage)

    def show_record(self, entity: str, id: str) -> None:
        """Open a record on its page; what has none on its form, over what is in sight."""
        shows: dict[str, Callable[[str], None]] = {
            "appraisal": self.show_appraisal,
            "conversation": self.show_talk,
            "coaching_session": self.show_coaching,
            "mentoring": self.show_mentoring,
            "mentoring_session": partial(self.show_mentoring, ""),
            "concern": self.show_matter,
            "party": self.show_person,
            "cycle": self.show_levels,
        }
        show = shows.get(entity)
        if show is not None:
            show(id)
        else:
            open_record(self._people, self.page, entity, id)

    def show_appraisal(self, id: str) -> None:
        """Open an appraisal over the overview."""
        view = self._view(AppraisalView, AppraisalView)
        view.show_appraisal(Id(id))
        self._go(view)

    def show_person(self, id: str, tab: str = "") -> None:
        """Open what is kept on somebody through the year."""
        view = self._view(PersonPage, PersonPage)
        view.show_person(Id(id), tab)
        self._go(view)

    def show_talk(self, id: str) -> None:
        """Open a conversation."""
        view = self._view(TalkView, TalkView)
        view.show_talk(Id(id))
        self._go(view)

    def show_coaching(self, id: str) -> None:
        """Open a coaching session."""
        view = self._view(CoachingView, CoachingView)
        view.show_session(Id(id))
        self._go(view)

    def show_mentoring(self, id: str, session: str = "") -> None:
        """Open what a mentor and a mentee agreed, with one of their sessions; that session is enough to find it."""
        view = self._view(MentoringView, MentoringView)
        view.show_mentoring(Id(id) if id else None, Id(session) if session else None)
        self._go(view)

    def show_matter(self, id: str) -> None:
        """Open a matter."""
        view = self._view(MatterView, MatterView)
        view.show_matter(Id(id))
        self._go(view)

    def show_levels(self, cycle: str) -> None:
        """Open the levels of a year side by side."""
        view = self._view(LevelsPage, LevelsPage)
        view.show_cycle(Id(cycle))
        self._go(view)

    def show_waiting(self) -> None:
        """Open the list of what is due."""
        self._go(self._view(WaitingPage, WaitingPage))

    def start_over(self) -> None:
        """Back to the overview; what is being typed is kept."""
        settle_all(self)
        self._go(self.overview)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._landed:
            self._landed = True
            self._people.people(partial(_left, self._place), self._land, owner=self)

    def _made(self, kind: type[View]) -> View | None:
        view = self._views.get(kind)
        return view if isinstance(view, kind) else None

    def _view(self, kind: type[View], make: Callable[[PeopleDesk], View]) -> View:
        """The page of a kind, made when it is first wanted."""
        made = self._made(kind)
        if made is None:
            made = make(self._people)
            self._views[kind] = made
            self._stack.addWidget(made)
            if isinstance(made, PersonPage | WaitingPage):
                made.record_requested.connect(self.show_record)
            elif isinstance(made, TalkView | CoachingView | MentoringView | MatterView):
                made.opened.connect(self.show_record)
            elif isinstance(made, LevelsPage):
                made.appraisal_requested.connect(self.show_appraisal)
            if isinstance(
                made, PersonPage | AppraisalView | TalkView | CoachingView | MentoringView | MatterView
            ):
                made.gone.connect(self.start_over)
        return made

    def _go(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        of_somebody = isinstance(page, _OF_SOMEBODY) and isinstance(self.overview, TeamPage)
        self._strip.show_ways(back=page is not self.overview, up=of_somebody)
        self.setFocusProxy(page)
        page.setFocus()

    def _go_up(self) -> None:
        page = self.page
        if isinstance(page, _OF_SOMEBODY) and page.person is not None:
            self.show_person(page.person)

    def _leave(self) -> None:
        """It is about to lock: what is being typed is kept, and where it is."""
        settle_all(self)
        place, (view, about) = self._place, _where(self.page)
        self._people.people(lambda file: unfinished.stay(file, place, view, about))

    def _vanish(self) -> None:
        vanish(self)

    def _land(self, found: _Found) -> None:
        """Go where somebody was, and open again what they were filling in."""
        view, about, drafts = found
        entity, _dot, tab = view.partition(".")
        if isinstance(self.overview, TeamPage) and view == _CHOSEN:
            self.overview.table.choose(Id(about))
        elif isinstance(self.overview, PersonPage) and entity == "party":
            self.overview.show_person(None, tab)
        elif entity == "party":
            self.show_person(about, tab)
        elif isinstance(self.overview, CyclesPage) and entity == _CYCLES:
            self.overview.show_tab(tab)
        elif entity == _DUE:
            self.show_waiting()
        elif about:
            self.show_record(entity, about)
        page = self.page
        for draft in drafts:
            if draft.kind.startswith(RECORD):
                open_record(self._people, page, draft.kind.removeprefix(RECORD), draft.about)
            elif isinstance(page, AppraisalView | PersonPage | MatterView | LevelsPage):
                page.resume(draft.kind, draft.about)


def _left(place: str, file: PeopleFile) -> _Found:
    """Where somebody was, if what they looked at is still there, and what they were filling in."""
    view, about = unfinished.stayed(file, place)
    entity = view.partition(".")[0]
    if about:
        with file.reading() as reader:
            if reader.get(reader.catalogue.entity(entity), Id(about)) is None:
                return "", "", ()
    return view, about, unfinished.unfinished(file) if view else ()


def _where(page: QWidget) -> tuple[str, str]:
    """The view that a page is, and the record that it shows."""
    match page:
        case TeamPage() if page.table.chosen is not None:
            return _CHOSEN, page.table.chosen.party
        case AppraisalView():
            return "appraisal", page.appraisal or ""
        case PersonPage():
            return f"party.{page.tab}", page.person or ""
        case TalkView():
            return "conversation", page.talk or ""
        case CoachingView():
            return "coaching_session", page.session or ""
        case MentoringView():
            return "mentoring", page.mentoring or ""
        case MatterView():
            return "concern", page.matter or ""
        case LevelsPage():
            return "cycle", page.cycle or ""
        case WaitingPage():
            return _DUE, ""
        case CyclesPage():
            return f"{_CYCLES}.{page.tabs.current}", ""
    return "", ""
