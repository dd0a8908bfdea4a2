# SPDX-License-Identifier: Apache-2.0
"""Several links at once: all that a task waits for as it was typed, a chain of chosen tasks, and taking such apart."""

from collections.abc import Sequence
from itertools import pairwise

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import linking
from portfolio_desktop.services.planning.sheet.typed import Wait
from portfolio_desktop.storage.changes import Change, Changes
from portfolio_desktop.storage.read import Reader


def wait_for(office: Office, task: Id, waits: Sequence[Wait]) -> Changes:
    """The task waits for these and nothing else: links are added, changed and taken away as that needs."""
    with office.reading() as reader:
        wanted = {_named(reader, wait.code): wait for wait in waits}
        kept = {before: id for id, before, after in _links(reader) if after == task}
        what = reader.titles(reader.catalogue.entity("task"), [task]).get(task, "")
    items: list[Change] = []
    gone = [id for before, id in kept.items() if before not in wanted]
    if gone:
        items += records.delete(office, "task_link", gone).items
    for before, wait in wanted.items():
        values: dict[str, Value] = {"kind": wait.kind, "lag": wait.lag, "lag_kind": wait.lag_kind}
        if before in kept:
            items += records.change(office, "task_link", kept[before], values).items
        else:
            items += linking.link(office, before, task, wait.kind, wait.lag, wait.lag_kind).items
    return Changes(_("Change what {what} waits for").format(what=what), tuple(items))


def chain(office: Office, tasks: Sequence[Id]) -> Changes:
    """Each of these tasks waits for the one before it, as far as it does not yet. Refuses fewer than two."""
    with office.reading() as reader:
        linked = {(before, after) for _id, before, after in _links(reader)}
    made = [linking.link(office, *pair) for pair in pairwise(tasks) if pair not in linked]
    if len(tasks) < 2:
        raise Refusal(
            _("Choose two tasks or more, in the order in which they are to be done, and link them then.")
        )
    if len(made) == 1:
        return made[0]
    label = ngettext("Link {count} task", "Link {count} tasks", len(tasks)).format(count=len(tasks))
    return Changes(label, tuple(item for each in made for item in each.items))


def take_apart(office: Office, tasks: Sequence[Id]) -> Changes:
    """Links among these tasks go; of a single one, all that it has."""
    chosen = set(tasks)
    with office.reading() as reader:
        found = [
            id
            for id, before, after in _links(reader)
            if (before in chosen and after in chosen) or (len(chosen) == 1 and {before, after} & chosen)
        ]
    if not found:
        raise Refusal(_("There is no link to take away among the tasks that are chosen."))
    return linking.unlink(office, found)


def _links(reader: Reader) -> list[tuple[Id, Id, Id]]:
    """Id, the task before and the task after of every link."""
    entity = reader.catalogue.entity("task_link")
    rows = reader.values(entity, ("predecessor_id", "task_id"))
    return [(id, before, after) for id, before, after in rows if before and after]


def _named(reader: Reader, code: str) -> Id:
    for entity, id in reader.by_code(code.upper()) or reader.by_code(code):
        if entity.name == "task":
            return id
    raise Refusal(
        _("There is no task with the code {code}. Codes stand in the column Code.").format(code=code)
    )
