# SPDX-License-Identifier: Apache-2.0
"""A block of cells copied from a spreadsheet, as one change set over a register. Nothing that cannot be read is lost."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import guard_formula, shorten, unguard_formula
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value
from portfolio_desktop.exchange.typed import typed_value
from portfolio_desktop.services import records
from portfolio_desktop.services.codes import codes
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

Block = Sequence[Sequence[str]]

MOST_SHOWN = 500
"""Cells of a paste whose change is told beforehand, one by one."""
LARGEST = 200_000
"""Cells in one paste; a larger table is a file to import."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pasted cell that its field cannot hold, or a row that its record refuses: its row in the block, counted from 1,
    and the reason.
    """

    row: int
    label: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that a paste would change: its row in the block, the record, the field, and both values in words."""

    row: int
    record: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste would do. `differing` are the first of the `cells` that would change; `rows` are those of the block.

    `over` holds what would be written over, all of it, by record and field; `again` tells what the same paste would do now.
    """

    changes: Changes
    changed: int
    added: int
    left_out: tuple[LeftOut, ...]
    again: "Callable[[Office], Pasted]"
    over: Mapping[tuple[Id, str], Value]
    differing: tuple[Differing, ...] = ()
    cells: int = 0
    rows: int = 0


class Overtaken(Refusal):
    """Others have changed what a paste was to be laid over since it was shown. `now` is what it would do now."""

    def __init__(self, now: Pasted) -> None:
        super().__init__(
            _(
                "Somebody else has changed some of this since you pasted, so nothing was written. This is what would change now."
            )
        )
        self.now = now


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

    Cells to the right of the last field are left out; a cell that cannot be read is left out with its reason, and so is
    one of several rows that its record refuses. A single row is refused as one cell would be.
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
        creations = dict(_creations(office, reader, definition, new, left_out if len(block) > 1 else None))
    rows = {id: place for place, id in enumerate(ids[: len(block)], 1)}
    changes = _changed(office, entity, wanted, rows, left_out if len(block) > 1 else None)
    changed = len({edit.record for edit in changes})
    cells = len(changes.items) + sum(len(made.values) for made in creations.values())
    label = ngettext("Paste {count} cell into {register}", "Paste {count} cells into {register}", cells)
    label = label.format(count=cells, register=_(definition.plural).lower())
    both = replace(changes, label=label, items=(*changes.items, *creations.values()))
    edits = _edits(definition, changes)
    with office.reading() as reader:
        before = {record.id: record for record in reader.many(definition, {edit.record for edit in edits})}
        shown = tuple(_differing(reader, definition, edits[:MOST_SHOWN], before, rows, creations))
    over = {(edit.record, edit.field): before[edit.record][edit.field] for edit in edits}
    again = partial(pasted, entity=entity, ids=ids, fields=fields, block=block)
    left = tuple(left_out)
    return Pasted(both, changed, len(creations), left, again, over, shown, cells, len(block))


def as_shown(office: Office, shown: Pasted) -> Changes:
    """The changes of a paste that was `shown`, as the office is now. Raises `Overtaken` where they would be others: what
    nobody has seen is not written over.
    """
    now = shown.again(office)
    if now.over.items() <= shown.over.items() and now.left_out == shown.left_out:
        return now.changes
    raise Overtaken(now)


def _edits(entity: Entity, changes: Changes) -> list[Edit]:
    """What changes in the register itself, not in others because of it."""
    return [each for each in changes if isinstance(each, Edit) and each.entity == entity.name]


def _changed(
    office: Office,
    entity: str,
    wanted: Mapping[Id, Mapping[str, Value]],
    rows: Mapping[Id, int],
    left_out: list[LeftOut] | None,
) -> Changes:
    """The edits of all records that take them. Those that refuse are found by halves: most pastes have few or none."""
    if not wanted:
        return Changes("", ())
    try:
        return records.change_each(office, entity, wanted)
    except Refusal as refusal:
        if left_out is None:
            raise
        if len(wanted) == 1:
            (id,) = wanted
            left_out.append(LeftOut(rows[id], _("The whole row"), "", str(refusal)))
            return Changes("", ())
    ids = list(wanted)
    middle = len(ids) // 2
    first, second = (
        _changed(office, entity, {id: wanted[id] for id in half}, rows, left_out)
        for half in (ids[:middle], ids[middle:])
    )
    return replace(first, items=(*first.items, *second.items))


def _differing(
    reader: Reader,
    entity: Entity,
    edits: Sequence[Edit],
    before: Mapping[Id, Record],
    rows: Mapping[Id, int],
    creations: Mapping[int, Create],
) -> Iterable[Differing]:
    """The first cells that change, in words."""
    pairs = [(edit, before[edit.record][edit.field]) for edit in edits]
    made = list(creations.items())[: MOST_SHOWN - len(edits)]
    values = [(edit.field, value) for edit, old in pairs for value in (old, edit.value)]
    values += [item for _row, each in made for item in each.values.items()]
    titles = _titles(reader, entity, values)

    def said(name: str, value: Value) -> str:
        return words(reader.catalogue, entity.field(name), value, titles=titles)

    for edit, old in pairs:
        record = records.name_of(entity, entity.values(before[edit.record]))
        label = _(entity.field(edit.field).label)
        yield Differing(
            rows.get(edit.record, 0), record, label, said(edit.field, old), said(edit.field, edit.value)
        )
    for row, each in made:
        for name, value in each.values.items():
            if entity.code is None or name != entity.code.name:
                label = _(entity.field(name).label)
                yield Differing(row, _("New"), label, "", said(name, value))


def _titles(reader: Reader, entity: Entity, values: Iterable[tuple[str, Value]]) -> dict[Id, str]:
    """What the records are called that these values of link fields name."""
    wanted: dict[str, set[Id]] = {}
    for name, value in values:
        field = entity.field(name)
        if field.kind is Kind.LINK and isinstance(value, str):
            wanted.setdefault(field.target, set()).add(Id(value))
    found: dict[Id, str] = {}
    for target, ids in wanted.items():
        found |= reader.titles(reader.catalogue.entity(target), ids)
    return found


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
    office: Office,
    reader: Reader,
    entity: Entity,
    new: Mapping[int, Mapping[str, Value]],
    left_out: list[LeftOut] | None,
) -> Iterable[tuple[int, Create]]:
    """The records that rows become, by the number of their row in the block."""
    fresh = codes(reader, entity) if entity.code is not None else iter(())
    for row, values in new.items():
        given = {**records.defaults(entity), **values}
        try:
            records.require(entity, given)
            records.guard(reader, entity.name, None, given, given)
        except Refusal as refusal:
            title = str(given.get(entity.title) or "")
            if left_out is not None:
                left_out.append(LeftOut(row, _("The whole row"), title, str(refusal)))
                continue
            where = _("Row {row}, {title}") if title else _("Row {row}")
            where = where.replace("{row}", str(row)).replace("{title}", shorten(title, 60))
            raise Refusal(_("{what}: {why}").format(what=where, why=refusal)) from None
        if entity.code is not None and entity.prefix and not given.get(entity.code.name):
            given[entity.code.name] = next(fresh)
        said = {name: value for name, value in given.items() if value is not None}
        yield row, Create(entity.name, Id(office.store.new_id()), said)


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
