# SPDX-License-Identifier: Apache-2.0
"""How the pack says its values: money with its unit, dates, slips, totals, lists of names and counts in sentences."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from portfolio_desktop.base.dates import format_date, months_between
from portfolio_desktop.base.i18n import N_, NN_, _, ngettext
from portfolio_desktop.base.money import fitting_unit, format_change, format_money
from portfolio_desktop.domain.pack.data import Amount, Day, PackData, Total
from portfolio_desktop.reports.badge import missing
from portfolio_desktop.reports.style import GREY, INK, LATE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import PAD, Cell, Column, Words
from portfolio_desktop.reports.text import printable, width

_CODE_SIZE = 8.5


class Measure(NamedTuple):
    """The unit of money, and how many decimals are written in it."""

    unit: str
    places: int


class Money:
    """Writes amounts of one table or chart in one unit and with one number of decimals, so that its columns line up.

    This is the rule of money in a pack. What projects cost is written in the unit and with the decimals of the `pack`,
    which are those that suit their whole-life costs; only where the amounts of a table cannot be read in that unit, it
    has one of its own, which its column titles name. What risks, options and requests cost is as fine as each needs.
    Sentences say an amount in the unit that suits it, with no more than three digits that count.
    """

    def __init__(self, amounts: Sequence[Amount], currency: str, pack: Measure | None = None) -> None:
        known = [amount for amount in amounts if isinstance(amount, Decimal)]
        self.currency = currency
        fits = pack is not None and _reads_in(known, pack.unit)
        self.unit, self._places = pack if pack is not None and fits else _measured(known)

    @property
    def title(self) -> str:
        """The unit as a column title says it: £m."""
        return f"{self.currency}{self.unit}"

    def bare(self, amount: Decimal) -> str:
        """The number without currency and unit, for columns that say them in their title."""
        return format_money(amount, self.unit, "", self._places).removesuffix(self.unit)

    def cell(self, amount: Amount) -> Cell:
        return self.bare(amount) if isinstance(amount, Decimal) else Words(missing(amount), REGULAR, GREY)

    def change(self, now: Amount, before: Amount) -> Cell:
        """How `now` differs from `before`, empty where either is not known."""
        if not (isinstance(now, Decimal) and isinstance(before, Decimal)):
            return Words("–", REGULAR, GREY)
        if now == before:
            return Words("0", REGULAR, GREY)
        if abs(now - before) * 2 * 10**self._places < _SIZES[self.unit]:
            return Words("≈0", REGULAR, GREY)
        written = format_change(now - before, self.unit, "", self._places).removesuffix(self.unit)
        return Words(written, REGULAR, LATE if now > before else INK)


def measure_of(data: PackData, unit: str | None = None) -> Measure:
    """How the pack writes what projects cost, wherever it does: nobody then converts from page to page.

    Where their sum stands large above them, in the `unit` of that.
    """
    return _measured([each.cost for each in data.projects if isinstance(each.cost, Decimal)], unit)


def _measured(known: Sequence[Decimal], unit: str | None = None) -> Measure:
    unit = _common_unit(known) if unit is None else unit
    whole = all(amount % _SIZES[unit] == 0 for amount in known)
    middle = _median(known) / _SIZES[unit]
    return Measure(unit, 0 if whole or middle >= 1000 else 1 if middle >= 10 else 2)


_SIZES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def _common_unit(known: Sequence[Decimal]) -> str:
    """The unit of the value in the middle, so that one giant does not round the others to nothing."""
    largest = max(map(abs, known), default=Decimal(0))
    unit = fitting_unit([_median(known)])
    return unit if largest < _SIZES[unit] * 1_000_000 else fitting_unit([largest])


def _reads_in(known: Sequence[Decimal], unit: str) -> bool:
    """Whether the unit neither rounds most of the amounts away nor asks for more digits than a column holds."""
    largest = max(map(abs, known), default=Decimal(0))
    return _median(known) * 10 >= _SIZES[unit] and largest < _SIZES[unit] * 100_000


def _median(known: Sequence[Decimal]) -> Decimal:
    return sorted(map(abs, known))[len(known) // 2] if known else Decimal(0)


def money(amount: Amount, currency: str) -> str:
    """One amount on its own: £4.25m."""
    if not isinstance(amount, Decimal):
        return missing(amount)
    return format_money(amount, fitting_unit([amount]), currency)


def known(sum_: Total) -> str:
    """The caveat that every total carries: "known for 191 of 235"."""
    if sum_.complete:
        return _("known for all {of:,}").format(of=sum_.of)
    return _("known for {known:,} of {of:,}").format(known=sum_.known, of=sum_.of)


def by_baseline(data: PackData) -> str:
    """Of how many projects the whole-life cost is that of their baseline; nothing where all give a forecast."""
    count = sum(project.cost_is_baseline for project in data.projects)
    words = ngettext(
        "{n} project gives no forecast of it and counts with its baseline",
        "{n} projects give no forecast of it and count with their baselines",
        count,
    )
    return words.format(n=f"{count:,}") if count else ""


def day(value: Day) -> str:
    return format_date(value) if isinstance(value, date) else missing(value)


def day_cell(value: Day) -> Cell:
    return format_date(value) if isinstance(value, date) else Words(missing(value), REGULAR, GREY)


def slip(now: Day, before: Day) -> Cell:
    """How much later, in days: "+42 days". A column of one unit reads at a glance. A dash where either is not known."""
    if not (isinstance(now, date) and isinstance(before, date)):
        return Words("–", REGULAR, GREY)
    if now == before:
        return Words("0", REGULAR, GREY)
    days = abs((now - before).days)
    words = _signed(ngettext("{n:,} day", "{n:,} days", days).format(n=days), later=now > before)
    return Words(words, REGULAR, LATE if now > before else INK)


def span(before: date, now: date) -> str:
    """The distance from one date to another with its sign: +7 months, −12 days."""
    days = abs((now - before).days)
    if days < 61:
        return _signed(ngettext("{n} day", "{n} days", days).format(n=days), later=now > before)
    months = abs(months_between(before, now))
    return _signed(ngettext("{n} month", "{n} months", months).format(n=months), later=now > before)


def _signed(words: str, *, later: bool) -> str:
    return f"+{words}" if later else f"\N{MINUS SIGN}{words}"


def look(code: str) -> Cell:
    """Where the owner sees the project going, as a sign; the key says what it means."""
    if code not in LOOKS:
        return Words(code or "–", REGULAR, GREY)
    return Words(LOOKS[code], SEMIBOLD, LATE if code == "worsening" else INK)


LOOKS = {"improving": "▲", "same": "►", "worsening": "▼"}
LOOK_WORDS = {
    "improving": N_("Improving"),
    "same": N_("No change expected"),
    "worsening": N_("Worsening"),
}


def code_column(codes: Iterable[str]) -> Column:
    """Wide enough for the longest code, within reason; a longer one goes on in a second line."""
    longest = max((width(code, REGULAR, _CODE_SIZE) for code in map(printable, codes)), default=0.0)
    return Column(_("Code"), min(max(longest, 28.0), 100.0) + PAD)


def count(n: int, one: str, many: str) -> str:
    """As in "1 project", "235 projects", "no projects". `NN_` marks the two forms for translation."""
    return f"{n:,} {ngettext(one, many, n)}" if n else _("no {things}").format(things=ngettext(one, many, 0))


def projects(n: int) -> str:
    return count(n, *NN_("project", "projects"))


def joined(parts: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{list} and {last}").format(list=", ".join(parts[:-1]), last=parts[-1])


def sentence(text: str) -> str:
    """With a capital first letter and no full stop: titles are headlines."""
    return text[:1].upper() + text[1:]


def since(data: PackData) -> str:
    """As in "since 31 Dec 2025"; empty for a first pack."""
    before = data.changes.since if data.changes else data.edition.previous
    return _("since {date}").format(date=format_date(before)) if before else ""
