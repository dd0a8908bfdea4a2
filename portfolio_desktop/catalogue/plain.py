# SPDX-License-Identifier: Apache-2.0
"""Values as plain JSON: one canonical form for the log, the dump and frozen packs.

Numbers are decimal text, never floats, so that nothing changes on the way. An unknown value is an object that
holds the words given in its place.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Kind, Value

Plain: TypeAlias = str | int | bool | dict[str, str] | None

_LARGEST = 10**12
_LARGEST_MONEY = 10**15

_ONE = Decimal(1)
_PENNY = Decimal("0.01")
_MICRO = Decimal("0.000001")


def exact(kind: Kind, value: Decimal) -> Decimal:
    """`value` to the precision that `kind` keeps: money to the penny, other numbers to six places without padding.

    Raises ValueError on what is not a number, and on one beyond what a file can add up: 10^15 of money, 10^12 of others.
    """
    money = kind is Kind.MONEY
    if not (value.is_finite() and abs(value) <= (_LARGEST_MONEY if money else _LARGEST)):
        raise ValueError(f"not a number that is kept: {value}")
    if money:
        return +value.quantize(_PENNY)  # the plus takes the minus off a zero
    shortened = +value.quantize(_MICRO).normalize()
    return shortened.quantize(_ONE) if shortened == shortened.to_integral() else shortened


def to_plain(kind: Kind, value: Value) -> Plain:
    """The canonical JSON form of a value of a field of `kind`."""
    if value is None:
        return None
    if isinstance(value, Unknown):
        return {"unknown": value.text}
    return _TO_PLAIN[kind](value)


def from_plain(kind: Kind, plain: object) -> Value:
    """Read back what `to_plain` wrote. Raises ValueError or TypeError on anything else."""
    if plain is None:
        return None
    if isinstance(plain, Mapping) and kind.may_be_unknown:
        return Unknown(_words(plain["unknown"]))
    return _FROM_PLAIN[kind](plain)


def _words(plain: object) -> str:
    if not isinstance(plain, str):
        raise TypeError(f"words expected, not {type(plain).__name__}")
    return plain


def _whole(plain: object) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool):
        raise TypeError(f"a whole number expected, not {type(plain).__name__}")
    return _in_reach(plain)


def _in_reach(value: int) -> int:
    if abs(value) > _LARGEST:
        raise ValueError(f"not a number that is kept: {value}")
    return value


def _truth(plain: object) -> bool:
    if not isinstance(plain, bool):
        raise TypeError(f"true or false expected, not {type(plain).__name__}")
    return plain


def _decimal(kind: Kind) -> Callable[[object], Value]:
    return lambda plain: exact(kind, Decimal(_words(plain)))


def _isoformat(value: Value) -> str:
    assert isinstance(value, date)
    return value.isoformat() if not isinstance(value, datetime) else value.isoformat(timespec="minutes")


def _text(value: Value) -> str:
    assert isinstance(value, str)
    return value


def _flag(value: Value) -> bool:
    assert isinstance(value, bool)
    return value


def _whole_to_plain(value: Value) -> Plain:
    assert isinstance(value, int)
    return _in_reach(value)


def _number(kind: Kind) -> Callable[[Value], Plain]:
    def write(value: Value) -> Plain:
        assert isinstance(value, Decimal)
        return format(exact(kind, value), "f")

    return write


_TO_PLAIN: dict[Kind, Callable[[Value], Plain]] = {
    Kind.CODE: _text,
    Kind.TEXT: _text,
    Kind.NARRATIVE: _text,
    Kind.ADDRESS: _text,
    Kind.INTEGER: _whole_to_plain,
    Kind.NUMBER: _number(Kind.NUMBER),
    Kind.PERCENT: _number(Kind.PERCENT),
    Kind.MONEY: _number(Kind.MONEY),
    Kind.DATE: _isoformat,
    Kind.MOMENT: _isoformat,
    Kind.FLAG: _flag,
    Kind.CHOICE: _text,
    Kind.SCALE: _whole_to_plain,
    Kind.RATING: str,
    Kind.LINK: _text,
}

_FROM_PLAIN: dict[Kind, Callable[[object], Value]] = {
    Kind.CODE: _words,
    Kind.TEXT: _words,
    Kind.NARRATIVE: _words,
    Kind.ADDRESS: _words,
    Kind.INTEGER: _whole,
    Kind.NUMBER: _decimal(Kind.NUMBER),
    Kind.PERCENT: _decimal(Kind.PERCENT),
    Kind.MONEY: _decimal(Kind.MONEY),
    Kind.DATE: lambda plain: date.fromisoformat(_words(plain)),
    Kind.MOMENT: lambda plain: datetime.fromisoformat(_words(plain)),
    Kind.FLAG: _truth,
    Kind.CHOICE: _words,
    Kind.SCALE: _whole,
    Kind.RATING: lambda plain: Rating.parse(_words(plain)),
    Kind.LINK: _words,
}
