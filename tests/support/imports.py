# SPDX-License-Identifier: Apache-2.0
"""Short ways through an import, as a person or a command would go them, and the count of what became of every cell."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from portfolio_desktop.base.text import one_line
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Value
from portfolio_desktop.exchange.imports import (
    RATED,
    ColumnMapping,
    Fate,
    Options,
    Plan,
    assign,
    changes,
    guess,
    guess_register,
    importable,
    period_column,
    plan_import,
    with_words,
)
from portfolio_desktop.exchange.imports.links import same_name
from portfolio_desktop.exchange.imports.words import CellReader
from portfolio_desktop.exchange.tables import (
    Cell,
    Table,
    Unreadable,
    cell_text,
    extract,
    guess_layout,
    open_source,
)
from portfolio_desktop.services.office import Office

Edit = Callable[[Table, ColumnMapping, Office], ColumnMapping]
"""What a person does to a guessed mapping before using it."""


def table_of(path: Path, sheet: str = "") -> Table:
    """The table of a sheet as it is offered at first."""
    source = open_source(path)
    grid = (source.sheet(sheet) if sheet else source.likely).grid
    return extract(grid, guess_layout(grid))


def table_from(text: str, folder: Path, name: str = "table.csv") -> Table:
    """A table written as CSV."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return table_of(path)


def prepare(
    office: Office,
    table: Table,
    source: str = "table.csv",
    *,
    register: str = "",
    edit: Edit | None = None,
    as_of: date | None = None,
    given: Mapping[str, Value] | None = None,
    key: str = "",
) -> Plan:
    """The plan that follows from the guess and a person's edits to it."""
    entity = (
        office.catalogue.entity(register) if register else guess_register(table, office.catalogue, source)
    )
    assert entity is not None, "no register fits"
    mapping = guess(table, office.catalogue, entity)
    if edit is not None:
        mapping = edit(table, mapping, office)
    options = Options(source=source, key=key, as_of=as_of, given=given or {})
    return plan_import(office, table, mapping, options)


def carry_out(office: Office, plan: Plan) -> int:
    """Write a plan; how many changes that took."""
    wanted = changes(office, plan)
    office.write(wanted)
    return len(wanted.items)


def counts(plan: Plan) -> tuple[int, int, int, int]:
    """Rows added, changed, the same, set aside."""
    found = plan.counts
    return found[Fate.ADD], found[Fate.CHANGE], found[Fate.SAME], found[Fate.ASIDE]


def records(office: Office, register: str) -> list[Record]:
    """Every record of a register."""
    with office.reading() as reader:
        return reader.all(office.catalogue.entity(register))


def to(column: str, *fields: str) -> Edit:
    """The person sends a column to these fields and nowhere else."""

    def edit(table: Table, mapping: ColumnMapping, office: Office) -> ColumnMapping:
        mapping = mapping.without(column)
        for field in fields:
            entity = office.catalogue.entity(mapping.entity)
            mapping = mapping.with_assignment(assign(table, column, entity.field(field)))
        return mapping

    return edit


def meaning(column: str, **words: str) -> Edit:
    """The person says what words of a column mean; blanks in the words are written as underscores."""

    def edit(_table: Table, mapping: ColumnMapping, _office: Office) -> ColumnMapping:
        said = {word.replace("_", " "): code for word, code in words.items()}
        for each in mapping.of_column(column):
            mapping = mapping.with_assignment(with_words(each, said))
        return mapping

    return edit


def in_millions(_table: Table, mapping: ColumnMapping, _office: Office) -> ColumnMapping:
    """The person says that all amounts are in millions."""
    for each in mapping.assignments:
        if each.reading.kind is Kind.MONEY:
            reading = replace(each.reading, unit=1_000_000)
            mapping = mapping.with_assignment(replace(each, reading=reading))
    return mapping


def all_of(*edits: Edit) -> Edit:
    """One edit after the other."""

    def edit(table: Table, mapping: ColumnMapping, office: Office) -> ColumnMapping:
        for each in edits:
            mapping = each(table, mapping, office)
        return mapping

    return edit


def lost_cells(office: Office, plan: Plan) -> list[str]:
    """Cells with something in them that are neither in a record nor among the leftovers. To be asked after writing."""
    entity = importable(office.catalogue.entity(plan.mapping.entity))
    accounted = {each.where for each in plan.leftovers()}
    chooser = plan.mapping.chooser(plan.table)
    spoken_for = {period_column(plan.table), chooser.name if chooser else ""}
    held = {record.id: record for record in records(office, entity.name)}
    reported = {record.id: record for record in records(office, "status_report")}
    names = _names(office)
    lost = []
    for row, planned in zip(plan.table.rows, plan.rows, strict=True):
        for column in plan.table.columns:
            cell, where = row.cells[column.index], plan.table.where(row, column)
            if cell is None or where in accounted or column.name in spoken_for:
                continue
            record = held.get(planned.record or Id(""))
            readers = [
                CellReader(each, entity.field(each.field), office.catalogue)
                for each in plan.mapping.of_column(column.name)
            ]
            earlier = reported.get(planned.earlier.report) if planned.earlier else None
            told = any(
                _tells(record, reader, reader.field.name, cell, names)
                if entity.name != "project" or office.catalogue.entity("project").has(reader.field.name)
                else earlier is not None and _tells(earlier, reader, RATED, cell, names)
                for reader in readers
                if record is not None
            )
            if not told:
                lost.append(f"{where} {column.name}: {cell_text(cell)}")
    return lost


def _names(office: Office) -> dict[Value, set[str]]:
    """What every record of every register is called, by its id."""
    found: dict[Value, set[str]] = {}
    with office.reading() as reader:
        for entity in office.catalogue.entities:
            for field in filter(None, (entity.field(entity.title), entity.code)):
                for id, name in reader.column(entity, field):
                    found.setdefault(id, set()).add(same_name(name))
    return found


def _tells(
    record: Record, reader: CellReader, field: str, cell: Cell, names: Mapping[Value, set[str]]
) -> bool:
    """Whether the record holds in `field` what the cell says."""
    value, outcome = record[field], reader.read(cell)
    if isinstance(outcome, Unreadable) or value is None:
        return False
    if reader.field.kind is Kind.LINK:
        return value == outcome or same_name(outcome) in names.get(value, set())
    if isinstance(value, str) and isinstance(outcome, str):
        return one_line(outcome) in one_line(value)
    if isinstance(value, Rating) and isinstance(
        outcome, Rating
    ):  # its scale may be that of what stands beside it
        return value.level == outcome.level
    return value == outcome
