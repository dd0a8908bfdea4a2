# SPDX-License-Identifier: Apache-2.0
"""Any sequence of acts on real workspace files and a real shared folder, shrunk by Hypothesis where one goes wrong.

`python -m tests.property.breaking.machine 2000 --steps 60` tries so many; the suite tries a few.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from portfolio_desktop.base.ids import new_stream
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.backup import back_up, restore
from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Why
from portfolio_desktop.storage.history import newest_change_sets
from portfolio_desktop.storage.past.inverse import inverse
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store
from portfolio_desktop.sync import engine
from portfolio_desktop.sync.anchor import AnchorFile
from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.membership import private_key
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import share_folder
from portfolio_desktop.sync.sharing import join, leave, share
from portfolio_desktop.sync.state import World
from tests.support.every_kind import EVERY_KIND
from tests.support.sharers import DAY, MINUTE, NOON
from tests.support.workspaces import dump, findings

HEALING = 12  # rounds of everybody, a day apart, after which all must agree
WHO = st.integers(0, 7)
WORDS = st.sampled_from(["Silt", "Sand", "Gravel", None])


class Laptop:
    """One person's, with its own folder for what does not lie in the workspace."""

    def __init__(self, machine: "Machine", name: str) -> None:
        self.machine, self.name = machine, name
        self.folder = machine.folder / name
        self.folder.mkdir()
        self.path = self.folder / "office.portfolio"
        self.chance = random.Random(name)
        self.backups: list[Path] = []
        self.store: Store

    @property
    def world(self) -> World:
        anchors = AnchorFile.of(self.path, self.folder / "own")
        return World(
            self.machine.clock, self.chance.randbytes, anchors, self.name, self.name, self.name, "1.0"
        )

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(self.name, self.machine.clock, self.chance.randbytes)

    def transport(self) -> FolderTransport:
        return FolderTransport(self.machine.share, share_folder(self.machine.portfolio))

    def make(self, id: str = "") -> Store:
        self.store = create_store(self.path, EVERY_KIND, self.surroundings, id=id)
        return self.store

    def open(self) -> None:
        self.store = open_store(self.path, EVERY_KIND, self.surroundings)
        self.store.extend(EVERY_KIND)

    def round(self, *, thorough: bool = False) -> Report:
        return engine.round(self.store.ledger, self.transport(), self.world, thorough=thorough)

    def ids(self) -> list[Id]:
        with self.store.reading() as connection:
            return [Id(row[0]) for row in connection.exec_driver_sql("SELECT id FROM sample ORDER BY id")]

    def known(self) -> set[bytes]:
        with self.store.reading() as connection:
            return set(connection.execute(select(EDIT.c.tag)).scalars())


