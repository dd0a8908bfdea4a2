# SPDX-License-Identifier: Apache-2.0
"""Reading what an office has saved under a name: views of registers, and searches over everything.

A search is kept as a saved view of no register: its definition is the words that were typed. What is pinned for everybody
is a field of the record, so it travels, has a history and can be undone. What a person pins for this laptop alone is a list
of ids in the laptop's settings, which `arranged` takes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader

ENTITY = "saved_view"

EVERYWHERE = "everything"
"""What a search over everything names in place of a register."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved view of the register of `entity`, or a search over everything for `words`, where there is no entity.

    `place` is where it stands among what is pinned for everybody; None where it is not.
    """

    id: Id
    label: str
    entity: str
    icon: str
    words: str
    definition: str
    place: int | None = None


def kept_views(office: Office) -> tuple[Kept, ...]:
    """Every saved view and search, by name. One of a register that there is no longer is left out."""
    with office.reading() as reader:
        found = reader.all(reader.catalogue.entity(ENTITY), order=(Sort("title"),))
        return tuple(kept for record in found if (kept := _kept(reader, record)) is not None)


def arranged(kept: Sequence[Kept], mine: Sequence[str]) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """What is pinned for everybody, in its order, and what of the rest this laptop pins, in the order of `mine`."""
    everybody = sorted(
        (one for one in kept if one.place is not None), key=lambda one: (one.place or 0, one.label, one.id)
    )
    rest = {str(one.id): one for one in kept if one.place is None}
    return tuple(everybody), tuple(rest[id] for id in dict.fromkeys(mine) if id in rest)


def moved(order: Sequence[str], id: str, steps: int) -> list[str]:
    """`order` with `id` so many places on, and no further than its ends."""
    rest = [each for each in order if each != id]
    if id not in order:
        return rest
    rest.insert(max(0, min(order.index(id) + steps, len(rest))), id)
    return rest


def _kept(reader: Reader, record: Record) -> Kept | None:
    register, definition = str(record["register"] or ""), str(record["definition"] or "")
    entity = reader.catalogue.register(register) if register != EVERYWHERE else None
    if entity is None and register != EVERYWHERE:
        return None
    tree = tree_of(definition)
    words = tree.get("words") if isinstance(tree, dict) else ""
    place = record["position"]
    return Kept(
        id=record.id,
        label=str(record["title"] or ""),
        entity=entity.name if entity is not None else "",
        icon=entity.icon if entity is not None else "search",
        words=words if isinstance(words, str) else "",
        definition=definition,
        place=place if isinstance(place, int) else None,
    )


def tree_of(definition: str) -> Any:
    """A definition as it is kept; None for one that is damaged."""
    try:
        return json.loads(definition)
    except (ValueError, RecursionError):
        return None
