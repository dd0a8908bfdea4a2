# SPDX-License-Identifier: Apache-2.0
"""The risks that weigh most, beside how all open risks are spread over the matrix and what they may cost."""

from collections import Counter
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import NN_, _, ngettext
from portfolio_desktop.domain.movement import Movement
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.domain.risk_matrix import Cell as MatrixCell
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.risk import feeding, heat, money
from portfolio_desktop.reports.pages.risk.places import names, placed, score, threats
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import GREY, LATE, LEFT, REGULAR, SEMIBOLD
from portfolio_desktop.reports.style import RIGHT as PAGE_RIGHT
from portfolio_desktop.reports.table import CENTRE, PAD, RIGHT, Cell, Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.text import shorten
from portfolio_desktop.reports.wording import Money, count, joined, sentence

TOP = 10
"""How many are listed and drawn; the register has the rest."""
_SIDE = 206.0
_AXIS = 16.0
_GAP = 28.0
_MAP = ((LEFT, _SIDE + _AXIS),)
_BESIDE = ((LEFT + _SIDE + _AXIS + _GAP, PAGE_RIGHT - LEFT - _SIDE - _AXIS - _GAP),)
_WHOLE = ((LEFT, PAGE_RIGHT - LEFT),)


def sheets(data: PackData) -> list[Sheet]:
    risks = threats(data)
    if not risks:
        return []
    first = Sheet(_title(data), _note(data), _("Risks"), "risks")
    cells = [cell for _risk, cell in placed(data)]
    top = risks[:TOP]
    side = Flow(first, _MAP, later=_WHOLE)
    if cells:
        _map(side, data, cells, top)
        money.exposure(side, data)
        side.gap(8)
    flow = Flow(first, _BESIDE if cells else _WHOLE, later=_WHOLE)
    table = _table(data, top, flow.width)
    flow.table(table, [_row(table, data, place, risk) for place, risk in enumerate(top, 1)])
    above = feeding.flows(data)
    if data.burn and cells:
        places = [each for each in (side, flow) if len(each.sheets) == 1 and each.room >= money.BURN]
        place = (places or above or [side])[0]
        place.gap(12)
        money.burn_down(place, data.burn)
    return [
        sheet for each in (flow, side, *above) for sheet in each.sheets if sheet is not first or each is flow
    ]


def _map(flow: Flow, data: PackData, cells: list[MatrixCell], top: list[PackRisk]) -> None:
    unplaced = len(threats(data)) - len(cells)
    heading = _("All {n:,} open threats").format(n=len(cells))
    if unplaced:
        heading = _("{n:,} open threats; {m:,} more have no place").format(n=len(cells), m=unplaced)
    flow.heading(heading)
    flow.gap(14)
    where = heat.Map(data.risk_matrix, flow.x + _AXIS, flow.y, _SIDE)
    flow.put(heat.heat_map(where, heat.counted(cells), top), _SIDE + 26)
    flow.put(*heat.bands_key(data.risk_matrix, flow.x, flow.y + 2, flow.width))
    flow.put(heat.key(flow.x, flow.y + 4, flow.width, top), 26)
    flow.gap(4)


def _title(data: PackData) -> str:
    """40 open threats: 3 Critical, 9 High; 4 grown worse and 2 new. How many nobody has accepted yet, where there are any."""
    risks = threats(data)
    what = count(len(risks), *NN_("open threat", "open threats"))
    if drafts := sum(risk.draft for risk in risks):
        what = ngettext("{risks}, {n} of them a draft", "{risks}, {n} of them drafts", drafts).format(
            risks=what, n=drafts
        )
    at = Counter(cell.band for _risk, cell in placed(data))
    if not at:
        return _("{risks}, none of them scored").format(risks=sentence(what))
    next_, worst = data.risk_matrix.bands[-2:]
    words = _("{risks}: {n} {worst}, {m} {next}").format(
        risks=sentence(what),
        n=at[worst] or _("none"),
        worst=_(worst.label),
        m=at[next_] or _("none"),
        next=_(next_.label),
    )
    ways = Counter(risk.movement for risk in risks)
    parts = []
    if ways[Movement.WORSE]:
        parts.append(_("{n} grown worse").format(n=ways[Movement.WORSE]))
    if ways[Movement.NEW]:
        parts.append(_("{n} new").format(n=ways[Movement.NEW]))
    return f"{words}; {joined(parts)}" if parts else words


