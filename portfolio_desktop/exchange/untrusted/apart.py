# SPDX-License-Identifier: Apache-2.0
"""Has an untrusted file read in a process of its own, which may run out of memory or time without harm."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from portfolio_desktop.base.progress import Cancelled, Stopped
from portfolio_desktop.exchange.untrusted.limits import CHILD_SECONDS, Unsafe

_LISTEN = 0.1  # seconds between two looks at the clock and the Cancel button


@contextmanager
def read_apart(
    serve: Callable[[Connection, str, str], None],
    path: Path,
    form: str,
    cancelled: Stopped,
    *,
    too_long: str,
    died: str,
) -> Iterator[Callable[[], bytes]]:
    """Start `serve` on the file at `path`. Gives what waits for its next message each time that it is called.

    Raises Unsafe with the words `too_long` or `died`, and Cancelled when the person stops it. The process ends with this.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=serve, args=(theirs, str(path), form), daemon=True)
    child.start()
    theirs.close()
    deadline = time.monotonic() + CHILD_SECONDS

    def following() -> bytes:
        while not ours.poll(_LISTEN):
            if cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise Unsafe(too_long, seconds=int(CHILD_SECONDS))
        if cancelled():
            raise Cancelled
        return ours.recv_bytes()

    try:
        yield following
    except (EOFError, BrokenPipeError) as error:
        # It died without a word: out of memory, or the reader itself broke. Where nobody listens at that very moment,
        # Windows calls the pipe broken.
        raise Unsafe(died) from error
    finally:
        ours.close()
        _end(child)


def _end(child: BaseProcess) -> None:
    child.join(_LISTEN)
    if child.is_alive():
        child.kill()
        child.join()
    child.close()
