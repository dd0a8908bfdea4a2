# SPDX-License-Identifier: Apache-2.0
"""From which load on too much is asked, and below which there is time to spare. An office sets them for itself."""

from dataclasses import dataclass
from typing import Any

from portfolio_desktop.base.i18n import _

_MOST = 5.0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of the time there is: 1 is all of it."""

    over: float = 1.0
    under: float = 0.7

    def to_plain(self) -> dict[str, Any]:
        return {"over": self.over, "under": self.under}

    def makes_sense(self) -> bool:
        """Whether there is time to spare below too much, and neither is out of the world."""
        return 0 <= self.under < self.over <= _MOST


SHIPPED_THRESHOLDS = Thresholds()


def thresholds_from_plain(plain: object) -> tuple[Thresholds, str]:
    """The thresholds that `to_plain` wrote, and "". Where they make no sense the shipped ones, and a sentence why."""
    match plain:
        case {"over": float() | int() as over, "under": float() | int() as under}:
            found = Thresholds(float(over), float(under))
            if found.makes_sense():
                return found, ""
    return SHIPPED_THRESHOLDS, _(
        "The thresholds of capacity cannot be read. The shipped ones are used: too much from 100 %, time to spare "
        "below 70 %."
    )
