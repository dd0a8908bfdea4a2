# SPDX-License-Identifier: Apache-2.0
"""Holding a review: how each criterion was found, what is missing, the outcome, who signs, and what follows.

Findings and recommendations are kept as they are entered. The outcome is recorded at the end, and refused as
everywhere else when something required is missing and nobody signs.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.gates import lacks_in_words
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act, ActDialog, shown
from portfolio_desktop.gui.form.entered import Entered, day_of, link_of, text_of
from portfolio_desktop.gui.pages.assurance.findings_panel import FindingsPanel
from portfolio_desktop.gui.pages.assurance.recommending import Recommending
from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.services.governance import gates
from portfolio_desktop.services.governance.gates import Asked, Onward, Sheet, Signature
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_OUTCOME = ("outcome", "held_on", "conditions", "conditions_due")
_SIGNED = ("signed_by_id", "signed_reason")
_WIDTH, _LEAST, _TALLEST = 1060, 700, 760


class ReviewDialog(ActDialog):
    """One review. Opens once its sheet has been read."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QWidget) -> None:
        project = sheet.project
        name = f"{project.code or ''} {project.title or ''}".strip()
        title = f"{shown(sheet.review.title or '', 60)} · {shown(name, 60)}"
        super().__init__(desk, title, _("Record the outcome"), parent)
        self._sheet = sheet
        self._stage = QCheckBox()
        self._gate = QCheckBox()
        left, right = QVBoxLayout(), QVBoxLayout()
        self._lay_out(left, right)
        self.into = left
        self._findings = self._make_findings(sheet.asked)
        self._missing = self.say("", ink="danger")
        self.say(_("Recommendations are kept as you add them:"))
        self._made = Recommending(desk, sheet.review.id, sheet.recommendations)
        left.addWidget(self._made)
        self.into = right
        review = sheet.review
        given = {} if review.held_on else {"held_on": desk.today}
        self._fields = self.ask("gate_review", _OUTCOME, given, of=review)
        self.say(_("Where something required is missing, somebody signs for passing it all the same:"))
        self.ask("gate_review", _SIGNED)
        self._offer()
        right.addStretch(1)
        self._show_found(sheet)
        desk.written.connect(self._look_again)  # others may hold the same review
        self.finish_layout()
        self.resize(_WIDTH, min(_TALLEST, max(_LEAST, self.column.totalHeightForWidth(_WIDTH))))

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

    def _make_findings(self, asked: tuple[Asked, ...]) -> FindingsPanel | None:
        if not asked:
            return None
        self.say(_("How each criterion was found is kept as you set it. * is required."))
        panel = FindingsPanel(asked, self._desk.catalogue.list_named("criterion.state"))
        panel.found.connect(self._find)
        panel.seen.connect(self._see)
        self.into.addWidget(panel, 1)
        return panel

    def _find(self, criterion: str, state: str | None) -> None:
        review = self._sheet.review.id
        self._keep(criterion, lambda office: gates.find(office, review, Id(criterion), state))

    def _see(self, criterion: str, evidence: str) -> None:
        review = self._sheet.review.id
        self._keep(criterion, lambda office: gates.see(office, review, Id(criterion), evidence))

    def _keep(self, criterion: str, make: Callable[[Office], Changes]) -> None:
        def refused(error: Exception) -> None:
            if self._findings is not None:
                self._findings.rows[Id(criterion)].not_written()
            self._look_again()
            self.explain(str(error))

        self._desk.write(make, owner=self, failed=refused)

    def _look_again(self, _written: Written | None = None) -> None:
        review = self._sheet.review.id
        self._desk.read(
            lambda office: gates.sheet(office, review),
            self._show_found,
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _show_found(self, sheet: Sheet) -> None:
        """Bring findings, recommendations and what is missing into step with what is kept."""
        if self._findings is not None:
            self._findings.show_asked(sheet.asked)
        self._made.show_made(sheet.recommendations)
        words = visible_bidi(lacks_in_words(sheet.lacks))
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
