# SPDX-License-Identifier: Apache-2.0
"""The few marks that every page and chart is made of. They know no PDF: `canvas` paints them, and so may a window.

Coordinates are points from the top left corner of the page. Text stands on its baseline at `y`.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from portfolio_desktop.reports.style import BODY, INK, REGULAR


class Text(NamedTuple):
    """One line of plain text. `align` is the share of its width that lies left of `x`: 0 starts there, 1 ends there."""

    x: float
    y: float
    text: str
    face: str = REGULAR
    size: float = BODY
    colour: str = INK
    align: float = 0.0


class Rect(NamedTuple):
    """A rectangle; `radius` rounds its corners, `dash` breaks its edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    thick: float = 0.6
    radius: float = 0.0
    dash: tuple[float, ...] = ()


class Line(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    thick: float = 0.6
    dash: tuple[float, ...] = ()


class Route(NamedTuple):
    """An open line through `points`."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    thick: float = 0.6
    dash: tuple[float, ...] = ()


class Path(NamedTuple):
    """A closed polygon through `points`."""

    points: tuple[tuple[float, float], ...]
    fill: str | None = None
    stroke: str | None = None
    thick: float = 0.6


class Circle(NamedTuple):
    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    thick: float = 0.6


class Image(NamedTuple):
    """A PNG, as the bytes of its file. Only what is printed may hold one: the marks of charts never do."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


class Link(NamedTuple):
    """A place to click that leads to the sheet whose `anchor` is `target`; nothing is drawn."""

    x: float
    y: float
    width: float
    height: float
    target: str


class Clipped(NamedTuple):
    """Marks of which only what lies in the rectangle is drawn. Text is not cut: it is placed where it fits."""

    x: float
    y: float
    width: float
    height: float
    marks: "tuple[Mark, ...]"


class Role(StrEnum):
    """What marks are to whoever has the page read to them. The values are PDF's own names (ISO 32000-1, 14.8.4)."""

    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    PARAGRAPH = "P"
    LINK = "Link"
    TABLE = "Table"
    ROW = "TR"
    COLUMN_TITLE = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    UNREAD = "Artifact"
    """Not read out: heads and feet, and what is said again because a page ended."""


class Tagged(NamedTuple):
    """Marks that are one thing to whoever has the page read to them; nothing more is drawn. Only what is printed holds one.

    A figure is read as `alt` instead of what is written in it. A cell covers `span` columns. Marks that are in none are
    read text by text, each a paragraph of its own; what is drawn and is in no figure is not read.
    """

    role: Role
    marks: "tuple[Mark, ...]"
    alt: str = ""
    span: int = 1


Mark: TypeAlias = Text | Rect | Line | Route | Path | Circle | Image | Link | Clipped | Tagged


def flat(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks without what holds them together, in their order."""
    for mark in marks:
        if isinstance(mark, Clipped | Tagged):
            yield from flat(mark.marks)
        else:
            yield mark


def figure(alt: str, marks: Iterable[Mark]) -> Tagged:
    """A drawing that is read as `alt`, which must say all that it shows."""
    return Tagged(Role.FIGURE, tuple(marks), alt)


def unread(marks: Iterable[Mark]) -> Tagged:
    """What is seen and not read out."""
    return Tagged(Role.UNREAD, tuple(marks))


def paragraph(marks: Iterable[Mark]) -> Tagged:
    """Texts that are read in one breath."""
    return Tagged(Role.PARAGRAPH, tuple(marks))
