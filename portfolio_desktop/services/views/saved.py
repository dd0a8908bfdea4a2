# SPDX-License-Identifier: Apache-2.0
"""Views that an office keeps under a name: records of the register of saved views."""

import json
from dataclasses import dataclass

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views.view import View, view_from_json, view_to_json
from portfolio_desktop.storage.changes import Changes

ENTITY = "saved_view"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that somebody saved."""

    id: Id
    label: str
    view: View


def saved_views(office: Office, entity: Entity) -> list[SavedView]:
    """The views saved for the register of `entity`, by name."""
    with office.reading() as reader:
        found = reader.all(
            reader.catalogue.entity(ENTITY), Test("register", Op.IS, entity.register), (Sort("title"),)
        )
    return [
        SavedView(record.id, str(record["title"] or ""), view_from_json(_tree(record["definition"]), entity))
        for record in found
    ]


def save_view(office: Office, entity: Entity, label: str, view: View) -> Changes:
    """Keep `view` under `label`; a view of that name is replaced."""
    definition = json.dumps(view_to_json(view), sort_keys=True)
    same = next(
        (one for one in saved_views(office, entity) if one.label.casefold() == label.casefold()), None
    )
    if same is not None:
        return records.change(office, ENTITY, same.id, {"definition": definition})
    return records.create(
        office, ENTITY, {"title": label, "register": entity.register, "definition": definition}
    )


def _tree(definition: object) -> object:
    try:
        return json.loads(str(definition))
    except (ValueError, RecursionError):
        return None
