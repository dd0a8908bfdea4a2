# SPDX-License-Identifier: Apache-2.0
"""A first offer: which columns go to which fields of which register, and how each is read. The person decides."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from portfolio_desktop.base.values import Reason, Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.identity import IDENTITY
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.imports.classes import are_roman, said
from portfolio_desktop.exchange.imports.headings import EXACT, Heading, Likeness, Names, words_of
from portfolio_desktop.exchange.imports.mapping import SCORE, Assignment, ColumnMapping, RowChoice
from portfolio_desktop.exchange.imports.periods import importable
from portfolio_desktop.exchange.imports.reading import NOTE
from portfolio_desktop.exchange.imports.stages import second_block
from portfolio_desktop.exchange.imports.words import LISTED, CellReader
from portfolio_desktop.exchange.private import subject_of
from portfolio_desktop.exchange.tables import (
    Cell,
    Column,
    MonthDay,
    Outcome,
    Reading,
    Table,
    Unreadable,
    cell_text,
    guess_reading,
    month_called,
    order_shown,
    scale_of,
    spans_named,
    unit_above,
    word_key,
)
from portfolio_desktop.exchange.typed import MAKEABLE

_OFFICE = frozenset(
    {
        "pack",
        "saved_view",
        "import_mapping",
        "own_field",
        "list_item",
        "rule",
        "scale_descriptor",
        "status_report",
    }
)
_SAMPLE = 400  # cells by which a column is judged against a field
_UNFIT = 30.0  # what it costs a column that none of its cells suits the field
_HINT = 1.5  # what a sheet's or file's name is worth, in columns; and the register that the person came from
_WIDE = 200  # columns by which a register is known


def guess(table: Table, catalogue: Catalogue, entity: Entity) -> ColumnMapping:
    """The likeliest mapping of `table` to the register of `entity`. Columns that nothing fits are left unused."""
    entity = importable(entity)
    only = _sorted_by(table, catalogue, entity)
    candidates = sorted(_candidates(table, catalogue, entity), key=lambda each: -each.score)
    if only is not None:
        candidates = [each for each in candidates if table.columns[each.column].name != only.column]
    candidates = _of_their_owner(table, entity, candidates)
    candidates = _numbered_by_the_log(table, catalogue, entity, only, candidates)
    chosen = _choose(candidates)
    chosen = _make_room(candidates, chosen)
    chosen, named = _by_reference(table, candidates, chosen)
    chosen += _joined(candidates, chosen, entity)
    assignments = [
        assign(table, table.columns[each.column].name, each.field) for each in _in_order(entity, chosen)
    ]
    assignments += _ratings_elsewhere(table, entity, assignments)
    assignments += _classes_elsewhere(table, entity, assignments)
    assignments += [
        assign(table, column, entity.field(field))
        for column, field in second_block(table, entity, assignments)
    ]
    assignments = _with_judgement(table, entity, assignments)
    assignments = _in_words(table, catalogue, entity, assignments)
    assignments = _in_one_order(table, entity, assignments)
    assignments += _of_the_other_kinds(table, catalogue, entity, only, assignments)
    settled = tuple(_makes_nobody(entity, each) for each in assignments)
    out = named - {each.column for each in settled}
    return ColumnMapping(entity=entity.name, assignments=settled, left_out=out, only=only)


def dated(table: Table, entity: Entity, assignments: Iterable[Assignment]) -> list[list[Cell]]:
    """The cells of each column that holds dates."""
    columns = {column.name: column for column in table.columns}
    return [
        table.cells(columns[each.column])
        for each in assignments
        if each.column in columns and entity.has(each.field) and entity.field(each.field).kind is Kind.DATE
    ]


def _in_one_order(table: Table, entity: Entity, assignments: Sequence[Assignment]) -> list[Assignment]:
    """Dates that could be read either way are read as the others of the sheet are."""
    shown = order_shown(dated(table, entity, assignments))
    columns = {column.name: column for column in table.columns}

    def is_open(each: Assignment) -> bool:
        cells = table.cells(columns[each.column])
        is_date = entity.field(each.field).kind is Kind.DATE
        return is_date and shown in guess_reading(Kind.DATE, columns[each.column].header, cells).orders

    if shown is None:
        return list(assignments)
    return [
        replace(each, reading=replace(each.reading, order=shown)) if is_open(each) else each
        for each in assignments
    ]


_JUDGEMENT = "confidence_reason"
_COMMENTS = frozenset(
    {
        "comment",
        "comments",
        "commentary",
        "headline",
        "latest update",
        "narrative",
        "progress update",
        "remarks",
        "status comment",
        "status comments",
        "status commentary",
        "status narrative",
        "status update",
        "update",
        "updates",
    }
)
"""Headings that say nothing of what is commented on: beside a rating, it is why it is rated so, which a pack prints."""


def _with_judgement(table: Table, entity: Entity, assignments: Sequence[Assignment]) -> list[Assignment]:
    """Comments beside a rating are the judgement that is reported with it, unless another column says that."""
    fed = {each.field for each in assignments}
    if not entity.has(_JUDGEMENT) or "confidence" not in fed or _JUDGEMENT in fed:
        return list(assignments)
    elsewhere = {each.column for each in assignments if each.field != NOTE}
    for column in table.columns:
        if column.name not in elsewhere and _undated(column.header or column.name) in _COMMENTS:
            told = assign(table, column.name, entity.field(_JUDGEMENT))
            return [*(each for each in assignments if each.column != column.name), told]
    return list(assignments)


_TOLD_IN_WORDS = {"strategy": "mitigation"}
"""Fields that hold an item of a list, and the paragraphs that say the same in words of one's own."""


