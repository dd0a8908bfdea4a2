# SPDX-License-Identifier: Apache-2.0
"""Capacity: the heat map, clashes with their choices, when a new project would fit, and the work that is handed over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.domain.capacity.clashes import Clash
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.assurance.marks import BESIDE_WORDS
from portfolio_desktop.gui.pages.capacity.clashes_tab import ClashesTab
from portfolio_desktop.gui.pages.capacity.delegated_tab import DelegatedTab
from portfolio_desktop.gui.pages.capacity.new_project_tab import NewProjectTab
from portfolio_desktop.gui.pages.capacity.packages_tab import PackagesTab
from portfolio_desktop.gui.pages.capacity.picture_tab import PictureTab
from portfolio_desktop.gui.pages.capacity.thresholds import ThresholdsDialog
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.capacity.gathering import Capacity
from portfolio_desktop.services.capacity.picture import ready
from portfolio_desktop.services.capacity.wording import clash_title

PICTURE, CLASHES, NEW, PACKAGES, DELEGATED = "picture", "clashes", "new", "packages", "delegated"


class CapacityPage(QWidget):
    """Reads again after each write; the tab in front and what was chosen stay."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect."""
    open_requested = Signal(str, str)
    register_requested = Signal(str, object, str)

    def __init__(self, desk: Desk, above: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Capacity"))
        self._desk = desk
        self._above = above
        self._headline = Label(step=5, bold=True, wrap=True)
        self._underline = Label(ink="muted", wrap=True)
        self.tabs = SegmentedControl(
            _("Capacity"),
            [
                (PICTURE, _("Month by month")),
                (CLASHES, _("Clashes")),
                (NEW, _("A new project")),
                (PACKAGES, _("Work packages")),
                (DELEGATED, _("Delegated")),
            ],
        )
        self.rule = QPushButton(_("When it is too much…"))
        self.rule.setIcon(icon("sliders-horizontal"))
        self.rule.setIconSize(BESIDE_WORDS)
        self.rule.clicked.connect(self._ask_thresholds)
        self.picture, self.clashes, self.new = PictureTab(), ClashesTab(), NewProjectTab(desk)
        self.packages: PackagesTab | None = None
        self.delegated = DelegatedTab(desk)
        self._empty = EmptyPlace(
            "gauge",
            _("Nobody is here to ask yet"),
            _(
                "Add people with their skills and working calendars, and what projects ask for. What is asked then "
                "stands here against the time there is, month by month."
            ),
        )
        self._empty.add_step(_("Add people"), lambda: self.register_requested.emit("person", EVERYTHING, ""))
        self._empty.add_step(
            _("Add a demand"), lambda: self.register_requested.emit("demand", EVERYTHING, "")
        )
        self._stack = QStackedWidget()
        self._outer = QStackedWidget()
        self._lay_out()
        self.tabs.changed.connect(self._switch)
        for tab in (self.picture, self.clashes):
            tab.opened.connect(self.open_requested)
        self.delegated.wanted.connect(lambda id: self.show_package(Id(id)))
        Fresh(self, desk, self.load)

    def load(self) -> None:
        """Read everything again."""
        self._desk.read(ready, self.show_capacity, owner=self)
        if self.packages is not None:
            self.packages.refresh()

    def show_capacity(self, found: Capacity) -> None:
        """Draw it."""
        self._outer.setCurrentIndex(0 if found.board.workers or found.of else 1)
        for tab in (self.picture, self.clashes, self.new):
            tab.show_capacity(found)
        self._headline.setText(headline(found, self.clashes.found, len(self.clashes.together)))
        self._underline.setText(underline(found))

    def go(self, tab: str) -> None:
        """Bring a tab to the front."""
        self.tabs.choose(tab)
        self._switch(tab)

    def show_package(self, id: Id) -> None:
        """The acts of one work package."""
        self.go(PACKAGES)
        self._made_packages().show_package(id)

    def _ask_thresholds(self) -> None:
        def show(now: Thresholds) -> None:
            ThresholdsDialog(self._desk, now, self.window()).open()

        self._desk.read(lambda office: office.rules.capacity, show, owner=self)

    def _switch(self, tab: str) -> None:
        if tab == PACKAGES:
            self._stack.setCurrentWidget(self._made_packages())
            return
        self.current_changed.emit("", "")
        tabs: dict[str, QWidget] = {PICTURE: self.picture, CLASHES: self.clashes, NEW: self.new}
        self._stack.setCurrentWidget(tabs.get(tab, self.delegated))

    def _made_packages(self) -> PackagesTab:
        """The tab of packages, made when it is first gone to."""
        if self.packages is None:
            self.packages = PackagesTab(self._desk, self._above)
            self.packages.picked.connect(self.current_changed)
            self.packages.opened.connect(self.open_requested)
            self._stack.addWidget(self.packages)
        return self.packages

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._headline)
        said.addWidget(self._underline)
        head = QHBoxLayout()
        head.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP_SMALL)
        head.addLayout(said, 1)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        tabs.addWidget(self.rule)
        for tab in (self.picture, self.clashes, self.new, self.delegated):
            self._stack.addWidget(tab)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        self._outer.addWidget(inner)
        self._outer.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)


def headline(found: Capacity, clashes: tuple[Clash, ...], together: int) -> str:
    """The one sentence to begin with: where too much is asked, the worst of it by name."""
    if not found.of:
        return _("Nothing is asked of anybody yet.")
    if not clashes and together:
        return _("Each skill has people enough by itself, and all of them together have not.")
    if not clashes:
        return _("Nobody is asked for more than there is.")
    worst = max(clashes, key=lambda clash: clash.excess)
    said = ngettext(
        "Too much is asked in {n} place; most of {worst}.",
        "Too much is asked in {n} places; most of {worst}.",
        len(clashes),
    )
    return said.format(n=f"{len(clashes):,}", worst=clash_title(found, worst))


def underline(found: Capacity) -> str:
    """How much of what is asked is in the picture, and how much of the time is known."""
    parts = [
        _("{n} of {m} demands, packages and assignments say how much and when").format(
            n=f"{found.of - len(found.untold):,}", m=f"{found.of:,}"
        )
    ]
    people = len(found.board.workers)
    unknown = sum(worker.share is None for worker in found.board.workers.values())
    if unknown:
        parts.append(_("the time of {n} of {m} people is known").format(n=people - unknown, m=people))
    kept, of = found.holidays
    if kept < of:
        parts.append(_("{n} of {m} people keep a calendar with public holidays").format(n=kept, m=of))
    return " · ".join(parts)
