# SPDX-License-Identifier: Apache-2.0
"""Has a levelling sketch solved in a process of its own, so that the window never waits and Cancel is at once."""

import multiprocessing
import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Final, TypeAlias

import msgspec

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Cancelled, Stopped
from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.search import Searched, search
from portfolio_desktop.domain.levelling.sketch import Sketch, Value

_DONE, _BETTER = "done", "better"
_LISTEN = 0.1  # seconds between two looks at the clock and the Cancel button
_GRACE: Final = 30.0  # seconds over its limit after which it is given up: loading and the last step take some

_DIED = N_(
    "The search for a levelled plan broke off: it may have needed more memory than there is. Nothing was changed; "
    "level fewer projects at once, or use the quick rule."
)

Told: TypeAlias = Callable[[float, int], None]
"""Told the share of the time that is over, and the lateness of the best plan so far."""

_encode = msgspec.msgpack.Encoder().encode


def solved_apart(
    sketch: Sketch,
    seconds: float,
    *,
    thorough: bool,
    told: Told | None = None,
    cancelled: Stopped | None = None,
) -> Searched:
    """As `search`, in a process of its own. Raises Refusal without a solver, Cancelled, and Trouble where it broke off."""
    if thorough and (reason := solver.missing()):
        raise Refusal(reason)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    task = _encode(sketch)
    child = context.Process(target=serve, args=(theirs, task, seconds, thorough), daemon=True)
    child.start()
    theirs.close()
    try:
        return _listen(ours, seconds, told, cancelled)
    except EOFError as error:
        raise Trouble(_(_DIED)) from error
    finally:
        ours.close()
        child.join(_LISTEN)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()


def serve(connection: Connection, task: bytes, seconds: float, thorough: bool) -> None:
    """The other side: send ["better", lateness]* and ["done", the plan]."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the solver's own words are for nobody

    def tell(value: Value) -> None:
        connection.send_bytes(_encode((_BETTER, value.lateness)))

    try:
        sketch = msgspec.msgpack.decode(task, type=Sketch)
        found = search(sketch, seconds, thorough=thorough, told=tell)
        connection.send_bytes(_encode((_DONE, found)))
    except BrokenPipeError:
        return  # the parent has stopped listening: the person cancelled
    connection.close()


def _listen(connection: Connection, seconds: float, told: Told | None, cancelled: Stopped | None) -> Searched:
    began, best = time.monotonic(), 0
    while True:
        over = time.monotonic() - began
        if connection.poll(_LISTEN):
            kind, content = msgspec.msgpack.decode(connection.recv_bytes())
            if kind == _DONE:
                return msgspec.convert(content, Searched)
            best = content
        if cancelled is not None and cancelled():
            raise Cancelled
        if over > seconds + _GRACE:
            raise Trouble(_(_DIED))
        if told is not None:
            told(min(1.0, over / seconds), best)
