# SPDX-License-Identifier: Apache-2.0
"""The first visit to the risk board on 5,000 risks: how long the GUI thread is held, with the modules imported ahead.

python -m benchmarks.bench_risk_page [risks]
"""

import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.filling import Filling
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.ask import QtAsk
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.ahead import modules_ahead
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services import packs
from portfolio_desktop.services.office import new_office
from portfolio_desktop.storage.changes import Changes


def main() -> None:
    risks = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = folder
        path = Path(folder) / "large.portfolio"
        with new_office(path, "Bench") as office:
            office.write(Changes("Fill", tuple(Filling(office).risk_log(risks))))
            office.write(packs.issue(office))
        settings, jobs = Settings(Path(folder) / "settings.json"), Jobs(fail)
        window = MainWindow(settings)
        shell = Shell(window, Desk(jobs, settings, QtAsk(), window), Appearance(app, Mode.LIGHT))
        window.resize(1366, 768)
        window.show()
        shell.files.open(path)
        settle(app, jobs)
        for module in modules_ahead():
            import_module(module)
        for visit in ("first", "second"):
            print(f"{visit} visit to the board of {risks:,} risks: {visited(app, jobs, shell)}")
            shell.guide.go(places.HOME)
            settle(app, jobs)
        shell.desk.close()
        window.finish()
        jobs.shutdown()


def visited(app: QApplication, jobs: Jobs, shell: Shell) -> str:
    """What the GUI thread worked in all, and the longest that it did so at a stretch."""
    before, began = time.thread_time(), time.perf_counter()
    shell.guide.go(places.RISKS)
    going = time.thread_time() - before
    longest = max(going, settle(app, jobs))
    worked, took = time.thread_time() - before, time.perf_counter() - began
    return f"GUI thread {worked * 1000:.0f} ms in all, {longest * 1000:.0f} ms at a stretch; there after {took:.2f} s"


def settle(app: QApplication, jobs: Jobs) -> float:
    """Let everything come home and be painted; returns the longest that one round of events worked, in seconds."""
    longest, quiet = 0.0, 0
    while quiet < 5:
        before = time.thread_time()
        app.processEvents()
        longest = max(longest, time.thread_time() - before)
        quiet = 0 if jobs.tasks else quiet + 1
        time.sleep(0.002)
    return longest


def fail(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    main()
