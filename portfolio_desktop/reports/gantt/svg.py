# SPDX-License-Identifier: Apache-2.0
"""Marks as an SVG picture: lines as lines, text as text, so that it can be searched, read out and edited."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count

from portfolio_desktop.base.text import clean
from portfolio_desktop.reports.gantt.ticks import Measure
from portfolio_desktop.reports.primitives import (
    Circle,
    Clipped,
    Image,
    Line,
    Link,
    Mark,
    Path,
    Rect,
    Route,
    Tagged,
    Text,
)
from portfolio_desktop.reports.style import LIGHT, SEMIBOLD

_FAMILY = "'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_WEIGHTS = {SEMIBOLD: "600", LIGHT: "300"}
_ANCHORS = {0.0: "start", 0.5: "middle", 1.0: "end"}


def write_svg(
    marks: Sequence[Mark],
    size: tuple[float, float],
    title: str,
    measure: Measure | None = None,
    ground: str = "#ffffff",
) -> bytes:
    """The picture, `size` as width and height. `title` is what a reader program says of it.

    With `measure`, words keep the width they were laid out for, whichever font the reader has.
    """
    wide, high = map(_number, size)
    body = "\n".join(_written(marks, count(1), measure))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' role="img" font-family="{escape(_FAMILY)}">\n<title>{_text(title)}</title>\n'
        f'<rect width="{wide}" height="{high}" fill="{ground}"/>\n{body}\n</svg>\n'
    ).encode()


def _written(marks: Sequence[Mark], numbers: Iterator[int], measure: Measure | None) -> Iterator[str]:
    for mark in marks:
        match mark:
            case Clipped():
                name = f"c{next(numbers)}"
                area = _one(Rect(mark.x, mark.y, mark.width, mark.height))
                yield f'<clipPath id="{name}">{area}</clipPath>\n<g clip-path="url(#{name})">'
                yield from _written(mark.marks, numbers, measure)
                yield "</g>"
            case Tagged():
                yield from _written(mark.marks, numbers, measure)
            case Text():
                yield _words(mark, measure)
            case Link() | Image():
                pass  # nothing is drawn of a link, and no chart holds a picture
            case _:
                yield _one(mark)


def _words(mark: Text, measure: Measure | None) -> str:
    weight = f' font-weight="{_WEIGHTS[mark.face]}"' if mark.face in _WEIGHTS else ""
    anchor = f' text-anchor="{_ANCHORS[mark.align]}"' if mark.align and mark.align in _ANCHORS else ""
    where = f'x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}"'
    if measure is not None and len(mark.text) > 1:
        wide = _number(measure(mark.text, mark.face, mark.size))
        where += f' textLength="{wide}" lengthAdjust="spacingAndGlyphs"'
    return f'<text {where} fill="{mark.colour}"{weight}{anchor}>{_text(mark.text)}</text>'


def _one(mark: Rect | Line | Route | Path | Circle) -> str:
    match mark:
        case Rect():
            round_ = f' rx="{_number(mark.radius)}"' if mark.radius else ""
            where = f'x="{_number(mark.x)}" y="{_number(mark.y)}"'
            size = f'width="{_number(mark.width)}" height="{_number(mark.height)}"'
            return f"<rect {where} {size}{round_}{_pens(mark.fill, mark.stroke, mark.thick, mark.dash)}/>"
        case Line():
            ends = f'x1="{_number(mark.x1)}" y1="{_number(mark.y1)}" x2="{_number(mark.x2)}" y2="{_number(mark.y2)}"'
            return f"<line {ends}{_pens(None, mark.stroke, mark.thick, mark.dash)}/>"
        case Route():
            pens = _pens(None, mark.stroke, mark.thick, mark.dash)
            return f'<polyline points="{_points(mark.points)}"{pens}/>'
        case Path():
            return f'<polygon points="{_points(mark.points)}"{_pens(mark.fill, mark.stroke, mark.thick)}/>'
        case Circle():
            where = f'cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}"'
            return f"<circle {where}{_pens(mark.fill, mark.stroke, mark.thick)}/>"


def _pens(fill: str | None, stroke: str | None, thick: float, dash: tuple[float, ...] = ()) -> str:
    said = f' fill="{fill or "none"}"'
    if stroke:
        said += f' stroke="{stroke}" stroke-width="{_number(thick)}"'
        if dash:
            said += f' stroke-dasharray="{" ".join(map(_number, dash))}"'
    return said


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Without the control characters that no XML may hold, and with nothing that could be read as markup."""
    return escape(clean(text).text)
