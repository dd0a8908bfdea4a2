# SPDX-License-Identifier: Apache-2.0
"""What a round has found out about the log. Each question is asked once, many at a time, and again once the log has grown:
where the workspace is open in another thread, each is a way to go."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from portfolio_desktop.storage.travel.edits import End
from portfolio_desktop.sync.ledger import Ledger, origin

_BEGINNING: Mapping[str, bytes] = {"": b""}


class Known:
    """The log as it was when it was first looked at in this round, or when this round last added to it.

    What somebody saves meanwhile is for the next round.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ends: Mapping[str, End] | None = None
        self._own: Sequence[str] = ()
        self._begins: dict[str, tuple[int, bytes]] = {}
        self._tags: dict[str, dict[int, Mapping[str, bytes]]] = {}

    def ends(self) -> Mapping[str, End]:
        """How far each line is known, and the tag there."""
        if self._ends is None:
            self._ends = self._ledger.ends()
        return self._ends

    def own(self) -> Sequence[str]:
        """The streams that this file has written, the present one first."""
        self._own = self._own or self._ledger.own()
        return self._own

    def length(self, line: str) -> int:
        """How far a line is known."""
        return self.ends()[line].place

    def lines(self, stream: str) -> list[str]:
        """The lines of a stream, its own first."""
        return sorted(line for line in self.ends() if origin(line) == stream)

    def begins(self, line: str) -> int:
        """The place of a line's first edit."""
        return self._root(line)[0]

    def shared(self, line: str, other: str) -> int:
        """Up to which place the edits of a line are among those that lead to the end of another: all that leads to a branch is
        part of it."""
        reached = self.length(other)
        while other != line:
            first, before = self._root(other)
            if first == 1:
                return 0
            reached = first - 1
            found = [each for each, tag in self.at(origin(other), reached).items() if tag == before]
            if not found:
                return 0
            other = found[0]
        return reached

    def _root(self, line: str) -> tuple[int, bytes]:
        """Where a line begins, and the edit before that."""
        if origin(line) == line:
            return 1, b""
        if line not in self._begins:
            stretch = self._ledger.stretch(line, 1, 1)
            self._begins[line] = stretch.first, stretch.before
        return self._begins[line]

    def reach(self) -> dict[str, int]:
        """How far each stream is known."""
        found: dict[str, int] = {}
        for line, end in self.ends().items():
            found[origin(line)] = max(end.place, found.get(origin(line), 0))
        return found

    def ask(self, places: Iterable[tuple[str, int]]) -> None:
        """Find out about many places of streams at once."""
        wanted = [(stream, place) for stream, place in places if place not in self._tags.get(stream, ())]
        if wanted:
            found = self._ledger.tags_at(wanted)
            for stream, place in wanted:
                self._tags.setdefault(stream, {})[place] = found.get((stream, place), {})

    def at(self, stream: str, place: int) -> Mapping[str, bytes]:
        """The edits at a place of a stream, by line; before the first the beginning of all."""
        if place == 0:
            return _BEGINNING
        self.ask([(stream, place)])
        return self._tags[stream][place]

    def tags(self, stream: str, place: int) -> Collection[bytes]:
        """The same without the lines."""
        return self.at(stream, place).values()

    def has_grown(self, *streams: str) -> None:
        """These have, by what this round took; without any, all may have."""
        self._ends = None
        self._own = ()
        for stream in streams or tuple(self._tags):
            self._tags.pop(stream, None)
