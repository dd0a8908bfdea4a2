# SPDX-License-Identifier: Apache-2.0
"""One cell read as one kind of value, under rules that are fixed for its whole column.

Never guesses: what the rules do not cover comes back as `Unreadable` with a reason, so that it can be shown and kept.
Words in place of a value ("TBC", "Exempt under Section 43…") come back as `Unknown` where the kind allows it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias
from unicodedata import category

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import LONGEST, clean, is_clean, unguard_formula
from portfolio_desktop.base.values import Reason, Unknown
from portfolio_desktop.catalogue.fields import Kind, Value
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.exchange.tables.cells import Cell, ErrorCell, cell_text
from portfolio_desktop.exchange.tables.dates import DateOrder, MonthDay, read_date, read_moment
from portfolio_desktop.exchange.tables.numbers import read_number, to_pence, to_places
from portfolio_desktop.exchange.tables.ratings import level_named, names_a_level, word_key
from portfolio_desktop.exchange.tables.spans import spans_named


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that says something which could not be taken in. `text` is what it says, `reason` why, in a sentence."""

    text: str
    reason: str


Outcome: TypeAlias = Value | Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How every cell of a column is read. Plain data: shown, edited and remembered as part of a mapping."""

    kind: Kind
    order: DateOrder = DateOrder.DMY
    century_from: int = 1969  # two-digit years lie in the hundred years that begin here
    months: MonthDay = MonthDay.UNSAID  # the day that "March 2024" stands for
    serials: bool = False  # a bare number in a date column is a spreadsheet's day count
    unit: int = 1  # MONEY: what a number without a suffix counts: 1, 1_000, 1_000_000, 1_000_000_000
    comma: bool = False  # the comma is the decimal mark
    fractions: bool = False  # PERCENT: a number without a sign, such as 0.25, is a fraction of one
    scale: str = ""  # RATING: a scale of `domain.rating`
    words: Mapping[str, str] = field(default_factory=dict)
    """The column's own words (see `word_key`) and what each means: CHOICE, SCALE, RATING the code of an item; DATE the
    day, or `AS_SAID` where they are kept in place of one."""


AS_SAID = "-"
"""What words are taken for that mean no value: they are kept as they stand."""


_ERROR = N_("The spreadsheet shows an error here ({text}).")
_UNCALCULATED = N_(
    "This formula was never calculated. Open the file in a spreadsheet program, save it and try again."
)
_TOO_LONG = N_("The text has {count} characters; at most {most} can be kept.")
_WRONG = {
    "date": N_("This is a date, where a number was expected."),
    "flag": N_("This is a yes or no, where another value was expected."),
}
_SHORT = 40  # characters: a longer cell with more letters than digits explains rather than gives a value
_FAULT_WORDS = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC)[!?]?$", re.IGNORECASE)
_YES = frozenset({"yes", "y", "true", "t", "x", "✓", "✔", "☑", "\uf0fc", "1", "ydw", "ie", "oes"})
_NO = frozenset({"no", "n", "false", "f", "✗", "✘", "☐", "\uf0fb", "0", "nac ydw", "nac oes"})


def read_cell(cell: Cell, reading: Reading) -> Outcome:
    """The value of `cell`: None for blank, an Unknown for words in place of a value, an Unreadable for the rest.

    The Python type of a value is the one that `Kind` states. A LINK gives the words; CHOICE gives the item's code.
    """
    if isinstance(cell, str):
        if not is_clean(cell):
            cleaned = clean(cell)
            if cleaned.cut:
                return Unreadable(cell, _(_TOO_LONG).format(count=len(cell), most=LONGEST))
            cell = cleaned.text
        cell = cell.strip()
        if not cell:
            return None
        if cell.startswith("#") and _FAULT_WORDS.match(cell):
            return Unreadable(cell, _(_ERROR).format(text=cell))
    elif cell is None:
        return None
    elif isinstance(cell, ErrorCell):
        reason = _(_ERROR).format(text=cell.text) if cell.text else _(_UNCALCULATED)
        return Unreadable(cell.text or "=", reason)
    return _READERS[reading.kind](cell, reading)


def read_column(cells: Iterable[Cell], read: Callable[[Cell], Outcome]) -> list[Outcome]:
    """What `read` makes of each cell. Registers repeat their words and dates, so equal cells are read once."""
    known: dict[type, dict[Cell, Outcome]] = defaultdict(dict)  # by type, because 1, 1.0 and True are equal
    outcomes = []
    for cell in cells:
        alike = known[type(cell)]
        if cell not in alike:
            alike[cell] = read(cell)
        outcomes.append(alike[cell])
    return outcomes


def _text(cell: Cell, _reading: Reading) -> Outcome:
    return unguard_formula(cell if isinstance(cell, str) else cell_text(cell))


def _date(cell: Cell, reading: Reading) -> Outcome:
    if reading.words and (meant := reading.words.get(word_key(cell_text(cell)))):
        return Unknown(cell_text(cell)) if meant == AS_SAID else date.fromisoformat(meant)
    found = read_date(
        cell, reading.order, reading.century_from, months=reading.months, serials=reading.serials
    )
    if isinstance(found, date):
        return found
    return Unknown(cell) if isinstance(cell, str) and spans_named(cell) else _not_read(cell, found)


def _moment(cell: Cell, reading: Reading) -> Outcome:
    found = read_moment(cell, reading.order, reading.century_from, serials=reading.serials)
    return found if isinstance(found, datetime) else _not_read(cell, found)


def _amount(cell: Cell, reading: Reading, *, money: bool = False) -> Decimal | Outcome:
    """A Decimal, or what to answer instead."""
    if isinstance(cell, bool):
        return Unreadable(cell_text(cell), _(_WRONG["flag"]))
    if not isinstance(cell, (float, int, str)):
        return Unreadable(cell_text(cell), _(_WRONG["date"]))
    unit = reading.unit if money else 1
    found = read_number(cell, comma=reading.comma, unit=unit, money=money)
    return found if isinstance(found, Decimal) else _not_read(cell, found)


def _money(cell: Cell, reading: Reading) -> Outcome:
    amount = _amount(cell, reading, money=True)
    return to_pence(amount) if isinstance(amount, Decimal) else amount


def _number(cell: Cell, reading: Reading) -> Outcome:
    amount = _amount(cell, reading)
    return to_places(amount) if isinstance(amount, Decimal) else amount


def _percent(cell: Cell, reading: Reading) -> Outcome:
    signed = isinstance(cell, str) and cell.rstrip(" )").endswith("%")
    bare = cell.replace("%", "").strip() if isinstance(cell, str) and signed else cell
    amount = _amount(bare, reading)
    if isinstance(amount, Decimal):
        return to_places(amount * 100 if reading.fractions and not signed else amount)
    if isinstance(amount, Unknown):
        return Unknown(cell_text(cell))
    return Unreadable(cell_text(cell), amount.reason) if isinstance(amount, Unreadable) else amount


def _integer(cell: Cell, reading: Reading) -> Outcome:
    amount = _amount(cell, reading)
    if not isinstance(amount, Decimal):
        return amount
    if amount != amount.to_integral_value():
        return Unreadable(cell_text(cell), _("A whole number was expected."))
    return int(amount)


def _flag(cell: Cell, _reading: Reading) -> Outcome:
    if isinstance(cell, bool):
        return cell
    word = cell_text(cell).casefold().strip(" .")
    if word in _YES or word in _NO:
        return word in _YES
    return Unreadable(cell_text(cell), _("Yes or No was expected."))


def may_mean_something(words: str) -> bool:
    """Whether words in the place of an item of a list may mean one: letters and figures, and signs such as an arrow; a
    dash or a question mark does not."""
    return any(each.isalnum() or category(each) in ("Sm", "So") for each in words)


def _choice(cell: Cell, reading: Reading) -> Outcome:
    words = cell_text(cell)
    code = reading.words.get(word_key(words))
    if code is not None:
        return code
    if Unknown(words).reason is not Reason.OTHER or not may_mean_something(words):
        return Unknown(words)
    return Unreadable(words, _("This is not in the list. Say which item it means, or add it to the list."))


def _step(cell: Cell, reading: Reading) -> Outcome:
    words = cell_text(cell)
    code = reading.words.get(word_key(words), words)
    if re.fullmatch(r"\d{1,3}", code):
        return int(code)
    if Unknown(words).reason is not Reason.OTHER or not may_mean_something(words):
        return Unknown(words)
    return Unreadable(words, _("This is not a step of the scale. Say which step it means."))


def _rating(cell: Cell, reading: Reading) -> Outcome:
    words = cell_text(cell)
    rating = level_named(words, reading.scale, reading.words)
    if rating is not None:
        return rating
    if names_a_level(words):
        scale = _(SCALES[reading.scale].label) if reading.scale in SCALES else reading.scale
        return Unreadable(words, _("This is not a level of the scale “{scale}”.").format(scale=scale))
    return _not_read(cell, _("This is not a rating."))


def _not_read(cell: Cell, reason: object) -> Unknown | Unreadable:
    """Words in place of a value are Unknown; anything that looks like a failed value is Unreadable."""
    words = cell_text(cell)
    if isinstance(cell, str) and stands_for_no_value(words):
        return Unknown(words)
    return Unreadable(words, str(reason))


def stands_for_no_value(words: str) -> bool:
    """Whether words say that, or why, there is no value.

    So do the known ones ("exempt…", "not provided", "TBC", "n/a"), dashes and question marks, words without any
    digit, and whole sentences even with digits in them. Anything short that has a digit is a value gone wrong:
    "31/31/2022", "approx £5m".
    """
    if Unknown(words).reason is not Reason.OTHER:
        return True
    digits = sum(map(str.isdigit, words))
    return not digits or (len(words) > _SHORT and digits < sum(map(str.isalpha, words)) / 2)


_READERS: dict[Kind, Callable[[Cell, Reading], Outcome]] = {
    Kind.CODE: _text,
    Kind.TEXT: _text,
    Kind.NARRATIVE: _text,
    Kind.ADDRESS: _text,
    Kind.LINK: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.PERCENT: _percent,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.SCALE: _step,
    Kind.RATING: _rating,
}
