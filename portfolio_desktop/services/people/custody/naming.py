# SPDX-License-Identifier: Apache-2.0
"""Whom else a record names: others have a say in what of theirs is given away."""

from collections.abc import Iterator, Mapping

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record
from portfolio_desktop.storage.read import Reader

_WRITTEN = (Kind.TEXT, Kind.NARRATIVE)


def apart_from(reader: Reader, *known: Id) -> dict[Id, str]:
    """Everybody in the file but `known`, by name."""
    everybody = reader.values(reader.catalogue.entity("party"), ("name",))
    return {Id(id): str(name or "") for id, name in everybody if id not in known}


def others_named(entity: Entity, record: Record, apart: Mapping[Id, str]) -> Iterator[str]:
    """Those of `apart` whom it links to or calls by full name in its words, and whom it names as where it is from."""
    linked = {record[field.name] for field in entity.fields if field.kind is Kind.LINK}
    words = (str(record[field.name] or "") for field in entity.fields if field.kind in _WRITTEN)
    said = " ".join(words).casefold()
    for id, name in sorted(apart.items(), key=lambda each: each[1].casefold()):
        if id in linked or (name and name.casefold() in said):
            yield name
    if entity.has("source") and (source := record["source"]) and source not in apart.values():
        yield str(source)
