# SPDX-License-Identifier: Apache-2.0
"""Finding any record by its code, its name or the words in it: one list, the likeliest first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.read import Hit, Reader


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found. `excerpt` shows what was found between « and »; empty for a code."""

    entity: str
    id: Id
    code: str
    title: str
    excerpt: str = ""


def find(office: Office, text: str, *, limit: int = 50) -> tuple[Found, ...]:
    """Records called `text`, then those in which all its words occur, the best first."""
    wanted = text.strip()
    if not wanted:
        return ()
    with office.reading() as reader:
        called = [(entity.name, id) for entity, id in reader.by_code(wanted)]
        formerly = [(entity.name, id) for entity, id in reader.once_called(wanted)]
        hits = {(hit.entity, hit.record): hit for hit in reader.search(wanted, limit=limit)}
        keys = list(dict.fromkeys([*called, *formerly, *hits]))[:limit]
        records = _records(reader, keys)
        catalogue = reader.catalogue
        return tuple(
            _found(catalogue.entity(name), records[name, id], _why(wanted, (name, id), formerly, hits))
            for name, id in keys
            if (name, id) in records
        )


def _records(reader: Reader, keys: Iterable[tuple[str, Id]]) -> dict[tuple[str, Id], Record]:
    wanted: dict[str, list[Id]] = {}
    for name, id in keys:
        wanted.setdefault(name, []).append(id)
    return {
        (name, record.id): record
        for name, ids in wanted.items()
        for record in reader.many(reader.catalogue.entity(name), ids)
    }


def _why(
    wanted: str, key: tuple[str, Id], formerly: Collection[tuple[str, Id]], hits: Mapping[tuple[str, Id], Hit]
) -> str:
    """What is shown of why a record was found."""
    if key in formerly:
        return _("was «{code}»").format(code=one_line(wanted))
    return hits[key].excerpt if key in hits else ""


def _found(entity: Entity, record: Record, excerpt: str) -> Found:
    code = record[entity.code.name] if entity.code else None
    title = record[entity.title]
    return Found(entity.name, record.id, str(code or ""), str(title or entity.label), excerpt)
