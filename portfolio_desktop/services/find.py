# SPDX-License-Identifier: Apache-2.0
"""Finding any record by its code, its name or the words in it: one list, the likeliest first."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Record
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Sort, Test
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views.shipped import late_day, owner_field
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.read import Hit, Reader

_Key = tuple[str, Id]


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found. `excerpt` shows what was found between « and »; empty for a code.

    `about` says who answers for it, and by when.
    """

    entity: str
    id: Id
    code: str
    title: str
    excerpt: str = ""
    about: str = ""


def find(
    office: Office, text: str, *, limit: int = 50, within: Mapping[str, Filter] | None = None
) -> tuple[Found, ...]:
    """Records called `text`, then those in which all its words occur, the best first.

    With `within`, only records that the filter of their register means, and none of a register that it leaves out.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    with office.reading() as reader:
        called = _there(reader, reader.by_code(wanted), within)
        formerly = _there(reader, reader.once_called(wanted), within)
        hits = {(hit.entity, hit.record): hit for hit in reader.search(wanted, limit=limit, within=within)}
        keys = list(dict.fromkeys([*called, *formerly, *hits]))[:limit]
        return _shown(reader, keys, lambda key: _why(wanted, key, formerly, hits))


def listed(
    office: Office, within: Mapping[str, Filter], *, each: int = 50
) -> tuple[tuple[Found, ...], dict[str, int]]:
    """At most `each` records of every register that its filter means, by their day, and how many there are of each."""
    with office.reading() as reader:
        found: list[_Key] = []
        counts: dict[str, int] = {}
        for name, where in within.items():
            entity = reader.catalogue.entity(name)
            day = late_day(entity)
            if count := reader.count(entity, where):
                counts[name] = count
                rows = reader.rows(entity, where, (Sort(day),) if day else (), limit=each)
                found += [(name, record.id) for record in reader.page(entity, rows)]
        return _shown(reader, found, lambda _key: ""), counts


def titles_like(office: Office, registers: Iterable[str], begun: str, limit: int) -> list[str]:
    """The names of records of these registers in which `begun` occurs, those that begin with it first; `limit` of each."""
    with office.reading() as reader:
        found: list[str] = []
        for name in registers:
            entity = reader.catalogue.entity(name)
            where = Test(entity.title, Op.CONTAINS, begun) if begun else EVERYTHING
            rows = reader.rows(entity, where, (Sort(entity.title),), limit)
            found += [
                str(record[entity.title]) for record in reader.page(entity, rows) if record[entity.title]
            ]
    return sorted(dict.fromkeys(found), key=lambda title: not title.casefold().startswith(begun.casefold()))


def _there(
    reader: Reader, found: Iterable[tuple[Entity, Id]], within: Mapping[str, Filter] | None
) -> list[_Key]:
    """Those of `found` that `within` does not leave out."""
    return [
        (entity.name, id)
        for entity, id in found
        if within is None or (entity.name in within and reader.holds(entity, id, within[entity.name]))
    ]


def _shown(reader: Reader, keys: Iterable[_Key], why: Callable[[_Key], str]) -> tuple[Found, ...]:
    wanted: dict[str, list[Id]] = {}
    ordered = list(keys)
    for name, id in ordered:
        wanted.setdefault(name, []).append(id)
    records: dict[_Key, Record] = {
        (name, record.id): record
        for name, ids in wanted.items()
        for record in reader.many(reader.catalogue.entity(name), ids)
    }
    about: dict[_Key, str] = {}
    for name in wanted:
        own = [record for (register, _id), record in records.items() if register == name]
        about |= {(name, id): said for id, said in _about(reader, name, own).items()}
    return tuple(
        replace(_found(reader.catalogue.entity(key[0]), records[key], why(key)), about=about[key])
        for key in ordered
        if key in records
    )


def _about(reader: Reader, name: str, records: Iterable[Record]) -> dict[Id, str]:
    """Of each of `records`, all of one register, who answers for it and by when."""
    entity, found = reader.catalogue.entity(name), list(records)
    owner, day = owner_field(entity), late_day(entity)
    owners = [record[owner.name] for record in found] if owner else []
    people = reader.titles(
        reader.catalogue.entity("person"), {Id(id) for id in owners if isinstance(id, str)}
    )

    def said(record: Record, field: Field | None) -> str:
        return words(reader.catalogue, field, record[field.name], titles=people) if field else ""

    about: dict[Id, str] = {}
    for record in found:
        due = said(record, entity.field(day)) if day else ""
        named = f"{_(entity.field(day).label)} {due}" if due else ""
        about[record.id] = " · ".join(filter(None, (said(record, owner), named)))
    return about


def _why(wanted: str, key: _Key, formerly: Collection[_Key], hits: Mapping[_Key, Hit]) -> str:
    """What is shown of why a record was found."""
    if key in formerly:
        return _("was «{code}»").format(code=one_line(wanted))
    return hits[key].excerpt if key in hits else ""


def _found(entity: Entity, record: Record, excerpt: str) -> Found:
    code = record[entity.code.name] if entity.code else None
    title = record[entity.title]
    return Found(entity.name, record.id, str(code or ""), str(title or _(entity.label)), excerpt)
