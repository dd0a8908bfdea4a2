# SPDX-License-Identifier: Apache-2.0
"""The plan of one project judged point by point: what did not pass first, each finding a click from its task."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.plan_check.outcome import VERDICTS, Outcome, Verdict, days
from portfolio_desktop.domain.plan_check.points import STANDARDS, PlanCheckRules
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import Fresh, only_read, words
from portfolio_desktop.gui.pages.timeline.check_rules import CheckRulesEditor
from portfolio_desktop.gui.pages.timeline.panel_pieces import (
    Folding,
    PanelBody,
    record_row,
    stacked_words,
    wrapped,
)
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.rating import LevelBadge
from portfolio_desktop.services.planning.checking import PlanCheck, check_plan
from portfolio_desktop.services.rules import keep_plan_check
from portfolio_desktop.storage.changes import Written

_SHOWN = 40
_LEVELS = {
    Verdict.PASSED: Level("passed", N_("Passed"), "P", "green"),
    Verdict.NOT_PASSED: Level("not_passed", N_("Not passed"), "N", "red"),
    Verdict.NOT_JUDGED: Level("not_judged", N_("Cannot be judged"), "", "none"),
}


class CheckPanel(QWidget):
    """`went_to` carries the entity and the id of what a finding is about."""

    went_to = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Plan check"))
        self._desk = desk
        self._project: Id | None = None
        self.found: PlanCheck | None = None
        self.points: dict[str, Folding] = {}
        self.editor: CheckRulesEditor | None = None
        self._list, self._rules = PanelBody(), PanelBody()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._rules)
        self._fresh = Fresh(self, desk, self._load)

    def show_project(self, project: Id | None) -> None:
        """Judge the plan of this project, now or when the panel is next seen."""
        if project != self._project:
            self._project, self.found = project, None
            self.show_list()
            self._list.say(_("Choose a project whose plan is to be checked.") if project is None else "")
        self._fresh.touch()

    def show_check(self, found: PlanCheck) -> None:
        """Draw what was found."""
        opened = {point for point, row in self.points.items() if row.is_open}
        self.found = found
        self.points = {}
        self._list.clear()
        column = self._list.column
        self._head(column, found)
        for verdict in (Verdict.NOT_PASSED, Verdict.NOT_JUDGED, Verdict.PASSED):
            some = [each for each in found.outcomes if each.verdict is verdict]
            if some:
                self._group(column, verdict, some)
        self._list.end()
        for point in opened & self.points.keys():
            self.points[point].turn()

    def edit_rules(self) -> None:
        """Show the thresholds, over the plan as it stands now."""
        if self.found is None:
            return
        self.editor = CheckRulesEditor(self.found)
        if self._desk.read_only:
            only_read(self.editor, self._desk.why_read_only, self.editor.leave)
        self.editor.saved.connect(partial(self._keep, self.found.rules))
        self.editor.left.connect(self.show_list)
        self._rules.clear()
        self._rules.column.addWidget(self.editor)
        self._rules.end()
        self._stack.setCurrentWidget(self._rules)

    def show_list(self) -> None:
        """Back to the points."""
        self.editor = None
        self._stack.setCurrentWidget(self._list)

    def _load(self) -> None:
        project = self._project
        if project is None:
            return
        self._desk.read(
            lambda office: check_plan(office, project),
            lambda found: self.show_check(found) if found.project == self._project else None,
            owner=self,
            label=_("Checking the plan"),
            failed=lambda error: self._list.say(str(error)),
        )

    def _keep(self, before: PlanCheckRules, rules: PlanCheckRules) -> None:
        self._desk.write(
            lambda office: keep_plan_check(office, rules, opened=before),
            self._kept,
            owner=self,
            failed=lambda error: self._desk.ask.refuse(str(error)),
        )

    def _kept(self, written: Written | None) -> None:
        if written is not None:
            self._desk.notify(written.label, undo=True)
        self.show_list()

    def _head(self, column: QVBoxLayout, found: PlanCheck) -> None:
        title = SectionHeader(_("Plan check: {title}").format(title=found.title))
        rules = QPushButton(_("Thresholds…"))
        rules.setIcon(icon("sliders-horizontal"))
        rules.clicked.connect(self.edit_rules)
        title.add(rules)
        column.addWidget(title)
        column.addWidget(Label(headline(found), step=2, bold=True, wrap=True))
        as_of = (
            _("{tasks}, as of its status date, {day}.")
            if found.has_status
            else _("{tasks}, as of today, {day}: the plan has no status date.")
        )
        tasks = ngettext("{count} task", "{count} tasks", found.tasks).format(count=f"{found.tasks:,}")
        column.addWidget(
            Label(as_of.format(tasks=tasks, day=format_date(found.as_of)), ink="muted", wrap=True)
        )

    def _group(self, column: QVBoxLayout, verdict: Verdict, outcomes: Iterable[Outcome]) -> None:
        header = SectionHeader(_(VERDICTS[verdict]))
        column.addWidget(header)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for count, outcome in enumerate(outcomes, 1):
            rows.addWidget(self._point(outcome))
            header.set_count(count)
        column.addLayout(rows)

    def _point(self, outcome: Outcome) -> Folding:
        label = _(STANDARDS[outcome.point].label)
        name = f"{label}: {_(VERDICTS[outcome.verdict])}. {outcome.figure}"
        row = Folding(name, lambda below: self._fill(below, outcome))
        row.head.put(LevelBadge(_LEVELS[outcome.verdict]))
        row.head.put(stacked_words(label, outcome.reason or outcome.limit), 1)
        if outcome.figure:
            row.head.put(words(outcome.figure, right=True))
        self.points[str(outcome.point)] = row
        return row

    def _fill(self, below: QVBoxLayout, outcome: Outcome) -> None:
        """What the point means, where its threshold is from, and the tasks."""
        standard, rules = STANDARDS[outcome.point], self.found.rules if self.found else None
        below.addWidget(wrapped(_(standard.meaning)))
        for said in (outcome.reason, outcome.measured):
            if said:
                below.addWidget(wrapped(said))
        if rules is not None:
            said = f"{rules.origin(outcome.point)}: {outcome.limit}."
            if outcome.threshold.measure is not None:
                said += f" {_(standard.measure)} {days(outcome.threshold.measure)}."
            below.addWidget(wrapped(said))
        codes = self.found.codes if self.found else {}
        for finding in outcome.findings[:_SHOWN]:
            code = codes.get(finding.id, "")
            row = record_row(
                f"{code}  {finding.name}".strip(),
                finding.note,
                lambda finding=finding: self.went_to.emit(finding.entity, finding.id),  # type: ignore[misc]
            )
            below.addWidget(row)
        rest = len(outcome.findings) - _SHOWN
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest)
            below.addWidget(wrapped(more.format(count=f"{rest:,}")))


def headline(found: PlanCheck) -> str:
    """How the plan came out, in one sentence; what cannot be judged is never counted as passed."""
    failed, unjudged = found.count(Verdict.NOT_PASSED), found.count(Verdict.NOT_JUDGED)
    of = len(found.outcomes)
    said = (
        ngettext("{n} of {of} points is not passed", "{n} of {of} points are not passed", failed)
        if failed
        else _("Every point that can be judged is passed")
    ).format(n=failed, of=of)
    if not unjudged:
        return f"{said}."
    rest = ngettext("{n} cannot be judged", "{n} cannot be judged", unjudged).format(n=unjudged)
    return f"{said}; {rest}."
