# SPDX-License-Identifier: Apache-2.0
"""Ratings to challenge: every project whose declared rating and evidence lie apart, and the rules of that."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.challenge import VERDICTS, ChallengeRules, Verdict
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.challenge.reasons import head_row, reasons_of
from portfolio_desktop.gui.pages.challenge.rules_editor import RulesEditor
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, only_read
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.governance.challenge import (
    Challenged,
    Weighed,
    judged,
    weighed,
)
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.rules import keep_challenge
from portfolio_desktop.storage.changes import Written

_SHOWN = 20
_IN_FULL = (Verdict.KINDER, Verdict.HARSHER, Verdict.NOT_DECLARED)
_IN_SHORT = (Verdict.AGREES, Verdict.NO_EVIDENCE)

_Found = tuple[tuple[Weighed, ...], ChallengeRules, tuple[Challenged, ...]]


class ChallengePage(QWidget):
    """The list, or the rules in its place."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect."""
    open_requested = Signal(str, str)
    register_requested = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Ratings to challenge"))
        self._desk = desk
        self._found: _Found | None = None
        self.list = Body(widest=980)
        self._rules = Body(widest=1120)
        self.editor: RulesEditor | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._rules)
        Fresh(self, desk, self._load)

    def show_found(self, found: _Found) -> None:
        """Draw the list anew; rules that are being changed stay as they are drawn."""
        self._found = found
        self._draw(found[2])

    def edit_rules(self) -> None:
        """Show each test with its thresholds, over the projects as they stand now."""
        if self._found is None:
            return
        projects, rules, _judged = self._found
        self.editor = RulesEditor(projects, rules)
        if self._desk.read_only:
            only_read(self.editor, self._desk.why_read_only, self.editor.leave)
        self.editor.saved.connect(partial(self._keep, rules))
        self.editor.left.connect(self.show_list)
        self._rules.clear()
        self._rules.column.addWidget(self.editor)
        self._rules.column.addStretch(1)
        self._stack.setCurrentWidget(self._rules)

    def show_list(self) -> None:
        """Back to the ratings."""
        self.editor = None
        self._stack.setCurrentWidget(self.list)

    def _load(self) -> None:
        self._desk.read(_read, self.show_found, owner=self)

    def _keep(self, before: ChallengeRules, rules: ChallengeRules) -> None:
        self._desk.write(
            lambda office: keep_challenge(office, rules, opened=before),
            self._kept,
            owner=self,
            failed=lambda error: self._desk.ask.refuse(str(error)),
        )

    def _kept(self, written: Written | None) -> None:
        if written is not None:
            self._desk.notify(written.label, undo=True)
        self.show_list()

    def _draw(self, found: Sequence[Challenged]) -> None:
        self.list.clear()
        column = self.list.column
        if not found:
            column.addWidget(self._nothing(), 1)
            return
        column.addLayout(self._opening(found))
        for verdict in _IN_FULL:
            some = [each for each in found if each.challenge.verdict is verdict]
            if some:
                column.addWidget(self._in_full(verdict, some))
        for verdict in _IN_SHORT:
            some = [each for each in found if each.challenge.verdict is verdict]
            if some:
                column.addWidget(self._in_short(verdict, some))
        column.addStretch(1)

    def _opening(self, found: Sequence[Challenged]) -> QHBoxLayout:
        rules = QPushButton(_("How ratings are challenged…"))
        rules.setIcon(icon("sliders-horizontal"))
        rules.setIconSize(QSize(24, 16))  # the air around it keeps it off the words
        rules.clicked.connect(self.edit_rules)
        said = QVBoxLayout()
        said.setSpacing(GAP_SMALL)
        said.addWidget(Label(headline(found), step=8, bold=True, wrap=True))
        said.addWidget(
            Label(
                _(
                    "Beside each declared rating stands the one that the project's own records suggest, with its "
                    "reasons. It is a question to its owner, never a verdict."
                ),
                ink="muted",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        row.addLayout(said, 1)
        row.addWidget(rules)
        return row

    def _row(self, judged: Challenged) -> RowButton:
        row = head_row(judged, self.open_requested.emit)
        row.reached.connect(lambda: self.current_changed.emit("project", judged.project))
        return row

    def _in_full(self, verdict: Verdict, found: Sequence[Challenged]) -> Card:
        card = _card(verdict, len(found))
        for place, each in enumerate(found[:_SHOWN]):
            if place:
                card.column.addWidget(Rule())
            card.column.addWidget(self._row(each))
            card.column.addWidget(reasons_of(each.challenge))
        return _with_rest(card, len(found) - _SHOWN)

    def _in_short(self, verdict: Verdict, found: Sequence[Challenged]) -> Card:
        card = _card(verdict, len(found))
        for each in found[:_SHOWN]:
            card.column.addWidget(self._row(each))
        return _with_rest(card, len(found) - _SHOWN)

    def _nothing(self) -> EmptyPlace:
        place = EmptyPlace(
            "scale",
            _("No rating to challenge"),
            _(
                "Once there are projects, each declared rating stands here beside the one that its dates, money, "
                "risks, issues, actions and reports suggest."
            ),
        )
        place.add_step(_("Go to projects"), lambda: self.register_requested.emit("project"), "folder")
        return place


def headline(found: Sequence[Challenged]) -> str:
    """How many ratings lie apart from the evidence, and which way."""
    kinder = sum(each.challenge.verdict is Verdict.KINDER for each in found)
    harsher = sum(each.challenge.verdict is Verdict.HARSHER for each in found)
    count = len(found)
    if not kinder and not harsher:
        return _("No rating lies clearly apart from its evidence.")
    if not kinder:
        return ngettext(
            "{n} of {count} ratings is worse than the evidence suggests.",
            "{n} of {count} ratings are worse than the evidence suggests.",
            harsher,
        ).format(n=f"{harsher:,}", count=f"{count:,}")
    better = ngettext(
        "{n} of {count} ratings is better than the evidence suggests",
        "{n} of {count} ratings are better than the evidence suggests",
        kinder,
    ).format(n=f"{kinder:,}", count=f"{count:,}")
    return _("{better}, {worse} worse.").format(better=better, worse=f"{harsher:,}")


def _read(office: Office) -> _Found:
    projects, rules = weighed(office), office.rules.challenge
    return projects, rules, judged(projects, rules)


def _card(verdict: Verdict, count: int) -> Card:
    card = Card(_(VERDICTS[verdict]))
    card.header.set_count(count)
    return card


def _with_rest(card: Card, rest: int) -> Card:
    if rest > 0:
        card.say(ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}"))
    return card
