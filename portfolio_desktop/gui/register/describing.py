# SPDX-License-Identifier: Apache-2.0
"""A filter in words, for the chips above a register: "Delivery confidence: Red or Amber/Red"."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.filters import All, AnyOf, Filter, Not, Op, Test
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.views.marks import Mark
from portfolio_desktop.services.words import words

_MOST = 4


def described(office: Office, entity: Entity, filters: Mapping[str, Filter]) -> dict[str, str]:
    """What each column's filter says, by field name. For the database thread: links are named by their titles."""
    with office.reading() as reader:
        return {
            name: f"{_(entity.field(name).label)}: {_said(reader, entity.field(name), part)}"
            for name, part in filters.items()
            if entity.has(name)
        }


def mark_words(office: Office, entity: Entity, marks: Sequence[Mark]) -> list[str]:
    """What each mark marks. For the database thread."""
    with office.reading() as reader:
        return [
            f"{_(entity.field(mark.field).label)}: {_said(reader, entity.field(mark.field), mark.where)}"
            for mark in marks
        ]


def _said(reader: Reader, field: Field, part: Filter) -> str:
    if isinstance(part, All):
        return _(" and ").join(_said(reader, field, each) for each in part.parts)
    if isinstance(part, AnyOf):
        return _(" or ").join(_said(reader, field, each) for each in part.parts)
    if isinstance(part, Not):
        return _("not {what}").format(what=_said(reader, field, part.part))
    return _test(reader, field, part) if isinstance(part, Test) else part.text


def _test(reader: Reader, field: Field, test: Test) -> str:
    if test.op is Op.ANY_OF:
        values = list(test.value)
        named = list(dict.fromkeys(_value(reader, field, value) for value in values))
        more = _(" and {count} more").format(count=len(named) - _MOST) if len(named) > _MOST else ""
        return _(" or ").join(named[:_MOST]) + more
    fixed = {Op.EMPTY: _("empty"), Op.UNKNOWN: _("not known"), Op.KNOWN: _("known")}
    if test.op in fixed:
        return fixed[test.op]
    said = _value(reader, field, test.value)
    signs = {
        Op.IS: "{}",
        Op.IS_NOT: _("not {}"),
        Op.CONTAINS: "“{}”",
        Op.BELOW: _("below {}"),
        Op.AT_MOST: _("to {}"),
        Op.ABOVE: _("above {}"),
        Op.AT_LEAST: _("from {}"),
    }
    return signs[test.op].format(said)


def _value(reader: Reader, field: Field, plain: object) -> str:
    try:
        value = from_plain(field.kind, plain)
    except (ValueError, TypeError, ArithmeticError):
        return str(plain)
    titles: Mapping[Id, str] = {}
    if field.kind is Kind.LINK and isinstance(value, str):
        titles = reader.titles(reader.catalogue.entity(field.target), [Id(value)])
    if isinstance(value, date | datetime) and isinstance(plain, str) and plain.startswith("today"):
        return plain
    said = words(reader.catalogue, field, value, titles=titles)
    if field.kind is Kind.CHOICE:
        item = reader.catalogue.choices(field).item(str(value))
        if item is not None and item.retired:
            return _("{item} (no longer used)").format(item=said)
    return said
