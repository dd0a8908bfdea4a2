# SPDX-License-Identifier: Apache-2.0
"""What a round of sharing came to, as plain data: whoever shows it finds the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Waiting:
    """Edits that are on the share and cannot be taken yet, from `place` on."""

    stream: str
    place: int
    why: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that is not taken, and why. `fresh` the first time it is told."""

    place: str
    reason: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Skew:
    """A laptop whose clock is ahead of this one's by `milliseconds`; less than nothing where it is behind by at least so much."""

    stream: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Divergence:
    """A laptop that knows the same edits and came to another state. It must not happen."""

    stream: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class LaptopSeen:
    """One laptop of the share. `seen` by its own clock, in milliseconds since 1970; None before its first acknowledgement.

    `lacks` counts edits that it has not yet, `brings` those of it that are not here yet; `knows` is how far it knows each
    stream.
    """

    stream: str
    person: str
    laptop: str
    version: str
    seen: int | None
    lacks: int
    brings: int
    is_this: bool
    left: bool
    knows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mended:
    """Registers that were made anew, since they did not show what the history says: of so many records; what they showed
    before and after is kept in a folder."""

    records: int
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A round. `sent`, `taken`, `relayed` and `unsent` count edits; `unreachable_since` is 0 while the share answers.

    `fault` says in one word what kind of `trouble` it is; `published` how far each line of this laptop was ever on the share.

    `posted` are the edits of this laptop's own that went out, as (line, first place, last place).

    `proved` says of `divergences` that the registers here were made anew from the history: it is the others' that are wrong.

    `absent` are edits that were seen on the share and are on it no longer, as (line, first place, last place); they are safe
    here, and can be put back.
    """

    sent: int = 0
    taken: int = 0
    relayed: int = 0
    unsent: int = 0
    absent: tuple[tuple[str, int, int], ...] = ()
    rotated: bool = False
    unreachable_since: int = 0
    trouble: str = ""
    fault: str = ""
    published: Mapping[str, int] = field(default_factory=dict)
    posted: tuple[tuple[str, int, int], ...] = ()
    waiting: tuple[Waiting, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    strange: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    proved: bool = False
    mended: Mended | None = None
    clocks: tuple[Skew, ...] = ()
    laptops: tuple[LaptopSeen, ...] = ()

    @property
    def gone(self) -> int:
        """How many edits are absent."""
        return sum(last - first + 1 for _line, first, last in self.absent)
