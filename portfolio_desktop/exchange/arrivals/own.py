# SPDX-License-Identifier: Apache-2.0
"""The custom fields of a file as the organisation's own fields of tasks: those that are here by name, and some new ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.text import clean, one_line, shorten
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.exchange.imports.links import same_name
from portfolio_desktop.exchange.plans.plan_file import CustomField, FieldKind, FieldValue, PlanFile, PlanTask
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Create

MOST_NEW = 20
TOO_MANY = N_("Custom fields beyond the first 20, the fullest of which were kept: {count}")
OTHER_KIND = N_("Values of custom fields that the field of that name here cannot hold: {count}")

_LONGEST_NAME = 40
_FURTHEST = 10**11
_PARTS = re.compile(r"[^a-z0-9]+")
_KINDS: Mapping[FieldKind, Kind] = MappingProxyType(
    {
        FieldKind.TEXT: Kind.TEXT,
        FieldKind.NUMBER: Kind.NUMBER,
        FieldKind.COST: Kind.MONEY,
        FieldKind.FLAG: Kind.FLAG,
        FieldKind.DATE: Kind.MOMENT,
        FieldKind.DURATION: Kind.NUMBER,
    }
)


@dataclass(slots=True)
class OwnFields:
    """Where the values of custom fields go."""

    a_day: int
    fields: dict[str, tuple[CustomField, Field]] = field(default_factory=dict)
    made: list[Create] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    def values_of(self, task: PlanTask) -> dict[str, Value]:
        """The values that a task has in own fields."""
        found: dict[str, Value] = {}
        for name, said in task.values.items():
            if name in self.fields:
                custom, kept = self.fields[name]
                value = _value(custom, kept.kind, said, self.a_day)
                if value is None:
                    self.left_out[OTHER_KIND] = self.left_out.get(OTHER_KIND, 0) + 1
                else:
                    found[kept.name] = value
        return found

    def unfit(self, task: PlanTask) -> Iterator[str]:
        """The fields that cannot hold what the file says of a task: there it stays as it is."""
        for name, said in task.values.items():
            if name in self.fields:
                custom, kept = self.fields[name]
                if _value(custom, kept.kind, said, self.a_day) is None:
                    yield kept.name


def own_fields(office: Office, file: PlanFile) -> OwnFields:
    """The own fields that the custom fields of a file go to, the new ones among them still to be made."""
    found = OwnFields(file.project.minutes_per_day)
    filled = {custom.name: sum(custom.name in task.values for task in file.tasks) for custom in file.fields}
    here = {
        same_name(each.label): each
        for each in office.catalogue.entity("task").fields
        if each.name.startswith("own_")
    }
    taken = {each.name for each in office.catalogue.entity("task").fields}
    used = sorted((each for each in file.fields if filled[each.name]), key=lambda each: -filled[each.name])
    for custom in used:
        kept = here.get(same_name(custom.name))
        if kept is None and len(found.made) < MOST_NEW:
            kept = _field(custom, taken)
            taken.add(kept.name)
            here[same_name(custom.name)] = kept
            found.made.append(_record(office, kept))
        if kept is None:
            found.left_out[TOO_MANY] = found.left_out.get(TOO_MANY, 0) + 1
        else:
            found.fields[custom.name] = (custom, kept)
    return found


def _field(custom: CustomField, taken: set[str]) -> Field:
    words = same_name(custom.name).encode("ascii", "ignore").decode()
    stem = "own_" + (_PARTS.sub("_", words).strip("_") or "field")
    stem = stem[:_LONGEST_NAME].rstrip("_")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    label = shorten(one_line(clean(custom.name).text), 60)
    return Field(kind=_KINDS[custom.kind], name=name, label=label)


def _record(office: Office, made: Field) -> Create:
    values = {"entity": "task", "name": made.name, "label": made.label, "kind": made.kind.value}
    return Create("own_field", Id(office.store.new_id()), values)


def _value(custom: CustomField, kind: Kind, said: FieldValue, a_day: int) -> Value:
    """A value for a field of that kind; None where it cannot hold it."""
    value: Value
    match custom.kind:
        case FieldKind.FLAG:
            value = bool(said)
        case FieldKind.DATE:
            value = moment(int(said))
        case FieldKind.DURATION:
            value = round(Decimal(int(said)) / a_day, 6)
        case FieldKind.NUMBER | FieldKind.COST:
            number = Decimal(str(said))
            value = round(number, 2 if kind is Kind.MONEY else 6) if abs(number) < _FURTHEST else None
        case _:
            value = one_line(clean(str(said)).text).strip() or None
    return _fitted(value, kind, _KINDS[custom.kind])


def _fitted(value: Value, kind: Kind, own: Kind) -> Value:
    """`value`, which is of the kind `own`, for a field of another kind that means the same; None where there is none."""
    if kind is own or value is None:
        return value
    if kind in (Kind.TEXT, Kind.NARRATIVE):
        return str(value)
    if isinstance(value, Decimal) and kind in (Kind.NUMBER, Kind.MONEY, Kind.PERCENT):
        return round(value, 2 if kind is Kind.MONEY else 6)
    if isinstance(value, Decimal) and kind is Kind.INTEGER and value == int(value):
        return int(value)
    if isinstance(value, datetime) and kind is Kind.DATE:
        return value.date()
    return None
