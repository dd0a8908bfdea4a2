# SPDX-License-Identifier: Apache-2.0
"""Values of a project in words, as its page shows them."""

from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import format_money
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.services.words import words


def in_words(catalogue: Catalogue, name: str, project: Record) -> str:
    """The value of the field `name`; nothing where nothing was said."""
    return words(catalogue, catalogue.entity("project").field(name), project[name])


def day_words(day: date | Unknown | None) -> str:
    """A date, the words given in its place, or a dash."""
    if isinstance(day, date):
        return format_date(day)
    return day.text if isinstance(day, Unknown) and day.text else "–"


def money_words(amount: Decimal | Unknown | None, unit: str) -> str:
    """An amount in the unit of its table, the words given in its place, or a dash."""
    if isinstance(amount, Decimal):
        return format_money(amount, unit, places=1 if unit else 0)
    return amount.text if isinstance(amount, Unknown) and amount.text else "–"


def slip_words(days: int | None) -> str:
    """How far a forecast lies from its baseline: months from two months on, days below."""
    if days is None:
        return _("Not known")
    if days == 0:
        return _("As planned")
    count, late = abs(days), days > 0
    if count > 61:
        months = round(count / 30.4375)
        length = ngettext("{count} month", "{count} months", months).format(count=months)
    else:
        length = ngettext("{count} day", "{count} days", count).format(count=count)
    return _("{length} late").format(length=length) if late else _("{length} early").format(length=length)
