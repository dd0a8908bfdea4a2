# SPDX-License-Identifier: Apache-2.0
"""What sharing costs an office as it grows: many laptops, millions of edits, one share in memory, and the real engine.

`python -m tests.property.scale [--laptops 50] [--edits 5000000]` prints a row at each milestone; with
`--stores N` two real workspaces share N edits instead.

The log of every laptop points into one chronicle from which the edits are made anew wherever they are asked for, so what is
measured is sharing and not the log. A segment is proved by the first laptop that reads it and known to the others of its
round. The rounds that are timed are those of one laptop, the observer, which proves everything by itself.
"""

import argparse
import hashlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.harness import peak_megabytes, worked
from portfolio_desktop.base.ids import new_stream
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import new_office
from portfolio_desktop.sharing.part import join, part_of
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.edits import SALT_BYTES, TAG_BYTES, seal
from portfolio_desktop.storage.travel.edits import End, Sent, Stretch
from portfolio_desktop.sync import engine, segments
from portfolio_desktop.sync.invitation import Invitation, read_invitation, write_invitation
from portfolio_desktop.sync.segments import Segment
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import is_ours, parse, share_folder, stream_of
from portfolio_desktop.sync.share.listing import look_at
from portfolio_desktop.sync.share.transport import AlreadyThere, BadFile, Entry, Missing
from portfolio_desktop.sync.sharing import join as join_share
from portfolio_desktop.sync.sharing import share
from portfolio_desktop.sync.state import World
from tests.support.ledgers import Arrived
from tests.support.sharers import MINUTE, PORTFOLIO, Clock, MemoryAnchors

_TEXT = (
    "supplier contract risk steering board milestone delayed approved baseline cost benefit owner forecast survey piling "
    "drainage consent funding design review pending agreed revised quarter depot channel tender award site access gate"
)
WORDS = tuple(_TEXT.split())
RECORDS = 20_000
ORDINARY, TURNS = 3, 5
"""Edits that somebody sends at once on an ordinary day, and so many rounds of it."""

INVITATION = "office.invitation"

_KEPT = 300
"""Segments that stay proved: more than one round of everybody publishes."""


class Chronicle:
    """Every edit that was ever made: of each only the tag is kept, the rest follows from its stream and place."""

    def __init__(self) -> None:
        self._tags: dict[str, bytearray] = {}

    def length(self, stream: str) -> int:
        return len(self._tags.get(stream, b"")) // TAG_BYTES

    def write(self, stream: str, count: int) -> None:
        """So many edits more on a stream."""
        kept = self._tags.setdefault(stream, bytearray())
        first = self.length(stream) + 1
        edits = tuple(self.edit(stream, place) for place in range(first, first + count))
        for tag in Stretch(stream, first, self.tag(stream, first - 1), edits).tags():
            kept += tag

    def add(self, stream: str, tags: Sequence[bytes]) -> None:
        """Edits of which no more is known than their names."""
        kept = self._tags.setdefault(stream, bytearray())
        for tag in tags:
            kept += tag

    def tag(self, stream: str, place: int) -> bytes:
        """The name of an edit; empty before the first."""
        return bytes(self._tags[stream][(place - 1) * TAG_BYTES : place * TAG_BYTES]) if place else b""

    def edit(self, stream: str, place: int) -> Sent:
        """As offices edit: two fifths numbers and dates, two fifths titles, one fifth some sentences; two to a change set."""
        chance = hashlib.blake2b(f"{stream} {place}".encode()).digest()
        salt, replaced, rest = chance[:SALT_BYTES], chance[-TAG_BYTES:], chance[SALT_BYTES:-TAG_BYTES]
        kind = place % 5
        if kind < 2:
            value = f'"2027-{rest[0] % 12 + 1:02}-{rest[1] % 28 + 1:02}"'
        else:
            value = f'"{" ".join(WORDS[each % len(WORDS)] for each in (rest[:5] if kind < 4 else rest))}"'
        change_set = hashlib.sha256(f"{stream} {place // 2}".encode()).hexdigest()[:26]
        record = hashlib.sha256(f"{int.from_bytes(rest[:4]) % RECORDS}".encode()).hexdigest()[:26]
        tick = (place * 60_000) << 16
        return Sent(
            tick, change_set, "project", record, "title", replaced, seal(salt, value.encode()), salt, value
        )


