# SPDX-License-Identifier: Apache-2.0
"""Deciding a change request: what it would do to the baselines, what becomes of it, and whether the baseline moves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act, ActDialog, Titles, shown
from portfolio_desktop.gui.form.entered import Entered, day_of, link_of, text_of
from portfolio_desktop.gui.pages.pieces import clear
from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.governance import change_requests
from portfolio_desktop.services.governance.change_requests import Impact, Moved
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes

_APPROVE, _DEFER, _REJECT = "approve", "defer", "reject"
_SIZE = 860, 420
_WHY = 4


class ChangeDialog(ActDialog):
    """One change request that waits for a decision."""

    def __init__(self, desk: Desk, found: Impact, titles: Titles, parent: QWidget) -> None:
        request, project = found.request, found.project
        super().__init__(
            desk,
            _("Decide {code}: {title}").format(code=request.code or "", title=shown(request.title or "", 80)),
            _("Record the decision"),
            parent,
        )
        self._opened = found
        self._lines = QVBoxLayout()
        self.setMinimumWidth(600)
        self.say(f"{project.code or ''} {project.title or ''}".strip())
        self.column.addLayout(self._lines)
        self._what = SegmentedControl(
            _("Decision"), [(_APPROVE, _("Approve")), (_DEFER, _("Defer")), (_REJECT, _("Reject"))]
        )
        self._what.changed.connect(lambda _key: self._follow())
        self.column.addWidget(self._what, 0, Qt.AlignmentFlag.AlignLeft)
        self._move = QCheckBox(_("Move the project's baseline as well"))
        self._move.setChecked(True)
        self._show(found)
        self.column.addWidget(self._move)
        given: Entered = {"decided_on": desk.today}
        names = ("decided_by_id", "decided_on", "decision_id", "conditions")
        self.ask("change_request", names, given, titles, of=request)
        self._reason = self.ask("change_request", ("note",))
        self._follow()
        self.finish_layout()

    def act(self) -> Act:
        opened, what, move = self._opened, self._what.current, self._move.isChecked()
        request = opened.request.id

        def decide(office: Office, said: Entered) -> Changes:
            by, on = link_of(said, "decided_by_id"), day_of(said, "decided_on")
            if what != _APPROVE:
                reason = text_of(said, "note")
                return change_requests.turn_down(
                    office, request, defer=what == _DEFER, reason=reason, by=by, on=on, opened=opened
                )
            return change_requests.approve(
                office,
                request,
                by=by,
                on=on,
                decision=link_of(said, "decision_id"),
                conditions=text_of(said, "conditions"),
                move_baseline=move,
                opened=opened,
            )

        return decide

    def catch_up(self, now: object) -> None:
        assert isinstance(now, Impact)
        self._opened = now
        self._show(now)

    def _show(self, found: Impact) -> None:
        """What the request would do."""
        clear(self._lines)
        for line in found.words or (_("The request does not say what it would change."),):
            self._lines.addWidget(Label(line, wrap=True, bold=bool(found.words)))
        self._move.setChecked(found.moves and self._move.isChecked())
        self._move.setEnabled(found.moves)

    def _follow(self) -> None:
        """A refusal needs a reason, an approval may move the baseline."""
        approving = self._what.current == _APPROVE
        self._move.setVisible(approving)
        self._reason.setVisible(not approving)


class BaselinesDialog(AsRead, QDialog):
    """How the baselines of a project came to be what they are, the newest first."""

    def __init__(self, project: Project, moved: Sequence[Moved], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("How the baseline moved"))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
        column.setSpacing(GAP)
        name = f"{project.code or ''} {project.title or ''}".strip()
        column.addWidget(
            Label(_("Baselines of {project}").format(project=shown(name)), step=3, bold=True, wrap=True)
        )
        if moved:
            column.addWidget(_table(moved), 1)
        else:
            column.addWidget(Label(_("They stand as they were first entered."), ink="muted"))
            column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(*_SIZE)


def _table(moved: Sequence[Moved]) -> QTableWidget:
    heads = (_("When"), _("Baseline"), _("Before"), _("After"), _("In the course of"), _("By"))
    table = QTableWidget(len(moved), len(heads))
    table.setAccessibleName(_("Baselines as they were"))
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setStyleSheet("QTableView::item { padding: 4px 6px; }")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    for row, each in enumerate(moved):
        before, after = each.old or "–", each.new or "–"
        texts = (format_moment(each.when), each.label, before, after, each.why, each.author)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(shorten(visible_bidi(text), 160))
            item.setToolTip(safe_tooltip(text))
            table.setItem(row, column, item)
    heading = table.horizontalHeader()
    heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    heading.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heading.setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)
    return table
