# SPDX-License-Identifier: Apache-2.0
"""Which of its given dates a task comes up against."""

from portfolio_desktop.domain.schedule.passes import reach
from portfolio_desktop.domain.schedule.placing import State
from portfolio_desktop.domain.schedule.plan import Activity, Constraint
from portfolio_desktop.domain.schedule.schedule import Schedule, Slot


def conflict_of(found: Schedule, activity: Activity, slot: Slot) -> str | None:
    """An item of the list `task.conflict`: the nearest reason why something given cannot be kept, or None."""
    if _is_before_its_links(found, activity.id):
        return "links"
    if slot.total_float >= 0:
        return None
    finish_by = found.plan.finish_by.get(activity.project)
    if _breaks_constraint(activity, slot):
        return "constraint"
    if activity.deadline is not None and slot.finish > activity.deadline:
        return "deadline"
    if finish_by is not None and slot.finish > finish_by:
        return "project"
    return "later"


def _is_before_its_links(found: Schedule, id: str) -> bool:
    """Whether a task stands by its own dates where its links do not allow it."""
    net = found.network
    node = net.node.get(id)
    if node is None or net.state[node] is not State.FIXED:
        return False
    return any(reach(net, found.soonest, net.joint(tie))[0] > net.floor[node] for tie in net.ties.into[node])


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