def _note(data: PackData) -> str:
    said = [
        _("The {n} that weigh most: by score, then by what could strike soonest").format(
            n=min(TOP, len(threats(data)))
        )
    ]
    if data.changes:
        said.append(_("movement since the pack of {date}").format(date=format_date(data.changes.since)))
    return " · ".join(said)


def _table(data: PackData, top: list[PackRisk], room: float) -> Table:
    """What nobody says of any of them takes no column."""
    columns = [Column("", 24, CENTRE), Column(_("Risk"), 0), Column(_("Score"), 88)]
    if any(risk.proximity or risk.strike for risk in top):
        columns.append(Column(_("Could strike"), 68))
    columns.append(Column(_("Response and owner"), 116))
    if any(risk.expected is not None for risk in top):
        unit = _writer(data, top).title
        columns.append(Column(_("Expected value {unit}").format(unit=unit), 46, RIGHT))
    left = room - sum(column.width for column in columns)
    columns[1] = columns[1]._replace(width=left)
    return Table(tuple(columns), 8.0)


def _writer(data: PackData, top: list[PackRisk]) -> Money:
    return Money([risk.expected for risk in top], data.edition.currency)


def _row(table: Table, data: PackData, place: int, risk: PackRisk) -> Row:
    draft = risk.status if risk.draft else ""
    whose = " · ".join(filter(None, (draft, risk.code, names(data).get(risk.project) or _("Portfolio"))))
    room = table.columns[1].width - PAD
    title = Stacked(
        Words(risk.title, SEMIBOLD),
        Words(shorten(whose, REGULAR, table.size, room), REGULAR, GREY),
        Words(""),
    )
    cells: list[Cell] = [Words(str(place), SEMIBOLD), title, score(data, risk)]
    titles = [column.title for column in table.columns]
    if _("Could strike") in titles:
        day = format_date(risk.strike) if risk.strike else ""
        cells.append(
            Stacked(Words(risk.proximity), Words(day, REGULAR, GREY), Words(""))
            if risk.proximity or day
            else Words("–", REGULAR, GREY)
        )
    cells.append(_response(data, risk))
    if len(table.columns) > len(cells):
        writer = _writer(data, threats(data)[:TOP])
        cells.append(
            writer.bare(risk.expected) if isinstance(risk.expected, Decimal) else Words("–", REGULAR, GREY)
        )
    return table.row(*cells)


def _response(data: PackData, risk: PackRisk) -> Cell:
    """The strategy, how many responses are done, planned and late, and the owner; in packs of old, the response."""
    told = ((risk.done, _("{n} done")), (risk.planned, _("{n} planned")), (risk.late, _("{n} late")))
    states = ", ".join(words.format(n=n) for n, words in told if n)
    more = Words(states, REGULAR, LATE if risk.late else GREY)
    if not states and risk.due is not None and risk.due < data.edition.as_of:
        # Without open responses the day is that of the risk's review; early packs may have kept that of a response.
        words = _("Review {date}, overdue") if data.governance else _("{date}, overdue")
        more = Words(words.format(date=format_date(risk.due)), REGULAR, LATE)
    first = Words(risk.strategy or risk.response)
    if not first.text and not more.text:
        first = Words(_("No response"), REGULAR, LATE)
    return Stacked(first, more, Words(risk.owner) if risk.owner else Words(_("No owner"), REGULAR, LATE))
