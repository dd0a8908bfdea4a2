# SPDX-License-Identifier: Apache-2.0
"""How wide the columns of a register are on paper: what must not be cut has its room, words share the rest.

Where they do not all fit across a page, the columns that name a row are said again beside those that follow.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.reports.badge import WIDTH as BADGE_WIDTH
from portfolio_desktop.reports.style import REGULAR, SEMIBOLD, SMALL
from portfolio_desktop.reports.table import LEFT, PAD, RIGHT, Column
from portfolio_desktop.reports.text import width
from portfolio_desktop.services.views.view import AUTOMATIC, View

SAMPLE = 300
"""Rows whose words say how wide a column is."""
_WHOLE = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.DATE, Kind.MOMENT, Kind.CODE})
_RIGHT = _WHOLE - {Kind.CODE}
_LEAST, _MOST, _MOST_WORD = 52.0, 230.0, 80.0
_LEAST_WHOLE, _LEAST_MONEY, _MOST_WHOLE = 34.0, 64.0, 130.0
_SIGN = 9.0
_LEAST_TITLE = 100.0
_LINES = 3


@dataclass(frozen=True, slots=True)
class Need:
    """What a column takes at least, and what it would fill."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that stand beside each other on a page, by their place in the register."""

    places: tuple[int, ...]
    columns: tuple[Column, ...]


def needs(
    entity: Entity,
    fields: Sequence[Field],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    marked: Collection[str],
    size: float,
) -> list[Need]:
    """What each column needs for its heading and for the words of `rows`, a sample of what it holds.

    Columns of the fields that are `marked` have room for a sign.
    """
    found = []
    for place, field in enumerate(fields):
        need = _need(entity, field, heads[place], [row[place] for row in rows], size)
        sign = _SIGN if field.name in marked else 0.0
        found.append(Need(need.least + sign, need.most + sign))
    return found


def _need(entity: Entity, field: Field, head: str, cells: Sequence[str], size: float) -> Need:
    badge = BADGE_WIDTH if field.kind in (Kind.RATING, Kind.CHOICE) else 0.0
    full = max((width(cell[:80], REGULAR, size) for cell in cells), default=0.0) + badge + PAD + 1
    heading = max((width(word, SEMIBOLD, SMALL) for word in head.split()), default=0.0) + PAD + 1
    if field.kind in _WHOLE:
        least = _LEAST_MONEY if field.kind is Kind.MONEY else _LEAST_WHOLE
        whole = min(max(full, heading, least), _MOST_WHOLE)
        return Need(whole, whole)
    words = {word for cell in cells for word in cell[:80].split()}
    longest = max((width(word, REGULAR, size) for word in words), default=0.0) + badge + PAD + 1
    least = _LEAST_TITLE if field.name == entity.title else _LEAST
    held = max(min(longest, _MOST_WORD + badge), min(heading, _MOST_WORD), min(least, full))
    return Need(held, max(min(full, _MOST), held))


def parts(
    entity: Entity,
    view: View,
    fields: Sequence[Field],
    heads: Sequence[str],
    need: Sequence[Need],
    room: float,
) -> list[Part]:
    """The columns as they go across one page or several, `room` points wide each."""
    held = _naming(entity, view, fields, need, room)
    groups: list[list[int]] = [[]]
    used = 0.0
    for place, each in enumerate(need):
        if used + each.least > room and groups[-1] and place not in held:
            groups.append(list(held))
            used = sum(need[at].least for at in held)
        groups[-1].append(place)
        used += each.least
    return [_part(group, fields, heads, need, room) for group in groups]


def _naming(
    entity: Entity, view: View, fields: Sequence[Field], need: Sequence[Need], room: float
) -> tuple[int, ...]:
    """The columns that say whose row it is: those that stay in sight on the screen, if they leave half of the page."""
    held: list[int] = []
    for place, field in enumerate(fields):
        names = field.kind is Kind.CODE or field.name == entity.title
        if not (names if view.frozen == AUTOMATIC else place < view.frozen):
            break
        held.append(place)
    return tuple(held) if sum(need[at].least for at in held) < room / 2 else ()


def _part(
    places: Sequence[int], fields: Sequence[Field], heads: Sequence[str], need: Sequence[Need], room: float
) -> Part:
    least = sum(need[at].least for at in places)
    wish = sum(need[at].most - need[at].least for at in places)
    share = min(1.0, max(0.0, room - least) / wish) if wish else 0.0
    widths = [need[at].least + share * (need[at].most - need[at].least) for at in places]
    over = room - sum(widths)
    loose = [at for at, place in enumerate(places) if fields[place].kind not in _WHOLE]
    for at in loose:  # what is left goes to words, so that the table ends where the page does
        widths[at] += max(0.0, over) / len(loose)
    columns = tuple(
        Column(heads[place], wide, RIGHT if fields[place].kind in _RIGHT else LEFT, _LINES)
        for place, wide in zip(places, widths, strict=True)
    )
    return Part(tuple(places), columns)
