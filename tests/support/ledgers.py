# SPDX-License-Identifier: Apache-2.0
"""A log in memory, for tests of sharing that are about the share: the same edits, chain and branches, and no registers."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, field

from portfolio_desktop.base.ids import RandomBytes, new_stream
from portfolio_desktop.storage.edits import SALT_BYTES, seal
from portfolio_desktop.storage.travel.edits import BadEdit, End, Sent, Stretch, checked


@dataclass(frozen=True)
class Arrived:
    """What `take` tells."""

    edits: int
    gaps: tuple[Stretch, ...] = ()
    refused: tuple[tuple[Stretch, str], ...] = ()


@dataclass
class Line:
    """Edits of one line, the first of them at place `begins`, after the edit `before`."""

    begins: int
    before: bytes
    edits: list[Sent] = field(default_factory=list)
    tags: list[bytes] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.begins + len(self.edits) - 1

    @property
    def tip(self) -> bytes:
        return self.tags[-1] if self.tags else self.before


class MemoryLedger:
    """A workspace that is nothing but its log."""

    def __init__(self, portfolio: str, random: RandomBytes) -> None:
        self.portfolio = portfolio
        self.lines: dict[str, Line] = {}
        self.remembered: dict[str, str] = {}
        self.streams: list[str] = []
        self.takes = 0
        self._random = random
        self.rotate()

    def write(self, value: object, *, record: str = "record", tick: int = 0) -> Sent:
        """One edit of this laptop's own."""
        line = self.lines[self._present()]
        salt, text = self._random(SALT_BYTES), json.dumps(value)
        edit = Sent(tick, "set", "project", record, "name", b"", seal(salt, text.encode()), salt, text)
        stretch = Stretch(self.streams[0], line.length + 1, line.tip, (edit,))
        line.tags += list(stretch.tags())
        line.edits.append(edit)
        return edit

    def _present(self) -> str:
        """The longest line of the present stream: where a copy went on as well, this one goes on at an end."""
        own = [name for name in self.lines if name.partition("~")[0] == self.streams[0]]
        return max(own, key=lambda name: (self.lines[name].length, name))

    def ends(self) -> dict[str, End]:
        return {name: End(line.length, line.tip) for name, line in self.lines.items()}

    def tags_at(self, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], dict[str, bytes]]:
        return {(stream, place): self._at(stream, place) for stream, place in places}

    def _at(self, stream: str, place: int) -> dict[str, bytes]:
        return {
            name: line.tags[place - line.begins]
            for name, line in self.lines.items()
            if name.partition("~")[0] == stream and line.begins <= place <= line.length
        }

    def own(self) -> Sequence[str]:
        return tuple(self.streams)

    def stretch(self, line: str, first: int, most: int) -> Stretch:
        found = self.lines[line]
        start = max(0, first - found.begins)
        before = found.before if start == 0 else b"".join(found.tags[start - 1 : start])
        edits = tuple(found.edits[start : start + most])
        return Stretch(line.partition("~")[0], max(first, found.begins), before, edits)

    def take(self, stretches: Sequence[Stretch]) -> Arrived:
        self.takes += 1
        edits, gaps, refused = 0, [], []
        for stretch in stretches:
            try:
                news = self._take(checked(stretch))
            except BadEdit as error:
                refused.append((stretch, str(error)))
                continue
            if news is None:
                gaps.append(stretch)
            else:
                edits += news
        return Arrived(edits, tuple(gaps), tuple(refused))

    def _take(self, stretch: Stretch) -> int | None:
        place, before, new = stretch.first, stretch.before, list(stretch.edits)
        tags = list(stretch.tags())
        if place > 1 and before not in self._at(stretch.stream, place - 1).values():
            return None
        while new and tags[0] in self._at(stretch.stream, place).values():
            before, place = tags.pop(0), place + 1
            new.pop(0)
        if new:
            line = self._line(stretch.stream, place, before, tags[0])
            line.edits += new
            line.tags += tags
        return len(new)

    def _line(self, stream: str, place: int, before: bytes, first: bytes) -> Line:
        for name, line in self.lines.items():
            if name.partition("~")[0] == stream and line.length == place - 1 and line.tip == before:
                return line
        name = stream if stream not in self.lines else f"{stream}~{before.hex()}.{first.hex()}"
        return self.lines.setdefault(name, Line(place, before))

    def state_piece(self, after: str) -> tuple[bytes, str]:
        """Over all edits, however they arrived."""
        said = sorted(
            (tag.hex(), edit.value)
            for line in self.lines.values()
            for tag, edit in zip(line.tags, line.edits, strict=True)
        )
        return hashlib.sha256(json.dumps(said).encode()).digest(), ""

    def rotate(self, stream: str = "") -> None:
        self.streams.insert(0, stream or new_stream(self._random))
        self.lines[self.streams[0]] = Line(1, b"")

    def memory(self) -> dict[str, str]:
        return dict(self.remembered)

    def remember_all(self, values: Mapping[str, str]) -> None:
        self.remembered.update(values)

    def values(self) -> list[str]:
        """Every value in the log, sorted."""
        return sorted(edit.value or "" for line in self.lines.values() for edit in line.edits)

    def copy(self) -> "MemoryLedger":
        """A backup, or a copy of the file on another disk. Chance is the world's, and does not repeat itself."""
        made = copy(self)
        made.lines, made.remembered, made.streams = (
            deepcopy(self.lines),
            dict(self.remembered),
            list(self.streams),
        )
        return made
