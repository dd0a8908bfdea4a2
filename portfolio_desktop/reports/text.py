# SPDX-License-Identifier: Apache-2.0
"""The one way text gets onto a page: made printable, measured, wrapped, shortened, and cut into runs of one font.

Text is never markup here. What a font cannot show is named in brackets rather than dropped.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby, islice
from typing import NamedTuple

from portfolio_desktop.base.text import clean, visible_bidi
from portfolio_desktop.reports.bidi import visual_runs
from portfolio_desktop.reports.fonts import Face, Font, face

ELLIPSIS = "…"
BROKEN = "\N{SOFT HYPHEN}"
"""Ends a text whose last word goes on in the next one. It is never drawn, and no text that is typed keeps one."""
LONGEST = 20_000
"""Characters of one paragraph that are printed; a longer one says how many it leaves out."""

_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_TONES = range(0x1F3FB, 0x1F400)
_VARIATION = frozenset(map(chr, (*range(0xFE00, 0xFE10), *_TONES, 0x20E3, 0x200C, 0x200D, 0xFEFF, 0x00AD)))
"""Marks that ask for another look of the same sign, a skin tone or a keycap; our fonts know no other look."""
_ALIKE = str.maketrans("✅❌❎❗❕❓❔⭐➕➖", "✔✘✘!!??★+\N{MINUS SIGN}")
"""Pictures that stand for a plain sign which our fonts do have."""
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_LONGEST_NAME = 20
_ROUNDING = 1e-9
_DENSE = 8
"""Characters that no em holds: of an i, the narrowest letter, it holds four."""


class Run(NamedTuple):
    """Characters of one font in the order they are drawn; `width` is for type of one point."""

    font: str
    text: str
    width: float


def printable(text: str) -> str:
    """`text` as it can be set: composed, without controls and half characters, direction controls made visible."""
    if text.isascii() and text.isprintable():
        return text
    return _short(text) if len(text) <= _SHORT else _long(text)


def _made_printable(text: str) -> str:
    plain = _FLAG.sub(_country, visible_bidi(clean(text).text).translate(_ALIKE))
    return plain.translate(_SHOWN)


_SHORT = 60
_short = lru_cache(maxsize=4096)(_made_printable)
"""Names, dashes and amounts come again and again."""
_long = lru_cache(maxsize=128)(_made_printable)
"""A narrative is measured several times before it is set, and then no more."""


def _shown(char: str) -> str:
    """Spaces of every width become one kind; what would draw nothing is left out."""
    if char == "\n":
        return char
    if char.isspace():
        return " "
    return "" if char in _VARIATION or unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs") else char


class _Shown(dict[int, str]):
    """What each character is set as, by its number; worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = _shown(chr(code))
        return self[code]


_SHOWN = _Shown()


def _country(flag: re.Match[str]) -> str:
    """A flag is two letters of the alphabet of flags: [GB]."""
    letters = (chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in flag.groups())
    return f"[{''.join(letters)}]"


@lru_cache(maxsize=65_536)
def runs(text: str, name: str) -> tuple[Run, ...]:
    """One line in the face called `name`, made printable, in the order it stands on the page from left to right."""
    style = face(name)
    if style.plain.issuperset(text):
        return (Run(style.main.name, text, sum(map(style.main.widths.__getitem__, text))),)
    shown = visual_runs(_named(printable(text), style))
    found = tuple(run for stretch, rtl in shown for run in _by_font(stretch, style, rtl=rtl))
    return found or (Run(style.main.name, "", 0.0),)


def width(text: str, name: str, size: float) -> float:
    """How wide a printable line is, in points."""
    return size * sum(run.width for run in runs(text, name))


def _named(text: str, style: Face) -> str:
    """Stand the name of each character that no font has in its place: [rocket], [U+4E2D 6587]."""

    def has_glyph(char: str) -> bool:
        return char in style.plain or char in style.other.widths

    stretches = [(shown, "".join(group)) for shown, group in groupby(text, has_glyph)]
    return "".join(part if shown else _names(part) for shown, part in stretches)


def _names(chars: str) -> str:
    if all(unicodedata.category(char) in ("So", "Sk") for char in chars):
        return "".join(f"[{_name(char)}]" for char in chars)
    return f"[U+{' '.join(f'{ord(char):04X}' for char in chars)}]"


def _name(char: str) -> str:
    """What it is called, if that is short enough for the narrowest column; else its number."""
    code = f"U+{ord(char):04X}"
    name = unicodedata.name(char, code).lower()
    return name if len(name) <= _LONGEST_NAME else code


def searchable(text: str) -> str:
    """What a search in the file should find: as typed, but names for emoji, which some readers cannot take out again."""
    return "".join(char if char <= "\uffff" else _names(char) for char in printable(text))


