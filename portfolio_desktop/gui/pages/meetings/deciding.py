# SPDX-License-Identifier: Apache-2.0
"""The decision that an item seeks: its options and evidence, and the fields in which the meeting's decision is taken."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.proximity import months_after
from portfolio_desktop.gui.form.block import waiting
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.meetings.rows import facts, push
from portfolio_desktop.gui.pages.pieces import Card, reveal
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import mark_problem, safe_tooltip
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.governance.meetings import Option, Sought
from portfolio_desktop.services.governance.taking import Taken

_FIELDS = ("decision", "reasons", "conditions", "dissent", "expected")
_REVIEW_MONTHS = 6
_NONE = ""


class DecisionPanel(Card):
    """`taken` carries the `Taken` that was entered. What has been `typed` is in `unfinished` until then.

    `evidence` names the pack that will be frozen with it, where none is named yet; `why_not` says why nothing can be
    decided here, and `waits` that people said different things of it.
    """

    taken = Signal(object)
    typed = Signal()

    def __init__(
        self, sought: Sought, today: date, evidence: str = "", *, why_not: str = "", waits: bool = False
    ) -> None:
        super().__init__(f"{sought.code}  {sought.title}".strip())
        self.sought = sought
        self._today = today
        self._lines: dict[str, QLineEdit] = {}
        self._typed: dict[str, str] = {}
        self.column.setSpacing(GAP_SMALL)
        said = sought.said
        self.column.addLayout(
            facts(
                [
                    (_("Background"), said.get("background", "")),
                    (_("Recommended"), said.get("recommendation", "")),
                    (_("A delay costs"), said.get("if_late", "")),
                    (_("Evidence"), sought.evidence.title if sought.evidence else evidence),
                ],
                104,
            )
        )
        if waits:
            self.column.addWidget(waiting())
        self._options = QButtonGroup(self)
        for option in sought.options:
            self.column.addLayout(self._option(option))
        if sought.decided or why_not:
            self._show_taken(why_not)
        else:
            self._ask()

    def unfinished(self) -> dict[str, str]:
        """What has been typed and not been recorded; empty where nothing was."""
        return {name: line.text() for name, line in self._lines.items() if line.text().strip()}

    def restore(self, typed: Mapping[str, str]) -> None:
        """Put back what `unfinished` gave."""
        for name, text in typed.items():
            if name in self._lines:
                self._lines[name].setText(text)
        if typed and not self._lines:  # decided by somebody else meanwhile
            self._typed = dict(typed)
            said = _("Decided while you were typing. Your words stand there again once you decide it again.")
            self.column.addWidget(Label(said, ink="danger", wrap=True))

    def take_over(self, other: "DecisionPanel") -> None:
        """Go on as in `other`, where the same decision was being entered: words, choices and the keyboard."""
        if other.sought.decided and other.is_asking and not self.is_asking:
            self._reopen()
        if not (self.is_asking and other.is_asking):
            return
        self.restore(other.unfinished())
        self._outcome.choose(other._outcome.current)
        self._again.setChecked(other._again.isChecked())
        self._review.setDate(other._review.date())
        chosen = other._options.checkedButton()
        for button in self._options.buttons():
            if chosen is not None and button.property("option") == chosen.property("option"):
                button.setChecked(True)

    @property
    def is_asking(self) -> bool:
        """Whether a decision can be entered."""
        return bool(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._lines:
            self.record()
        else:
            super().keyPressEvent(event)

    def record(self) -> None:
        """Hand over the decision, or say at its place what is missing."""
        outcome = self._outcome.current
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        missing = {
            "conditions": _("Write down the conditions.") if outcome == "conditional" else "",
            "reasons": _("Give the reason.") if outcome in ("rejected", "deferred") else "",
        }
        lacking = [name for name, sentence in missing.items() if sentence and not typed[name]]
        for name, sentence in missing.items():
            mark_problem(self._lines[name], sentence if name in lacking else "")
        if lacking:
            self._lines[lacking[0]].setFocus()
            return
        button = self._options.checkedButton()
        day = self._review.date().toPython() if self._again.isChecked() else None
        self.taken.emit(
            Taken(
                outcome=outcome,
                **{name: typed[name] for name in _FIELDS},
                by=None,
                option=Id(str(button.property("option"))) if button else None,
                review_on=day if isinstance(day, date) else None,
            )
        )

    def _option(self, option: Option) -> QHBoxLayout:
        tick = QRadioButton(option.title.replace("&", "&&"))
        tick.setProperty("option", str(option.id))
        tick.setChecked(option.chosen)
        tick.setEnabled(not self.sought.decided)
        self._options.addButton(tick)
        mark = _("recommended") if option.recommended else ""
        detail = " · ".join(filter(None, (mark, option.cost_words, option.benefit, option.risks)))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(tick)
        if detail:
            label = Label(detail, ink="muted", wrap=True)
            label.setContentsMargins(28, 0, 0, 0)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addLayout(column, 1)
        return row

    def _ask(self) -> None:
        self._outcome = SegmentedControl(
            _("Decision"),
            (
                ("approved", _("Approve")),
                ("conditional", _("With conditions")),
                ("rejected", _("Reject")),
                ("deferred", _("Defer")),
            ),
        )
        self.column.addWidget(self._outcome, 0, Qt.AlignmentFlag.AlignLeft)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        captions = (_("Decision"), _("Reasons"), _("Conditions"), _("Dissent"), _("Expected effect"))
        hints = (
            _("What is decided, in one sentence"),
            _("Why"),
            _("What has to be so for it to hold"),
            _("Who did not agree, and why, in their words"),
            self.sought.said.get("expected") or _("What should be different afterwards"),
        )
        for row, (name, caption, hint) in enumerate(zip(_FIELDS, captions, hints, strict=True)):
            line = QLineEdit()
            line.setAccessibleName(caption)
            line.setPlaceholderText(hint)
            line.textChanged.connect(self.typed)
            self._lines[name] = line
            grid.addWidget(Label(caption, ink="muted"), row, 0)
            grid.addWidget(line, row, 1)
        self.column.addLayout(grid)
        self.column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        later = months_after(self._today, _REVIEW_MONTHS)
        self._review = DayEdit(later)
        self._review.setAccessibleName(_("Look again on"))
        self._again = QCheckBox(_("Look again on"))
        self._again.setChecked(True)
        self._again.toggled.connect(self._review.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._again)
        row.addWidget(self._review)
        row.addStretch(1)
        row.addWidget(push(_("Record the decision"), self.record, primary=True))
        return row

    def _show_taken(self, why_not: str) -> None:
        said = self.sought.said
        self.column.addWidget(Label(said.get("status", ""), step=2, bold=True))
        self.column.addLayout(
            facts(
                [
                    (_("Decision"), said.get("decision", "")),
                    (_("Reasons"), said.get("reasons", "")),
                    (_("Conditions"), said.get("conditions", "")),
                    (_("Dissent"), said.get("dissent", "")),
                    (_("Expected effect"), said.get("expected", "")),
                    (_("Look again on"), said.get("review_on", "")),
                ],
                104,
            )
        )
        again = push(_("Decide it again") if self.sought.decided else _("Decide"), self._reopen)
        again.setProperty("flat", True)
        again.setDisabled(bool(why_not))
        again.setToolTip(safe_tooltip(why_not))
        self._anew = again
        self.column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _reopen(self) -> None:
        """Ask once more, beginning with what was decided."""
        self._anew.hide()
        for button in self._options.buttons():
            button.setEnabled(True)
        self._ask()
        self.restore({name: self.sought.said.get(name, _NONE) for name in _FIELDS} | self._typed)
        if self.sought.status in ("approved", "conditional", "rejected", "deferred"):
            self._outcome.choose(self.sought.status)
        reveal(self.column)
