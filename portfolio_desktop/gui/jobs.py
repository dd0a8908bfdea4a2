# SPDX-License-Identifier: Apache-2.0
"""Work away from the window: one thread for the workspace file, a few for everything else.

A job is a plain function of one argument, the progress to call now and then; calling it is also where a
cancelled job stops. Results come back on the GUI thread, and not at all when their owner has gone. A job
never touches a widget.
"""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Cancelled, Progress

T = TypeVar("T")
U = TypeVar("U")
Job = Callable[[Progress], T]

_SECONDS_BETWEEN_REPORTS = 0.05
_FAULT = N_("This was not done, for the application has a fault. Everything saved so far is safe.")


class Task:
    """One piece of background work: what it is called, how far it is, and the way to stop it."""

    def __init__(self, label: str, stoppable: bool = True) -> None:
        self.label = label
        self.stoppable = stoppable
        self.done = 0
        self.total = 0
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress. Nothing is called back afterwards."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


@dataclass(frozen=True, slots=True)
class _Home(Generic[T]):
    """Where the outcome of a job goes, if anybody is still there."""

    owner: QObject | None
    done: Callable[[T], None] | None
    failed: Callable[[Exception], None] | None
    progress: Progress | None

    @property
    def stands(self) -> bool:
        return self.owner is None or isValid(self.owner)

    def give(self, to: Callable[[U], None] | None, outcome: U) -> None:
        if to is not None and self.stands:
            to(outcome)


class Jobs(QObject):
    """Starts jobs and brings their results home. `started`, `progressed` and `finished` carry the Task."""

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    _returned = Signal(object)

    def __init__(self, unhandled: Callable[[Exception], None], parent: QObject | None = None) -> None:
        """`unhandled` gets every bug, and what else the caller has no `failed` for, on the GUI thread."""
        super().__init__(parent)
        self.unhandled = unhandled
        self._tasks: list[Task] = []
        self._free_tasks: set[Task] = set()
        self._database_thread: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._free_threads: Executor = ThreadPoolExecutor(max_workers=3, thread_name_prefix="free")
        self._returned.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What is running or waiting, oldest first."""
        return tuple(self._tasks)

    def database(
        self,
        job: Job[T],
        *,
        label: str = "",
        owner: QObject | None = None,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Progress | None = None,
        stoppable: bool = True,
    ) -> Task:
        """Run `job` on the one thread that may touch the workspace, in the order asked.

        `failed` gets a Refusal or a Trouble; any other exception is a bug and goes to trouble's crash dialog, and `failed` gets
        a Trouble that says no more than that.
        A job without `label` is too short to be shown in the status bar; one that is not `stoppable` is shown there
        without a way to stop it.
        """
        task = Task(label, stoppable)
        return self._start(self._database_thread, job, task, _Home(owner, done, failed, progress))

    def free(
        self,
        job: Job[T],
        *,
        label: str = "",
        owner: QObject | None = None,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Progress | None = None,
    ) -> Task:
        """Run `job` beside everything else. It must not touch the workspace. Otherwise as `database`."""
        task = Task(label)
        self._free_tasks.add(task)
        return self._start(self._free_threads, job, task, _Home(owner, done, failed, progress))

    def hand_in(self, act: Callable[[], T]) -> T:
        """For a free job: run `act` on the workspace's thread, and wait. Raises Cancelled once that has ended."""
        try:
            future = self._database_thread.submit(act)
        except RuntimeError as error:
            raise Cancelled from error
        return future.result()

    def shutdown(self, *, wait: bool = True) -> None:
        """Finish what the workspace was asked to do, stop everything else, and wait for both unless others go on."""
        for task in self._free_tasks:
            task.cancel()
        self._database_thread.shutdown(wait=wait)
        self._free_threads.shutdown(wait=wait, cancel_futures=True)

    def _start(self, threads: Executor, job: Job[T], task: Task, home: _Home[T]) -> Task:
        self._tasks.append(task)
        self.started.emit(task)
        self._submit(threads, lambda: self._work(job, task, home))
        return task

    def _submit(self, threads: Executor, work: Callable[[], None]) -> None:
        threads.submit(work)

    def _post(self, call: Callable[[], None]) -> None:
        self._returned.emit(call)

    def _work(self, job: Job[T], task: Task, home: _Home[T]) -> None:
        try:
            if task.cancelled:
                raise Cancelled
            result = job(self._reporter(task, home))
        except Cancelled:
            self._post(lambda: self._finish(task))
        except Exception as error:  # noqa: BLE001 - the one place where a worker's errors change threads
            failure = error
            self._post(lambda: self._finish(task, lambda: self._fail(home, failure)))
        else:
            self._post(lambda: self._finish(task, lambda: home.give(home.done, result)))

    def _reporter(self, task: Task, home: _Home[T]) -> Progress:
        next_report = 0.0

        def report(done: int, total: int) -> None:
            nonlocal next_report
            if task.cancelled:
                raise Cancelled
            now = monotonic()
            if now >= next_report or done >= total:
                next_report = now + _SECONDS_BETWEEN_REPORTS
                self._post(lambda: self._progress(task, home, done, total))

        return report

    def _progress(self, task: Task, home: _Home[T], done: int, total: int) -> None:
        if task.cancelled or task not in self._tasks:
            return
        task.done, task.total = done, total
        self.progressed.emit(task)
        if home.progress is not None and home.stands:
            home.progress(done, total)

    def _finish(self, task: Task, then: Callable[[], None] | None = None) -> None:
        self._tasks.remove(task)
        self._free_tasks.discard(task)
        self.finished.emit(task)
        if then is not None and not task.cancelled:
            then()

    def _fail(self, home: _Home[T], error: Exception) -> None:
        if home.failed is None:
            self.unhandled(error)
        elif isinstance(error, Refusal | Trouble):
            home.give(home.failed, error)
        else:
            try:  # nobody is to wait for ever for what has ended
                home.give(home.failed, Trouble(_(_FAULT)))
            finally:
                self.unhandled(error)

    def _call(self, call: Callable[[], None]) -> None:
        call()


class InlineJobs(Jobs):
    """Runs each job where it is asked for, before returning: for tests, and for pictures of the window."""

    def hand_in(self, act: Callable[[], T]) -> T:
        return act()

    def _submit(self, threads: Executor, work: Callable[[], None]) -> None:
        work()

    def _post(self, call: Callable[[], None]) -> None:
        call()
