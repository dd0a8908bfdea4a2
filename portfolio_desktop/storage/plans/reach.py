# SPDX-License-Identifier: Apache-2.0
"""How far an edit reaches: its project, and from there all whose tasks wait for it or are waited for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, DELETED, Line

_WHOLE_RECORD = {CREATED, DELETED}

_OF_A_TASK = frozenset(
    {
        *("project_id", "parent_id", "title", "kind", "status", "owner_id", "calendar_id"),
        *("scheduling", "start", "end", "start_actual", "end_actual", "percent_done", "duration", "elapsed"),
        *("condition", "condition_at", "deadline", "levelling_priority"),
    }
)
_BEARS_ON_DATES: Mapping[str, frozenset[str]] = {
    "task": _OF_A_TASK,
    "task_link": frozenset({"task_id", "predecessor_id", "kind", "lag", "lag_kind"}),
    "dependency": frozenset(
        {"task_id", "giver_task_id", "rests_on", "promised", "delivered_on", "status", "title"}
    ),
    "project": frozenset({"start", "must_finish", "plan_status", "calendar_id", "portfolio_id"}),
    "portfolio": frozenset({"calendar_id"}),
    "person": frozenset({"calendar_id", "pattern"}),
    "calendar": frozenset(
        [
            "parent_id",
            "holidays",
            "hours_a_day",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ]
    ),
    "calendar_exception": frozenset({"calendar_id", "first", "last", "hours"}),
}
"""The fields on which dates depend, by entity."""

_ANOTHER_SHAPE = {CREATED, DELETED, "project_id", "parent_id"}

_PROJECT_OF = {
    "task": "SELECT project_id FROM task WHERE id IN ({marks})",
    "task_link": (
        "SELECT project_id FROM task JOIN task_link ON task.id IN (task_id, predecessor_id) "
        "WHERE task_link.id IN ({marks})"
    ),
    "dependency": (
        "SELECT task.project_id FROM task JOIN dependency ON task.id IN (dependency.task_id, giver_task_id) "
        "WHERE dependency.id IN ({marks})"
    ),
    "project": "SELECT id FROM project WHERE id IN ({marks})",
}
"""Which projects a record has a part in. A record of any other entity that bears on dates has one in all of them."""

_TIES = """
SELECT DISTINCT giver.project_id, taker.project_id FROM task_link
    JOIN task AS giver ON giver.id = predecessor_id JOIN task AS taker ON taker.id = task_id
WHERE giver.project_id <> taker.project_id
UNION
SELECT DISTINCT giver.project_id, taker.project_id FROM dependency
    JOIN task AS giver ON giver.id = giver_task_id JOIN task AS taker ON taker.id = dependency.task_id
WHERE giver.project_id <> taker.project_id
"""


def has_plans(catalogue: Catalogue) -> bool:
    """Whether a workspace of this catalogue keeps all that dates follow from."""
    return all(catalogue.knows(entity) for entity in _BEARS_ON_DATES)


def projects_of(connection: Connection, catalogue: Catalogue, lines: Iterable[Line]) -> frozenset[str]:
    """The projects whose dates may change with `lines`. Ask before and after they are carried out: each knows its own."""
    if not has_plans(catalogue):
        return frozenset()
    touched: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if _bears_on_dates(line):
            touched[line.entity].add(line.record)
    if touched.keys() - _PROJECT_OF.keys():
        return every_project(connection)
    found: set[str] = set()
    for entity, records in touched.items():
        found |= {project for (project,) in _for(connection, _PROJECT_OF[entity], records)}
    return frozenset(found)


def there(connection: Connection, catalogue: Catalogue, records: Iterable[tuple[str, str]]) -> set[str]:
    """Which of these, given as entity and id, are in their registers: of those that dates can depend on."""
    by_entity: dict[str, set[str]] = defaultdict(set)
    for entity, record in records if has_plans(catalogue) else ():
        if entity in _BEARS_ON_DATES:
            by_entity[entity].add(record)
    found: set[str] = set()
    for entity, ids in by_entity.items():
        statement = f"SELECT id FROM {entity} WHERE id IN ({{marks}})"  # noqa: S608
        found |= {id for (id,) in _for(connection, statement, ids)}
    return found


def every_project(connection: Connection) -> frozenset[str]:
    """All that have tasks."""
    return frozenset(connection.exec_driver_sql("SELECT DISTINCT project_id FROM task").scalars())


def groups(connection: Connection, projects: Collection[str]) -> Iterator[frozenset[str]]:
    """`projects`, each group with every other that hangs together with it."""
    beside, left = _ties(connection), set(projects)
    while left:
        together = _reached(beside, [left.pop()])
        left -= together
        yield together


def edited_tasks(lines: Iterable[Line]) -> frozenset[str] | None:
    """The tasks whose dates `lines` edit, where they do nothing else that bears on dates. None where they do."""
    found = set()
    for line in filter(_bears_on_dates, lines):
        if line.entity != "task" or line.field in _ANOTHER_SHAPE:
            return None
        found.add(line.record)
    return frozenset(found)


def hanging_together(connection: Connection, projects: Collection[str]) -> frozenset[str]:
    """`projects`, and every other that gives to or takes from one of those that are reached."""
    return _reached(_ties(connection), projects)


def _ties(connection: Connection) -> Mapping[str, set[str]]:
    """Of each project that gives to others or takes from them, which these are."""
    beside: dict[str, set[str]] = defaultdict(set)
    for giver, taker in connection.exec_driver_sql(_TIES):
        beside[giver].add(taker)
        beside[taker].add(giver)
    return beside


def _reached(beside: Mapping[str, set[str]], projects: Collection[str]) -> frozenset[str]:
    reached, waiting = set(projects), list(projects)
    while waiting:
        new = beside.get(waiting.pop(), set()) - reached
        reached |= new
        waiting.extend(new)
    return frozenset(reached)


def _for(connection: Connection, statement: str, values: Collection[str]) -> Iterator[tuple[Any, ...]]:
    for some in slices(sorted(values)):
        marks = ", ".join("?" * len(some))
        yield from map(tuple, connection.exec_driver_sql(statement.format(marks=marks), tuple(some)))


def _bears_on_dates(line: Line) -> bool:
    return line.field in _BEARS_ON_DATES.get(line.entity, ()) or (
        line.field in _WHOLE_RECORD and line.entity in _BEARS_ON_DATES
    )
