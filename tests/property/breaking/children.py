# SPDX-License-Identifier: Apache-2.0
"""Processes that can be killed, or that get in each other's way, and what they say until then."""

import multiprocessing
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

Speaker = Callable[..., None]
"""What a child does: a function of a module, whose last argument is the line on which it says things."""

# Of a module that runs as the program, a child has its own beside the one that was loaded ahead, as it should.
warnings.filterwarnings("ignore", message=".* found in sys.modules after import of package", module="runpy")

_WAYS = [way for way in ("forkserver", "spawn") if way in multiprocessing.get_all_start_methods()]
_processes: Any = multiprocessing.get_context(_WAYS[0])
"""Where the system can, children come of a process that has loaded everything and has no other threads."""


def begun(act: Speaker, *given: Any) -> tuple[Any, "Connection[str, str]"]:
    """A child at work, and the line on which it is heard."""
    if _WAYS[0] == "forkserver":
        _processes.set_forkserver_preload([_module(act)])
    ours, theirs = _processes.Pipe(duplex=False)
    child = _processes.Process(target=act, args=(*given, theirs))
    child.start()
    theirs.close()
    return child, ours


def _module(act: Speaker) -> str:
    """Where the function is to be had; of a module that runs as the program, under its own name."""
    spec = sys.modules[act.__module__].__spec__
    return act.__module__ if spec is None else spec.name


def heard(act: Speaker, *given: Any) -> list[str]:
    """All that a child says before it ends, in whatever way it does."""
    (said,) = together([(act, given)])
    return said


def together(acts: Sequence[tuple[Speaker, tuple[Any, ...]]]) -> list[list[str]]:
    """What several children say who are at work at the same time."""
    children = [begun(act, *given) for act, given in acts]
    found = []
    for child, line in children:
        said: list[str] = []
        try:
            while True:
                said.append(line.recv())
        except EOFError:
            child.join()
        line.close()
        found.append(said)
    return found
