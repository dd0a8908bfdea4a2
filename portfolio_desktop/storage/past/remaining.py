# SPDX-License-Identifier: Apache-2.0
"""What of an act can be taken back still, where records have been deleted since."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import Connection

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.changes import Change, Delete, Edit, Lay, Revive
from portfolio_desktop.storage.edits import DELETED
from portfolio_desktop.storage.merge.refreshing import present
from portfolio_desktop.storage.past.inverse import Part, parts_of
from portfolio_desktop.storage.replay import replay_records

Named: TypeAlias = tuple[str, Id]
"""A record, by entity and id."""


def remaining(
    connection: Connection, catalogue: Catalogue, change_set: str
) -> tuple[list[Part], list[Named]]:
    """The parts of an act that can be taken back; and the records for want of which others cannot be.

    What would go and has gone already needs nothing more.
    """
    parts = parts_of(connection, catalogue, change_set)
    needed = _Needed(connection, catalogue, [one for part in parts for one in part.back])
    possible: list[Part] = []
    lacking: list[Named] = []
    for part in parts:
        missing = next(filter(None, map(needed.missing, part.back)), None)
        if missing is None:
            possible.append(part)
        elif not any(isinstance(one, Delete) for one in part.back):
            lacking.append(missing)
    return possible, lacking


class _Needed:
    """What changes need: the record that each changes, what it lets that lead to, what it is part of."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: Sequence[Change]) -> None:
        self._catalogue = catalogue
        reviving = [one for one in changes if isinstance(one, Revive)]
        self._last = replay_records(connection, [one.record for one in reviving])
        wanted: dict[str, set[Id]] = defaultdict(set)
        for one in changes:
            for entity, record in self._of(one):
                wanted[entity].add(record)
        self._there = {
            id for entity, ids in wanted.items() for id in present(connection, entity, sorted(ids))
        }
        while back := {one.record for one in reviving if not self.missing(one)} - self._there:
            self._there |= back  # of parts that come back, only those whose wholes do

    def missing(self, change: Change) -> Named | None:
        """What a change needs, is not there and does not come back either."""
        return next((each for each in self._of(change) if each[1] not in self._there), None)

    def _of(self, change: Change) -> tuple[Named, ...]:
        entity = self._catalogue.entity(change.entity)
        match change:
            case Revive(name, record):
                values = self._last.get(name, {}).get(record, {})
                wholes = ((link.target, values.get(link.name)) for link in entity.wholes)
                return tuple((target, Id(id)) for target, id in wholes if isinstance(id, str))
            case Lay(_, _, field) if field == DELETED:
                return ()
            case Edit(name, record, field, str(value)) if entity.field(field).target:
                return (name, record), (entity.field(field).target, Id(value))
            case _:
                return ((change.entity, change.record),)
