# SPDX-License-Identifier: Apache-2.0
"""Background work as the status bar shows it: what is being done, how far it is, and the way to stop it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.jobs import Jobs, Task
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel


class ProgressStrip(QWidget):
    """Shows the oldest labelled task of `jobs`; hidden while there is none."""

    def __init__(self, jobs: Jobs, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._task: Task | None = None
        self._label = ElidedLabel(align=Qt.AlignmentFlag.AlignRight)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._cancel = QToolButton()
        self._cancel.setIcon(icon("x"))
        self._cancel.setToolTip(_("Cancel"))
        self._cancel.setAccessibleName(_("Cancel"))
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._label, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        for signal in (jobs.started, jobs.progressed, jobs.finished):
            signal.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        named = [task for task in self._jobs.tasks if task.label]
        self.setHidden(not named)
        before, self._task = self._task, named[0] if named else None
        if self._task is None:
            return
        if self._task is not before:
            announce(self, self._task.label)
        others = len(named) - 1
        more = ngettext(" and {} more", " and {} more", others).format(others) if others else ""
        self._label.set_text(self._task.label + more)
        # What cannot be stopped and does not tell how far it is gets neither: a bar that sways promises nothing.
        self._cancel.setVisible(self._task.stoppable)
        self._bar.setVisible(self._task.stoppable or bool(self._task.total))
        # A maximum of nought makes the bar sway: under way, no end in sight.
        self._bar.setMaximum(1000 if self._task.total else 0)
        self._bar.setValue(1000 * self._task.done // self._task.total if self._task.total else 0)
        self._bar.setAccessibleName(_("Progress of {}").format(self._task.label))
        self._cancel.setAccessibleName(_("Cancel {}").format(self._task.label))
        self._cancel.setEnabled(not self._task.cancelled)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._label.set_text(_("Stopping {}").format(self._task.label))
            self._cancel.setEnabled(False)