def _in_words(
    table: Table, catalogue: Catalogue, entity: Entity, assignments: Sequence[Assignment]
) -> list[Assignment]:
    """A column in which nobody chose from the list but all wrote what is done ("Raise the wall") is that, in words."""
    columns = {column.name: column for column in table.columns}
    fed = {each.field for each in assignments}

    def settled(each: Assignment) -> Assignment:
        words = _TOLD_IN_WORDS.get(each.field, "")
        if not words or words in fed or not entity.has(words) or each.column not in columns:
            return each
        column = columns[each.column]
        cells, field = _sample(table, column), entity.field(each.field)
        chosen = _fit(cells, field, column.header or column.name, catalogue)
        # A word alone may be an item of theirs.
        phrases = sum(" " in cell_text(cell).strip() for cell in cells)
        return each if chosen or 2 * phrases < len(cells) else assign(table, each.column, entity.field(words))

    return [settled(each) for each in assignments]


def _undated(heading: str) -> str:
    """Its words without the month that they are of: "October comment" is a comment, as "This month's comment" is."""
    words = words_of(heading).split()
    return " ".join(word for word in words if word not in _OF_A_MONTH and not month_called(word))


_OF_A_MONTH = frozenset({"current", "latest", "month", "monthly", "s", "this"})

_OF_PEOPLE_HERE = frozenset({"person_skill", "qualification", "leave"})
"""Registers about people who are here: a name that nobody has is a slip, and makes nobody."""


def _makes_nobody(entity: Entity, each: Assignment) -> Assignment:
    own = entity.name in _OF_PEOPLE_HERE and entity.field(each.field).target == "person"
    return replace(each, create=False) if own else each


def assign(table: Table, column: str, field: Field) -> Assignment:
    """`column` for `field`, read in the way that suits all its cells best."""
    found = next(each for each in table.columns if each.name == column)
    cells = table.cells(found)
    reading = guess_reading(field.kind, found.header or found.name, cells).reading
    if field.kind is Kind.RATING and not reading.scale:
        reading = replace(reading, scale=field.options)
    return Assignment(
        column, field.name, as_above(table, field.kind, reading), create=field.target in MAKEABLE
    )


def as_above(table: Table, kind: Kind, reading: Reading) -> Reading:
    """Amounts of which the column does not say what they count, counted as is said above the headings."""
    if kind is Kind.MONEY and reading.unit == 1:
        return replace(reading, unit=unit_above(table.above))
    return reading


def guess_register(table: Table, catalogue: Catalogue, hint: str = "", wanted: str = "") -> Entity | None:
    """The register whose fields the headings name best; None when none of them fits.

    `hint` is what the file and the sheet are called, `wanted` the entity that the person came from. Each tips the
    scales where several registers fit about as well, and neither outweighs headings that are clearly another's.
    """
    scores = {entity.name: _suits(table, entity, words_of(hint)) for entity in registers(catalogue)}
    if wanted in scores:
        scores[wanted] = max(scores[wanted], 0.0) + _HINT
    best = max(scores, key=lambda name: scores[name])
    return catalogue.entity(best) if scores[best] > 0 else None


