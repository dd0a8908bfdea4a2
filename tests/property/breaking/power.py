# SPDX-License-Identifier: Apache-2.0
"""Power cuts: of what was written and not yet synchronised a part is lost, sector by sector; what was acknowledged must be there.

All that SQLite writes while somebody works is recorded, with the moments at which saves were acknowledged. A cut leaves of each
file what had been synchronised, and of the rest any sectors of 512 bytes, some of them torn. The workspace is then opened as
after a start. `python -m tests.property.breaking.power 1000 [--seed 1] [--encrypted]`.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from portfolio_desktop.base.clock import system_clock
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.schema import CHANGE_SET
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store
from tests.property.breaking.sqlite_calls import overheard
from tests.support.workspaces import findings

SECTOR = 512
KEY = bytes(range(32))
ACKNOWLEDGED, BEGUN = "acknowledged", "begun"


class Event(NamedTuple):
    """What was asked of a file, or that the change set `path` was acknowledged."""

    what: str
    path: str
    at: int = 0
    content: bytes = b""


@dataclass
class Tally:
    """What a run of cuts came to."""

    cuts: int = 0
    acknowledged: int = 0
    torn: int = 0
    faults: list[str] = field(default_factory=list)


def record(folder: Path, seed: int, *, saves: int = 60, key: bytes | None = None) -> list[Event]:
    """Somebody's working day: a workspace is made, written to, closed and opened again."""
    events: list[Event] = []

    def asked(what: str, path: str, at: int, content: bytes) -> None:
        events.append(Event(what, Path(path).name, at, content))

    path, chance = folder / "office.portfolio", random.Random(seed)
    with overheard(asked):
        store = create_store(path, CATALOGUE, Surroundings("Ada Osei", random=chance.randbytes), key=key)
        events.append(Event(BEGUN, ""))
        records: list[Id] = []
        for number in range(saves):
            if number == saves // 2:
                store.close()
                store = open_store(path, CATALOGUE, Surroundings("Ada Osei"), key=key)
                store.extend(CATALOGUE)
            written = store.write(Changes(f"Save {number}", tuple(_changes(store, records, chance))))
            events.append(Event(ACKNOWLEDGED, written.change_set))
            store.ledger.remember("mark", str(number))
        store.close()
    return events


def _changes(store: Store, records: list[Id], chance: random.Random) -> Iterator[Change]:
    if records and chance.random() < 0.3:
        yield Edit("risk", chance.choice(records), "title", f"Silt {chance.random()}")
        return
    if len(records) > 3 and chance.random() < 0.1:
        yield Delete("risk", records.pop(chance.randrange(len(records))))
        return
    for _each in range(chance.choice((1, 1, 2, 20))):
        records.append(Id(store.new_id()))
        yield Create("risk", records[-1], {"title": "Silt", "cause": "mud " * chance.randrange(2000)})


class Disk:
    """Files as a disk has them: what was synchronised for certain, and what came after that and may be lost."""

    def __init__(self) -> None:
        self._safe: dict[str, bytearray | None] = {}
        self._open: dict[str, list[Event]] = {}
        self._new: set[str] = set()

    def take(self, event: Event) -> None:
        """Another call."""
        match event.what:
            case "sync":
                self._safe[event.path] = self._left(event.path, None)
                self._open[event.path] = []
                if event.path in self._new:
                    self._new.discard(event.path)
                    self._sync_folder()
            case "delete" if not event.content:
                self._safe[event.path], self._open[event.path] = None, []
            case _:
                self._open.setdefault(event.path, []).append(event)
                if event.what == "open" and event.path.endswith(("-wal", "-journal")):
                    self._new.add(event.path)  # with such a file SQLite synchronises its folder, once

    def _sync_folder(self) -> None:
        """What files there are is certain now."""
        for path, events in list(self._open.items()):
            deleted = max((place for place, each in enumerate(events) if each.what == "delete"), default=-1)
            if deleted >= 0:
                self._safe[path] = None
            since = events[deleted + 1 :]
            if any(event.what == "open" for event in since):
                self._safe[path] = self._safe.get(path) or bytearray()
            self._open[path] = [event for event in since if event.what != "open"]

    def after_a_cut(self, chance: random.Random, folder: Path) -> None:
        """Write into `folder` what a power cut at this moment may leave."""
        for path in sorted({*self._safe, *self._open}):
            left = self._left(path, chance)
            if left is not None:
                (folder / path).write_bytes(left)

    def _left(self, path: str, chance: random.Random | None) -> bytearray | None:
        """The file with all that came after the last synchronisation, or with some of it by `chance`."""
        safe = self._safe.get(path)
        left = None if safe is None else bytearray(safe)
        kept = 1.0 if chance is None else chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for event in self._open.get(path, ()):
            if event.what == "write":
                for at, sector in _sectors(event):
                    if chance is None or chance.random() < kept:
                        left = _written(left or bytearray(), at, _torn(sector, chance))
            elif chance is None or chance.random() < kept:
                if event.what == "truncate":
                    left = (left or bytearray())[: event.at]
                elif event.what == "open":
                    left = left if left is not None else bytearray()
                else:
                    left = None
        return left


