# SPDX-License-Identifier: Apache-2.0
"""Mappings kept under a name in the workspace, as JSON, and offered again when a file has the same headings."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record
from portfolio_desktop.exchange.imports.mapping import Assignment, ColumnMapping, RowChoice
from portfolio_desktop.exchange.tables import AS_SAID, DateOrder, MonthDay, Reading, Table
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import change, create
from portfolio_desktop.storage.changes import Changes

_ENTITY = "import_mapping"
_PLAIN = ("century_from", "serials", "unit", "comma", "fractions", "scale")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping with its name."""

    id: Id
    title: str
    mapping: ColumnMapping


def remember(office: Office, title: str, mapping: ColumnMapping) -> Changes:
    """Keep `mapping` as `title`, in place of an earlier one of that name for the same register.

    May be added to the import's own changes.
    """
    values = {
        "title": title,
        "register": office.catalogue.entity(mapping.entity).register,
        "definition": to_json(mapping),
    }
    same = (each for each in _named(remembered(office), title) if each.mapping.entity == mapping.entity)
    old = next(same, None)
    return change(office, _ENTITY, old.id, values) if old else create(office, _ENTITY, values)


def remembered(office: Office) -> list[Remembered]:
    """Every mapping kept here, by name. One that cannot be read any more is left out."""
    with office.reading() as reader:
        records = reader.all(office.catalogue.entity(_ENTITY))
    found = [each for record in records if (each := _read(office, record)) is not None]
    return sorted(found, key=lambda each: each.title.casefold())


def mapping_named(office: Office, title: str, entity: str = "") -> ColumnMapping:
    """The mapping kept as `title`, for the register of `entity` where one is given.

    Refuses with the names that there are, and where that name is one of mappings for several registers.
    """
    known = [each for each in remembered(office) if entity in ("", each.mapping.entity)]
    found = _named(known, title)
    if not found:
        names = ", ".join(f"“{each.title}”" for each in known) or _("none")
        raise Refusal(
            _("There is no mapping called “{title}”. Known: {names}.").format(title=title, names=names)
        )
    if len(found) > 1:
        registers = ", ".join(sorted(office.catalogue.entity(each.mapping.entity).register for each in found))
        raise Refusal(
            _(
                "“{title}” is the name of mappings for several registers. Say which is meant: {registers}."
            ).format(title=title, registers=registers)
        )
    return found[0].mapping


def offered(office: Office, table: Table) -> list[Remembered]:
    """Mappings all of whose columns `table` has, those that use the most columns first."""
    columns = {column.name for column in table.columns}
    fitting = [each for each in remembered(office) if _columns(each.mapping) <= columns]
    return sorted(fitting, key=lambda each: -len(_columns(each.mapping)))


def to_json(mapping: ColumnMapping) -> str:
    """The mapping on one line."""
    return json.dumps(
        {
            "entity": mapping.entity,
            "assignments": [_assignment(each) for each in mapping.assignments],
            "new_fields": [_field(field) for field in mapping.new_fields],
            "left_out": sorted(mapping.left_out),
            "only": [mapping.only.column, sorted(mapping.only.words)] if mapping.only else None,
            "blanks_clear": mapping.blanks_clear,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def from_json(text: str) -> ColumnMapping:
    """Read back what `to_json` wrote. Raises ValueError, KeyError or TypeError on anything else."""
    tree = json.loads(text)
    only = tree["only"]
    return ColumnMapping(
        entity=str(tree["entity"]),
        assignments=tuple(map(_read_assignment, tree["assignments"])),
        new_fields=tuple(map(_read_field, tree["new_fields"])),
        left_out=frozenset(map(str, tree["left_out"])),
        only=RowChoice(str(only[0]), frozenset(map(str, only[1]))) if only else None,
        blanks_clear=tree["blanks_clear"] is True,
    )


def _named(known: Iterable[Remembered], title: str) -> list[Remembered]:
    return [each for each in known if each.title.casefold() == title.strip().casefold()]


def _columns(mapping: ColumnMapping) -> set[str]:
    return {each.column for each in mapping.assignments}


def _read(office: Office, record: Record) -> Remembered | None:
    try:
        mapping = from_json(str(record["definition"]))
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    if not office.catalogue.knows(mapping.entity):
        return None
    return Remembered(record.id, str(record["title"]), mapping)


def _assignment(each: Assignment) -> dict[str, Any]:
    reading = each.reading
    options = {name: getattr(reading, name) for name in _PLAIN}
    return {
        "column": each.column,
        "field": each.field,
        "create": each.create,
        "kind": reading.kind.value,
        "order": reading.order.value,
        "month_day": reading.months.value,
        "months": False,  # what an earlier version reads by: it knows the first day alone, unasked
        "words": dict(reading.words),
        **options,
    }


def _read_assignment(tree: Mapping[str, Any]) -> Assignment:
    defaults = Reading(kind=Kind(tree["kind"]))
    options = {name: type(getattr(defaults, name))(tree[name]) for name in _PLAIN}
    words = {str(word): str(code) for word, code in tree["words"].items()}
    for day in words.values() if defaults.kind is Kind.DATE else ():
        if day != AS_SAID:
            date.fromisoformat(day)
    order, months = DateOrder(tree["order"]), MonthDay(tree.get("month_day", ""))
    reading = Reading(kind=defaults.kind, order=order, months=months, words=words, **options)
    return Assignment(str(tree["column"]), str(tree["field"]), reading, tree["create"] is True)


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind.value,
        "options": field.options,
        "aliases": list(field.aliases),
    }


def _read_field(tree: Mapping[str, Any]) -> Field:
    kind = Kind(tree["kind"])
    return Field(
        kind=kind,
        name=str(tree["name"]),
        label=str(tree["label"]),
        options=str(tree["options"]),
        search=kind in (Kind.TEXT, Kind.NARRATIVE),
        aliases=tuple(map(str, tree["aliases"])),
    )
