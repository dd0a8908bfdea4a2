# SPDX-License-Identifier: Apache-2.0
"""Garbage is looked for on the GUI thread alone, and never in the middle of work that makes very much."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.gui import collecting
from portfolio_desktop.gui.collecting import Collector
from portfolio_desktop.gui.jobs import InlineJobs, Jobs

_SOME = 2 * gc.get_threshold()[0]


class Ring(QObject):
    """A QObject in a cycle, which only the collector ends. `ends` takes the thread that ended it."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        super().__init__()
        self.itself = self
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


@pytest.fixture(autouse=True)
def left_alone() -> Iterator[None]:
    """The collector as a window leaves it, and afterwards as a test needs it."""
    gc.collect()
    gc.disable()
    yield
    gc.unfreeze()  # what a test's start has made is not there to stay
    gc.collect()
    gc.freeze()
    gc.enable()


def make_garbage() -> None:
    """On a worker's thread, more than it takes to set the collector looking."""
    worker = threading.Thread(target=lambda: [[] for _place in range(_SOME)])
    worker.start()
    worker.join()


def test_that_a_widget_in_a_cycle_dies_on_the_thread_it_lives_on(qtbot: QtBot, jobs: InlineJobs) -> None:
    ends: list[threading.Thread] = []
    Ring(ends)
    make_garbage()
    assert not ends
    kept = [[] for _place in range(_SOME)]  # type: ignore[var-annotated]
    Collector(jobs).look()
    assert ends == [threading.current_thread()]
    assert kept


def test_that_nothing_is_collected_while_a_change_set_is_written(qtbot: QtBot, jobs: InlineJobs) -> None:
    ends: list[threading.Thread] = []
    Ring(ends)
    collector = Collector(jobs)
    kept = [[] for _place in range(_SOME)]  # type: ignore[var-annotated]
    with uncollected():
        collector.look()
        assert not ends
    collector.look()
    assert ends
    assert kept


def test_that_what_a_start_makes_is_left_out_once_the_first_work_is_done(qtbot: QtBot) -> None:
    errors: list[Exception] = []
    jobs = Jobs(errors.append)
    collector = Collector(jobs)
    kept = [[]]  # type: ignore[var-annotated]
    assert any(each is kept for each in gc.get_objects())
    jobs.database(lambda _progress: None)
    qtbot.waitUntil(collector.begun)
    assert not any(each is kept for each in gc.get_objects())
    jobs.shutdown()
    assert not errors


@pytest.mark.parametrize("in_front", [True, False])
def test_that_nobody_waits_for_a_search_through_everything(
    qtbot: QtBot, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch, in_front: bool
) -> None:
    ends: list[threading.Thread] = []
    old = Ring(ends)
    gc.collect()
    del old
    monkeypatch.setattr(collecting, "is_in_front", lambda: in_front)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 50))
    Collector(jobs).look()
    assert bool(ends) is not in_front
    gc.collect()


def test_that_garbage_is_looked_for_often_while_much_is_made_and_seldom_while_nothing_is(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or else a search through all that a second of work has made holds up the window."""
    jobs = Jobs(lambda _error: None)
    collector = Collector(jobs)
    made = 0
    monkeypatch.setattr(gc, "get_count", lambda: (made, 0, 0))
    collector.look()
    rest = collector._timer.interval()
    jobs.database(lambda _progress: None)
    qtbot.waitUntil(lambda: collector.begun() and collector._timer.interval() < rest)
    made = 100_000
    collector.look()
    assert collector._timer.interval() < rest
    made = 0
    collector.look()
    assert collector._timer.interval() == rest
    jobs.shutdown()
