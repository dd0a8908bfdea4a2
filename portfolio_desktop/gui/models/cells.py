# SPDX-License-Identifier: Apache-2.0
"""What stands in one cell of a register: the words, and how they are laid out. Nothing is painted here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.domain.toned import badge_of, has_badges
from portfolio_desktop.services.registers.cells import cell_words
from portfolio_desktop.services.registers.marking import Marked

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
    badge = badge_of(catalogue, field, value)
    text = cell_words(catalogue, field, value, titles, unit)
    return Cell(visible_bidi(" ".join(text[:_SHOWN].split())), not isinstance(value, Unknown), badge)
