# SPDX-License-Identifier: Apache-2.0
"""What the board is asked for, beside where everything is."""

from collections.abc import Sequence
from typing import NamedTuple

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, NN_, _
from portfolio_desktop.domain.pack.data import Ask, PackData
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Line, Link, Mark, Role, Tagged, Text, paragraph
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT,
    BODY,
    BOTTOM,
    GREY,
    GUTTER,
    HAIR,
    HEADING,
    INK,
    LEFT,
    NOTE,
    REGULAR,
    RIGHT,
    SEMIBOLD,
)
from portfolio_desktop.reports.table import Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.text import shorten, wrap
from portfolio_desktop.reports.wording import count, joined

_LIST_X = 574.0
_WITHOUT_OWNER = 3
_REASON = 3
"""How many lines the sentence on what is left out may take."""


class Entry(NamedTuple):
    """One line of the contents: what, in which sentence, on which page, and the anchor it leads to."""

    words: str
    message: str
    page: int
    anchor: str


def sheets(
    data: PackData, entries: Sequence[Entry], absent: Sequence[str], *, low: bool = False
) -> list[Sheet]:
    """`absent` says which sections are left out and why. Without asks, `low` ones stand in two columns."""
    none = "" if data.asks else _("No decision is recorded for this board")
    first = Sheet(_title(data), none, _("Decisions and contents"), "contents")
    if not data.asks:
        if low:
            _two_columns(first, entries, absent)
        else:
            first.marks += _contents(entries, absent, first.top, LEFT, RIGHT - LEFT)[0]
        return [first]
    flow = Flow(first)
    names = {project.key: project.label for project in data.projects}
    decisions = [ask for ask in data.asks if ask.decision]
    notes = [ask for ask in data.asks if not ask.decision]
    brought = 96 if any(ask.owner for ask in data.asks) else 0  # nobody’s column would only be a label
    columns = [Column("", 22), Column(_("Asked of the board"), 430 - brought, lines=12)]
    columns += [Column(_("Brought by"), brought)] if brought else []
    table = Table((*columns, Column(_("Decide by"), 58)))
    flow.table(
        table,
        [_row(table, place, ask, names) for place, ask in enumerate(decisions, 1)],
        heading=_("For decision"),
        empty=_("Nothing is put to the board for decision."),
    )
    if notes:
        flow.gap(20)
        flow.table(
            table,
            [_row(table, place, ask, names) for place, ask in enumerate(notes, len(decisions) + 1)],
            heading=_("To note"),
        )
    first.marks += _contents(entries, absent, first.top, _LIST_X, RIGHT - _LIST_X)[0]
    return flow.sheets


def _title(data: PackData) -> str:
    decisions = sum(ask.decision for ask in data.asks)
    notes = len(data.asks) - decisions
    parts = []
    if decisions:
        parts.append(
            _("to take {decisions}").format(decisions=count(decisions, *NN_("decision", "decisions")))
        )
    if notes:
        parts.append(_("to note {matters}").format(matters=count(notes, *NN_("matter", "matters"))))
    if not parts:
        return _("What this pack holds")
    return _("The board is asked {what}").format(what=joined(parts))


def _row(table: Table, place: int, ask: Ask, names: dict[str, str]) -> Row:
    """The title, the project it concerns and the detail under each other."""
    words = Stacked(
        Words(ask.title, SEMIBOLD),
        Words(names.get(ask.project, ""), REGULAR, ACCENT),
        Words(ask.detail, REGULAR, GREY),
    )
    due = format_date(ask.due) if ask.due else ""
    owner = [ask.owner] if len(table.columns) > _WITHOUT_OWNER else []
    return table.row(Words(str(place), SEMIBOLD), words, *owner, due)


_WAYS = ((2, 5.0), (1, 5.0), (1, 2.5), (1, 1.0), (0, 5.0), (0, 2.5))
"""How many lines each message may take, and the space below it: the first that all have room for."""


_LOW = ((1, 2.5),)


def _height(entries: Sequence[Entry], absent: Sequence[str], room: float, most: int, gap: float) -> float:
    told = [
        wrap(entry.message, REGULAR, NOTE, room - 30, most) for entry in entries if entry.message and most
    ]
    left_out = [wrap(sentence, REGULAR, NOTE, room, _REASON) for sentence in absent]
    return 28 + (13 + gap) * len(entries) + 10.5 * (sum(map(len, told)) + sum(map(len, left_out)))


def _two_columns(sheet: Sheet, entries: Sequence[Entry], absent: Sequence[str]) -> None:
    """Half of the sections beside the other half, what is left out below both."""
    room = (RIGHT - LEFT - GUTTER) / 2
    half = (len(entries) + 1) // 2
    left, end = _contents(entries[:half], (), sheet.top, LEFT, room, ways=_LOW)
    right, other_end = _contents(entries[half:], (), sheet.top, LEFT + room + GUTTER, room, "", _LOW)
    said, sheet.end = _left_out([" ".join(absent)], max(end, other_end), LEFT, RIGHT - LEFT)
    sheet.marks += [*left, *right, *said]


def _contents(
    entries: Sequence[Entry],
    absent: Sequence[str],
    top: float,
    x: float,
    room: float,
    heading: str = N_("Contents"),
    ways: Sequence[tuple[int, float]] = _WAYS,
) -> tuple[list[Mark], float]:
    """Each section with the sentence that it exists to say; below them what is left out. And how far down that goes."""
    marks: list[Mark] = []
    if heading:
        title = Text(x, top + 10, _(heading), SEMIBOLD, HEADING, INK)
        marks.append(Tagged(Role.HEADING, (title,)))
    fitting = (
        (lines, gap) for lines, gap in ways if _height(entries, absent, room, lines, gap) <= BOTTOM - top
    )
    most, gap = next(fitting, ways[-1])
    y = top + 18.0
    for entry in entries:
        start = y
        line_: list[Mark] = [
            Text(x, y + 11, shorten(entry.words, SEMIBOLD, BODY, room - 30), SEMIBOLD, BODY, INK),
            Text(x + room, y + 11, str(entry.page), REGULAR, BODY, INK, 1.0),
        ]
        y += 13
        for line in wrap(entry.message, REGULAR, NOTE, room - 30, most) if entry.message and most else ():
            line_.append(Text(x, y + 9, line, REGULAR, NOTE, GREY))
            y += 10.5
        y += gap
        leads = Link(x, start, room, y - start, entry.anchor)
        marks += [Line(x, y, x + room, y, HAIR, 0.5), Tagged(Role.LINK, (*line_, leads))]
    said, y = _left_out(absent, y, x, room)
    return [*marks, *said], y


def _left_out(absent: Sequence[str], y: float, x: float, room: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    y += 10 if absent else 0
    for sentence in absent:
        said: list[Mark] = []
        for line in wrap(sentence, REGULAR, NOTE, room, _REASON):
            said.append(Text(x, y + 9, line, REGULAR, NOTE, GREY))
            y += 10.5
        marks.append(paragraph(said))
    return marks, y