class PointerLedger:
    """A log that knows of the chronicle how far it goes on each stream."""

    def __init__(self, chronicle: Chronicle, randomness: Callable[[int], bytes]) -> None:
        self.portfolio = PORTFOLIO
        self.known: dict[str, int] = {}
        self._chronicle = chronicle
        self._memory: dict[str, str] = {}
        self._own = new_stream(randomness)
        self.known[self._own] = 0

    def write(self, count: int) -> None:
        self._chronicle.write(self._own, count)
        self.known[self._own] += count

    def ends(self) -> Mapping[str, End]:
        return {
            stream: End(place, self._chronicle.tag(stream, place)) for stream, place in self.known.items()
        }

    def tags_at(self, places: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Mapping[str, bytes]]:
        return {
            (stream, place): {stream: self._chronicle.tag(stream, place)}
            for stream, place in places
            if 0 < place <= self.known.get(stream, 0)
        }

    def own(self) -> Sequence[str]:
        return (self._own,)

    def stretch(self, line: str, first: int, most: int) -> Stretch:
        last = min(self.known[line], first + most - 1)
        edits = tuple(self._chronicle.edit(line, place) for place in range(first, last + 1))
        return Stretch(line, first, self._chronicle.tag(line, first - 1), edits)

    def take(self, stretches: Sequence[Stretch]) -> Arrived:
        new = 0
        for stretch in stretches:
            known = self.known.get(stretch.stream, 0)
            if stretch.first > known + 1:
                return Arrived(new, (stretch,))
            assert stretch.edits[-1] == self._chronicle.edit(stretch.stream, stretch.last)
            new += max(0, stretch.last - known)
            self.known[stretch.stream] = max(known, stretch.last)
        return Arrived(new)

    def state_piece(self, after: str) -> tuple[bytes, str]:
        return hashlib.sha256(repr(sorted(self.known.items())).encode()).digest(), ""

    def rotate(self, stream: str = "") -> None:
        raise AssertionError("nobody here was copied or put back")

    def memory(self) -> Mapping[str, str]:
        return self._memory

    def remember(self, key: str, value: str) -> None:
        self._memory[key] = value

    def remember_all(self, told: Mapping[str, str]) -> None:
        self._memory |= told


@dataclass
class Shelf:
    """The share: folders of files. `calls` counts what was asked of it, `moved` the bytes of files."""

    folders: dict[str, dict[str, bytes]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)

    def devices(self) -> Sequence[str]:
        self.calls["list"] += 1
        return [name for name in self.folders if name]

    def list(self, folder: str) -> Sequence[Entry]:
        self.calls["list"] += 1
        return [Entry(name, len(content)) for name, content in self.folders.get(folder, {}).items()]

    def read(self, folder: str, name: str, most: int) -> bytes:
        self.calls["read"] += 1
        content = self.folders.get(folder, {}).get(name)
        if content is None:
            raise Missing(name)
        if len(content) > most:
            raise BadFile("too large")
        self.calls["bytes"] += len(content)
        return content

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        assert is_ours(folder, name)
        self.calls["put"] += 1
        self.calls["bytes"] += len(content)
        there = self.folders.setdefault(folder, {})
        if name in there and there[name] != content and folder:
            raise AlreadyThere(name)
        there[name] = content

    def remove_own(self, folder: str, name: str) -> None:
        self.calls["remove"] += 1
        self.folders.get(folder, {}).pop(name, None)

    def probe(self) -> None:
        pass

    @property
    def bytes(self) -> int:
        return sum(len(content) for files in self.folders.values() for content in files.values())

    def bytes_of(self, ending: str) -> int:
        return sum(
            len(content)
            for files in self.folders.values()
            for name, content in files.items()
            if name.endswith(ending)
        )

    def write_to(self, place: Path) -> None:
        """The same as files of this computer."""
        place.mkdir()
        for folder, files in self.folders.items():
            (place / folder).mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                (place / folder / name).write_bytes(content)


class Proved:
    """What one laptop has proved, others of the simulation need not prove again, unless `honest`."""

    def __init__(self) -> None:
        self.honest = True
        self._known: OrderedDict[bytes, Segment] = OrderedDict()
        self._really = segments.read_segment

    def __call__(self, content: bytes, **rest: Any) -> Segment:
        if self.honest:
            return self._really(content, **rest)
        key = content[-60:]
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._really(content, **rest)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found


