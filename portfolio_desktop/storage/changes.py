# SPDX-License-Identifier: Apache-2.0
"""A change set: what one act of a person does to the workspace, as data, before it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from portfolio_desktop.catalogue.fields import Id, Value, Values


class Why(StrEnum):
    """What kind of act it was. Undo and redo are ordinary writers that say which change set they reverse.

    What an erasure deletes does not come back, and undo does not reach beyond it; nor beyond what a workspace begins with,
    such as the demo portfolio. Who resolves has seen all that others said.
    Upkeep is what the application does by itself: nobody's act, so that it is neither undone nor told.
    """

    EDIT = "edit"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"
    ERASURE = "erasure"
    RESOLVE = "resolve"
    UPKEEP = "upkeep"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Create:
    """A new record with all its first values; those left out are None."""

    entity: str
    record: Id
    values: Values


@dataclass(frozen=True, slots=True)
class Edit:
    """A new value for one field."""

    entity: str
    record: Id
    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class Delete:
    """The record leaves its register. The log keeps it, so that it can come back."""

    entity: str
    record: Id


@dataclass(frozen=True, slots=True)
class Revive:
    """A deleted record comes back as it was."""

    entity: str
    record: Id


@dataclass(frozen=True, slots=True)
class Lay:
    """A value (of DELETED: whether the record is deleted) in the place of edits that it names itself, and beside all others.

    With it undo brings a disagreement back, and ends it again. `parents` are the tags of those edits, one after the other.
    """

    entity: str
    record: Id
    field: str
    value: Value
    parents: bytes


Change: TypeAlias = Create | Edit | Delete | Revive | Lay


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes that are written together or not at all, under the label that undo will show."""

    label: str
    items: tuple[Change, ...]
    why: Why = Why.EDIT
    reverses: str | None = None  # the id of the change set that an undo or a redo takes back

    def __iter__(self) -> Iterator[Change]:
        return iter(self.items)

    def __bool__(self) -> bool:
        """Whether there is something to write: that an act was dealt with, too, of which nothing was left to take back."""
        return bool(self.items) or self.reverses is not None

    def __add__(self, other: "Changes") -> "Changes":
        """Both, under this one's label."""
        return Changes(self.label, self.items + other.items, self.why, self.reverses)


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the id of its change set, and the records it touched as (entity, id)."""

    change_set: str
    label: str
    touched: frozenset[tuple[str, Id]]
    reverses: str | None = None  # the change set that it took back, where it was an undo or a redo
