# SPDX-License-Identifier: Apache-2.0
"""Entering anew, as one change set, the values of edits that can be read and have lost their place in the history."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.edits import CREATED, DELETED, known_values, read_plain
from portfolio_desktop.storage.mending.salvage import Piece
from portfolio_desktop.storage.read import Reader

_Key: TypeAlias = tuple[str, Id]


@dataclass(slots=True)
class _Said:
    """What some edits of one record come to."""

    created: bool = False
    deleted: bool = False
    values: dict[str, Value] = field(default_factory=dict)


def reenter(office: Office, pieces: Sequence[Piece]) -> int:
    """Enter them, in the order of their time. How many of them the workspace shows now."""
    said: dict[_Key, _Said] = {}
    for piece in pieces:
        if piece.sent.value is not None and office.catalogue.knows(piece.sent.entity):
            key = piece.sent.entity, Id(piece.sent.record)
            _take(said.setdefault(key, _Said()), office.catalogue.entity(piece.sent.entity), piece)
    with office.reading() as reader:
        there = {key for key in said if reader.get(reader.catalogue.entity(key[0]), key[1]) is not None}
        changes = tuple(_changes(reader, said, there))
        shown = _coming(reader, said, there) | {key for key, each in said.items() if each.deleted}
    if changes:
        office.write(Changes(_("Changes whose place in the history was lost"), changes))
    return sum((piece.sent.entity, piece.sent.record) in shown for piece in pieces)


def _take(said: _Said, entity: Entity, piece: Piece) -> None:
    plain = read_plain(piece.sent.value or "null")
    if piece.sent.field == DELETED:
        said.deleted = bool(plain)
        return
    created = piece.sent.field == CREATED
    said.created = said.created or created
    known = known_values(entity, plain if created else {piece.sent.field: plain})
    said.values.update({name: from_plain(entity.field(name).kind, value) for name, value in known.items()})
    if not created and plain is None and entity.keeps(piece.sent.field):
        said.values[piece.sent.field] = None


def _changes(reader: Reader, said: Mapping[_Key, _Said], there: Set[_Key]) -> Iterator[Change]:
    coming = _coming(reader, said, there)
    for (name, id), each in said.items():
        entity = reader.catalogue.entity(name)
        links = {field.name: field.target for field in entity.fields if field.kind is Kind.LINK}
        values = {
            field: value
            for field, value in each.values.items()
            if field not in links or _leads_somewhere(reader, links[field], value, coming)
        }
        if (name, id) not in there:
            if (name, id) in coming:
                yield Create(name, id, values)
        elif each.deleted:
            yield Delete(name, id)
        else:
            record = reader.get(entity, id)
            for field, value in values.items():
                if record is not None and record[field] != value:
                    yield Edit(name, id, field, value)


def _coming(reader: Reader, said: Mapping[_Key, _Said], there: Set[_Key]) -> Set[_Key]:
    """The records that can be shown: a part only with what it is part of."""
    coming = {key for key, each in said.items() if each.created and not each.deleted} | there
    while True:
        alone = set()
        for key in coming - there:
            owner = reader.catalogue.entity(key[0]).owner
            if owner is not None and not _leads_somewhere(
                reader, owner.target, said[key].values.get(owner.name), coming
            ):
                alone.add(key)
        if not alone:
            return coming
        coming -= alone


def _leads_somewhere(reader: Reader, target: str, value: Value, coming: Set[_Key]) -> bool:
    """Whether a link can be kept: to what is there, or comes with it."""
    if not isinstance(value, str):
        return value is None
    entity = reader.catalogue.entity(target)
    return (target, value) in coming or reader.get(entity, Id(value)) is not None
