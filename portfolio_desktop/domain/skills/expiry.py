# SPDX-License-Identifier: Apache-2.0
"""How long a qualification still holds."""

from datetime import date
from enum import StrEnum


class Validity(StrEnum):
    """How a qualification stands on a day."""

    EXPIRED = "expired"
    SOON = "soon"
    HOLDS = "holds"
    LASTING = "lasting"
    """It has no day on which it expires."""


def validity(expires: date | None, today: date, within: int) -> Validity:
    """Whether it has expired, does so `within` so many days, or holds. On its last day it still holds."""
    if expires is None:
        return Validity.LASTING
    left = (expires - today).days
    if left < 0:
        return Validity.EXPIRED
    return Validity.SOON if left <= within else Validity.HOLDS
