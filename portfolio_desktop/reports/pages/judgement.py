# SPDX-License-Identifier: Apache-2.0
"""The head of portfolio's own words: on the overview where they are short, on a page of their own where they are not."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.reports.flow import Flow, even
from portfolio_desktop.reports.primitives import Mark, Text, paragraph
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import BOTTOM, GUTTER, INK, LEADING, LEFT, REGULAR, RIGHT
from portfolio_desktop.reports.text import wrap

_MOST = 8
_SIZE, _LARGE = 10.5, 12.0
_STEP = 13.5


def _lines(text: str) -> list[str]:
    return wrap(text.strip(), REGULAR, _SIZE, RIGHT - LEFT - GUTTER) if text.strip() else []


def lines_on(sheet: Sheet, text: str) -> float:
    """Set the words at the top of `sheet`; returns the height they take."""
    lines = _lines(text)
    y = sheet.top + 8
    said: list[Mark] = []
    for line in lines:
        said.append(Text(LEFT + 12, y, line, REGULAR, _SIZE, INK))
        y += _STEP
    sheet.marks.append(paragraph(said))
    return y - sheet.top + 6 if lines else 0.0


def sheets(data: PackData) -> list[Sheet]:
    """Its own page, or pages, for a judgement too long to stand above the figures; none for a short one."""
    if len(_lines(data.judgement)) <= _MOST:
        return []
    section = _("Head of portfolio's judgement")
    first = Sheet(section, "", section, "judgement")
    columns = even(2)
    whole = len(wrap(data.judgement.strip(), REGULAR, _LARGE, columns[0][1])) + 1
    half = first.top + (whole // 2 + 1) * _LARGE * LEADING
    flow = Flow(first, columns, foot=min(half, BOTTOM))
    flow.prose(data.judgement.strip(), _LARGE)
    return flow.sheets
