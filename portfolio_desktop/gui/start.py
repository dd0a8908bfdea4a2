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

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from portfolio_desktop import __version__
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.language import speak
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance, Mode

_HEAVY = ("portfolio_desktop.services.office", "portfolio_desktop.services.home")
"""What takes longest to import and holds no widget: fetched on a thread while the bare window is already there."""


def run(files: list[Path], settings: Settings) -> int:
    """Show the window on the first of `files` and return the exit status once it is closed."""
    if not has_display():
        sys.stderr.write(
            _(
                "There is no display to open a window on. Use the commands instead: portfolio-desktop --help lists them.\n"
            )
        )
        return 1
    gc.disable()  # a start makes much and throws nothing away; `Collector` takes over after it
    app = application()
    appearance = Appearance(app, _mode(settings))
    window = MainWindow(settings)
    window.wait(_("Starting"))
    with ExitStack() as until_closed:
        until_closed.callback(gc.enable)
        furnishing = Furnishing(window, settings, appearance, files, until_closed)
        window.painted.connect(furnishing.begin, Qt.ConnectionType.SingleShotConnection)
        window.show()
        return app.exec()


class Furnishing:
    """What happens between the first paint and the first page. `until_closed` takes what the end of the program undoes."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        appearance: Appearance,
        files: list[Path],
        until_closed: ExitStack,
    ) -> None:
        self._window = window
        self._settings = settings
        self._appearance = appearance
        self._files = files
        self._until_closed = until_closed

    def begin(self) -> None:
        """See to it that nothing goes wrong unheard, then import on the database thread, which is the one that needs it."""
        from portfolio_desktop.base.paths import laptop_folder
        from portfolio_desktop.gui.ask import QtAsk
        from portfolio_desktop.gui.collecting import Collector
        from portfolio_desktop.gui.jobs import Jobs
        from portfolio_desktop.gui.shell.ahead import PagesAhead
        from portfolio_desktop.gui.trouble import Reporter, hooks, log_to

        ask = QtAsk(self._window, self._settings)
        reporter = Reporter(ask, __version__, self._window)
        self._until_closed.enter_context(hooks(reporter))
        with suppress(OSError):  # a laptop that keeps no log still opens its workspaces
            log_to(laptop_folder("logs"))
        jobs = Jobs(reporter.show)
        self._until_closed.callback(jobs.shutdown)
        Collector(jobs, self._window)
        PagesAhead(jobs, self._window)

        def furnish(_modules: object) -> None:
            from portfolio_desktop.gui.desk import Desk
            from portfolio_desktop.gui.shell.shell import Shell

            desk = Desk(jobs, self._settings, ask, self._window)
            Shell(self._window, desk, self._appearance).begin(self._files)

        jobs.database(lambda _progress: [import_module(name) for name in _HEAVY], done=furnish)


def has_display() -> bool:
    """Whether there is anything to paint a window on. Without one Qt ends the process without a word for people."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def application() -> QApplication:
    """The one application object, named for the desktop."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("Portfolio Desktop")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("portfolio-desktop")
    speak(app)
    return app


def _mode(settings: Settings) -> Mode:
    """The theme that was chosen on this laptop; the system's where nobody has chosen or the word is not known."""
    chosen = settings.get("theme", "")
    return Mode(chosen) if chosen in set(Mode) else Mode.SYSTEM
