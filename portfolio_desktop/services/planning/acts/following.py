# SPDX-License-Identifier: Apache-2.0
"""Milestones of the register that follow a task of their plan, so that one date is kept in one place."""

from collections.abc import Sequence

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes


def follow(office: Office, milestones: Sequence[Id], task: Id, *, start: bool = False) -> Changes:
    """Milestones are forecast for the finish of `task`, or its `start`, from now on. Refuses one of another project."""
    values = {"task_id": task, "task_date": "start" if start else None}
    changes = records.change_many(office, "milestone", milestones, values)
    what = _named(office, "milestone", milestones[0])
    if len(milestones) > 1:
        what = ngettext("{count} milestone", "{count} milestones", len(milestones)).format(
            count=len(milestones)
        )
    text = ngettext("{what} follows {task}", "{what} follow {task}", len(milestones))
    return Changes(text.format(what=what, task=_named(office, "task", task)), changes.items)


def let_be(office: Office, milestones: Sequence[Id]) -> Changes:
    """Milestones follow no task any more, and keep the dates that they had from it."""
    changes = records.change_many(office, "milestone", milestones, {"task_id": None, "task_date": None})
    what = _named(office, "milestone", milestones[0])
    return Changes(_("{what} follows no task").format(what=what), changes.items)


def watch(office: Office, task: Id) -> Changes:
    """A new milestone of the register that follows `task`, with its title and its owner."""
    with office.reading() as reader:
        followed = record_of(reader, "task", task)
    values = {
        "project_id": followed["project_id"],
        "title": followed["title"],
        "owner_id": followed["owner_id"],
        "task_id": task,
    }
    changes = records.create(office, "milestone", values)
    label = _("Add a milestone that follows {task}").format(task=_named(office, "task", task))
    return Changes(label, changes.items)


def _named(office: Office, entity: str, id: Id) -> str:
    definition = office.catalogue.entity(entity)
    with office.reading() as reader:
        return records.name_of(definition, definition.values(record_of(reader, entity, id)))
