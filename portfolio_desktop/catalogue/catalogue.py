# SPDX-License-Identifier: Apache-2.0
"""The catalogue of one workspace: the shipped entities and lists, with the organisation's own added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field
from portfolio_desktop.catalogue.lists import Choices, Item

_NO_ITEMS: Mapping[str, Iterable[Item]] = MappingProxyType({})


@dataclass(frozen=True)
class Catalogue:
    """Everything that the layers above ask about entities, fields and lists. Immutable: extending makes another."""

    entities: tuple[Entity, ...]
    lists: tuple[Choices, ...]
    meanings: tuple[
        tuple[tuple[str, int], str], ...
    ] = ()  # what steps of a scale mean, by dimension and step

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Of the names alone: what is kept for a catalogue is looked up at every opening, and it has thousands of fields."""
        return hash(tuple(entity.name for entity in self.entities))

    def entity(self, name: str) -> Entity:
        """The entity called `name` ("risk"). Raises KeyError."""
        return self._by_name[name]

    def knows(self, name: str) -> bool:
        """Whether there is an entity called `name`."""
        return name in self._by_name

    def register(self, plural: str) -> Entity | None:
        """The entity whose register is called `plural` ("risks"), or whose name is ("risk"). None that is unseen."""
        wanted = plural.strip().casefold().replace("-", "_").replace(" ", "_")
        return next((entity for entity in self.seen if wanted in (entity.register, entity.name)), None)

    @cached_property
    def seen(self) -> tuple[Entity, ...]:
        """The entities that people meet."""
        return tuple(entity for entity in self.entities if not entity.unseen)

    def choices(self, field: Field) -> Choices:
        """The list that a CHOICE or SCALE field chooses from."""
        return self._lists[field.options]

    def meaning(self, field: Field, step: int) -> str:
        """What a step of a SCALE field means here, in the office's own words; empty where nobody has said.

        Impacts share one list of steps, yet a step means weeks for time and pounds for cost.
        """
        dimension = field.options.removeprefix("risk.")
        if dimension == "impact":
            dimension = field.name.removeprefix("impact_")
        return self._meanings.get((dimension, step), "")

    def list_named(self, name: str) -> Choices:
        """The list called `name`. Raises KeyError."""
        return self._lists[name]

    def with_list(self, choices: Choices) -> "Catalogue":
        """This catalogue with `choices` in place of the list of that name."""
        lists = tuple(choices if each.name == choices.name else each for each in self.lists)
        return replace(self, lists=lists)

    def holders(self, target: str) -> tuple[tuple[Entity, Field], ...]:
        """Every link field that can point at a record of the entity `target`, with the entity that has it."""
        return self._holders.get(target, ())

    def extended(
        self,
        own_fields: Mapping[str, Iterable[Field]],
        items: Mapping[str, Iterable[Item]],
        former: Mapping[str, Iterable[Item]] = _NO_ITEMS,
    ) -> "Catalogue":
        """This catalogue with own fields by entity name, and by list name own items and those that were deleted.

        What names an entity or a list that is not here is left out: it may come from a newer version.
        """
        lists = tuple(
            replace(
                _with_items(choices, items.get(choices.name, ())), former=tuple(former.get(choices.name, ()))
            )
            for choices in self.lists
        )
        entities = tuple(
            entity.extended(tuple(own_fields.get(entity.name, ())), N_("Our own fields"))
            for entity in self.entities
        )
        return replace(self, entities=entities, lists=lists)

    @cached_property
    def _meanings(self) -> dict[tuple[str, int], str]:
        return dict(self.meanings)

    @cached_property
    def _by_name(self) -> dict[str, Entity]:
        return {entity.name: entity for entity in self.entities}

    @cached_property
    def _lists(self) -> dict[str, Choices]:
        return {choices.name: choices for choices in self.lists}

    @cached_property
    def _holders(self) -> dict[str, tuple[tuple[Entity, Field], ...]]:
        found: dict[str, list[tuple[Entity, Field]]] = defaultdict(list)
        for entity in self.entities:
            for field in entity.fields:
                if field.target:
                    found[field.target].append((entity, field))
        return {target: tuple(holders) for target, holders in found.items()}


def _with_items(choices: Choices, items: Iterable[Item]) -> Choices:
    for item in items:
        choices = choices.with_item(item)
    return choices
