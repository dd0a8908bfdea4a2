# SPDX-License-Identifier: Apache-2.0
"""What people, unaware of each other, have said differently: each value with who gave it, when and where, and what all
started from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from portfolio_desktop.base.clock import tick_time
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.storage.changes import Why
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, DELETED, read_plain, split_tags
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.merge.claims import claims_of
from portfolio_desktop.storage.merge.unsettled import Kind, Unsettled
from portfolio_desktop.storage.replay import Register, registers_of
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM
from portfolio_desktop.storage.travel.outgoing import origin


@dataclass(frozen=True, slots=True)
class Act:
    """Who did it, when (in UTC, by the clock of that laptop), and the stream under which that laptop writes."""

    author: str
    made: datetime
    stream: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several values of a field. `gone` says that the record was deleted instead of given a value."""

    value: Value
    act: Act
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """Something for a person to decide. Of a field `claims` are its live values, the one that is shown last, and `base` is
    what they all started from; of a deleted record they are the deletions, and then what was done all the same.
    """

    kind: Kind
    entity: str
    record: Id
    field: str
    claims: tuple[Claim, ...]
    base: Value = None
    other: str = ""  # CIRCLE: the parent that was chosen last; DELETED: the part that keeps the record


def disputes(connection: Connection, catalogue: Catalogue) -> list[Dispute]:
    """All that wait for a decision. What merely has not arrived yet (ADRIFT) is nobody's to decide."""
    waiting = [
        one
        for one in unsettled.everything(connection)
        if one.kind is not Kind.ADRIFT and catalogue.knows(one.entity)
    ]
    registers = registers_of(connection, {one.record for one in waiting})
    reader = _Reader(connection, catalogue, registers)
    return [dispute for one in waiting if (dispute := reader.dispute(one)).claims]


class _Reader:
    def __init__(
        self, connection: Connection, catalogue: Catalogue, registers: Mapping[str, Register]
    ) -> None:
        self._connection, self._catalogue, self._registers = connection, catalogue, registers

    def dispute(self, one: Unsettled) -> Dispute:
        register = self._registers[one.record]
        entity = self._catalogue.entity(one.entity)
        if one.kind is Kind.DELETED:
            claims, base = self._deletions(register), None
        elif one.kind is Kind.CIRCLE:
            claims, base = self._values(entity, one.field, list(register.claims(one.field))[-1:])
        else:
            tags = list(claims_of(self._connection, one.record, register, one.field))
            claims, base = self._values(entity, one.field, tags)
        return Dispute(one.kind, one.entity, Id(one.record), one.field, claims, base, one.other)

    def _values(self, entity: Entity, field: str, tags: list[bytes]) -> tuple[tuple[Claim, ...], Value]:
        edits = {tag: self._said_first(edit, field) for tag, edit in self._edits(tags).items()}
        claims = tuple(
            Claim(_value(entity, field, edits[tag]), act_of(edits[tag])) for tag in tags if tag in edits
        )
        from_what = {split_tags(edit.parents)[-1:][0] for edit in edits.values() if edit.parents}
        if len(from_what) == 1:
            before = self._edits(from_what)
            for edit in before.values():
                return claims, _value(entity, field, edit)
        return claims, None

    def _deletions(self, register: Register) -> tuple[Claim, ...]:
        """Who deleted the record, and who went on with it without knowing."""
        gone = [tag for tag, (deleted, _seen) in register.deletions.items() if deleted]
        seen = {tag for tags in (register.deletions[tag][1] for tag in gone) for tag in tags}
        later = sorted(register.live() - seen)
        edits = {tag: self._deleted_first(edit) for tag, edit in self._edits([*gone, *later]).items()}
        found = [Claim(None, act_of(edits[tag]), gone=tag in gone) for tag in (*gone, *later) if tag in edits]
        return tuple(sorted(found, key=lambda claim: (not claim.gone, claim.act.made)))

    def _deleted_first(self, edit: Row[Any]) -> Row[Any]:
        """The same of a deletion: it had seen what that one had seen."""
        while edit.field == DELETED and edit.why == Why.UNDO:
            seen = set(split_tags(edit.parents))
            ended = self._acts_of(seen)
            earlier = self._acts_of(tag for each in ended for tag in split_tags(each.parents))
            alike = [each for each in earlier if set(split_tags(each.parents)) <= seen]
            if not alike:
                break
            edit = alike[-1]
        return edit

    def _acts_of(self, tags: Iterable[bytes]) -> list[Row[Any]]:
        return not_followed(each for each in self._edits(tags).values() if each.field == DELETED)

    def _said_first(self, edit: Row[Any], field: str) -> Row[Any]:
        """The edit itself; or where an undo brought a disagreement back, the one of those settled then that said the same."""
        while edit.why == Why.UNDO:
            settled = split_tags(edit.parents)
            earlier = self._edits(
                tag for each in self._edits(settled).values() for tag in split_tags(each.parents)
            )
            said = {each.tag: _plain(each, field) for each in earlier.values()}
            alike = [tag for tag, plain in said.items() if plain == _plain(edit, field)]
            if len(settled) > 1 or len(alike) in (0, len(said)):  # there was no disagreement
                break
            edit = earlier[alike[-1]]
        return edit

    def _edits(self, tags: Iterable[bytes]) -> dict[bytes, Row[Any]]:
        return edits_of(self._connection, tags)


def not_followed(acts: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The deletions and returns of one record that none of the others has followed; each names all that it knew of."""
    every = list(acts)
    followed = {tag for each in every for tag in split_tags(each.parents)}
    return [each for each in every if each.tag not in followed]


def edits_of(connection: Connection, tags: Iterable[bytes]) -> dict[bytes, Row[Any]]:
    """The edits with these tags, each with its change set and the `name` of its line."""
    statement = (
        select(EDIT.c.tag, EDIT.c.field, EDIT.c.value, EDIT.c.parents, CHANGE_SET, STREAM.c.name)
        .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
    )
    found: dict[bytes, Row[Any]] = {}
    for some in slices(list(tags)):
        found |= {row.tag: row for row in connection.execute(statement.where(EDIT.c.tag.in_(some)))}
    return found


def act_of(edit: Row[Any]) -> Act:
    """Whose act it was, of one of `edits_of`."""
    return Act(edit.author, tick_time(edit.tick), origin(edit.name))


def _value(entity: Entity, field: str, edit: Row[Any]) -> Value:
    try:
        return from_plain(entity.field(field).kind, _plain(edit, field))
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _plain(edit: Row[Any], field: str) -> Any:
    """What an edit said of a field, in plain form."""
    plain = read_plain(edit.value) if edit.value is not None else None
    if edit.field == CREATED:
        return (plain or {}).get(field)
    return None if edit.field == DELETED else plain
