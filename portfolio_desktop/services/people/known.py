# SPDX-License-Identifier: Apache-2.0
"""Values as the people side needs them: where one is known, and which of several were said at all."""

from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value, Values


def day(value: Value) -> date | None:
    """A date that is known."""
    return value if isinstance(value, date) else None


def whole(value: Value) -> int | None:
    """A whole number that is known."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(value: Value) -> Decimal | None:
    """A number that is known."""
    return value if isinstance(value, Decimal) else None


def link(value: Value) -> Id | None:
    """The id of the record that is linked."""
    return Id(value) if isinstance(value, str) else None


def code(value: str | Unknown | None) -> str:
    """The code of an item of a list, or nothing."""
    return value if isinstance(value, str) else ""


def said(values: Values) -> dict[str, Value]:
    """Those of the values that say something: what a new record is made with."""
    return {name: value for name, value in values.items() if value is not None}
