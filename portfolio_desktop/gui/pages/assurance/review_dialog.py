# SPDX-License-Identifier: Apache-2.0
"""Holding a review: how each criterion was found, what is missing, the outcome, who signs, and what follows.

Findings are kept as they are set. The outcome is recorded at the end, and refused as everywhere else when something
required is missing and nobody signs.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.gates import lacks_in_words
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.assurance.acting import Act, ActDialog, Entered, day_of, link_of, text_of
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.governance import gates
from portfolio_desktop.services.governance.gates import Asked, Onward, Sheet, Signature
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_OUTCOME = ("outcome", "held_on", "conditions", "conditions_due")
_SIGNED = ("signed_by_id", "signed_reason")
_SIZE = 980, 640
_LEAST = 200


class ReviewDialog(ActDialog):
    """One review. Opens once its sheet has been read."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QWidget) -> None:
        project = sheet.project
        name = f"{project.code or ''} {project.title or ''}".strip()
        title = f"{sheet.review.title} · {shorten(name, 60)}"
        super().__init__(desk, title, _("Record the outcome"), parent)
        self._sheet = sheet
        self._stage = QCheckBox()
        self._gate = QCheckBox()
        left, right = QVBoxLayout(), QVBoxLayout()
        self._lay_out(left, right)
        self.into = left
        if sheet.asked:
            self.say(_("How each criterion was found is kept as you set it. * is required."))
            left.addWidget(self._criteria(sheet.asked), 1)
        self._missing = self.say("", ink="danger")
        left.addStretch(0)
        self.into = right
        given: Entered = {"held_on": sheet.review.held_on or desk.today}
        self._fields = self.ask("gate_review", _OUTCOME, given)
        self.say(_("Where something required is missing, somebody signs for passing it all the same:"))
        self.ask("gate_review", _SIGNED)
        self._offer()
        right.addStretch(1)
        self._show_missing(sheet)
        self.finish_layout()
        self.resize(*_SIZE)

    def act(self) -> Act:
        review, sheet = self._sheet.review.id, self._sheet
        stage = sheet.stage if self._stage.isChecked() else None
        gate = sheet.next_gate.id if sheet.next_gate and self._gate.isChecked() else None

        def record(office: Office, said: Entered) -> Changes:
            signer = link_of(said, "signed_by_id")
            return gates.record_outcome(
                office,
                review,
                text_of(said, "outcome"),
                held_on=day_of(said, "held_on"),
                conditions=text_of(said, "conditions"),
                conditions_due=day_of(said, "conditions_due"),
                signature=Signature(signer, text_of(said, "signed_reason")) if signer else None,
                onward=Onward(stage, gate, day_of(said, "planned_on")) if stage or gate else None,
            )

        return record

    def _lay_out(self, left: QVBoxLayout, right: QVBoxLayout) -> None:
        """What was found at the left, what comes of it at the right."""
        halves = QHBoxLayout()
        halves.setSpacing(GAP_HUGE)
        for half in (left, right):
            half.setSpacing(GAP)
            halves.addLayout(half, 1)
        self.column.addLayout(halves, 1)

    def _criteria(self, asked: tuple[Asked, ...]) -> QWidget:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        rows.addLayout(grid)
        rows.addStretch(1)
        grid.setContentsMargins(0, 0, GAP_SMALL, 0)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setColumnStretch(0, 1)
        for place, each in enumerate(asked):
            star = " *" if each.criterion.required else ""
            label = Label(f"{each.criterion.title}{star}", wrap=True)
            label.setToolTip(safe_tooltip(each.criterion.evidence or ""))
            grid.addWidget(label, place, 0)
            grid.addWidget(self._states(each), place, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.setMinimumHeight(_LEAST)
        return area

    def _states(self, asked: Asked) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(asked.criterion.title or "")
        box.setMinimumWidth(150)
        box.addItem(_("Not looked at"), None)
        for item in self._desk.catalogue.list_named("criterion.state").items:
            box.addItem(_(item.label), item.code)
        box.setCurrentIndex(max(0, box.findData(asked.state)))
        box.activated.connect(partial(self._find, asked.criterion.id, box))
        return box

    def _find(self, criterion: Id, box: QComboBox, _place: int) -> None:
        review, state = self._sheet.review.id, box.currentData()
        self._desk.write(
            lambda office: gates.find(office, review, criterion, state),
            self._look_again,
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _look_again(self, _written: Written | None) -> None:
        review = self._sheet.review.id
        self._desk.read(lambda office: gates.sheet(office, review), self._show_missing, owner=self)

    def _show_missing(self, sheet: Sheet) -> None:
        words = lacks_in_words(sheet.lacks)
        self._missing.setText(_("Required and missing: {what}.").format(what=words) if words else "")
        self._missing.setHidden(not words)

    def _offer(self) -> None:
        """What follows once the gate is passed, each ticked to begin with."""
        sheet = self._sheet
        stages = self._desk.catalogue.list_named("stage")
        item = stages.item(sheet.stage) if sheet.stage else None
        if item is not None:
            self._add_offer(
                self._stage, _("Once passed, the project enters: {stage}").format(stage=_(item.label))
            )
        if sheet.next_gate is not None:
            self._add_offer(self._gate, _("Once passed, plan {gate}").format(gate=sheet.next_gate.title))
            self.ask("gate_review", ("planned_on",))

    def _add_offer(self, box: QCheckBox, words: str) -> None:
        box.setText(words.replace("&", "&&"))
        box.setChecked(True)
        self.into.addWidget(box)
