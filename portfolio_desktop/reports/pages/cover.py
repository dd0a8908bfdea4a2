# SPDX-License-Identifier: Apache-2.0
"""The cover: whose pack, for which meeting, on which data, and the one sentence to remember."""

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.figures import confidence, worst
from portfolio_desktop.reports.charts import shares
from portfolio_desktop.reports.pages.headline import standing
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Role, Tagged, Text, paragraph
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT,
    BODY,
    GREY,
    HEIGHT,
    INK,
    LIGHT,
    NOTE,
    REGULAR,
    RIGHT,
    RULE,
    SEMIBOLD,
)
from portfolio_desktop.reports.text import wrap

_EDGE = 96.0


def sheets(data: PackData) -> list[Sheet]:
    sheet = Sheet(_("Cover"), section=_("Cover"), anchor="cover", bare=True)
    sheet.marks += [*_name(data), *_facts(data)]
    return [sheet]


def _name(data: PackData) -> list[Mark]:
    edition = data.edition
    room = RIGHT - _EDGE
    y = 150.0
    marks: list[Mark] = []
    whose = " · ".join(filter(None, (edition.organisation, edition.board)))
    if whose:
        marks += _lines(whose, SEMIBOLD, 13, y, room, 1, ACCENT)
        y += 34
    names = wrap(edition.portfolio or _("Portfolio"), SEMIBOLD, 34, room, 2)
    title: list[Mark] = []
    for line in names:
        title.append(Text(_EDGE, y + 10, line, SEMIBOLD, 34, INK))
        y += 41
    marks.append(Tagged(Role.TITLE, tuple(title)))
    y += 4
    about = " · ".join(filter(None, (_("Steering pack"), edition.period)))
    marks += _lines(about, LIGHT, 20, y, room, 1, INK)
    y += 62
    message = wrap(standing(data), REGULAR, 15, room, 2)
    said: list[Mark] = []
    for line in message:
        said.append(Text(_EDGE, y, line, REGULAR, 15, INK))
        y += 20
    marks.append(paragraph(said))
    parts = [(each.rating, each.now) for each in confidence(data) if each.now] if worst(data) else []
    marks += shares(parts, _EDGE, y, room * 0.62, 16)
    y += 16 if parts else -12
    return [Rect(_EDGE - 28, 136, 6, y - 136, ACCENT), *marks]


def _lines(text: str, face: str, size: float, y: float, room: float, limit: int, colour: str) -> list[Mark]:
    return [
        Text(_EDGE, y + place * size * 1.2, line, face, size, colour)
        for place, line in enumerate(wrap(text, face, size, room, limit))
    ]


def _facts(data: PackData) -> list[Mark]:
    edition = data.edition
    pairs = (
        (_("Meeting"), format_date(edition.meeting) if edition.meeting else ""),
        (_("Data as of"), format_date(edition.as_of)),
        (_("Registers read on"), format_date(edition.read) if edition.read else ""),
        (_("Version"), edition.version),
        (_("Prepared by"), edition.prepared_by),
        (_("Cleared by"), edition.cleared_by),
        (_("Distribution"), ", ".join(edition.distribution)),
        (_("Data reference"), edition.snapshot),
    )
    said = [pair for pair in pairs if pair[1]]
    top = HEIGHT - 156
    marks: list[Mark] = [Line(_EDGE, top, RIGHT, top, RULE)]
    step = (RIGHT - _EDGE) / 4
    for place, (label, words) in enumerate(said):
        x, y = _EDGE + place % 4 * step, top + 20 + place // 4 * 52
        fact: list[Mark] = [Text(x, y, label, REGULAR, NOTE, GREY)]
        for number, line in enumerate(wrap(words, SEMIBOLD, BODY + 1, step - 12, 2)):
            fact.append(Text(x, y + 14 + number * 12, line, SEMIBOLD, BODY + 1, INK))
        marks.append(paragraph(fact))
    return marks