def registers(catalogue: Catalogue) -> list[Entity]:
    """The registers that a person would fill from a spreadsheet, in the catalogue's order."""
    return [entity for entity in catalogue.seen if entity.name not in _OFFICE]


def _candidates(table: Table, catalogue: Catalogue, entity: Entity) -> Iterable[Likeness]:
    names = Names(entity)
    for column in table.columns:
        if subject_of(entity.name, column.name):
            continue
        cells = _sample(table, column)
        rated = _are_ratings(cells)
        for like in names.likenesses(column.index, Heading.of(column)):
            listed = like.field.kind in LISTED
            fit = _fit(cells, like.field, column.header or column.name, catalogue)
            if (listed and not rated) or fit:  # words that a list does not know yet can be told to it
                yield replace(like, score=like.score - _UNFIT * (1 - fit))


def _fit(cells: Sequence[Cell], field: Field, header: str, catalogue: Catalogue) -> float:
    """The share of cells that the field could hold; cells that say why they have no value do not count."""
    reading = guess_reading(field.kind, header, cells).reading
    if field.kind is Kind.DATE:  # which day of a month is meant is asked later
        reading = replace(reading, months=MonthDay.FIRST)
        cells = [
            cell for cell in cells if not (isinstance(cell, str) and spans_named(cell))
        ]  # as is a quarter
    if field.kind is Kind.RATING:
        reading = replace(reading, scale=reading.scale or field.options)
    reader = CellReader(Assignment("", field.name, reading), field, catalogue)
    outcomes = reader.column(cells)
    said = [each for each in outcomes if not _says_nothing(each)]
    if field.kind is Kind.LINK and _is_numbering(cells):
        return 0.0
    return sum(not isinstance(each, Unreadable | Unknown) for each in said) / len(said) if said else 1.0


def _says_nothing(outcome: Outcome) -> bool:
    return outcome is None or (isinstance(outcome, Unknown) and outcome.reason is not Reason.OTHER)


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """1, 2, 3 … are the numbers of rows and not the names of something else."""
    numbers = [cell_text(cell) for cell in cells]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _sorted_by(table: Table, catalogue: Catalogue, entity: Entity) -> RowChoice | None:
    """The column that says to which register each row belongs, as in a log of risks, issues and assumptions in one."""
    known = {name: each.name for name, each in _registers_named(catalogue).items()}
    for column in table.columns:
        if all(word_key(cell_text(cell)) in known for cell in _sample(table, column)):
            words = {word_key(cell_text(cell)) for cell in table.cells(column) if cell is not None}
            meant = frozenset(word for word in words if known.get(word) == entity.name)
            if len(words) > 1 and words <= known.keys() and meant:
                return RowChoice(column.name, meant)
    return None


def other_kinds(table: Table, catalogue: Catalogue, entity: str, only: RowChoice | None) -> dict[str, Entity]:
    """The other registers that a log is of, by the words that send a row there (see `word_key`)."""
    column = next((each for each in table.columns if only and each.name == only.column), None)
    if column is None:
        return {}
    words = {word_key(cell_text(cell)) for cell in table.cells(column) if cell is not None}
    known = _registers_named(catalogue)
    return {word: known[word] for word in sorted(words & known.keys()) if known[word].name != entity}


def _registers_named(catalogue: Catalogue) -> dict[str, Entity]:
    return {word_key(name): each for each in registers(catalogue) for name in (each.label, each.plural)}


def _numbered_by_the_log(
    table: Table,
    catalogue: Catalogue,
    entity: Entity,
    only: RowChoice | None,
    candidates: Sequence[Likeness],
) -> list[Likeness]:
    """In a log of risks and issues in one, the “Risk ID” that tells every row apart is the code of its issues too."""
    code = entity.code
    if code is None or any(each.field.name == code.name and each.score >= EXACT for each in candidates):
        return list(candidates)
    for other in other_kinds(table, catalogue, entity.name, only).values():
        names = Names(other)
        for column in table.columns:
            texts = [cell_text(row.cells[column.index]).strip().casefold() for row in table.rows]
            likes = names.likenesses(column.index, Heading.of(column))
            numbers = any(each.field is other.code and each.score >= EXACT for each in likes)
            if numbers and all(texts) and len(set(texts)) == len(texts):
                rest = [each for each in candidates if each.column != column.index]
                return [Likeness(column.index, code, EXACT), *rest]
    return list(candidates)


