# SPDX-License-Identifier: Apache-2.0
"""How long work tells how far it is, and how it is told to stop."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Called with what is done and what there is in all, in the worker's own units."""

Stopped: TypeAlias = Callable[[], bool]
"""Asked now and then; True once the person wants the work to stop."""


class Cancelled(Exception):
    """The person stopped the work. Nothing was written and nothing need be explained."""
