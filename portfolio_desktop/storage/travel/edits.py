# SPDX-License-Identifier: Apache-2.0
"""Edits on their way from one laptop's log to another's: plain values, named by the chain that they form."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from portfolio_desktop.base.clock import LAST_TICK
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.storage.edits import (
    CREATED,
    DELETED,
    LARGEST_VALUE,
    SALT_BYTES,
    TAG_BYTES,
    EditBody,
    name_edit,
    read_plain,
    seal,
)

SEAL_BYTES = 32
_SHAPES: dict[str, type] = {CREATED: dict, DELETED: bool}
_WORDS = 200  # characters of a name or an id at most


class BadEdit(Exception):
    """What arrives is no edit, or does not follow from what came before it. Says for a log, never for a person, why."""


class End(NamedTuple):
    """The last known edit of a line: its place, and its tag; 0 and nothing of one that has none."""

    place: int
    tag: bytes


class Sent(NamedTuple):
    """One edit as it travels. Its tag follows from its stream, the tag before it, and itself.

    `parents` are tags one after the other; `seal` stands for the value, of which salt and text are None once it is erased.
    """

    tick: int
    change_set: str
    entity: str
    record: str
    field: str
    parents: bytes
    seal: bytes
    salt: bytes | None
    value: str | None

    @property
    def body(self) -> EditBody:
        return EditBody(*self[:6])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Edits of one stream that follow each other, from place `first` (counted from 1); `before` is the tag before them.

    Those that were `checked` carry their `names`, so that neither is worked out again.
    """

    stream: str
    first: int
    before: bytes
    edits: tuple[Sent, ...]
    names: tuple[bytes, ...] | None = field(default=None, compare=False, repr=False)

    @property
    def last(self) -> int:
        """The place of the last edit; one before the first where there is none."""
        return self.first + len(self.edits) - 1

    def tags(self) -> tuple[bytes, ...]:
        """The name of each edit, worked out from all before it."""
        return self._named() if self.names is None else self.names

    def _named(self) -> tuple[bytes, ...]:
        tip, found = self.before, []
        for edit in self.edits:
            tip = name_edit(self.stream, tip, edit.body, edit.seal)
            found.append(tip)
        return tuple(found)

    def part(self, start: int, end: int | None = None) -> "Stretch":
        """The edits of it that a slice chooses."""
        tags = self.tags()
        before = tags[start - 1] if start else self.before
        names = None if self.names is None else self.names[start:end]
        return Stretch(self.stream, self.first + start, before, self.edits[start:end], names)


def checked(stretch: Stretch, *, sealed: bool = False) -> Stretch:
    """The same with its names. Raises BadEdit where an edit has not the shape that it must have, or a value that its seal does
    not cover; whoever has just `sealed` the values need not have that worked out again. What was checked once is not again.
    """
    if stretch.names is not None:
        return stretch
    if stretch.first < 1 or len(stretch.before) != (TAG_BYTES if stretch.first > 1 else 0):
        raise BadEdit(f"{stretch.stream}: begins nowhere")
    good: set[str] = set()
    with uncollected():
        reason = next(filter(None, (_wrong(edit, good, sealed=sealed) for edit in stretch.edits)), "")
        if reason:
            raise BadEdit(f"{stretch.stream}: {reason}")
        return replace(stretch, names=stretch.tags())


def _wrong(edit: Sent, good: set[str], *, sealed: bool) -> str:
    """What is wrong with an edit; nothing where it is one. `good` are names that were looked at before."""
    if not 0 <= edit.tick <= LAST_TICK:
        return "a time outside time"
    for name in edit[1:5]:
        if name not in good:
            if not (0 < len(name) <= _WORDS and name.isprintable()):
                return "a name that is none"
            good.add(name)
    if len(edit.parents) % TAG_BYTES or len(edit.seal) != SEAL_BYTES:
        return "tags of no known length"
    if (edit.salt is None) != (edit.value is None):
        return "half a value"
    if edit.salt is None or edit.value is None:
        return ""
    if len(edit.value) > LARGEST_VALUE:
        return "a value that is too large"
    try:
        text = edit.value.encode()
        plain = read_plain(text)
    except (ValueError, RecursionError):
        return "a value that is no JSON"
    if len(edit.salt) != SALT_BYTES or not (sealed or seal(edit.salt, text) == edit.seal):
        return "a value that is not the one it was sealed with"
    if not isinstance(plain, _SHAPES.get(edit.field, object)):
        return "a value of the wrong shape"
    return ""
