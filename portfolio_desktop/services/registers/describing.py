# SPDX-License-Identifier: Apache-2.0
"""A filter in words, for the chips above a register: "Delivery confidence: Red or Amber/Red"."""

import re
from collections.abc import Mapping, Sequence

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.filters import All, AnyOf, Filter, Not, Op, Test
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.views.marks import Mark
from portfolio_desktop.services.views.view import View
from portfolio_desktop.services.words import words

_MOST = 4
_DAYS = (Kind.DATE, Kind.MOMENT)
_RELATIVE = re.compile(r"today(?:\s*([+-])\s*(\d{1,5})d?)?")


def described(office: Office, entity: Entity, filters: Mapping[str, Filter]) -> dict[str, str]:
    """What each column's filter says, by field name. For the database thread: links are named by their titles."""
    with office.reading() as reader:
        return {
            name: f"{_(entity.field(name).label)}: {_said(reader, entity.field(name), part)}"
            for name, part in filters.items()
            if entity.has(name)
        }


def view_words(reader: Reader, entity: Entity, view: View, typed: str = "") -> list[str]:
    """What a view asks for, a sentence each: its filters with what is `typed` beside them, its groups, its order."""
    parts = [
        f"{_(entity.field(name).label)}: {_said(reader, entity.field(name), part)}"
        for name, part in view.filters.items()
        if entity.has(name)
    ]
    parts += [f"“{words}”" for words in dict.fromkeys((view.words.strip(), typed.strip())) if words]
    groups = ", ".join(_(entity.field(name).label) for name in view.groups)
    falling = _("{label}, falling")
    sorts = ", ".join(
        falling.format(label=_(entity.field(sort.field).label))
        if sort.descending
        else _(entity.field(sort.field).label)
        for sort in view.sorts
    )
    found = [_("Filtered by {filters}").format(filters="; ".join(parts))] if parts else []
    found += [_("Grouped by {fields}").format(fields=groups)] if groups else []
    return found + ([_("Sorted by {fields}").format(fields=sorts)] if sorts else [])


def mark_words(reader: Reader, entity: Entity, marks: Sequence[Mark]) -> list[str]:
    """What each mark marks."""
    fields = [entity.field(mark.field) for mark in marks]
    return [
        f"{_(field.label)}: {_said(reader, field, mark.where)}"
        for field, mark in zip(fields, marks, strict=True)
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
    days = field.kind in _DAYS
    signs = {
        Op.IS: "{}",
        Op.IS_NOT: _("not {}"),
        Op.CONTAINS: "“{}”",
        Op.BELOW: _("before {}") if days else _("below {}"),
        Op.AT_MOST: _("to {}"),
        Op.ABOVE: _("after {}") if days else _("above {}"),
        Op.AT_LEAST: _("from {}"),
    }
    return signs[test.op].format(said)


def _relative(sign: str, days: int) -> str:
    """A day that is counted from today."""
    if not days:
        return _("today")
    counted = ngettext("{count} day", "{count} days", days).format(count=days)
    return (
        _("{days} ago").format(days=counted) if sign == "-" else _("{days} from today").format(days=counted)
    )


def _value(reader: Reader, field: Field, plain: object) -> str:
    if field.kind in _DAYS and (relative := _RELATIVE.fullmatch(str(plain))):
        return _relative(relative[1] or "", int(relative[2] or 0))
    try:
        value = from_plain(field.kind, plain)
    except (ValueError, TypeError, ArithmeticError):
        return str(plain)
    titles: Mapping[Id, str] = {}
    if field.kind is Kind.LINK and isinstance(value, str):
        titles = reader.titles(reader.catalogue.entity(field.target), [Id(value)])
    said = words(reader.catalogue, field, value, titles=titles)
    if field.kind is Kind.CHOICE:
        item = reader.catalogue.choices(field).shown(str(value))
        if item is not None and item.retired:
            return _("{item} (no longer used)").format(item=said)
    return said
