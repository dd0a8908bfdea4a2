# SPDX-License-Identifier: Apache-2.0
"""A notice as plain data. It imports next to nothing: the window shows a bell before it knows what calls for attention."""

from dataclasses import dataclass
from enum import StrEnum

from portfolio_desktop.catalogue.filters import Filter


class Kind(StrEnum):
    """What a notice is about, the most pressing first."""

    ESCALATION = "escalation"
    BACKUP = "backup"
    CONFLICT = "conflict"
    REPORT = "report"
    DOUBLE = "double"
    DUE = "due"


class Place(StrEnum):
    """The page that a notice leads to, where it leads to no register."""

    CLOCKS = "clocks"
    SHARING = "sharing"
    QUALITY = "quality"
    SAFEKEEPING = "safekeeping"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to attend to, or all that is due of one kind.

    `key` stays the same while it is about the same; `state` changes once there is more to it than when it was done with.
    `urgent` is told at once. It leads to a `place`, where `record` may be one escalation, or to the records of `entity` that
    `where` means.
    """

    key: str
    kind: Kind
    text: str
    state: str
    count: int = 1
    urgent: bool = False
    place: Place | None = None
    entity: str = ""
    record: str = ""
    where: Filter | None = None


def backup_trouble(words: str) -> Notice:
    """What went wrong with the copies, as a notice."""
    return Notice("backup", Kind.BACKUP, words, words, place=Place.SAFEKEEPING)
