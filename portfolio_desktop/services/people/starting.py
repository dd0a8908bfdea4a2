# SPDX-License-Identifier: Apache-2.0
"""What a people file begins with: forms, scales and the stages of a year, shipped as data; and the people.

Shipped records have the same ids in every people file, so that an appraisal names the same form on both laptops.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.ids import placed_id
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Values
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.people.known import said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.records import checked, defaults
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit, Revive
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import replay

SHIPPED = ("rating_scale", "rating_level", "form", "form_section", "form_question")
"""The registers that begin with something, whatever is pointed at first."""

_FROM_PORTFOLIO = ("name", "role", "team", "manager_id")


def lay_in(people: PeopleFile) -> Changes:
    """Whatever is missing of the shipped forms and scales. What was changed stays; what was deleted comes back."""
    items: list[Change] = []
    with people.reading() as reader:
        known = replay(reader.connection, entities=SHIPPED, hidden=True)
        for name in SHIPPED:
            entity = reader.catalogue.entity(name)
            there = {record.id for record in reader.all(entity)}
            for id, values in _shipped(entity):
                if id in known.get(name, {}) and id not in there:
                    items.append(Revive(name, id))
                elif id not in there:
                    items.append(Create(name, id, values))
    return Changes(_("Lay in appraisal forms and rating scales"), tuple(items))


def shipped_id(entity: str, key: str) -> Id:
    """The id of a shipped record by its key: `shipped_id("form", "annual")`."""
    for row in _read(f"{entity}s"):
        if row["_key"] == key:
            return _id(entity, row)
    raise KeyError(key)


def cycle_plan(name: str) -> list[dict[str, Any]]:
    """The stages of a year as shipped: "annual" or "light"."""
    plans = _read("cycle_plans")
    if name not in plans:
        raise Refusal(
            _("There is no plan of a year named “{name}”. There are: {names}.").format(
                name=name, names=", ".join(plans)
            )
        )
    found: list[dict[str, Any]] = plans[name]
    return found


def take_up(people: PeopleFile, persons: Mapping[Id, Values]) -> Changes:
    """Bring people of the portfolio into the file, or up to date in it: name, role, team, manager, by their id there.

    A manager who is neither here nor among `persons` is left out. Nothing else of a person is looked at.
    """
    with people.reading() as reader:
        items = taken_up(people, reader, persons)
    count = len({item.record for item in items})
    label = ngettext("Take up {count} person", "Take up {count} people", count).format(count=count)
    return Changes(label, tuple(items))


def taken_up(people: PeopleFile, reader: Reader, persons: Mapping[Id, Values]) -> list[Change]:
    """What taking up `persons` changes, to be written with whatever else is done."""
    entity = people.catalogue.entity("party")
    there = {record.id: record for record in reader.all(entity)}
    known = there.keys() | persons.keys()
    items: list[Change] = []
    for id, given in persons.items():
        values = checked(people.catalogue, entity, {name: given.get(name) for name in _FROM_PORTFOLIO})
        if values["manager_id"] not in known or values["manager_id"] == id:
            values["manager_id"] = None
        if not values["name"]:
            raise Refusal(_("Somebody without a name cannot be taken up."))
        if id not in there:
            items.append(Create("party", id, said(values)))
        else:
            items += [Edit("party", id, name, new) for name, new in values.items() if new != there[id][name]]
    return items


def _shipped(entity: Entity) -> Iterator[tuple[Id, Values]]:
    for row in _read(entity.register):
        values = defaults(entity)
        for name, plain in row.items():
            if name not in ("_key", "_place"):
                field = entity.field(name)
                link = field.kind is Kind.LINK
                values[name] = shipped_id(field.target, plain) if link else from_plain(field.kind, plain)
        yield _id(entity.name, row), values


def _read(name: str) -> Any:
    return json.loads(shipped("db", "reference", "people", f"{name}.json").read_text("utf-8"))


def _id(entity: str, row: Mapping[str, Any]) -> Id:
    return Id(placed_id(row["_place"], "people", entity, row["_key"]))
