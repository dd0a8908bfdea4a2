# SPDX-License-Identifier: Apache-2.0
"""What is done with saved views and searches: kept under a name, pinned in everybody's navigation, in an order."""

import json
from dataclasses import replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views.kept import (
    ENTITY,
    EVERYWHERE,
    Kept,
    arranged,
    kept_views,
    moved,
    tree_of,
)
from portfolio_desktop.services.views.saved import SavedView
from portfolio_desktop.services.views.view import view_from_json
from portfolio_desktop.storage.changes import Changes

_STEP = 10


def as_view(catalogue: Catalogue, kept: Kept) -> SavedView:
    """The view of a register that `kept` keeps."""
    entity = catalogue.entity(kept.entity)
    return SavedView(kept.id, kept.label, view_from_json(tree_of(kept.definition), entity))


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
    changes = records.change(office, ENTITY, id, {"position": max(places, default=0) + _STEP})
    return replace(changes, label=_("Pin “{name}” for everybody").format(name=_label(office, id)))


def unpin(office: Office, id: Id) -> Changes:
    """Take a view out of the navigation. It stays a saved view."""
    changes = records.change(office, ENTITY, id, {"position": None})
    return replace(changes, label=_("Unpin “{name}” for everybody").format(name=_label(office, id)))


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
    changes = records.change_each(office, ENTITY, wanted)
    return replace(changes, label=_("Move “{name}” in the navigation").format(name=_label(office, id)))


def _label(office: Office, id: Id) -> str:
    return next((one.label for one in kept_views(office) if one.id == id), "")


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