class Laptop:
    """One that takes part."""

    def __init__(self, office: "Office", number: int) -> None:
        chance = random.Random(f"laptop {number}")
        self.ledger = PointerLedger(office.chronicle, chance.randbytes)
        self.world = World(
            office.clock,
            chance.randbytes,
            MemoryAnchors(),
            f"machine {number}",
            f"Person {number}",
            f"L{number}",
            "1",
        )
        self._shelf = office.shelf

    def round(self) -> None:
        report = engine.round(self.ledger, self._shelf, self.world)
        assert not report.trouble, report.trouble
        assert not report.quarantined, report.quarantined


class Office:
    """`laptops` that share; the first is the observer."""

    def __init__(self, laptops: int) -> None:
        self.chronicle, self.clock, self.shelf = Chronicle(), Clock(), Shelf()
        self.proved = Proved()
        self.laptops = [Laptop(self, number) for number in range(laptops)]
        first = self.laptops[0]
        self.invitation: Invitation
        self.invitation, _report = share(
            first.ledger, self.shelf, first.world, encrypted=False, title="Office"
        )
        for laptop in self.laptops[1:]:
            join_share(self.invitation, self.shelf, laptop.world, lambda _id, made=laptop.ledger: made)  # type: ignore[misc]

    @property
    def edits(self) -> int:
        return sum(self.laptops[0].ledger.known.values())

    def turn(self, edits: int) -> "Turn":
        """Everybody writes so many edits, and has a round; what that of the observer cost."""
        self.clock.on(30 * MINUTE)
        for laptop in self.laptops:
            laptop.ledger.write(edits)
        self.proved.honest = False
        for laptop in self.laptops[1:]:
            laptop.round()
        self.proved.honest = True
        before = Counter(self.shelf.calls)
        began = worked()
        self.laptops[0].round()
        took = worked() - began
        return Turn(took, Counter(self.shelf.calls) - before)


@dataclass(frozen=True)
class Turn:
    """What one round of the observer cost: processor seconds, and what was asked of the share."""

    seconds: float
    calls: Counter[str]


class TagLedger(PointerLedger):
    """The log of a laptop that joins: the tags alone, by which it tells that nothing is missing."""

    def take(self, stretches: Sequence[Stretch]) -> Arrived:
        new = 0
        for stretch in stretches:
            known = self.known.get(stretch.stream, 0)
            if stretch.first > known + 1 or stretch.before != self._chronicle.tag(
                stretch.stream, stretch.first - 1
            ):
                return Arrived(new, (stretch,))
            tags = list(stretch.tags())[known + 1 - stretch.first :]
            self._chronicle.add(stretch.stream, tags)
            self.known[stretch.stream] = known + len(tags)
            new += len(tags)
        return Arrived(new)


def newcomer(place: Path) -> None:
    """In a process of its own: look at the share in a folder, join it, and print what that cost."""
    invitation = read_invitation((place / INVITATION).read_bytes(), INVITATION)
    transport = FolderTransport(place, share_folder(PORTFOLIO))
    began = time.perf_counter()
    look_at(transport)
    looked = time.perf_counter() - began
    chance = random.Random("newcomer").randbytes
    ledger, clock = TagLedger(Chronicle(), chance), Clock(int(time.time() * 1000))
    world = World(clock, chance, MemoryAnchors(), "new", "New", "New", "1")
    before = most_held()
    began, worked_before = time.perf_counter(), worked()
    join_share(invitation, transport, world, lambda _id: ledger)
    print(
        f"{sum(ledger.known.values())} edits, look {looked * 1000:.0f} ms, join {time.perf_counter() - began:.1f} s "
        f"({worked() - worked_before:.1f} s of the processor), {before:.0f} MB before, {most_held():.0f} MB at most",
        flush=True,
    )


def most_held() -> float:
    """Megabytes that this process held at most: Linux hands on that of the one that began it, but for this."""
    status = Path("/proc/self/status")
    if not status.exists():
        return peak_megabytes()
    kept = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii"))
    return int(kept[1]) / 1024 if kept else 0.0


@contextmanager
def proving(proved: Proved) -> Iterator[None]:
    with (
        mock.patch("portfolio_desktop.sync.taking.read_segment", proved),
        mock.patch("portfolio_desktop.sync.snapshots.read_segment", proved),
    ):
        yield


