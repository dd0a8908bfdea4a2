# SPDX-License-Identifier: Apache-2.0
"""The dictionaries of this machine, read by Hunspell: those that are shipped, and those that somebody put beside them.

Nothing that is looked up is kept or written anywhere.
"""

import re
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.paths import laptop_folder, shipped
from portfolio_desktop.base.spelling.words import lookups

ENGLISH = "en_GB"
"""What is checked unless somebody chooses otherwise."""

_NAMES = MappingProxyType({ENGLISH: N_("English (UK)"), "cy_GB": N_("Welsh"), "ga_IE": N_("Irish")})
_LONGEST = 60  # Hunspell's own limit is lower for some encodings, and beyond it every word is wrong
_LONGEST_TO_MEND = 30  # suggestions for longer ones take a third of a second, and are wrong
_STRAY_LETTER = re.compile(r"\b[^\W_aAI]\b(?!')(?<!')")
_SHIPPED = "resources", "dictionaries"


class Dictionary:
    """One language. Not to be used by two threads at once."""

    def __init__(self, spell: Callable[[str], bool], suggest: Callable[[str], tuple[str, ...]]) -> None:
        self._spell = spell
        self._suggest = suggest

    def knows(self, word: str) -> bool:
        """Whether it is spelt as the dictionary has it, with or without 's or its accents."""
        return len(word) > _LONGEST or any(self._spell(form) for form in lookups(word))

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first. Takes about a tenth of a second, or two where nothing is near."""
        if len(word) > _LONGEST_TO_MEND:
            return ()
        found = self._ranked(word, word)
        if not found or found[0][0] > 1:  # it may be a name in small letters, or none in large ones
            found = sorted([*found, *self._ranked(word, word[:1].swapcase() + word[1:])], key=itemgetter(0))
        large = word[:1].isupper()
        near = [each[:1].upper() + each[1:] if large else each for _rank, each in found]
        return tuple(dict.fromkeys([*self._with_apostrophe(word), *near]))

    def _with_apostrophe(self, word: str) -> list[str]:
        """What it is once an apostrophe is put in: Hunspell finds better things to do with “dont”."""
        tried = (f"{word[:place]}'{word[place:]}" for place in range(1, len(word)))
        return [each for each in tried if self._spell(each)]

    def _ranked(self, word: str, tried: str) -> list[tuple[int, str]]:
        """Suggestions: those with letters swapped, then Hunspell's first, then the nearest."""
        from rapidfuzz.distance import OSA

        plain, letters = word.casefold(), sorted(word.casefold())
        found = [each for each in self._suggest(tried) if not _STRAY_LETTER.search(each)]

        def rank(place: int, each: str) -> int:
            apart = OSA.distance(plain, each.casefold())
            swapped = sorted(each.casefold()) == letters
            return 0 if swapped else 1 if place == 0 and apart <= 2 else 1 + apart

        return sorted(((rank(place, each), each) for place, each in enumerate(found)), key=itemgetter(0))


def own_folder() -> Path:
    """Where a person puts dictionaries of further languages: for each an .aff and a .dic file of Hunspell's format."""
    return laptop_folder("dictionaries")


def languages() -> dict[str, str]:
    """The languages that can be chosen: the code that is remembered, and the name that is shown."""
    found = {path.stem for path in own_folder().glob("*.dic") if path.with_suffix(".aff").is_file()}
    codes = [ENGLISH, *sorted(found - {ENGLISH})]
    return {code: _(_NAMES[code]) if code in _NAMES else code for code in codes}


def load(language: str) -> Dictionary:
    """Read a dictionary, which takes about a tenth of a second. Raises Trouble where that cannot be done."""
    try:
        from hunspell import Hunspell, HunspellFilePathError
    except ImportError as missing:
        raise Trouble(
            _("Spelling is not checked on this machine: the library chunspell is not installed.")
        ) from missing
    folder = shipped(*_SHIPPED) if language == ENGLISH else own_folder()
    try:
        hunspell = Hunspell(language, hunspell_data_dir=str(folder.resolve()), system_encoding="UTF-8")
        for word in shipped(*_SHIPPED, "trade.txt").read_text(encoding="utf-8").split():
            hunspell.add(word)
    except (HunspellFilePathError, OSError, UnicodeError) as problem:
        raise Trouble(
            _("The dictionary {name} cannot be read from {folder}.").format(name=language, folder=folder)
        ) from problem
    return Dictionary(hunspell.spell, hunspell.suggest)
