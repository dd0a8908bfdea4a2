# SPDX-License-Identifier: Apache-2.0
"""The organisation chart by itself: a PDF that can be read, or one picture of everything that is unfolded."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, for_papers, ngettext
from portfolio_desktop.reports.organisation.layout import Layout, end_of, lay_out
from portfolio_desktop.reports.organisation.picture import PAPER, Measure, Shown, marks, moved, sentence
from portfolio_desktop.reports.primitives import Mark, Role, Tagged, Text, figure, unread
from portfolio_desktop.reports.style import REGULAR, SEMIBOLD
from portfolio_desktop.services.skills.chart import PERSON, Place

PDF, SVG, PNG = "pdf", "svg", "png"
KINDS = (PDF, SVG, PNG)
PAPERS = {"a4": (841.9, 595.3), "a3": (1190.6, 841.9)}
"""Landscape, in points."""
_EDGE, _TITLE, _FOOT = 28.0, 38.0, 20.0
_LEAST = 0.52
"""Smaller boxes cannot be read: more pages are taken instead."""
_MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """What is wanted. `one_page` makes everything fit onto one, however small; `folded` are rows of the places."""

    title: str
    day: date
    author: str = ""
    marking: str = ""
    paper: str = "a4"
    upright: bool = False
    one_page: bool = False
    folded: Collection[int] = ()

    @property
    def size(self) -> tuple[float, float]:
        wide, high = PAPERS[self.paper]
        return (high, wide) if self.upright else (wide, high)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one page shows, and for boxes that go on elsewhere the page."""

    layout: Layout
    pages: dict[int, int]
    words: str


@for_papers()
def print_chart(places: Sequence[Place], printout: Printout, kind: str = PDF) -> bytes:
    """The file. The same places give the same bytes."""
    from portfolio_desktop.reports.canvas import About, Page, write_pdf
    from portfolio_desktop.reports.gantt.svg import write_svg
    from portfolio_desktop.reports.text import printable, width

    about = About(
        printable(printout.title), printable(printout.author), _("Organisation chart"), printout.day
    )
    if kind == PDF:
        pages = [
            Page(page, f"chart-{number}", [(0, printout.title)] if number == 0 else [])
            for number, page in enumerate(_pages(places, printout, width))
        ]
        return write_pdf(pages, about, printout.size)
    picture, size = _whole(places, printout, width)
    if kind == SVG:
        return write_svg(picture, size, printout.title, width)
    return _pixels(write_pdf([Page(picture, "chart", [])], about, size), size)


def pages_needed(places: Sequence[Place], printout: Printout) -> int:
    """How many pages the PDF has."""
    return len(_sheets(places, printout))


def _pixels(pdf: bytes, size: tuple[float, float]) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        target = BytesIO()
        finest = min(2.0, (_MOST_PIXELS / (size[0] * size[1])) ** 0.5)
        document[0].render(scale=finest).to_pil().save(target, "PNG")
        return target.getvalue()
    finally:
        document.close()


def _whole(
    places: Sequence[Place], printout: Printout, measure: Measure
) -> tuple[list[Mark], tuple[float, float]]:
    """Everything as one picture, at full size unless no page can be so large."""
    layout = lay_out(places, printout.folded)
    scale = min(1.0, 13_000.0 / max(layout.wide, layout.high, 1.0))
    size = (
        max(layout.wide * scale + 2 * _EDGE, 360.0),
        layout.high * scale + 2 * _EDGE + _TITLE + _FOOT,
    )
    return [*_around(printout, size, _count(places), ""), *_drawn(layout, {}, _EDGE, scale, measure)], size


def _pages(places: Sequence[Place], printout: Printout, measure: Measure) -> Iterator[list[Mark]]:
    found = _sheets(places, printout)
    wide, high = _room(printout)
    for number, sheet in enumerate(found, 1):
        scale = min(1.0, wide / sheet.layout.wide, high / sheet.layout.high)
        left = _EDGE + (wide - sheet.layout.wide * scale) / 2
        page = _("Page {number} of {count}").format(number=number, count=len(found))
        words = sheet.words or _count(places)
        yield [
            *_around(printout, printout.size, words, page),
            *_drawn(sheet.layout, sheet.pages, left, scale, measure),
        ]


