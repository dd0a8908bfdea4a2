# SPDX-License-Identifier: Apache-2.0
"""How a register is looked at, as data: columns, order, filters, groups. Kept in saved views and on the laptop."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Sort, Words, from_json, to_json
from portfolio_desktop.services.views.marks import Mark, mark_from_json, mark_to_json

AUTOMATIC = -1
"""Of `frozen`: the code and the title stay in sight, where they stand first."""


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at a register.

    `base` is what the view itself asks for; `filters` are what a person set on top, one for each column. Within the
    groups of `group` stand those of `then`. Of several `marks` that fit a cell, the first is shown. So many columns
    from the left as `frozen` says stay in sight.
    """

    columns: tuple[str, ...]
    widths: Mapping[str, int] = field(default_factory=dict)
    sorts: tuple[Sort, ...] = ()
    base: Filter = EVERYTHING
    filters: Mapping[str, Filter] = field(default_factory=dict)
    group: str = ""
    words: str = ""
    then: str = ""
    marks: tuple[Mark, ...] = ()
    frozen: int = AUTOMATIC

    @property
    def groups(self) -> tuple[str, ...]:
        """The fields that records are grouped by, the outer first."""
        return tuple(dict.fromkeys(name for name in (self.group, self.then) if name))

    def where(self, typed: Filter = EVERYTHING, *, without: str = "") -> Filter:
        """Everything that narrows the register; the filter of the column `without` left out."""
        own = tuple(part for name, part in self.filters.items() if name != without)
        return All((self.base, *own, typed))

    def filtered(self, name: str, part: Filter | None) -> "View":
        """With `part` as the filter of a column; None takes it away."""
        rest = {other: kept for other, kept in self.filters.items() if other != name}
        return replace(self, filters=rest if part is None else {**rest, name: part})

    def sorted_by(self, name: str, *, also: bool) -> "View":
        """Ordered by a column: again turns the order round, a third time gives it up. `also` keeps the others."""
        place = next((at for at, sort in enumerate(self.sorts) if sort.field == name), None)
        if place is None:
            return replace(self, sorts=(*(self.sorts if also else ()), Sort(name)))
        kept = self.sorts if also else self.sorts[place : place + 1]
        turned = Sort(name, True)
        if self.sorts[place].descending:
            return replace(self, sorts=tuple(sort for sort in kept if sort.field != name))
        return replace(self, sorts=tuple(turned if sort.field == name else sort for sort in kept))


def plain_view(entity: Entity) -> View:
    """What a register shows until a person chooses otherwise."""
    return View(tuple(field.name for field in entity.columns))


def view_to_json(view: View) -> dict[str, Any]:
    """The view as it is kept."""
    return {
        "columns": list(view.columns),
        "widths": dict(view.widths),
        "sorts": [[sort.field, sort.descending] for sort in view.sorts],
        "base": to_json(view.base),
        "filters": {name: to_json(part) for name, part in view.filters.items()},
        "group": view.group,
        "words": view.words,
        "then": view.then,
        "marks": [mark_to_json(mark) for mark in view.marks],
        "frozen": view.frozen,
    }


def view_from_json(tree: Any, entity: Entity) -> View:
    """Read back what `view_to_json` wrote. What no longer fits the register is left out."""
    if not isinstance(tree, dict):
        return plain_view(entity)
    columns = tuple(name for name in _list(tree, "columns") if isinstance(name, str) and entity.has(name))
    widths = {
        name: width
        for name, width in _dict(tree, "widths").items()
        if entity.has(name) and isinstance(width, int) and 20 <= width <= 2000
    }
    sorts = tuple(
        Sort(pair[0], pair[1] is True)
        for pair in _list(tree, "sorts")
        if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and entity.has(pair[0])
    )
    words, frozen = tree.get("words"), tree.get("frozen")
    marks = (mark_from_json(each, entity) for each in _list(tree, "marks"))
    return View(
        columns=columns or plain_view(entity).columns,
        widths=widths,
        sorts=sorts,
        base=_filter(tree.get("base"), entity) or EVERYTHING,
        filters={
            name: part
            for name, kept in _dict(tree, "filters").items()
            if entity.has(name) and (part := _filter(kept, entity)) is not None
        },
        group=_name(tree, "group", entity),
        words=words if isinstance(words, str) else "",
        then=_name(tree, "then", entity),
        marks=tuple(mark for mark in marks if mark is not None),
        frozen=frozen if isinstance(frozen, int) and 0 <= frozen <= len(columns) else AUTOMATIC,
    )


def _name(tree: Mapping[str, Any], key: str, entity: Entity) -> str:
    name = tree.get(key)
    return name if isinstance(name, str) and entity.has(name) else ""


def _filter(tree: Any, entity: Entity) -> Filter | None:
    try:
        return from_json(tree, entity) if isinstance(tree, dict) else None
    except (Refusal, RecursionError):
        return None


def _list(tree: Mapping[str, Any], name: str) -> list[Any]:
    found = tree.get(name)
    return found if isinstance(found, list) else []


def _dict(tree: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}


def is_everything(part: Filter) -> bool:
    """Whether a filter leaves nothing out."""
    return (isinstance(part, All) and all(is_everything(each) for each in part.parts)) or part == Words("")
