# SPDX-License-Identifier: Apache-2.0
"""What sharing asks of a workspace: the log as stretches of edits, and a little memory that is never shared."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

import msgspec

from portfolio_desktop.storage.edits import HEADER
from portfolio_desktop.storage.travel.edits import End, Sent, Stretch

_Told = TypeVar("_Told")

WHOLE = 200
"""A change set of so many edits is taken in one transaction: that takes hardly longer than a tenth of it."""

_BRANCH = "~"


class Taken(Protocol):
    """What came of taking stretches into the log."""

    @property
    def edits(self) -> int:
        """How many were new."""

    @property
    def gaps(self) -> Sequence[Stretch]:
        """Those that were left out, because what comes before them is not known."""

    @property
    def refused(self) -> Sequence[tuple[Stretch, str]]:
        """Those that were left out because they are no edits, and why."""


class Ledger(Protocol):
    """The log of one open workspace, as far as other laptops are concerned.

    A stream has one line of edits, of its own name. Where two copies of a workspace went on under one name, it has more.
    """

    @property
    def portfolio(self) -> str:
        """The id of the workspace, the same on every laptop."""

    def ends(self) -> Mapping[str, End]:
        """How far each line is known without a gap."""

    def tags_at(self, places: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Mapping[str, bytes]]:
        """The edits at places of streams, by line: none where nothing is known, more than one where the stream branches."""

    def own(self) -> Sequence[str]:
        """The streams that this file has written: the present one, and then former ones."""

    def stretch(self, line: str, first: int, most: int) -> Stretch:
        """At most so many known edits of a line, from place `first` on. A line that branches off begins later than at 1."""

    def take(self, stretches: Sequence[Stretch]) -> Taken:
        """Add what is not known yet, all or nothing of each stretch, in one transaction."""

    def state_piece(self, after: str) -> tuple[bytes, str]:
        """A digest of a piece of what is shown, from after a mark on, and the next mark: equal on two laptops that know the same
        edits. "" is the mark of the beginning and of the end."""

    def rotate(self, stream: str = "") -> None:
        """From now on this file writes under a new stream; under that name if one is given."""

    def memory(self) -> Mapping[str, str]:
        """All that `remember_all` was told, by key."""

    def remember_all(self, values: Mapping[str, str]) -> None:
        """Keep small texts with the workspace, in one transaction. They are never shared."""


class Memory:
    """What sharing keeps with the workspace, as JSON of known shape. Read once: during a round nobody else writes it.

    A round keeps most things `together` at its end, since each transaction waits for the disk: what is lost because the process
    ends before that, another round finds out again.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._later = False
        self._texts: dict[str, str] | None = None
        self._unkept: dict[str, str] = {}

    def get(self, key: str, shape: type[_Told]) -> _Told | None:
        """What was put there last; None where nothing was, or another version wrote it in another shape."""
        text = self._told().get(f"sync.{key}")
        if not text:
            return None
        try:
            return msgspec.json.decode(text, type=shape)
        except ValueError:
            return None

    def put(self, key: str, value: object, *, now: bool = False) -> None:
        """Keep `value`, `now` if it must not be lost; None forgets. What is kept already costs nothing."""
        text = "" if value is None else msgspec.json.encode(value, order="sorted").decode()
        told = self._told()
        if text != told.get(f"sync.{key}", ""):
            self._unkept[f"sync.{key}"] = told[f"sync.{key}"] = text
        if now or not self._later:
            self.keep()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep what is put within at its end."""
        self._later = True
        try:
            yield
        finally:
            self._later = False
        self.keep()

    def keep(self) -> None:
        """See to it that all is kept."""
        if self._unkept:
            self._ledger.remember_all(self._unkept)
            self._unkept = {}

    def _told(self) -> dict[str, str]:
        if self._texts is None:
            self._texts = dict(self._ledger.memory())
        return self._texts


def state_digest(ledger: Ledger) -> str:
    """A short proof of all that is shown, worked out in pieces: whoever changes something meanwhile makes it worthless."""
    whole, mark = hashlib.sha256(), ""
    while True:
        piece, mark = ledger.state_piece(mark)
        whole.update(piece)
        if not mark:
            return whole.hexdigest()


def origin(line: str) -> str:
    """The stream that a line belongs to."""
    return line.partition(_BRANCH)[0]


def tag_at(ledger: Ledger, line: str, place: int) -> bytes:
    """The tag of the edit at a place of a line; empty where that is not known."""
    return ledger.tags_at([(origin(line), place)]).get((origin(line), place), {}).get(line, b"")


def portions(stretch: Stretch, most: int) -> Iterator[Stretch]:
    """The stretch in pieces of about so many edits, so that nobody who saves waits long for a transaction to end."""
    start = 0
    while start < len(stretch.edits):
        end = end_of_portion(stretch.edits, start, most)
        yield stretch.part(start, end)
        start = end


def end_of_portion(edits: Sequence[Sent], start: int, most: int) -> int:
    """Where a portion ends that begins at `start`: after at most so many edits, and where a change set ends.

    Nobody is to see half of what somebody did: a change set of up to `WHOLE` edits stays together. A larger one, such as an
    import, comes bit by bit; each record and each field of it is whole, and the rest follows with the next portion.
    """
    end = min(start + most, len(edits))
    if end == len(edits):
        return end
    for place in range(end, start, -1):
        if edits[place].entity == HEADER:
            return place
    whole = min(start + WHOLE, len(edits))
    if edits[start].entity == HEADER:
        ends = (place for place in range(end, whole) if edits[place].entity == HEADER)
        return next(ends, whole if whole == len(edits) else end)
    return end
