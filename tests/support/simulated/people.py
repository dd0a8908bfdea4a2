# SPDX-License-Identifier: Apache-2.0
"""What people do at their laptops: each act follows from what their own screen shows, and from chance."""

import random
from collections.abc import Sequence
from typing import Any

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.codes import next_code
from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Revive, Why
from portfolio_desktop.storage.merge.disputes import disputes
from portfolio_desktop.storage.merge.unsettled import Kind
from tests.support.merge_oracle import Oracle
from tests.support.simulated.laptop import Laptop

_PARTS = ("thing", "mark")
_LINKS = ("under_id", "beside_id")
_EDITED = {"place": ("title", "note", "position", *_LINKS, "colour"), "thing": ("title",), "mark": ("title",)}
_WORDS = ("pier", "quay", "lock", "silt", "mole", "buoy")


class Somebody:
    """Whoever sits at a laptop."""

    def __init__(self, laptop: Laptop, chance: random.Random, oracle: Oracle) -> None:
        self._laptop, self._chance, self._oracle = laptop, chance, oracle
        self._places = laptop.ids("place")

    def act(self) -> Changes | None:
        """What they do next; None where nothing comes to their mind."""
        what = self._chance.random()
        if not self._places or what < 0.12:
            return self._new_place()
        if what < 0.22:
            return self._new_part()
        if what < 0.29:
            return self._deletion()
        if what < 0.36:
            return self._resolution()
        if what < 0.4:
            return self._revival()
        return self._edit()

    def _new_place(self) -> Changes:
        fields = self._edited("place")
        values = {name: self._value(name, None) for name in fields if self._chance.random() < 0.6}
        with self._laptop.reading() as reader:
            values["code"] = next_code(reader, self._laptop.catalogue.entity("place"))
        return Changes("Add", (Create("place", self._new_id(), values),))

    def _new_part(self) -> Changes:
        kind = self._chance.choice([name for name in _PARTS if self._laptop.catalogue.knows(name)])
        parts = [
            Create(
                kind, self._new_id(), {"title": self._word(), "place_id": self._chance.choice(self._places)}
            )
            for _each in range(self._chance.choice((1, 1, 3)))
        ]
        return Changes("Add", tuple(parts))

    def _edit(self) -> Changes:
        there = {name: self._laptop.ids(name) for name in _EDITED if self._laptop.catalogue.knows(name)}
        name = self._chance.choice([name for name, ids in there.items() if ids])
        id = self._chance.choice(there[name])
        fields = self._chance.sample(
            self._edited(name), k=self._chance.choice((1, 1, 1, 2)) if name == "place" else 1
        )
        return Changes("Edit", tuple(Edit(name, id, field, self._value(field, id)) for field in fields))

    def _deletion(self) -> Changes:
        """With all its parts, and with links to it made empty, as the services do it."""
        name = self._chance.choice(("place", "place", "thing"))
        ids = self._laptop.ids(name) or self._places
        id = self._chance.choice(ids)
        if id not in self._places:
            return Changes("Delete", (*self._marks(id), Delete("thing", id)))
        kinds = [kind for kind in _PARTS if self._laptop.catalogue.knows(kind)]
        parts = [Delete(kind, part) for kind in kinds for part in self._pointing(kind, "place_id", id)]
        links = [
            Edit("place", other, link, None)
            for link in _LINKS
            for other in self._pointing("place", link, id)
            if other != id
        ]
        marks = [mark for part in parts if part.entity == "thing" for mark in self._marks(part.record)]
        return Changes("Delete", (*links, *dict.fromkeys((*marks, *parts)), Delete("place", id)))

    def _resolution(self) -> Changes | None:
        with self._laptop.store.reading() as connection:
            found = disputes(connection, self._laptop.catalogue)
        if not found:
            return None
        one = self._chance.choice(found)
        if one.kind is Kind.DELETED:
            return Changes("Keep", (Revive(one.entity, one.record),), Why.RESOLVE)
        value = self._chance.choice([claim.value for claim in one.claims])
        if one.field in _LINKS and value not in self._places:
            value = None
        return Changes("Settle", (Edit(one.entity, one.record, one.field, value),), Why.RESOLVE)

    def _revival(self) -> Changes | None:
        gone = sorted(self._oracle.hidden(self._laptop.known))
        if not gone:
            return None
        entity, record = self._chance.choice(gone)
        links = self._oracle.links(record, self._laptop.known)
        if entity != "place" or any(link not in self._places for link in links):
            return None
        return Changes("Bring back", (Revive(entity, Id(record)),))

    def _edited(self, entity: str) -> list[str]:
        return [name for name in _EDITED[entity] if name in self._laptop.columns[entity]]

    def _value(self, field: str, id: Id | None) -> Any:
        if field in _LINKS:
            below = self._below(id) if field == "under_id" else set()
            return self._chance.choice(
                [None, *(one for one in self._places if one != id and one not in below)]
            )
        if field == "position":
            return self._chance.choice((None, self._chance.randrange(9)))
        if field == "note":
            return "\n\n".join(self._word() for _paragraph in range(self._chance.randrange(1, 4)))
        return self._chance.choice((None, self._word(), self._word(), self._word()))

    def _below(self, id: Id | None) -> set[str]:
        """All that lies under a place: nobody puts it under one of them, as far as they can see."""
        with self._laptop.store.reading() as connection:
            edges: Sequence[Any] = connection.exec_driver_sql(
                "SELECT id, under_id FROM place WHERE under_id IS NOT NULL"
            ).all()
        found: set[str] = {id} if id else set()
        grown = True
        while grown:
            more = {child for child, parent in edges if parent in found} - found
            found, grown = found | more, bool(more)
        return found

    def _marks(self, thing: str) -> list[Delete]:
        known = self._laptop.catalogue.knows("mark")
        return [Delete("mark", id) for id in self._pointing("mark", "thing_id", thing)] if known else []

    def _pointing(self, entity: str, link: str, id: str) -> list[Id]:
        with self._laptop.store.reading() as connection:
            return list(
                connection.exec_driver_sql(
                    f"SELECT id FROM {entity} WHERE {link} = ? ORDER BY id", (id,)
                ).scalars()
            )

    def _word(self) -> str:
        return self._chance.choice(_WORDS) + str(self._chance.randrange(50))

    def _new_id(self) -> Id:
        return Id(self._laptop.store.new_id())
