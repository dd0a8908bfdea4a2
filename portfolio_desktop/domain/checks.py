# SPDX-License-Identifier: Apache-2.0
"""Is this a value that a person may enter into this field? Asked at entry only: what arrives from elsewhere is kept."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import clean, one_line
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import WORKING_PATTERN, Field, Kind, Value
from portfolio_desktop.catalogue.plain import exact
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.domain.schedule.working_pattern import read_pattern, written

EARLIEST, LATEST = 1900, 2200


def check(catalogue: Catalogue, field: Field, value: Value) -> Value:
    """`value` as it is to be kept: text cleaned, numbers to their precision. Refuses what the field cannot hold."""
    if value is None or value == "":
        return None
    if isinstance(value, Unknown):
        if not field.may_be_unknown:
            raise Refusal(
                _("{label} cannot be marked as not known. Leave it empty.").format(label=field.label)
            )
        return Unknown(one_line(clean(value.text).text))
    return _CHECKS[field.kind](catalogue, field, value)


def _words(_catalogue: Catalogue, field: Field, value: Value) -> Value:
    if not isinstance(value, str):
        raise _refusal(field, value, _("Enter text."))
    text = clean(value).text
    if field.options == WORKING_PATTERN:
        return written(read_pattern(one_line(text).strip()))
    return (text if field.kind is Kind.NARRATIVE else one_line(text)).strip() or None


def _whole(_catalogue: Catalogue, field: Field, value: Value) -> Value:
    if not isinstance(value, int) or isinstance(value, bool) or _exact(field, Decimal(value)) is None:
        raise _refusal(field, value, _("Enter a whole number below a million million."))
    return value


def _number(_catalogue: Catalogue, field: Field, value: Value) -> Value:
    number = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    found = _exact(field, number) if isinstance(number, Decimal) else None
    if found is None:
        raise _refusal(field, value, _("Enter a number below a million million."))
    return found


def _exact(field: Field, number: Decimal) -> Decimal | None:
    try:
        return exact(field.kind, number)
    except ValueError:
        return None


def _day(_catalogue: Catalogue, field: Field, value: Value) -> Value:
    wanted = datetime if field.kind is Kind.MOMENT else date
    if not isinstance(value, wanted) or (wanted is date and isinstance(value, datetime)):
        raise _refusal(field, value, _("Enter a date such as 31/03/2027."))
    if not EARLIEST <= value.year <= LATEST:
        raise _refusal(field, value, _("Enter a year from 1900 to 2200."))
    return value.replace(second=0, microsecond=0, tzinfo=None) if isinstance(value, datetime) else value


def _truth(_catalogue: Catalogue, field: Field, value: Value) -> Value:
    if not isinstance(value, bool):
        raise _refusal(field, value, _("Enter yes or no."))
    return value


def _choice(catalogue: Catalogue, field: Field, value: Value) -> Value:
    choices = catalogue.choices(field)
    text = one_line(clean(value).text) if isinstance(value, str) else ""
    item = choices.item(text) or choices.named(text)
    if item is not None:
        return item.code
    if choices.open and text:
        return text
    labels = ", ".join(item.label for item in choices.items if not item.retired)
    raise _refusal(field, value, _("Choose one of: {labels}.").format(labels=labels))


def _step(catalogue: Catalogue, field: Field, value: Value) -> Value:
    choices = catalogue.choices(field)
    if isinstance(value, bool) or not isinstance(value, int) or choices.item(str(value)) is None:
        steps = ", ".join(f"{item.code} {item.label}" for item in choices.items)
        raise _refusal(field, value, _("Choose one of: {labels}.").format(labels=steps))
    return value


def _rating(_catalogue: Catalogue, field: Field, value: Value) -> Value:
    scale = SCALES.get(value.scale) if isinstance(value, Rating) else None
    if not isinstance(value, Rating) or scale is None or scale.level(value.level) is None:
        labels = ", ".join(level.label for level in SCALES[field.options].levels)
        raise _refusal(field, value, _("Choose one of: {labels}.").format(labels=labels))
    return value


def _refusal(field: Field, value: Value, remedy: str) -> Refusal:
    shown = one_line(str(value))[:60]
    refusal = Refusal(
        _("{label}: “{value}” does not fit. {remedy}").format(label=field.label, value=shown, remedy=remedy)
    )
    refusal.field = field.name
    return refusal


_CHECKS: dict[Kind, Callable[[Catalogue, Field, Value], Value]] = {
    Kind.CODE: _words,
    Kind.TEXT: _words,
    Kind.NARRATIVE: _words,
    Kind.ADDRESS: _words,
    Kind.INTEGER: _whole,
    Kind.NUMBER: _number,
    Kind.PERCENT: _number,
    Kind.MONEY: _number,
    Kind.DATE: _day,
    Kind.MOMENT: _day,
    Kind.FLAG: _truth,
    Kind.CHOICE: _choice,
    Kind.SCALE: _step,
    Kind.RATING: _rating,
    Kind.LINK: _words,
}
