# SPDX-License-Identifier: Apache-2.0
"""Records as a program reads them: field names, codes for links, ISO dates, money as numbers, null for what is not known."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.checks import REASON
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Value
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.services.reading import Reader


def objects(reader: Reader, entity: Entity, records: Iterable[Record]) -> list[dict[str, Any]]:
    """One JSON object for each record."""
    found = list(records)
    names = link_names(reader, entity, found)
    return [_object(entity, record, names) for record in found]


def link_names(reader: Reader, entity: Entity, records: Iterable[Record]) -> dict[Id, str]:
    """The code, else the title, of every record that `records` link to."""
    wanted: dict[str, set[Id]] = {}
    found = list(records)
    for field in entity.fields:
        if field.target:
            linked = (record[field.name] for record in found)
            wanted.setdefault(field.target, set()).update(Id(id) for id in linked if isinstance(id, str))
    names: dict[Id, str] = {}
    for target, ids in wanted.items():
        names |= quotable(reader, reader.catalogue.entity(target), ids)
    return names


def quotable(reader: Reader, entity: Entity, ids: Iterable[Id]) -> dict[Id, str]:
    """What a person would quote each record by: its code, else its title."""
    shown = {}
    for record in reader.many(entity, list(ids)):
        code = record[entity.code.name] if entity.code else None
        shown[record.id] = str(code or record[entity.title] or record.id)
    return shown


def _object(entity: Entity, record: Record, names: Mapping[Id, str]) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for field in entity.every:
        value = record[field.name]
        answer[field.name] = _plain(field.kind, value, names)
        if isinstance(value, Unknown):
            answer[field.name + REASON] = value.text
    return answer


def _plain(kind: Kind, value: Value, names: Mapping[Id, str]) -> Any:
    if value is None or isinstance(value, Unknown):
        return None
    if kind is Kind.LINK:
        return names.get(Id(str(value)))
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    if isinstance(value, Rating):
        return str(value)
    return to_plain(kind, value)
