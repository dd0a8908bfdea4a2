# SPDX-License-Identifier: Apache-2.0
"""Laptops that work on one portfolio for some time, with everything going wrong that can; then the faults end, and all is held
against an oracle that knows nothing of the engine.

A seed gives one history, and gives it again. `python -m tests.property.simulation 20000 [--first 1] [--steps 200]` runs many.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from typing import Annotated, Any

from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Revive, Why
from portfolio_desktop.storage.merge.disputes import disputes
from portfolio_desktop.storage.merge.unsettled import Kind
from portfolio_desktop.storage.schema import CHANGE_SET
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store
from portfolio_desktop.storage.travel.ledger import Ledger
from portfolio_desktop.sync import engine
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.sharing import join, share
from portfolio_desktop.sync.state import World
from tests.support.merge_oracle import Oracle
from tests.support.sharers import DAY, MINUTE, NOON, MemoryAnchors
from tests.support.shares import Crash, Faults, MemoryShare, ShareView
from tests.support.workspaces import dump, findings

YEAR = 365 * DAY
FAULTS = Faults(fails=0.05, half_copied=0.02, left_over=0.02, late=0.2, crash_before=0.01, crash_after=0.01)
HEALING = 12  # rounds of everybody after which all must agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """Something in a tree."""

    title: Annotated[str | None, f.text("Title")] = None
    note: Annotated[str | None, f.text("Note")] = None
    under_id: Annotated[Id | None, f.link("Under", "place", tree=True)] = None
    beside_id: Annotated[Id | None, f.link("Beside", "place")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing(Record):
    """Something that is part of a place."""

    title: Annotated[str | None, f.text("Title")] = None
    place_id: Annotated[Id | None, f.link("Place", "place", part_of=True)] = None


SMALL = Catalogue(
    (
        define(
            Place,
            name="place",
            register="places",
            label="Place",
            plural="Places",
            sections=(section("All", "title note under_id beside_id"),),
            title="title",
        ),
        define(
            Thing,
            name="thing",
            register="things",
            label="Thing",
            plural="Things",
            sections=(section("All", "title place_id"),),
            title="title",
        ),
    ),
    (),
)
FIELDS = {"place": ("title", "note", "under_id", "beside_id"), "thing": ("title",)}


class SkewedClock:
    """The true time, as a laptop's clock shows it."""

    def __init__(self, simulation: "Simulation") -> None:
        self._simulation = simulation
        self.skew = 0

    def __call__(self) -> int:
        return max(0, self._simulation.now + self.skew)


class Laptop:
    """One of them."""

    def __init__(self, simulation: "Simulation", number: int) -> None:
        self.simulation, self.name = simulation, f"P{number}"
        self.path = simulation.folder / f"{self.name}.portfolio"
        self.chance = random.Random(f"{simulation.seed} {number}")
        self.clock = SkewedClock(simulation)
        self.anchors = MemoryAnchors()
        self.view = ShareView(simulation.share, self.name, faults=FAULTS, chance=self.chance)
        self.backups: list[Path] = []
        self.known: frozenset[str] = frozenset()
        self.store: Store

    @property
    def world(self) -> World:
        return World(self.clock, self.chance.randbytes, self.anchors, self.name, self.name, self.name, "1.0")

    def surroundings(self) -> Surroundings:
        return Surroundings(self.name, self.clock, self.chance.randbytes)

    def make(self, id: str = "") -> Store:
        self.store = create_store(self.path, SMALL, self.surroundings(), id=id)
        self._in_haste()
        return self.store

    def join(self, id: str) -> Ledger:
        return self.make(id).ledger

    def reopen(self) -> None:
        self.store = open_store(self.path, SMALL, self.surroundings())
        self._in_haste()

    def learn(self) -> None:
        """Which change sets its log holds."""
        with self.store.reading() as connection:
            self.known = frozenset(
                connection.execute(CHANGE_SET.select().with_only_columns(CHANGE_SET.c.id)).scalars()
            )

    def round(self, *, thorough: bool = False) -> Report | None:
        """One round with the share; None where the process died in it."""
        try:
            return engine.round(self.store.ledger, self.view, self.world, thorough=thorough)
        except Crash:
            self.store.close()
            self.reopen()
            return None
        finally:
            self.learn()

    def back_up(self) -> None:
        self.store.close()
        path = self.path.with_name(f"{self.name}-{len(self.backups)}.backup")
        copyfile(self.path, path)
        self.backups.append(path)
        self.reopen()

    def restore(self, *, anchor_too: bool) -> None:
        """Go back to a backup as by copying a file, behind the program's back."""
        self.store.close()
        copyfile(self.chance.choice(self.backups), self.path)
        if anchor_too:
            self.anchors.anchor = None
        self.reopen()
        self.learn()

    def _in_haste(self) -> None:
        self.store._outside_transaction("PRAGMA synchronous = OFF")


