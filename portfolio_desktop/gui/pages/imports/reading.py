# SPDX-License-Identifier: Apache-2.0
"""How a column is read, as choices a person can make: the order of dates, the unit of money, the scale of ratings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.imports import (
    LONGEST_ITEM,
    NO_RATING,
    STANDS,
    Assignment,
    ColumnMapping,
    likely,
    listed_words,
    offered_day,
    statuses,
    with_words,
)
from portfolio_desktop.exchange.tables import (
    AS_SAID,
    ORDER_LABELS,
    DateOrder,
    MonthDay,
    Span,
    spans_named,
    word_key,
)

_UNITS = (
    (1, N_("Whole pounds")),
    (1_000, N_("Thousands")),
    (1_000_000, N_("Millions")),
    (1_000_000_000, N_("Billions")),
)
_MAKE = ((True, N_("Make what is new")), (False, N_("Only those that are there")))


def ways(field: Field) -> tuple[tuple[str, str], ...]:
    """The ways in which cells of `field` can be read, as key and words; nothing where there is only one."""
    if field.kind in (Kind.DATE, Kind.MOMENT):
        return tuple((order.value, _(ORDER_LABELS[order])) for order in DateOrder)
    if field.kind is Kind.MONEY:
        return tuple((str(unit), _(words)) for unit, words in _UNITS)
    if field.kind is Kind.RATING:
        return tuple((scale.code, _(scale.label)) for scale in SCALES.values())
    if field.kind is Kind.LINK:
        return tuple((str(make), _(words)) for make, words in _MAKE)
    return ()


def way_of(assignment: Assignment, field: Field) -> str:
    """The key of the way in which `assignment` reads."""
    reading = assignment.reading
    return {
        Kind.DATE: reading.order.value,
        Kind.MOMENT: reading.order.value,
        Kind.MONEY: str(reading.unit),
        Kind.RATING: reading.scale,
        Kind.LINK: str(assignment.create),
    }.get(field.kind, "")


def read_in(assignment: Assignment, field: Field, way: str) -> Assignment:
    """`assignment`, reading in another way."""
    reading = assignment.reading
    if field.kind is Kind.LINK:
        return replace(assignment, create=way == str(True))
    if field.kind is Kind.MONEY:
        reading = replace(reading, unit=int(way))
    elif field.kind is Kind.RATING:
        reading = replace(reading, scale=way, words={})
    else:
        reading = replace(reading, order=DateOrder(way))
    return replace(assignment, reading=reading)


def meanings(
    catalogue: Catalogue, mapping: ColumnMapping, field: Field, assignment: Assignment, word: str
) -> Mapping[str, str]:
    """What `word` of the column can mean: the label of each item, step or level by its code.

    What comes nearest stands first. A month without a day can mean its first or its last. Where items can be added to
    the list, so can the word. In the place of a rating a word can say the status.
    """
    if field.kind is Kind.DATE and (spans := spans_named(word)):
        return _days(field, spans)
    if field.kind is Kind.DATE:
        days = {MonthDay.LAST.value: _("Its last day"), MonthDay.FIRST.value: _("Its first day")}
        suited = offered_day(field).value
        return {suited: days[suited], **days}
    if field.kind is Kind.RATING:
        return _ratings(catalogue, mapping, field, assignment, word)
    choices = catalogue.choices(field)
    near, steps = likely(choices, word), field.kind is Kind.SCALE
    found = {
        item.code: f"{item.code} {_(item.label)}" if steps else _(item.label)
        for item in sorted(choices.in_use, key=lambda item: item.code != near)
    }
    if not steps and len(word) <= LONGEST_ITEM:
        found.setdefault(word, _("Add “{word}” to the list").format(word=shorten(word, 40)))
    return found


def _days(field: Field, spans: Iterable[Span]) -> Mapping[str, str]:
    """The days that words for a longer time can mean, its end first unless something begins; or that they are no date."""
    begins = offered_day(field) is MonthDay.FIRST
    found = {}
    for span in spans:
        for last in (False, True) if begins else (True, False):
            day = span.last if last else span.first
            found[day.isoformat()] = _(_ENDS[last, span.since]).format(day=format_date(day))
    return {**found, AS_SAID: _("No date: keep the words")}


_ENDS = {
    (True, 0): N_("{day}, its last day"),
    (True, 1): N_("{day}, its last day counted from January"),
    (True, 4): N_("{day}, its last day counted from April"),
    (False, 0): N_("{day}, its first day"),
    (False, 1): N_("{day}, its first day counted from January"),
    (False, 4): N_("{day}, its first day counted from April"),
}


def _ratings(
    catalogue: Catalogue, mapping: ColumnMapping, field: Field, assignment: Assignment, word: str
) -> Mapping[str, str]:
    scale, stands = SCALES.get(assignment.reading.scale), statuses(catalogue, mapping, field)
    levels = {level.code: _(level.label) for level in reversed(scale.levels)} if scale else {}
    levels[NO_RATING] = _("No rating")
    if stands is None:
        return levels
    status = _(catalogue.entity(mapping.entity).field("status").label)
    said = {f"{STANDS}{item.code}": f"{status}: {_(item.label)}" for item in stands.in_use}
    likely = f"{STANDS}{listed_words(stands).get(word_key(word), '')}"
    first = {likely: said.pop(likely)} if likely in said else {}
    return {**first, **levels, **said}


def meant(assignment: Assignment, field: Field, word: str, code: str) -> Assignment:
    """`assignment` with `word` of its column taken for what was chosen of `meanings`; months are all taken alike."""
    if field.kind is Kind.DATE and not spans_named(word):
        return replace(assignment, reading=replace(assignment.reading, months=MonthDay(code)))
    return with_words(assignment, {word: code})
