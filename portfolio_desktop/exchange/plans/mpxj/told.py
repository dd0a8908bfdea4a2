# SPDX-License-Identifier: Apache-2.0
"""The index that Plans.java writes beside the plans: whose is what, and what MSPDI has no place for. Read, and put in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.plan import Constraint
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import (
    CustomField,
    LeftOut,
    PlanAssignment,
    PlanFile,
    PlanResource,
    PlanTask,
)

_ELSEWHERE = N_("{count} tasks stand in for tasks of other plans, which are not in the file")

_FORMS = {"XML": "planner"} | {
    form.upper(): form for form in ("mpp", "mpx", "mspdi", "pmxml", "pod", "xer", "gan")
}
"""What the types of MPXJ are called here, where they are known."""

_CONSTRAINTS = {
    "AS_SOON_AS_POSSIBLE": Constraint.ASAP,
    "AS_LATE_AS_POSSIBLE": Constraint.ALAP,
    "MUST_START_ON": Constraint.MUST_START_ON,
    "MUST_FINISH_ON": Constraint.MUST_FINISH_ON,
    "START_ON": Constraint.MUST_START_ON,
    "FINISH_ON": Constraint.MUST_FINISH_ON,
    "START_NO_EARLIER_THAN": Constraint.START_NO_EARLIER,
    "START_NO_LATER_THAN": Constraint.START_NO_LATER,
    "FINISH_NO_EARLIER_THAN": Constraint.FINISH_NO_EARLIER,
    "FINISH_NO_LATER_THAN": Constraint.FINISH_NO_LATER,
}


@dataclass(slots=True)
class ToldTask:
    """A task as its own program knows it."""

    uid: str
    guid: str
    code: str
    constraint: Constraint | None
    constraint_at: int | None
    codes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ToldPlan:
    """What is told of one plan. Tasks and resources are by the tag that they have for a GUID in MSPDI."""

    name: str  # of its MSPDI file
    program: str
    form: str
    title: str
    tasks: dict[str, ToldTask] = field(default_factory=dict)
    resources: dict[str, tuple[str, str]] = field(default_factory=dict)  # uid, guid
    assignments: int = 0  # the highest number of one in the file
    repeated: list[list[str]] = field(default_factory=list)
    elsewhere: int = 0


def read_index(text: str) -> list[ToldPlan]:
    """The plans of an index, in the order of their program. Raises ValueError for what Plans.java does not write."""
    plans: list[ToldPlan] = []
    for line in text.split("\n")[:-1]:
        kind, *told = line.split("\t")
        if kind == "plan":
            name, program, form, title = told
            plans.append(ToldPlan(name, program, form, title))
        elif not plans:
            raise ValueError(kind)
        else:
            _add(plans[-1], kind, told)
    return plans


def _add(plan: ToldPlan, kind: str, told: list[str]) -> None:
    match kind:
        case "task":
            tag, uid, guid, code, constraint, at = told
            second = _CONSTRAINTS[constraint] if constraint else None
            plan.tasks[tag] = ToldTask(uid, guid, code, second, values.instant(at) if at else None)
        case "code":
            tag, name, value = told
            plan.tasks[tag].codes[name] = value
        case "resource":
            tag, uid, guid = told
            plan.resources[tag] = (uid, guid)
        case "assignments":
            plan.assignments = int(told[0])
        case "assignment":
            plan.repeated.append(told)
        case "elsewhere":
            plan.elsewhere = int(told[0])
        case _:
            raise ValueError(kind)


def complete(plan: PlanFile, told: ToldPlan, otherwise: str) -> PlanFile:
    """`plan` under the identities of its own program and with all that is told of it; called `otherwise` without a title."""
    uids = {task.uid: known.uid for task in plan.tasks if (known := told.tasks.get(task.guid.casefold()))}
    people = {one.uid: _identity(one, told)[0] for one in plan.resources}
    names = _names(plan, told)
    left = LeftOut(message=_ELSEWHERE, count=told.elsewhere)
    return replace(
        plan,
        form=_FORMS.get(told.form, "other"),
        project=replace(plan.project, title=told.title or otherwise, program=told.program),
        whole=_task(plan.whole, told, uids, names) if plan.whole else None,
        tasks=tuple(_task(task, told, uids, names) for task in plan.tasks),
        links=tuple(
            replace(link, predecessor=uids[link.predecessor], successor=uids[link.successor])
            for link in plan.links
        ),
        resources=tuple(_resource(one, told) for one in plan.resources),
        assignments=(
            *(
                replace(one, task=uids[one.task], resource=people[one.resource] if one.resource else None)
                for one in plan.assignments
            ),
            *_repeated(told),
        ),
        fields=(*plan.fields, *(CustomField(name=name) for name in names.values())),
        left_out=(*plan.left_out, left) if told.elsewhere else plan.left_out,
    )


def _names(plan: PlanFile, told: ToldPlan) -> dict[str, str]:
    """What each activity code is called as a field: by its own name, unless a field has that already."""
    taken = {one.name for one in plan.fields}
    codes = sorted({name for task in told.tasks.values() for name in task.codes})
    return {name: name if name not in taken else f"{name} (code)" for name in codes}


def _task(task: PlanTask, told: ToldPlan, uids: Mapping[str, str], names: Mapping[str, str]) -> PlanTask:
    known = told.tasks.get(task.guid.casefold())
    if known is None:
        return task
    return replace(
        task,
        uid=known.uid,
        guid=known.guid,
        code=known.code,
        parent=uids.get(task.parent) if task.parent else None,
        second_constraint=known.constraint,
        second_constraint_at=known.constraint_at,
        values={**task.values, **{names[name]: value for name, value in known.codes.items()}},
    )


def _resource(resource: PlanResource, told: ToldPlan) -> PlanResource:
    uid, guid = _identity(resource, told)
    return replace(resource, uid=uid, guid=guid)


def _identity(resource: PlanResource, told: ToldPlan) -> tuple[str, str]:
    return told.resources.get(resource.guid.casefold(), (resource.uid, resource.guid))


def _repeated(told: ToldPlan) -> list[PlanAssignment]:
    """Further assignments of a resource to the same task, which MSPDI does not hold."""
    made = []
    for uid, task, resource, units, work, actual_work, cost, actual_cost, start, finish in told.repeated:
        made.append(
            PlanAssignment(
                uid=uid,
                task=told.tasks[task].uid,
                resource=told.resources[resource][0] if resource else None,
                units=values.number(units) / 100 if units else 1.0,
                work=values.whole(work) if work else None,
                actual_work=values.whole(actual_work) if actual_work else None,
                cost=values.money(cost) if cost else None,
                actual_cost=values.money(actual_cost) if actual_cost else None,
                start=values.instant(start) if start else None,
                finish=values.instant(finish) if finish else None,
            )
        )
    return made
