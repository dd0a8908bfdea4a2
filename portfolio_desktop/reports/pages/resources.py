# SPDX-License-Identifier: Apache-2.0
"""People: what is asked of each skill month by month against the time there is, the clashes, and what the board is asked."""

from decimal import Decimal

from portfolio_desktop.base.dates import add_months, format_month
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.capacity.load import MARKS, TOGETHER, State
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.resources import LoadMonth, LoadRow, PackClash, PackResources
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.posts import posts_title, put_posts
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Role, Tagged, Text, paragraph, unread
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT_PALE,
    GREY,
    HAIR,
    INK,
    LATE,
    LEFT,
    PALE,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    SMALL,
    TINTS,
    WHITE,
)
from portfolio_desktop.reports.table import Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.text import shorten, width

_NAMES, _PEOPLE = 208.0, 34.0
_HIGH, _HEAD, _BODY = 17.0, 26.0, 8.0
_HATCH = 4


def sheets(data: PackData) -> list[Sheet]:
    """One page, and more where posts or clashes need it; none where nobody asks for anybody and no posts are kept."""
    found = data.resources
    if found is None:
        return []
    flow = Flow(Sheet(_title(found), _note(found), _("People"), "people"))
    if found.rows:
        flow.put(_heat(flow.x, flow.y, found), _HEAD + _HIGH * len(found.rows) + 6)
        flow.put(_key(flow.x, flow.y + 8), 16)
    if found.more:
        said = ngettext("{n} more row is not shown.", "{n} more rows are not shown.", found.more)
        flow.prose(said.format(n=found.more), SMALL, GREY)
    flow.gap(14)
    if found.teams:
        put_posts(flow, found.teams)
    if found.clashes:
        table = _table()
        flow.table(
            table,
            [_row(table, clash) for clash in found.clashes],
            heading=_("Where the board is asked to choose"),
        )
    if found.unshown:
        said = ngettext(
            "{n} smaller clash is not shown.", "{n} smaller clashes are not shown.", found.unshown
        )
        flow.prose(said.format(n=found.unshown), SMALL, GREY)
    return flow.sheets


def _title(found: PackResources) -> str:
    if not found.rows:
        return posts_title(found.teams)
    over = [row for row in found.rows if any(month.state == State.OVER for month in row.months)]
    if not over:
        return _("No skill is asked for more than there is in the next twelve months")
    worst = max(over, key=lambda row: max(month.asked - month.there for month in row.months))
    place = max(range(len(worst.months)), key=lambda at: worst.months[at].asked - worst.months[at].there)
    month = worst.months[place]
    return _("{skill} is {people} full-time people short in {month}").format(
        skill=worst.title,
        people=f"{month.asked - month.there:.1f}",
        month=format_month(add_months(found.first, place)),
    )


def _note(found: PackResources) -> str:
    return _(
        "Full-time people asked for of those there, by month. {told} of {of} demands, packages and assignments say how "
        "much and when; the time of {known} of {people} people is known"
    ).format(told=found.told, of=found.of, known=found.known, people=found.people)


def _heat(x: float, y: float, found: PackResources) -> list[Mark]:
    """Months across, rows down. In each cell stands what is asked, over what is there."""
    months = max(len(row.months) for row in found.rows)
    wide = (RIGHT - LEFT - _NAMES - _PEOPLE) / months
    left = x + _NAMES + _PEOPLE
    titles: list[Mark] = [
        Text(x, y + _HEAD - 8, _("Skill or role"), SEMIBOLD, SMALL, GREY),
        Text(left - 8, y + _HEAD - 8, _("People"), SEMIBOLD, SMALL, GREY, 1.0),
    ]
    years: list[Mark] = []
    for place in range(months):
        name, year = format_month(add_months(found.first, place)).rsplit(" ", 1)
        middle = left + (place + 0.5) * wide
        if place == 0 or add_months(found.first, place).month == 1:
            years.append(Text(middle, y + _HEAD - 18, year, SEMIBOLD, SMALL, GREY, 0.5))
        titles.append(Text(middle, y + _HEAD - 8, name, SEMIBOLD, SMALL, GREY, 0.5))
    head = Tagged(Role.ROW, tuple(Tagged(Role.COLUMN_TITLE, (title,)) for title in titles))
    rows = (_line(x, y + _HEAD + number * _HIGH, left, wide, row) for number, row in enumerate(found.rows))
    return [unread(years), Tagged(Role.TABLE, (head, *rows))]


