# SPDX-License-Identifier: Apache-2.0
"""Headings that a register says twice: the second block says how each risk stands once something has been done about it."""

import re
from collections.abc import Iterator, Sequence

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.domain.risk_matrix import Stage, stage_fields
from portfolio_desktop.exchange.imports.mapping import SCORE, Assignment, ColumnMapping
from portfolio_desktop.exchange.tables import Column, Table

_AGAIN = re.compile(r" \(2\)$")
_DONE = frozenset({"strategy", "mitigation"})
"""Fields that say what is done: between two blocks, they tell that the second is what comes of it."""

RESIDUAL = dict(zip(stage_fields(Stage.CURRENT), stage_fields(Stage.RESIDUAL), strict=True))
"""The field for how it stands afterwards, by the field for how it stands now."""


def first_of(table: Table, column: Column) -> Column | None:
    """The column whose heading `column` says again; None where it is the first, or a third."""
    if not _AGAIN.search(column.name) or _AGAIN.search(column.header):
        return None
    name = _AGAIN.sub("", column.name)
    return next((each for each in table.columns if each.name == name), None)


def second_block(
    table: Table, entity: Entity, assignments: Sequence[Assignment]
) -> Iterator[tuple[str, str]]:
    """Columns that go nowhere yet, with their fields: that which belongs to the field of the column they repeat."""
    used = {each.column for each in assignments}
    taken = {each.field for each in assignments}
    for column in table.columns:
        first = first_of(table, column) if column.name not in used else None
        for each in assignments if first else ():
            field = SCORE if each.field == SCORE else RESIDUAL.get(each.field, "")
            free = field == SCORE or field not in taken
            if first and each.column == first.name and field and free and entity.has(field):
                taken.add(field)
                yield column.name, field


def is_doubtful(table: Table, mapping: ColumnMapping, column: Column, field: str) -> bool:
    """Whether nothing tells that the second of two equal columns is the later one: no response stands between them."""
    first = first_of(table, column) if field in RESIDUAL.values() else None
    if first is None:
        return False
    responses = {each.column for each in mapping.assignments if each.field in _DONE}
    between = (each.name for each in table.columns if first.index < each.index < column.index)
    return not any(name in responses for name in between)
