# SPDX-License-Identifier: Apache-2.0
"""Years and forms: the year that runs, objectives handed down, how far everybody is; and forms and scales to be shaped."""

from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.beginning import Beginning, ask_for_year
from portfolio_desktop.gui.pages.confidential.cycles.cascade_tab import CascadeTab
from portfolio_desktop.gui.pages.confidential.cycles.progress_tab import ProgressTab
from portfolio_desktop.gui.pages.confidential.cycles.shaping.forms_tab import FormsTab
from portfolio_desktop.gui.pages.confidential.cycles.shaping.scales_tab import ScalesTab
from portfolio_desktop.gui.pages.confidential.cycles.year_tab import YearTab
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.people.running.years import YearLine, years

YEAR, AIMS, PROGRESS, FORMS, SCALES = "year", "objectives", "progress", "forms", "scales"
_OF_A_YEAR = (YEAR, AIMS, PROGRESS)

_Tab: TypeAlias = YearTab | CascadeTab | ProgressTab | FormsTab | ScalesTab


class CyclesPage(QWidget):
    """Follows every write; the year and the tab in front stay."""

    appraisal_requested = Signal(str)

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Years and forms"))
        self._people = people
        self._year: Id | None = None
        self._found: list[YearLine] | None = None
        self.tabs = SegmentedControl(
            _("What to look at"),
            (
                (YEAR, _("The year")),
                (AIMS, _("Objectives")),
                (PROGRESS, _("Progress")),
                (FORMS, _("Forms")),
                (SCALES, _("Scales")),
            ),
        )
        self.tabs.changed.connect(self.show_tab)
        self.year, self.aims, self.progress = YearTab(people), CascadeTab(people), ProgressTab(people)
        self.forms, self.scales = FormsTab(people), ScalesTab(people)
        self._tabs: dict[str, _Tab] = {
            YEAR: self.year,
            AIMS: self.aims,
            PROGRESS: self.progress,
            FORMS: self.forms,
            SCALES: self.scales,
        }
        for tab in (self.year, self.progress):
            tab.appraisal_requested.connect(self.appraisal_requested)
        self._years = ListBox()
        self._years.setAccessibleName(_("Year"))
        self._years.activated.connect(self._choose)
        self._start = QPushButton(_("Start a year…"))
        self._start.clicked.connect(self.start)
        self._stack = QStackedWidget()
        self._lay_out()
        Fresh(self, people, self.load)

    def load(self) -> None:
        """Read it again."""
        if self._people.unlocked:
            self._people.people(years, self._show, owner=self)

    def show_tab(self, key: str) -> None:
        """Show one of the five."""
        self.tabs.choose(key)
        of_a_year = key in _OF_A_YEAR
        self._years.setVisible(of_a_year and bool(self._found) and len(self._found or ()) > 1)
        if of_a_year and not self._found:
            self._stack.setCurrentWidget(self._none)
            return
        tab = self._tabs[key]
        tab.show_year(self._year)
        self._stack.setCurrentWidget(tab)

    def start(self) -> None:
        """Begin a year: with whom, on which form and scale."""
        ask_for_year(self._people, self, self._started)

    def _started(self, begun: Beginning) -> None:
        self._year = None
        self._people.notify(begun.told, undo=True)
        self.load()

    def _show(self, found: list[YearLine]) -> None:
        self._found = found
        open_ones = [each for each in found if each.closed_on is None]
        chosen = next((each for each in found if each.id == self._year), None)
        chosen = chosen or next(iter(open_ones), None) or next(iter(found), None)
        self._year = chosen.id if chosen else None
        self._years.clear()
        for each in found:
            title = _("{title}, closed").format(title=each.title) if each.closed_on else each.title
            self._years.addItem(title, each.id)
        self._years.setCurrentIndex(self._years.findData(self._year))
        self._start.setVisible(bool(found))
        self.show_tab(self.tabs.current)

    def _choose(self) -> None:
        self._year = self._years.currentData()
        self.show_tab(self.tabs.current)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(Label(_("Years and forms"), step=5, bold=True), 1)
        head.addWidget(self._start)
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        bar.addWidget(self.tabs)
        bar.addWidget(self._years)
        bar.addStretch(1)
        self._none = EmptyPlace(
            "calendar-range",
            _("No year has begun"),
            _("A year has its stages and their days, a form, a scale and the people who take part."),
        )
        self._none.add_step(_("Start a year…"), self.start, "plus")
        self._stack.addWidget(self._none)
        for tab in self._tabs.values():
            self._stack.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_LARGE, GAP_HUGE, 0)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.tabs)
