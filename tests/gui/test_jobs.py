# SPDX-License-Identifier: Apache-2.0
"""Background work comes home on the GUI thread, in order, and not to those who have left."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.jobs import InlineJobs, Jobs, Task


class Desk:
    """Threaded jobs, and what nobody handled."""

    def __init__(self) -> None:
        self.unhandled: list[Exception] = []
        self.jobs = Jobs(self.unhandled.append)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.jobs.shutdown()


def finish(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.tasks)


def test_that_the_workspace_is_touched_by_one_thread_in_the_order_asked(qtbot: QtBot, desk: Desk) -> None:
    results: list[tuple[int, str]] = []

    def job(number: int, _progress: Progress) -> tuple[int, str]:
        return number, threading.current_thread().name

    for number in range(20):
        desk.jobs.database(partial(job, number), done=results.append)
    finish(qtbot, desk)
    assert [number for number, _name in results] == list(range(20))
    assert len({name for _number, name in results}) == 1
    assert results[0][1] != threading.current_thread().name


def test_that_results_arrive_on_the_gui_thread(qtbot: QtBot, desk: Desk) -> None:
    where: list[threading.Thread] = []
    desk.jobs.free(lambda _p: 1, done=lambda _result: where.append(threading.current_thread()))
    finish(qtbot, desk)
    assert where == [threading.current_thread()]


def test_that_a_refusal_goes_to_the_caller_and_of_a_bug_that_there_is_one(qtbot: QtBot, desk: Desk) -> None:
    caught: list[Exception] = []

    def refuse(_progress: Progress) -> None:
        raise Refusal("No such owner. Choose one of the list.")

    def break_down(_progress: Progress) -> None:
        raise ValueError("bug")

    desk.jobs.database(refuse, failed=caught.append)
    desk.jobs.database(break_down, failed=caught.append)
    finish(qtbot, desk)
    assert [type(error) for error in caught] == [Refusal, Trouble]
    assert "bug" not in str(caught[1])
    assert [type(error) for error in desk.unhandled] == [ValueError]


def test_that_a_refusal_nobody_waits_for_is_still_told(qtbot: QtBot, desk: Desk) -> None:
    def refuse(_progress: Progress) -> None:
        raise Refusal("The file is open elsewhere. Close it there.")

    desk.jobs.free(refuse)
    finish(qtbot, desk)
    assert [str(error) for error in desk.unhandled] == ["The file is open elsewhere. Close it there."]


def test_that_an_owner_who_has_gone_gets_nothing(qtbot: QtBot, desk: Desk) -> None:
    owner, gate, got = QObject(), threading.Event(), list[bool]()
    desk.jobs.free(lambda _p: gate.wait(10), owner=owner, done=got.append)
    delete(owner)
    gate.set()
    finish(qtbot, desk)
    assert got == []


def test_that_cancelling_stops_at_the_next_report_and_calls_nobody(qtbot: QtBot, desk: Desk) -> None:
    started, stop, reached = threading.Event(), threading.Event(), list[str]()

    def job(progress: Progress) -> None:
        started.set()
        stop.wait(10)
        progress(1, 2)
        reached.append("past the report")

    task = desk.jobs.free(
        job, done=lambda _r: reached.append("done"), failed=lambda _e: reached.append("failed")
    )
    assert started.wait(10)
    task.cancel()
    stop.set()
    finish(qtbot, desk)
    assert reached == []
    assert desk.unhandled == []


def test_that_a_flood_of_reports_is_thinned_yet_the_last_arrives(qtbot: QtBot, desk: Desk) -> None:
    reports: list[tuple[int, int]] = []

    def job(progress: Progress) -> None:
        for done in range(100_000):
            progress(done + 1, 100_000)

    desk.jobs.free(job, progress=lambda done, total: reports.append((done, total)))
    finish(qtbot, desk)
    assert reports[-1] == (100_000, 100_000)
    assert len(reports) < 1000


def test_that_work_is_listed_from_its_start_to_its_end(qtbot: QtBot, desk: Desk) -> None:
    told: list[tuple[str, str]] = []
    desk.jobs.started.connect(lambda task: told.append(("started", task.label)))
    desk.jobs.finished.connect(lambda task: told.append(("finished", task.label)))
    desk.jobs.database(lambda _p: None, label="Importing")
    assert [task.label for task in desk.jobs.tasks] == ["Importing"]
    finish(qtbot, desk)
    assert told == [("started", "Importing"), ("finished", "Importing")]


def test_that_shutting_down_finishes_what_the_workspace_was_asked_to_write(qtbot: QtBot, desk: Desk) -> None:
    written: list[int] = []

    def write(number: int, _progress: Progress) -> None:
        written.append(number)

    for number in range(50):
        desk.jobs.database(partial(write, number))
    desk.jobs.shutdown()
    assert written == list(range(50))


def test_that_shutting_down_stops_free_work(qtbot: QtBot, desk: Desk) -> None:
    def endless(progress: Progress) -> None:
        while True:
            progress(0, 0)

    desk.jobs.free(endless)
    desk.jobs.shutdown()


def test_that_inline_jobs_are_done_before_they_return(jobs: InlineJobs) -> None:
    results: list[int] = []
    task = jobs.database(lambda _p: 7, done=results.append)
    assert isinstance(task, Task)
    assert results == [7]
    assert jobs.tasks == ()
