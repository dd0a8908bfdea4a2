# SPDX-License-Identifier: Apache-2.0
"""Starts the window: paints it bare at once, then fetches what is heavy and opens the workspace behind it."""

import os
import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from portfolio_desktop import __version__
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.ask import QtAsk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.trouble import Reporter, hooks, log_to

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
    app = application()
    appearance = Appearance(app, _mode(settings))
    window = MainWindow(settings)
    window.wait(_("Starting"))
    reporter = Reporter(QtAsk(window), __version__, window)
    jobs = Jobs(reporter.show)
    with hooks(reporter):
        furnish = Furnishing(window, jobs, settings, appearance, files)
        window.painted.connect(furnish.begin, Qt.ConnectionType.SingleShotConnection)
        window.show()
        status = app.exec()
    jobs.shutdown()
    return status


class Furnishing:
    """What happens between the first paint and the first page."""

    def __init__(
        self, window: MainWindow, jobs: Jobs, settings: Settings, appearance: Appearance, files: list[Path]
    ) -> None:
        self._window = window
        self._jobs = jobs
        self._settings = settings
        self._appearance = appearance
        self._files = files

    def begin(self) -> None:
        """Import on the database thread, which is the one that needs it."""
        self._jobs.database(lambda _progress: [import_module(name) for name in _HEAVY], done=self._furnish)

    def _furnish(self, _modules: object) -> None:
        from portfolio_desktop.gui.desk import Desk
        from portfolio_desktop.gui.shell.shell import Shell

        desk = Desk(self._jobs, self._settings, QtAsk(self._window), self._window)
        Shell(self._window, desk, self._appearance).begin(self._files)
        log_to(laptop_folder("logs"))


def has_display() -> bool:
    """Whether there is anything to paint a window on. Without one Qt ends the process without a word for people."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _mode(settings: Settings) -> Mode:
    """The theme that was chosen on this laptop; the system's where nobody has chosen or the word is not known."""
    chosen = settings.get("theme", "")
    return Mode(chosen) if chosen in set(Mode) else Mode.SYSTEM


def application() -> QApplication:
    """The one application object, named for the desktop."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("Portfolio Desktop")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("portfolio-desktop")
    return app
