# SPDX-License-Identifier: Apache-2.0
"""What is taken from a sealed copy: of each record what its author may write, and nothing else.

Whoever sealed it may have written anything into it, with a program of their own. So nothing is believed that the
receiver's own file does not allow: who takes part in an appraisal, and whose each of its fields is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage, side_of, standing_of
from portfolio_desktop.services.people.copies import CONTENT, FRAME, PARTS, PLANNED, SIGNATURES, WRITES
from portfolio_desktop.services.people.known import day, said
from portfolio_desktop.storage.changes import Change, Create, Edit
from portfolio_desktop.storage.read import Reader

Typed: TypeAlias = tuple[str, Id, dict[str, Value]]
"""Entity, id and values of a record as they came, as far as the catalogue knows them."""

_LAID_DOWN = {
    "cycle": ("id", "cycle_id"),
    "cycle_stage": ("cycle_id", "cycle_id"),
    "rating_scale": ("id", "scale_id"),
    "rating_level": ("scale_id", "scale_id"),
    "aim": ("subject_id", "subject_id"),
    "conversation": ("subject_id", "subject_id"),
}
"""What its manager lays down around an appraisal, and which value of it says that it belongs to this one."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a copy is about, and who its author is in that. `kept` is None where the owner had not heard of it."""

    appraisal: Id
    values: Mapping[str, Value]
    kept: Record | None
    author: Id
    side: Side


def id_in(content: Any, name: str) -> Id:
    """The id that stands under `name`. Raises KeyError or TypeError where none does."""
    found = content[name]
    if not isinstance(found, str):
        raise TypeError(name)
    return Id(found)


def typed(reader: Reader, rows: Iterable[Any]) -> list[Typed]:
    """Rows as they came, in the catalogue's types. Raises ValueError, TypeError, KeyError or AttributeError on what is none."""
    found: list[Typed] = []
    for entity, id, plain in rows:
        if reader.catalogue.knows(entity):
            known = reader.catalogue.entity(entity)
            values = {
                name: from_plain(known.field(name).kind, value)
                for name, value in plain.items()
                if known.keeps(name)
            }
            found.append((entity, Id(str(id)), values))
    return found


def bearing(reader: Reader, appraisal: Id, rows: Iterable[Typed], author: Id, me: Id) -> Bearing | None:
    """Who the author is in the appraisal, by the owner's own file; None where either of them takes no part in it.

    An appraisal that the file does not know is begun by its manager alone.
    """
    entity = reader.catalogue.entity("appraisal")
    kept = reader.get(entity, appraisal)
    values: dict[str, Value] = {field.name: None for field in entity.fields}
    for name, id, given in rows:
        if (name, id) == ("appraisal", appraisal):
            values |= given
    if kept is not None:
        values |= entity.values(kept)
    side, mine = side_of(values, author), side_of(values, me)
    if Side.NOBODY in (side, mine) or side is mine or (kept is None and side is not Side.MANAGER):
        return None
    return Bearing(appraisal, values, kept, author, side)


def brought(reader: Reader, found: Bearing, rows: Iterable[Typed]) -> Iterator[Change]:
    """The changes that a copy makes."""
    given: dict[str, Value] = {}
    again = False
    for entity, id, values in rows:
        allowed = _allowed(reader, found, entity, id, values)
        if entity == "appraisal":
            given |= allowed
        elif allowed:
            again |= entity == "reopening"
            yield from put(reader, entity, id, allowed)
    if again:
        given |= {field: given.get(field) for field in SIGNATURES.values()}
    yield from put(reader, "appraisal", found.appraisal, {**given, **following({**found.values, **given})})


def _allowed(
    reader: Reader, found: Bearing, entity: str, id: Id, values: Mapping[str, Value]
) -> Mapping[str, Value]:
    """Those of the values of a record that the author may write; none of one that is no business of theirs."""
    kept = reader.get(reader.catalogue.entity(entity), id)
    if entity == "appraisal":
        names = WRITES[found.side] if id == found.appraisal else frozenset()
    elif entity == "answer":
        names = _of_an_answer(found, kept, values)
    elif entity in ("reopening", "aim_progress"):
        names = frozenset(values) if kept is None and values.get("by_id") == found.author else frozenset()
    elif found.side is not Side.MANAGER:
        names = frozenset()
    elif entity == "party":
        names = frozenset(values) - {"card", "card_checked", "myself"} if kept is None else frozenset()
    else:
        names = frozenset(values) if _belongs(found, entity, id, kept, values) else frozenset()
        names &= PLANNED if entity == "conversation" else names
    return {name: value for name, value in values.items() if name in names}


def _of_an_answer(found: Bearing, kept: Record | None, values: Mapping[str, Value]) -> frozenset[str]:
    of, side = (
        (kept["appraisal_id"], kept["side"]) if kept else (values.get("appraisal_id"), values.get("side"))
    )
    by_manager = found.side is Side.MANAGER
    if of != found.appraisal or side == Part.PRIVATE or (kept is None and not by_manager):
        return frozenset()
    frame = FRAME if by_manager and kept is None else frozenset[str]()
    return frame | (CONTENT if side == PARTS.get(found.side) else frozenset())


def _belongs(found: Bearing, entity: str, id: Id, kept: Record | None, values: Mapping[str, Value]) -> bool:
    """Whether a record around an appraisal is one of this appraisal's, both as it came and as it is kept."""
    if entity not in _LAID_DOWN:
        return False
    name, of = _LAID_DOWN[entity]
    wanted = found.values[of]
    came = id if name == "id" else values.get(name)
    there = came if kept is None or name == "id" else kept[name]
    return wanted is not None and came == there == wanted


def following(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The stage that the appraisal is at now, and the day on which it was locked."""
    standing = standing_of(values)
    signed = [on for field in SIGNATURES.values() if (on := day(values[field])) is not None]
    closed = max(signed, default=None) if standing.stage is Stage.CLOSED else None
    return {"state": standing.stage.value, "closed_on": closed}


def put(reader: Reader, entity: str, id: Id, values: Mapping[str, Value]) -> Iterator[Change]:
    """Make the record, or change those of its values that are others."""
    kept = reader.get(reader.catalogue.entity(entity), id)
    if kept is None:
        yield Create(entity, id, said(values))
    else:
        yield from (Edit(entity, id, name, value) for name, value in values.items() if kept[name] != value)
