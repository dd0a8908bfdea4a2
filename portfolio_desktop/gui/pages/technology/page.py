# SPDX-License-Identifier: Apache-2.0
"""Assets and radar: what loses support and who replaces it, how services do against their targets, the technology radar."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import format_money
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.domain.radar import Move
from portfolio_desktop.domain.support import Window
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.pages.technology.assets_tab import AssetsTab
from portfolio_desktop.gui.pages.technology.radar_tab import RadarTab
from portfolio_desktop.gui.pages.technology.services_tab import ServicesTab
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.technology.assets import Estate, candidate, estate
from portfolio_desktop.services.technology.radar import Radar, radar

ASSETS, SERVICES, RADAR = "assets", "services", "radar"


class TechnologyPage(QWidget):
    """Reads again after each write; the tab in front stays."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect."""
    open_requested = Signal(str, str)
    register_requested = Signal(str, object, str)
    import_requested = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Assets and radar"))
        self._desk = desk
        self._headlines = {ASSETS: ("", ""), SERVICES: ("", ""), RADAR: ("", "")}
        self._empty = {ASSETS: True, SERVICES: True, RADAR: True}
        self._headline = Label(step=5, bold=True)
        self._underline = Label(ink="muted", wrap=True)
        self.tabs = SegmentedControl(
            _("What to look at"),
            ((ASSETS, _("Support and cost")), (SERVICES, _("Services")), (RADAR, _("Technology radar"))),
        )
        self.assets, self.services, self.radar = AssetsTab(), ServicesTab(), RadarTab()
        self._lay_out()
        self.tabs.changed.connect(self.show_tab)
        self.assets.opened.connect(self.open_requested)
        self.assets.candidate_wanted.connect(self._start_candidate)
        self.assets.register_wanted.connect(lambda: self.register_requested.emit("asset", EVERYTHING, ""))
        self.services.opened.connect(self.open_requested)
        self.radar.opened.connect(partial(self.open_requested.emit, "technology"))
        self.assets.picked.connect(partial(self.current_changed.emit, "asset"))
        self.services.picked.connect(partial(self.current_changed.emit, "service_measure"))
        self.radar.picked.connect(partial(self.current_changed.emit, "technology"))
        Fresh(self, desk, self.load)

    def load(self) -> None:
        """Read everything again."""
        self._desk.read(_found, self.show_found, owner=self)

    def show_found(self, found: tuple[Estate, Radar]) -> None:
        """Draw what was found."""
        run, blips = found
        self._headlines = {
            ASSETS: asset_words(run),
            SERVICES: service_words(run),
            RADAR: radar_words(blips),
        }
        self._empty = {ASSETS: not run.assets, SERVICES: not run.assets, RADAR: not blips.blips}
        self.assets.show_estate(self._desk.catalogue, run, why_not=self._desk.why_read_only)
        self.services.show_estate(run)
        self.radar.show_radar(blips)
        self.show_tab(self.tabs.current)

    def show_tab(self, key: str) -> None:
        """Show one of the three."""
        self.tabs.choose(key)
        headline, underline = ("", "") if self._empty[key] else self._headlines[key]
        self._headline.setText(headline)
        self._underline.setText(underline)
        nothing = self._nothing_radar if key == RADAR else self._nothing_assets
        shown = {ASSETS: self.assets, SERVICES: self.services, RADAR: self.radar}[key]
        self._stack.setCurrentWidget(nothing if self._empty[key] else shown)

    def _start_candidate(self, id: str) -> None:
        self._desk.write(
            lambda office: candidate(office, Id(id)),
            lambda written: self._desk.notify(written.label, undo=True) if written is not None else None,
            owner=self,
        )

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._headline)
        said.addWidget(self._underline)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(said, 1)
        head.addWidget(self.tabs)
        self._nothing_assets = self._nothing(
            "server",
            _("No assets yet"),
            _("Systems, services and licences that are run, what they cost, and when their support ends."),
            "asset",
        )
        self._nothing_radar = self._nothing(
            "radar",
            _("Nothing on the radar yet"),
            _(
                "Technologies to adopt, to try, to look into and to keep away from, and which projects use them."
            ),
            "technology",
        )
        self._stack = QStackedWidget()
        for widget in (self.assets, self.services, self.radar, self._nothing_assets, self._nothing_radar):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _nothing(self, icon_name: str, heading: str, sentence: str, entity: str) -> EmptyPlace:
        place = EmptyPlace(icon_name, heading, sentence)
        place.add_step(
            _("Open the register"), lambda: self.register_requested.emit(entity, EVERYTHING, ""), icon_name
        )
        place.add_step(
            _("Import a spreadsheet"), lambda: self.import_requested.emit(entity), "file-spreadsheet"
        )
        return place


def _found(office: Office) -> tuple[Estate, Radar]:
    return estate(office), radar(office)


def asset_words(found: Estate) -> tuple[str, str]:
    """What loses support within two years, and what running all of it costs."""
    ending = [line for line in found.assets if line.window in _SOON]
    ended = len(found.within(Window.ENDED))
    said = ngettext(
        "{count} asset loses support within two years",
        "{count} assets lose support within two years",
        len(ending),
    ).format(count=f"{len(ending):,}")
    already = ngettext("{count} has lost it already", "{count} have lost it already", ended)
    headline = f"{said}, {already.format(count=f'{ended:,}')}." if ended else f"{said}."
    total = found.run_cost
    cost = _("Running them costs {sum} a year, known of {known} of {all}").format(
        sum=format_money(total.sum, "m" if total.sum >= 1_000_000 else "k"),
        known=f"{total.known:,}",
        all=f"{len(found.assets):,}",
    )
    open_ones = [
        line
        for line in [*ending, *found.within(Window.ENDED)]
        if line.project is None and line.disposition != "retire"
    ]
    if not open_ones:
        return headline, cost
    without = ngettext(
        "{count} of these has no project to replace it",
        "{count} of these have no project to replace them",
        len(open_ones),
    )
    return headline, f"{cost} · {without.format(count=f'{len(open_ones):,}')}"


def service_words(found: Estate) -> tuple[str, str]:
    """How many targets are missed."""
    measured = [line for line in found.measures if line.met is not None]
    if not measured:
        return _("No service is measured against a target."), ""
    headline = _("{missed} of {count} service targets missed.").format(
        missed=f"{found.missed:,}", count=f"{len(measured):,}"
    )
    return headline, _("Latest reading of each measure; earlier ones to its left.")


def radar_words(found: Radar) -> tuple[str, str]:
    """How many technologies there are, and what has moved within a year."""
    count = len(found.blips)
    headline = ngettext("{count} technology on the radar.", "{count} technologies on the radar.", count)
    moves = {move: sum(blip.move is move for blip in found.blips) for move in Move}
    underline = _("Within a year: {new} new, {inward} moved in, {outward} moved out").format(
        new=moves[Move.NEW], inward=moves[Move.IN], outward=moves[Move.OUT]
    )
    return headline.format(count=f"{count:,}"), underline


_SOON = (Window.HALF_YEAR, Window.YEAR, Window.TWO_YEARS)
