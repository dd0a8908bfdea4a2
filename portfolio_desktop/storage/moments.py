# SPDX-License-Identifier: Apache-2.0
"""Earlier moments of one register: what has been touched since, how it was then, and every value it ever had."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, false, func, not_, or_, select

from portfolio_desktop.base.clock import next_tick, tick_time
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.storage.edits import CREATED, DELETED, read_plain
from portfolio_desktop.storage.replay import EDITS, Frontier, fold
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM


class Said(NamedTuple):
    """One value that a record was given. A creation gives all at once, a deletion none."""

    change_set: int
    made: datetime  # in UTC
    author: str
    label: str
    record: str
    values: dict[str, Any]
    gone: bool | None  # True: deleted; False: made or brought back


_ACT = (CHANGE_SET.c.number, EDIT.c.tick, CHANGE_SET.c.author, CHANGE_SET.c.label)


def frontier_at(connection: Connection, moment: datetime) -> Frontier:
    """Where the log stood at `moment` (with a time zone): what had been made before it."""
    statement = (
        select(STREAM.c.name, func.max(EDIT.c.place))
        .join(EDIT, EDIT.c.stream == STREAM.c.number)
        .where(EDIT.c.tick < next_tick(int(moment.timestamp() * 1000), 0))
        .group_by(STREAM.c.name)
    )
    return dict(connection.execute(statement).all())


def touched_since(
    connection: Connection, entity: str, frontier: Frontier, record: str | None = None
) -> dict[str, dict[str, Any] | None]:
    """The records of a register (or the one `record`) that have edits after `frontier`, with their plain values as they were.

    None for a record that was not there. Whatever is not among them is as it was.
    """
    seen = _seen(frontier)
    touched = (
        select(EDIT.c.record)
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
        .where(EDIT.c.entity == entity, not_(seen))
    )
    if record is not None:
        touched = touched.where(EDIT.c.record == record)
    with uncollected():
        records = set(connection.execute(touched).scalars())
        then = EDITS.where(EDIT.c.entity == entity, EDIT.c.record.in_(touched), seen)
        state = fold(connection.execute(then).all()).get(entity, {})
    return {record: state.get(record) for record in records}


def life(
    connection: Connection, entity: str, fields: Collection[str], record: str | None = None
) -> Iterator[Said]:
    """Every value that `fields` of a register, or of one record, were given; the earliest first."""
    statement = (
        select(*_ACT, EDIT.c.record, EDIT.c.field, EDIT.c.value)
        .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
        .where(EDIT.c.entity == entity, EDIT.c.field.in_((CREATED, DELETED, *fields)))
        .order_by(EDIT.c.tick, EDIT.c.seq)
    )
    if record is not None:
        statement = statement.where(EDIT.c.record == record)
    for *act, id, field, value in connection.execute(statement).all():
        number, tick, author, label = act
        plain = read_plain(value) if value is not None else None
        if field == CREATED:
            values, gone = {name: (plain or {}).get(name) for name in fields}, False
        elif field == DELETED:
            values, gone = {}, bool(plain)
        else:
            values, gone = {field: plain}, None
        yield Said(number, tick_time(tick), author, label, id, values, gone)


def _seen(frontier: Frontier) -> ColumnElement[bool]:
    within = [and_(STREAM.c.name == name, EDIT.c.place <= place) for name, place in frontier.items()]
    return or_(false(), *within)
