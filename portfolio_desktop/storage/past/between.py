# SPDX-License-Identifier: Apache-2.0
"""What lies between two moments of the log: each record that was touched, as it stood at both, and who touched what of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, not_, or_, select

from portfolio_desktop.base.clock import tick_time
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, read_plain
from portfolio_desktop.storage.past.arrivals import Arrivals
from portfolio_desktop.storage.replay import EDITS, Frontier, Register, folded
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM

Plain = Mapping[str, Any]
"""Values in plain form, by field."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One edit: who made it, when, and when it came to this file (None: it was made here), both in UTC."""

    author: str
    made: datetime
    arrived: datetime | None


@dataclass(slots=True)
class Met:
    """A record that was touched. `was` and `now` are None where it was not there; `touches` are the last of each field.

    `late` are those touches that were made before the earlier moment and not known then, each with its plain value.
    """

    entity: str
    record: str
    was: Plain | None
    now: Plain | None
    touches: dict[str, Touch] = field(default_factory=dict)
    late: dict[str, tuple[Touch, Any]] = field(default_factory=dict)

    def touch(self, name: str) -> Touch | None:
        """Who gave a field the value it has: in an edit of its own, or with the record."""
        return self.touches.get(name) or self.touches.get(CREATED)


def between(
    connection: Connection,
    entities: Collection[str],
    before: Frontier,
    after: Frontier | None,
    tick: int | None,
    *,
    late_alone: bool = False,
) -> list[Met]:
    """The records of some registers that differ, or may, between two moments; `after` None is now.

    `tick` is when the earlier moment was, by the clock of the log: what was made before it and came after it is late. With
    `late_alone` only records of which something is.
    """
    if late_alone and tick is None:
        return []
    apart = not_(_seen(before)) if after is None else _seen(before) != _seen(after)
    statement = (
        select(
            EDIT.c.record,
            EDIT.c.entity,
            EDIT.c.field,
            EDIT.c.tick,
            EDIT.c.seq,
            CHANGE_SET.c.author,
            EDIT.c.value,
        )
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
        .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
        .where(EDIT.c.entity.in_(entities), apart)
        .order_by(EDIT.c.tick, EDIT.c.seq)
    )
    if late_alone:
        statement = statement.where(EDIT.c.tick < tick)
    found: dict[str, Met] = {}
    arrivals = Arrivals.read(connection)
    with uncollected():
        for record, entity, name, at, seq, author, value in connection.execute(statement):
            met = found.setdefault(record, Met(entity, record, None, None))
            touch = met.touches[name] = Touch(author, tick_time(at), arrivals.of(seq))
            if tick is not None and at < tick:
                met.late[name] = touch, read_plain(value) if value is not None else None
        states = [_states(connection, found, frontier) for frontier in (before, after)]
    for record, met in found.items():
        met.was, met.now = (_shown(state.get(record)) for state in states)
    return list(found.values())


def _states(
    connection: Connection, records: Collection[str], frontier: Frontier | None
) -> dict[str, Register]:
    found: dict[str, Register] = {}
    for some in slices(sorted(records)):
        found |= folded(connection.execute(EDITS.where(EDIT.c.record.in_(some))).all(), frontier)
    return found


def _shown(register: Register | None) -> Plain | None:
    return register.values() if register and register.created and not register.hidden else None


def _seen(frontier: Frontier) -> ColumnElement[bool]:
    within = [and_(STREAM.c.name == name, EDIT.c.place <= place) for name, place in frontier.items()]
    return or_(false(), *within)
