# SPDX-License-Identifier: Apache-2.0
"""What the board is asked for, beside where everything is."""

from collections.abc import Sequence
from typing import NamedTuple

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack import Ask, PackData
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Line, Link, Mark, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT,
    BODY,
    GREY,
    HAIR,
    HEADING,
    INK,
    REGULAR,
    RIGHT,
    SEMIBOLD,
)
from portfolio_desktop.reports.table import Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.text import shorten
from portfolio_desktop.reports.wording import count, joined

_LIST_X = 574.0
_LIST_STEP = 17.0


class Entry(NamedTuple):
    """One line of the contents: what, on which page, and the anchor it leads to."""

    words: str
    page: int
    anchor: str


def sheets(data: PackData, entries: Sequence[Entry]) -> list[Sheet]:
    first = Sheet(_title(data), "", _("Decisions and contents"), "contents")
    first.marks += _contents(entries, first.top)
    flow = Flow(first)
    names = {project.key: project.label for project in data.projects}
    decisions = [ask for ask in data.asks if ask.decision]
    notes = [ask for ask in data.asks if not ask.decision]
    table = Table(
        (
            Column("", 22),
            Column(_("Asked of the board"), 334, lines=12),
            Column(_("Brought by"), 96),
            Column(_("Decide by"), 58),
        )
    )
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
    return flow.sheets


def _title(data: PackData) -> str:
    decisions = sum(ask.decision for ask in data.asks)
    notes = len(data.asks) - decisions
    parts = []
    if decisions:
        parts.append(_("to take {decisions}").format(decisions=count(decisions, "decision", "decisions")))
    if notes:
        parts.append(_("to note {matters}").format(matters=count(notes, "matter", "matters")))
    if not parts:
        return _("Nothing is asked of the board this time")
    return _("The board is asked {what}").format(what=joined(parts))


def _row(table: Table, place: int, ask: Ask, names: dict[str, str]) -> Row:
    """The title, the project it concerns and the detail under each other."""
    words = Stacked(
        Words(ask.title, SEMIBOLD),
        Words(names.get(ask.project, ""), REGULAR, ACCENT),
        Words(ask.detail, REGULAR, GREY),
    )
    due = format_date(ask.due) if ask.due else ""
    return table.row(Words(str(place), SEMIBOLD), words, ask.owner, due)


def _contents(entries: Sequence[Entry], top: float) -> list[Mark]:
    marks: list[Mark] = [Text(_LIST_X, top + 10, _("Contents"), SEMIBOLD, HEADING, INK)]
    y = top + 16.0
    for entry in entries:
        y += _LIST_STEP
        words = shorten(entry.words, REGULAR, BODY, RIGHT - _LIST_X - 30)
        marks += [
            Text(_LIST_X, y - 5, words, REGULAR, BODY, INK),
            Text(RIGHT, y - 5, str(entry.page), REGULAR, BODY, GREY, 1.0),
            Line(_LIST_X, y, RIGHT, y, HAIR, 0.5),
            Link(_LIST_X, y - _LIST_STEP, RIGHT - _LIST_X, _LIST_STEP, entry.anchor),
        ]
    return marks
