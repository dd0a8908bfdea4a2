# SPDX-License-Identifier: Apache-2.0
"""Has a levelling sketch solved in processes of their own, so that the window never waits and Cancel is at once.

The first of them does the whole search. When it has processors to spare, others breed plans by the rule, each from
chances of its own; whoever finds a better plan than all before, the others are told of it. All are children of this
process, and one whose pipe closes ends itself: neither Cancel nor the end of the window leaves anybody behind.
"""

import contextlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Final, TypeAlias

import msgspec

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Cancelled, Stopped
from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.rule import Better, by_rule
from portfolio_desktop.domain.levelling.search import Searched, search
from portfolio_desktop.domain.levelling.sketch import Sketch

_DONE, _BETTER, _ROOM = "done", "better", "room"
_LISTEN = 0.1  # seconds between two looks at the clock and the Cancel button
_GRACE: Final = 30.0  # seconds over its limit after which it is given up: loading and the last step take some
_BROODS = 3  # beside the first: more would find little that is new

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
    """As `search`, apart from this process. Raises Refusal without a solver, Cancelled, and Trouble where it broke off."""
    if thorough and (reason := solver.missing()):
        raise Refusal(reason)
    began = time.monotonic()
    with contextlib.closing(_Team(sketch)) as team:
        team.join(serve, seconds, thorough)
        while not team.done:
            team.listen()
            over = time.monotonic() - began
            if cancelled is not None and cancelled():
                raise Cancelled
            if over > seconds + _GRACE:
                raise Trouble(_(_DIED))
            if told is not None:
                told(min(1.0, over / seconds), team.best.value.lateness if team.best else 0)
        return team.found()


class _Team:
    """The processes that search, the first of which leads."""

    def __init__(self, sketch: Sketch) -> None:
        self.best: Searched | None = None
        self.done = False
        self._bound: int | None = None
        self._task = _encode(sketch)
        self._leader: Connection | None = None
        self._members: dict[Connection, BaseProcess] = {}

    def close(self) -> None:
        """End all of them."""
        for connection in list(self._members):
            self._end(connection)

    def join(self, work: Callable[..., None], *how: float) -> None:
        """Have one more at work."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._task, *how), daemon=True)
        process.start()
        theirs.close()
        self._members[ours] = process
        self._leader = self._leader or ours

    def _end(self, connection: Connection) -> None:
        process = self._members.pop(connection)
        connection.close()
        process.join(_LISTEN)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()

    def listen(self) -> None:
        """Hear what they have to tell, for a moment. Raises Trouble where who leads has gone without a word."""
        ready = wait(list(self._members), _LISTEN)
        for connection in [each for each in self._members if each in ready]:
            try:
                kind, content = msgspec.msgpack.decode(connection.recv_bytes())
            except (EOFError, ConnectionError) as error:
                if connection is self._leader:
                    raise Trouble(_(_DIED)) from error
                self._end(connection)
                continue
            if kind == _ROOM:
                self._grow(content)
            else:
                self._hear(msgspec.convert(content, Searched), connection)
                self.done = self.done or kind == _DONE

    def found(self) -> Searched:
        """The best plan of all, with the bound that who leads has proved."""
        assert self.best is not None
        return replace(self.best, bound=self._bound)

    def _grow(self, seconds: float) -> None:
        """Have others breed for so long."""
        for brood in range(min(_BROODS, (os.cpu_count() or 1) - 1)):
            self.join(breed, seconds, 2 + brood)
        self._tell(self._members)

    def _hear(self, found: Searched, finder: Connection) -> None:
        """Keep the best plan and tell the others, and keep the bound."""
        if self.best is None or found.value < self.best.value:
            self.best = found
            self._tell(each for each in self._members if each is not finder)
        if found.bound is not None:
            self._bound = found.bound

    def _tell(self, members: Iterable[Connection]) -> None:
        """Have them know the best plan, where there is one."""
        if self.best is None:
            return
        for connection in members:
            with contextlib.suppress(ConnectionError):  # it is done; what it had to say is heard next
                connection.send_bytes(_encode(self.best.starts))


def serve(connection: Connection, task: bytes, seconds: float, thorough: bool) -> None:
    """Who leads: send ["better", a plan]*, ["room", seconds] when others can be of use, and ["done", the plan]."""
    sketch, guests = _begun(connection, task)
    with contextlib.suppress(ConnectionError):  # the person cancelled
        found = search(
            sketch,
            seconds,
            thorough=thorough,
            guests=guests,
            better=_telling(connection),
            room=lambda left: connection.send_bytes(_encode((_ROOM, left))),
        )
        connection.send_bytes(_encode((_DONE, found)))


def breed(connection: Connection, task: bytes, seconds: float, seed: int) -> None:
    """Another brood: send ["better", a plan]* until there is no more time or nobody listens."""
    sketch, guests = _begun(connection, task)
    with contextlib.suppress(ConnectionError):
        by_rule(sketch, seconds, seed=seed, guests=guests, better=_telling(connection))


def _begun(connection: Connection, task: bytes) -> tuple[Sketch, list[list[int]]]:
    """The sketch, and a list to which from now on the others' plans are added as they come."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the solver's own words are for nobody
    guests: list[list[int]] = []
    Thread(target=_receive, args=(connection, guests), daemon=True).start()
    return msgspec.msgpack.decode(task, type=Sketch), guests


def _receive(connection: Connection, guests: list[list[int]]) -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            guests.append(msgspec.msgpack.decode(connection.recv_bytes()))
    os._exit(0)  # nobody listens any more: it was cancelled, or the process that started this one has died


def _telling(connection: Connection) -> Better:
    return lambda found: connection.send_bytes(_encode((_BETTER, Searched(found.starts, found.value))))