def _by_font(stretch: str, style: Face, *, rtl: bool) -> Iterator[Run]:
    if rtl and any(map(style.other.widths.__contains__, filter(str.isalpha, stretch))):
        yield _shaped(stretch, style.other)
        return
    turned = "".join(_MIRRORED.get(char, char) for char in reversed(stretch)) if rtl else stretch
    for plain, group in groupby(turned, style.plain.__contains__):
        part = "".join(group)
        if plain:
            yield Run(style.main.name, part, sum(map(style.main.widths.__getitem__, part)))
        else:
            yield _shaped(part, style.other)


def _shaped(part: str, font: Font) -> Run:
    """Joined and ordered by HarfBuzz, which returns the glyphs from left to right whichever way they are read."""
    from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr

    shaped = shapeStr(part, font.name, 1, force=True)
    if isinstance(shaped, ShapedStr):
        glyphs = shaped.__shapeData__  # type: ignore[attr-defined]
        return Run(font.name, shaped, sum(glyph.x_advance for glyph in glyphs) / 1000)
    return Run(font.name, part, sum(font.widths.get(char, 0.6) for char in part))


def wrap(text: str, name: str, size: float, room: float, limit: int = 0) -> list[str]:
    """Lines of `text` no wider than `room` points; at most `limit` of them (0: no limit), the last one shortened.

    A word that is wider than a line is broken where the line ends. Line breaks in the text are kept.
    """
    whole = _capped(text)
    if not limit:
        return list(_paragraphs(whole, name, room / size))
    # Of a narrative in a cell of three lines only the beginning is set, unless next to nothing of that can be seen.
    wanted = limit + 2
    for start in dict.fromkeys((whole[: _enough(wanted, room / size)], whole)):
        lines = list(islice(_paragraphs(start, name, room / size), wanted))
        if len(lines) == wanted:
            break
    if len(lines) > limit:
        lines[limit - 1 :] = [shorten(f"{lines[limit - 1]} {lines[limit]}", name, size, room)]
    return lines


def _paragraphs(text: str, name: str, room: float) -> Iterator[str]:
    for paragraph in printable(text).split("\n"):
        yield from _lines(paragraph, name, room)


def _enough(lines: int, room: float) -> int:
    """How many characters fill so many lines in all likelihood; `room` is for type of one point."""
    return int(lines * (room * _DENSE + _LONGEST_NAME))


def _capped(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}{ELLIPSIS} [{len(text) - LONGEST:,} more characters are kept in the workspace]"


def shorten(text: str, name: str, size: float, room: float) -> str:
    """`text` on one line of `room` points, its end replaced by an ellipsis where it does not fit."""
    whole = _capped(text)
    for start in dict.fromkeys((whole[: _enough(1, room / size)], whole)):
        line = " ".join(printable(start).split())
        if width(line, name, size) > room:
            break
    else:
        return line
    left = room / size - width(ELLIPSIS, name, 1)
    style = face(name)
    for place, char in enumerate(line):
        left -= _char_width(char, style)
        if left < 0:
            return _cut(line[:place]) + ELLIPSIS
    return line


def _cut(line: str) -> str:
    """Back to the end of a word where that costs little."""
    whole = line.rpartition(" ")[0]
    return (whole if len(line) - len(whole) < 8 and whole else line).rstrip(" ,;:–-")


def _lines(paragraph: str, name: str, room: float) -> Iterator[str]:
    """Greedy lines of one paragraph; `room` is for type of one point."""
    space = face(name).main.widths[" "]
    line: list[str] = []
    used = 0.0
    for word in paragraph.split():
        wide = _word_width(word, name)
        if line and used + space + wide <= room:
            line.append(word)
            used += space + wide
            continue
        if line:
            yield " ".join(line)
        if wide > room:
            pieces = _broken(
                word, name, room
            )  # one by one: of a word without end only the first lines may be wanted
            rest = next(pieces)
            for piece in pieces:
                yield rest + BROKEN
                rest = piece
            line, used = [rest], _word_width(rest, name)
        else:
            line, used = [word], wide
    yield " ".join(line)


@lru_cache(maxsize=65_536)
def _word_width(word: str, name: str) -> float:
    style = face(name)
    if style.plain.issuperset(word):
        return sum(map(style.main.widths.__getitem__, word))
    return sum(_char_width(char, style) for char in word)


def _char_width(char: str, style: Face) -> float:
    """What one character takes at most: shaping joins letters, it does not widen them."""
    if char in style.plain:
        return style.main.widths[char]
    if char in style.other.widths:
        return style.other.widths[char]
    return sum(style.main.widths[letter] for letter in _names(char))


def _broken(word: str, name: str, room: float) -> Iterator[str]:
    """The pieces of a word that is wider than `room`, each as long as there is room for; at least one character."""
    style = face(name)
    plain = style.plain.issuperset(word)
    widths = (
        map(style.main.widths.__getitem__, word) if plain else (_char_width(char, style) for char in word)
    )
    ends = list(accumulate(widths))
    start = 0
    while start < len(word):
        before = ends[start - 1] if start else 0.0
        end = max(bisect_right(ends, before + room + _ROUNDING, lo=start), start + 1)
        yield word[start:end]
        start = end
