# SPDX-License-Identifier: Apache-2.0
"""Which records of a register are meant, as data: kept in saved views, typed on the command line, clicked in charts.

A filter is a tree over field names. It is never text that a database would run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity


class Op(StrEnum):
    """What a test asks of a value. Comparisons are true of known values only."""

    IS = "is"
    IS_NOT = "is not"
    ANY_OF = "any of"
    CONTAINS = "contains"
    BELOW = "below"
    AT_MOST = "at most"
    ABOVE = "above"
    AT_LEAST = "at least"
    EMPTY = "empty"  # nothing was said
    UNKNOWN = "unknown"  # something was said, but no value
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Test:
    """One question about one field. `value` is in plain form; a date may be "today", "today+30" or "today-7",
    and a moment "now".
    """

    __test__ = False  # not for pytest to collect

    field: str
    op: Op
    value: Any = None


@dataclass(frozen=True, slots=True)
class Words:
    """Records that full-text search finds. Every word must be there; the last may be the beginning of one."""

    text: str


@dataclass(frozen=True, slots=True)
class All:
    """Records for which every part holds; with no parts, all records."""

    parts: "tuple[Filter, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Records for which at least one part holds."""

    parts: "tuple[Filter, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Records for which the part does not hold."""

    part: "Filter"


Filter: TypeAlias = Test | Words | All | AnyOf | Not

EVERYTHING = All()


@dataclass(frozen=True, slots=True)
class Sort:
    """Order by one field. Records without a known value come last either way."""

    field: str
    descending: bool = False


def fields_of(filter: Filter) -> Iterator[str]:
    """The names of the fields that a filter asks about."""
    match filter:
        case Test(field):
            yield field
        case Not(part):
            yield from fields_of(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from fields_of(part)


def to_json(filter: Filter) -> dict[str, Any]:
    """The filter as it is kept in a saved view."""
    if isinstance(filter, Test):
        return {"field": filter.field, "op": filter.op.value, "value": filter.value}
    if isinstance(filter, Words):
        return {"words": filter.text}
    if isinstance(filter, Not):
        return {"not": to_json(filter.part)}
    return {"all" if isinstance(filter, All) else "any": [to_json(part) for part in filter.parts]}


def from_json(tree: Mapping[str, Any], entity: Entity) -> Filter:
    """Read back what `to_json` wrote. Refuses a field that the register does not have."""
    match tree:
        case {"all": [*parts]}:
            return All(tuple(from_json(part, entity) for part in parts))
        case {"any": [*parts]}:
            return AnyOf(tuple(from_json(part, entity) for part in parts))
        case {"not": part}:
            return Not(from_json(part, entity))
        case {"words": str(text)}:
            return Words(text)
        case {"field": str(field), "op": str(op)} if entity.has(field) and op in set(Op):
            return Test(field, Op(op), tree.get("value"))
    raise Refusal(
        _("This filter does not fit the register of {plural}: {tree}").format(plural=entity.plural, tree=tree)
    )