@dataclass
class Simulation:
    """One history."""

    seed: int
    folder: Path
    steps: int = 200
    now: int = NOON
    share: MemoryShare = field(default_factory=MemoryShare)
    happened: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.oracle = Oracle()
        self.laptops = [
            Laptop(self, number) for number in range(self.chance.randint(2, 8 if self.steps > 150 else 4))
        ]
        self._meet()

    def run(self) -> None:
        """Work and faults, then healing, then the reckoning."""
        for _step in range(self.steps):
            self.now += self.chance.choice((1, 1000, MINUTE, 20 * MINUTE))
            self.share.now += 1
            self._step(self.chance.choice(self.laptops))
        self._heal()
        self._reckon()
        for laptop in self.laptops:
            laptop.store.close()

    def _meet(self) -> None:
        first, *others = self.laptops
        first.view.faults = Faults()
        store = first.make()
        self.invitation, _report = share(
            store.ledger, first.view, first.world, encrypted=self.chance.random() < 0.3, title="P"
        )
        for laptop in others:
            laptop.view.faults = Faults()
            join(self.invitation, laptop.view, laptop.world, laptop.join)
        for laptop in self.laptops:
            laptop.round()
            laptop.view.faults = FAULTS

    def _step(self, laptop: Laptop) -> None:
        act = self.chance.choices(
            (self._write, self._round, self._disturb, self._wind, self._safeguard, self._go_away),
            (60, 25, 6, 2, 5, 2),
        )[0]
        act(laptop)

    def _round(self, laptop: Laptop) -> None:
        self.happened["rounds"] += 1
        laptop.round(thorough=self.chance.random() < 0.2)

    def _disturb(self, _laptop: Laptop) -> None:
        self.happened[self.share.damage_something(self.chance).partition(" ")[0]] += 1

    def _wind(self, laptop: Laptop) -> None:
        self.happened["clock jumps"] += 1
        laptop.clock.skew = self.chance.choice((0, 0, -200 * DAY, 3 * 60 * MINUTE, 70 * YEAR, -MINUTE))

    def _safeguard(self, laptop: Laptop) -> None:
        if not laptop.backups or self.chance.random() < 0.6:
            self.happened["backups"] += 1
            laptop.back_up()
        else:
            self.happened["restored"] += 1
            laptop.restore(anchor_too=self.chance.random() < 0.3)

    def _go_away(self, _laptop: Laptop) -> None:
        self.happened["months away"] += 1
        self.now += self.chance.choice((DAY, 8 * DAY, 180 * DAY))

    def _write(self, laptop: Laptop) -> None:
        changes = self._changes(laptop)
        if changes is None:
            return
        before = {str(change.record): self._shown(laptop, change.entity, change.record) for change in changes}
        known = laptop.known
        written = laptop.store.write(changes)
        self.happened["edits"] += len(changes.items)
        self.oracle.write(written.change_set, changes, before, known)
        laptop.known |= {written.change_set}

    def _changes(self, laptop: Laptop) -> Changes | None:
        there = {name: self._ids(laptop, name) for name in FIELDS}
        places = there["place"]
        what = self.chance.random()
        if not places or what < 0.12:
            return Changes(
                "Add", (Create("place", self._new(laptop), self._values(laptop, "place", places)),)
            )
        if what < 0.2:
            values = {"title": self._word(), "place_id": self.chance.choice(places)}
            return Changes("Add", (Create("thing", self._new(laptop), values),))
        name = self.chance.choice([name for name, ids in there.items() if ids])
        id = self.chance.choice(there[name])
        if what < 0.28:
            return self._deletion(laptop, name, id)
        if what < 0.34:
            return self._resolution(laptop)
        if what < 0.38:
            return self._revival(laptop)
        field = self.chance.choice(FIELDS[name])
        return Changes("Edit", (Edit(name, id, field, self._value(laptop, field, places, id)),))

    def _deletion(self, laptop: Laptop, name: str, id: Id) -> Changes:
        """With all its parts, and with links to it made empty, as the services do it."""
        with laptop.store.reading() as connection:
            parts = [
                Id(part)
                for (part,) in connection.exec_driver_sql("SELECT id FROM thing WHERE place_id = ?", (id,))
            ]
            links = [
                Edit("place", Id(other), field, None)
                for field in ("under_id", "beside_id")
                for (other,) in connection.exec_driver_sql(
                    f"SELECT id FROM place WHERE {field} = ? AND id <> ?", (id, id)
                )
            ]
        gone = [Delete("thing", part) for part in parts] if name == "place" else []
        return Changes("Delete", (*(links if name == "place" else ()), *gone, Delete(name, id)))

    def _resolution(self, laptop: Laptop) -> Changes | None:
        with laptop.store.reading() as connection:
            found = disputes(connection, SMALL)
        if not found:
            return None
        one = self.chance.choice(found)
        if one.kind is Kind.DELETED:
            return Changes("Keep", (Revive(one.entity, one.record),), Why.RESOLVE)
        value = self.chance.choice([claim.value for claim in one.claims])
        if one.field in ("under_id", "beside_id") and value not in self._ids(laptop, "place"):
            value = None
        return Changes("Settle", (Edit(one.entity, one.record, one.field, value),), Why.RESOLVE)

    def _revival(self, laptop: Laptop) -> Changes | None:
        gone = sorted(self.oracle.hidden(laptop.known))
        if not gone:
            return None
        entity, record = self.chance.choice(gone)
        links = self.oracle.links(record, laptop.known)
        if entity == "thing" or any(link not in self._ids(laptop, "place") for link in links):
            return None
        return Changes("Bring back", (Revive(entity, Id(record)),))

    def _values(self, laptop: Laptop, name: str, places: list[Id]) -> dict[str, str | None]:
        chosen = [field for field in FIELDS[name] if self.chance.random() < 0.6]
        return {field: self._value(laptop, field, places, None) for field in chosen}

    def _value(self, laptop: Laptop, field: str, places: list[Id], id: Id | None) -> str | None:
        if field in ("under_id", "beside_id"):
            under = self._below(laptop, id) if field == "under_id" else set()
            return self.chance.choice(
                [None, *(place for place in places if place != id and place not in under)]
            )
        return self.chance.choice((None, self._word(), self._word(), self._word()))

    def _below(self, laptop: Laptop, id: Id | None) -> set[str]:
        """All that lies under a place: nobody puts it under one of them, as far as they can see."""
        with laptop.store.reading() as connection:
            edges = connection.exec_driver_sql(
                "SELECT id, under_id FROM place WHERE under_id IS NOT NULL"
            ).all()
        found: set[str] = {id} if id else set()
        grown = True
        while grown:
            more = {child for child, parent in edges if parent in found} - found
            found, grown = found | more, bool(more)
        return found

    def _word(self) -> str:
        return self.chance.choice(("pier", "quay", "lock", "silt", "mole", "buoy")) + str(
            self.chance.randrange(50)
        )

    def _new(self, laptop: Laptop) -> Id:
        return Id(laptop.store.new_id())

    def _ids(self, laptop: Laptop, name: str) -> list[Id]:
        with laptop.store.reading() as connection:
            return [Id(id) for (id,) in connection.exec_driver_sql(f"SELECT id FROM {name} ORDER BY id")]

    def _shown(self, laptop: Laptop, name: str, id: str) -> dict[str, str | None]:
        columns = [*FIELDS[name], *(["place_id"] if name == "thing" else [])]
        with laptop.store.reading() as connection:
            row = connection.exec_driver_sql(
                f"SELECT {', '.join(columns)} FROM {name} WHERE id = ?", (id,)
            ).one_or_none()
        return dict(zip(columns, row, strict=True)) if row else {}

    def _heal(self) -> None:
        for laptop in self.laptops:
            laptop.view.faults = Faults()
            laptop.clock.skew = 0
        for _round in range(HEALING):
            self.now += 10 * DAY if _round % 3 == 1 else 20 * MINUTE
            self.share.now += 100
            for laptop in self.laptops:
                laptop.round(thorough=True)

    def _reckon(self) -> None:
        known = {laptop.known for laptop in self.laptops}
        missing = frozenset.union(*known) - frozenset.intersection(*known)
        assert not missing, f"{len(missing)} change sets are not everywhere"
        texts = {dump(laptop.store) for laptop in self.laptops}
        assert len(texts) == 1, "laptops that know the same show different things"
        first = self.laptops[0]
        for laptop in self.laptops:
            assert findings(laptop.store) == [], findings(laptop.store)
        with first.store.reading() as connection:
            asked = disputes(connection, SMALL)
        shown = {
            (name, str(id)): self._shown(first, name, id) for name in FIELDS for id in self._ids(first, name)
        }
        claims: dict[tuple[str, str], set[Any]] = {
            (one.record, one.field): {claim.value for claim in one.claims}
            for one in asked
            if one.kind is Kind.DISPUTED
        }
        fallen = {(one.record, one.field) for one in asked if one.kind is Kind.CIRCLE}
        self.oracle.reckon(next(iter(known)), shown, claims, fallen)


def one_history(seed: int, steps: int = 200) -> Counter[str]:
    """Run one history. What happened in it; AssertionError with the seed where something was lost."""
    with tempfile.TemporaryDirectory() as folder:
        simulation = Simulation(seed, Path(folder), steps)
        try:
            simulation.run()
        except Exception as error:
            error.add_note(f"seed {seed}, {steps} steps")
            raise
        finally:
            for laptop in simulation.laptops:
                if hasattr(laptop, "store"):
                    laptop.store.close()
    return simulation.happened


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--steps", type=int, default=200)
    told = parser.parse_args()
    began, happened, failed = time.monotonic(), Counter[str](), []
    for seed in range(told.first, told.first + told.count):
        try:
            happened += one_history(seed, told.steps)
        except AssertionError as error:
            failed.append(seed)
            sys.stdout.write(f"seed {seed}: {error}\n")
    took = time.monotonic() - began
    sys.stdout.write(
        f"{told.count} histories of {told.steps} steps, {len(failed)} failed, {told.count / took:.2f} a second\n"
    )
    sys.stdout.write(", ".join(f"{count:,} {what}" for what, count in sorted(happened.items())) + "\n")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
