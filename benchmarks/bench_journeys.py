# SPDX-License-Identifier: Apache-2.0
"""The longest that the window does not answer in the journeys of the tests: every key, press and way to a page is timed, and
what comes home from jobs.

A stall is what one of these works, with all that follows from it at once, in time of the processor. Jobs, which run where they
are asked for in tests, are left out: they have threads of their own. What pages are made of is imported ahead, as it is in the
first idle seconds of a day. What an act has posted is done after it, as a stretch of its own: tests wait once after many acts,
in one journey at three windows, and all of that together is no stall of anybody's. Events are not watched one by one: to be told
of each takes Python as long as most of them work.

python -m benchmarks.bench_journeys [more of pytest's arguments]
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.shell.ahead import modules_ahead
from portfolio_desktop.gui.shell.guide import Guide

T = TypeVar("T")

LIMIT = 0.1
ROOT = Path(__file__).parents[1]
JOURNEYS = ROOT / "tests" / "journeys"
WATCHED: dict[type, tuple[str, ...]] = {
    QAbstractButton: ("click",),
    QAction: ("trigger",),
    Guide: ("go",),
    QTest: ("keyClick", "keyClicks", "keySequence", "mouseClick", "mouseDClick", "qWait"),
    QCoreApplication: ("processEvents", "sendPostedEvents", "sendEvent"),
}
_SEND_WHAT_IS_POSTED = QCoreApplication.sendPostedEvents
_OF_CLASSES = (QTest, QCoreApplication)
_ONE = "--one"
_TOLD = 12


class Recorder:
    """What each stretch took of the window's thread, in seconds, and what it was."""

    def __init__(self) -> None:
        self.found: list[tuple[float, str]] = []
        self._stretch: Stretch | None = None

    def watch(self, name: Callable[[], str], act: Callable[[], T]) -> T:
        """Do it, and then what events it has left, as the product's loop does; within what is watched already, it is a part."""
        if self._stretch is not None:
            return act()
        told = name()
        done = self._timed(told, act)
        self._timed(f"what follows {told}", _SEND_WHAT_IS_POSTED)
        return done

    def _timed(self, told: str, act: Callable[[], T]) -> T:
        self._stretch = Stretch()
        try:
            return act()
        finally:
            self.found.append((self._stretch.worked(), told))
            self._stretch = None

    def leave_out(self, work: Callable[[], None]) -> None:
        """Do what is not done now in the product: another thread does it while the window goes on."""
        stretch, self._stretch = self._stretch, None
        if stretch is not None:
            stretch.pause()
        try:
            work()
        finally:
            if stretch is not None:
                stretch.go_on()
            self._stretch = stretch

    def watch_apart(self, name: str, act: Callable[[], None]) -> None:
        """Do it as a stretch of its own: what comes home from a thread waits there for its turn among the events."""
        self.leave_out(lambda: self._timed(name, act))

    def watch_calls(self, owner: type, method: str) -> None:
        """Have every call of a method watched, and every one of a function of a class."""
        plain = getattr(owner, method)

        def watched(*given: Any, **named: Any) -> object:
            return self.watch(lambda: _told(method, given), lambda: plain(*given, **named))

        setattr(owner, method, staticmethod(watched) if owner in _OF_CLASSES else watched)


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


def _told(method: str, given: Sequence[Any]) -> str:
    named = [method]
    for each in given:
        if isinstance(each, QAbstractButton | QAction):
            named.append(f"“{each.text()}”")
        elif isinstance(each, QKeySequence):
            named.append(each.toString())
        elif isinstance(each, str | Qt.Key):
            named.append(str(each))
    return " ".join(named)


class Journeys:
    """Notes which journeys are made in a window."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        self.found = [item.nodeid for item in items if "qapp" in item.fixturenames]
        items.clear()


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] == _ONE:
        sys.exit(play(sys.argv[2]))
    journeys, found, failed = Journeys(), list[tuple[float, str, str]](), list[str]()
    pytest.main([str(JOURNEYS), "-qq", "-p", "no:cacheprovider", *sys.argv[1:]], [journeys])
    for journey in journeys.found:
        command = [sys.executable, "-m", "benchmarks.bench_journeys", _ONE, journey]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            failed.append(journey)
            continue
        stretches = json.loads(done.stdout.splitlines()[-1])
        found += [(took, what, journey) for took, what in stretches]
    over = sum(took > LIMIT for took, *_rest in found)
    print(
        f"{len(journeys.found)} journeys, each in a process of its own; {len(failed)} could not be made: {failed}"
    )
    print(f"{len(found):,} stretches; {over} took more than {LIMIT * 1000:.0f} ms. The longest:")
    for took, what, journey in sorted(found, reverse=True)[:_TOLD]:
        print(f"  {took * 1000:6.0f} ms  {what}, in {journey.rpartition('::')[2]}")


def play(journey: str) -> int:
    """Make one journey, and write down its stretches as the last line."""
    gc.disable()  # as from the start of the program: `Collector` takes over
    for module in modules_ahead():
        import_module(module)
    recorder = Recorder()
    application = QApplication([])
    for owner, methods in WATCHED.items():
        for method in methods:
            recorder.watch_calls(owner, method)
    own_thread = patch.object(InlineJobs, "_submit", lambda _jobs, _threads, work: recorder.leave_out(work))
    home = patch.object(
        InlineJobs, "_post", lambda _jobs, call: recorder.watch_apart("a job coming home", call)
    )
    with own_thread, home:
        code = pytest.main([journey, "-qq", "-p", "no:cacheprovider"], [recorder])
    application.processEvents()
    print(json.dumps(recorder.found))
    return int(code)


if __name__ == "__main__":
    main()
