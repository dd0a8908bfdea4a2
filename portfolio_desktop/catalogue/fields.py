# SPDX-License-Identifier: Apache-2.0
"""The field vocabulary: what kinds of value there are, and what a field says about itself.

A record class annotates each attribute with one of the functions below (`text`, `money`, `link`, …). Each layer
owns one total table over `Kind`: how it is stored, checked, edited, read from a spreadsheet, printed.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType, TypeAlias

import msgspec

from portfolio_desktop.base.values import Rating, Unknown

Id = NewType("Id", str)

Value: TypeAlias = str | int | bool | Decimal | date | datetime | Rating | Unknown | None
Values: TypeAlias = Mapping[str, Value]


WORKING_PATTERN = "working_pattern"
"""`options` of a text that says when somebody works."""


class Kind(StrEnum):
    """What a value is. The Python type of a known value stands beside each."""

    CODE = "code"  # str: the short name that people quote ("R-0014")
    TEXT = "text"  # str: one line
    NARRATIVE = "narrative"  # str: paragraphs
    ADDRESS = "address"  # str: a web address or a file's path; shown, never followed unasked
    INTEGER = "integer"  # int
    NUMBER = "number"  # Decimal, up to six places
    PERCENT = "percent"  # Decimal: 12.5 is 12.5 %
    MONEY = "money"  # Decimal: whole units of the workspace's currency, to the penny
    DATE = "date"  # date
    MOMENT = "moment"  # datetime, local wall time, to the minute
    FLAG = "flag"  # bool
    CHOICE = "choice"  # str: the code of an item of a list
    SCALE = "scale"  # int: a step of a list whose items are numbered from 1
    RATING = "rating"  # Rating: a level that keeps the scale it was given on
    LINK = "link"  # Id: another record

    @property
    def may_be_unknown(self) -> bool:
        """Whether a value of this kind can be an `Unknown`: asked for, and answered with words instead."""
        return self not in _ALWAYS_KNOWN

    @property
    def is_quantity(self) -> bool:
        """Whether it is a number of something, written to the right."""
        return self in (Kind.INTEGER, Kind.NUMBER, Kind.MONEY)


_ALWAYS_KNOWN = frozenset({Kind.CODE, Kind.TEXT, Kind.NARRATIVE, Kind.ADDRESS, Kind.FLAG})


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is kept about a record."""

    kind: Kind
    label: str
    name: str = ""  # filled in from the attribute that the field annotates
    help: str = ""
    required: bool = False
    default: Value = None  # what a new record starts with
    options: str = (
        ""  # CHOICE, SCALE: the list; RATING: the scale that a form offers first; TEXT: how it is written
    )
    target: str = ""  # LINK: the entity on the other side
    part_of: bool = False  # LINK: the record belongs to its target and is deleted with it
    tree: bool = False  # LINK to a record of the same kind: following it never leads back
    unit: str = ""  # NUMBER, INTEGER: what is counted ("FTE", "days")
    register: int | None = None  # place among the columns that a register shows at first
    search: bool = False  # found by full-text search
    derived: bool = False  # worked out from other fields each time it is read; nobody enters it
    settled: bool = False  # always has a known value: nothing else is offered
    aliases: tuple[str, ...] = ()  # other headings for the same thing, for imports

    @property
    def adds_up(self) -> bool:
        """Whether a total means something: of money, and of what is counted in a unit; not of scores and places."""
        return self.kind is Kind.MONEY or (self.kind.is_quantity and bool(self.unit))

    @property
    def may_be_unknown(self) -> bool:
        """Whether its value can be an `Unknown`. What is worked out is either known or empty."""
        return self.kind.may_be_unknown and not (self.derived or self.settled)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What every record has. Subclasses say more with annotated fields."""

    id: Id
    own: Values = msgspec.field(default_factory=dict)
    """Values of the organisation's own fields, by field name."""

    def __getitem__(self, name: str) -> Value:
        """The value of a field by its name, whether the catalogue's or the organisation's own."""
        value: Value = self.own[name] if name in self.own else getattr(self, name)
        return value


def code(label: str, *, register: int | None = None, aliases: tuple[str, ...] = ()) -> Field:
    """The short name that people quote. Given out by the register's prefix and number when left empty."""
    return Field(kind=Kind.CODE, label=label, register=register, search=True, aliases=aliases)


