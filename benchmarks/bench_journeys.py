# SPDX-License-Identifier: Apache-2.0
"""The longest that the window does not answer in the journeys of the tests: every event that Qt hands over is
timed, and every button that is pressed.

A stall is what one event works, with all that follows from it at once, in time of the processor. Jobs, which run where they are
asked for in tests, are left out: they have threads of their own. What pages are made of is imported ahead, as it is in the first
idle seconds of a day.

python -m benchmarks.bench_journeys [more of pytest's arguments]
"""

import gc
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication

from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.shell.ahead import modules_ahead

T = TypeVar("T")

LIMIT = 0.1
JOURNEYS = Path(__file__).parents[1] / "tests" / "journeys"
_TOLD = 12


class Recorder:
    """What each stretch took of the window's thread: seconds, what it was, and the journey."""

    def __init__(self) -> None:
        self.found: list[tuple[float, str, str]] = []
        self._journey = ""
        self._stretch: Stretch | None = None

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._journey = item.name

    def watch(self, name: Callable[[], str], act: Callable[[], T]) -> T:
        """Do it; within what is watched already, it is a part of that."""
        if self._stretch is not None:
            return act()
        told, self._stretch = name(), Stretch()
        try:
            return act()
        finally:
            self.found.append((self._stretch.worked(), told, self._journey))
            self._stretch = None

    def leave_out(self, work: Callable[[], None]) -> None:
        """Do what another thread does while the window goes on; what comes home from it is a stretch of its own."""
        stretch, self._stretch = self._stretch, None
        if stretch is not None:
            stretch.pause()
        work()
        if stretch is not None:
            stretch.go_on()
        self._stretch = stretch

    def watch_calls(self, owner: type, method: str) -> None:
        """Journeys press some buttons by a call, which is no event."""
        plain = getattr(owner, method)

        def watched(self_: QAbstractButton | QAction) -> object:
            return self.watch(lambda: f"{method} of “{self_.text()}”", lambda: plain(self_))

        setattr(owner, method, watched)


class Stretch:
    """Counts the time of the processor."""

    def __init__(self) -> None:
        self._sum = 0.0
        self.go_on()

    def go_on(self) -> None:
        self._since = time.thread_time()

    def pause(self) -> None:
        self._sum = self.worked()

    def worked(self) -> float:
        return self._sum + time.thread_time() - self._since


class Application(QApplication):
    """Has every event watched."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__([])
        self._recorder = recorder

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """As ever."""
        handle = super().notify
        return self._recorder.watch(
            lambda: f"{event.type().name} of {type(receiver).__name__}", lambda: handle(receiver, event)
        )


def main() -> None:
    gc.disable()  # as from the start of the program: `Collector` takes over
    for module in modules_ahead():
        import_module(module)
    recorder = Recorder()
    app = Application(recorder)
    recorder.watch_calls(QAbstractButton, "click")
    recorder.watch_calls(QAction, "trigger")
    InlineJobs._submit = lambda _jobs, _threads, work: recorder.leave_out(work)  # type: ignore[method-assign]
    InlineJobs._post = lambda _jobs, call: recorder.watch(lambda: "a job coming home", call)  # type: ignore[method-assign]
    code = pytest.main([str(JOURNEYS), "-q", "-p", "no:cacheprovider", *sys.argv[1:]], [recorder])
    over = sum(took > LIMIT for took, *_rest in recorder.found)
    print(f"{len(recorder.found):,} stretches; {over} took more than {LIMIT * 1000:.0f} ms. The longest:")
    for took, what, journey in sorted(recorder.found, reverse=True)[:_TOLD]:
        print(f"  {took * 1000:6.0f} ms  {what}, in {journey}")
    del app
    sys.exit(code)


if __name__ == "__main__":
    main()
