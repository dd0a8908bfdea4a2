# SPDX-License-Identifier: Apache-2.0
"""The catalogue that an earlier version of the application might have had: less of what there is now."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from msgspec import structs

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.catalogue.records import CATALOGUE


def earlier(
    *,
    entities: Collection[str] = (),
    fields: Mapping[str, Collection[str]] | None = None,
    kinds: Mapping[tuple[str, str], Kind] | None = None,
    items: Mapping[str, Collection[str]] | None = None,
    now: Catalogue = CATALOGUE,
) -> Catalogue:
    """The catalogue `now` without some entities, fields by entity, and items by list; and with other kinds of some fields."""
    gone, other, fewer = fields or {}, kinds or {}, items or {}

    def field(entity: Entity, one: Field) -> Field:
        return structs.replace(one, kind=other.get((entity.name, one.name), one.kind))

    def kept(entity: Entity) -> Entity:
        without = gone.get(entity.name, ())
        return replace(
            entity,
            fields=tuple(
                field(entity, one)
                for one in entity.fields
                if one.name not in without and one.target not in entities
            ),
            derived=tuple(one for one in entity.derived if one.name not in without),
        )

    def shorter(choices: Choices) -> Choices:
        codes = fewer.get(choices.name, ())
        return replace(choices, items=tuple(item for item in choices.items if item.code not in codes))

    return replace(
        now,
        entities=tuple(kept(entity) for entity in now.entities if entity.name not in entities),
        lists=tuple(shorter(choices) for choices in now.lists),
    )