def _line(x: float, y: float, left: float, wide: float, row: LoadRow) -> Tagged:
    title = shorten(row.title, REGULAR, _BODY, _NAMES - 8)
    cells: list[list[Mark]] = [
        [
            Line(x, y + _HIGH, RIGHT, y + _HIGH, HAIR),
            Text(x, y + 11.5, title, REGULAR, _BODY, INK),
        ],
        [Text(left - 8, y + 11.5, f"{row.people:,}", REGULAR, _BODY, GREY, 1.0)],
        *(_cell(left + place * wide, y, wide, month) for place, month in enumerate(row.months)),
    ]
    return Tagged(Role.ROW, tuple(Tagged(Role.CELL, tuple(cell)) for cell in cells))


def _cell(x: float, y: float, wide: float, month: LoadMonth) -> list[Mark]:
    """Its letter, what is asked, and smaller what is there; hatched where that is too much."""
    state = State(month.state)
    if state is State.NOTHING:
        return [Text(x + wide / 2, y + 11.5, "·", REGULAR, _BODY, GREY, 0.5)]
    grounds = {State.RIGHT: ACCENT_PALE, State.UNDER: PALE}
    box = Rect(x + 1, y + 1, wide - 2, _HIGH - 2, grounds.get(state, WHITE), radius=2.0)
    marks: list[Mark] = [box]
    if state is State.OVER:
        marks += _hatched(box.x, box.y, box.width, box.height)
        marks.append(box._replace(fill=None, stroke=LATE, thick=0.9))
    elif month.together:
        marks.append(box._replace(fill=None, stroke=LATE, thick=0.9, dash=(2.0, 1.5)))
    letter = TOGETHER if month.together and state is not State.OVER else MARKS[state].letter
    if letter:
        loud = state is State.OVER or month.together
        marks.append(Text(x + 4, y + 11.5, letter, SEMIBOLD, SMALL - 1, LATE if loud else GREY))
    face = SEMIBOLD if state is State.OVER else REGULAR
    there = f"/{month.there:.1f}"
    end = x + wide - 4
    back = width(there, REGULAR, SMALL - 1) + 0.5
    marks.append(Text(end - back, y + 11.5, f"{month.asked:.1f}", face, _BODY, INK, 1.0))
    marks.append(Text(end, y + 11.5, there, REGULAR, SMALL - 1, GREY, 1.0))
    return marks


def _hatched(x: float, y: float, wide: float, high: float) -> list[Mark]:
    """Pale strokes over a whole cell, so that it can be told in black and white and its number still be read."""
    return [
        Line(
            x + max(0.0, at - high),
            y + min(at, high),
            x + min(at, wide),
            y + max(0.0, at - wide),
            TINTS["red"],
            1.0,
        )
        for at in range(_HATCH, int(wide + high), _HATCH)
    ]


def _key(x: float, y: float) -> list[Mark]:
    marks: list[Mark] = []
    samples = (
        (12, State.OVER, False, _(MARKS[State.OVER].label)),
        (9, State.RIGHT, False, _(MARKS[State.RIGHT].label)),
        (9, State.RIGHT, True, _("Short together with others that want the same people")),
        (4, State.UNDER, False, _(MARKS[State.UNDER].label)),
    )
    for asked, state, together, words in samples:
        marks += _cell(x, y - 8, 48, LoadMonth(Decimal(asked), Decimal(10), state.value, together))
        marks.append(Text(x + 54, y + 3.5, words, REGULAR, SMALL, GREY))
        x += 68 + width(words, REGULAR, SMALL)
    return [paragraph(marks)]


def _table() -> Table:
    return Table(
        (
            Column(_("Clash"), 330.0, lines=3),
            Column(_("Choices"), RIGHT - LEFT - 330.0, lines=0),
        ),
        8.0,
    )


def _row(table: Table, clash: PackClash) -> Row:
    title = Stacked(Words(clash.title, SEMIBOLD), Words(clash.words, REGULAR, GREY), Words(""))
    return table.row(title, Words("; ".join(clash.choices)))
