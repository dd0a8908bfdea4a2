# SPDX-License-Identifier: Apache-2.0
"""Reads the small Markdown that help pages are written in into blocks, which the window and the guide both set.

Headings, paragraphs, numbered steps, bullets, tables, one picture to a line, `**bold**`, `` `keys` `` and links. Whatever
else stands there is a mistake of its author and refused, so that no page is ever shown with its marks in it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

PLAIN, BOLD, KEY, LINK = "plain", "bold", "key", "link"


class Span(NamedTuple):
    """A stretch of words in one look. `target` is where a link leads: `page`, `page#part` or `#part`."""

    text: str
    look: str = PLAIN
    target: str = ""


Spans: TypeAlias = tuple[Span, ...]


class Heading(NamedTuple):
    """`name` is what links call it where its words may change, as those of a field do by translation."""

    level: int
    text: str
    name: str = ""

    @property
    def anchor(self) -> str:
        return self.name or anchor(self.text)


class Prose(NamedTuple):
    spans: Spans


class Item(NamedTuple):
    """One line of a list; `number` counts steps from 1 and is 0 for a bullet."""

    spans: Spans
    number: int


class Grid(NamedTuple):
    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


class Picture(NamedTuple):
    """A picture of the window: the scene that it shows, and what is to be seen in it."""

    scene: str
    caption: str


Block: TypeAlias = Heading | Prose | Item | Grid | Picture

_PICTURE = re.compile(r"!\[([^\]]+)\]\(pictures/([a-z0-9-]+)\.png\)")
_HEADING = re.compile(r"(#{1,3}) (.+)")
_ITEM = re.compile(r"(?:(\d+)\.|\*) (.+)", re.DOTALL)
_SPAN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|`(?P<key>[^`]+)`|\[(?P<words>[^\]]+)\]\((?P<target>[^()\s]+)\)")
_STRAY = re.compile(r"\*\*|`|\]\(|<[a-z/]")


def anchor(heading: str) -> str:
    """The name by which a link leads to a heading."""
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-")


def read(source: str) -> tuple[Block, ...]:
    """The blocks of a page. Raises ValueError where a line is none of them."""
    return tuple(_block(lines) for lines in _stretches(source))


def spans(text: str) -> Spans:
    """The words of one paragraph. Raises ValueError where marks are left open."""
    found: list[Span] = []
    end = 0
    for match in _SPAN.finditer(text):
        found += _plain(text[end : match.start()])
        if match["bold"]:
            found.append(Span(match["bold"], BOLD))
        elif match["key"]:
            found.append(Span(match["key"], KEY))
        else:
            found.append(Span(match["words"], LINK, match["target"]))
        end = match.end()
    return (*found, *_plain(text[end:]))


def words(parts: Spans) -> str:
    """What they say, without any look."""
    return "".join(part.text for part in parts)


def said(block: Block) -> str:
    """All the words of a block, to be searched."""
    match block:
        case Heading(text=text):
            return text
        case Picture(caption=caption):
            return caption
        case Grid(head, rows):
            return " · ".join(words(cell) for row in (head, *rows) for cell in row)
        case Prose(parts) | Item(parts):
            return words(parts)


def _plain(text: str) -> Iterator[Span]:
    if _STRAY.search(text):
        raise ValueError(f"a mark is left open in: {text}")
    if text:
        yield Span(text)


def _stretches(source: str) -> Iterator[list[str]]:
    """The lines that belong together: a paragraph, an item with what is indented under it, a table."""
    lines: list[str] = []
    for line in source.splitlines():
        begins = not line.strip() or _HEADING.match(line) or _ITEM.match(line) or _PICTURE.match(line)
        if lines and begins:
            yield lines
            lines = []
        if line.strip():
            lines.append(line.strip())
    if lines:
        yield lines


def _block(lines: list[str]) -> Block:
    text = " ".join(lines)
    if match := _PICTURE.fullmatch(text):
        return Picture(match[2], match[1])
    if match := _HEADING.fullmatch(text):
        return Heading(len(match[1]), match[2])
    if match := _ITEM.fullmatch(text):
        return Item(spans(match[2]), int(match[1] or 0))
    if lines[0].startswith("|"):
        return _grid(lines)
    return Prose(spans(text))


def _grid(lines: list[str]) -> Grid:
    rows = [_cells(line) for line in lines if not re.fullmatch(r"[|\-: ]+", line)]
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"a table has rows of different lengths: {lines[0]}")
    return Grid(rows[0], tuple(rows[1:]))


def _cells(line: str) -> tuple[Spans, ...]:
    return tuple(spans(cell.strip()) for cell in line.strip("|").split("|"))
