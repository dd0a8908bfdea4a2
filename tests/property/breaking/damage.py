# SPDX-License-Identifier: Apache-2.0
"""Damaged and hostile files, by the hundred thousand: none is believed for what it is not, none raises anything but BadFile,
takes two seconds or much memory, and none leaves a workspace that cannot be worked at.

`python -m tests.property.breaking.damage 1000000 [--seed 1]`: of a hundred, ninety-eight are damaged by chance or sealed anew
after their structure was changed; two are hostile edits that a member could send, taken into a real workspace.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.find import find
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.sharing import conflicts
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.schema import EDIT, STREAM
from portfolio_desktop.storage.store import create_store
from portfolio_desktop.storage.travel.edits import BadEdit
from portfolio_desktop.sync.acks import ACK
from portfolio_desktop.sync.membership import HELLO, Ack, Hello
from portfolio_desktop.sync.office import Office as Share
from portfolio_desktop.sync.office import read_paper, write_paper
from portfolio_desktop.sync.segments import Newer
from portfolio_desktop.sync.share.transport import BadFile
from portfolio_desktop.sync.snapshots import read_pack, write_pack
from tests.property.breaking.hostile import STREAM_LETTERS, Hostility
from tests.support.offices import surroundings
from tests.support.segment_files import PRIVATE, PUBLIC, parts, read, resealed, stretch, whole
from tests.support.workspaces import dump, findings

SECONDS = 2.0
LOT = 400  # hostile change sets that one workspace takes before the next begins
LOOK = 50  # after so many it is looked at whole

_SHARE = Share("portfolio", bytes(32), encrypted=False)
_PIECE, _SEGMENT = whole(stretch(20))
_PACK = write_pack([_SEGMENT, whole(stretch(3, seed=2))[1]])
_STREAM = "0123456789abcdef"
_HELLO = Hello("portfolio", _STREAM, PUBLIC, "Ann", "laptop", "1.0", 1, {_STREAM: bytes(64)})
_ACK = Ack("portfolio", _STREAM, {_STREAM: 3}, "k", "d", 1, ["d-x/seg"], ["snap-0"], {_STREAM: 2})


@dataclass
class Tally:
    """What a run came to. `slowest` in seconds."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def timed(self, name: str, act: Callable[[], str]) -> None:
        """Count one file, and what came of it."""
        began = time.process_time()  # of this process alone, whatever else the machine is busy with
        try:
            outcome = act()
        except Exception as error:  # noqa: BLE001 - what must not happen, whatever it is
            outcome = "raised"
            self.faults.append(f"{name}: {told(error)}")
        took = time.process_time() - began
        self.files += 1
        self.outcomes[outcome] += 1
        self.slowest = max(self.slowest, took)
        if took > SECONDS:
            self.faults.append(f"{name}: {took:.1f} s")


