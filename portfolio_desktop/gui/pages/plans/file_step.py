# SPDX-License-Identifier: Apache-2.0
"""Which file: chosen in a dialog or dropped on the page, and read in a process of its own that can be stopped."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.exchange.arrivals.opening import ENDINGS, home_of, read_plan_file
from portfolio_desktop.exchange.arrivals.planned import Source
from portfolio_desktop.exchange.plans.mpxj.finding import missing
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.plans.session import ReadFile, Session
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.pages.working import Working
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office

_FOLDER = "plans.folder"


class FileStep(Step[Session]):
    """`opened` is called with the file once it is read."""

    def __init__(
        self, desk: Desk, opened: Callable[[ReadFile], None], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            desk,
            _("Choose a plan"),
            _(
                "Microsoft Project, Primavera, GanttProject, ProjectLibre, Planner and more. The file is only read."
            ),
            parent=parent,
        )
        self._opened = opened
        self._stopped = False
        self.setAcceptDrops(True)
        self._problem = Label(ink="danger", wrap=True)
        self._problem.hide()
        self._missing = Label(ink="muted", wrap=True)
        self._working = Working()
        self._place = EmptyPlace(
            "chart-gantt",
            _("Choose a plan, or drop one here"),
            _("You see what it would do before anything is written, and one undo takes it back."),
        )
        self._choose = self._place.add_step(_("Choose a file…"), self.browse, "folder-open")
        frame = QFrame()
        frame.setProperty("panel", "surface")
        self._stack = QStackedLayout(frame)
        self._stack.addWidget(self._place)
        self._stack.addWidget(self._working)
        self.column.addWidget(self._problem)
        self.column.addWidget(frame, 1)
        self.column.addWidget(self._missing)

    @property
    def ready(self) -> bool:
        return False

    def enter(self, session: Session) -> None:
        self._stack.setCurrentWidget(self._place)
        self._missing.setText(missing())
        self._missing.setVisible(bool(self._missing.text()))

    def take_keyboard(self) -> None:
        self._choose.setFocus()

    def browse(self) -> None:
        """Ask for the file."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = Path(self._desk.settings.get(_FOLDER, documents))
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        kinds = [
            _("Plans ({pattern})").format(pattern=pattern),
            _("All files ({pattern})").format(pattern="*"),
        ]
        self._desk.ask.open_file(_("Choose a plan"), kinds, self.read, folder=last)

    def read(self, path: Path) -> None:
        """Read the file, with progress and a way to stop."""
        self._problem.hide()
        self._stopped = False
        self._desk.settings.put(_FOLDER, str(path.parent))
        words = _("Reading {name}").format(name=path.name)
        self._working.follow(words, self._stop)
        self._stack.setCurrentWidget(self._working)

        def job(progress: Progress) -> tuple[tuple[PlanFile, ...], Source]:
            return read_plan_file(path, progress=progress, cancelled=lambda: self._stopped)

        task = self._desk.jobs.free(
            job,
            label=words,
            owner=self,
            done=self._recognise,
            failed=self._failed,
            progress=self._working.progress,
        )
        self._working.hold(task)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            if url.isLocalFile():
                self.read(Path(url.toLocalFile()))

    def _recognise(self, found: tuple[tuple[PlanFile, ...], Source]) -> None:
        """Ask which projects have an earlier version of what was read."""
        plans, source = found

        def job(office: Office, _progress: Progress) -> ReadFile:
            return ReadFile(plans, source, tuple(home_of(office, plan) for plan in plans))

        self._desk.work(job, self._opened, owner=self, failed=self._failed)

    def _stop(self) -> None:
        self._stopped = True
        self._stack.setCurrentWidget(self._place)

    def _failed(self, error: Exception) -> None:
        self._stack.setCurrentWidget(self._place)
        self._problem.setText(str(error))
        self._problem.show()