def _sectors(event: Event) -> Iterator[tuple[int, bytes]]:
    start = 0
    while start < len(event.content):
        end = start + SECTOR - (event.at + start) % SECTOR
        yield event.at + start, event.content[start:end]
        start = end


def _torn(sector: bytes, chance: random.Random | None) -> bytes:
    if chance is None or chance.random() > 0.02:
        return sector
    return sector[: chance.randrange(len(sector) + 1)]


def _written(content: bytearray, at: int, piece: bytes) -> bytearray:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(piece)] = piece
    return content


def cut(events: Sequence[Event], cuts: int, seed: int, folder: Path, *, key: bytes | None = None) -> Tally:
    """Cut the power at so many moments of a recorded day, and look at what is there each time."""
    tally, disk, chance = Tally(), Disk(), random.Random(seed)
    moments = sorted(chance.choices(range(len(events) + 1), k=cuts))
    acknowledged: list[str] = []
    begun, next_cut = False, 0
    for number in range(len(events) + 1):
        while next_cut < cuts and moments[next_cut] == number:
            left = folder / f"cut{next_cut}"
            left.mkdir()
            disk.after_a_cut(chance, left)
            tally.cuts += 1
            tally.acknowledged += len(acknowledged)
            faults = _faults(left / "office.portfolio", acknowledged, begun, key)
            tally.faults += [
                f"cut {next_cut} after {number} of {len(events)} calls: {each}" for each in faults
            ]
            for file in left.iterdir():
                file.unlink()
            left.rmdir()
            next_cut += 1
        if number < len(events):
            event = events[number]
            if event.what == ACKNOWLEDGED:
                acknowledged.append(event.path)
            elif event.what == BEGUN:
                begun = True
            else:
                disk.take(event)
    return tally


def _faults(path: Path, acknowledged: Sequence[str], begun: bool, key: bytes | None) -> list[str]:
    try:
        with open_store(path, CATALOGUE, Surroundings("Ada Osei"), key=key) as store:
            store.extend(CATALOGUE)
            found = findings(store)
            with store.reading() as connection:
                there = set(connection.execute(select(CHANGE_SET.c.id)).scalars())
    except (Refusal, Trouble) as error:
        return [str(error)] if begun else []  # half a workspace that nobody was told of
    return found + [f"{id} was acknowledged and is lost" for id in acknowledged if id not in there]


def main(cuts: int, seed: int, *, encrypted: bool) -> int:
    """Days of sixty saves, a hundred cuts in each."""
    began, whole, key = time.perf_counter(), Tally(), KEY if encrypted else None
    for start in range(0, cuts, 100):
        with tempfile.TemporaryDirectory() as folder:
            day, left = Path(folder) / "day", Path(folder) / "left"
            day.mkdir()
            left.mkdir()
            events = record(day, seed + start, key=key)
            tally = cut(events, min(100, cuts - start), seed + start, left, key=key)
        whole.cuts += tally.cuts
        whole.acknowledged += tally.acknowledged
        whole.faults += [f"seed {seed + start}: {fault}" for fault in tally.faults]
    took = time.perf_counter() - began
    said = f"{whole.cuts} power cuts, {whole.acknowledged:,} acknowledged saves looked for, {len(whole.faults)} faults"
    sys.stdout.write(f"{said}, {took:.0f} s\n")
    sys.stdout.writelines(f"{fault}\n" for fault in whole.faults[:20])
    return bool(whole.faults)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cuts", type=int)
    parser.add_argument("--seed", type=int, default=system_clock())
    parser.add_argument("--encrypted", action="store_true")
    chosen = parser.parse_args()
    sys.exit(main(chosen.cuts, chosen.seed, encrypted=chosen.encrypted))
