# SPDX-License-Identifier: Apache-2.0
"""The codes by which people quote records: which comes next.

Where nobody shares, the one after the highest. Where laptops share, each has blocks of numbers of its own (`sharing.leases`), so
that two who cannot hear each other never give out the same. Where two took the same numbers unaware of each other, the block with
the lower id holds, on every laptop. Whoever has no number left goes on after all that is known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import NamedTuple

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.storage.derived import BESIDE
from portfolio_desktop.storage.history import own_streams
from portfolio_desktop.storage.read import Reader

BLOCK, FORMER = "code_block", "former_code"
"""The entities of blocks, and of codes that records had before."""

_DIGITS = 4
_LARGEST = 1000  # numbers in a block; more is none


class Block(NamedTuple):
    """Numbers from `first` to `last` for the laptop that writes as `stream`. They sort by who has the better right."""

    id: str
    first: int
    last: int
    stream: str


class Numbers:
    """What is known of one register's numbers: those in use, and the blocks that laptops have taken."""

    def __init__(self, reader: Reader, entity: Entity, taken: Iterable[str] = ()) -> None:
        self.used = set(_numbers(entity, chain(_known(reader, entity), taken)))
        self.blocks = _blocks(reader, entity)
        self._stream = own_streams(reader.connection)[0]

    def own(self) -> list[int]:
        """The numbers of this laptop's blocks that are free, in order.

        Those of a copy that wrote under a former name are not among them: another laptop may write under it still.
        """
        found: set[int] = set()
        for block in self.blocks:
            if block.stream == self._stream:
                better = [
                    other
                    for other in self.blocks
                    if other.id < block.id and other.stream != block.stream and _overlap(other, block)
                ]
                found |= {
                    number
                    for number in range(block.first, block.last + 1)
                    if not any(other.first <= number <= other.last for other in better)
                }
        return sorted(found - self.used)

    @property
    def highest(self) -> int:
        """The highest number in use or in any block; 0 where there is none."""
        return max(chain(self.used, (block.last for block in self.blocks)), default=0)


def next_code(reader: Reader, entity: Entity, taken: Iterable[str] = ()) -> str:
    """The code that a new record of a register gets, where those `taken` are in use as well: R-0015 after R-0014."""
    return next(codes(reader, entity, taken))


def codes(reader: Reader, entity: Entity, taken: Iterable[str] = ()) -> Iterator[str]:
    """As `next_code`, for many records at once: the register is read now, and once."""
    numbers = Numbers(reader, entity, taken)
    return (code_of(entity, number) for number in chain(numbers.own(), count(numbers.highest + 1)))


def code_of(entity: Entity, number: int) -> str:
    """A number as a code of a register: R-0015."""
    return f"{entity.prefix}-{number:0{_DIGITS}}"


def _known(reader: Reader, entity: Entity) -> Iterator[str | None]:
    code = entity.code
    assert code is not None
    yield from (value for _id, value in reader.column(entity, code))
    if reader.catalogue.knows(FORMER):
        of_it = Test("entity", Op.IS, entity.name)
        former = reader.values(reader.catalogue.entity(FORMER), ("code",), of_it)
        yield from (code for _id, code in former)


def _numbers(entity: Entity, codes: Iterable[str | None]) -> Iterator[int]:
    # Also of one that is shown with a mark, since another record has it too.
    numbered = re.compile(rf"{re.escape(entity.prefix)}-(\d{{1,9}})(?:{BESIDE}\w\d)?", re.IGNORECASE)
    return (int(match[1]) for code in codes if code and (match := numbered.fullmatch(code)))


def _blocks(reader: Reader, entity: Entity) -> Sequence[Block]:
    if not reader.catalogue.knows(BLOCK):
        return ()
    where = Test("entity", Op.IS, entity.name)
    rows = reader.values(reader.catalogue.entity(BLOCK), ("first", "last", "stream"), where)
    return sorted(
        Block(id, first, last, stream or "")
        for id, first, last, stream in rows
        if first is not None and last is not None and 0 < first <= last < first + _LARGEST
    )


def _overlap(one: Block, other: Block) -> bool:
    return one.first <= other.last and other.first <= one.last
