# SPDX-License-Identifier: Apache-2.0
"""Views and searches that stand in the navigation: an office's for everybody, in an order; each told by its id.

A search over everything is kept as a saved view of no register: its definition is the words that were typed. What is
pinned for everybody is a field of the record, so it travels, has a history and can be undone. What a person pins for
this laptop alone is a list of ids in the laptop's settings, which `arranged` takes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.views.saved import ENTITY, SavedView
from portfolio_desktop.services.views.view import view_from_json
from portfolio_desktop.storage.changes import Changes

EVERYWHERE = "everything"
"""What a search over everything names in place of a register."""

_STEP = 10


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


def as_view(catalogue: Catalogue, kept: Kept) -> SavedView:
    """The view of a register that `kept` keeps."""
    entity = catalogue.entity(kept.entity)
    return SavedView(kept.id, kept.label, view_from_json(_tree(kept.definition), entity))


def save_search(office: Office, label: str, words: str) -> Changes:
    """Keep a search over everything under `label`; one of that name is replaced."""
    name = label.strip()
    if not words.strip():
        raise Refusal(_("There is nothing to save yet: type what to look for first."))
    if not name:
        raise Refusal(_("Give the search a name."))
    definition = json.dumps({"words": words.strip()})
    same = next(
        (one for one in kept_views(office) if not one.entity and one.label.casefold() == name.casefold()),
        None,
    )
    if same is not None:
        return records.change(office, ENTITY, same.id, {"definition": definition})
    values = {"title": name, "register": EVERYWHERE, "definition": definition}
    return records.create(office, ENTITY, values)


def pin(office: Office, id: Id) -> Changes:
    """Put a view at the end of what is pinned for everybody."""
    places = [one.place for one in kept_views(office) if one.place is not None]
    return records.change(office, ENTITY, id, {"position": max(places, default=0) + _STEP})


def unpin(office: Office, id: Id) -> Changes:
    """Take a view out of the navigation. It stays a saved view."""
    return records.change(office, ENTITY, id, {"position": None})


def rename(office: Office, id: Id, label: str) -> Changes:
    """Call a saved view something else."""
    if not label.strip():
        raise Refusal(_("Give it a name."))
    return records.change(office, ENTITY, id, {"title": label.strip()})


def move(office: Office, id: Id, steps: int) -> Changes:
    """Move a pinned view so many places down, or up where `steps` is negative, as one change set."""
    everybody, _mine = arranged(kept_views(office), ())
    order = moved([str(one.id) for one in everybody], str(id), steps)
    places = {one.id: one.place for one in everybody}
    wanted = {
        Id(each): {"position": place}
        for place, each in ((_STEP * (at + 1), each) for at, each in enumerate(order))
        if places[Id(each)] != place
    }
    return records.change_each(office, ENTITY, wanted)


def moved(order: Sequence[str], id: str, steps: int) -> list[str]:
    """`order` with `id` so many places on, and no further than its ends."""
    rest = [each for each in order if each != id]
    if id not in order:
        return rest
    rest.insert(max(0, min(order.index(id) + steps, len(rest))), id)
    return rest


def view_named(office: Office, name: str) -> Kept:
    """The saved view or search of that name. Refuses, listing what there is."""
    kept = kept_views(office)
    wanted = name.strip().casefold()
    for one in kept:
        if one.label.casefold() == wanted:
            return one
    names = ", ".join(one.label for one in kept) or _("none yet")
    raise Refusal(
        _("No view or search is saved as “{name}”. There are: {names}.").format(name=name, names=names)
    )


def _kept(reader: Reader, record: Record) -> Kept | None:
    register, definition = str(record["register"] or ""), str(record["definition"] or "")
    entity = reader.catalogue.register(register) if register != EVERYWHERE else None
    if entity is None and register != EVERYWHERE:
        return None
    tree = _tree(definition)
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


def _tree(definition: str) -> Any:
    try:
        return json.loads(definition)
    except (ValueError, RecursionError):
        return None