def _of_the_other_kinds(
    table: Table,
    catalogue: Catalogue,
    entity: Entity,
    only: RowChoice | None,
    assignments: Sequence[Assignment],
) -> list[Assignment]:
    """What another kind of the log has fields for and this one has not, as an issue has no likelihood: kept in the note."""
    others = [Names(each) for each in other_kinds(table, catalogue, entity.name, only).values()]
    if not others or only is None or not entity.has(NOTE) or entity.field(NOTE).kind is not Kind.NARRATIVE:
        return []
    used = {only.column, *(each.column for each in assignments)}

    def is_theirs(column: Column) -> bool:
        heading = Heading.of(column)
        likes = (each for names in others for each in names.likenesses(column.index, heading))
        return any(each.score >= EXACT for each in likes)

    free = (column for column in table.columns if column.name not in used)
    return [assign(table, column.name, entity.field(NOTE)) for column in free if is_theirs(column)]


def _sample(table: Table, column: Column) -> list[Cell]:
    """The first cells of a column that say something: enough to tell what it holds."""
    cells = (row.cells[column.index] for row in table.rows)
    return list(islice((cell for cell in cells if cell is not None), _SAMPLE))


def _choose(candidates: Sequence[Likeness]) -> list[Likeness]:
    """The best pairs first, each column and each field once; ratings share a column whose heading names both."""
    chosen: list[Likeness] = []
    for like in candidates:
        rivals = [each for each in chosen if like.column == each.column or like.field.name == each.field.name]
        if not rivals or all(_shares(like, rival) for rival in rivals):
            chosen.append(like)
    return chosen


def _shares(one: Likeness, other: Likeness) -> bool:
    both_ratings = one.field.kind is other.field.kind is Kind.RATING
    return both_ratings and min(one.score, other.score) >= EXACT


def _make_room(candidates: Sequence[Likeness], chosen: Sequence[Likeness]) -> list[Likeness]:
    """Let a column without a place have its field when the column that holds it is also named by a free one."""
    exact = [like for like in candidates if like.score >= EXACT]
    settled = list(chosen)
    for like in exact:
        if any(each.column == like.column for each in settled):
            continue
        holder = next((each for each in settled if each.field.name == like.field.name), None)
        taken = {each.field.name for each in settled}
        free = (each for each in exact if holder and each.column == holder.column)
        other = next((each for each in free if each.field.name not in taken), None)
        if holder is not None and other is not None:
            settled.remove(holder)
            settled += [like, other]
    return settled


def _of_their_owner(table: Table, entity: Entity, candidates: Sequence[Likeness]) -> list[Likeness]:
    """A column of codes that come again with the same project is no code of the records, but that project's reference."""
    owner, code = entity.owner, entity.code
    if owner is None or code is None:
        return list(candidates)
    named = (each.column for each in candidates if each.field.name == owner.name and each.score >= EXACT)
    beside = next(named, None)

    def refers(like: Likeness) -> bool:
        rows = [row for row in table.rows if row.cells[like.column] is not None]
        codes = [word_key(cell_text(row.cells[like.column])) for row in rows]
        if like.field.name != code.name or len(set(codes)) == len(codes):
            return False
        if beside is None or beside == like.column:
            return not all(each.isdigit() for each in codes)  # 1, 2, 3, 1, 2 number the rows of each group
        owners = (word_key(cell_text(row.cells[beside])) for row in rows)
        return len(set(zip(codes, owners, strict=True))) == len(set(codes))

    return [replace(each, field=owner, score=EXACT) if refers(each) else each for each in candidates]


_REFERENCE = re.compile(r"\b(?:code|id|key|no|nr|number|ref|reference)\b")


