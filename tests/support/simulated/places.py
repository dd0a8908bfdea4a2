# SPDX-License-Identifier: Apache-2.0
"""A portfolio small enough for thousands of histories: places in a tree, things and, since version 2, marks that are part of
them, marks of things as well; and the numbers for codes that laptops take beforehand."""

from types import MappingProxyType
from typing import Annotated

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity, define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record
from portfolio_desktop.catalogue.records import CATALOGUE

OLD, NEW = "1.0", "2.0"


class OldPlace(Record, frozen=True, kw_only=True):
    """Something in a tree."""

    code: Annotated[str | None, f.code("Code")] = None
    title: Annotated[str | None, f.text("Title")] = None
    note: Annotated[str | None, f.narrative("Note")] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, "Position")] = None
    under_id: Annotated[Id | None, f.link("Under", "place", tree=True)] = None
    beside_id: Annotated[Id | None, f.link("Beside", "place")] = None


class Place(OldPlace, frozen=True, kw_only=True):
    """The same in version 2."""

    colour: Annotated[str | None, f.text("Colour")] = None


class Thing(Record, frozen=True, kw_only=True):
    """Something that is part of a place."""

    title: Annotated[str | None, f.text("Title")] = None
    place_id: Annotated[Id | None, f.link("Place", "place", part_of=True)] = None


class Mark(Record, frozen=True, kw_only=True):
    """Something else that is, perhaps of a thing too, wherever that is. Version 1 knows nothing of it."""

    title: Annotated[str | None, f.text("Title")] = None
    place_id: Annotated[Id | None, f.link("Place", "place", part_of=True)] = None
    thing_id: Annotated[Id | None, f.link("Thing", "thing", part_of=True)] = None


def _part(record: type[Record], name: str, fields: str = "title place_id") -> Entity:
    return define(
        record,
        name=name,
        register=f"{name}s",
        label=name.capitalize(),
        plural=f"{name.capitalize()}s",
        sections=(section("All", fields),),
    )


def _place(record: type[Record], fields: str) -> Entity:
    return define(
        record,
        name="place",
        register="places",
        label="Place",
        plural="Places",
        sections=(section("All", fields),),
        prefix="P",
    )


_BLOCK = CATALOGUE.entity("code_block")
_OLD_FIELDS = "code title note position under_id beside_id"

CATALOGUES = {
    OLD: Catalogue((_place(OldPlace, _OLD_FIELDS), _part(Thing, "thing"), _BLOCK), ()),
    NEW: Catalogue(
        (
            _place(Place, f"{_OLD_FIELDS} colour"),
            _part(Thing, "thing"),
            _part(Mark, "mark", "title place_id thing_id"),
            _BLOCK,
        ),
        (),
    ),
}
"""What each version keeps."""

COLUMNS = MappingProxyType(
    {
        version: {entity.name: tuple(field.name for field in entity.fields) for entity in catalogue.entities}
        for version, catalogue in CATALOGUES.items()
    }
)
"""The fields of each version's registers."""
