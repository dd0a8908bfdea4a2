# SPDX-License-Identifier: Apache-2.0
"""The page of data quality: how good it is, where it is worst, and each fault with the fields that put it right."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import AnyOf, Filter, Op, Test
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.flowing import Columns
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, reveal, same_button, words
from portfolio_desktop.gui.pages.quality.doubles_card import doubles_card
from portfolio_desktop.gui.pages.quality.mending import Mending
from portfolio_desktop.gui.pages.quality.score_rows import ShareBar, score_card
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.gui.widgets.trend import Run, TrendChart
from portfolio_desktop.services.doubles.merging import Merge
from portfolio_desktop.services.doubles.merging import found as doubled
from portfolio_desktop.services.quality.finding import Fault, Finding
from portfolio_desktop.services.quality.score import METHOD, Health, Moment, health

_WIDEST, _LEAST = 1480, 1000  # logical pixels; with less its columns stand below one another
_SHOWN = 60
_EVERY = "every"
_RECENT, _WAYS = 12, 6

_Key = tuple[str, Id, str, Fault]


class QualityPage(Body):
    """Follows what is written: a fault that was put right goes, and the next one takes its place."""

    current_changed = Signal(str, str)
    open_requested = Signal(str, str)
    register_requested = Signal(str, object, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(widest=_WIDEST, parent=parent)
        self.setAccessibleName(_("Data quality"))
        self._desk = desk
        self._found: Health | None = None
        self._doubles: Sequence[Merge] = ()
        self._register = self._project = ""
        self._fault: Fault | None = None
        self._chosen: _Key | None = None
        self._place = 0
        self.mending: Mending | None = None
        Fresh(self, desk, self._load)

    def show_health(self, found: Health, doubles: Sequence[Merge] = ()) -> None:
        """Draw `found` and what stands twice. What is being typed into a field stays as it is until it is written."""
        if self.mending is not None and self.mending.typing:
            return
        self._found, self._doubles = found, doubles
        self._draw()

    def choose(self, register: str = "", project: str = "") -> None:
        """Show the faults of one register or one project, or all of them."""
        self._register, self._project, self._chosen = register, project, None
        self._draw()

    def begin(self, fault: Fault, rule: str = "") -> None:
        """Show the faults of one kind, with the fields of the first of them; of that rule, where one is named."""
        self._fault = fault
        found = self._found.among(self._register, self._project, fault) if self._found else ()
        listed = [each for each in found if rule in ("", each.rule)]
        self._chosen = _key(listed[0]) if listed else None
        self._draw()

    def _load(self) -> None:
        self._desk.read(
            lambda office: (health(office), doubled(office)),
            lambda read: self.show_health(*read),
            owner=self,
            label=_("Checking the data"),
        )

    def _draw(self) -> None:
        with same_button(self):
            self._fill(self._found)

    def _fill(self, found: Health | None) -> None:
        bar = self.verticalScrollBar().value()
        self.clear()
        self.mending = None
        if found is None or not found.score.checks:
            self.column.addWidget(_nothing(), 1)
            return
        self.setAccessibleName(" ".join((_("Data quality"), _headline(found), _figures(found))))
        self.column.addLayout(_opening(found))
        self.column.addWidget(Columns(_LEAST, (self._scores(found), 5), (self._faults(found), 6)))
        self.column.addStretch(1)
        reveal(self.column)
        self.verticalScrollBar().setValue(bar)

    def _scores(self, found: Health) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP_LARGE)
        column.addWidget(
            score_card(
                _("By register"),
                found.registers,
                self._register,
                lambda key: self.choose(register=key),
                every=True,
            )
        )
        if found.projects:
            column.addWidget(
                score_card(
                    _("By project"),
                    found.projects,
                    self._project,
                    lambda key: self.choose(project=key),
                    every=False,
                )
            )
        if len(found.trend) > 1:
            column.addWidget(_trend(found.trend[-_RECENT:]))
        column.addStretch(1)
        return column

    def _faults(self, found: Health) -> QVBoxLayout:
        within = found.among(self._register, self._project)
        listed = found.among(self._register, self._project, self._fault)
        card = Card(self._title(found))
        card.header.set_count(len(listed))
        card.column.addWidget(self._kinds(within))
        card.column.addSpacing(GAP_SMALL)
        self._keep_place(listed)
        for finding in listed[:_SHOWN]:
            card.column.addWidget(self._row(finding))
            if _key(finding) == self._chosen:
                self.mending = Mending(self._desk, finding)
                self.mending.open_requested.connect(self.open_requested)
                card.column.addWidget(self.mending)
        if not listed:
            card.say(_("Nothing is amiss here."))
        self._rest(card, listed)
        column = QVBoxLayout()
        column.setSpacing(GAP_LARGE)
        if self._doubles:
            column.addWidget(doubles_card(self._desk, self._doubles))
        column.addWidget(card)
        column.addStretch(1)
        return column

    def _title(self, found: Health) -> str:
        named = (*found.registers, *found.projects)
        return next(
            (each.label for each in named if each.key in (self._register or "-", self._project or "-")),
            _("Every fault"),
        )

    def _kinds(self, within: Sequence[Finding]) -> SegmentedControl:
        counts = Counter(each.fault for each in within)
        parts = [(_EVERY, _("All {count}").format(count=f"{len(within):,}"))]
        parts += [
            (fault.value, f"{fault.words} {counts[fault]:,}")
            for fault in Fault
            if counts[fault] or fault is self._fault
        ]
        control = SegmentedControl(_("Kind of fault"), parts)
        control.choose(self._fault.value if self._fault else _EVERY)
        control.changed.connect(self._narrow)
        return control

    def _narrow(self, key: str) -> None:
        self._fault = None if key == _EVERY else Fault(key)
        self._chosen = None
        self._draw()

    def _keep_place(self, listed: Sequence[Finding]) -> None:
        """What was chosen stays so; where it was put right, the one that took its place is."""
        if self._chosen is None:
            return
        keys = [_key(each) for each in listed[:_SHOWN]]
        if self._chosen in keys:
            self._place = keys.index(self._chosen)
        else:
            self._chosen = keys[min(self._place, len(keys) - 1)] if keys else None

    def _row(self, finding: Finding) -> RowButton:
        name = " ".join(filter(None, (finding.code, visible_bidi(finding.title))))
        said = f"{finding.label}: {visible_bidi(finding.said)}" if finding.said else finding.label
        if not self._register:
            said = f"{_(self._desk.catalogue.entity(finding.entity).label)}: {said}"
        row = RowButton(f"{name}. {finding.fault.words}. {said}", lambda: self._choose(finding), height=30)
        row.reached.connect(lambda: self.current_changed.emit(finding.entity, finding.target))
        row.put(words(name, bold=_key(finding) == self._chosen), 5)
        row.put(words(said, ink="muted"), 5)
        return row.put(words(finding.fault.words, ink="muted", right=True), width=96)

    def _choose(self, finding: Finding) -> None:
        self._chosen = None if self._chosen == _key(finding) else _key(finding)
        self._draw()
        if self.mending is not None:
            self.mending.begin()

    def _rest(self, card: Card, listed: Sequence[Finding]) -> None:
        """What is not listed here is in its register, where a filter can mean it."""
        rest = len(listed) - _SHOWN
        if rest > 0:
            said = ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}")
            card.say(said)
        rules = {
            (each.entity, each.rule, each.label)
            for each in listed
            if each.fault is Fault.MISSING and each.fields == (each.rule,)
        }
        if self._register and rules:
            for entity, rule, label in sorted(rules, key=lambda each: each[2])[:_WAYS]:
                go = _("All without “{field}” in the register").format(field=label)
                show = partial(self.register_requested.emit, entity, _empty(rule), go)
                card.column.addWidget(RowButton(go, show).put(words(go, ink="accent"), 1))


def _key(finding: Finding) -> _Key:
    return finding.entity, finding.target, finding.rule, finding.fault


def _empty(field: str) -> Filter:
    return AnyOf((Test(field, Op.EMPTY),))


def _opening(found: Health) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP_SMALL)
    column.addWidget(Label(_headline(found), step=8, bold=True, wrap=True))
    column.addWidget(Label(_figures(found), ink="muted", step=1, wrap=True))
    column.addWidget(ShareBar(found.score, height=10))
    column.addWidget(Label(_(METHOD), ink="muted", wrap=True))
    return column


def _headline(found: Health) -> str:
    return _("{score} of what can be checked holds.").format(score=found.score.words)


def _figures(found: Health) -> str:
    figures = _("{held} of {checks} checks").format(
        held=f"{found.score.held:,}", checks=f"{found.score.checks:,}"
    )
    before = found.trend[-2] if len(found.trend) > 1 else None
    if before is not None:
        figures += " · " + _("{score} in the pack of {day}").format(
            score=before.score.words, day=format_date(before.day)
        )
    return figures


def _trend(trend: Sequence[Moment]) -> Card:
    card = Card(_("From pack to pack"))
    values = tuple(None if each.score.share is None else round(100 * each.score.share) for each in trend)
    days = [format_date(each.day) for each in trend]
    runs = [Run(_("Score, %"), values)]
    card.column.addWidget(TrendChart(_("The score over time"), days, runs, len(days) - 1, height=150))
    return card


def _nothing() -> EmptyPlace:
    return EmptyPlace(
        "list-checks",
        _("Nothing to check yet"),
        _(
            "Once there are projects, risks, milestones and the like, this page says what is missing, out of date, "
            "contradictory or out of range, and lets you put it right."
        ),
    )
