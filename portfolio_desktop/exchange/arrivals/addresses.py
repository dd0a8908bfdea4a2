# SPDX-License-Identifier: Apache-2.0
"""A plan without the e-mail addresses of people, which are kept nowhere: not in names, not in notes, not in fields."""

import re
from dataclasses import replace

from portfolio_desktop.base.text import clean, one_line
from portfolio_desktop.exchange.plans.plan_file import FieldValue, PlanFile, PlanResource, PlanTask

_ADDRESS = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def without_addresses(file: PlanFile) -> PlanFile:
    """The plan with every address taken out of its words."""
    project = file.project
    return replace(
        file,
        project=replace(
            project,
            title=_plain(project.title),
            author=_plain(project.author),
            manager=_plain(project.manager),
            company=_plain(project.company),
        ),
        tasks=tuple(_task(task) if _has_any(task) else task for task in file.tasks),
        calendars=tuple(replace(each, name=_plain(each.name)) for each in file.calendars),
        resources=tuple(_resource(each) for each in file.resources),
    )


def _plain(text: str) -> str:
    return _ADDRESS.sub("", text) if "@" in text else text


def _has_any(task: PlanTask) -> bool:
    words = (task.name, task.notes, task.hyperlink, task.code, *task.values.values())
    return any(isinstance(each, str) and "@" in each for each in words)


def _task(task: PlanTask) -> PlanTask:
    return replace(
        task,
        name=_plain(task.name),
        notes=_plain(task.notes),
        hyperlink=_plain(task.hyperlink),
        code=_plain(task.code),
        values={name: _value(value) for name, value in task.values.items()},
    )


def _value(value: FieldValue) -> FieldValue:
    return _plain(value) if isinstance(value, str) else value


def _resource(resource: PlanResource) -> PlanResource:
    return replace(
        resource,
        name=_name(resource),
        code=_plain(resource.code),
        group=_plain(resource.group),
        notes=_plain(resource.notes),
    )


def _name(resource: PlanResource) -> str:
    """What a resource is called. Of an address alone, only whose it is."""
    name = one_line(clean(_plain(resource.name)).text).strip(" <>()[],;")
    if name or "@" not in resource.name:
        return name or one_line(clean(_plain(resource.code)).text)
    return re.sub(r"[._]+", " ", resource.name.partition("@")[0]).strip().title()
