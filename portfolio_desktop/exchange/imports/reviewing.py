# SPDX-License-Identifier: Apache-2.0
"""What a person should look at in a mapping before it is used: for each column how it reads, and what is still open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.exchange.imports.guessing import dated
from portfolio_desktop.exchange.imports.mapping import Assignment, ColumnMapping
from portfolio_desktop.exchange.imports.periods import importable
from portfolio_desktop.exchange.imports.planning import grown
from portfolio_desktop.exchange.imports.stages import is_doubtful
from portfolio_desktop.exchange.imports.words import (
    LISTED,
    CellReader,
    WordUse,
    spans_used,
    statuses,
    with_words,
    words_used,
)
from portfolio_desktop.exchange.tables import (
    AS_SAID,
    Cell,
    Column,
    DateOrder,
    Fit,
    MonthDay,
    SourceRow,
    Table,
    Unreadable,
    cell_text,
    guess_reading,
    month_alone,
    on_day,
    order_shown,
    spans_named,
    unit_in,
    word_key,
)

_BEGINS = frozenset(
    {
        "could_strike",
        "first",
        "raised_on",
        "requested_on",
        "since",
        "start",
        "start_actual",
        "start_baseline",
        "starts",
    }
)
"""Dates on which something begins. A month without a day is offered as its first day there, and as its last elsewhere."""

_UNIT_MARKS = ("m", "k", "bn", "mn", "b")
_FEW = 3  # months that are shown of those without a day
_SHOWN = 8  # cells of a column that cannot be read


class About(StrEnum):
    """What a question is about."""

    MONTHS = "months"  # months without a day
    ORDER = "order"  # day and month could stand either way, or stand one way by a single cell
    UNIT = "unit"  # amounts may be in thousands or millions
    WORDS = "words"  # words that no item, step or level stands for yet
    STAGE = "stage"  # a heading stands twice, and which comes after the other is not said


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the cells leave open. `sentence` asks it; `orders` are the readings that fit equally,
    `months` is the day offered for months without one, `words` how many have no meaning yet.
    """

    about: About
    column: str
    field: str
    sentence: str
    orders: tuple[DateOrder, ...] = ()
    months: MonthDay = MonthDay.UNSAID
    words: int = 0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One column under one assignment: how many cells become values, what its words are taken for, what to ask.

    `unread` are the first cells that cannot be read, each with its reason.
    """

    column: Column
    assignment: Assignment
    fit: Fit
    words: tuple[WordUse, ...] = ()
    questions: tuple[Question, ...] = ()
    unread: tuple[Unreadable, ...] = ()

    @property
    def unmapped(self) -> tuple[WordUse, ...]:
        return tuple(use for use in self.words if not use.mapped)


def review(table: Table, mapping: ColumnMapping, catalogue: Catalogue) -> tuple[Reviewed, ...]:
    """Every assignment of `mapping` whose column `table` has, in the mapping's order."""
    extended = grown(catalogue, mapping)
    entity = importable(extended.entity(mapping.entity))
    columns = {column.name: column for column in table.columns}
    rows = mapping.rows(table)
    shown = order_shown(dated(table, entity, mapping.assignments))
    found = (
        _reviewed(
            rows,
            columns[each.column],
            each,
            entity.field(each.field),
            extended,
            shown,
            statuses(extended, mapping, entity.field(each.field)) is not None,
        )
        for each in mapping.assignments
        if each.column in columns and entity.keeps(each.field)
    )
    return tuple(_with_stage(each, table, mapping, entity.field(each.assignment.field)) for each in found)


def questions(table: Table, mapping: ColumnMapping, catalogue: Catalogue) -> tuple[Question, ...]:
    """All that is open, column by column."""
    return tuple(question for each in review(table, mapping, catalogue) for question in each.questions)


def offered_day(field: Field) -> MonthDay:
    """The day of a month without one that suits `field`. Somebody has to say so."""
    return MonthDay.FIRST if field.name in _BEGINS else MonthDay.LAST


