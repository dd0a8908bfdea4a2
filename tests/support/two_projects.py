# SPDX-License-Identifier: Apache-2.0
"""A harbour that a road waits for: two projects whose plans hang together by one promised hand-over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services.office import Office
from tests.support.offices import add


@dataclass(frozen=True, slots=True)
class Two:
    """The ids of what was made."""

    harbour: Id
    road: Id
    dig: Id  # 3 days from Monday 2 March 2026, so until the Wednesday
    quay: Id  # 5 days after it, until Wednesday 11 March; the board sees it
    pave: Id  # 5 days; waits for the quay as promised, from Monday 16 March until the Friday
    open: Id  # the milestone after it
    promise: Id  # the quay for Friday 13 March


def two_projects(office: Office, **dependency: Value) -> Two:
    """Write both. `dependency` adds to the hand-over or replaces what it says."""
    harbour = add(office, "project", title="Harbour", start=date(2026, 3, 2), end_baseline=date(2026, 3, 13))
    road = add(office, "project", title="Road", start=date(2026, 3, 2), must_finish=date(2026, 3, 27))
    dig = task(office, harbour, "Dig", 3)
    quay = task(office, harbour, "Build the quay", 5, board=True)
    pave = task(office, road, "Pave", 5)
    opened = task(office, road, "Road open", 0, kind="milestone", board=True)
    add(office, "task_link", predecessor_id=dig, task_id=quay)
    add(office, "task_link", predecessor_id=pave, task_id=opened)
    said: dict[str, Value] = {
        "title": "Quay for the road",
        "project_id": road,
        "giver_id": harbour,
        "giver_task_id": quay,
        "task_id": pave,
        "rests_on": "promise",
        "promised": date(2026, 3, 13),
    }
    return Two(harbour, road, dig, quay, pave, opened, add(office, "dependency", **{**said, **dependency}))


def task(office: Office, project: Id, title: str, days: int, **fields: Value) -> Id:
    """A task that follows its links."""
    return add(
        office,
        "task",
        project_id=project,
        title=title,
        duration=Decimal(days),
        scheduling="links",
        **fields,
    )
