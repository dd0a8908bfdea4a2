# SPDX-License-Identifier: Apache-2.0
"""From what the log says of records to what the registers show of them. The same edits, the same registers, on every laptop.

Nothing that is left out here is lost: all of it is in the log, and comes back when what it waits for arrives.

* A part is held back while anything that it is part of has not arrived; a link that leads nowhere is left empty.
* A deleted record that still holds a part which its deleter had not seen is shown again with that part, and no sooner.
* Where following a tree's links leads back to its start, the link in that circle which was laid last falls back to what it was.
* What this catalogue does not know stays in the log alone.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field
from portfolio_desktop.storage.edits import known_values
from portfolio_desktop.storage.merge.unsettled import Kind, Unsettled
from portfolio_desktop.storage.replay import Register, State

Laid: TypeAlias = list[tuple[tuple[Any, ...], Any]]
"""Every value that a field was ever given, each with its place in the order in which edits count; the last first."""


class Around(Protocol):
    """The records that are not looked at, as the registers show them."""

    def there(self, entity: str, id: str) -> bool:
        """Whether a record is shown."""

    def parent(self, entity: str, field: str, id: str) -> str | None:
        """Where a tree's link leads from there."""

    def laid(self, record: str, field: str) -> Laid:
        """The life of one link, of any record."""


@dataclass(slots=True)
class Settled:
    """What is shown, and what not plainly. `wanting` are records that have to be looked at as well to be sure of it."""

    state: State = field(default_factory=dict)
    unsettled: list[Unsettled] = field(default_factory=list)
    wanting: set[str] = field(default_factory=set)


def settle(registers: Mapping[str, Register], catalogue: Catalogue, around: Around) -> Settled:
    """What the registers show of the records that are looked at."""
    return _Settling(registers, catalogue, around).settled()


