# SPDX-License-Identifier: Apache-2.0
"""Starts the window: paints it bare at once, then fetches what is heavy and opens the workspace behind it.

What stands at the head of this file is on the way to the first paint. Everything else is imported after it.
"""

import gc
import os
import sys
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from portfolio_desktop import __version__
from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.access.roles import use_roles
from portfolio_desktop.gui.language import speak
from portfolio_desktop.gui.session.instance import Instance
from portfolio_desktop.gui.session.seats import Seat, remembered
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance, Mode

if TYPE_CHECKING:
    from portfolio_desktop.gui.ask import QtAsk
    from portfolio_desktop.gui.jobs import Jobs
    from portfolio_desktop.gui.session.windows import Windows
    from portfolio_desktop.gui.trouble import Reporter

_HEAVY = ("portfolio_desktop.services.office", "portfolio_desktop.services.home")
"""What takes longest to import and holds no widget: fetched on a thread while the bare window is already there."""


_LARGEST = 200  # per cent


def run(files: list[Path], settings: Settings) -> int:
    """Show the window on each of `files`, or as it was last time; return the exit status once the last one is closed.

    Where the program is running already, it takes `files`, and this one ends.
    """
    if not has_display():
        sys.stderr.write(
            _(
                "There is no display to open a window on. Use the commands instead: portfolio-desktop --help lists them.\n"
            )
        )
        return 1
    files = [path.absolute() for path in files]
    instance = Instance()
    if not instance.claim_or_hand_over(files):
        return 0
    gc.disable()  # a start makes much and throws nothing away; `Collector` takes over after it
    _enlarge(settings)
    app = application()
    appearance = Appearance(app, _mode(settings))
    seats = remembered(settings)
    window = MainWindow(settings)
    if seats and seats[0].geometry:
        window.put_at(seats[0].geometry)
    window.wait(_("Starting"))
    with ExitStack() as until_closed:
        until_closed.callback(instance.release)
        until_closed.callback(gc.enable)
        furnishing = Furnishing(window, settings, appearance, files, seats, instance, until_closed)
        window.painted.connect(furnishing.begin, Qt.ConnectionType.SingleShotConnection)
        window.show()
        return app.exec()


def refuse(words: str) -> int:
    """Say why no window can be opened; the exit status."""
    if not has_display():
        sys.stderr.write(f"{words}\n")
        return 1
    from portfolio_desktop.gui.ask import tell_alone

    app = application()
    _shown = tell_alone(words)  # the application ends with its last window
    app.exec()
    return 1


class Application(QApplication):
    """`wanted` carries the path of a file that the desktop asks a running program to open, as macOS does."""

    wanted = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.wanted.emit(Path(event.file()))
            return True
        return super().event(event)


class Furnishing:
    """What happens between the first paint and the first page. `until_closed` takes what the end of the program undoes."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        appearance: Appearance,
        files: list[Path],
        seats: list[Seat],
        instance: Instance,
        until_closed: ExitStack,
    ) -> None:
        self._window = window
        self._settings = settings
        self._appearance = appearance
        self._files = files
        self._seats = seats
        self._instance = instance
        self._until_closed = until_closed
        self._tells: Reporter | Windows
        self._fallen = ""

    def show(self, error: BaseException) -> None:
        """Tell the person of an exception that nobody took, over whatever window there is. May be called on any thread."""
        self._tells.show(error)

    def begin(self) -> None:
        """See to it that nothing goes wrong unheard, then import on the database thread, which is the one that needs it."""
        from portfolio_desktop.base.paths import laptop_folder
        from portfolio_desktop.gui.ask import QtAsk
        from portfolio_desktop.gui.collecting import Collector
        from portfolio_desktop.gui.jobs import Jobs
        from portfolio_desktop.gui.last_words import last_words
        from portfolio_desktop.gui.shell.ahead import PagesAhead
        from portfolio_desktop.gui.trouble import Reporter, hooks, log_to

        ask = QtAsk(self._window, self._settings)
        app = QCoreApplication.instance()
        self._tells = reporter = Reporter(ask, __version__, self._window)
        self._until_closed.enter_context(hooks(self))
        with suppress(OSError, Trouble):  # a laptop that keeps no log still opens its workspaces
            logs = laptop_folder("logs")
            log_to(logs)
            self._fallen = self._until_closed.enter_context(last_words(logs))
        jobs = Jobs(reporter.show)
        self._until_closed.callback(jobs.shutdown)
        Collector(jobs, app)  # goes on when the first of several windows is closed
        PagesAhead(jobs, app)

        jobs.database(
            lambda _progress: [import_module(name) for name in _HEAVY],
            done=lambda _modules: self._furnish(jobs, ask),
        )

    def _furnish(self, jobs: "Jobs", ask: "QtAsk") -> None:
        from portfolio_desktop.gui.session.windows import Windows

        windows = Windows(self._settings, self._appearance)
        self._until_closed.callback(windows.shutdown)
        windows.begin(self._window, jobs, ask, self._files, self._seats)
        self._tells = windows
        app = QApplication.instance()
        if isinstance(app, Application):
            app.wanted.connect(lambda path: windows.open([path]))
        if self._fallen:
            from portfolio_desktop.gui.last_words import tell

            tell(ask, self._fallen, __version__)
        # Only now: it takes a library, and whoever starts a second time waits for it.
        QTimer.singleShot(0, self._window, lambda: self._listen(windows))

    def _listen(self, windows: "Windows") -> None:
        from portfolio_desktop.gui.session.listening import Listening

        listening = Listening(self._instance, windows)
        listening.wanted.connect(windows.open)
        self._until_closed.callback(listening.close)


def has_display() -> bool:
    """Whether there is anything to paint a window on. Without one Qt ends the process without a word for people."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def application() -> QApplication:
    """The one application object, named for the desktop."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = Application(sys.argv[:1])
    QCoreApplication.setApplicationName("Portfolio Desktop")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("portfolio-desktop")
    speak(app)
    use_roles()
    return app


def _enlarge(settings: Settings) -> None:
    """Draw everything as large as was chosen on this laptop; Qt takes that from its surroundings, before anything else."""
    size = settings.get("window.size", 100)
    if 100 < size <= _LARGEST:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{size / 100:g}")


def _mode(settings: Settings) -> Mode:
    """The theme that was chosen on this laptop; the system's where nobody has chosen or the word is not known."""
    chosen = settings.get("theme", "")
    return Mode(chosen) if chosen in set(Mode) else Mode.SYSTEM
