# SPDX-License-Identifier: Apache-2.0
"""The page of sharing: what waits for a decision, who is on the share, what is held up, and what was settled."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, two_lines, words
from portfolio_desktop.gui.pages.sharing.choice import Choice
from portfolio_desktop.gui.pages.sharing.inbox import Inbox, Names
from portfolio_desktop.gui.pages.sharing.laptops import held_up_card, laptops_card, marked
from portfolio_desktop.gui.pages.sharing.rounds import Rounds, Shown, state_words
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.history import Entry
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing.conflicts import Conflict, conflicts
from portfolio_desktop.services.sharing.settled import settled
from portfolio_desktop.sharing.part import Standing
from portfolio_desktop.sharing.words import cautions
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.share.transport import Vanished

_Found = tuple[tuple[Conflict, ...], tuple[Entry, ...], Names]

_ALONE = N_(
    "Share this portfolio through an ordinary folder that everybody reaches, such as one of a file server. Each laptop keeps a "
    "whole copy and works without the folder; changes are brought together field by field, and nothing is overwritten."
)


class SharingPage(QWidget):
    """Follows the workspace and the rounds. Its acts are the window's own."""

    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, actions: Actions, rounds: Rounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sharing"))
        self._desk = desk
        self._actions = actions
        self._rounds = rounds
        self._found: _Found = ((), (), {})
        self._choice = Choice()
        self._state = Label("", ink="muted", wrap=True)
        self._drawn: tuple[object, ...] = ()
        self.body = Body(widest=1040)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.body)
        rounds.changed.connect(self._follow)
        Fresh(self, desk, self._load)

    def _load(self) -> None:
        self._desk.read(_read, self._show, owner=self)

    def _show(self, found: _Found) -> None:
        self._found = found
        self._draw()

    def _follow(self, shown: Shown | None) -> None:
        """The words on how things stand change often; the rest is drawn anew only where it says something else."""
        if shown is not None and self._drawn == _drawn(shown):
            self._state.setText(self._words(shown))
        elif shown is None or not shown.working:
            self._draw()

    def _draw(self) -> None:
        column, shown = self.body.column, self._rounds.shown
        typing = QApplication.focusWidget()
        is_here = typing is not None and self.isAncestorOf(typing)
        self.body.clear()
        disputed, done, names = self._found
        self._drawn = _drawn(shown) if shown else ()
        if shown is None and not disputed and not done:
            column.addWidget(self._nothing(), 1)
            return
        column.addLayout(self._opening(shown, len(disputed)))
        standing = shown.standing if shown is not None else None
        report = standing.report if standing is not None else None
        if standing is not None:
            self._add_cautions(standing)
        inbox = Inbox(self._desk, disputed, names, _laptops(report), self._choice)
        inbox.open_requested.connect(self.open_requested)
        column.addWidget(inbox)
        if standing is not None:
            column.addWidget(laptops_card(standing, self._desk.today))
            if (held_up := held_up_card(standing.report)) is not None:
                column.addWidget(held_up)
        if done:
            column.addWidget(self._settled(done))
        column.addStretch(1)
        if is_here and not inbox.take_keyboard():
            self.setFocus()

    def _opening(self, shown: Shown | None, count: int) -> QHBoxLayout:
        self._state = Label(self._words(shown), ink="muted", wrap=True)
        said = QVBoxLayout()
        said.setSpacing(GAP_SMALL)
        headline = ngettext(
            "{count} disagreement waits for a decision", "{count} disagreements wait for a decision", count
        ).format(count=f"{count:,}")
        headline = headline if count else _("Everybody agrees")
        self.setAccessibleName(f"{_('Sharing')} {headline}")
        said.addWidget(Label(headline, step=8, bold=True, wrap=True))
        said.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(said, 1)
        for name in ("share_now", "invite", "leave_share") if shown is not None else ("share",):
            row.addWidget(self._button(name))
        return row

    def _words(self, shown: Shown | None) -> str:
        if shown is None:
            return _("This workspace is not shared now.")
        words = state_words(shown, self._desk)
        folder = str(shown.folder) if shown.folder else _("a folder that is not known on this laptop")
        return _("{state}. Through {folder}.").format(state=words, folder=folder)

    def _button(self, name: str) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(action.text().replace("&&", "&"))
        button.setIcon(action.icon())
        button.setIconSize(QSize(24, 16))
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        return button

    def _add_cautions(self, standing: Standing) -> None:
        report = standing.report
        sentences = [report.trouble] if report.trouble else []
        sentences += cautions(standing)
        offers = [
            name
            for name, wanted in (
                ("put_back", report.gone or report.fault == Vanished.fault),
                ("check", report.divergences),
            )
            if wanted
        ]
        if report.trouble:
            shown = self._rounds.shown
            at_folder = shown is None or shown.folder is None or isinstance(shown.folder, Path)
            offers.append("choose_share" if at_folder else "choose_address")
        if not sentences:
            return
        panel = QFrame()
        panel.setProperty("panel", "inset")
        column = QVBoxLayout(panel)
        column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        for sentence in sentences:
            column.addWidget(marked(sentence, "triangle-alert", "danger"))
        row = QHBoxLayout()
        for name in offers:
            row.addWidget(self._button(name))
        row.addStretch(1)
        column.addLayout(row)
        self.body.column.addWidget(panel)

    def _settled(self, done: Sequence[Entry]) -> Card:
        card = Card(_("Settled"))
        card.header.set_count(len(done))
        for entry in done:
            row = RowButton(
                f"{entry.title}: {entry.text}",
                partial(self.open_requested.emit, entry.entity, entry.record),
                height=40,
            )
            row.put(two_lines(entry.title, entry.text), 1)
            row.put(words(f"{entry.author}, {format_moment(entry.when)}", ink="muted", right=True))
            card.column.addWidget(row)
        return card

    def _nothing(self) -> EmptyPlace:
        place = EmptyPlace("folder-sync", _("This portfolio is on this laptop alone"), _(_ALONE))
        place.add_step(_("Share…"), self._actions["share"].trigger, "share-2")
        place.add_step(_("Join…"), self._actions["join"].trigger, "folder-input")
        return place


def _drawn(shown: Shown) -> tuple[object, ...]:
    """What the cards are drawn from, without what changes with every round: what is being chosen here stays chosen."""
    standing = shown.standing
    if standing is None:
        return (shown.folder,)
    report = standing.report
    laptops = tuple(
        replace(each, seen=None if each.is_this else each.seen, lacks=0, knows={}) for each in report.laptops
    )
    report = replace(report, laptops=laptops, sent=0, taken=0, unsent=0, published={})
    return shown.folder, report, standing.behind


def _laptops(report: Report | None) -> dict[str, str]:
    return {laptop.stream: laptop.laptop for laptop in report.laptops} if report else {}


def _read(office: Office) -> _Found:
    found = conflicts(office)
    names: dict[Id, str] = {}
    with office.reading() as reader:
        for entity in {conflict.entity for conflict in found}:
            ids = [conflict.record for conflict in found if conflict.entity == entity]
            names |= reader.titles(office.catalogue.entity(entity), ids)
    return found, settled(office), names
