# SPDX-License-Identifier: Apache-2.0
"""What stands in one cell of a register: the words, and how they are laid out. Nothing is painted here."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import UNITS
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.domain.toned import badge_of, has_badges
from portfolio_desktop.services.reading import Total
from portfolio_desktop.services.registers.marking import Marked
from portfolio_desktop.services.words import words

_SHOWN = 400  # characters: more than any cell is wide


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of value is laid out: where it stands, how wide a column starts, and whether it is a badge."""

    width: int
    right: bool = False
    badge: bool = False


_TONED = Look(176, badge=True)

LOOKS: Mapping[Kind, Look] = MappingProxyType(
    {
        Kind.CODE: Look(84),
        Kind.TEXT: Look(240),
        Kind.NARRATIVE: Look(280),
        Kind.ADDRESS: Look(200),
        Kind.INTEGER: Look(108, right=True),
        Kind.NUMBER: Look(100, right=True),
        Kind.PERCENT: Look(92, right=True),
        Kind.MONEY: Look(148, right=True),
        Kind.DATE: Look(124, right=True),
        Kind.MOMENT: Look(140, right=True),
        Kind.FLAG: Look(84),
        Kind.CHOICE: Look(144),
        Kind.SCALE: Look(124),
        Kind.RATING: _TONED,
        Kind.LINK: Look(172),
    }
)


def look_of(catalogue: Catalogue, field: Field) -> Look:
    """How the values of `field` are laid out: by their kind, and as badges where their list has tones."""
    return _TONED if has_badges(catalogue, field) else LOOKS[field.kind]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it is shown. `known` is False for words that stand in place of a value; a `badge` goes before them."""

    text: str
    known: bool
    badge: Level | None = None


class Line:
    """A record as a register shows it. Cells are made when they are first asked for, and kept."""

    __slots__ = ("_cells", "generation", "marked", "record", "titles")

    def __init__(
        self, record: Record, titles: Mapping[Id, str], generation: int, marked: Marked | None = None
    ) -> None:
        self.record = record
        self.titles = titles
        self.generation = generation
        self.marked = marked
        self._cells: dict[str, Cell] = {}

    def cell(self, catalogue: Catalogue, field: Field, unit: str) -> Cell:
        """The cell of `field`; money is written in `unit`."""
        found = self._cells.get(field.name)
        if found is None:
            found = self._cells[field.name] = cell_of(
                catalogue, field, self.record[field.name], self.titles, unit
            )
        return found

    def forget_cells(self) -> None:
        """Make the cells anew: a unit has changed."""
        self._cells.clear()


def cell_of(catalogue: Catalogue, field: Field, value: Value, titles: Mapping[Id, str], unit: str) -> Cell:
    """`value` of `field` as a cell."""
    if field.kind is Kind.MONEY and isinstance(value, Decimal):
        return Cell(money_cell(value, unit), True)
    badge = badge_of(catalogue, field, value)
    text = words(catalogue, field, value, titles=titles)
    return Cell(visible_bidi(" ".join(text[:_SHOWN].split())), not isinstance(value, Unknown), badge)


def money_cell(value: Decimal, unit: str) -> str:
    """An amount under a heading that names currency and unit: one decimal in k, m and bn, so that points line up."""
    scaled = value / UNITS[unit]
    step = Decimal("0.1") if unit else Decimal(1) if value == value.to_integral_value() else Decimal("0.01")
    rounded = scaled.quantize(step, ROUND_HALF_UP)
    if value and not rounded:
        return f"<{step}" if value > 0 else f">\N{MINUS SIGN}{step}"
    return ("\N{MINUS SIGN}" if rounded < 0 else "") + f"{abs(rounded):,f}"


def total_words(total: Total, unit: str) -> str:
    """A sum as it stands under its column; a dash where nothing of it is known."""
    return money_cell(total.sum, unit) if total.known else "\N{EN DASH}"


def known_words(total: Total) -> str:
    """How much of a total is known."""
    return _("{known} of {count} known").format(known=f"{total.known:,}", count=f"{total.count:,}")


def heading(field: Field, unit: str, currency: str = "£") -> str:
    """What stands above a column: the label, with the unit that its numbers count."""
    counted = counted_in(field, unit, currency)
    return f"{_(field.label)}, {counted}" if counted else _(field.label)


def counted_in(field: Field, unit: str, currency: str = "£") -> str:
    """What the numbers of a column count: "£m", "days", or nothing."""
    return f"{currency}{unit}" if field.kind is Kind.MONEY else _(field.unit) if field.unit else ""
