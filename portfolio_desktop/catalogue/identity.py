# SPDX-License-Identifier: Apache-2.0
"""What says which record is which, where that is not a code or a name."""

from collections.abc import Mapping
from typing import NamedTuple


class Identity(NamedTuple):
    """The fields that together say which record it is: what it `ties`, and what tells those `apart` that share this."""

    ties: tuple[str, ...]
    apart: tuple[str, ...] = ()


IDENTITY: Mapping[str, Identity] = {
    "cost_line": Identity(("project_id", "year", "kind", "basis", "title")),
    "contribution": Identity(("objective_id", "project_id")),
    "status_report": Identity(("project_id", "period_end")),
    "person_skill": Identity(("person_id", "skill_id")),
    "role_requirement": Identity(("profile_id", "skill_id")),
    "capability_level": Identity(("framework_id", "step")),
    "task_link": Identity(("task_id", "predecessor_id", "kind")),
    "assignment": Identity(("task_id", "resource_id")),
    "package_need": Identity(("work_package_id", "skill_id"), apart=("level_id",)),
    "risk_link": Identity(
        (
            "risk_id",
            "project_id",
            "task_id",
            "milestone_id",
            "objective_id",
            "benefit_id",
            "control_id",
            "technology_id",
            "asset_id",
        )
    ),
    "board_member": Identity(("board_id", "person_id", "since")),
    "attendance": Identity(("meeting_id", "person_id")),
    "gate_finding": Identity(("gate_review_id", "gate_criterion_id")),
    "control_check": Identity(("project_id", "control_id"), apart=("attested_on",)),
    "lesson_notice": Identity(("lesson_id", "project_id")),
    "technology_use": Identity(("technology_id", "project_id", "asset_id")),
    "service_measure": Identity(("asset_id", "title", "period_end")),
    "leave": Identity(("person_id", "first"), apart=("from_noon",)),
    "calendar_exception": Identity(("calendar_id", "title", "first")),
    "meeting": Identity(("title", "starts")),
    "engagement": Identity(("stakeholder_id", "title", "happened_on")),
    "qualification": Identity(("person_id", "title"), apart=("awarded_on",)),
}
"""Registers whose records have no name of their own, or share it with those of other periods."""
