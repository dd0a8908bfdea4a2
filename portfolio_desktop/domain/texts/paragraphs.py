# SPDX-License-Identifier: Apache-2.0
"""Versions of a text that people wrote unaware of each other, put together where each changed other paragraphs.

A suggestion for a person to read. Paragraphs that do not overlap can contradict each other all the same, so nothing here is
ever carried out by itself.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_MOST = 4_000  # paragraphs of which a comparison is still quick


class _Change(NamedTuple):
    """Paragraphs `first` up to `last` of the beginning, and what stands in their place."""

    first: int
    last: int
    now: tuple[str, ...]


def put_together(base: str, versions: Sequence[str]) -> str | None:
    """What all versions make of `base` together; None where two of them changed the same paragraph, or put something different
    at the same place, so that a person must say which comes first. A paragraph ends with its line."""
    before = base.split("\n")
    after = [version.split("\n") for version in versions]
    if len(before) + sum(map(len, after)) > _MOST:
        return None
    changes = sorted({change for each in after for change in _changes(before, each)})
    if any(_meet(one, other) for one, other in pairwise(changes)):
        return None
    return "\n".join(_carried_out(before, changes))


def _changes(before: list[str], after: list[str]) -> Iterator[_Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for change, first, last, start, end in matcher.get_opcodes():
        if change != "equal":
            yield _Change(first, last, tuple(after[start:end]))


def _meet(one: _Change, other: _Change) -> bool:
    """Whether two changes, the earlier first, bear on the same paragraph or add at the same place."""
    return other.first < one.last or (one.first, one.last) == (other.first, other.last)


def _carried_out(before: list[str], changes: Sequence[_Change]) -> Iterator[str]:
    place = 0
    for change in changes:
        yield from before[place : change.first]
        yield from change.now
        place = change.last
    yield from before[place:]
