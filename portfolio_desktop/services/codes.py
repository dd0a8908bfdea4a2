# SPDX-License-Identifier: Apache-2.0
"""The codes by which people quote records: which comes next.

Where nobody shares, the one after the highest. Where laptops share, each has blocks of numbers of its own (`sharing.leases`), so
that two who cannot hear each other never give out the same. Where two took the same numbers unaware of each other, the block with
the lower id holds, on every laptop. Whoever has no number left goes on after all that is known.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Test
from portfolio_desktop.storage.history import own_streams
from portfolio_desktop.storage.naming.numbers import BESIDE, LONGEST, highest_number, numbers_between
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
    """What is known of one register's numbers: those in use, and the blocks that laptops have taken.

    `stream` is what this laptop writes as. `besides` are numbers that count as in use without being the code of any record.
    """

    def __init__(
        self, reader: Reader, entity: Entity, stream: str, blocks: Sequence[Block], besides: set[int]
    ) -> None:
        self.stream, self.blocks = stream, blocks
        self._reader, self._entity, self._besides = reader, entity, besides

    def used(self, first: int = 0, last: int = 10**LONGEST) -> set[int]:
        """All that are in use, or those from `first` to `last`."""
        return self._besides | numbers_between(self._reader.connection, self._entity, first, last)

    def own(self) -> list[int]:
        """The numbers of this laptop's blocks that are free, in order.

        Those of a copy that wrote under a former name are not among them: another laptop may write under it still.
        """
        mine = [block for block in self.blocks if block.stream == self.stream]
        if not mine:
            return []
        used = self.used(min(block.first for block in mine), max(block.last for block in mine))
        found: set[int] = set()
        for block in mine:
            if free := set(range(block.first, block.last + 1)) - used:
                for other in self.blocks:
                    if other.id < block.id and other.stream != self.stream:
                        free -= set(range(max(other.first, block.first), min(other.last, block.last) + 1))
                found |= free
        return sorted(found)

    @property
    def highest(self) -> int:
        """The highest number in use or in any block; 0 where there is none."""
        highest = highest_number(self._reader.connection, self._entity)
        return max(highest, *self._besides, *(block.last for block in self.blocks), 0)


def numbers_of(reader: Reader, entity: Entity, taken: Iterable[str] = ()) -> Numbers:
    """The numbers of one register, where codes that are `taken` count as in use."""
    of_it = Test("entity", Op.IS, entity.name)
    stream, blocks = own_streams(reader.connection)[0], _blocks(reader, of_it)[entity.name]
    besides = set(_numbers(entity, chain(_former(reader, of_it)[entity.name], taken)))
    return Numbers(reader, entity, stream, blocks, besides)


def all_numbers(reader: Reader) -> Iterator[tuple[Entity, Numbers]]:
    """Every register with codes, and its numbers. What laptops have taken is read once for all of them."""
    stream, blocks, former = own_streams(reader.connection)[0], _blocks(reader), _former(reader)
    for entity in reader.catalogue.entities:
        if entity.code is not None:
            besides = set(_numbers(entity, former[entity.name]))
            yield entity, Numbers(reader, entity, stream, blocks[entity.name], besides)


def next_code(reader: Reader, entity: Entity, taken: Iterable[str] = ()) -> str:
    """The code that a new record of a register gets, where those `taken` are in use as well: R-0015 after R-0014."""
    return next(codes(reader, entity, taken))


def codes(reader: Reader, entity: Entity, taken: Iterable[str] = ()) -> Iterator[str]:
    """As `next_code`, for many records at once: the register is read now, and once."""
    numbers = numbers_of(reader, entity, taken)
    return (code_of(entity, number) for number in chain(numbers.own(), count(numbers.highest + 1)))


def code_of(entity: Entity, number: int) -> str:
    """A number as a code of a register: R-0015."""
    return f"{entity.prefix}-{number:0{_DIGITS}}"


def _former(reader: Reader, where: Filter = EVERYTHING) -> Mapping[str, list[str]]:
    """The codes that records had before, by register."""
    found = defaultdict[str, list[str]](list)
    if reader.catalogue.knows(FORMER):
        for _id, entity, code in reader.values(reader.catalogue.entity(FORMER), ("entity", "code"), where):
            if code:
                found[entity].append(code)
    return found


def _numbers(entity: Entity, codes: Iterable[str]) -> Iterator[int]:
    # Also of one that is shown with a mark, since another record has it too.
    form = rf"{re.escape(entity.prefix)}-([0-9]{{1,{LONGEST}}})(?:{BESIDE}\w\d)?"
    numbered = re.compile(form, re.IGNORECASE)
    return (int(match[1]) for code in codes if (match := numbered.fullmatch(code)))


def _blocks(reader: Reader, where: Filter = EVERYTHING) -> Mapping[str, list[Block]]:
    """The blocks that laptops have taken, by register, who has the better right before the others."""
    found = defaultdict[str, list[Block]](list)
    if reader.catalogue.knows(BLOCK):
        names = ("entity", "first", "last", "stream")
        for id, entity, first, last, stream in reader.values(reader.catalogue.entity(BLOCK), names, where):
            if first is not None and last is not None and 0 < first <= last < first + _LARGEST:
                found[entity].append(Block(id, first, last, stream or ""))
    for blocks in found.values():
        blocks.sort()
    return found
