# SPDX-License-Identifier: Apache-2.0
"""The longest that the window does not answer: the common acts of a day, on the demo and on a large portfolio.

A stall is what the window's thread works at a stretch, in time of the processor. Events are handled in rounds, so that what
stands here is the most that somebody waits who clicks at the worst moment. Modules of pages are imported ahead, as
they are in the first idle seconds of a day. The slow rounds of an act are told one by one, the longest first.

python -m benchmarks.bench_stalls [projects] [risks]
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from benchmarks.bench_start import make
from benchmarks.filling import Filling
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.ask import QtAsk
from portfolio_desktop.gui.collecting import Collector
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.ahead import modules_ahead
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services.office import open_office
from portfolio_desktop.sharing.part import part_of
from portfolio_desktop.storage.changes import Changes

LIMIT = 0.1


class Stalls:
    """Plays acts, and keeps the longest rounds of each, in seconds."""

    def __init__(self, app: QApplication, jobs: Jobs) -> None:
        self.found: dict[str, list[float]] = {}
        self._app = app
        self._jobs = jobs

    def play(self, name: str, act: Callable[[], object]) -> None:
        """Do it, and let everything come home and be painted."""
        rounds, quiet = [self._worked(act)], 0
        while quiet < 10:
            rounds.append(self._worked(self._app.processEvents))
            quiet = 0 if self._jobs.tasks else quiet + 1
            time.sleep(0.002)
        self.found[name] = sorted(rounds, reverse=True)[:4]

    def _worked(self, act: Callable[[], object]) -> float:
        before = time.thread_time()
        act()
        return time.thread_time() - before


def main() -> None:
    projects, risks = (int(word) for word in [*sys.argv[1:], *("500", "5000")[len(sys.argv) - 1 :]])
    gc.disable()  # as from the start of the program: `Collector` takes over
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[HOME_VARIABLE] = str(folder / "own")
        for module in modules_ahead():
            import_module(module)
        demo = make(folder / "Demo.portfolio", 0)
        large = make(folder / "Large.portfolio", projects)
        with open_office(large, "Bench") as office:
            office.write(Changes("Fill", tuple(Filling(office).risk_log(risks))))
        for path in (demo, large):
            share = path.with_suffix("")
            share.mkdir()
            with open_office(path, "Bench") as office:
                part_of(office).share(share, encrypted=False, title="Bench")
            tell(path.stem, played(app, path))


def played(app: QApplication, path: Path) -> dict[str, list[float]]:
    with window(app, path.parent) as (shell, jobs):
        stalls = Stalls(app, jobs)
        stalls.play("open", lambda: shell.files.open(path))
        for group in places.groups(shell.desk.catalogue):
            for place in group.places:
                if place.key not in places.CONFIDENTIAL:
                    stalls.play(f"go to {place.label}", partial(shell.guide.go, place.key))
        stalls.play("go to Risks again", lambda: shell.guide.go(places.register_key("risk")))
        page = shell.guide.page
        assert isinstance(page, RegisterPage)
        stalls.play("filter", partial(type_in, page, "water"))
        stalls.play("filter no more", page.show_everything)
        stalls.play("choose a record", lambda: page.table.go_to(0, 1))
        stalls.play("edit a cell, save", lambda: edit(page))
        stalls.play("undo", shell.actions["undo"].trigger)
        stalls.play("search", lambda: shell.search("water"))
        stalls.play("round", shell.rounds.round)
        stalls.play("go to Packs", lambda: shell.guide.go(places.PACKS))
        packs = shell.guide.page
        assert isinstance(packs, PacksPage)
        stalls.play("make a pack", packs.make)
        stalls.play("close", shell.actions["close"].trigger)
    return stalls.found


def type_in(page: RegisterPage, words: str) -> None:
    """A filter, as if each letter came at once."""
    for end in range(1, len(words) + 1):
        page.bar.box.setText(words[:end])
    page.bar.box.returnPressed.emit()


def edit(page: RegisterPage) -> None:
    """Another title for the current risk."""
    table = page.table
    table.go_to(table.current_row(), [field.name for field in page.model.columns].index("title"))
    QTest.keyClick(table, Qt.Key.Key_F2)
    line = next(line for line in table.viewport().findChildren(QLineEdit) if line.isVisible())
    line.setText("Silt in the harbour")
    QTest.keyClick(line, Qt.Key.Key_Return)


@contextmanager
def window(app: QApplication, folder: Path) -> Iterator[tuple[Shell, Jobs]]:
    settings, jobs = Settings(folder / "settings.json"), Jobs(fail)
    settings.put("author", "Ann Example")
    bare = MainWindow(settings)
    shell = Shell(bare, Desk(jobs, settings, QtAsk(), bare), Appearance(app, Mode.LIGHT))
    Collector(jobs, bare)
    bare.resize(1366, 768)
    bare.show()
    try:
        yield shell, jobs
    finally:
        shell.desk.close()
        bare.finish()
        jobs.shutdown()
        bare.deleteLater()


def tell(name: str, found: dict[str, list[float]]) -> None:
    worst = sorted(found.items(), key=lambda act: act[1], reverse=True)
    over = sum(rounds[0] > LIMIT for rounds in found.values())
    print(f"{name}: {len(found)} acts, {over} of them with a stall above {LIMIT * 1000:.0f} ms")
    for act, rounds in worst[:15]:
        print(f"  {act:<40}" + "".join(f"{taken * 1000:>6.0f}" for taken in rounds) + " ms")


def fail(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    main()
