# SPDX-License-Identifier: Apache-2.0
"""The thresholds of the plan check, each with where it is from, and at once what another does to the plan in sight."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.plan_check.points import (
    SHIPPED_PLAN_CHECK,
    STANDARDS,
    Counted,
    PlanCheckRules,
    Point,
)
from portfolio_desktop.gui.pages.challenge.rules_editor import Figure
from portfolio_desktop.gui.pages.timeline.panel_pieces import in_line
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.planning.checking import PlanCheck

_UNITS = {Counted.SHARE: "%", Counted.NUMBER: "", Counted.DAYS: N_("days"), Counted.INDEX: ""}


class CheckRulesEditor(QWidget):
    """`saved` carries the `PlanCheckRules` to keep; `left` says that the person is done without saving."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, found: PlanCheck, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Thresholds of the plan check"))
        self._found = found
        self._kept = self._rules = found.rules
        self.on: dict[Point, QCheckBox] = {}
        self.limits: dict[Point, Figure] = {}
        self.measures: dict[Point, Figure] = {}
        self._origins: dict[Point, Label] = {}
        self._effect = Label(bold=True, wrap=True)
        self.save = QPushButton(_("Save the thresholds"))
        self.save.setProperty("primary", True)
        self.leave = QPushButton(_("Cancel"))
        self._lay_out()
        self.use(found.rules)

    @property
    def rules(self) -> PlanCheckRules:
        """The rules as they are drawn, saved or not."""
        return self._rules

    @property
    def effect(self) -> str:
        """What the change does, in words."""
        return self._effect.text()

    def use(self, rules: PlanCheckRules) -> None:
        """Draw these rules from now on."""
        self._rules = rules
        for point, threshold in rules.thresholds.items():
            self.on[point].blockSignals(True)
            self.on[point].setChecked(threshold.on)
            self.on[point].blockSignals(False)
            self.limits[point].show_figure(threshold.limit)
            self.limits[point].setEnabled(threshold.on)
            self._origins[point].setText(rules.origin(point))
            if point in self.measures and threshold.measure is not None:
                self.measures[point].show_figure(threshold.measure)
                self.measures[point].setEnabled(threshold.on)
        self._effect.setText(self._effect_words())
        self.save.setEnabled(rules != self._kept)

    def _change(self, point: Point, **values: object) -> None:
        threshold = replace(self._rules.thresholds[point], **values)  # type: ignore[arg-type]
        self.use(self._rules.with_threshold(point, threshold))

    def _effect_words(self) -> str:
        if any(
            self._rules.thresholds[point].measure != self._kept.thresholds[point].measure for point in Point
        ):
            return _("The plan is judged anew once the thresholds are saved.")
        if self._rules == self._kept:
            return _("Nothing is changed yet.")
        other = sum(self._differs(point) for point in Point)
        return ngettext(
            "{count} point of this plan would come out otherwise.",
            "{count} points of this plan would come out otherwise.",
            other,
        ).format(count=other)

    def _differs(self, point: Point) -> bool:
        was, now = self._kept.thresholds[point], self._rules.thresholds[point]
        outcome = next((each for each in self._found.outcomes if each.point is point), None)
        if was.on != now.on:
            return True
        if outcome is None or outcome.value is None:
            return False
        least = STANDARDS[point].at_least
        before, after = (
            outcome.value >= each.limit if least else outcome.value <= each.limit for each in (was, now)
        )
        return before is not after

    # Putting it together

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(SectionHeader(_("Thresholds of the plan check")))
        column.addWidget(
            Label(
                _(
                    "Only what is marked as published was held against its source. All else is a starting point "
                    "of our own: set what your office expects."
                ),
                ink="muted",
                wrap=True,
            )
        )
        column.addLayout(self._grid())
        column.addWidget(self._effect)
        reset = QPushButton(_("Back to the shipped ones"))
        reset.clicked.connect(lambda: self.use(SHIPPED_PLAN_CHECK))
        self.save.clicked.connect(lambda: self.saved.emit(self._rules))
        self.leave.clicked.connect(self.left)
        column.addLayout(in_line(self.save, reset, self.leave))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_SMALL)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        row = 0
        for point, standard in STANDARDS.items():
            label = _(standard.label)
            self.on[point] = QCheckBox(label)
            self.on[point].setToolTip(_(standard.meaning))
            self.on[point].toggled.connect(lambda on, point=point: self._change(point, on=on))
            grid.addWidget(self.on[point], row, 0)
            grid.addWidget(Label(_("at least") if standard.at_least else _("at most"), ink="muted"), row, 1)
            self.limits[point] = self._figure(point, "limit", _("{point}: threshold").format(point=label))
            grid.addWidget(self.limits[point], row, 2)
            unit = _UNITS[standard.counted]
            grid.addWidget(Label(_(unit) if unit else "", ink="muted"), row, 3)
            self._origins[point] = Label(ink="muted", step=-0.5)
            self._origins[point].setContentsMargins(24, 0, 0, 0)
            row += 1
            grid.addWidget(self._origins[point], row, 0)
            if standard.measure:
                grid.addWidget(Label(_(standard.measure).lower(), ink="muted"), row, 1)
                name = f"{label}: {_(standard.measure)}"
                self.measures[point] = self._figure(point, "measure", name)
                grid.addWidget(self.measures[point], row, 2)
                grid.addWidget(Label(_("days"), ink="muted"), row, 3)
            row += 1
        return grid

    def _figure(self, point: Point, part: str, name: str) -> Figure:
        return Figure(name, lambda value: self._change(point, **{part: value}))
