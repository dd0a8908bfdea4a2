# SPDX-License-Identifier: Apache-2.0
"""Who changed what, when, from what to what; and what would take it back. All of it read from the log."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, not_, or_, select

from portfolio_desktop.base.clock import next_tick, tick_time
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.storage.changes import Why
from portfolio_desktop.storage.connect import rows, slices
from portfolio_desktop.storage.edits import CREATED, DELETED, HEADER, read_plain, split_tags
from portfolio_desktop.storage.replay import Frontier
from portfolio_desktop.storage.schema import CHANGE_SET, CURRENT, EDIT, FORMER, STREAM
from portfolio_desktop.storage.travel.outgoing import origin

_IN_ONE_QUERY = 1000
_NAMES = "SELECT key, value FROM meta WHERE key IN (?, ?)"
_BY_SOMEBODY = CHANGE_SET.c.why != str(Why.UPKEEP)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One act of a person, as the log holds it. `made` is in UTC."""

    id: str
    label: str
    why: Why
    author: str
    made: datetime
    reverses: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one record. A creation and a deletion have no `field`; `old` and `new` are then None.

    Of what settled a disagreement `olds` are all the values that there were. `line` is the line of the log that it stands in, and
    `seq` its number in this file.
    """

    change_set: ChangeSet
    entity: str
    record: Id
    event: str  # "created", "changed", "deleted" or "restored"
    field: str
    old: Value
    new: Value
    olds: tuple[Value, ...] = ()
    line: str = ""
    seq: int = 0


def newest_change_sets(connection: Connection, author: str) -> Iterator[ChangeSet]:
    """Every act that `author` made in this file, the last first, read as they are asked for. Not what others sent."""
    opening = (
        select(EDIT.c.record)
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
        .where(EDIT.c.record == CHANGE_SET.c.id, made_here(connection, author))
    )
    newest_first = (
        select(CHANGE_SET).where(opening.exists(), _BY_SOMEBODY).order_by(CHANGE_SET.c.number.desc())
    )
    for row in connection.execute(newest_first, execution_options={"yield_per": 20}):
        yield _change_set(row)


def own_streams(connection: Connection) -> tuple[str, ...]:
    """The streams that this file has been written under, the present one first."""
    told: dict[str, str] = dict(rows(connection, _NAMES, (CURRENT, FORMER)))
    return (told.get(CURRENT, ""), *json.loads(told.get(FORMER, "[]")))


def made_here(connection: Connection, author: str) -> ColumnElement[bool]:
    """Whether an edit, in a statement with its stream and its change set, was made in this file.

    A stream that this file wrote before may be that of the file it was copied from, at which somebody else goes on working.
    """
    present, *former = own_streams(connection)
    return or_(STREAM.c.name == present, and_(STREAM.c.name.in_(former), CHANGE_SET.c.author == author))


def made_on(connection: Connection, records: Collection[str]) -> dict[str, str]:
    """The stream on which each of these was made."""
    statement = (
        select(EDIT.c.record, STREAM.c.name)
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
        .where(EDIT.c.field == CREATED)
        .order_by(EDIT.c.tick.desc())
    )
    found: dict[str, str] = {}
    for some in slices(sorted(records)):
        found |= {
            record: origin(name)
            for record, name in connection.execute(statement.where(EDIT.c.record.in_(some)))
        }
    return found


def recent_change_sets(
    connection: Connection,
    *,
    since: datetime | None = None,
    after: Frontier | None = None,
    limit: int = 50,
    by_time: bool = False,
) -> list[tuple[ChangeSet, int]]:
    """The last change sets with how many edits each has, the newest first: in the order of arrival here, or of when they were
    made.

    `since` (with a time zone) leaves out those made before it, `after` those that had arrived at that frontier.
    """
    statement = (
        select(CHANGE_SET, func.count().label("size"))
        .join(EDIT, EDIT.c.change_set == CHANGE_SET.c.number)
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
        .where(EDIT.c.entity != HEADER, _BY_SOMEBODY)
        .group_by(CHANGE_SET.c.number)
        .order_by(*([CHANGE_SET.c.tick.desc()] if by_time else []), CHANGE_SET.c.number.desc())
        .limit(limit)
    )
    rows = connection.execute(_arrived(statement, since, after))
    return [(_change_set(row), row.size) for row in rows]


def recent_steps(
    connection: Connection,
    catalogue: Catalogue,
    *,
    since: datetime | None = None,
    after: Frontier | None = None,
    limit: int = 500,
) -> list[Step]:
    """The last changes of anything that people meet, the newest first; `since` and `after` as for `recent_change_sets`."""
    met = EDIT.c.entity.in_([entity.name for entity in catalogue.seen])
    statement = (
        _arrived(STEPS.where(_BY_SOMEBODY, met), since, after).order_by(EDIT.c.seq.desc()).limit(limit)
    )
    return _told(connection, catalogue, statement)


def steps(
    connection: Connection, catalogue: Catalogue, *, record: Id | None = None, change_set: str | None = None
) -> list[Step]:
    """What was done to one record, or in one change set, or ever; in the order of arrival."""
    statement = STEPS.order_by(EDIT.c.seq)
    if record is not None:
        statement = statement.where(EDIT.c.record == record)
    if change_set is not None:
        statement = statement.where(CHANGE_SET.c.id == change_set)
    return _told(connection, catalogue, statement)


STEPS = (
    select(
        EDIT,
        CHANGE_SET.c.id.label("set_id"),
        CHANGE_SET.c.label,
        CHANGE_SET.c.why,
        CHANGE_SET.c.author,
        CHANGE_SET.c.reverses,
        STREAM.c.name.label("line"),
    )
    .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
    .join(STREAM, STREAM.c.number == EDIT.c.stream)
    .where(EDIT.c.entity != HEADER)
)


def edit_counts(connection: Connection, records: Sequence[Id]) -> dict[Id, int]:
    """How often each of these records was edited, whoever did it: it only ever grows."""
    found: dict[Id, int] = {}
    for some in slices(list(dict.fromkeys(records))):
        statement = select(EDIT.c.record, func.count()).where(EDIT.c.record.in_(some)).group_by(EDIT.c.record)
        found |= {Id(record): count for record, count in connection.execute(statement)}
    return found


def field_steps(connection: Connection, catalogue: Catalogue, record: Id, field: str) -> list[Step]:
    """What one field of a record was ever given, in the order of arrival: with the record, or later."""
    chosen = EDIT.c.field.in_((field, CREATED))
    statement = STEPS.where(EDIT.c.record == record, chosen).order_by(EDIT.c.seq)
    known = [entity.name for entity in catalogue.entities]
    rows = connection.execute(statement.where(EDIT.c.entity.in_(known))).all()
    before = parent_values(connection, rows)
    found: list[Step] = []
    for row in rows:
        step = step_of(row, catalogue, before)
        if row.field == CREATED:
            plain = read_plain(row.value) if row.value is not None else None
            first = typed(catalogue.entity(row.entity), field, (plain or {}).get(field))
            if first is None:
                continue
            step = replace(step, event="changed", field=field, new=first)
        found.append(step)
    return found


def corrected(
    connection: Connection, wanted: Mapping[Id, Collection[str]]
) -> dict[tuple[Id, str], ChangeSet]:
    """Of fields of records, those that somebody has changed since an import gave the record, with the last such act."""
    found: dict[tuple[Id, str], ChangeSet] = {}
    imported: set[tuple[Id, str]] = set()
    names = {CREATED, *(name for fields in wanted.values() for name in fields)}
    for some in slices(list(wanted)):
        chosen = and_(EDIT.c.record.in_(some), EDIT.c.field.in_(names))
        for row in connection.execute(STEPS.where(chosen).order_by(EDIT.c.tick, EDIT.c.seq)):
            fields = wanted[row.record]
            for key in ((row.record, name) for name in fields if row.field in (CREATED, name)):
                if row.why == Why.IMPORT:
                    imported.add(key)
                    found.pop(key, None)
                elif key in imported:
                    found[key] = _change_set(row, row.set_id)
    return found


def _arrived(statement: Select[Any], since: datetime | None, after: Frontier | None) -> Select[Any]:
    """Of the edits that `statement` reads, those of change sets made at `since` or later that `after` had not seen."""
    if since is not None:
        statement = statement.where(CHANGE_SET.c.tick >= next_tick(int(since.timestamp() * 1000), 0))
    if after is not None:
        seen = [and_(STREAM.c.name == name, EDIT.c.place <= place) for name, place in after.items()]
        statement = statement.where(not_(or_(false(), *seen)))
    return statement


def _told(connection: Connection, catalogue: Catalogue, statement: Select[Any]) -> list[Step]:
    known = [entity.name for entity in catalogue.entities]
    rows = connection.execute(statement.where(EDIT.c.entity.in_(known))).all()
    before = parent_values(connection, rows)
    return [step_of(row, catalogue, before) for row in rows]


def _change_set(row: Row[Any], id: str | None = None) -> ChangeSet:
    return ChangeSet(id or row.id, row.label, _why(row.why), row.author, tick_time(row.tick), row.reverses)


_ACTS = frozenset(Why)


def _why(word: str) -> Why:
    """What kind of act it was; of one that a newer version knows, an edit."""
    return Why(word) if word in _ACTS else Why.EDIT


def step_of(row: Row[Any], catalogue: Catalogue, before: Mapping[bytes, tuple[str, Any]]) -> Step:
    """What one of `STEPS` did, where `before` says what the edits were that it replaced."""
    entity = catalogue.entity(row.entity)
    done = _change_set(row, row.set_id)
    plain = read_plain(row.value) if row.value is not None else None
    where: dict[str, Any] = {"line": row.line, "seq": row.seq}
    if row.field == CREATED:
        return Step(done, row.entity, Id(row.record), "created", "", None, None, **where)
    if row.field == DELETED:
        event = "deleted" if plain else "restored"
        return Step(done, row.entity, Id(row.record), event, "", None, None, **where)
    olds = [
        typed(entity, row.field, (said or {}).get(row.field) if field == CREATED else said)
        for field, said in (before[tag] for tag in split_tags(row.parents) if tag in before)
    ]
    return Step(
        done,
        row.entity,
        Id(row.record),
        "changed",
        row.field,
        olds[-1] if olds else None,
        typed(entity, row.field, plain),
        tuple(olds) if any(old != olds[0] for old in olds) else (),
        **where,
    )


def typed(entity: Entity, field: str, plain: Any) -> Value:
    """A plain value as the field holds it; None of a field that is not known here.

    What was written while an own field was of another kind is not known by now, with its words.
    """
    if not entity.keeps(field):
        return None
    try:
        return from_plain(entity.field(field).kind, plain)
    except (ArithmeticError, TypeError, ValueError):
        return Unknown(str(plain))


def parent_values(connection: Connection, rows: Sequence[Row[Any]]) -> dict[bytes, tuple[str, Any]]:
    """Field and plain value of every edit that `rows` replace, by tag."""
    wanted = sorted(
        {tag for row in rows if row.field not in (CREATED, DELETED) for tag in split_tags(row.parents)}
    )
    found: dict[bytes, tuple[str, Any]] = {}
    for start in range(0, len(wanted), _IN_ONE_QUERY):
        some = wanted[start : start + _IN_ONE_QUERY]
        statement = select(EDIT.c.tag, EDIT.c.field, EDIT.c.value).where(EDIT.c.tag.in_(some))
        for tag, field, value in connection.execute(statement):
            found[tag] = (field, read_plain(value) if value is not None else None)
    return found