def months_told(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    """A sentence for each column whose months without a day are taken for one, as somebody has said."""
    columns = {column.name: column for column in table.columns}
    told = []
    for each in mapping.assignments:
        if each.column not in columns or not each.reading.months:
            continue
        cells = [row.cells[columns[each.column].index] for row in mapping.rows(table)]
        alone = _months(cells, each)
        if not alone:
            continue
        if each.reading.months is MonthDay.FIRST:
            sentence = ngettext(
                "“{column}”: {count} month without a day is taken for its first day, as “{example}” for {day}.",
                "“{column}”: {count} months without a day are taken for their first days, as “{example}” for {day}.",
                len(alone),
            )
        else:
            sentence = ngettext(
                "“{column}”: {count} month without a day is taken for its last day, as “{example}” for {day}.",
                "“{column}”: {count} months without a day are taken for their last days, as “{example}” for {day}.",
                len(alone),
            )
        example, month = alone[0]
        day = format_date(on_day(month, each.reading.months))
        told.append(sentence.format(column=each.column, count=len(alone), example=example, day=day))
    return tuple(told)


def with_day(
    table: Table, mapping: ColumnMapping, catalogue: Catalogue, assignment: Assignment, word: str, code: str
) -> ColumnMapping:
    """`mapping` with the day that a word of a column of dates means, such as “Q3 27/28”, and with all others of its form.

    In every column, unless they were answered otherwise. Counted alike: if one finish is the last day of a quarter that
    is counted from April, another is too, and a start is its first day.
    """
    entity = importable(grown(catalogue, mapping).entity(mapping.entity))
    columns = {column.name: column for column in table.columns}
    before, source = assignment.reading.words.get(word_key(word), ""), entity.field(assignment.field)
    for each in mapping.assignments:
        if each.column not in columns or not entity.keeps(each.field):
            continue
        field = entity.field(each.field)
        if field.kind is not Kind.DATE:
            continue
        said = {}
        for use in spans_used((row.cells[columns[each.column].index] for row in mapping.rows(table)), each):
            if _form(use.word) == _form(word) and use.code in (
                "",
                _alike(word, before, source, use.word, field),
            ):
                said[use.word] = _alike(word, code, source, use.word, field)
        mapping = mapping.with_assignment(with_words(each, {name: day for name, day in said.items() if day}))
    own = next(each for each in mapping.of_column(assignment.column) if each.field == assignment.field)
    return mapping.with_assignment(with_words(own, {word: code}))


def _form(word: str) -> str:
    return re.sub(r"\d+", "9", word_key(word))


def _alike(word: str, code: str, source: Field, other: str, field: Field) -> str:
    """The day that `other` means in `field` where `word` means `code` in `source`; "" where that tells nothing of it."""
    if code == AS_SAID:
        return code
    for span, same in zip(spans_named(word), spans_named(other), strict=False):
        if code in (span.first.isoformat(), span.last.isoformat()):
            last = code == span.last.isoformat()
            if last == (
                offered_day(source) is MonthDay.LAST
            ):  # the end that suits the one: that which suits the other
                last = offered_day(field) is MonthDay.LAST
            return (same.last if last else same.first).isoformat()
    return ""


def _months(cells: Iterable[Cell], assignment: Assignment) -> list[tuple[str, date]]:
    """The cells that name a month and no day, each with its month."""
    read = ((cell_text(cell), month_alone(cell, assignment.reading.century_from)) for cell in cells)
    return [(text, month) for text, month in read if month is not None]


def _reviewed(
    rows: Iterable[SourceRow],
    column: Column,
    assignment: Assignment,
    field: Field,
    catalogue: Catalogue,
    shown: DateOrder | None,
    stands: bool,
) -> Reviewed:
    cells = [row.cells[column.index] for row in rows]
    reader = CellReader(assignment, field, catalogue)
    outcomes = reader.column(cells)
    words = words_used(cells, outcomes, reader) if field.kind in (*LISTED, Kind.RATING) else ()
    alone = _months(cells, assignment) if field.kind is Kind.DATE else []
    spans = spans_used(cells, assignment) if field.kind is Kind.DATE else ()
    found = [
        question
        for question in (
            _about_months(column, assignment, field, alone),
            _about_spans(column, field, spans),
            _about_order(column, assignment, field, cells, shown),
            _about_unit(column, assignment, field, cells),
            _about_words(column, field, words, stands),
        )
        if question is not None
    ]
    if alone:
        words = (
            WordUse(_several(text for text, _month in alone), len(alone), assignment.reading.months.value),
        )
    unread = dict.fromkeys(each for each in outcomes if isinstance(each, Unreadable))
    return Reviewed(
        column, assignment, Fit.of(outcomes), (*words, *spans), tuple(found), tuple(islice(unread, _SHOWN))
    )


def _several(texts: Iterable[str]) -> str:
    """The first few of them, each once."""
    each = list(dict.fromkeys(texts))
    return ", ".join(each[:_FEW]) + ("…" if len(each) > _FEW else "")


def _with_stage(reviewed: Reviewed, table: Table, mapping: ColumnMapping, field: Field) -> Reviewed:
    column = reviewed.column
    if not is_doubtful(table, mapping, column, field.name):
        return reviewed
    sentence = _(
        "“{column}” stands after another “{header}”, and nothing between them says what is done: is it the {field}?"
    ).format(column=column.name, header=column.header, field=_(field.label).lower())
    asked = Question(About.STAGE, column.name, field.name, sentence)
    return replace(reviewed, questions=(*reviewed.questions, asked))


def _about_months(
    column: Column, assignment: Assignment, field: Field, alone: list[tuple[str, date]]
) -> Question | None:
    if not alone or assignment.reading.months:
        return None
    which = offered_day(field)
    example, month = alone[0]
    sentence = (
        _("“{column}”: does a month without a day, such as “{example}”, mean its first day ({day})?")
        if which is MonthDay.FIRST
        else _("“{column}”: does a month without a day, such as “{example}”, mean its last day ({day})?")
    ).format(column=column.name, example=example, day=format_date(on_day(month, which)))
    return Question(About.MONTHS, column.name, field.name, sentence, months=which)


def _about_spans(column: Column, field: Field, spans: tuple[WordUse, ...]) -> Question | None:
    unmapped = [use for use in spans if not use.mapped]
    if not unmapped:
        return None
    sentence = ngettext(
        "“{column}”: which day does {words} mean, or is there no date yet?",
        "“{column}”: which days do {words} mean, or is there no date yet?",
        len(unmapped),
    ).format(column=column.name, words=_told(unmapped))
    return Question(About.WORDS, column.name, field.name, sentence, words=len(unmapped))


def _told(uses: list[WordUse]) -> str:
    return ", ".join(f"“{use.word}” ({use.count})" for use in uses[:6])


def _about_order(
    column: Column, assignment: Assignment, field: Field, cells: list[Cell], shown: DateOrder | None
) -> Question | None:
    """Asked where neither these dates nor the others of the sheet, whose order is `shown`, leave no doubt."""
    if field.kind not in (Kind.DATE, Kind.MOMENT):
        return None
    guess = guess_reading(field.kind, column.header, cells)
    if guess.alone:
        sentence = _(
            "“{column}”: “{alone}” alone has the month first. Are dates such as “{example}” written day first or "
            "month first?"
        ).format(column=column.name, alone=guess.alone, example=guess.example)
    elif guess.ambiguous and shown not in guess.orders:
        sentence = _("“{column}”: are dates such as “{example}” written day first or month first?").format(
            column=column.name, example=guess.example
        )
    else:
        return None
    return Question(About.ORDER, column.name, assignment.field, sentence, guess.orders)


def _about_unit(column: Column, assignment: Assignment, field: Field, cells: list[Cell]) -> Question | None:
    if field.kind is not Kind.MONEY or assignment.reading.unit != 1 or unit_in(column.header) != 1:
        return None
    said = [cell for cell in cells if cell is not None]
    if not said or any(_has_unit(cell) for cell in said):
        return None
    sentence = _("“{column}”: are these amounts whole pounds, thousands or millions?").format(
        column=column.name
    )
    return Question(About.UNIT, column.name, assignment.field, sentence)


def _has_unit(cell: Cell) -> bool:
    words = cell_text(cell).casefold()
    return any(character.isdigit() for character in words) and words.endswith(_UNIT_MARKS)


def _about_words(column: Column, field: Field, words: tuple[WordUse, ...], stands: bool) -> Question | None:
    unmapped = [use for use in words if not use.mapped]
    if not unmapped:
        return None
    asked = (
        _("“{column}”: {words} is no “{field}”. Does it say what the status is, or is there no rating?")
        if stands and len(unmapped) == 1
        else _("“{column}”: {words} are no “{field}”. Do they say what the status is, or is there no rating?")
        if stands
        else _("“{column}”: what does this word mean in “{field}”: {words}?")
        if len(unmapped) == 1
        else _("“{column}”: what do these words mean in “{field}”: {words}?")
    )
    sentence = asked.format(column=column.name, field=_(field.label), words=_told(unmapped))
    return Question(About.WORDS, column.name, field.name, sentence, words=len(unmapped))
