# SPDX-License-Identifier: Apache-2.0
"""The order of steps in matters of capability and conduct and in grievances, after the Acas Code of Practice.

The order is expected, not forced: there are good reasons to leave a step out, and a tribunal will ask for them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from portfolio_desktop.base.dates import add_months
from portfolio_desktop.base.i18n import N_, _


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage on the way of a matter: done on a day, left out, where it stands, or ahead."""

    stage: str
    state: Literal["done", "left_out", "now", "ahead"]
    on: date | None = None


_BEFORE: Mapping[str, Mapping[str, str]] = {
    "capability": {
        "plan": "informal",
        "invitation": "plan",
        "meeting": "invitation",
        "outcome": "meeting",
        "appeal": "outcome",
        "investigation": "informal",
    },
    "conduct": {
        "investigation": "informal",
        "invitation": "investigation",
        "meeting": "invitation",
        "outcome": "meeting",
        "appeal": "outcome",
    },
    "grievance": {
        "investigation": "informal",
        "invitation": "informal",
        "meeting": "invitation",
        "outcome": "meeting",
        "appeal": "outcome",
    },
}
"""For each kind of matter and each stage, the stage that is expected before it."""

_STAGES = (
    *("concern", "informal", "plan", "investigation", "invitation", "meeting", "outcome", "appeal"),
    "closed",
)
_UNUSUAL = {"capability": "investigation", "conduct": "plan", "grievance": "plan"}

_EXPECTS = {
    "informal": N_("Many matters are settled by a quiet conversation, so the Code expects one first."),
    "plan": N_(
        "Somebody who cannot yet do the work is expected to be told what has to improve, by when, and with what help, "
        "before a formal meeting."
    ),
    "investigation": N_(
        "The facts are to be established without delay before anybody is asked to answer them."
    ),
    "invitation": N_(
        "Before a meeting the person is told in writing what it is about, gets the evidence in time to prepare, and hears "
        "that they may bring a companion."
    ),
    "meeting": N_(
        "Nothing is decided before the person has been heard, with their companion if they want one."
    ),
    "outcome": N_("There is nothing to appeal against before the person has the outcome in writing."),
}

_WARNINGS = {"first": 6, "final": 12}  # months that are usual; the Code leaves them to the employer
_APPEAL_DAYS = 5  # working days that are usual
_FRIDAY = 4
_SOON: Mapping[str, int] = {
    "concern": 5,
    "informal": 20,
    "plan": 20,
    "investigation": 20,
    "invitation": 5,
    "meeting": 5,
    "outcome": 5,
    "appeal": 20,
}  # the working days within which the step after each is usual; the Code says "without unreasonable delay"
OUTCOMES = {
    "capability": ("none", "first", "final", "dismissal"),
    "conduct": ("none", "first", "final", "dismissal"),
    "grievance": ("upheld", "partly_upheld", "not_upheld"),
}
"""The outcomes that each kind of matter can have, by their codes."""


def next_stages(kind: str, taken: Collection[str]) -> list[str]:
    """The stages that are in order now and were not taken yet. Any matter may be closed at any time."""
    before = _BEFORE.get(kind, {})
    ready = [stage for stage, wanted in before.items() if stage not in taken and wanted in taken]
    first = [] if "informal" in taken else ["informal"]
    return [*first, *ready, "closed"]


def skipped(kind: str, stage: str, taken: Collection[str]) -> str:
    """What is expected before `stage` and was not done, in a sentence; empty where it is in order."""
    wanted = _BEFORE.get(kind, {}).get(stage)
    if wanted is None or wanted in taken:
        return ""
    return _(_EXPECTS[wanted])


def outcome_skipped(outcome: str, earlier: Collection[str]) -> str:
    """What is expected before an outcome: warnings come one after the other. `earlier` are outcomes given before."""
    if outcome == "final" and "first" not in earlier:
        return _("A final warning usually follows a first one, unless the matter is grave enough by itself.")
    if outcome == "dismissal" and "final" not in earlier:
        return _("A dismissal usually follows a final warning; only gross misconduct comes without one.")
    return ""


def without_companion() -> str:
    """What is said of a formal meeting that does not say who came with the person."""
    return _("At a formal meeting the person may be accompanied. Say who came, or that they wanted nobody.")


def warning_until(outcome: str, on: date) -> date | None:
    """When a warning given on a day usually ends; None where the outcome is none."""
    months = _WARNINGS.get(outcome)
    return add_months(on, months) if months else None


def appeal_by(on: date) -> date:
    """The day until which an appeal is usually possible: five working days after the outcome."""
    return _working_days(on, _APPEAL_DAYS)


def next_by(stage: str, on: date) -> date | None:
    """When the step after `stage` is usual, where that was on a day; None where nothing more is to be done."""
    days = _SOON.get(stage)
    return _working_days(on, days) if days else None


def trail(kind: str, stage: str, taken: Mapping[str, date | None]) -> tuple[StageMark, ...]:
    """The way of a matter of some kind that stands at `stage`; `taken` are the stages on record, with their last day.

    What is on record and unusual for the kind stands in its place too; once it is closed, nothing more is ahead.
    """
    order = [each for each in _STAGES if each in taken or each != _UNUSUAL.get(kind)]
    if stage == "closed":
        order = [each for each in order if each in taken]
    at = order.index(stage)
    return tuple(
        StageMark(each, _state(place - at, each in taken, over=stage == "closed"), taken.get(each))
        for place, each in enumerate(order)
    )


def _state(beyond: int, taken: bool, *, over: bool) -> Literal["done", "left_out", "now", "ahead"]:
    if beyond == 0:
        return "done" if over else "now"
    if taken:
        return "done"
    return "left_out" if beyond < 0 else "ahead"


def _working_days(on: date, count: int) -> date:
    day, left = on, count
    while left:
        day += timedelta(days=1)
        left -= day.weekday() <= _FRIDAY
    return day
