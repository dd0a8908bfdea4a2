# SPDX-License-Identifier: Apache-2.0
"""Text from outside made safe to keep, to show and to hand to a spreadsheet.

Knows nothing of where text came from or goes to. Markup is not treated here: whoever draws marked-up text escapes it.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 100_000
"""The most characters that one value may hold."""

_TROUBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RETURNS = re.compile("\r+\n|\r")
_MARKS_RUN = 64  # stacked accents beyond this are an attack: putting them in order takes quadratic time

_BIDI_NAMES = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_BIDI_MARKS = {ord(control): f"\u27e8{name}\u27e9" for control, name in _BIDI_NAMES.items()}
_BIDI = re.compile(f"[{''.join(_BIDI_NAMES)}]")

_FORMULA = re.compile("'*[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` as it may be kept, and what it cost: characters `removed` that nothing can show, and `cut` off the end."""

    text: str
    removed: int = 0
    cut: int = 0


def is_clean(text: str) -> bool:
    """Whether `clean` would certainly leave `text` as it is. Cheap, for where there is much text and most of it is plain."""
    return text.isascii() and text.isprintable() and len(text) <= LONGEST


def clean(text: str) -> Cleaned:
    """Compose accents (NFC), make line ends one kind, leave out controls and half characters, keep `LONGEST` characters."""
    if is_clean(text):
        return Cleaned(text)
    lines = _RETURNS.sub("\n", text)
    shown, removed = _TROUBLE.subn("", lines)
    within = shown[:LONGEST]
    thin = _thin(within)
    composed = unicodedata.normalize("NFC", thin)  # some characters become two
    removed += len(within) - len(thin)
    cut = len(shown) - len(within) + max(0, len(composed) - LONGEST)
    return Cleaned(composed[:LONGEST], removed, cut)


def _thin(text: str) -> str:
    """Keep at most `_MARKS_RUN` combining marks in a row, which no writing system reaches."""
    if text.isascii() or not any(map(unicodedata.combining, text)):
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS_RUN:
            kept.append(character)
    return "".join(kept) if len(kept) < len(text) else text


def visible_bidi(text: str) -> str:
    """Show characters that turn the reading direction as marks such as ⟨RLO⟩, so that no name can pose as another."""
    return text.translate(_BIDI_MARKS) if _BIDI.search(text) else text


def isolate(text: str) -> str:
    """Fence `text` so that its direction does not disturb what is printed beside it."""
    return f"\u2068{visible_bidi(text)}\u2069"


def one_line(text: str) -> str:
    """`text` with every run of white space made one space, for headings, messages and labels."""
    return " ".join(text.split())


def shorten(text: str, length: int) -> str:
    """`text` on one line in at most `length` characters, ending in an ellipsis when something is missing."""
    line = one_line(text[: 4 * length + 100])
    return line if len(line) <= length else line[: max(0, length - 1)].rstrip() + "…"


def guard_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    `unguard_formula` is its exact inverse, whatever the text begins with.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard_formula(text: str) -> str:
    """Take off the apostrophe that `guard_formula` put on; other text is left as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def lowered(label: str) -> str:
    """`label` to go on a sentence with: its first letter small, unless it begins a code, initials or a number."""
    second = label[1:2]
    return label if second.isupper() or second == "-" or second.isdigit() else label[:1].lower() + label[1:]