def grow(laptops: int, edits: int, most_a_round: int, milestones: Sequence[int]) -> None:
    """Let an office grow in large rounds, and at each milestone work some ordinary ones, which are timed."""
    began = time.monotonic()
    office = Office(laptops)
    with proving(office.proved):
        for mark in [*(mark for mark in milestones if mark < edits), edits]:
            slowest = 0.0
            while (missing := mark - office.edits) > laptops * ORDINARY:
                slowest = max(slowest, office.turn(min(most_a_round, -(-missing // laptops))).seconds)
            turns = [office.turn(ORDINARY) for _each in range(TURNS)]
            tell(office, turns, slowest)
            print(f"  {time.monotonic() - began:.0f} s so far", flush=True)


def tell(office: Office, turns: Sequence[Turn], slowest: float) -> None:
    """One milestone."""
    files = sorted(len(there) for name, there in office.shelf.folders.items() if name)
    kinds = Counter(
        type(parse(stream_of(folder) or "", name)).__name__
        for folder, there in office.shelf.folders.items()
        if folder
        for name in there
    )
    size, packed = office.shelf.bytes, office.shelf.bytes_of(".pds")
    usual = statistics.median(turn.seconds for turn in turns)
    calls = {
        kind: round(statistics.median(turn.calls[kind] for turn in turns))
        for kind in ("list", "read", "put", "remove", "bytes")
    }
    print(f"{office.edits:,} edits of {len(office.laptops)} laptops")
    print(
        f"  files per laptop: {statistics.median(files):.0f}, {files[-1]} at most; all {sum(files)} {dict(kinds)}"
    )
    print(
        f"  on the share: {size / 1e6:.1f} MB ({packed / 1e6:.1f} MB of it snapshots), {size / office.edits:.0f} bytes an edit"
    )
    print(
        f"  a round with {ORDINARY} new edits of each: {usual:.2f} s, asks {calls}; {slowest:.0f} s at most while growing"
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        office.shelf.write_to(place / share_folder(PORTFOLIO))
        (place / INVITATION).write_bytes(write_invitation(office.invitation))
        command = [sys.executable, "-m", "tests.property.scale", "--join", folder]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        print(f"  a newcomer, from a folder of this disk: {said}", end="", flush=True)


def real(edits: int) -> None:
    """Two real workspaces and a folder of this disk: what sharing and joining cost with the log's own work."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", {HOME_VARIABLE: folder}):
        place = Path(folder) / "share"
        place.mkdir()
        with new_office(Path(folder) / "one.portfolio", "Ann") as ann:
            ids = [Id(ann.store.new_id()) for _each in range(max(1, edits // 20))]
            ann.write(Changes("Begin", tuple(Create("project", id, {"title": "Project"}) for id in ids)))
            for start in range(len(ids), edits, len(ids)):
                title = f"Depot {start}, revised design agreed"
                ann.write(Changes("Edit", tuple(Edit("project", id, "title", title) for id in ids)))
            began = worked()
            invitation, _standing = part_of(ann).share(place, encrypted=False, title="Office")
            shared, began = worked() - began, worked()
            again = part_of(ann).round()
            idle = worked() - began
            assert not again.report.trouble
        size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
        began = worked()
        bob, standing = join(invitation, place, Path(folder) / "two.portfolio", "Bob")
        joined = worked() - began
        bob.close()
        file = bob.path.stat().st_size
        print(
            f"{standing.report.taken:,} edits: shared in {shared:.1f} s, a round with nothing new {idle:.2f} s, joined in "
            f"{joined:.1f} s of the processor; {size / 1e6:.1f} MB on the share, {file / 1e6:.0f} MB the workspace, "
            f"{most_held():.0f} MB of memory at most"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laptops", type=int, default=50)
    parser.add_argument("--edits", type=int, default=5_000_000)
    parser.add_argument("--most-a-round", type=int, default=10_000)
    parser.add_argument("--stores", type=int, default=0, help="so many edits of two real workspaces instead")
    parser.add_argument("--join", type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.stores:
        real(said.stores)
        return
    if said.join is not None:
        newcomer(said.join)
        return
    milestones = [100_000, 500_000, 1_000_000, 2_000_000]
    grow(said.laptops, said.edits, said.most_a_round, milestones)


if __name__ == "__main__":
    main()
