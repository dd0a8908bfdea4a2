# SPDX-License-Identifier: Apache-2.0
"""Numbers and money as people write them, to exact Decimals. A float never gets further than this module."""

import re
from decimal import ROUND_HALF_UP, Decimal

from portfolio_desktop.base.i18n import _

_LARGEST = Decimal(10) ** 15  # beyond any budget, and within what a file's integers hold in pence
_ONE = Decimal(1)
_PENNY = Decimal("0.01")
_MILLIONTH = Decimal("0.000001")
_CURRENCY = re.compile(r"(US|AU|CA|NZ|[AC])?[$£€]|\b(GBP|EUR|USD|AUD)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?<=[\d.,)\s])(thousand|k|millions?|mn?|mio|billions?|bn|b)\.?\)?$", re.IGNORECASE)
_SUFFIXES = {"t": 1_000, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_SPACES = "\u0020\u00a0\u2009\u202f'’"  # all are used between thousands
_PLAIN = re.compile(r"(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")


def read_number(cell: int | float | str, *, comma: bool, unit: int, money: bool) -> Decimal | str:
    """The number times `unit`, or the reason why it is none.

    With `money` a currency sign is allowed, and a suffix of the cell's own ("£1.9m", "5k", "2bn") counts instead of `unit`.
    """
    # What a float prints is the shortest decimal that means it: 29.99, not 29.989999999999998.
    found = _from_text(cell, comma, unit, money) if isinstance(cell, str) else Decimal(repr(cell)) * unit
    if not isinstance(found, Decimal):
        return found
    if not found.is_finite():
        return _("This is not a finite number.")
    return found if -_LARGEST < found < _LARGEST else _("The number is too large to be right.")


def _from_text(text: str, comma: bool, unit: int, money: bool) -> Decimal | str:
    bare = text.strip().replace("\u2212", "-").replace("\u2013", "-")
    if money:
        bare = _CURRENCY.sub("", bare, count=1).strip()
        suffix = _SUFFIX.search(bare)
        if suffix:
            unit = _SUFFIXES[suffix[1][0].lower()]
            closing = ")" if bare.endswith(")") else ""
            bare = bare[: suffix.start()].rstrip() + closing
    sign, bare = _sign(bare)
    digits = _digits(bare, comma)
    if digits is None:
        return _("This is not a number.") if "," not in bare else _("The commas here do not part thousands.")
    return sign * digits * unit


def _sign(text: str) -> tuple[int, str]:
    """Minus signs on either side of the currency and accountants' brackets, and what is left without them."""
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip()
    if text.startswith("-"):
        return -1, text[1:].strip()
    return 1, text.removeprefix("+").strip()


def _digits(text: str, comma: bool) -> Decimal | None:
    """An unsigned number, thousands parted as they should be or not at all."""
    if comma:
        text = text.replace(".", " ").replace(",", ".")
    for space in _SPACES:
        if space in text:
            text = text.replace(space, ",")
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(text) if _PLAIN.fullmatch(text) and text.isascii() else None


def to_pence(amount: Decimal) -> Decimal:
    """To the nearest penny, halves away from zero."""
    return amount.quantize(_PENNY, ROUND_HALF_UP)


def to_places(amount: Decimal) -> Decimal:
    """To at most six places, halves away from zero, without trailing noughts."""
    rounded = amount.quantize(_MILLIONTH, ROUND_HALF_UP).normalize()
    return rounded.quantize(_ONE) if rounded == rounded.to_integral_value() else rounded
