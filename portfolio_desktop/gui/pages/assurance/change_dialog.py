# SPDX-License-Identifier: Apache-2.0
"""Deciding a change request: what it would do to the baselines, what becomes of it, and whether the baseline moves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.assurance.acting import Act, ActDialog, Entered, day_of, link_of, text_of
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.governance import change_requests
from portfolio_desktop.services.governance.change_requests import Impact, Moved
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes

_APPROVE, _DEFER, _REJECT = "approve", "defer", "reject"
_SHOWN = 6


class ChangeDialog(ActDialog):
    """One change request that waits for a decision, with how the baselines of its project moved before."""

    def __init__(self, desk: Desk, found: Impact, moved: Sequence[Moved], parent: QWidget) -> None:
        request, project = found.request, found.project
        super().__init__(
            desk,
            _("Decide {code}: {title}").format(code=request.code or "", title=request.title or ""),
            _("Record the decision"),
            parent,
        )
        self._request = request.id
        self.setMinimumWidth(600)
        self.say(f"{project.code or ''} {project.title or ''}".strip())
        for line in found.words or (_("The request does not say what it would change."),):
            self.column.addWidget(Label(line, wrap=True, bold=bool(found.words)))
        self._what = SegmentedControl(
            _("Decision"), [(_APPROVE, _("Approve")), (_DEFER, _("Defer")), (_REJECT, _("Reject"))]
        )
        self._what.changed.connect(lambda _key: self._follow())
        self.column.addWidget(self._what, 0, Qt.AlignmentFlag.AlignLeft)
        self._move = QCheckBox(_("Move the project's baseline as well"))
        self._move.setChecked(found.moves)
        self._move.setEnabled(found.moves)
        self.column.addWidget(self._move)
        given: Entered = {"decided_on": desk.today}
        self._approval = self.ask(
            "change_request", ("decided_by_id", "decided_on", "decision_id", "conditions"), given
        )
        self._reason = self.ask("change_request", ("note",))
        self._history(moved)
        self._follow()
        self.finish_layout()

    def act(self) -> Act:
        request, what, move = self._request, self._what.current, self._move.isChecked()

        def decide(office: Office, said: Entered) -> Changes:
            by, on = link_of(said, "decided_by_id"), day_of(said, "decided_on")
            if what != _APPROVE:
                reason = text_of(said, "note")
                return change_requests.turn_down(
                    office, request, defer=what == _DEFER, reason=reason, by=by, on=on
                )
            return change_requests.approve(
                office,
                request,
                by=by,
                on=on,
                decision=link_of(said, "decision_id"),
                conditions=text_of(said, "conditions"),
                move_baseline=move,
            )

        return decide

    def _follow(self) -> None:
        """A refusal needs a reason, an approval may move the baseline."""
        approving = self._what.current == _APPROVE
        self._move.setVisible(approving)
        self._reason.setVisible(not approving)

    def _history(self, moved: Sequence[Moved]) -> None:
        if not moved:
            return
        self.say(_("How the baselines of the project have moved:"))
        for each in moved[:_SHOWN]:
            line = f"{format_moment(each.when)}  {each.label}: {each.old or '–'} → {each.new or '–'}  ({each.why})"
            self.column.addWidget(Label(line, ink="muted", step=-0.5, wrap=True))
