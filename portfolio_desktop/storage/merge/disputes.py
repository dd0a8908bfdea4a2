# SPDX-License-Identifier: Apache-2.0
"""What people, unaware of each other, have said differently: each value with who gave it, when and where, and what all
started from."""

from collections.abc import Collection, Iterable, Mapping
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
    what they all started from, where there is such a value (`based`); of a deleted record they are the deletions, and then
    what was done all the same; of a link to one that was deleted the link, and then the deletion that leaves it empty.
    """

    kind: Kind
    entity: str
    record: Id
    field: str
    claims: tuple[Claim, ...]
    base: Value = None
    based: bool = True
    other: str = ""  # CIRCLE: the parent that was chosen last; DELETED: the part that keeps the record; ADRIFT: what is gone


def to_decide(connection: Connection, catalogue: Catalogue) -> list[Unsettled]:
    """What somebody can decide: not what merely has not arrived yet, but a link to what somebody deleted who did not know."""
    every = [one for one in unsettled.everything(connection) if catalogue.knows(one.entity)]
    adrift = [one for one in every if one.kind is Kind.ADRIFT]
    plain = [one for one in every if one.kind is not Kind.ADRIFT]
    gone = _deleted(connection, {one.other for one in adrift})
    decided = {(one.record, one.field) for one in plain}
    for one in adrift:
        held_back = catalogue.entity(one.entity).field(one.field).part_of
        if one.other in gone and not held_back and (one.record, one.field) not in decided:
            plain.append(one)
    return plain


def _deleted(connection: Connection, records: Collection[str]) -> set[str]:
    """Those of which it has arrived that they were made, and that somebody deleted them."""
    made = select(EDIT.c.record).where(EDIT.c.field == CREATED)
    statement = select(EDIT.c.record).where(EDIT.c.field == DELETED, EDIT.c.live == 1, EDIT.c.value == "true")
    found: set[str] = set()
    for some in slices(sorted(records)):
        created = made.where(EDIT.c.record.in_(some))
        deleted = statement.where(EDIT.c.record.in_(some), EDIT.c.record.in_(created))
        found |= set(connection.execute(deleted).scalars())
    return found


def disputes(connection: Connection, catalogue: Catalogue) -> list[Dispute]:
    """All that wait for a decision."""
    waiting = to_decide(connection, catalogue)
    gone = {one.other for one in waiting if one.kind is Kind.ADRIFT}
    registers = registers_of(connection, {one.record for one in waiting} | gone)
    reader = _Reader(connection, catalogue, registers)
    return [dispute for one in waiting if (dispute := reader.dispute(one)).claims]


class _Reader:
    def __init__(
        self, connection: Connection, catalogue: Catalogue, registers: Mapping[str, Register]
    ) -> None:
        self._connection, self._catalogue, self._registers = connection, catalogue, registers

    def dispute(self, one: Unsettled) -> Dispute:
        register = self._registers[one.record]
        of_field = one.kind, one.entity, Id(one.record), one.field
        if one.kind is Kind.DELETED:
            return Dispute(*of_field, self._deletions(register), other=one.other)
        entity = self._catalogue.entity(one.entity)
        if one.kind is Kind.DISPUTED:
            tags = list(claims_of(self._connection, one.record, register, one.field))
        else:
            tags = list(register.claims(one.field))[-1:]
        claims, base, based = self._values(entity, one.field, tags)
        if one.kind is Kind.ADRIFT:
            claims += tuple(each for each in self._deletions(self._registers[one.other]) if each.gone)
        return Dispute(*of_field, claims, base, based, one.other)

    def _values(self, entity: Entity, field: str, tags: list[bytes]) -> tuple[tuple[Claim, ...], Value, bool]:
        edits = {tag: self._said_first(edit, field) for tag, edit in self._edits(tags).items()}
        claims = tuple(
            Claim(_value(entity, field, edits[tag]), act_of(edits[tag])) for tag in tags if tag in edits
        )
        if not any(edit.parents for edit in edits.values()):
            return claims, None, True
        start = self._start(list(edits.values()))
        return claims, _value(entity, field, start) if start is not None else None, start is not None

    def _start(self, edits: list[Row[Any]]) -> Row[Any] | None:
        """The last edit that all of these followed, at whatever distance: one of them may have followed a settlement."""
        behind: list[dict[bytes, Row[Any]]] = [{} for _edit in edits]
        next_to: list[set[bytes]] = [set(split_tags(edit.parents)) for edit in edits]
        while any(next_to):
            found = self._edits(set().union(*next_to))
            for met, tags in zip(behind, next_to, strict=True):
                met |= {tag: found[tag] for tag in tags if tag in found}
            common = set.intersection(*(set(met) for met in behind))
            if common:
                return max((behind[0][tag] for tag in common), key=lambda edit: (edit.tick, edit.tag))
            next_to = [
                {tag for each in tags & set(met) for tag in split_tags(met[each].parents)} - set(met)
                for met, tags in zip(behind, next_to, strict=True)
            ]
        return None

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
