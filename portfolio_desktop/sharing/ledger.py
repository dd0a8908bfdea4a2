# SPDX-License-Identifier: Apache-2.0
"""The ledger of an open workspace for a round that may run in another thread than the workspace does."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Protocol, TypeVar

from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.travel.edits import End, Stretch
from portfolio_desktop.sync.ledger import Taken, end_of_portion

T = TypeVar("T")

_FEWEST = 10  # edits: writing any to the disk takes a while
_LONG = 0.03  # seconds that somebody who saves may have to wait


class Door(Protocol):
    """The way to an open workspace."""

    def __call__(self, job: Callable[[Office], T], /) -> T:
        """Run `job` where the workspace may be used, and wait. Raises Cancelled once it is closed."""


def at_once(office: Office) -> Door:
    """The way to a workspace of this very thread."""

    def run(job: Callable[[Office], T], /) -> T:
        return job(office)

    return run


@dataclass(frozen=True, slots=True)
class _Together:
    edits: int
    gaps: Sequence[Stretch]
    refused: Sequence[tuple[Stretch, str]]


class OfficeLedger:
    """Each call goes through the door by itself, so that whoever works at the workspace waits for one of them at most.

    What is taken goes through the office, which learns the own fields among it and tells whoever listens. With `most` it goes
    in by so many edits at a time, and by fewer where they take long, as do those that move dates. `told` is called with how many
    edits are about to go in.
    """

    def __init__(
        self, door: Door, *, most: int | None = None, told: Callable[[int], None] = lambda _count: None
    ) -> None:
        self._door = door
        self._most = most
        self._step = min(most or 0, 2 * _FEWEST)
        self._told = told
        self.portfolio = door(lambda office: office.store.ledger.portfolio)

    def ends(self) -> Mapping[str, End]:
        return self._door(lambda office: office.store.ledger.ends())

    def tags_at(self, places: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Mapping[str, bytes]]:
        return self._door(lambda office: office.store.ledger.tags_at(places))

    def own(self) -> Sequence[str]:
        return self._door(lambda office: office.store.ledger.own())

    def stretch(self, line: str, first: int, most: int) -> Stretch:
        return self._door(lambda office: office.store.ledger.stretch(line, first, most))

    def take(self, stretches: Sequence[Stretch]) -> Taken:
        if self._most is None:
            return self._door(lambda office: office.take(stretches, self._told))
        taken = [each for stretch in stretches for each in self._little_by_little(stretch, self._most)]
        return _together(taken)

    def _little_by_little(self, stretch: Stretch, most: int) -> Iterator[Taken]:
        tags, start, before = list(stretch.tags()), 0, stretch.before
        while start < len(stretch.edits):
            edits = stretch.edits[start : end_of_portion(stretch.edits, start, self._step)]
            taken, seconds = self._door(
                partial(self._timed, Stretch(stretch.stream, stretch.first + start, before, edits))
            )
            yield taken
            start += len(edits)
            before = tags[start - 1]
            if seconds > _LONG:
                self._step = max(_FEWEST, self._step // 2)
            elif seconds < _LONG / 3:
                self._step = min(most, self._step * 2)

    def _timed(self, portion: Stretch, office: Office) -> tuple[Taken, float]:
        """Take it, and say for how many seconds nobody else could do anything."""
        began = monotonic()
        taken = office.take([portion], self._told)
        return taken, monotonic() - began

    def changes_within(self, spans: Collection[tuple[str, int, int]]) -> int:
        """How many acts of people are known of these spans, each a line with a first and a last place."""
        return self._door(lambda office: office.store.ledger.changes_within(spans))

    def state_piece(self, after: str) -> tuple[bytes, str]:
        return self._door(lambda office: office.store.ledger.state_piece(after))

    def rotate(self, stream: str = "") -> None:
        self._door(lambda office: office.store.ledger.rotate(stream))

    def memory(self) -> Mapping[str, str]:
        return self._door(lambda office: office.store.ledger.memory())

    def remember_all(self, values: Mapping[str, str]) -> None:
        self._door(lambda office: office.store.ledger.remember_all(values))


def _together(taken: Sequence[Taken]) -> Taken:
    return _Together(
        sum(each.edits for each in taken),
        [gap for each in taken for gap in each.gaps],
        [refused for each in taken for refused in each.refused],
    )
