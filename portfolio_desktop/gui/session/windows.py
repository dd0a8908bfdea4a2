# SPDX-License-Identifier: Apache-2.0
"""The windows of the one running program: each on a workspace of its own, kept in mind for the next start.

Each has its own desk and its own threads, so that none waits for the file of another.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from portfolio_desktop import __version__
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.ask import Ask, QtAsk
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.session.seats import Seat, remember
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.gui.trouble import Reporter

_MILLISECONDS_AFTER = 500
_STEP = 32  # pixels that a window lies below and beside the one before it

MakeAsk = Callable[[MainWindow, Settings], Ask]
MakeJobs = Callable[[Callable[[BaseException], None]], Jobs]


class Windows(QObject):
    """All there are. What is to be opened comes here from the desktop, from a second start, and from the menu."""

    def __init__(
        self,
        settings: Settings,
        appearance: Appearance,
        ask: MakeAsk = QtAsk,
        jobs: MakeJobs = Jobs,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._appearance = appearance
        self._make_ask = ask
        self._make_jobs = jobs
        self._shells: list[Shell] = []
        self._ended: list[Jobs] = []
        self._leaving = False
        self._kept_in_mind = QTimer(self)
        self._kept_in_mind.setSingleShot(True)
        self._kept_in_mind.setInterval(_MILLISECONDS_AFTER)
        self._kept_in_mind.timeout.connect(self.remember)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(lambda _manager: self.keep())

    @property
    def shells(self) -> tuple[Shell, ...]:
        """Every window, in the order in which they were opened."""
        return tuple(self._shells)

    def begin(
        self, window: MainWindow, jobs: Jobs, ask: Ask, files: Sequence[Path], seats: Sequence[Seat]
    ) -> None:
        """Furnish the first window, and bring back the others of last time; with `files`, these alone are opened."""
        if files:
            seats = [_seat_of(path, seats) for path in files]
        first, others = (seats[0], seats[1:]) if seats else (Seat(), ())
        shell = self._furnish(window, jobs, ask)
        shell.begin(first)
        for seat in others:
            self.add(seat)
        if others:
            window.come_forward()

    def add(self, seat: Seat | None = None) -> Shell:
        """One more window, on the workspace of `seat` or on the welcome page."""
        before = self._front()
        seat = seat or Seat()
        self._leaving = False
        window = MainWindow(self._settings)
        if seat.geometry:
            window.put_at(seat.geometry)
        elif before is not None:
            window.lie_beside(before.window, _STEP)
        ask = self._make_ask(window, self._settings)
        reporter = Reporter(ask, __version__, window)
        shell = self._furnish(window, self._make_jobs(reporter.show), ask)
        window.show()
        shell.begin(seat)
        self._note()
        return shell

    def open(self, files: Sequence[Path]) -> None:
        """Open each of `files` where it is open already, in an empty window, or in one of its own; and come to the front."""
        shell = self._front()
        for path in files:
            shell = self._on(path) or self._empty()
            if shell is None:
                shell = self.add(Seat(str(path)))
            elif not _is_at(shell, path):
                shell.files.open(path)
        if shell is not None:
            shell.window.come_forward()

    def quit(self) -> None:
        """Close every window, to bring all of them back at the next start."""
        self.keep()
        self._leaving = True
        for shell in self.shells:
            shell.window.close()

    def keep(self) -> None:
        """The program is about to end, perhaps without another word: keep what is half typed, and which windows there are."""
        for shell in self._shells:
            shell.drafts.keep()
        self.remember()

    def remember(self) -> None:
        """Keep in mind which windows there are, and where."""
        if self._shells and not self._leaving:
            remember(self._settings, [seat_of(shell) for shell in self._shells])

    def show(self, error: BaseException) -> None:
        """Tell of an exception that no job of a window's own has raised. May be called on any thread."""
        shells = self._shells  # the list may change on the window's thread meanwhile
        for shell in shells[:1]:
            shell.desk.jobs.unhandled(error)  # type: ignore[arg-type]

    def shutdown(self) -> None:
        """Wait for what the windows were asked to do."""
        self._kept_in_mind.stop()
        for jobs in [*self._ended, *(shell.desk.jobs for shell in self._shells)]:
            jobs.shutdown()

    def _furnish(self, window: MainWindow, jobs: Jobs, ask: Ask) -> Shell:
        shell = Shell(window, Desk(jobs, self._settings, ask, window), self._appearance)
        shell.windows = self
        shell.actions.refresh()
        shell.files.elsewhere = lambda path: self._raise_other(shell, path)
        for signal in (shell.desk.opened, shell.desk.closed, window.placed):
            signal.connect(self._note)
        shell.guide.went.connect(lambda _key: self._note())
        window.leaving.connect(self._leave)
        # Queued: the window that closes is still in the middle of it.
        window.shut.connect(lambda: self._drop(shell), Qt.ConnectionType.QueuedConnection)
        self._shells.append(shell)
        return shell

    def _note(self) -> None:
        self._kept_in_mind.start()

    def _leave(self) -> None:
        """A window is about to close. Where it is the last, it is to come back as it is now."""
        if len(self._shells) == 1:
            self.remember()
            self._leaving = True

    def _drop(self, shell: Shell) -> None:
        """A window was closed."""
        if shell in self._shells:
            self._shells.remove(shell)
            jobs = shell.desk.jobs
            self._ended.append(jobs)
            if self._shells:
                shell.window.destroyed.connect(lambda: jobs.shutdown(wait=False))
                shell.window.deleteLater()
                self._note()

    def _raise_other(self, shell: Shell, path: Path) -> bool:
        """Whether another window has the workspace at `path`, which is then in front."""
        other = self._on(path)
        if other is None or other is shell:
            return False
        other.window.come_forward()
        return True

    def _on(self, path: Path) -> Shell | None:
        return next((shell for shell in self._shells if _is_at(shell, path)), None)

    def _empty(self) -> Shell | None:
        return next((shell for shell in self._shells if _is_empty(shell)), None)

    def _front(self) -> Shell | None:
        """The window that was used last."""
        active = QApplication.activeWindow()
        found = next((shell for shell in self._shells if shell.window is active), None)
        return found or (self._shells[-1] if self._shells else None)


def seat_of(shell: Shell) -> Seat:
    """What is to be brought back of a window at the next start."""
    workspace = shell.desk.workspace
    path = workspace.path if workspace else shell.passwords.locked
    here = shell.guide.here if workspace else shell.passwords.page
    return Seat(str(path.absolute()) if path else "", here, shell.window.geometry_text)


def _is_empty(shell: Shell) -> bool:
    """Whether nothing is open there, or about to be."""
    return shell.desk.workspace is None and not shell.desk.opening and shell.passwords.locked is None


def _is_at(shell: Shell, path: Path) -> bool:
    """By name alone: a drive that does not answer must not hold up the window."""
    workspace = shell.desk.workspace
    there = workspace.path if workspace else shell.passwords.locked
    return there is not None and _plain(there) == _plain(path)


def _plain(path: Path) -> str:
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - never touches a drive


def _seat_of(path: Path, seats: Sequence[Seat]) -> Seat:
    """As it was last time, for a workspace that was open then."""
    return next(
        (seat for seat in seats if seat.workspace and _plain(Path(seat.workspace)) == _plain(path)),
        Seat(str(path)),
    )
