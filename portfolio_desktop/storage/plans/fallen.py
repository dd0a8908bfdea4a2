# SPDX-License-Identifier: Apache-2.0
"""Links that are not followed: with others, laid by people unaware of each other, they have tasks wait for each other.

Of a circle the link that was laid last falls, on every laptop the same one, so that dates follow from the rest. It stays in its
register, and stands again once the circle is open. A cache like the dates, made anew with them.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED
from portfolio_desktop.storage.merge.disputes import Act, act_of, edits_of
from portfolio_desktop.storage.plans.table import FALLEN
from portfolio_desktop.storage.replay import ORDER
from portfolio_desktop.storage.schema import EDIT, STREAM

_COLUMNS = "link, entity, project, circle"
_ENDS = (CREATED, "task_id", "predecessor_id", "giver_task_id", "rests_on")


class Fallen(NamedTuple):
    """A link that is not followed, and all that were in the circle with it, itself among them."""

    link: str
    entity: str
    circle: tuple[str, ...]


def laid_last(connection: Connection, links: Collection[str]) -> tuple[str, str] | None:
    """The link whose ends were said last, and its entity; None where the log knows none of them."""
    found = []
    for some in slices(sorted(links)):
        statement = (
            select(*ORDER, EDIT.c.record, EDIT.c.entity)
            .join(STREAM, STREAM.c.number == EDIT.c.stream)
            .where(EDIT.c.record.in_(some), EDIT.c.field.in_(_ENDS))
            .order_by(*(column.desc() for column in ORDER))
            .limit(1)
        )
        found += [tuple(row) for row in connection.execute(statement)]
    return max(found)[-2:] if found else None


def laid_by(connection: Connection, links: Collection[str]) -> dict[str, Act]:
    """Who said last what each of some links leads to; in the order in which they count."""
    found = []
    for some in slices(sorted(links)):
        statement = (
            select(*ORDER, EDIT.c.record)
            .join(STREAM, STREAM.c.number == EDIT.c.stream)
            .where(EDIT.c.record.in_(some), EDIT.c.field.in_(_ENDS))
        )
        found += [tuple(row) for row in connection.execute(statement)]
    last = {link: tag for *_place, tag, link in sorted(found)}
    edits = edits_of(connection, last.values())
    order = sorted(last, key=lambda link: max(row for row in found if row[-1] == link))
    return {link: act_of(edits[last[link]]) for link in order}


def keep_fallen(connection: Connection, projects: Collection[str], found: Iterable[Fallen]) -> None:
    """Note those of `projects`, in the place of all that were."""
    some_project = min(projects, default="")
    for some in slices(sorted(projects)):
        marks = ", ".join("?" * len(some))
        connection.exec_driver_sql(f"DELETE FROM {FALLEN} WHERE project IN ({marks})", tuple(some))  # noqa: S608
    for each in found:
        connection.exec_driver_sql(
            f"INSERT OR REPLACE INTO {FALLEN} ({_COLUMNS}) VALUES (?, ?, ?, ?)",  # noqa: S608
            (each.link, each.entity, some_project, " ".join(each.circle)),
        )


def fallen(connection: Connection) -> list[Fallen]:
    """All there are."""
    there = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = ?", (FALLEN,)).first()
    if there is None:  # a workspace of a catalogue without plans
        return []
    rows = connection.exec_driver_sql(f"SELECT link, entity, circle FROM {FALLEN} ORDER BY link")  # noqa: S608
    return [Fallen(link, entity, tuple(circle.split())) for link, entity, circle in rows]
