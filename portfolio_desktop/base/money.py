# SPDX-License-Identifier: Apache-2.0
"""How money is written: exact amounts in whole pounds come in, "£1,234.5m" goes out. Shared by window, reports and CLI."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from portfolio_desktop.base.i18n import _, ngettext

UNITS = {"": Decimal(1), "k": Decimal(1_000), "m": Decimal(1_000_000), "bn": Decimal(1_000_000_000)}

MINUS = "\N{MINUS SIGN}"
_WIDE = Context(prec=99)
"""Room for any amount that somebody may type, however absurd."""


def format_money(value: Decimal, unit: str = "", currency: str = "£", places: int | None = None) -> str:
    """`value` (whole currency units) written in `unit`, one of "", "k", "m", "bn".

    Without `places`, at most three significant digits are written, for prose: £4.25m, £42.5m, £425m, £4m. What is not
    zero is never written as zero: it becomes "<£0.01m". A minus sign stands before the currency.
    """
    scaled = abs(value) / UNITS[unit]
    digits = _places(scaled, unit) if places is None else places
    step = Decimal(1).scaleb(-digits)
    rounded = scaled.quantize(step, ROUND_HALF_UP, _WIDE)
    number = f"{rounded:,f}"
    if places is None and "." in number:
        number = number.rstrip("0").rstrip(".")
    symbol = f"{currency} " if currency[-1:].isalpha() else currency
    minus = MINUS if value < 0 else ""
    if scaled and not rounded:
        return f"{'>' if value < 0 else '<'}{minus}{symbol}{step:,f}{unit}"
    return f"{minus}{symbol}{number}{unit}"


def format_change(value: Decimal, unit: str = "", currency: str = "£", places: int | None = None) -> str:
    """As `format_money`, with a plus before what rose; no change is "0"."""
    if not value:
        return "0"
    written = format_money(value, unit, currency, places)
    return written if value < 0 else f"+{written}"


def fitting_unit(values: Iterable[Decimal]) -> str:
    """The one unit that suits a column or a chart: large enough for its largest value to stay below five digits."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    for unit in ("bn", "m", "k"):
        if largest >= UNITS[unit] * (10 if unit == "bn" else 1):
            return unit
    return ""


def places_beside(values: Iterable[Decimal], unit: str) -> int:
    """The decimals in which a sum, another sum and the gap between them are written, so that they add up as one reads."""
    largest = max((abs(value) for value in values), default=Decimal(0)) / UNITS[unit]
    if unit not in ("m", "bn"):
        return 0
    return 2 if largest < 100 else 1 if largest < 1000 else 0


def _places(scaled: Decimal, unit: str) -> int:
    if not unit or scaled >= 100:
        return 0
    return 1 if scaled >= 10 else 2


def variance(agreed: Decimal, forecast: Decimal, currency: str = "£", *, budget: bool = False) -> str:
    """The forecast is £12.3m (4%) above the baseline, or above the `budget`."""
    what = _("budget") if budget else _("baseline")
    gap = forecast - agreed
    if not gap:
        return _("The forecast equals the {agreed}").format(agreed=what)
    amount = format_money(abs(gap), fitting_unit([gap]), currency)
    share = f" ({_percent(abs(gap) / agreed)})" if agreed > 0 else ""
    place = _("above") if gap > 0 else _("below")
    return _("The forecast is {amount}{share} {place} the {agreed}").format(
        amount=amount, share=share, place=place, agreed=what
    )


def variance_over(
    projects: int, agreed: Decimal, forecast: Decimal, currency: str = "£", *, budget: bool = False
) -> str:
    """The same over several projects, which are those that state both."""
    said = ngettext(
        "{gap}, in the {n} project that states both", "{gap}, in the {n} projects that state both", projects
    )
    return said.format(gap=variance(agreed, forecast, currency, budget=budget), n=f"{projects:,}")


def format_share(change: Decimal, whole: Decimal) -> str:
    """A change in hundredths of `whole`, with its sign: +4%."""
    share = abs(change) / whole
    if share < Decimal("0.0005"):
        return "≈0%" if change else "0%"
    return f"{'+' if change > 0 else MINUS}{share:.{1 if share < Decimal('0.01') else 0}%}"


def _percent(share: Decimal) -> str:
    return f"{share:.0%}" if share >= Decimal("0.01") else _("under 1%")