def text(
    label: str,
    *,
    help: str = "",
    required: bool = False,
    register: int | None = None,
    search: bool = True,
    options: str = "",
    aliases: tuple[str, ...] = (),
) -> Field:
    """One line of words. With `options`, words that `domain.checks` puts into one form, or refuses."""
    return Field(
        kind=Kind.TEXT,
        label=label,
        options=options,
        help=help,
        required=required,
        register=register,
        search=search,
        aliases=aliases,
    )


def narrative(label: str, *, help: str = "", aliases: tuple[str, ...] = ()) -> Field:
    """Paragraphs. Always found by full-text search."""
    return Field(kind=Kind.NARRATIVE, label=label, help=help, search=True, aliases=aliases)


def address(
    label: str, *, help: str = "", register: int | None = None, aliases: tuple[str, ...] = ()
) -> Field:
    """A web address or the path of a file."""
    return Field(kind=Kind.ADDRESS, label=label, help=help, register=register, search=True, aliases=aliases)


def quantity(
    kind: Kind,
    label: str,
    *,
    help: str = "",
    unit: str = "",
    register: int | None = None,
    aliases: tuple[str, ...] = (),
) -> Field:
    """An INTEGER, NUMBER or PERCENT."""
    return Field(kind=kind, label=label, help=help, unit=unit, register=register, aliases=aliases)


def money(label: str, *, help: str = "", register: int | None = None, aliases: tuple[str, ...] = ()) -> Field:
    """An amount in the workspace's currency, kept to the penny."""
    return Field(kind=Kind.MONEY, label=label, help=help, register=register, aliases=aliases)


def day(label: str, *, help: str = "", register: int | None = None, aliases: tuple[str, ...] = ()) -> Field:
    """A calendar date."""
    return Field(kind=Kind.DATE, label=label, help=help, register=register, aliases=aliases)


def moment(label: str, *, register: int | None = None, aliases: tuple[str, ...] = ()) -> Field:
    """A date and a time of day."""
    return Field(kind=Kind.MOMENT, label=label, register=register, aliases=aliases)


def flag(label: str, *, help: str = "", register: int | None = None, aliases: tuple[str, ...] = ()) -> Field:
    """Yes or no; nothing said is neither."""
    return Field(kind=Kind.FLAG, label=label, help=help, register=register, aliases=aliases)


def choice(
    label: str,
    options: str,
    *,
    help: str = "",
    default: str | None = None,
    required: bool = False,
    register: int | None = None,
    aliases: tuple[str, ...] = (),
) -> Field:
    """An item of the list `options`."""
    return Field(
        kind=Kind.CHOICE,
        label=label,
        options=options,
        help=help,
        default=default,
        required=required,
        register=register,
        aliases=aliases,
    )


def scale(
    label: str, options: str, *, help: str = "", register: int | None = None, aliases: tuple[str, ...] = ()
) -> Field:
    """A step, counted from 1, of the list `options`."""
    return Field(kind=Kind.SCALE, label=label, options=options, help=help, register=register, aliases=aliases)


def rating(
    label: str,
    options: str = "rag5",
    *,
    help: str = "",
    register: int | None = None,
    aliases: tuple[str, ...] = (),
) -> Field:
    """A level of delivery confidence or the like. A form offers the scale `options`; others are kept as given."""
    return Field(
        kind=Kind.RATING, label=label, options=options, help=help, register=register, aliases=aliases
    )


def link(
    label: str,
    target: str,
    *,
    help: str = "",
    part_of: bool = False,
    tree: bool = False,
    required: bool = False,
    register: int | None = None,
    aliases: tuple[str, ...] = (),
) -> Field:
    """Another record. With `part_of` this record is deleted together with its target; of a `tree` it is the parent."""
    return Field(
        kind=Kind.LINK,
        label=label,
        target=target,
        help=help,
        part_of=part_of,
        tree=tree,
        required=required,
        register=register,
        aliases=aliases,
    )


def derived(
    kind: Kind,
    label: str,
    *,
    help: str,
    options: str = "",
    unit: str = "",
    register: int | None = None,
) -> Field:
    """A value that follows from other fields. `help` says how; `storage.derived` works it out."""
    return Field(
        kind=kind, label=label, help=help, options=options, unit=unit, register=register, derived=True
    )
