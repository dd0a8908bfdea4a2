# SPDX-License-Identifier: Apache-2.0
"""The line below the timeline: how much is shown, what stands behind the current row, and how many conflicts there are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_TINY
from portfolio_desktop.gui.timeline.words import float_words
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.planning.rows import Row, RowKind, Timeline


class TimelineFoot(QFrame):
    """Says in words what the chart shows of the current row."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._counts = Label(ink="muted")
        self.sentence = ElidedLabel()
        self.conflicts = QToolButton()
        self.conflicts.setToolTip(actions["next_conflict"].toolTip())
        self.conflicts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.conflicts.clicked.connect(actions["next_conflict"].trigger)
        self.conflicts.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.conflicts.setIcon(icon("triangle-alert", "danger"))
        self._marks = Label(ink="muted")
        self._no_tasks = False
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP, GAP_TINY, GAP, GAP_TINY)
        line.setSpacing(GAP_LARGE)
        line.addWidget(self._counts)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.conflicts)
        line.addWidget(self._marks)

    def show_timeline(self, timeline: Timeline, *, whole: bool = True, refused: bool = False) -> None:
        """How much there is, and the dates that lines are drawn at. `whole`: all that there is, tasks included.

        `refused`: what stands in the filter box is not what is shown, and the counts must not pass for its answer.
        """
        projects = sum(1 for row in timeline.rows if row.kind is RowKind.PROJECT)
        rest = sum(1 for row in timeline.rows if row.entity in ("task", "milestone", "dependency"))
        said = ngettext("{count} project", "{count} projects", projects).format(count=f"{projects:,}")
        rows = ngettext("{count} task or milestone", "{count} tasks and milestones", rest)
        words = _("Filter not applied: still showing {count}") if refused else "{count}"
        self._counts.set_ink("danger" if refused else "muted")
        self._counts.setText(words.format(count=f"{said}, {rows.format(count=f'{rest:,}')}"))
        self._no_tasks = whole and bool(projects) and all(row.entity != "task" for row in timeline.rows)
        wrong = sum(1 for row in timeline.rows if row.conflict)
        said = ngettext("{count} conflict", "{count} conflicts", wrong).format(count=f"{wrong:,}")
        self.conflicts.setText(said)
        self.conflicts.setAccessibleName(_("{conflicts}: go to the next").format(conflicts=said))
        self.conflicts.setVisible(bool(wrong))
        marks = [mark.label for mark in timeline.marks if mark.kind != "today"]
        self._marks.setText(" · ".join(marks))

    def show_row(self, row: Row | None) -> None:
        """What there is to say of a row: what cannot be, else how much it may slip; where no plan is yet, how to begin."""
        if self._no_tasks and (row is None or row.kind is RowKind.PROJECT):
            self.sentence.set_text(
                _(
                    "There are no tasks yet: choose the project and press Insert, or open a plan from the File menu."
                )
            )
            return
        self.sentence.set_text(
            f"{row.title}: {words}" if row and (words := row.conflict or float_words(row)) else ""
        )
