# SPDX-License-Identifier: Apache-2.0
"""The papers on which the board decides: each decision with its options, the recommendation, the money and the cost of delay."""

from collections.abc import Sequence

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import NN_, _
from portfolio_desktop.domain.pack.data import Ask, PackData
from portfolio_desktop.domain.pack.governance import Option
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.risk.places import names
from portfolio_desktop.reports.primitives import Line, Role, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import ACCENT, BODY, GREY, INK, LEFT, NOTE, REGULAR, RIGHT, SEMIBOLD
from portfolio_desktop.reports.table import RIGHT as TO_THE_RIGHT
from portfolio_desktop.reports.table import Column, Row, Table, Words
from portfolio_desktop.reports.text import wrap
from portfolio_desktop.reports.wording import Money, count, money

_LABEL = 96.0
_FEW = 150.0
"""A paper begins on a page that has at least this much room left."""


def sheets(data: PackData) -> list[Sheet]:
    papers = [ask for ask in data.asks if ask.decision and _has_paper(ask)]
    if not papers:
        return []
    title = _("What the board needs to take {decisions}").format(
        decisions=count(len(papers), *NN_("decision", "decisions"))
    )
    flow = Flow(Sheet(title, "", _("Decision papers"), "papers"))
    for number, ask in enumerate(data.asks, 1):
        if ask in papers:
            _paper(flow, data, number, ask)
    return flow.sheets


def _has_paper(ask: Ask) -> bool:
    """Whether there is more to say than the contents page does."""
    return bool(ask.options or ask.options_text or ask.background or ask.if_late or ask.cost is not None)


def _paper(flow: Flow, data: PackData, number: int, ask: Ask) -> None:
    flow.need(_FEW)
    flow.gap(8)
    flow.put([Line(LEFT, flow.y, RIGHT, flow.y, ACCENT, 1.0)], 6)
    flow.heading(f"{number}  {ask.title}")
    facts = [
        ask.code,
        names(data).get(ask.project, ""),
        ask.owner and _("brought by {name}").format(name=ask.owner),
    ]
    facts.append(_("needed by {date}").format(date=format_date(ask.due)) if ask.due else _("no date is set"))
    if ask.cost is not None:
        facts.append(_("money involved {amount}").format(amount=money(ask.cost, data.edition.currency)))
    flow.prose(" · ".join(filter(None, facts)), NOTE, GREY)
    flow.gap(4)
    _said(flow, _("Background"), ask.background)
    if ask.options:
        flow.gap(4)
        _options(flow, data, ask.options)
        flow.gap(6)
    else:
        _said(flow, _("Options"), ask.options_text)
    _said(flow, _("Recommendation"), ask.detail or _("None is made"), strong=True)
    _said(flow, _("Cost of delay"), ask.if_late)
    flow.gap(10)


def _said(flow: Flow, label: str, words: str, *, strong: bool = False) -> None:
    """Prose beside its label; nothing where nothing is said."""
    if not words.strip():
        return
    face = SEMIBOLD if strong else REGULAR
    lines = wrap(words.strip(), face, BODY, flow.width - _LABEL)
    with flow.tagged(Role.PARAGRAPH):
        for place, line in enumerate(lines):
            flow.need(12)
            marks = [Text(flow.x + _LABEL, flow.y + BODY, line, face, BODY, INK)]
            if not place:
                marks.insert(0, Text(flow.x, flow.y + BODY, label, REGULAR, NOTE, GREY))
            flow.put(marks, 11.6)
    flow.y += 2


def _options(flow: Flow, data: PackData, options: Sequence[Option]) -> None:
    writer = Money([option.cost for option in options], data.edition.currency)
    table = Table(
        (
            Column(_("Option"), 196, lines=24),
            Column(_("Cost {unit}").format(unit=writer.title), 62, TO_THE_RIGHT),
            Column(_("What it brings"), 220, lines=24),
            Column(_("What could go wrong"), 204, lines=24),
            Column("", 80),
        ),
        8.5,
    )
    flow.table(table, [_option(table, option, writer) for option in options])


def _option(table: Table, option: Option, writer: Money) -> Row:
    face = SEMIBOLD if option.recommended else REGULAR
    title = ". ".join(filter(None, (option.title.rstrip("."), option.description)))
    return table.row(
        Words(title, face),
        writer.cell(option.cost) if option.cost is not None else Words("–", REGULAR, GREY),
        option.benefit or Words("–", REGULAR, GREY),
        option.risks or Words("–", REGULAR, GREY),
        Words(_("✔ recommended") if option.recommended else "", SEMIBOLD),
    )
