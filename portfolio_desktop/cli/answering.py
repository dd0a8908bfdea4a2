# SPDX-License-Identifier: Apache-2.0
"""What the person says of a spreadsheet's columns on the command line, on top of the guess."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.lists import Item
from portfolio_desktop.cli.where import field_named
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange import imports
from portfolio_desktop.exchange.tables import AS_SAID, DateOrder, MonthDay, Table

_UNITS = {"1": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_ORDERS = {order.value: order for order in (DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)}


_SUITED = "suited"
_NONE = "none"
_ADDED = "+"
_MONTHS = {"first": MonthDay.FIRST, "last": MonthDay.LAST, "none": MonthDay.UNSAID}
_OPTIONS = {
    imports.About.UNIT: "--money",
    imports.About.ORDER: "--dates",
    imports.About.MONTHS: "--months",
}


def answer_arguments(parser: ArgumentParser) -> None:
    """The arguments that `answered` reads."""
    parser.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        help=_("a column and the field it goes to; with no field, the column is left out"),
    )
    parser.add_argument(
        "--money",
        choices=_UNITS,
        help=_("what amounts count, in columns that do not say: pounds, thousands, millions…"),
    )
    parser.add_argument(
        "--dates",
        choices=_ORDERS,
        help=_("the order of day, month and year, in columns where several would fit"),
    )
    parser.add_argument(
        "--months",
        choices=(_SUITED, *_MONTHS),
        help=_(
            "the day that a month without one (“Dec-2026”) means: its first, its last, the first where something begins "
            "and the last elsewhere (suited), or none, as it is no date"
        ),
    )
    parser.add_argument(
        "--word",
        metavar="FIELD:WORD=MEANING",
        action="append",
        default=[],
        help=_(
            "what a word of theirs means here, such as likelihood:Possible=3; with + for the meaning, the word is added "
            "to the list of the field; a word in the place of a rating may mean none, or a status: "
            "confidence:Complete=status:Closed; one in the place of a date, a day or none: “end:Q3 2027=2027-09-30”"
        ),
    )
    parser.add_argument(
        "--keep", action="store_true", help=_("keep columns that go nowhere, as fields of your own")
    )


def answered(
    mapping: imports.ColumnMapping, table: Table, catalogue: Catalogue, arguments: Namespace, *, is_new: bool
) -> imports.ColumnMapping:
    """The mapping with all that was said. In a new one a question left open is refused: it is not ours to guess.

    A remembered mapping was answered when it was made.
    """
    for pair in arguments.map:
        mapping = _mapped(mapping, table, catalogue, pair)
    if arguments.keep:  # before the questions: amounts among them may be thousands
        mapping = imports.keep_as_own(table, mapping, catalogue, mapping.unused(table))
    said = {pair.rpartition("=")[0].strip().casefold() for pair in arguments.map}
    for asked in imports.questions(table, mapping, catalogue):
        if asked.about is not imports.About.STAGE:
            mapping = _settled(mapping, asked, arguments, is_new=is_new)
        elif is_new and asked.column.casefold() not in said:
            raise Refusal(
                _("{sentence} Say so with --map “{column}={field}”, or where else it goes.").format(
                    sentence=asked.sentence, column=asked.column, field=asked.field
                )
            )
    for meaning in arguments.word:
        mapping = _meaning(mapping, table, catalogue, meaning)
    return mapping


def _mapped(
    mapping: imports.ColumnMapping, table: Table, catalogue: Catalogue, pair: str
) -> imports.ColumnMapping:
    column, _sign, name = pair.rpartition("=")
    found = [each.name for each in table.columns if each.name.casefold() == column.strip().casefold()]
    if not found:
        names = ", ".join(each.name for each in table.columns)
        raise Refusal(
            _("There is no column “{column}”. There are: {names}.").format(column=column, names=names)
        )
    if not name.strip():
        return mapping.leaving_out(found)
    for left_out in imports.left_out(mapping.entity, found):
        raise Refusal(str(left_out))
    field = field_named(imports.importable(catalogue.entity(mapping.entity)), name, kept=True)
    return mapping.without(found[0]).with_assignment(imports.assign(table, found[0], field))


def _settled(
    mapping: imports.ColumnMapping, asked: imports.Question, arguments: Namespace, *, is_new: bool
) -> imports.ColumnMapping:
    if asked.about is imports.About.WORDS:
        return mapping
    assignment = next(each for each in mapping.of_column(asked.column) if each.field == asked.field)
    if asked.about is imports.About.UNIT and arguments.money:
        reading = replace(assignment.reading, unit=_UNITS[arguments.money])
    elif asked.about is imports.About.ORDER and arguments.dates:
        reading = replace(assignment.reading, order=_ORDERS[arguments.dates])
    elif asked.about is imports.About.MONTHS and arguments.months:
        reading = replace(assignment.reading, months=_MONTHS.get(arguments.months, asked.months))
    elif is_new:
        raise Refusal(
            _("{sentence} Say so with {option}.").format(
                sentence=asked.sentence, option=_OPTIONS[asked.about]
            )
        )
    else:
        return mapping
    return mapping.with_assignment(replace(assignment, reading=reading))


def _meaning(
    mapping: imports.ColumnMapping, table: Table, catalogue: Catalogue, said: str
) -> imports.ColumnMapping:
    name, _colon, pair = said.partition(":")
    word, sign, meaning = pair.rpartition("=")
    entity = imports.importable(catalogue.entity(mapping.entity))
    field = field_named(entity, name, kept=True)
    if sign and field.kind is Kind.RATING:
        return _rated(mapping, catalogue, field, word, meaning.strip())
    if sign and field.kind is Kind.DATE:
        return _dated(mapping, table, catalogue, field, word, meaning.strip())
    if not sign or field.kind not in (Kind.CHOICE, Kind.SCALE):
        raise Refusal(
            _("“{said}” is not FIELD:WORD=MEANING, with a field that chooses from a list.").format(said=said)
        )
    item = catalogue.choices(field).named(meaning)
    if meaning.strip() == _ADDED and field.kind is Kind.CHOICE:
        item = Item(one_line(word), one_line(word))
    if item is None:
        labels = ", ".join(_(item.label) for item in catalogue.choices(field).items)
        raise Refusal(_("{label}: choose one of {labels}.").format(label=field.label, labels=labels))
    for assignment in mapping.of_field(field.name):
        mapping = mapping.with_assignment(imports.with_words(assignment, {word: item.code}))
    return mapping


def _dated(
    mapping: imports.ColumnMapping, table: Table, catalogue: Catalogue, field: Field, word: str, meaning: str
) -> imports.ColumnMapping:
    """Which day words in the place of a date mean, or that they are none and are kept; others of their form alike."""
    try:
        day = AS_SAID if meaning == _NONE else date.fromisoformat(meaning).isoformat()
    except ValueError:
        raise Refusal(
            _("{label}: write the day as 2027-12-31, or none where there is no date yet.").format(
                label=_(field.label)
            )
        ) from None
    for assignment in mapping.of_field(field.name):
        mapping = imports.with_day(table, mapping, catalogue, assignment, word, day)
    return mapping


def _rated(
    mapping: imports.ColumnMapping, catalogue: Catalogue, field: Field, word: str, meaning: str
) -> imports.ColumnMapping:
    """What a word means in the place of a rating: a level, none, or the status that it says instead."""
    stands = imports.statuses(catalogue, mapping, field)
    for assignment in mapping.of_field(field.name):
        scale = SCALES[assignment.reading.scale or field.options]
        codes = {name.casefold(): level.code for level in scale.levels for name in (level.code, level.label)}
        codes[_NONE] = imports.NO_RATING
        if stands is not None and meaning.startswith(imports.STANDS):
            status = stands.named(meaning.removeprefix(imports.STANDS))
            codes[meaning.casefold()] = f"{imports.STANDS}{status.code}" if status else ""
        code = codes.get(meaning.casefold(), "")
        if not code:
            labels = [_(level.label) for level in scale.levels] + [_NONE]
            labels += [f"{imports.STANDS}{_(item.label)}" for item in (stands.in_use if stands else ())]
            raise Refusal(
                _("{label}: choose one of {labels}.").format(label=field.label, labels=", ".join(labels))
            )
        mapping = mapping.with_assignment(imports.with_words(assignment, {word: code}))
    return mapping
