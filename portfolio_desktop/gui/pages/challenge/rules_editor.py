# SPDX-License-Identifier: Apache-2.0
"""Each test with its thresholds, and at once how many projects would be judged otherwise. Kept as one change when saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.challenge import (
    MEASURES,
    SHIPPED_CHALLENGE,
    Aspect,
    ChallengeRules,
    Check,
)
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import DecimalBox, NumberBox
from portfolio_desktop.gui.widgets.rating import RatingBadge, rating_words
from portfolio_desktop.services.governance.challenge import Challenged, Weighed

_NAMED = 8
_ASPECTS = {
    Aspect.SCHEDULE: N_("Schedule"),
    Aspect.MONEY: N_("Money"),
    Aspect.RISK: N_("Risk"),
    Aspect.CONTROL: N_("Control"),
}


class RulesEditor(Card):
    """`saved` carries the `ChallengeRules` to keep; `left` says that the person is done without saving."""

    saved = Signal(object)
    left = Signal()

    def __init__(
        self, projects: Sequence[Weighed], rules: ChallengeRules, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("How ratings are challenged"), parent=parent)
        self._projects = projects
        self._kept = self._rules = rules
        self.on: dict[Check, QCheckBox] = {}
        self.amber: dict[Check, Figure] = {}
        self.red: dict[Check, Figure] = {}
        self.reds = NumberBox()
        self.reds.setAccessibleName(_("Red aspects that make the suggestion Red"))
        self.reds.setRange(1, len(Aspect))
        self._before = [each.judged(rules) for each in projects]
        self._effect = Label(step=1, bold=True, wrap=True)
        self._whom = Label(wrap=True)
        self._save = QPushButton(_("Save the rules"))
        self._save.setProperty("primary", True)
        self.leave = QPushButton(_("Cancel"))
        self._lay_out()
        self.use(rules)

    @property
    def rules(self) -> ChallengeRules:
        """The rules as they are drawn, saved or not."""
        return self._rules

    @property
    def effect(self) -> str:
        """What the change does, in words."""
        return self._effect.text()

    def use(self, rules: ChallengeRules) -> None:
        """Draw these rules from now on."""
        self._rules = rules
        for check, threshold in rules.thresholds.items():
            for box, value in ((self.amber[check], threshold.amber), (self.red[check], threshold.red)):
                box.show_figure(value)
                box.setEnabled(threshold.on)
            self.on[check].blockSignals(True)
            self.on[check].setChecked(threshold.on)
            self.on[check].blockSignals(False)
        self.reds.blockSignals(True)
        self.reds.setValue(rules.reds)
        self.reds.blockSignals(False)
        self._show_effect()

    def _change(self, check: Check, **values: object) -> None:
        threshold = replace(self._rules.thresholds[check], **values)  # type: ignore[arg-type]
        self.use(self._rules.with_threshold(check, threshold))

    def _put_amber(self, check: Check, amber: Decimal) -> None:
        self._change(check, amber=amber, red=max(amber, self._rules.thresholds[check].red))

    def _put_red(self, check: Check, red: Decimal) -> None:
        self._change(check, red=red, amber=min(red, self._rules.thresholds[check].amber))

    def _show_effect(self) -> None:
        after = [each.judged(self._rules) for each in self._projects]
        moved = [pair for pair in zip(self._before, after, strict=True) if _differs(*pair)]
        asked = (sum(each.challenge.is_asked for each in found) for found in (self._before, after))
        was, now = asked
        self._effect.setText(
            ngettext(
                "{count} project would be judged otherwise.",
                "{count} projects would be judged otherwise.",
                len(moved),
            ).format(count=f"{len(moved):,}")
            + " "
            + (
                _("To challenge: {now:,}, as before.").format(now=now)
                if was == now
                else _("To challenge: {was:,} → {now:,}.").format(was=was, now=now)
            )
        )
        self._whom.setText("\n".join(_moved(moved)))
        self._save.setEnabled(self._rules != self._kept)

    # Putting it together

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(GAP_LARGE * 2)
        both.addLayout(self._tests(), 3)
        side = QVBoxLayout()
        side.setSpacing(GAP_SMALL)
        side.addWidget(Label(_("What it would change"), ink="muted"))
        side.addWidget(self._effect)
        side.addWidget(self._whom)
        side.addStretch(1)
        both.addLayout(side, 2)
        self.column.setSpacing(GAP_LARGE)
        self.column.addWidget(
            Label(
                _(
                    "A test is amber from the first figure on and red from the second. The suggestion is Red once enough "
                    "aspects have a red test, Amber once any test is amber or red, and Green where none is. "
                    "What is not known suggests nothing."
                ),
                ink="muted",
                wrap=True,
            )
        )
        self.column.addLayout(both)
        self.column.addLayout(self._buttons())

    def _tests(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_LARGE)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setColumnStretch(0, 1)
        for column, tone in ((1, "amber"), (2, "red")):
            grid.addWidget(RatingBadge(Rating("rag3", tone), words=True), 0, column)
        row, aspect = 1, None
        for check, measure in MEASURES.items():
            if measure.aspect is not aspect:
                aspect = measure.aspect
                grid.addWidget(Label(_(_ASPECTS[aspect]), ink="muted", step=-0.5, bold=True), row, 0)
                row += 1
            self._test(grid, row, check)
            row += 1
        grid.addWidget(Label(_("Red aspects that make the suggestion Red")), row, 0)
        self.reds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.reds.valueChanged.connect(lambda reds: self.use(replace(self._rules, reds=reds)))
        grid.addWidget(self.reds, row, 1)
        return grid

    def _test(self, grid: QGridLayout, row: int, check: Check) -> None:
        measure = MEASURES[check]
        name = _(measure.label)
        self.on[check] = QCheckBox(name)
        self.on[check].toggled.connect(lambda on: self._change(check, on=on))
        grid.addWidget(self.on[check], row, 0)
        for column, kept, words, put in (
            (1, self.amber, _("{test}: amber from"), self._put_amber),
            (2, self.red, _("{test}: red from"), self._put_red),
        ):
            kept[check] = Figure(words.format(test=name), lambda value, put=put: put(check, value))  # type: ignore[misc]
            grid.addWidget(kept[check], row, column)
        grid.addWidget(Label(_(measure.unit), ink="muted"), row, 3)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        reset = QPushButton(_("Back to the shipped rules"))
        self._save.clicked.connect(lambda: self.saved.emit(self._rules))
        reset.clicked.connect(lambda: self.use(SHIPPED_CHALLENGE))
        self.leave.clicked.connect(self.left)
        for button in (self._save, reset, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        return row


class Figure(DecimalBox):
    """A threshold of nought or more. `put` gets what the person enters, and nothing that is merely shown."""

    def __init__(self, name: str, put: Callable[[Decimal], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(0, 100_000)
        self.setDecimals(2)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)  # half a figure is no threshold
        self.setFixedWidth(108)
        self.valueChanged.connect(lambda value: put(Decimal(str(round(value, 2))).normalize()))

    def show_figure(self, figure: Decimal) -> None:
        """Show what is kept. Calls nobody."""
        self.blockSignals(True)
        self.setValue(float(figure))
        self.blockSignals(False)

    def textFromValue(self, value: float) -> str:
        """Without needless decimals."""
        return f"{round(value, 2):g}" if value < 10_000 else f"{value:.0f}"


def _differs(before: Challenged, after: Challenged) -> bool:
    one, other = before.challenge, after.challenge
    return (one.verdict, one.suggested) != (other.verdict, other.suggested)


def _moved(moved: Sequence[tuple[Challenged, Challenged]]) -> Iterator[str]:
    for before, after in moved[:_NAMED]:
        was, now = rating_words(before.challenge.suggested), rating_words(after.challenge.suggested)
        yield f"{after.title}: {was} → {now}"
    rest = len(moved) - _NAMED
    if rest > 0:
        yield ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}")
