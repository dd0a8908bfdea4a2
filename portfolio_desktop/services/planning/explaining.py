# SPDX-License-Identifier: Apache-2.0
"""Why a task is where it is, why a date cannot be kept, and what makes a project end when it does: in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.schedule.because import chain, story
from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.domain.schedule.clashes import conflict
from portfolio_desktop.domain.schedule.plan import Link
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.services.office import Office, record_of


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
        schedule = office.store.schedule([str(record["project_id"])])
    if task not in schedule.network.outline.of:
        text = _("{task} has no place in time yet. Give it a date or a link, and its project a start.")
        raise Refusal(text.format(task=record["code"] or record["title"]))
    leaf = _last_leaf(schedule, task)
    links = list(chain(schedule, leaf))
    found = conflict(schedule, task) or conflict(schedule, leaf)
    slot = schedule[task]
    return Why(
        task,
        moment(slot.start),
        moment(slot.finish),
        _sentence(story(schedule, leaf, links)),
        found.sentence if found else "",
        tuple(Id(link.predecessor) for link in links),
    )


def critical_path(office: Office, project: Id) -> tuple[Step, ...]:
    """The tasks that lead to the end of a project, the first one first, across projects where links do.

    Of several that finish last, those that lead to one of them. Empty where the project has no plan.
    """
    schedule = office.store.schedule([project])
    net = schedule.network
    last = schedule.last(id for id, node in net.node.items() if net.activity[node].project == project)
    if last is None:
        return ()
    links = list(chain(schedule, last))
    path = [last, *(link.predecessor for link in links)]
    return tuple(_step(schedule, id, links[n:]) for n, id in reversed(list(enumerate(path))))


def _step(schedule: Schedule, id: str, links: Sequence[Link]) -> Step:
    """A task, and the links that hold it from its own back."""
    slot = schedule[id]
    return Step(
        Id(id),
        schedule.network.outline.of[id].name,
        moment(slot.start),
        moment(slot.finish),
        _sentence(story(schedule, id, links)),
    )


def _last_leaf(schedule: Schedule, id: str) -> str:
    """The task itself; of a summary, the one under it that finishes last, which is why it ends when it does."""
    return schedule.last(schedule.network.outline.leaves(id)) or id


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
