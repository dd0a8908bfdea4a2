# SPDX-License-Identifier: Apache-2.0
"""Columns that no field takes, kept as the organisation's own fields: proposed here, created with the import."""

import re
from collections.abc import Collection
from dataclasses import replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.exchange.imports.guessing import as_above, assign
from portfolio_desktop.exchange.imports.headings import words_of
from portfolio_desktop.exchange.imports.mapping import Assignment, ColumnMapping
from portfolio_desktop.exchange.private import subject_of
from portfolio_desktop.exchange.tables import (
    Column,
    Reading,
    Table,
    guess_column,
    guess_reading,
    unit_above,
)

_LONGEST_NAME = 40
_MOST = 200
_AMOUNTS = re.compile(r"\b(?:actuals?|budget|capital|cost|forecast|outturn|revenue|spend|spent|variance)\b")
_PARTS = re.compile(r"[^a-z0-9]+")


def keep_as_own(
    table: Table, mapping: ColumnMapping, catalogue: Catalogue, columns: Collection[str]
) -> ColumnMapping:
    """`mapping` with a new own field for each of `columns`, of the kind that suits its cells.

    Refuses more own fields than anybody would find their way in. What is private about people is kept in none.
    """
    columns = [name for name in columns if not subject_of(mapping.entity, name)]
    fields = catalogue.entity(mapping.entity).fields
    own = sum(field.name.startswith("own_") for field in fields) + len(mapping.new_fields)
    if own + len(columns) > _MOST:
        raise Refusal(
            _("A register can have {most} fields of your own. Choose fewer columns to keep.").format(
                most=_MOST
            )
        )
    known = {field.name for field in fields}
    for column in table.columns:
        if column.name in columns:
            kept = next((field for field in fields if _keeps(field, column)), None)
            if kept is not None:  # an earlier import added it
                mapping = mapping.with_assignment(assign(table, column.name, kept))
                continue
            reading = _reading(table, column)
            taken = known | {field.name for field in mapping.new_fields}
            field = _field(column, reading.kind, reading.scale, taken)
            mapping = replace(mapping, new_fields=(*mapping.new_fields, field))
            mapping = mapping.with_assignment(Assignment(column.name, field.name, reading))
    return mapping


def _reading(table: Table, column: Column) -> Reading:
    """How a column is read; a forecast or a variance is an amount below a line that says what amounts count."""
    header, cells = column.header or column.name, table.cells(column)
    reading = guess_column(header, cells).reading
    amounts = _AMOUNTS.search(words_of(header)) and unit_above(table.above) > 1
    if amounts and reading.kind in (Kind.INTEGER, Kind.NUMBER):
        reading = guess_reading(Kind.MONEY, header, cells).reading
    return as_above(table, reading.kind, reading)


def _keeps(field: Field, column: Column) -> bool:
    return field.name.startswith("own_") and _alias(column) in field.aliases


def _alias(column: Column) -> str:
    """Other headings are kept with semicolons between them."""
    return column.name.replace(";", ",")


def _field(column: Column, kind: Kind, scale: str, taken: set[str]) -> Field:
    stem = "own_" + (
        _PARTS.sub("_", words_of(column.name).encode("ascii", "ignore").decode()).strip("_") or "field"
    )
    stem = stem[:_LONGEST_NAME].rstrip("_")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    return Field(
        kind=kind,
        name=name,
        label=shorten(column.name, 60),
        options=scale,
        search=kind in (Kind.TEXT, Kind.NARRATIVE),
        aliases=(_alias(column),),
    )