def _drawn(
    layout: Layout, pages: dict[int, int], left: float, scale: float, measure: Measure
) -> Iterator[Mark]:
    """The boxes as one figure, which is read box by box from above."""
    drawn = marks(layout, PAPER, measure, Shown(pages=pages))
    said = "; ".join(sentence(layout.places[spot.row]) for spot in layout.spots)
    yield figure(said, [moved(mark, left, _EDGE + _TITLE, scale) for mark in drawn])


def _room(printout: Printout) -> tuple[float, float]:
    wide, high = printout.size
    return wide - 2 * _EDGE, high - 2 * _EDGE - _TITLE - _FOOT


def _sheets(places: Sequence[Place], printout: Printout) -> list[_Sheet]:
    """A page for the top, as deep as it can be read, and one for each box that would have gone deeper."""
    if printout.one_page or not places:
        return [_Sheet(lay_out(places, printout.folded), {}, "")]
    room, folded = _room(printout), frozenset(printout.folded)
    found: list[_Sheet] = []
    waiting: list[tuple[int, int]] = [(0, len(places))]
    while len(found) < len(waiting):
        first, last = waiting[len(found)]
        layout, cut = _deepest(places, folded, first, last, room)
        pages = {}
        for row in cut:
            waiting.append((row, end_of(places, row)))
            pages[row] = len(waiting)
        found.append(_Sheet(layout, pages, _whose(places, first) if found else ""))
    return found


def _deepest(
    places: Sequence[Place], folded: frozenset[int], first: int, last: int, room: tuple[float, float]
) -> tuple[Layout, list[int]]:
    """The chart of some rows as deep as can be read in the room, and the rows that are cut off for it."""
    top = places[first].level
    depth = max(places[row].level for row in range(first, last)) - top
    while True:
        cut = [
            row
            for row in range(first, last - 1)
            if places[row].level - top == depth and places[row + 1].level > places[row].level
        ]
        layout = lay_out(places, folded | set(cut), first, last)
        if depth <= 1 or _fits(layout, room):
            break
        depth -= 1
    seen = {spot.row for spot in layout.spots}
    left = [row for row in cut if row in seen and row not in folded]
    for row in sorted(left, key=lambda row: end_of(places, row) - row):  # what there is room for besides
        rest = [each for each in left if each != row]
        more = lay_out(places, folded | set(rest), first, last)
        if not _fits(more, room):
            break
        layout, left = more, rest
    return layout, left


def _fits(layout: Layout, room: tuple[float, float]) -> bool:
    return layout.wide * _LEAST <= room[0] and layout.high * _LEAST <= room[1]


def _whose(places: Sequence[Place], row: int) -> str:
    return _("{name} and below").format(name=places[row].title)


def _count(places: Sequence[Place]) -> str:
    people = sum(place.entity == PERSON for place in places)
    vacant = sum(place.vacant for place in places)
    said = ngettext("{count} person", "{count} people", people).format(count=f"{people:,}")
    if not vacant:
        return said
    more = ngettext("{count} vacant post", "{count} vacant posts", vacant).format(count=f"{vacant:,}")
    return f"{said} · {more}"


def _around(printout: Printout, size: tuple[float, float], under: str, page: str) -> list[Mark]:
    from portfolio_desktop.reports.text import shorten

    wide, high = size
    room = wide - 2 * _EDGE
    foot = " · ".join(filter(None, (_("As of {day}").format(day=format_date(printout.day)), printout.author)))
    ink, grey = PAPER.text, PAPER.muted
    title = Text(_EDGE, _EDGE + 11, shorten(printout.title, SEMIBOLD, 14, room), SEMIBOLD, 14, ink)
    below = [
        Text(_EDGE, high - _EDGE, shorten(foot, REGULAR, 7, room * 0.8), REGULAR, 7, grey),
        Text(wide - _EDGE, high - _EDGE, page, REGULAR, 7, grey, 1.0),
    ]
    marking = shorten(printout.marking, SEMIBOLD, 8, room)
    above = Text(wide / 2, _EDGE - 10, marking, SEMIBOLD, 8, ink, 0.5)
    said: list[Mark] = [above, unread([above._replace(y=high - 12)])] if marking else []
    return [
        *said,
        Tagged(Role.TITLE, (title,)),
        Text(_EDGE, _EDGE + 25, shorten(under, REGULAR, 8.5, room), REGULAR, 8.5, grey),
        unread(below),
    ]
