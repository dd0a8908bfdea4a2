# SPDX-License-Identifier: Apache-2.0
"""Joining a share, and catching up after months, against inflating the same files and inserting the same lines alone.

The limit, by the bare driver, proves nothing, names nothing, merges nothing and makes no register. All in processor time.
"""

import argparse
import random
import tempfile
import zlib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as driver

from benchmarks.harness import compare, peak_megabytes, worked
from portfolio_desktop.base.clock import system_clock
from portfolio_desktop.base.ids import system_random
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.store import Store, Surroundings, create_store
from portfolio_desktop.storage.travel.edits import Sent
from portfolio_desktop.storage.travel.ledger import Ledger
from portfolio_desktop.sync import engine
from portfolio_desktop.sync.anchor import Anchor
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.ledger import state_digest
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import share_folder
from portfolio_desktop.sync.sharing import join, share
from portfolio_desktop.sync.state import World

ALL, MISSED, RISKS = 450_000, 300_000, 20_000
_WORDS = (
    "pier",
    "quay",
    "lock",
    "silt",
    "mole",
    "buoy",
    "drain",
    "sluice",
    "wall",
    "bank",
    "dredge",
    "berth",
    "crane",
)
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -65536")


@dataclass
class KeptAnchor:
    """An anchor in memory."""

    anchor: Anchor | None = None

    def load(self) -> Anchor | None:
        return self.anchor

    def save(self, anchor: Anchor) -> None:
        self.anchor = anchor


@dataclass
class Laptop:
    """A workspace in a folder, and the share as it sees it."""

    folder: Path
    name: str
    anchors: KeptAnchor = field(default_factory=KeptAnchor)
    later: int = 0
    store: Store = field(init=False)

    def make(self, portfolio: str = "") -> Ledger:
        surroundings = Surroundings(self.name, self._clock)
        self.store = create_store(
            self.folder / f"{self.name}.portfolio", CATALOGUE, surroundings, id=portfolio
        )
        self.store.extend(CATALOGUE)
        return self.store.ledger

    @property
    def world(self) -> World:
        return World(self._clock, system_random, self.anchors, self.name, self.name, self.name, "1.0")

    def share(self) -> Invitation:
        return share(
            self.store.ledger, self._transport(self.store.id), self.world, encrypted=False, title="P"
        )[0]

    def join(self, invitation: Invitation) -> float:
        began = worked()
        _ledger, report = join(
            invitation, self._transport(invitation.office.portfolio), self.world, self.make
        )
        assert not report.trouble
        return worked() - began

    def round(self) -> float:
        began = worked()
        report = engine.round(self.store.ledger, self._transport(self.store.id), self.world)
        assert not report.trouble
        return worked() - began

    def _transport(self, portfolio: str) -> FolderTransport:
        return FolderTransport(self.folder / "share", share_folder(portfolio))

    def _clock(self) -> int:
        return system_clock() + self.later


class Work:
    """Edits as an office makes them: two fifths numbers, two fifths titles, a fifth some sentences."""

    def __init__(self, store: Store) -> None:
        self._store, self._chance = store, random.Random(1)
        self._ids = [Id(store.new_id()) for _each in range(RISKS)]
        self._left = list(self._ids)

    def go_on(self, edits: int) -> None:
        """So many more, in change sets of one hundred; each change set is an edit of its own."""
        for _set in range(edits // 101):
            some, self._left = self._left[:99], self._left[99:]
            new = [Create("risk", id, {"title": self._words(5), "cause": self._words(20)}) for id in some]
            changed = [self._edit() for _each in range(100 - len(new))]
            self._store.write(Changes("Work", (*new, *changed)))

    def _edit(self) -> Edit:
        known = len(self._ids) - len(self._left)
        id = self._ids[self._chance.randrange(known)]
        name, value = self._chance.choice(
            (
                ("likelihood", self._chance.randint(1, 5)),
                ("money_likely", Decimal(self._chance.randrange(10**6))),
                ("title", self._words(5)),
                ("title", self._words(7)),
                ("effect", self._words(40)),
            )
        )
        said: Value = value
        return Edit("risk", id, name, said)

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(_WORDS, k=count))