def told(error: Exception) -> str:
    """An error that must not happen, and where it began."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:300]} ({frame.filename}:{frame.lineno})"


def run(count: int, seed: int, folder: Path, tell: Callable[[Tally], object] = lambda _tally: None) -> Tally:
    """Read so many files of chance; stops early where too much goes wrong."""
    tally = Tally()
    for number in range(count // 50):
        chance = random.Random(f"{seed} {number}")
        for each in range(49):
            _damaged(tally, chance, f"seed {seed} number {number}.{each}")
        if number % LOT == 0:
            workspace = Workspace(folder / f"{number}", seed + number)
        workspace.take(tally, chance, f"seed {seed} number {number}")
        if number % LOT == LOT - 1 or number == count // 50 - 1:
            workspace.end(tally)
        tell(tally)
        if len(tally.faults) > 20:
            break
    return tally


def _damaged(tally: Tally, chance: random.Random, name: str) -> None:
    kind = chance.randrange(8)
    if kind < 3:
        content = _spoilt(_SEGMENT, chance)
        tally.timed(name, lambda: _read(content))
    elif kind < 5:
        content = _sealed_anew(chance)
        tally.timed(name, lambda: _read(content))
    elif kind == 5:
        content = _spoilt(_PACK, chance)
        tally.timed(name, lambda: _unpacked(content))
    else:
        tally.timed(name, lambda: _paper(chance))


def _read(content: bytes) -> str:
    try:
        found = read(_PIECE, content)
    except BadFile:
        return "bad file"
    except Newer:
        return "newer"
    assert found == stretch(20), "something else than was written is believed"
    return "as written"


def _unpacked(content: bytes) -> str:
    try:
        assert list(read_pack(content)) == list(read_pack(_PACK)), (
            "something else than was written is believed"
        )
    except BadFile:
        return "bad file"
    return "as written"


def _paper(chance: random.Random) -> str:
    purpose, said = chance.choice(((HELLO, _HELLO), (ACK, _ACK)))
    if chance.random() < 0.5:
        content = _spoilt(write_paper(_SHARE, PRIVATE, purpose, said), chance)
        must_be: object = said
    else:
        raw: Any = msgspec.to_builtins(said)
        raw[chance.choice(sorted(raw))] = _anything(chance)
        content, must_be = write_paper(_SHARE, PRIVATE, purpose, raw), None
    try:
        found: object = read_paper(_SHARE, purpose, content, type(said), lambda _said: PUBLIC)
    except BadFile:
        return "bad file"
    assert must_be in (None, found), "something else than was written is believed"
    return "as written" if must_be else "a member's own words"


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _time in range(chance.choice((1, 1, 1, 2, 8))):
        at, length = chance.randrange(len(spoilt) + 1), chance.choice((1, 1, 4, 64, 512))
        match chance.randrange(7):
            case 0 if at < len(spoilt):
                spoilt[at] ^= 1 << chance.randrange(8)
            case 1:
                del spoilt[at:]
            case 2:
                spoilt[at : at + length] = bytes(length)
            case 3:
                spoilt[at : at + length] = chance.randbytes(length)
            case 4:
                spoilt[at:at] = spoilt[at : at + length]
            case 5:
                del spoilt[at : at + length]
            case _:
                spoilt = spoilt.replace(b"\n", b"\r\n") if chance.random() < 0.2 else spoilt + b"\0" * length
    return bytes(spoilt)


def _sealed_anew(chance: random.Random) -> bytes:
    """A file with right hash and signature, of which the structure was changed."""
    head, lines = parts(_SEGMENT)
    each: list[Any] = [msgspec.json.decode(line) for line in lines.splitlines()]
    pack: Callable[[bytes], bytes] = zlib.compress
    match chance.randrange(9):
        case 0:
            head[chance.choice(sorted(head))] = _anything(chance)
        case 1:
            del head[chance.choice(sorted(head))]
        case 2:
            each[chance.randrange(len(each))][chance.randrange(9)] = _anything(chance)
        case 3:
            each[chance.randrange(len(each))] = _anything(chance)
        case 4:
            chance.shuffle(each)
        case 5:
            del each[chance.randrange(len(each))]
        case 6:
            each.insert(chance.randrange(len(each)), each[chance.randrange(len(each))])
        case 7:
            cut = chance.randrange(40)
            pack = lambda body: zlib.compress(body)[:-cut] if cut else zlib.compress(body) + b"x"  # noqa: E731
        case _:
            lines = _spoilt(lines, chance)
            return resealed(head, lines)
    return resealed(head, b"".join(msgspec.json.encode(edit) + b"\n" for edit in each), pack=pack)


def _anything(chance: random.Random, depth: int = 0) -> Any:
    plain: list[Any] = [None, True, 0, -1, 2**63, 2**64, 1.5, "", "x" * 300, "\0", "AAAA", "seg-", 10**9]
    if depth < 3 and chance.random() < 0.4:
        inner = [_anything(chance, depth + 1) for _each in range(chance.randrange(4))]
        return inner if chance.random() < 0.5 else {str(number): each for number, each in enumerate(inner)}
    return chance.choice(plain)


class Workspace:
    """A real one, into which a member sends harm."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir()
        self.path = folder / "office.portfolio"
        self.today = lambda: date(2026, 11, 20)
        self.office = Office(create_store(self.path, CATALOGUE, surroundings(seed)), self.today)
        ids = []
        for register, values in _HONEST:
            changes = records.create(self.office, register, values)
            self.office.write(changes)
            ids += [change.record for change in changes]
        with self.office.store.reading() as connection:
            tags = list(connection.execute(select(EDIT.c.tag)).scalars())
        chance = random.Random(seed)
        self.hostility = Hostility(chance, CATALOGUE, ids, tags)
        self.stream = "".join(chance.choices(STREAM_LETTERS, k=16))
        self.taken = 0

    def take(self, tally: Tally, chance: random.Random, name: str) -> None:
        """One hostile change set, as a file of the right form."""
        self.hostility.chance = chance
        length, before = self._end()
        coming = self.hostility.stretch(self.stream, length + 1, before)

        def act() -> str:
            piece, content = whole(coming)
            try:
                proved = read(piece, content)
            except (BadFile, BadEdit):
                return "hostile, bad file"
            taken = self.office.take([proved])
            assert self._end()[0] == length + taken.edits, "another number of edits than it says"
            return "hostile, not taken" if taken.refused else "hostile, taken"

        tally.timed(name, act)
        self.taken += 1
        if self.taken % LOOK == 0:
            self.look(tally, name)

    def _end(self) -> tuple[int, bytes]:
        """How many edits of the hostile stream were taken, and the tag of the last."""
        with self.office.store.reading() as connection:
            found = connection.execute(select(STREAM).where(STREAM.c.name == self.stream)).one_or_none()
        return (found.length, found.tip) if found is not None else (0, b"")

    def look(self, tally: Tally, name: str) -> None:
        """The workspace is whole, and all of it can be shown, found and written to."""
        try:
            faults = findings(self.office.store)
            self._show()
        except Exception as error:  # noqa: BLE001 - what must not happen, whatever it is
            faults = [told(error)]
        tally.faults += [f"{name}, up to here: {fault}" for fault in faults]

    def _show(self) -> None:
        office = self.office
        with office.reading() as reader:
            for entity in office.catalogue.entities:
                found = reader.all(entity)
                titles = link_titles(reader, entity, found)
                for record in found:
                    for field_ in entity.fields:
                        words(office.catalogue, field_, record[field_.name], titles=titles)
        conflicts.conflicts(office)
        for text in ("mud", "P-0001", "R-0012", '"', "a AND"):
            find(office, text)
        changes = records.create(office, "project", {"title": "Honest work goes on"})
        try:
            office.write(changes)
        except Refusal:
            return  # said in words

    def end(self, tally: Tally) -> None:
        """It opens again, and its registers are what its log says."""
        self.look(tally, str(self.path))
        before = dump(self.office.store)
        self.office.close()

        def reopen() -> str:
            with open_office(self.path, "Ann", today=self.today) as office:
                office.store.rebuild()
                assert dump(office.store) == before, "rebuilding shows something else"
            return "reopened"

        tally.timed(f"opening {self.path}", reopen)


_HONEST: tuple[tuple[str, dict[str, Any]], ...] = (
    ("person", {"name": "Amara Osei"}),
    ("project", {"title": "Harbour renewal", "end": date(2027, 3, 31)}),
    ("risk", {"title": "Silt"}),
)


def main(count: int, seed: int) -> int:
    """Run, tell now and then, and say what came of it."""
    began = time.perf_counter()

    def tell(tally: Tally) -> None:
        if tally.files % 50_000 < 50:
            _say(f"{tally.files:,} files, slowest {tally.slowest:.2f} s, {len(tally.faults)} faults")

    with tempfile.TemporaryDirectory() as folder:
        tally = run(count, seed, Path(folder), tell)
    _say(f"{tally.files:,} files in {time.perf_counter() - began:.0f} s, slowest {tally.slowest:.2f} s")
    for outcome, times in tally.outcomes.most_common():
        _say(f"  {times:>9,} {outcome}")
    for fault in tally.faults:
        _say(fault)
    return bool(tally.faults)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    sys.exit(main(chosen.count, chosen.seed))
