# SPDX-License-Identifier: Apache-2.0
"""Texts word by word: what they have in common, and what each has alone. For people to compare, never to merge."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_PIECES = re.compile(r"\s+|\w+|[^\w\s]+")
_MOST = 4_000  # words of which a comparison is still quick


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words. `ours` and `theirs` say which of the two texts they stand in: both where the texts agree."""

    text: str
    ours: bool
    theirs: bool


def word_changes(ours: str, theirs: str) -> list[Piece]:
    """Both texts in pieces, in their order; of a change what ours says comes first.

    Of texts too long to be compared word by word, all that stands between their common beginning and end differs.
    """
    one, other = _PIECES.findall(ours), _PIECES.findall(theirs)
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    middle = one[start : len(one) - end], other[start : len(other) - end]
    found = [Piece("".join(one[:start]), True, True), *_middle(*middle)]
    found.append(Piece("".join(one[len(one) - end :]), True, True))
    return [piece for piece in found if piece.text]


def words_alone(text: str, others: Sequence[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether none of the others has it. Nothing stands alone where there is no other."""
    alone = [bool(others)] * len(text)
    for other in others:
        end = 0
        for piece in word_changes(text, other):
            if piece.ours:
                start, end = end, end + len(piece.text)
                if piece.theirs:
                    alone[start:end] = [False] * len(piece.text)
    signs = groupby(zip(text, alone, strict=True), key=lambda pair: pair[1])
    return [("".join(sign for sign, _alone in those), is_alone) for is_alone, those in signs]


def _alike(one: list[str], other: list[str]) -> int:
    """How many pieces both begin with."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count


def _middle(one: list[str], other: list[str]) -> Iterator[Piece]:
    if len(one) + len(other) > _MOST:
        yield Piece("".join(one), True, False)
        yield Piece("".join(other), False, True)
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for change, first, last, start, end in matcher.get_opcodes():
        if change == "equal":
            yield Piece("".join(one[first:last]), True, True)
        else:
            yield Piece("".join(one[first:last]), True, False)
            yield Piece("".join(other[start:end]), False, True)