class _Settling:
    def __init__(self, registers: Mapping[str, Register], catalogue: Catalogue, around: Around) -> None:
        self._registers, self._catalogue, self._around = registers, catalogue, around
        self._found = Settled({entity.name: {} for entity in catalogue.entities})
        self._lacking: dict[tuple[str, str], list[str]] = {}

    def settled(self) -> Settled:
        self._show()
        self._hold_back()
        self._bring_back()
        self._cut()
        for entity in self._catalogue.entities:
            for link in entity.fields:
                if link.tree:
                    self._straighten(entity, link)
        self._found.state = {name: records for name, records in self._found.state.items() if records}
        return self._found

    def _show(self) -> None:
        """What nobody has deleted who had seen all of it."""
        for id, register in self._registers.items():
            if register.created and self._catalogue.knows(register.entity) and not register.hidden:
                self._add(id, register)
                if register.deleted:
                    self._note(id, register.entity, Kind.DELETED)

    def _add(self, id: str, register: Register) -> None:
        entity = self._catalogue.entity(register.entity)
        self._found.state[entity.name][id] = known_values(entity, register.values())
        for name in register.disputed():
            if entity.keeps(name):
                self._note(id, entity.name, Kind.DISPUTED, name)

    def _hold_back(self) -> None:
        """Take out the parts of what is neither there nor can be brought back, and what there would be to decide about them."""
        waiting = [
            Unsettled(id, name, Kind.ADRIFT, whole.name, other)
            for name, records in self._found.state.items()
            if self._catalogue.entity(name).wholes
            for id, values in records.items()
            for whole, target in self._wholes(name, values)
            for other in self._lacks(whole.target, target)
        ]
        for one in waiting:
            self._found.state[one.entity].pop(one.record, None)
        held = {one.record for one in waiting}
        self._found.unsettled = [one for one in self._found.unsettled if one.record not in held] + waiting

    def _lacks(self, entity: str, id: str) -> list[str]:
        """What a part of this record waits for: nothing where it is there or can be brought back; or else the record, and on the
        way up from it all that is not there either."""
        key = entity, id
        if key not in self._lacking:
            register = self._registers.get(id)
            if register is None:
                there = self._around.there(entity, id)
                self._found.wanting |= set() if there else {id}
                self._lacking[key] = [] if there else [id]
            elif register.created and register.entity == entity:
                above = self._above(entity, id)
                self._lacking[key] = [id, *above] if above else []
            else:
                self._lacking[key] = [id]
        return self._lacking[key]

    def _above(self, entity: str, id: str) -> list[str]:
        """What a record that was made, and perhaps deleted, waits for itself."""
        values = self._found.state[entity].get(id)
        if values is None:
            values = known_values(self._catalogue.entity(entity), self._registers[id].values())
        found = {
            other
            for whole, target in self._wholes(entity, values)
            for other in self._lacks(whole.target, target)
        }
        return sorted(found)

    def _bring_back(self) -> None:
        """Deleted wholes of parts that are there, and theirs."""
        parts = [(name, id) for name, records in self._found.state.items() for id in records]
        while parts:
            name, id = parts.pop()
            for whole, target in self._wholes(name, self._found.state[name][id]):
                if not self._there(whole.target, target):
                    self._add(target, self._registers[target])
                    self._note(target, whole.target, Kind.DELETED, other=id)
                    parts.append((whole.target, target))

    def _cut(self) -> None:
        """Leave links empty that lead nowhere."""
        for name, records in self._found.state.items():
            links = [link for link in self._catalogue.entity(name).fields if link.target]
            for id, values in records.items():
                for link in links:
                    target = values.get(link.name)
                    if isinstance(target, str) and not self._there(link.target, target):
                        del values[link.name]
                        self._note(id, name, Kind.ADRIFT, link.name, target)

    def _straighten(self, entity: Entity, link: Field) -> None:
        """Have no link of a tree lead back to where it starts."""
        records = self._found.state[entity.name]
        laid: dict[str, Laid] = {}
        wanted: dict[str, Any] = {}
        while circles := list(_circles(records, link.name, self._beyond(entity, link))):
            for circle in circles:
                unseen = {id for id in circle if id not in records}
                if unseen:
                    self._found.wanting |= unseen
                    return
                for id in circle:
                    laid.setdefault(id, self._around.laid(id, link.name))
                last = max(circle, key=lambda id: laid[id][0][0])
                wanted.setdefault(last, records[last][link.name])
                laid[last].pop(0)
                self._fall_back(records[last], link, laid[last])
        for id, target in wanted.items():
            self._note(id, entity.name, Kind.CIRCLE, link.name, target)

    def _fall_back(self, values: dict[str, Any], link: Field, laid: Laid) -> None:
        """Give a link the value that it had before the one that leads in a circle."""
        before = laid[0][1] if laid else None
        if isinstance(before, str) and self._there(link.target, before):
            values[link.name] = before
        else:
            values.pop(link.name, None)
        if not laid:
            laid.append(((), None))

    def _beyond(self, entity: Entity, link: Field) -> "_Beyond":
        return lambda id: self._around.parent(entity.name, link.name, id)

    def _wholes(self, name: str, values: Mapping[str, Any]) -> Iterator[tuple[Field, str]]:
        for whole in self._catalogue.entity(name).wholes:
            target = values.get(whole.name)
            if isinstance(target, str):
                yield whole, target

    def _there(self, entity: str, id: str) -> bool:
        if id in self._found.state.get(entity, {}):
            return True
        return id not in self._registers and self._around.there(entity, id)

    def _note(self, id: str, entity: str, kind: Kind, field: str = "", other: str = "") -> None:
        self._found.unsettled.append(Unsettled(id, entity, kind, field, other))


class _Beyond(Protocol):
    def __call__(self, id: str, /) -> str | None: ...


def _circles(
    records: Mapping[str, Mapping[str, Any]], link: str, beyond: _Beyond
) -> Iterator[Collection[str]]:
    """The circles that links form, each once. No record has more than one such link, so no two circles share one."""
    straight: set[str] = set()
    for start in records:
        met: dict[str, None] = {}
        id: Any = start
        while isinstance(id, str) and id not in straight and id not in met:
            met[id] = None
            id = records[id].get(link) if id in records else beyond(id)
        if isinstance(id, str) and id in met:
            path = list(met)
            yield path[path.index(id) :]
        straight |= met.keys()
