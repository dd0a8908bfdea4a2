# SPDX-License-Identifier: Apache-2.0
"""What projects hand to one another: promised, planned and needed side by side, and agreeing on the date of the plan."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import Fresh, RowButton, allow, words
from portfolio_desktop.gui.pages.timeline.panel_pieces import PanelBody, in_line, stacked_words
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import Rule, SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.rating import LevelBadge
from portfolio_desktop.services.planning.hand_overs import HandOver, agree, hand_overs, link_tasks
from portfolio_desktop.storage.changes import Written

_OUTDATED = Level("outdated", N_("Outdated: the giver's plan says another date"), "O", "amber")
_LATE = Level("late", N_("Later than the receiver can bear"), "X", "red")
_KEPT = Level("kept", N_("As promised, and in time"), "K", "green")
_OPEN = Level("open", N_("Nothing to judge by: a date is not known"), "", "none")


class HandOversPanel(QWidget):
    """`went_to` carries the entity and the id of a hand-over or a task."""

    went_to = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Hand-overs between projects"))
        self._desk = desk
        self._project: Id | None = None
        self.found: tuple[HandOver, ...] = ()
        self.agreeing: dict[Id, QPushButton] = {}
        self.agree_all = QPushButton()
        self.agree_all.clicked.connect(self._agree_all)
        self._offer = QWidget()
        self._offer_words = Label(wrap=True)
        self.by_promise = QPushButton(_("Link by a promised date"))
        self.by_plan = QPushButton(_("Link by the giver's plan"))
        self._ends: tuple[Id, Id] | None = None
        self._body = PanelBody()
        self._lay_out()
        self._fresh = Fresh(self, desk, self._load)

    def show_project(self, project: Id | None) -> None:
        """Only what this project gives and takes; without one, the whole portfolio."""
        self._project = project
        self._fresh.touch()

    def offer_link(self, giver: tuple[Id, str] | None, receiver: tuple[Id, str] | None) -> None:
        """Offer to link two tasks, each with its title, of two projects; None takes the offer back."""
        both = giver is not None and receiver is not None
        self._offer.setVisible(both)
        if giver is not None and receiver is not None:
            self._ends = giver[0], receiver[0]
            text = _("Let “{receiver}” wait for “{giver}” of the other project?")
            self._offer_words.setText(text.format(giver=giver[1], receiver=receiver[1]))

    def show_found(self, found: Sequence[HandOver]) -> None:
        """Draw the hand-overs."""
        self.found = tuple(found)
        self.agreeing = {}
        outdated = [each for each in found if each.outdated]
        self.agree_all.setVisible(len(outdated) > 1)
        allow(self._desk, self.agree_all)
        self.agree_all.setText(_("Agree all {count} plan dates").format(count=len(outdated)))
        if not found:
            self._body.say(
                _(
                    "Nothing is handed over that is still open. Choose two tasks of two projects on the timeline to "
                    "let one wait for the other."
                )
            )
            return
        self._body.clear()
        column = self._body.column
        column.addWidget(Label(headline(found), step=2, bold=True, wrap=True))
        for place, each in enumerate(found):
            if place:
                column.addWidget(Rule())
            column.addWidget(self._row(each))
        self._body.end()

    def _load(self) -> None:
        project = self._project
        self._desk.read(
            lambda office: hand_overs(office, project),
            self.show_found,
            owner=self,
            label=_("Reading the hand-overs"),
            failed=lambda error: self._body.say(str(error)),
        )

    def _agree(self, ids: Sequence[Id]) -> None:
        self._desk.write(lambda office: agree(office, ids), self._written, owner=self)

    def _agree_all(self) -> None:
        self._agree([each.id for each in self.found if each.outdated])

    def _link(self, *, by_plan: bool) -> None:
        if self._ends is not None:
            giver, receiver = self._ends
            self._desk.write(
                lambda office: link_tasks(office, giver, receiver, by_plan=by_plan), self._linked, owner=self
            )

    def _linked(self, written: Written | None) -> None:
        self.offer_link(None, None)
        self._written(written)

    def _written(self, written: Written | None) -> None:
        if written is not None:
            self._desk.notify(written.label, undo=True)

    def _lay_out(self) -> None:
        header = SectionHeader(_("Hand-overs between projects"))
        header.add(self.agree_all)
        self.agree_all.hide()
        self.by_promise.setProperty("primary", True)
        self.by_promise.clicked.connect(lambda: self._link(by_plan=False))
        self.by_plan.clicked.connect(lambda: self._link(by_plan=True))
        for button in (self.by_promise, self.by_plan):
            allow(self._desk, button)
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(GAP_SMALL)
        offer.addWidget(self._offer_words)
        offer.addLayout(in_line(self.by_promise, self.by_plan))
        self._offer.hide()
        top = QVBoxLayout()
        top.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, 0)
        top.setSpacing(GAP_SMALL)
        top.addWidget(header)
        top.addWidget(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._body, 1)

    def _row(self, each: HandOver) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        way = f"{each.giver.title or _('Nobody named')} → {each.receiver.title or _('Nobody named')}"
        level = _level(each)
        head = RowButton(
            f"{each.title}. {way}. {_(level.label)}",
            lambda: self.went_to.emit("dependency", each.id),
            height=40,
        )
        head.put(LevelBadge(level)).put(stacked_words(each.title, way, bold=True), 1)
        head.put(words(_room(each), right=True))
        column.addWidget(head)
        column.addLayout(self._dates(each))
        if each.outdated and each.planned is not None:
            button = QPushButton(_("Agree {day}").format(day=format_date(each.planned)))
            button.clicked.connect(lambda: self._agree([each.id]))
            allow(self._desk, button)
            self.agreeing[each.id] = button
            below = in_line(button)
            below.setContentsMargins(GAP_SMALL, GAP_SMALL, 0, GAP_SMALL)
            column.addLayout(below)
        return holder

    def _dates(self, each: HandOver) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, 0)
        row.setSpacing(GAP_LARGE)
        dates = [
            (_("Promised"), each.promised),
            (_("Giver's plan"), each.planned),
            (_("Can wait until"), each.latest),
        ]
        if each.needed is not None:
            dates.append((_("Stated need"), each.needed))
        for label, day in dates:
            row.addWidget(_dated(label, day))
        row.addStretch(1)
        return row


def headline(found: Sequence[HandOver]) -> str:
    """How the hand-overs stand, in one sentence."""
    outdated = sum(each.outdated for each in found)
    late = sum(_level(each) is _LATE for each in found)
    said = ngettext("{n} hand-over is open", "{n} hand-overs are open", len(found)).format(n=len(found))
    if not outdated and not late:
        return f"{said}."
    old = ngettext("{n} promise is outdated", "{n} promises are outdated", outdated).format(n=outdated)
    short = ngettext("{n} comes too late", "{n} come too late", late).format(n=late)
    return f"{said}: {old}, {short}."


def _level(each: HandOver) -> Level:
    if each.spare is not None and each.spare < 0:
        return _LATE
    if each.outdated:
        return _OUTDATED
    return _OPEN if each.promised is None or each.spare is None else _KEPT


def _room(each: HandOver) -> str:
    """The float in words."""
    if each.spare is None:
        return _("float not known")
    if each.spare < 0:
        return ngettext("{n} day too late", "{n} days too late", -each.spare).format(n=-each.spare)
    return ngettext("{n} day of float", "{n} days of float", each.spare).format(n=each.spare)


def _dated(label: str, day: date | None) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(label, ink="muted", step=-1))
    column.addWidget(Label(format_date(day) if day else _("not known"), ink="text" if day else "muted"))
    return holder
