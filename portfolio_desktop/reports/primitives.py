# SPDX-License-Identifier: Apache-2.0
"""The few marks that every page and chart is made of. They know no PDF: `canvas` paints them, and so may a window.

Coordinates are points from the top left corner of the page. Text stands on its baseline at `y`.
"""

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


Mark: TypeAlias = Text | Rect | Line | Route | Path | Circle | Image | Link | Clipped
