# SPDX-License-Identifier: Apache-2.0
"""How a risk has moved since the board last saw it."""

from dataclasses import dataclass
from enum import StrEnum

from portfolio_desktop.base.i18n import N_


class Movement(StrEnum):
    """Worse and better are meant for the portfolio: a threat that grows is worse, an opportunity that grows is better."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    NEW = "new"
    CLOSED = "closed"
    BACK = "back"


MOVEMENT_LABELS = {
    Movement.WORSE: N_("Worse"),
    Movement.BETTER: N_("Better"),
    Movement.SAME: N_("Unchanged"),
    Movement.NEW: N_("New"),
    Movement.CLOSED: N_("Closed"),
    Movement.BACK: N_("Open again"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How a risk stood at one moment; `score` None where it had none."""

    is_open: bool
    score: int | None


def movement(before: Stand | None, now: Stand | None, *, opportunity: bool = False) -> Movement | None:
    """What happened between two moments; None stands for a risk that was not there then, or has been deleted since.

    None where nothing can be said: it was over both times, or one of its scores is not known.
    """
    was_open, is_open = before is not None and before.is_open, now is not None and now.is_open
    if not was_open:
        if not is_open:
            return None
        return Movement.NEW if before is None else Movement.BACK
    if not is_open:
        return Movement.CLOSED
    assert before is not None
    assert now is not None
    if before.score is None or now.score is None:
        return None
    if before.score == now.score:
        return Movement.SAME
    return Movement.BETTER if (now.score > before.score) is opportunity else Movement.WORSE
