# SPDX-License-Identifier: Apache-2.0
"""What every reader ends with: identities are unique, every reference leads somewhere, and what led nowhere is told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.plans.plan_file import (
    LeftOut,
    PlanAssignment,
    PlanCalendar,
    PlanFile,
    PlanLink,
    PlanTask,
)
from portfolio_desktop.exchange.untrusted.limits import Unsafe

Aside: TypeAlias = Counter[str]
"""How many things were left out, by the sentence that tells it."""

MOST_TASKS = 200_000

_TWICE = N_(
    "{file} gives the identity {uid} twice, so nothing can be matched to it. "
    "Export the plan again from the program it came from."
)
_TOO_MANY = N_("{file} has more than {most} tasks. Export a part of the plan and choose that.")
_LINKS_ASTRAY = N_("Links to or from tasks that are not in the file: {count}")
_LINKS_AGAIN = N_("Links between tasks that are already linked in the same way: {count}")
_LINKS_TO_SELF = N_("Links from a task to itself: {count}")
_WORK_ASTRAY = N_("Assignments to tasks that are not in the file: {count}")
_CALENDARS_ASTRAY = N_("Mentions of calendars that are not in the file: {count}")


def settle(plan: PlanFile, aside: Aside) -> PlanFile:
    """`plan` with only references that lead somewhere, and all that was left out. Raises Unsafe for a doubled identity."""
    if len(plan.tasks) > MOST_TASKS:
        raise Unsafe(_TOO_MANY, most=MOST_TASKS)
    tasks = _unique(task.uid for task in plan.tasks)
    calendars = _unique(calendar.uid for calendar in plan.calendars)
    resources = _unique(resource.uid for resource in plan.resources)
    _unique(assignment.uid for assignment in plan.assignments)
    project = plan.project
    if project.calendar is not None and project.calendar not in calendars:
        aside[_CALENDARS_ASTRAY] += 1
        project = replace(project, calendar=None)
    return replace(
        plan,
        project=project,
        tasks=tuple(_tasks(plan.tasks, calendars, aside)),
        links=tuple(_links(plan.links, tasks, aside)),
        calendars=tuple(_calendars(plan.calendars)),
        resources=tuple(
            replace(one, calendar=None) if one.calendar is not None and one.calendar not in calendars else one
            for one in plan.resources
        ),
        assignments=tuple(_assignments(plan.assignments, tasks, resources, aside)),
        left_out=tuple(LeftOut(message=message, count=count) for message, count in aside.items() if count),
    )


def _unique(uids: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    for uid in uids:
        if uid in seen:
            raise Unsafe(_TWICE, uid=uid[:60])
        seen.add(uid)
    return seen


def _tasks(tasks: Iterable[PlanTask], calendars: set[str], aside: Aside) -> Iterable[PlanTask]:
    above: set[str] = set()
    for task in tasks:
        parent = task.parent if task.parent in above else None  # not itself, nor one that comes after it
        calendar = task.calendar if task.calendar in calendars else None
        aside[_CALENDARS_ASTRAY] += calendar != task.calendar
        above.add(task.uid)
        same = parent == task.parent and calendar == task.calendar
        yield task if same else replace(task, parent=parent, calendar=calendar)


def _links(links: Iterable[PlanLink], tasks: set[str], aside: Aside) -> Iterable[PlanLink]:
    seen: set[PlanLink] = set()
    for link in links:
        if link.predecessor not in tasks or link.successor not in tasks:
            aside[_LINKS_ASTRAY] += 1
        elif link.predecessor == link.successor:
            aside[_LINKS_TO_SELF] += 1
        elif link in seen:
            aside[_LINKS_AGAIN] += 1
        else:
            seen.add(link)
            yield link


def _calendars(calendars: tuple[PlanCalendar, ...]) -> Iterable[PlanCalendar]:
    """Parents that are in the file and do not lead back to their child. A calendar that rests on none says every day."""
    parents = {one.uid: one.parent for one in calendars}
    for one in calendars:
        line, above = {one.uid}, one.parent
        while above in parents and above not in line:
            line.add(above)
            above = parents[above]
        if one.parent not in parents or above in line:
            parents[one.uid] = None
            yield replace(one, parent=None, week=tuple(day or () for day in one.week))
        else:
            yield one


def _assignments(
    assignments: Iterable[PlanAssignment], tasks: set[str], resources: set[str], aside: Aside
) -> Iterable[PlanAssignment]:
    for one in assignments:
        if one.task not in tasks:
            aside[_WORK_ASTRAY] += 1
        elif one.resource is not None and one.resource not in resources:
            yield replace(one, resource=None)
        else:
            yield one
