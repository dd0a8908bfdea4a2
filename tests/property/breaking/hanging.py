# SPDX-License-Identifier: Apache-2.0
"""A shared folder that hangs, beside a window at which somebody works: the longest moment in which the window did not answer.

`python -m tests.property.breaking.hanging 30` has all calls to the folder hang for so many seconds, in a round and while closing.
"""

import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.collecting import Collector
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services import records
from portfolio_desktop.services.office import new_office
from portfolio_desktop.sharing.part import part_of
from tests.property.breaking.disk import Call, watched
from tests.support.ask import FakeAsk
from tests.support.offscreen import paint_into_memory

_MOST = 30_000  # milliseconds that anything is waited for here


class Hanging:
    """A folder that answers, or does not. `asked_by` are the threads that asked it for anything."""

    def __init__(self) -> None:
        self.asked_by: set[int] = set()
        self.hung = 0
        self._answers = threading.Event()
        self._answers.set()

    def hear(self, _call: Call) -> None:
        self.asked_by.add(threading.get_ident())
        if not self._answers.is_set():
            self.hung += 1
            self._answers.wait()

    def hang(self) -> None:
        self._answers.clear()

    def answer(self) -> None:
        self._answers.set()


class Pulse(QObject):
    """Beats while the window answers. `longest` is the longest time between two beats, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


@dataclass
class Outcome:
    """What was seen. Times in seconds; `usual` is the longest moment while the folder answered."""

    usual: float = 0.0
    longest: float = 0.0
    saves: int = 0
    hung: int = 0
    closing: float = 0.0
    ending: float = 0.0
    by_the_window: bool = False
    failed: list[Exception] = field(default_factory=list)


def run(
    seconds: float,
    folder: Path,
    appearance: Appearance,
    begin: Callable[[Jobs], object] = lambda _jobs: None,
) -> Outcome:
    """Work at a window for so long while its folder hangs, then close it while it hangs again. `begin` is given its jobs."""
    outcome, hanging = Outcome(), Hanging()
    share = folder / "share"
    share.mkdir()
    path = folder / "Board.portfolio"
    with patch.dict(os.environ, {HOME_VARIABLE: str(folder / "own")}):
        with new_office(path, "Ann Example") as office:
            part_of(office).share(share, encrypted=False, title="Board")
        with watched(share, hanging.hear), _window(folder, appearance, outcome, begin) as shell:
            pulse = Pulse()
            shell.files.open(path)
            _until(lambda: shell.rounds.shown is not None and not shell.rounds.shown.working)
            pulse.begin()
            _work(shell, seconds, Outcome())
            outcome.usual = pulse.longest
            hanging.hang()
            pulse.begin()
            _until(lambda: hanging.hung > 0, shell.rounds.round)
            _work(shell, seconds, outcome)
            outcome.longest, outcome.hung = pulse.longest, hanging.hung
            hanging.answer()
            _until(lambda: shell.rounds.shown is not None and not shell.rounds.shown.working)
            hanging.hang()
            pulse.begin()
            asked = hanging.hung
            _until(lambda: hanging.hung > asked, shell.rounds.round)
            began = time.perf_counter()
            _until(lambda: not shell.window.isVisible(), shell.window.close)
            outcome.closing = time.perf_counter() - began
            outcome.longest = max(outcome.longest, pulse.longest)
        outcome.ending = time.perf_counter() - began - outcome.closing
        hanging.answer()
    outcome.by_the_window = threading.get_ident() in hanging.asked_by
    return outcome


@contextmanager
def _window(
    folder: Path, appearance: Appearance, outcome: Outcome, begin: Callable[[Jobs], object]
) -> Iterator[Shell]:
    settings = Settings(folder / "settings.json")
    settings.put("author", "Ann Example")
    jobs, window = Jobs(outcome.failed.append), MainWindow(settings)
    begin(jobs)
    shell = Shell(window, Desk(jobs, settings, FakeAsk(), window), appearance)
    window.show()
    try:
        yield shell
    finally:
        jobs.shutdown()
        window.deleteLater()


def _work(shell: Shell, seconds: float, outcome: Outcome) -> None:
    """Save something every so often."""
    written: list[object] = []
    shell.desk.written.connect(written.append)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        before = len(written)
        title = f"Silt {before}"

        def save(title: str = title) -> None:
            shell.desk.write(lambda office: records.create(office, "risk", {"title": title}))

        _until(lambda before=before: len(written) > before, save)  # type: ignore[misc]
        outcome.saves += 1


def _until(done: Callable[[], bool], begin: Callable[[], object] = lambda: None) -> None:
    """Begin something, and let the window run until it is done."""
    loop, looking = QEventLoop(), QTimer(interval=10)
    end = time.perf_counter() + _MOST / 1000

    def look() -> None:
        if done():
            loop.quit()
        elif time.perf_counter() > end:
            loop.exit(1)

    looking.timeout.connect(look)
    looking.start()
    QTimer.singleShot(0, begin)
    if loop.exec():
        raise TimeoutError("what was waited for did not come")
    looking.stop()


def main(seconds: float) -> int:
    """Run once, and say what was seen."""
    paint_into_memory()
    gc.disable()  # as from the start of the program: `Collector` takes over
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        appearance = Appearance(application, Mode.LIGHT)
        outcome = run(seconds, Path(folder), appearance, lambda jobs: Collector(jobs, application))
    longest, usual = (f"{1000 * gap:.0f} ms" for gap in (outcome.longest, outcome.usual))
    sys.stdout.write(
        f"The folder hung for {seconds:.0f} s ({outcome.hung} calls): {outcome.saves} saves meanwhile. The longest that the "
        f"window did not answer was {longest}, and {usual} while the folder answered. It closed after {outcome.closing:.1f} s, "
        f"and the program ended {outcome.ending:.1f} s later.\n"
    )
    for error in outcome.failed:
        sys.stdout.write(f"{type(error).__name__}: {error}\n")
    return outcome.by_the_window or bool(outcome.failed)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