class Machine(RuleBasedStateMachine):
    """Two laptops to begin with, and whatever comes of them."""

    @initialize(encrypted=st.booleans())
    def begin(self, encrypted: bool) -> None:
        self.kept = tempfile.TemporaryDirectory()
        self.folder = Path(self.kept.name)
        self.share = self.folder / "share"
        self.share.mkdir()
        self.now = NOON
        self.acknowledged: set[str] = set()
        ann = Laptop(self, "Ann")
        self.laptops = [ann]
        self.portfolio = ann.make().ledger.portfolio
        self.invitation, _report = share(
            ann.store.ledger, ann.transport(), ann.world, encrypted=encrypted, title="P"
        )
        self._join("Bob")

    def clock(self) -> int:
        return self.now

    def _join(self, name: str) -> None:
        laptop = Laptop(self, name)
        join(self.invitation, laptop.transport(), laptop.world, lambda id: laptop.make(id).ledger)
        self.laptops.append(laptop)

    def _at(self, who: int) -> Laptop:
        self.now += MINUTE
        return self.laptops[who % len(self.laptops)]

    def _write(self, laptop: Laptop, changes: Changes) -> None:
        self.acknowledged.add(laptop.store.write(changes).change_set)
        assert findings(laptop.store) == []

    @rule(who=WHO, title=WORDS, note=WORDS)
    def create(self, who: int, title: str | None, note: str | None) -> None:
        laptop = self._at(who)
        record = Create("sample", Id(laptop.store.new_id()), {"text": title, "narrative": note})
        self._write(laptop, Changes("Add", (record,)))

    @rule(who=WHO, which=WHO, field=st.sampled_from(["text", "narrative"]), value=WORDS)
    def edit(self, who: int, which: int, field: str, value: str | None) -> None:
        laptop = self._at(who)
        ids = laptop.ids()
        assume(ids)
        self._write(laptop, Changes("Edit", (Edit("sample", ids[which % len(ids)], field, value),)))

    @rule(who=WHO, which=WHO)
    def delete(self, who: int, which: int) -> None:
        laptop = self._at(who)
        ids = laptop.ids()
        assume(ids)
        self._write(laptop, Changes("Delete", (Delete("sample", ids[which % len(ids)]),)))

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        laptop = self._at(who)
        with laptop.store.reading() as connection:
            last = next(iter(newest_change_sets(connection, laptop.store.author)), None)
            assume(last is not None)
            assert last is not None
            items = inverse(connection, EVERY_KIND, last.id)
        assume(items)
        self._write(laptop, Changes("Undo", tuple(items), Why.UNDO, last.id))

    @rule(who=WHO, thorough=st.booleans())
    def sync(self, who: int, thorough: bool) -> None:
        laptop = self._at(who)
        known = laptop.known()
        report = laptop.round(thorough=thorough)
        assert report.divergences == ()
        assert known <= laptop.known(), "a round took something away"
        assert findings(laptop.store) == []

    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        laptop = self._at(who)
        laptop.backups.append(back_up(laptop.path, laptop.folder / f"{len(laptop.backups)}.backup"))

    @rule(who=WHO, which=WHO, by_menu=st.booleans())
    def go_back(self, who: int, which: int, by_menu: bool) -> None:
        """To a backup: by the menu into a new file, or behind the program's back over the old one."""
        laptop = self._at(who)
        assume(laptop.backups)
        backup = laptop.backups[which % len(laptop.backups)]
        laptop.store.close()
        if by_menu:
            laptop.path = restore(backup, laptop.folder / f"{self.now}.portfolio")
        else:
            copyfile(backup, laptop.path)
        laptop.open()

    @precondition(lambda self: len(self.laptops) < 4)
    @rule(who=WHO)
    def copy_to_another_laptop(self, who: int) -> None:
        laptop = self._at(who)
        laptop.store.close()
        other = Laptop(self, f"L{self.now}")
        copyfile(laptop.path, other.path)
        laptop.open()
        other.open()
        self.laptops.append(other)

    @rule(who=WHO)
    def go_under_another_name(self, who: int) -> None:
        """As the program does it: the key first, which a copy made in between could not go on without."""
        laptop = self._at(who)
        stream = new_stream(laptop.chance.randbytes)
        private_key(Memory(laptop.store.ledger), stream, laptop.chance.randbytes)
        laptop.store.ledger.rotate(stream)

    @rule(which=st.integers(0, 999))
    def delete_a_shared_file(self, which: int) -> None:
        files = list(self._shared())
        assume(files)
        files[which % len(files)].unlink()

    @rule(which=st.integers(0, 999), at=st.integers(0, 9999), cut=st.booleans())
    def damage_a_shared_file(self, which: int, at: int, cut: bool) -> None:
        files = list(self._shared())
        assume(files)
        file = files[which % len(files)]
        content = bytearray(file.read_bytes())
        assume(content)
        if cut:
            del content[at % len(content) :]
        else:
            content[at % len(content)] ^= 1
        file.write_bytes(content)

    @precondition(lambda self: len(self.laptops) < 4)
    @rule(who=WHO)
    def leave_and_join_anew(self, who: int) -> None:
        laptop = self._at(who)
        assume(laptop is not self.laptops[0])
        laptop.round()
        leave(laptop.store.ledger, laptop.transport(), laptop.world, anyway=True)
        laptop.store.close()
        self.laptops.remove(laptop)
        self._join(f"R{self.now}")

    @rule(days=st.sampled_from([1, 8, 100]))
    def wait(self, days: int) -> None:
        self.now += days * DAY

    def _shared(self) -> Iterator[Path]:
        return (path for path in sorted(self.share.rglob("*")) if path.is_file())

    def teardown(self) -> None:
        if not hasattr(self, "laptops"):
            return
        try:
            self._heal()
        finally:
            for laptop in self.laptops:
                laptop.store.close()
            self.kept.cleanup()

    def _heal(self) -> None:
        """Whatever any laptop still has, all come to have, and they agree."""
        survives: set[bytes] = set().union(*(laptop.known() for laptop in self.laptops))
        for _time in range(HEALING):
            self.now += DAY
            for laptop in self.laptops:
                laptop.round(thorough=True)
        for laptop in self.laptops:
            assert survives <= laptop.known(), "something that one of them had has not come to all"
            assert findings(laptop.store) == []
        assert len({dump(laptop.store) for laptop in self.laptops}) == 1, "they do not agree"
        for laptop in self.laptops:
            with laptop.store.reading() as connection:
                sets = set(connection.execute(select(CHANGE_SET.c.id)).scalars())
            assert sets <= self.acknowledged, "a change set that nobody wrote"


def run(examples: int, steps: int) -> None:
    """Try so many sequences of so many acts. Raises what went wrong with the shortest that does."""
    chosen: Any = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=chosen)  # type: ignore[no-untyped-call, unused-ignore]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=int)
    parser.add_argument("--steps", type=int, default=60)
    given = parser.parse_args()
    began = time.perf_counter()
    run(given.examples, given.steps)
    sys.stdout.write(
        f"{given.examples} sequences of {given.steps} acts, no fault, {time.perf_counter() - began:.0f} s\n"
    )
