# SPDX-License-Identifier: Apache-2.0
"""What the shared folder needs of a workspace: which edits it has, those of others taken in, and who it is."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from portfolio_desktop.base.ids import new_stream
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage import registers
from portfolio_desktop.storage.connect import rows, value
from portfolio_desktop.storage.dump import digest_piece
from portfolio_desktop.storage.edits import CREATED, Line
from portfolio_desktop.storage.history import own_streams
from portfolio_desktop.storage.merge.refreshing import refresh
from portfolio_desktop.storage.past.arrivals import keep_arrival
from portfolio_desktop.storage.plans.reach import projects_of, there
from portfolio_desktop.storage.schema import CURRENT, EDIT, FORMER, STREAM
from portfolio_desktop.storage.travel import arriving, outgoing
from portfolio_desktop.storage.travel.edits import End, Stretch

if TYPE_CHECKING:
    from portfolio_desktop.storage.store import Store

_OWN_MEMORY = "share."
_RECALL = "SELECT value FROM meta WHERE key = ?"
_RECALL_ALL = "SELECT key, value FROM meta WHERE key GLOB ?"
_REMEMBER = (
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_LAST = f"SELECT max(seq) FROM {EDIT.name}"  # noqa: S608
_MANY = 5_000  # edits from which on all registers are made anew, where they are a large part of the log
_LARGE = 0.2


@dataclass(frozen=True, slots=True)
class Taken:
    """What arrived: how many edits, and the records whose rows may have changed as (entity, id).

    `gaps` are stretches that lack what comes before them; `refused` are no edits, each with the reason.
    """

    edits: int
    touched: frozenset[tuple[str, Id]]
    gaps: tuple[Stretch, ...]
    refused: tuple[tuple[Stretch, str], ...]


class Ledger:
    """The log of one open workspace, as those see it who carry edits from laptop to laptop."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self.portfolio = store.id

    def ends(self) -> dict[str, End]:
        """How far each line is known, without a gap."""
        with self._store.reading() as connection:
            return outgoing.ends(connection)

    def tags_at(self, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], dict[str, bytes]]:
        """The edits at places of streams, by line: more than one where two copies of a workspace went on under one name."""
        with self._store.reading() as connection:
            return outgoing.tags_at(connection, places)

    def own(self) -> tuple[str, ...]:
        """The streams that this file has written under, the present one first."""
        with self._store.reading() as connection:
            return own_streams(connection)

    def stretch(self, line: str, first: int, most: int) -> Stretch:
        """At most so many known edits, from a place on."""
        with self._store.reading() as connection:
            return outgoing.stretch(connection, line, first, most)

    def take(self, stretches: Iterable[Stretch], told: Callable[[int], None] = lambda _count: None) -> Taken:
        """Take others' edits in, all or nothing of each stretch, and have the registers show what follows.

        `told` is called with the size of each stretch before it goes in; what it raises takes everything back.
        """
        coming = list(stretches)
        store, count = self._store, sum(len(stretch.edits) for stretch in coming)
        many = self._many(count)
        with uncollected(), store.changing_all(rebuilding=many) as (connection, planner):
            planner.expect(connection)
            first = 1 + (value(connection, _LAST) or 0)
            found = arriving.arrive(connection, _told(coming, told))
            if found.edits:
                keep_arrival(connection, first, first + found.edits - 1, store.clock())
            touched = found.touched
            if many:
                registers.rebuild(connection, store.catalogue)
                planner.forget()
                touched = {one for one in touched if store.catalogue.knows(one[0])}
            else:
                records = {record for _entity, record in touched}
                arriving.mark(connection, records)
                before = there(connection, store.catalogue, touched)
                lines = list(_lines(coming, touched, before))
                planned = projects_of(connection, store.catalogue, lines)
                touched = refresh(connection, store.catalogue, records)
                stayed = before & there(connection, store.catalogue, touched)
                after = list(_lines(coming, touched, stayed))
                planned |= projects_of(connection, store.catalogue, after)
                planner.arrived(connection, [*lines, *after], planned)
        return Taken(
            found.edits,
            frozenset((entity, Id(record)) for entity, record in touched),
            tuple(found.gaps),
            tuple(found.refused),
        )

    def changes_within(self, spans: Iterable[outgoing.Span]) -> int:
        """How many acts of people are known of these spans, each a line with a first and a last place."""
        with self._store.reading() as connection:
            return outgoing.changes_within(connection, spans)

    def state_piece(self, after: str) -> tuple[bytes, str]:
        """A digest of some of what the registers show, from after a mark on, and the next mark: the same on every laptop that
        knows the same edits. "" is the mark of the beginning and of the end."""
        with self._store.reading() as connection:
            return digest_piece(connection, self._store.catalogue, after)

    def rotate(self, stream: str = "") -> None:
        """Write under a new stream from now on, of that name if one is given: somebody else may write under the present one."""
        with self._store.changing() as connection:
            former = own_streams(connection)
            stream = stream or new_stream(self._store.random)
            connection.execute(insert(STREAM).values(name=stream, length=0, tip=b""))
            _remember(connection, CURRENT, stream)
            _remember(connection, FORMER, json.dumps(former))

    def recall(self, key: str) -> str | None:
        """What was remembered under `key`, in this file and never shared."""
        with self._store.reading() as connection:
            return _meta(connection, _OWN_MEMORY + key) or None

    def memory(self) -> dict[str, str]:
        """All that was remembered, by key."""
        with self._store.reading() as connection:
            found = rows(connection, _RECALL_ALL, (f"{_OWN_MEMORY}*",))
        return {key.removeprefix(_OWN_MEMORY): value for key, value in found}

    def remember(self, key: str, value: str) -> None:
        """Remember it."""
        self.remember_all({key: value})

    def remember_all(self, values: Mapping[str, str]) -> None:
        """Remember them, in one transaction."""
        with self._store.changing() as connection:
            for key, value in values.items():
                _remember(connection, _OWN_MEMORY + key, value)

    def _many(self, count: int) -> bool:
        if count < _MANY:
            return False
        with self._store.reading() as connection:
            known = value(connection, _LAST) or 0
        return bool(count > _LARGE * known)


def _told(stretches: Iterable[Stretch], told: Callable[[int], None]) -> Iterator[Stretch]:
    for stretch in stretches:
        told(len(stretch.edits))
        yield stretch


def _lines(
    coming: Iterable[Stretch], touched: Iterable[tuple[str, str]], shown: Collection[str]
) -> Iterator[Line]:
    """What may bear on dates: of records that are `shown` all along what arrived of them, and of all others everything."""
    arrived: dict[str, set[str]] = defaultdict(set)
    for edit in (edit for stretch in coming for edit in stretch.edits):
        if edit.record in shown:
            arrived[edit.record].add(edit.field)
    for entity, record in touched:
        for field in arrived.get(record, {CREATED}):
            yield Line(entity, record, field, None)


def _meta(connection: Connection, key: str) -> str:
    return str(value(connection, _RECALL, (key,)) or "")


def _remember(connection: Connection, key: str, text: str) -> None:
    rows(connection, _REMEMBER, (key, text))
