# SPDX-License-Identifier: Apache-2.0
"""Columns that are an office's own fields. What kind each is, is told by what stands in all of its cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import unguard_formula
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import CustomField, FieldKind, FieldValue
from portfolio_desktop.exchange.plans.sheet import words
from portfolio_desktop.exchange.plans.sheet.cells import instant
from portfolio_desktop.exchange.plans.values import Odd


class OwnColumns:
    """All columns with a heading that is not among `taken`."""

    def __init__(self, head: Sequence[str], taken: Iterable[int], rows: Sequence[Sequence[str]]) -> None:
        places = dict.fromkeys(range(len(head)))
        for place in taken:
            del places[place]
        self._readers: dict[int, tuple[CustomField, Callable[[str], FieldValue]]] = {}
        names: set[str] = set()
        for place in places:
            name = values.clean(unguard_formula(head[place]))
            filled = [text for row in rows if (text := _text(row, place))]
            if name and filled and name not in names:
                names.add(name)
                kind, reader = _reader(filled)
                self._readers[place] = (CustomField(name=name, kind=kind), reader)

    @property
    def fields(self) -> tuple[CustomField, ...]:
        return tuple(custom for custom, _reader in self._readers.values())

    def of(self, row: Sequence[str]) -> Mapping[str, FieldValue]:
        """The values of one row by the names of their fields."""
        return {
            custom.name: reader(text)
            for place, (custom, reader) in self._readers.items()
            if (text := _text(row, place))
        }


def _text(row: Sequence[str], place: int) -> str:
    return values.clean(unguard_formula(row[place])) if place < len(row) else ""


def _reader(filled: Sequence[str]) -> tuple[FieldKind, Callable[[str], FieldValue]]:
    """The narrowest kind that all cells of a column are."""
    for kind, reader in _READERS:
        try:
            for text in filled:
                reader(text)
        except Odd:
            continue
        return kind, reader
    return FieldKind.TEXT, str


def _flag(text: str) -> bool:
    known = {_(words.YES).casefold(): True, _(words.NO).casefold(): False}
    if text.casefold() not in known:
        raise Odd(text, "")
    return known[text.casefold()]


def _number(text: str) -> float:
    """Only as a number is written: `0012` is a reference."""
    value = values.number(text)
    if text.lstrip("-") != f"{abs(value):.15g}":
        raise Odd(text, values.A_NUMBER)
    return value


def _date(text: str) -> int:
    return instant(text, ends=False)


def _duration(text: str) -> int:
    number, _space, unit = text.rpartition(" ")
    if unit != "h":
        raise Odd(text, values.A_DURATION)
    return values.hours(number)


_READERS: tuple[tuple[FieldKind, Callable[[str], FieldValue]], ...] = (
    (FieldKind.FLAG, _flag),
    (FieldKind.NUMBER, _number),
    (FieldKind.DATE, _date),
    (FieldKind.DURATION, _duration),
)
