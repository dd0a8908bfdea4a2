# SPDX-License-Identifier: Apache-2.0
"""The words of a text that a dictionary can judge. Knows no dictionary."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f"  # Latin, with accents of their own: no dictionary here reads other scripts
_WORD = f"[{_LETTER}]+(?:['’][{_LETTER}]+)*"
_NO_WORD = r"\S{0,50}(?:[@\d_\\#]|://|\w\.\w)\S*|(?<!\S)[/.]\w\S*"
"""A whole piece between spaces that is a code, a number, an address, a path or a file's name."""

_WORDS = re.compile(_WORD)
_PIECES = re.compile(f"{_NO_WORD}|({_WORD})([-‑]?)")
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")

_BEGINNINGS = frozenset(
    {
        *("bi", "de", "eco", "geo", "intra", "meso", "neo", "non"),
        *("pan", "pre", "proto", "pseudo", "quasi", "socio"),
    }
)
"""Beginnings that stand before a hyphen and are no words of their own."""


class Word(NamedTuple):
    """One word, and where it stands in its text, counted in UTF-16 units as Qt counts."""

    text: str
    start: int
    length: int


def words_in(text: str) -> Iterator[Word]:
    """The words of `text` that can be looked up: no codes, addresses, acronyms, names with capitals inside."""
    doubled = [] if text.isascii() else [found.start() for found in _TWO_UNITS.finditer(text)]
    for found in _PIECES.finditer(text):
        word, hyphen = found.groups()
        # A single letter, capitals alone and capitals behind the first letter are no words: e, PMOs, PowerPoint.
        if word is None or not word[1:].islower() or (hyphen and word.casefold() in _BEGINNINGS):
            continue
        start = found.start()
        yield Word(word, start + bisect_left(doubled, start) if doubled else start, len(word))


def lookups(word: str) -> tuple[str, ...]:
    """The spellings of which one must be known: the word itself, its owner's without 's, without accents."""
    straight = word.replace("’", "'")
    owner = straight.removesuffix("'s")
    return tuple(dict.fromkeys((straight, owner, _bare(owner))))


def as_added(word: str) -> str:
    """The spelling in which a word is added to a dictionary: with a straight apostrophe, and not its owner's."""
    return word.replace("’", "'").removesuffix("'s")


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Every single word of some names, as `lookups` has them, for comparing without regard to capitals."""
    return frozenset(
        found[0].replace("’", "'").casefold() for name in names for found in _WORDS.finditer(name)
    )


def _bare(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
