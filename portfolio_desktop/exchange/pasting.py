# SPDX-License-Identifier: Apache-2.0
"""A block of cells copied from a spreadsheet, as one change set over a register. Nothing that cannot be read is lost."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import guard_formula, shorten, unguard_formula
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Value
from portfolio_desktop.exchange.typed import typed_value
from portfolio_desktop.services import records
from portfolio_desktop.services.codes import codes
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.read import Reader

Block = Sequence[Sequence[str]]

LARGEST = 200_000
"""Cells in one paste; a larger table is a file to import."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pasted cell that its field cannot hold: its row in the block, counted from 1, and the reason."""

    row: int
    label: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste would do."""

    changes: Changes
    changed: int
    added: int
    left_out: tuple[LeftOut, ...]


def read_block(text: str) -> list[list[str]]:
    """Tab-separated cells as spreadsheets copy them. Refuses more than can be pasted at once."""
    rows = list(csv.reader(io.StringIO(text.replace("\x00", "").removesuffix("\n"), newline=""), "excel-tab"))
    rows = [row or [""] for row in rows]
    if sum(map(len, rows)) > LARGEST:
        raise Refusal(_("This is too much to paste. Save it as a file, and import that."))
    return [[unguard_formula(cell) for cell in row] for row in rows]


def block_text(rows: Iterable[Sequence[str]]) -> str:
    """Cells as tab-separated text that a spreadsheet pastes as cells and never runs."""
    out = io.StringIO(newline="")
    csv.writer(out, "excel-tab", lineterminator="\n").writerows(
        [guard_formula(cell) if not _is_number(cell) else cell for cell in row] for row in rows
    )
    return out.getvalue()


def block_html(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells as a plain HTML table for word processors and mail."""
    lines = ["<meta charset='utf-8'><table><tr>", *(f"<th>{escape(head)}</th>" for head in heads), "</tr>"]
    for row in rows:
        lines += ["<tr>", *(f"<td>{escape(cell)}</td>" for cell in row), "</tr>"]
    return "".join([*lines, "</table>"])


def pasted(office: Office, entity: str, ids: Sequence[Id], fields: Sequence[str], block: Block) -> Pasted:
    """`block` laid over the records `ids` from the first of `fields` on; rows beyond them become new records.

    Cells to the right of the last field are left out; a cell that cannot be read is left out with its reason.
    """
    definition = office.catalogue.entity(entity)
    wanted: dict[Id, dict[str, Value]] = {}
    new: dict[int, dict[str, Value]] = {}
    left_out: list[LeftOut] = []
    with office.reading() as reader:
        for place, row in enumerate(block):
            values = dict(_values(reader, definition, fields, place + 1, row, left_out))
            if place < len(ids):
                wanted[ids[place]] = values
            elif any(value is not None for value in values.values()):
                new[place + 1] = values
        creations = list(_creations(office, reader, definition, new))
    changes = records.change_each(office, entity, wanted) if wanted else Changes("", ())
    changed = len({edit.record for edit in changes})
    cells = len(changes.items) + sum(len(values) for values in new.values())
    label = ngettext("Paste {count} cell into {register}", "Paste {count} cells into {register}", cells)
    label = label.format(count=cells, register=_(definition.plural).lower())
    both = replace(changes, label=label, items=(*changes.items, *creations))
    return Pasted(both, changed, len(creations), tuple(left_out))


def _values(
    reader: Reader,
    entity: Entity,
    fields: Sequence[str],
    number: int,
    row: Sequence[str],
    left_out: list[LeftOut],
) -> Iterable[tuple[str, Value]]:
    for name, text in zip(fields, row, strict=False):
        field = entity.field(name)
        try:
            value = typed_value(reader, field, text)
            value = records.checked(reader.catalogue, entity, {name: value})[name]
            records.require(entity, {name: value}, among=[name])
        except Refusal as refusal:
            left_out.append(LeftOut(number, _(field.label), text, str(refusal)))
        else:
            yield name, value
    left_out += [
        LeftOut(number, "", text, _("There is no column for this.")) for text in row[len(fields) :] if text
    ]


def _creations(
    office: Office, reader: Reader, entity: Entity, new: Mapping[int, Mapping[str, Value]]
) -> Iterable[Create]:
    """The records that rows become, by the number of their row in the block."""
    fresh = codes(reader, entity) if entity.code is not None else iter(())
    for row, values in new.items():
        given = {**records.defaults(entity), **values}
        try:
            records.require(entity, given)
            records.guard(reader, entity.name, None, given, given)
        except Refusal as refusal:
            title = str(given.get(entity.title) or "")
            where = _("Row {row}, {title}") if title else _("Row {row}")
            where = where.replace("{row}", str(row)).replace("{title}", shorten(title, 60))
            raise Refusal(_("{what}: {why}").format(what=where, why=refusal)) from None
        if entity.code is not None and entity.prefix and not given.get(entity.code.name):
            given[entity.code.name] = next(fresh)
        said = {name: value for name, value in given.items() if value is not None}
        yield Create(entity.name, Id(office.store.new_id()), said)


def repeated(block: Block, rows: int, columns: int) -> Block:
    """A single cell is pasted into all of a selection, and a single row into all of its rows, as in a spreadsheet."""
    if len(block) == 1 and len(block[0]) == 1:
        return [[block[0][0]] * columns] * rows
    if len(block) == 1 and rows > 1:
        return [block[0]] * rows
    return block


def _is_number(text: str) -> bool:
    """Whether a leading minus is the sign of a number, which no spreadsheet takes for a formula."""
    return text[:1] in "-\N{MINUS SIGN}" and text[1:].replace(",", "").replace(".", "", 1).isdigit()


def fields_from(fields: Sequence[Field], first: Field) -> list[str]:
    """Names of `fields` from `first` on."""
    return [field.name for field in fields[list(fields).index(first) :]]
