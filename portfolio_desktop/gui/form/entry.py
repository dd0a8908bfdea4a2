# SPDX-License-Identifier: Apache-2.0
"""What a person has put into an editor, before it is a value: words still to be understood, or a value chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import UNITS
from portfolio_desktop.base.text import one_line
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.exchange.typed import typed_value
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader


@dataclass(frozen=True, slots=True)
class Typed:
    """Words, to be understood by `exchange.typed`."""

    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """A value that was chosen, with the words that stand for it until it is written."""

    value: Value
    words: str = ""


Entry: TypeAlias = Typed | Given
_LETTERS = 3
"""From which on what was typed may stand for a whole name."""


def entry_words(entry: Entry) -> str:
    """What the cell or field shows while the entry is being written."""
    return entry.text if isinstance(entry, Typed) else entry.words


def is_blank(entry: Entry) -> bool:
    """Whether nothing is entered, so that what stood there is taken away."""
    return not entry.text.strip() if isinstance(entry, Typed) else entry.value is None


def understood(office: Office, entity: str, entries: Mapping[str, Entry]) -> dict[str, Value]:
    """The values of `entries` by field name. Refuses words that stand for none. For the database thread."""
    definition = office.catalogue.entity(entity)
    with office.reading() as reader:
        return {
            name: entry.value
            if isinstance(entry, Given)
            else _read(reader, definition.field(name), entry.text)
            for name, entry in entries.items()
        }


def _read(reader: Reader, field: Field, text: str) -> Value:
    try:
        return typed_value(reader, field, text)
    except Refusal as refusal:
        if field.kind is Kind.LINK and (meant := _meant(reader, field, text)) is not None:
            return meant
        refusal.field = field.name
        raise


def _meant(reader: Reader, field: Field, text: str) -> Id | None:
    """The one record in whose name a word begins as `text` does: whoever leaves a field with so much typed has said whom."""
    target, wanted = reader.catalogue.entity(field.target), one_line(text).casefold()
    if len(wanted) < _LETTERS:
        return None
    named = reader.values(target, (target.title,), Test(target.title, Op.CONTAINS, wanted))
    found = [Id(id) for id, title in named if f" {wanted}" in f" {one_line(str(title)).casefold()}"]
    return found[0] if len(found) == 1 else None


def typing_text(field: Field, value: Value) -> str:
    """The words that an editor starts with: exact, and read back as the same value."""
    if value is None:
        return ""
    if isinstance(value, Unknown):
        return f"?{value.text}"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        if field.kind is Kind.MONEY:
            return money_text(value)
        return f"{value:f}%" if field.kind is Kind.PERCENT else f"{value:f}"
    return str(value)


def money_text(value: Decimal) -> str:
    """An amount as one would type it: with the largest suffix that needs no more than three decimals."""
    for suffix in ("bn", "m", "k"):
        scaled = value / UNITS[suffix]
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.001")):
            return f"{scaled.normalize():f}{suffix}"
    return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:f}"
