# SPDX-License-Identifier: Apache-2.0
"""Work packages that are open, as a register, with the acts that the chosen one allows above it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.catalogue.records.people.packages import WorkPackage
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.assurance.marks import BESIDE_WORDS
from portfolio_desktop.gui.pages.capacity.acting import About, act_on, clear_away, hold_up
from portfolio_desktop.gui.pages.capacity.candidates import CandidatesDialog
from portfolio_desktop.gui.pages.capacity.measures import MeasuresDialog, save_sheet, teams_of
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.capacity.fits import candidates
from portfolio_desktop.services.capacity.package_sheet import package_sheet
from portfolio_desktop.services.capacity.packages import ACT_LABELS, open_blockers, possible
from portfolio_desktop.services.capacity.sense import criteria_of
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.words import link_titles

_TO_ACTS = "Ctrl+Shift+A"
_NEXT = ("accept", "begin", "deliver", "take", "offer", "close")
"""What usually comes next, the likeliest first."""
_CHOOSE = N_("Choose a package to see what can be done with it; {keys} leads there.")
_ICONS = {
    "offer": "send",
    "accept": "check",
    "decline": "x",
    "begin": "play",
    "hand_back": "undo-2",
    "deliver": "package-check",
    "take": "badge-check",
    "send_back": "reply",
    "close": "archive",
}


class PackagesTab(QWidget):
    """`picked` names the record to inspect, `opened` the one to show on its own."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, above: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.register = RegisterPage(desk, "work_package", above=above)
        catalogue = desk.catalogue
        where = still_open(catalogue, catalogue.entity("work_package"))
        self.register.show_filter(where, _("Open"), (Sort("due"), Sort("code")))
        self.said = Label(ink="muted")
        self.acts = {act: self._button(_(words), _ICONS[act], act) for act, words in ACT_LABELS.items()}
        self.fits = self._plain(_("Who fits?"), "user-search", self.ask_who_fits)
        self.block = self._plain(_("Held up…"), "octagon-alert", self.ask_for_support)
        self.cleared = self._plain(_("Cleared…"), "circle-check", self.ask_what_cleared)
        self.sheet = self._picture(
            _("The package as PDF, to be handed to somebody"), "file-text", self.ask_for_paper
        )
        self.measures = self._picture(_("How a team's packages went"), "chart-column", self.ask_how_it_went)
        self._lay_out()
        QShortcut(
            QKeySequence(_TO_ACTS),
            self,
            self.go_to_acts,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.register.current_changed.connect(self.picked)
        self.register.current_changed.connect(lambda _entity, _id: self.refresh())
        self.register.open_requested.connect(self.opened)
        self._allow(None)

    def refresh(self) -> None:
        """Offer what the chosen package allows, now."""
        id = self.register.current
        if not id or self._desk.workspace is None:
            self._allow(None)
            return
        self._desk.read(lambda office: _state(office, Id(id)), self._allow, owner=self)

    def go_to_acts(self) -> None:
        """Put the focus on the first act that the chosen package allows, or else on what can always be done."""
        ways = (*(self.acts[act] for act in _NEXT), self.block, self.fits)
        next((each for each in ways if each.isVisibleTo(self)), self.measures).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def do(self, act: str) -> None:
        """Open the window of an act for the chosen package."""

        def ask(about: About) -> None:
            act_on(self._desk, self.window(), act, about)

        self._with_package(ask)

    def ask_for_support(self) -> None:
        """Say what is in the way of the chosen package."""

        def ask(about: About) -> None:
            hold_up(self._desk, self.window(), about)

        self._with_package(ask)

    def ask_what_cleared(self) -> None:
        """Say that something is no longer in the way of the chosen package, and how that came about."""

        def ask(about: About) -> None:
            clear_away(self._desk, self.window(), about)

        self._with_package(ask)

    def ask_who_fits(self) -> None:
        """Show who fits the chosen package."""
        id = self.register.current
        if id:
            self._desk.read(
                lambda office: candidates(office, Id(id)),
                lambda found: CandidatesDialog(self._desk, found, self.window()).open(),
                owner=self,
            )

    def ask_for_paper(self) -> None:
        """Save the chosen package as PDF."""
        id = self.register.current
        if id:
            self._desk.read(
                lambda office: package_sheet(office, Id(id)),
                partial(save_sheet, self._desk, self),
                owner=self,
            )

    def ask_how_it_went(self) -> None:
        """Show how the packages of a team went in a period."""

        def show(teams: list[tuple[Id, str]]) -> None:
            MeasuresDialog(self._desk, teams, self.window()).open()

        self._desk.read(teams_of, show, owner=self)

    def show_package(self, id: Id) -> None:
        """Choose a package, whether it is open or not."""
        self.register.show_everything()
        self.register.select(id)
        self.refresh()

    def _with_package(self, then: Callable[[About], None]) -> None:
        id = self.register.current
        if id:
            self._desk.read(lambda office: _about(office, Id(id)), then, owner=self)

    def _allow(self, state: tuple[str, bool] | None) -> None:
        """Show the acts that a package of this status allows, held up or not; none without a package."""
        status, held_up = state or (None, False)
        can = possible(status) if status is not None else ()
        for act, button in self.acts.items():
            button.setVisible(act in can)
            button.setEnabled(not self._desk.read_only)
            button.setToolTip(safe_tooltip(self._desk.why_read_only))
        for button in (self.fits, self.block, self.sheet):
            button.setVisible(status is not None)
        self.cleared.setVisible(held_up)
        for button in (self.block, self.cleared):
            button.setEnabled(not self._desk.read_only)
        self.said.setText("" if status is not None else _(_CHOOSE).format(keys=_TO_ACTS))

    def _button(self, words: str, picture: str, act: str) -> QPushButton:
        return self._plain(words, picture, lambda: self.do(act))

    def _plain(self, words: str, picture: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setIcon(icon(picture))
        button.setIconSize(BESIDE_WORDS)
        button.clicked.connect(lambda: run())
        return button

    def _picture(self, words: str, picture: str, run: Callable[[], object]) -> QPushButton:
        """A button without words beside it: a row of acts has no room for them all."""
        button = self._plain("", picture, run)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        bar.setSpacing(GAP_SMALL)
        bar.addWidget(self.said)
        bar.addStretch(1)
        for button in (*self.acts.values(), self.block, self.cleared, self.fits, self.sheet, self.measures):
            bar.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.register, 1)


def _state(office: Office, id: Id) -> tuple[str, bool] | None:
    """The status of a package, and whether anything stands in its way."""
    with office.reading() as reader:
        record = reader.get(reader.catalogue.entity("work_package"), id)
    if record is None:
        return None
    status = record["status"] if isinstance(record["status"], str) else "draft"
    return status, bool(open_blockers(office, id))


def _about(office: Office, id: Id) -> About:
    with office.reading() as reader:
        record = record_of(reader, "work_package", id)
        assert isinstance(record, WorkPackage)
        titles = link_titles(reader, reader.catalogue.entity("work_package"), [record])
        criteria = tuple(criteria_of(reader, id))
    return About(record, criteria, tuple(open_blockers(office, id)), titles)
