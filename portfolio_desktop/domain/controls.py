# SPDX-License-Identifier: Apache-2.0
"""Whether a control applies to a project, and whether it is in place there on a given day."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.checks import LATEST


class State(StrEnum):
    """How a control stands in one project: as somebody stated it, or because nobody did, or too long ago."""

    NEVER = "never"
    NOT_IN_PLACE = "not_in_place"
    EXPIRED = "expired"
    PARTLY = "partly"
    IN_PLACE = "in_place"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state or an outcome is drawn: never by its colour alone, and in the shape that ratings of its tone have."""

    label: str
    letter: str
    shape: str
    tone: str


MARKS: dict[State, Mark] = {
    State.NEVER: Mark(N_("Never attested"), "?", "dash", "none"),
    State.NOT_IN_PLACE: Mark(N_("Not in place"), "N", "square", "red"),
    State.EXPIRED: Mark(N_("Expired"), "E", "diamond", "amber_red"),
    State.PARTLY: Mark(N_("Partly in place"), "P", "triangle", "amber"),
    State.IN_PLACE: Mark(N_("In place"), "I", "circle", "green"),
    State.NOT_APPLICABLE: Mark(N_("Does not apply"), "–", "none", "none"),
}

GAPS = frozenset({State.NEVER, State.NOT_IN_PLACE, State.EXPIRED, State.PARTLY})
"""The states that leave something to be done."""


def state_on(stated: str | None, expires: date | None, day: date) -> State:
    """The state on `day` of a control that was stated as `stated`, with evidence that holds until `expires` inclusive.

    A control that was found missing stays missing: only what counts in its favour runs out.
    """
    if stated is None or stated not in _STATED:
        return State.NEVER
    state = State(stated)
    if state is not State.NOT_IN_PLACE and expires is not None and expires < day:
        return State.EXPIRED
    return state


def expiry(attested: date, months: int | None) -> date | None:
    """The last day on which evidence of `attested` holds; None where it does not age, or outlives every date that can be kept."""
    if months is None or months < 0:
        return None
    whole = attested.year * 12 + attested.month - 1 + months
    year, month = divmod(whole, 12)
    if year > LATEST:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(attested.day, last))


def applies(lowest: str | None, tier: str | None, order: Sequence[str]) -> bool:
    """Whether a control for tiers down to `lowest` applies to a project of `tier`; `order` has the highest tier first.

    A control without a tier applies to every project. To a project whose tier nobody set, only those apply that
    apply to every tier.
    """
    if lowest is None or lowest not in order:
        return True
    if tier is None or tier not in order:
        return order.index(lowest) == len(order) - 1
    return order.index(tier) <= order.index(lowest)


_STATED = frozenset({State.NOT_IN_PLACE, State.PARTLY, State.IN_PLACE, State.NOT_APPLICABLE})
