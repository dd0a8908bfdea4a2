# SPDX-License-Identifier: Apache-2.0
"""Values, totals and headings as the columns of a register write them, on the screen, on paper and in the terminal."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import UNITS
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.services.reading import Total
from portfolio_desktop.services.words import words


def cell_words(catalogue: Catalogue, field: Field, value: Value, titles: Mapping[Id, str], unit: str) -> str:
    """`value` of `field` under a heading that names its unit."""
    if field.kind is Kind.MONEY and isinstance(value, Decimal):
        return money_cell(value, unit)
    return words(catalogue, field, value, titles=titles)


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
