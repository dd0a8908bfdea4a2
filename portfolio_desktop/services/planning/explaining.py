# SPDX-License-Identifier: Apache-2.0
"""Why a task is where it is, why a date cannot be kept, and what makes a project end when it does: in sentences."""

from dataclasses import dataclass
from datetime import datetime

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.schedule.because import because, chain
from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.domain.schedule.clashes import conflict
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.plans import schedule_in


@dataclass(frozen=True, slots=True)
class Why:
    """`because` says why a task is no earlier; `conflict` what cannot be kept, empty where all can.

    `chain` are the tasks that hold it, from the nearest back to the one that nothing holds. A dependency may be one.
    """

    task: Id
    starts: datetime
    finishes: datetime
    because: str
    conflict: str
    chain: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One task on the way to the end of a project."""

    task: Id
    title: str
    starts: datetime
    finishes: datetime
    because: str


def why(office: Office, task: Id) -> Why:
    """Refuses a task that no dates follow for."""
    with office.reading() as reader:
        record = record_of(reader, "task", task)
        schedule = schedule_in(reader, [Id(str(record["project_id"]))])
    if task not in schedule.network.outline.of:
        text = _("{task} has no place in time yet. Give it a date or a link, and its project a start.")
        raise Refusal(text.format(task=record["code"] or record["title"]))
    leaf = _last_leaf(schedule, task)
    found = conflict(schedule, task) or conflict(schedule, leaf)
    slot = schedule[task]
    return Why(
        task,
        moment(slot.start),
        moment(slot.finish),
        _sentence(because(schedule, leaf)),
        found.sentence if found else "",
        tuple(Id(link.predecessor) for link in chain(schedule, leaf)),
    )


def critical_path(office: Office, project: Id) -> tuple[Step, ...]:
    """The tasks that lead to the end of a project, the first one first, across projects where links do.

    Of several that finish last, those that lead to one of them. Empty where the project has no plan.
    """
    with office.reading() as reader:
        schedule = schedule_in(reader, [project])
    leaves = [
        id
        for id in schedule.network.node
        if schedule.network.activity[schedule.network.node[id]].project == project
    ]
    if not leaves:
        return ()
    last = max(leaves, key=lambda id: (schedule[id].finish, schedule[id].start))
    path = [last, *(link.predecessor for link in chain(schedule, last))]
    return tuple(_step(schedule, id) for id in reversed(path))


def _step(schedule: Schedule, id: str) -> Step:
    slot = schedule[id]
    return Step(
        Id(id),
        schedule.network.outline.of[id].name,
        moment(slot.start),
        moment(slot.finish),
        _sentence(because(schedule, id)),
    )


def _last_leaf(schedule: Schedule, id: str) -> str:
    """The task itself; of a summary, the one under it that finishes last, which is why it ends when it does."""
    if id in schedule.network.node:
        return id
    return max(schedule.network.outline.leaves(id), key=lambda leaf: schedule[leaf].finish)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
