# SPDX-License-Identifier: Apache-2.0
"""The page of assurance: gates, controls, recommendations, lessons and changes, one of them at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.assurance.acting import acknowledge, cascade
from portfolio_desktop.gui.pages.assurance.change_dialog import BaselinesDialog, ChangeDialog
from portfolio_desktop.gui.pages.assurance.controls_tab import ControlsTab
from portfolio_desktop.gui.pages.assurance.gates_tab import GatesTab
from portfolio_desktop.gui.pages.assurance.list_tab import ListTab
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.governance import change_requests
from portfolio_desktop.services.governance.assurance import (
    UNACKNOWLEDGED,
    UNDECIDED,
    Assurance,
    Pending,
    assurance,
)
from portfolio_desktop.services.governance.change_requests import Impact, Moved
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.words import link_titles

GATES, CONTROLS, RECOMMENDATIONS, LESSONS, CHANGES = (
    "gates",
    "controls",
    "recommendations",
    "lessons",
    "changes",
)


class AssurancePage(QWidget):
    """Lists are made when they are first gone to. The signals are those of a register."""

    current_changed = Signal(str, str)
    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, above: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Assurance"))
        self._desk = desk
        self._above = above
        self._found: Assurance | None = None
        self.gates, self.controls = GatesTab(desk, above), ControlsTab(desk)
        self.lists: dict[str, ListTab] = {}
        self.tabs = SegmentedControl(
            _("Assurance"),
            [
                (GATES, _("Gates")),
                (CONTROLS, _("Controls")),
                (RECOMMENDATIONS, _("Recommendations")),
                (LESSONS, _("Lessons")),
                (CHANGES, _("Changes")),
            ],
        )
        self._headline = Label(step=5, bold=True)
        self._underline = Label(ink="muted", wrap=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.changed.connect(self._switch)
        for tab in (self.gates, self.controls):
            tab.picked.connect(self.current_changed)
            tab.opened.connect(self.open_requested)
        Fresh(self, desk, self.load)

    def load(self) -> None:
        """Read everything again."""
        self._desk.read(assurance, self.show_assurance, owner=self)

    def show_assurance(self, found: Assurance) -> None:
        """Draw it; the tab in front and what was chosen stay."""
        self._found = found
        self._headline.setText(headline(found))
        self._underline.setText(underline(found))
        self.gates.show_assurance(found)
        self.controls.show_assurance(found)
        self._say()

    def go(self, tab: str) -> None:
        """Bring a tab to the front."""
        self.tabs.choose(tab)
        self._switch(tab)

    def _switch(self, tab: str) -> None:
        made: dict[str, QWidget] = {GATES: self.gates, CONTROLS: self.controls}
        if tab not in made:
            if tab not in self.lists:
                self.lists[tab] = self._make_list(tab)
                self._stack.addWidget(self.lists[tab])
            made[tab] = self.lists[tab]
            self._say()
        self._stack.setCurrentWidget(made[tab])
        self.current_changed.emit("", "")

    def _say(self) -> None:
        if self._found is None:
            return
        counts = {
            RECOMMENDATIONS: self._found.recommendations,
            LESSONS: self._found.notices,
            CHANGES: self._found.changes,
        }
        for tab, shown in self.lists.items():
            shown.say(_pending(counts[tab]))

    def _make_list(self, tab: str) -> ListTab:
        made = _LISTS[tab](self)
        made.picked.connect(self.current_changed)
        made.opened.connect(self.open_requested)
        return made

    def recommendations(self) -> ListTab:
        """Recommendations that are not settled, the gravest first and then the latest."""
        catalogue = self._desk.catalogue
        where = still_open(catalogue, catalogue.entity("recommendation"))
        shown = (where, _("Outstanding"), (Sort("criticality"), Sort("due")))
        return ListTab(self._desk, self._above, "recommendation", shown, ())

    def lessons(self) -> ListTab:
        """Lessons that projects were told of and have not acknowledged."""
        shown = (UNACKNOWLEDGED, _("Not acknowledged"), (Sort("acknowledge_by"),))
        acts = (
            (_("Acknowledge"), "circle-check", self._acknowledge, True),
            (_("Tell projects of a lesson"), "bell-ring", self._cascade, False),
        )
        return ListTab(self._desk, self._above, "lesson_notice", shown, acts)

    def changes(self) -> ListTab:
        """Change requests that wait for a decision."""
        shown = (UNDECIDED, _("Waiting"), (Sort("needed_by"), Sort("code")))
        acts = (
            (_("How the baseline moved"), "history", self._tell_baselines, True),
            (_("Decide"), "gavel", self._decide, True),
        )
        return ListTab(self._desk, self._above, "change_request", shown, acts)

    def _acknowledge(self, notice: str) -> None:
        def look(office: Office) -> tuple[Record, dict[Id, str]]:
            with office.reading() as reader:
                record = record_of(reader, "lesson_notice", Id(notice))
                return record, link_titles(reader, reader.catalogue.entity("lesson_notice"), [record])

        def show(found: tuple[Record, dict[Id, str]]) -> None:
            acknowledge(self._desk, self.window(), *found, self._desk.today)

        self._desk.read(look, show, owner=self)

    def _cascade(self, _notice: str) -> None:
        cascade(self._desk, self.window(), self._desk.today)

    def _decide(self, request: str) -> None:
        def look(office: Office) -> tuple[Impact, dict[Id, str]]:
            found = change_requests.impact(office, Id(request))
            with office.reading() as reader:
                return found, link_titles(reader, reader.catalogue.entity("change_request"), [found.request])

        def show(found: tuple[Impact, dict[Id, str]]) -> None:
            ChangeDialog(self._desk, *found, self.window()).open()

        self._desk.read(look, show, owner=self)

    def _tell_baselines(self, request: str) -> None:
        def look(office: Office) -> tuple[Project, tuple[Moved, ...]]:
            project = change_requests.impact(office, Id(request)).project
            return project, change_requests.baselines(office, project.id)

        def show(found: tuple[Project, tuple[Moved, ...]]) -> None:
            BaselinesDialog(*found, self.window()).open()

        self._desk.read(look, show, owner=self)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._underline)
        head = QHBoxLayout()
        head.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP_SMALL)
        head.addLayout(words, 1)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        self._stack.addWidget(self.gates)
        self._stack.addWidget(self.controls)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(tabs)
        whole.addWidget(self._stack, 1)


_LISTS = {
    RECOMMENDATIONS: AssurancePage.recommendations,
    LESSONS: AssurancePage.lessons,
    CHANGES: AssurancePage.changes,
}


def headline(found: Assurance) -> str:
    """The one sentence to begin with: what is missing."""
    total = found.matrix.total
    if not found.matrix.rows:
        return _("Nothing to assure yet.")
    if not total:
        return _("Every required control is in place.")
    count = sum(1 for row in found.matrix.rows if row.gaps)
    missing = ngettext(
        "{count} required control is missing", "{count} required controls are missing", total
    ).format(count=f"{total:,}")
    projects = ngettext("{count} project", "{count} projects", count).format(count=f"{count:,}")
    return _("{missing} in {projects}.").format(missing=missing, projects=projects)


def underline(found: Assurance) -> str:
    """What is late, and what waits."""
    late = sum(1 for row in found.calendar.rows for mark in row.marks if mark.mark.letter == "!")
    parts = []
    if late:
        parts.append(
            ngettext(
                "{count} review not held when planned", "{count} reviews not held when planned", late
            ).format(count=late)
        )
    advice, notices, changes = found.recommendations.count, found.notices.count, found.changes.count
    waiting = (
        (
            advice,
            ngettext("{count} recommendation outstanding", "{count} recommendations outstanding", advice),
        ),
        (notices, ngettext("{count} lesson not acknowledged", "{count} lessons not acknowledged", notices)),
        (changes, ngettext("{count} change waiting", "{count} changes waiting", changes)),
    )
    parts += [words.format(count=f"{count:,}") for count, words in waiting if count]
    return " · ".join(parts)


def _pending(pending: Pending) -> str:
    if not pending.count:
        return _("Nothing waits.")
    waits = ngettext("{count} waits", "{count} wait", pending.count).format(count=f"{pending.count:,}")
    return _("{waits}, {late} late").format(waits=waits, late=f"{pending.late:,}") if pending.late else waits
