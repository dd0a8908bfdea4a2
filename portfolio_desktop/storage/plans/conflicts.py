# SPDX-License-Identifier: Apache-2.0
"""Which of its given dates a task comes up against."""

from portfolio_desktop.domain.schedule.calendars import Instant
from portfolio_desktop.domain.schedule.plan import Activity, Constraint
from portfolio_desktop.domain.schedule.schedule import Slot


def conflict_of(activity: Activity, slot: Slot, finish_by: Instant | None) -> str | None:
    """An item of the list `task.conflict`: the nearest reason why something given cannot be kept, or None."""
    if slot.total_float >= 0:
        return None
    if activity.fixed_start is not None or activity.fixed_finish is not None:
        return "links"
    if _breaks_constraint(activity, slot):
        return "constraint"
    if activity.deadline is not None and slot.finish > activity.deadline:
        return "deadline"
    if finish_by is not None and slot.finish > finish_by:
        return "project"
    return "later"


def _breaks_constraint(activity: Activity, slot: Slot) -> bool:
    at = activity.constraint_at
    if at is None:
        return False
    match activity.constraint:
        case Constraint.MUST_START_ON | Constraint.START_NO_LATER:
            return slot.start > at
        case Constraint.MUST_FINISH_ON | Constraint.FINISH_NO_LATER:
            return slot.finish > at
        case _:
            return False
