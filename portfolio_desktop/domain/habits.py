# SPDX-License-Identifier: Apache-2.0
"""How far an office looks back and ahead: days that it sets for itself, and everybody in it shares."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from portfolio_desktop.base.i18n import _

MOST_DAYS = 730


@dataclass(frozen=True, slots=True)
class Habits:
    """Days. A status report is out of date after `stale_days`; milestones are shown `ahead_days` before they are
    expected, and what falls due is told of `notice_days` before it does."""

    stale_days: int = 45
    ahead_days: int = 90
    notice_days: int = 7

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)


SHIPPED_HABITS = Habits()
LEAST: Mapping[str, int] = {"stale_days": 1, "ahead_days": 1, "notice_days": 0}


def habits_from_plain(plain: object) -> tuple[Habits, str]:
    """The habits that `to_plain` wrote, and "". Days that make no sense are the shipped ones, and a sentence says so."""
    said = plain if isinstance(plain, dict) else {}
    names = [each.name for each in fields(Habits)]
    sound = {name: said[name] for name in names if name in said and makes_sense(name, said[name])}
    whole = isinstance(plain, dict) and all(name in sound for name in names if name in said)
    sentence = _(
        "The days that the office looks back and ahead cannot all be read. The shipped ones stand in for those."
    )
    return Habits(**sound), "" if whole else sentence


def makes_sense(name: str, days: object) -> bool:
    """Whether a habit can be so many days."""
    return type(days) is int and LEAST[name] <= days <= MOST_DAYS
