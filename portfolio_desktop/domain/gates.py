# SPDX-License-Identifier: Apache-2.0
"""What a gate asks, and what is missing before a project may pass it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.domain.controls import Mark, State

PASSES = frozenset({"passed", "conditional"})
"""The outcomes after which a project goes on."""

ENOUGH = frozenset({"met", "not_applicable"})
"""How a required criterion may have been found."""

OUTCOMES: dict[str, Mark] = {
    "passed": Mark(N_("Passed"), "P", "circle", "green"),
    "conditional": Mark(N_("Passed with conditions"), "C", "triangle", "amber"),
    "not_passed": Mark(N_("Not passed"), "N", "square", "red"),
    "deferred": Mark(N_("Deferred"), "D", "dash", "none"),
    "stopped": Mark(N_("Stopped"), "S", "square", "red"),
}
PLANNED = Mark(N_("Planned"), "", "circle", "none")
LATE = Mark(N_("Not held when planned"), "!", "diamond", "amber_red")
HELD = Mark(N_("Held, no outcome recorded"), "?", "circle", "none")

_FOUND = {"partly": N_("only partly met"), "not_met": N_("not met")}
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is required and missing: what it is called, and how it stands."""

    title: str
    how: str

    @property
    def words(self) -> str:
        return _("“{title}” {how}").format(title=shorten(self.title, 70), how=self.how)


def lack_of_criterion(title: str, found: str | None) -> Lack | None:
    """What is missing where a required criterion was found so; None stands for one that nobody looked at."""
    if found in ENOUGH:
        return None
    return Lack(title, _(_FOUND[found]) if found in _FOUND else _("not looked at"))


def lack_of_control(title: str, state: State, expired: date | None) -> Lack | None:
    """What is missing where a required control stands so."""
    match state:
        case State.IN_PLACE | State.NOT_APPLICABLE:
            return None
        case State.EXPIRED if expired is not None:
            how = _("expired on {day}").format(day=format_date(expired))
        case State.EXPIRED:
            how = _("expired")
        case State.PARTLY:
            how = _("only partly in place")
        case State.NOT_IN_PLACE:
            how = _("not in place")
        case State.NEVER:
            how = _("never attested")
    return Lack(title, how)


def lacks_in_words(lacks: Sequence[Lack]) -> str:
    """The first few of them by name, and how many more."""
    told = "; ".join(lack.words for lack in lacks[:_NAMED])
    more = len(lacks) - _NAMED
    if more <= 0:
        return told
    return f"{told}; " + ngettext("and {count} more", "and {count} more", more).format(count=more)


def next_stage(ended: str | None, now: str | None, stages: Iterable[str]) -> str | None:
    """The stage that begins after a gate which ends the stage `ended`; None where the project is in it or beyond."""
    order = list(stages)
    if ended not in order or order.index(ended) + 1 >= len(order):
        return None
    after = order.index(ended) + 1
    if now in order and order.index(now) >= after:
        return None
    return order[after]