def bare(source: Path, files: list[bytes], folder: Path) -> float:
    """Inflating, reading and inserting what lies in these files of edits, and nothing else. Fills a file of the same tables."""
    known = driver.connect(str(source))
    schema = [
        sql
        for (sql,) in known.execute(
            "SELECT sql FROM sqlite_schema WHERE tbl_name IN ('edit', 'change_set', 'stream') AND sql NOT NULL"
        )
    ]
    known.close()
    target = driver.connect(str(folder / "bare.db"), isolation_level=None)
    for statement in (*(f"PRAGMA {pragma}" for pragma in _PRAGMAS), *schema):
        target.execute(statement)
    decode = msgspec.json.Decoder(Sent).decode_lines
    began = worked()
    target.execute("BEGIN IMMEDIATE")
    target.execute("INSERT INTO stream VALUES (1, 'bare', 0, x'')")
    seq, numbers = 0, dict[str, int]()
    for body in files:
        rows: list[Any] = []
        for edit in decode(zlib.decompress(body)):
            seq += 1
            number = numbers.setdefault(edit.change_set, len(numbers) + 1)
            rows.append((seq, seq.to_bytes(16), 1, seq, edit.tick, number, *edit[2:6], b"", *edit[7:], 1))
        target.executemany(f"INSERT INTO edit VALUES ({', '.join('?' * 14)})", rows)
    sets = [(number, id, 0, "", "", "", None) for id, number in numbers.items()]
    target.executemany(f"INSERT INTO change_set VALUES ({', '.join('?' * 7)})", sets)
    target.execute("COMMIT")
    took = worked() - began
    target.close()
    (folder / "bare.db").unlink()
    return took


def bodies(folder: Path, first: int) -> list[bytes]:
    """The packed edits in all files of edits from a place on."""
    found = []
    for path in sorted(folder.rglob("seg-*.pdc")):
        if int(path.name[4:13]) >= first:
            content = path.read_bytes()
            head, body = (int.from_bytes(content[start : start + 4]) for start in (11, 15))
            found.append(content[19 + head : 19 + head + body])
    return found


def measure(count: int) -> None:
    missed = count * MISSED // ALL
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "share").mkdir()
        ada, bob, cy, dee = (Laptop(folder, each) for each in ("ada", "bob", "cy", "dee"))
        ada.make()
        work = Work(ada.store)
        work.go_on(count - missed)
        invitation = ada.share()
        bob.join(invitation)
        work.go_on(missed)
        published = ada.round()
        size = sum(path.stat().st_size for path in (folder / "share").rglob("seg-*"))
        total = sum(end.place for end in ada.store.ledger.ends().values())
        print(f"{total:,} edits; publishing {missed:,}: {published:.1f} s")
        print(f"{size / total * 100_000 / 1e6:.1f} MB on the share for 100,000 edits")
        late = bodies(folder, count - missed)
        limit = bare(ada.store.path, bodies(folder, 1), folder)
        compare(f"joining with {count:,}", cy.join(invitation), limit, 2)
        compare(f"catching up {missed:,}", bob.round(), bare(ada.store.path, late, folder), 2)
        for laptop in (ada, bob, cy):
            laptop.later += 60_000
            laptop.round()
        packs = list((folder / "share").rglob("snap-*"))
        print(f"{len(packs)} snapshots, {sum(path.stat().st_size for path in packs) / 1e6:.1f} MB")
        compare(f"joining with {count:,} by a snapshot", dee.join(invitation), limit, 2)
        began = worked()
        digest = state_digest(dee.store.ledger)
        print(
            f"digest of {RISKS:,} records: {worked() - began:.2f} s, a save waits for {_longest(dee.store):.3f} s of it"
        )
        assert digest == state_digest(ada.store.ledger)
        idle = [ada.round() for _each in range(5)]
        print(f"a round in which nothing is new: {sorted(idle)[2] * 1000:.0f} ms")
        for laptop in (ada, bob, cy, dee):
            laptop.store.close()
    print(f"peak {peak_megabytes():.0f} MB")


def _longest(store: Store) -> float:
    longest, mark = 0.0, ""
    while True:
        began = worked()
        _piece, mark = store.ledger.state_piece(mark)
        longest = max(longest, worked() - began)
        if not mark:
            return longest


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edits", type=int, nargs="?", default=ALL)
    measure(parser.parse_args().edits)


if __name__ == "__main__":
    main()
