# SPDX-License-Identifier: Apache-2.0
"""A share that does not answer: waited for so long and no longer, and never by who wants to leave.

A call to the system cannot be broken off. It is made in a thread of its own, which is left behind where it hangs, and no
second one is begun before it comes back.
"""

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import TypeVar

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.sync.share.transport import Entry, Transport, Unreachable

SECONDS = 30.0
"""So long a look at the share may take, ..."""

SECONDS_A_FILE = 180.0
"""... and so long one file on its way, which may be large and the line slow."""

_STEP = 0.05
_SILENT = N_(
    "The shared folder does not answer. Your work is safe on this laptop; it is tried again by itself."
)

T = TypeVar("T")


class Line:
    """The one call at a time that is under way to a share."""

    def __init__(self) -> None:
        self._busy = Lock()

    def take(self, seconds: float) -> bool:
        """Wait so long until no other call is under way; whether that is so now."""
        return self._busy.acquire(timeout=seconds)

    def free(self) -> None:
        """The call has come back, whatever it brought."""
        self._busy.release()


class PatientTransport:
    """`alive` is called while a call is waited for, and ends the waiting by what it raises.

    Those who share one `line` never have more than one call under way between them.
    """

    def __init__(
        self,
        inner: Transport,
        alive: Callable[[], None] = lambda: None,
        line: Line | None = None,
        *,
        seconds: float = SECONDS,
        seconds_a_file: float = SECONDS_A_FILE,
    ) -> None:
        self._inner = inner
        self._alive = alive
        self._seconds = seconds
        self._seconds_a_file = seconds_a_file
        self._line = line or Line()

    def devices(self) -> Sequence[str]:
        return self._wait(self._inner.devices, self._seconds)

    def list(self, folder: str) -> Sequence[Entry]:
        return self._wait(lambda: self._inner.list(folder), self._seconds)

    def read(self, folder: str, name: str, most: int) -> bytes:
        return self._wait(lambda: self._inner.read(folder, name, most), self._seconds_a_file)

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        self._wait(lambda: self._inner.put_new(folder, name, content), self._seconds_a_file)

    def remove_own(self, folder: str, name: str) -> None:
        self._wait(lambda: self._inner.remove_own(folder, name), self._seconds)

    def probe(self) -> None:
        self._wait(self._inner.probe, self._seconds)

    def _wait(self, act: Callable[[], T], seconds: float) -> T:
        outcome: SimpleQueue[tuple[Callable[[], T], BaseException | None]] = SimpleQueue()

        def work() -> None:
            try:
                found = act()
            except Exception as error:  # noqa: BLE001 - carried to who waits, whatever it is
                failure = error
                self._line.free()
                outcome.put((act, failure))
            else:
                self._line.free()
                outcome.put((lambda: found, None))

        end = monotonic() + seconds
        while not self._line.take(_STEP):
            self._go_on(end)
        Thread(target=work, name="share", daemon=True).start()
        while True:
            try:
                give, error = outcome.get(timeout=_STEP)
            except Empty:
                self._go_on(end)
                continue
            if error is not None:
                raise error
            return give()

    def _go_on(self, end: float) -> None:
        self._alive()
        if monotonic() >= end:
            raise Unreachable(_(_SILENT))
