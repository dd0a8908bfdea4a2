# SPDX-License-Identifier: Apache-2.0
"""Python's garbage collector, told when there is nothing for it to find."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_under_way: list[None] = []
"""One entry for each piece of such work, on whatever thread: a list, since adding to it and taking away are atomic."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles: in work that makes a value for each of very many cells, none of them in a cycle,
    the search costs up to a third more."""
    was_on = gc.isenabled()
    gc.disable()
    _under_way.append(None)
    try:
        yield
    finally:
        _under_way.pop()
        if was_on:
            gc.enable()


def is_uncollected() -> bool:
    """Whether such work is under way, for whoever runs the collector by hand."""
    return bool(_under_way)
