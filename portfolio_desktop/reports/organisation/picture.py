# SPDX-License-Identifier: Apache-2.0
"""The marks of an organisation chart: who it is, what they do, in which team, and how many report to them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line, visible_bidi
from portfolio_desktop.reports.organisation.layout import BOX, HIGH, Layout, Spot
from portfolio_desktop.reports.primitives import Mark, Rect, Route, Text
from portfolio_desktop.reports.style import ACCENT, GREY, INK, PALE, REGULAR, RULE, SEMIBOLD, WHITE
from portfolio_desktop.services.skills.chart import POST, TEAM, Place

NAME, SMALL = 12.0, 10.0
KNOB = (34.0, 15.0)
"""Width and height of what stands below a box and folds it."""
_PAD = 9.0
_DASH = (4.0, 3.0)

Measure = Callable[[str, str, float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours as #rrggbb."""

    ground: str = WHITE
    box: str = WHITE
    head: str = PALE  # of teams
    edge: str = GREY
    line: str = "#8c969f"
    rule: str = RULE
    text: str = INK
    muted: str = GREY
    accent: str = ACCENT
    selection: str = PALE
    found: str = "#fff3c4"


PAPER = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`chosen` is a row, -1 for none; `found` the rows that a search has met; `pages` the page on which a row goes on."""

    chosen: int = -1
    found: Collection[int] = ()
    pages: Mapping[int, int] | None = None
    knobs: bool = False


_NOTHING = Shown()


def span_words(place: Place) -> str:
    """How many report to somebody, and how many stand below in all where these are more; nothing for who leads nobody."""
    if place.entity == TEAM:
        return ngettext("{count} person", "{count} people", place.total).format(count=f"{place.total:,}")
    if not place.span:
        return ""
    said = ngettext("{count} report", "{count} reports", place.span).format(count=f"{place.span:,}")
    return (
        said
        if place.span == place.total
        else _("{said} · {count} in all").format(said=said, count=f"{place.total:,}")
    )


def sentence(place: Place) -> str:
    """The whole box in words, for a reader program and for a tip."""
    parts = (
        place.title,
        _("vacant") if place.entity == POST else "",
        place.role,
        place.team,
        span_words(place),
    )
    return visible_bidi(", ".join(filter(None, map(one_line, parts))))


def chain_of(layout: Layout, row: int) -> frozenset[int]:
    """The rows from one up to the top: what lights up when somebody is chosen."""
    above = {spot.row: spot.above for spot in layout.spots}
    found: list[int] = []
    while row in above:
        found.append(row)
        row = above[row]
    return frozenset(found)


def marks(
    layout: Layout,
    look: Look,
    measure: Measure,
    shown: Shown = _NOTHING,
    window: tuple[float, float, float, float] | None = None,
) -> Iterator[Mark]:
    """Lines first, then boxes; of them only what touches `window` (left, top, right, bottom)."""
    followed = chain_of(layout, shown.chosen)
    near: list[Mark] = []
    for spot in layout.spots:
        if spot.line and (window is None or _touches(spot.line, window)):
            if spot.row in followed or spot.above == shown.chosen:
                near.append(Route(spot.line, look.accent, 2.0))
            else:
                yield Route(spot.line, look.line, 1.0)
    yield from near
    for spot in layout.spots:
        if window is None or _touches(((spot.x, spot.y), (spot.x + BOX, spot.y + HIGH + KNOB[1])), window):
            yield from _box(layout.places[spot.row], spot, look, measure, shown)


def knob(spot: Spot) -> tuple[float, float, float, float]:
    """Left, top, width and height of what folds a box."""
    return spot.x + BOX / 2 - KNOB[0] / 2, spot.y + HIGH - KNOB[1] / 2, *KNOB


def _box(place: Place, spot: Spot, look: Look, measure: Measure, shown: Shown) -> Iterator[Mark]:
    chosen, vacant = spot.row == shown.chosen, place.entity == POST
    fill = look.found if spot.row in shown.found else look.head if place.entity == TEAM else look.box
    edge = look.accent if chosen else look.edge
    yield Rect(
        spot.x,
        spot.y,
        BOX,
        HIGH,
        look.selection if chosen else fill,
        edge,
        2.0 if chosen else 1.0,
        5.0,
        _DASH if vacant and not chosen else (),
    )
    room, left = BOX - 2 * _PAD, spot.x + _PAD
    title = _("Vacant") if vacant else place.title
    under = place.title if vacant else place.role
    said = span_words(place)
    yield Text(left, spot.y + 18, _fitted(title, SEMIBOLD, NAME, room, measure), SEMIBOLD, NAME, look.text)
    yield Text(left, spot.y + 33, _fitted(under, REGULAR, SMALL, room, measure), REGULAR, SMALL, look.text)
    end = measure(said, REGULAR, SMALL) if said else 0.0
    team = _fitted(place.team, REGULAR, SMALL, room - end - (8 if end else 0), measure)
    if team:
        yield Text(left, spot.y + 48, team, REGULAR, SMALL, look.muted)
    if said:
        yield Text(spot.x + BOX - _PAD, spot.y + 48, said, REGULAR, SMALL, look.muted, 1.0)
    yield from _knob(spot, place, look, shown)


def _knob(spot: Spot, place: Place, look: Look, shown: Shown) -> Iterator[Mark]:
    """What is folded away, or the page on which it goes on; on a screen also the sign that folds."""
    page = (shown.pages or {}).get(spot.row)
    if page is not None:
        words = _("page {number}").format(number=page)
    elif spot.hidden:
        words = f"+{spot.hidden:,}"
    elif shown.knobs and (place.span or place.entity == TEAM):
        words = "–"
    else:
        return
    left, top, wide, high = knob(spot)
    if page is not None:
        left, wide = left - 7, wide + 14
    yield Rect(left, top, wide, high, look.box, look.edge, 0.8, high / 2)
    yield Text(left + wide / 2, top + 11, words, SEMIBOLD, 9.5, look.text, 0.5)


def _fitted(words: str, face: str, size: float, room: float, measure: Measure) -> str:
    line = visible_bidi(one_line(words))
    if measure(line, face, size) <= room:
        return line
    while line and measure(f"{line}…", face, size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…" if line else ""


def _touches(points: tuple[tuple[float, float], ...], window: tuple[float, float, float, float]) -> bool:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return max(xs) >= window[0] and min(xs) <= window[2] and max(ys) >= window[1] and min(ys) <= window[3]


def moved(mark: Mark, left: float, top: float, scale: float) -> Mark:
    """A mark made smaller or larger, and then moved: from the chart's own measure onto a page."""
    match mark:
        case Rect():
            return mark._replace(
                x=left + mark.x * scale,
                y=top + mark.y * scale,
                width=mark.width * scale,
                height=mark.height * scale,
                thick=mark.thick * scale,
                radius=mark.radius * scale,
                dash=tuple(each * scale for each in mark.dash),
            )
        case Text():
            return mark._replace(x=left + mark.x * scale, y=top + mark.y * scale, size=mark.size * scale)
        case Route():
            points = tuple((left + x * scale, top + y * scale) for x, y in mark.points)
            return mark._replace(points=points, thick=mark.thick * scale)
        case _:
            return mark
