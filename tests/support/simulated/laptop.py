# SPDX-License-Identifier: Apache-2.0
"""One laptop of a history: a real workspace, its own clock and chance, its view of the share, backups and copies."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.rules import Rules
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing.leases import renew
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.derived import Sources
from portfolio_desktop.storage.merge.disputes import disputes
from portfolio_desktop.storage.merge.unsettled import Kind
from portfolio_desktop.storage.naming.duplicates import duplicates
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store
from portfolio_desktop.storage.travel.ledger import Ledger, Taken
from portfolio_desktop.sync import engine
from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.office import kept_office
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.segments import shortened
from portfolio_desktop.sync.share.layout import Piece, parse, stream_of
from portfolio_desktop.sync.state import World
from tests.support.merge_oracle import Asked, Said, Shown
from tests.support.sharers import NOON, MemoryAnchors
from tests.support.shares import Crash, Faults, MemoryShare, ShareView
from tests.support.simulated.places import CATALOGUES, COLUMNS, NEW
from tests.support.workspaces import TODAY

_Done = TypeVar("_Done")

FAULTS = Faults(
    fails=0.02,
    half_copied=0.02,
    left_over=0.02,
    late=0.2,
    crash_before=0.01,
    crash_after=0.01,
    crash_log=0.01,
)
_KNOWN = (
    "SELECT c.id, e.place - min(e.place) OVER (PARTITION BY c.number) "
    "FROM edit e JOIN change_set c ON c.number = e.change_set"
)
TREMBLING = Faults(crash_log=FAULTS.crash_log)


@dataclass
class Scene:
    """What all laptops of a history have in common: the seed, the true time, the share, and a folder for their files."""

    seed: int
    folder: Path
    now: int = NOON
    share: MemoryShare = field(default_factory=MemoryShare)
    _named: int = 0

    def name(self) -> str:
        """The name of one more laptop."""
        self._named += 1
        return f"P{self._named - 1}"


class TremblingLedger(Ledger):
    """A log whose process is killed now and then, before or after it was written to."""

    def __init__(self, store: Store, chance: random.Random, likely: float) -> None:
        super().__init__(store)
        self._chance, self._likely = chance, likely

    def take(self, stretches: Any, told: Callable[[int], None] = lambda _count: None) -> Taken:
        with self._perhaps_crash():
            return super().take(stretches, told)

    def remember_all(self, values: Mapping[str, str]) -> None:
        with self._perhaps_crash():
            super().remember_all(values)

    def rotate(self, stream: str = "") -> None:
        with self._perhaps_crash():
            super().rotate(stream)

    @contextmanager
    def _perhaps_crash(self) -> Iterator[None]:
        if self._likely and self._chance.random() < self._likely:
            raise Crash
        yield
        if self._likely and self._chance.random() < self._likely:
            raise Crash


class Laptop:
    """Its `known` are the edits that its log holds."""

    def __init__(self, scene: Scene, name: str, version: str = NEW) -> None:
        self.scene, self.name, self.version = scene, name, version
        self.machine = name
        self.path = scene.folder / f"{name}.portfolio"
        self.chance = random.Random(f"{scene.seed} {name}")
        self.skew = 0
        self.anchors = MemoryAnchors()
        self.view = ShareView(scene.share, name, chance=self.chance)
        self.view.watched = partial(_see_that_it_has, self)
        self.away_until = 0  # step
        self.backups: list[Path] = []
        self.known: frozenset[Said] = frozenset()
        self.crashes = 0
        self.store: Store

    def clock(self) -> int:
        """The true time, as this laptop's clock shows it."""
        return max(0, self.scene.now + self.skew)

    @property
    def catalogue(self) -> Catalogue:
        return CATALOGUES[self.version]

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        return COLUMNS[self.version]

    @property
    def world(self) -> World:
        return World(
            self.clock, self.chance.randbytes, self.anchors, self.machine, self.name, self.name, self.version
        )

    @property
    def ledger(self) -> Ledger:
        return TremblingLedger(self.store, self.chance, self.view.faults.crash_log)

    def make(self, id: str = "") -> Ledger:
        """An empty workspace."""
        self.store = create_store(self.path, self.catalogue, self._surroundings(), id=id)
        self._in_haste()
        return self.store.ledger

    def reopen(self) -> None:
        """Start the program again, which may be another version by now."""
        self.store = open_store(self.path, self.catalogue, self._surroundings())
        self._in_haste()
        self.store.extend(self.catalogue)
        self.learn()

    def close(self) -> None:
        if hasattr(self, "store"):
            self.store.close()

    def learn(self) -> None:
        """Find out which edits the log holds: all that it held before, at least."""
        before = self.known
        with self.store.reading() as connection:
            rows = connection.exec_driver_sql(_KNOWN)
            self.known = frozenset((change_set, place) for change_set, place in rows)
        assert before <= self.known, f"{len(before - self.known)} edits are no longer known"

    def round(self, *, thorough: bool = False, put_back: bool = False) -> Report | None:
        """One round with the share; None where the process died in it."""
        return self.survive(
            lambda: engine.round(self.ledger, self.view, self.world, thorough=thorough, put_back=put_back)
        )

    def survive(self, act: Callable[[], _Done]) -> _Done | None:
        """Do something at the share, and start again where the process died in it: None then. Also where it is refused in the
        end, others' edits may have come, and something may have been put."""
        try:
            return act()
        except Crash:
            self.crashes += 1
            self.store.close()
            self.reopen()
            return None
        finally:
            self.learn()
            meddled = self.view.meddled(self.store.ledger.own())
            assert not meddled, f"{self.name} wrote into others' folders: {meddled}"

    @property
    def shares(self) -> bool:
        """Whether it takes part."""
        return kept_office(Memory(self.store.ledger), self.store.id) is not None

    def numbers(self) -> Changes | None:
        """What the services write after a round, so that codes can be given out."""
        return renew(cast("Office", self))

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        with self.store.reading() as connection:
            yield self.reader(connection)

    def reader(self, connection: Connection) -> Reader:
        return Reader(connection, Sources(self.store.tables, self.catalogue, Rules(), TODAY))

    def ids(self, entity: str) -> list[Id]:
        """The records of a register."""
        with self.store.reading() as connection:
            return list(connection.exec_driver_sql(f"SELECT id FROM {entity} ORDER BY id").scalars())

    def shown(self, entity: str, id: str) -> dict[str, Any]:
        """What a register shows of a record; nothing where it does not."""
        columns = self.columns[entity]
        names = ", ".join(f'"{name}"' for name in columns)
        with self.store.reading() as connection:
            row = connection.exec_driver_sql(
                f"SELECT {names} FROM {entity} WHERE id = ?", (id,)
            ).one_or_none()
        return dict(zip(columns, row, strict=True)) if row else {}

    def screen(self) -> Shown:
        """All that the registers show."""
        found: dict[tuple[str, str], Mapping[str, Any]] = {}
        with self.store.reading() as connection:
            for entity, columns in self.columns.items():
                names = ", ".join(f'"{name}"' for name in ("id", *columns))
                for id, *values in connection.exec_driver_sql(f"SELECT {names} FROM {entity}"):
                    found[entity, id] = dict(zip(columns, values, strict=True))
        return found

    def asked(self) -> Asked:
        """What is listed for people to decide."""
        with self.store.reading() as connection:
            open = disputes(connection, self.catalogue)
            alike = duplicates(connection, self.catalogue)
        return Asked(
            {
                (one.record, one.field): {(claim.value, claim.act.author) for claim in one.claims}
                for one in open
                if one.kind is Kind.DISPUTED
            },
            {one.record for one in open if one.kind is Kind.DELETED},
            {(one.record, one.field): one.other for one in open if one.kind is Kind.CIRCLE},
            {(one.record, one.field): one.other for one in open if one.kind is Kind.ADRIFT},
            {one.code: tuple(holder.record for holder in one.holders) for one in alike},
        )

    def back_up(self) -> None:
        self.store.close()
        path = self.path.with_name(f"{self.name}-{len(self.backups)}.backup")
        copyfile(self.path, path)
        self.backups.append(path)
        self.reopen()

    def restore(self, *, anchor_too: bool) -> None:
        """Go back to a backup as by copying a file, behind the program's back; perhaps the anchor is lost with it."""
        self.store.close()
        copyfile(self.chance.choice(self.backups), self.path)
        self.known = frozenset()
        if anchor_too:
            self.anchors.anchor = None
        self.reopen()

    def copy(self, name: str, *, whole_machine: bool) -> "Laptop":
        """Another laptop that goes on with a copy of the file; or with one of all that is on this one."""
        made = Laptop(self.scene, name, self.version)
        self.store.close()
        copyfile(self.path, made.path)
        self.reopen()
        if whole_machine:
            made.machine, made.anchors.anchor = self.machine, self.anchors.anchor
        made.reopen()
        return made

    def _surroundings(self) -> Surroundings:
        return Surroundings(self.name, self.clock, self.chance.randbytes)

    def _in_haste(self) -> None:
        self.store._outside_transaction("PRAGMA synchronous = OFF")


def _see_that_it_has(laptop: Laptop, folder: str, name: str) -> None:
    """A file of edits, whole or not, is taken away by nobody who lacks what it holds."""
    piece = parse(stream_of(folder) or "", name)
    if isinstance(piece, Piece):
        tags = laptop.store.ledger.tags_at([(piece.stream, piece.last)])
        held = {shortened(tag) for each in tags.values() for tag in each.values()}
        assert piece.end in held, f"{laptop.name} removed {folder}/{name} and lacks what it held"
