# SPDX-License-Identifier: Apache-2.0
"""Which file: chosen in a dialog or dropped on the page, and read on a thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.exchange.tables import Source, open_source
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.session import Session
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.pages.working import Working
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label

_FOLDER = "imports.folder"
_PATTERN = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv"


class FileStep(Step[Session]):
    """`opened` is called with the file once it is read."""

    def __init__(
        self, desk: Desk, opened: Callable[[Source], None], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            desk,
            _("Choose a file"),
            _("Excel, OpenDocument or text with separators. The file itself is only read, never changed."),
            parent=parent,
        )
        self._opened = opened
        self._stopped = False
        self.setAcceptDrops(True)
        self._problem = Label(ink="danger", wrap=True)
        self._problem.hide()
        self._working = Working()
        place = EmptyPlace(
            "file-spreadsheet",
            _("Choose a spreadsheet, or drop one here"),
            _("A list of projects, a risk log, an issue register: one table at a time."),
        )
        self._choose = place.add_step(_("Choose a file…"), self.browse, "folder-open")
        frame = QFrame()
        frame.setProperty("panel", "surface")
        self._stack = QStackedLayout(frame)
        self._stack.addWidget(place)
        self._stack.addWidget(self._working)
        self._place = place
        below = QVBoxLayout()
        below.addWidget(self._problem)
        below.addWidget(frame, 1)
        self.column.addLayout(below, 1)

    @property
    def ready(self) -> bool:
        return False

    def enter(self, session: Session) -> None:
        self._stack.setCurrentWidget(self._place)

    def take_keyboard(self) -> None:
        self._choose.setFocus()

    def browse(self) -> None:
        """Ask for the file."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = Path(self._desk.settings.get(_FOLDER, documents))
        kinds = [
            _("Spreadsheets ({pattern})").format(pattern=_PATTERN),
            _("All files ({pattern})").format(pattern="*"),
        ]
        self._desk.ask.open_file(_("Choose a spreadsheet"), kinds, self.read, folder=last)

    def read(self, path: Path) -> None:
        """Read the file, with progress and a way to stop."""
        self._problem.hide()
        self._stopped = False
        self._desk.settings.put(_FOLDER, str(path.parent))
        self._working.follow(_("Reading {name}").format(name=path.name), self._stop)
        self._stack.setCurrentWidget(self._working)

        def job(progress: Progress) -> Source:
            return open_source(path, progress=progress, cancelled=lambda: self._stopped)

        task = self._desk.jobs.free(
            job,
            label=_("Reading {name}").format(name=path.name),
            owner=self,
            done=self._opened,
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

    def _stop(self) -> None:
        self._stopped = True
        self._stack.setCurrentWidget(self._place)

    def _failed(self, error: Exception) -> None:
        self._stack.setCurrentWidget(self._place)
        self._problem.setText(str(error))
        self._problem.show()
