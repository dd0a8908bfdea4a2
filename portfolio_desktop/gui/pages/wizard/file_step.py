# SPDX-License-Identifier: Apache-2.0
"""Which file: chosen in a dialog or dropped on the page, and read beside everything else, with a way to stop it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.wizard.step import S, Step
from portfolio_desktop.gui.pages.working import Working
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label

F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWords:
    """What the step says. `kinds` are the filters of the dialog, `folder` the setting that keeps where files were last."""

    title: str
    sentence: str
    icon: str
    invitation: str
    hint: str
    ask: str
    kinds: tuple[str, ...]
    folder: str


def choose_file(desk: Desk, words: FileWords, read: Callable[[Path], None]) -> None:
    """Ask which file, beginning in the folder of the last one, and go on with `read`."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    last = Path(desk.settings.get(words.folder, documents))
    every = _("All files ({pattern})").format(pattern="*")
    desk.ask.open_file(words.ask, [*words.kinds, every], read, folder=last)


class FileStep(Step[S], Generic[S, F]):
    """`read_file` makes something of a file, away from the window; `opened` is called with it."""

    def __init__(
        self,
        desk: Desk,
        words: FileWords,
        read_file: Callable[[Path, Progress, Stopped], F],
        opened: Callable[[F], None],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, words.title, words.sentence, parent=parent)
        self._words, self._read_file, self._opened = words, read_file, opened
        self.setAcceptDrops(True)
        self._problem = Label(ink="danger", wrap=True)
        self._problem.hide()
        self._working = Working()
        self._place = EmptyPlace(words.icon, words.invitation, words.hint)
        self._choose = self._place.add_step(_("Choose a file…"), self.browse, "folder-open")
        frame = QFrame()
        frame.setProperty("panel", "surface")
        self._stack = QStackedLayout(frame)
        self._stack.addWidget(self._place)
        self._stack.addWidget(self._working)
        self.column.addWidget(self._problem)
        self.column.addWidget(frame, 1)

    @property
    def ready(self) -> bool:
        return False

    @property
    def problem(self) -> str:
        """Why the last file could not be read."""
        return self._problem.text()

    def enter(self, session: S) -> None:
        self._show_place()

    def take_keyboard(self) -> None:
        self._choose.setFocus()

    def browse(self) -> None:
        """Ask for the file."""
        choose_file(self._desk, self._words, self.read)

    def read(self, path: Path) -> None:
        """Read the file, with progress and a way to stop. It stops by itself when the window or the workspace closes."""
        self._problem.hide()
        self._desk.settings.put(self._words.folder, str(path.parent))
        said = _("Reading {name}").format(name=path.name)
        self._working.follow(said, self._show_place)
        self._stack.setCurrentWidget(self._working)
        started: list[Task] = []  # what is read knows only here that it has been stopped

        def job(progress: Progress) -> F:
            return self._read_file(path, progress, lambda: any(task.cancelled for task in started))

        task = self._desk.jobs.free(
            job,
            label=said,
            owner=self,
            done=self._opened,
            failed=self.fail,
            progress=self._working.progress,
        )
        started.append(task)
        self.destroyed.connect(task.cancel)
        self._working.hold(task)

    def fail(self, error: Exception) -> None:
        """Say why the file could not be read, above the place for another."""
        self._show_place()
        self._problem.setText(str(error))
        self._problem.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            if url.isLocalFile():
                self.read(Path(url.toLocalFile()))

    def _show_place(self) -> None:
        self._stack.setCurrentWidget(self._place)