def _by_reference(
    table: Table, candidates: Sequence[Likeness], chosen: Sequence[Likeness]
) -> tuple[list[Likeness], frozenset[str]]:
    """Of two columns that name the same other record, its reference counts: its name is written in many ways.

    With the columns that give way: those whose every row has the reference as well.
    """
    settled, named = list(chosen), set()
    for like in candidates:
        holder = next((each for each in settled if each.field.name == like.field.name), None)
        if holder is None or like.field.kind is not Kind.LINK or like.score < EXACT:
            continue
        reference, name = table.columns[like.column], table.columns[holder.column]
        refers = _REFERENCE.search(words_of(reference.name)) and not _REFERENCE.search(words_of(name.name))
        free = all(each.column != like.column for each in settled)
        covered = all(row.cells[reference.index] is not None for row in table.rows if row.cells[name.index])
        if refers and free and covered:
            settled[settled.index(holder)] = like
            named.add(name.name)
    return settled, frozenset(named)


def _joined(candidates: Sequence[Likeness], chosen: Sequence[Likeness], entity: Entity) -> list[Likeness]:
    """Columns without a place whose heading names a field of paragraphs, or the score, that holds more than one."""
    placed = {each.column for each in chosen}
    found: dict[int, Likeness] = {}
    for like in candidates:
        roomy = like.field.kind is Kind.NARRATIVE or like.field.name == SCORE
        if like.score >= EXACT and roomy and like.field.name != entity.title and like.column not in placed:
            found.setdefault(like.column, like)
    return list(found.values())


def _in_order(entity: Entity, chosen: Iterable[Likeness]) -> list[Likeness]:
    """By field, and within a field the better name first."""
    place = {field.name: number for number, field in enumerate(entity.fields)}
    return sorted(chosen, key=lambda each: (place[each.field.name], -each.score, each.column))


def _ratings_elsewhere(table: Table, entity: Entity, assignments: Sequence[Assignment]) -> list[Assignment]:
    """A column of reds, ambers and greens that its heading ("Status") did not give away is the headline rating."""
    if not entity.has("confidence") or entity.field("confidence").kind is not Kind.RATING:
        return []
    if any(each.field == "confidence" for each in assignments):
        return []
    used = {each.column for each in assignments}
    for column in table.columns:
        if column.name not in used and _are_ratings(_sample(table, column)):
            return [assign(table, column.name, entity.field("confidence"))]
    return []


def _classes_elsewhere(table: Table, entity: Entity, assignments: Sequence[Assignment]) -> list[Assignment]:
    """Columns of Roman figures, which their heading ("Impact") does not give away, are scores on another scale."""
    if not entity.has(SCORE):
        return []
    used = {each.column for each in assignments}
    free = (column for column in table.columns if column.name not in used)
    return [
        assign(table, column.name, entity.field(SCORE)) for column in free if are_roman(said(table, column))
    ]


def _are_ratings(cells: Sequence[Cell]) -> bool:
    """Whether most cells are red, amber or green."""
    words = [cell for cell in cells if isinstance(cell, str)]
    scale = scale_of(words)
    if scale not in ("rag3", "rag5"):
        return False
    levels = {word_key(level.label) for level in SCALES[scale].levels}
    return sum(word_key(word) in levels for word in words) > len(words) / 2


def _suits(table: Table, entity: Entity, hint: str) -> float:
    """How many columns the register would take, weighed by how surely; without what it requires it suits badly."""
    names = Names(entity)
    best: dict[str, float] = {}
    for column in table.columns[:_WIDE]:
        likes = sorted(names.likenesses(column.index, Heading.of(column)), key=lambda each: -each.score)
        free = next((like for like in likes if like.field.name not in best), None)
        if free is not None:
            best[free.field.name] = free.score / 100
    score = sum(best.values())
    required = {field.name for field in entity.fields if field.required}
    score -= len(required - best.keys())
    if entity.title not in best and not (required <= best.keys() and _ties(entity, best)):
        return 0.0
    if any(words_of(name) in hint for name in (entity.label, entity.plural)):
        score += _HINT
    return score


def _ties(entity: Entity, found: Container[str]) -> bool:
    """Whether records that need no name are told by what is found: by two that they tie together."""
    identity = IDENTITY.get(entity.name)
    return identity is not None and sum(name in found for name in identity.ties) > 1
