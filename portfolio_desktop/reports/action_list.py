# SPDX-License-Identifier: Apache-2.0
"""A list of actions as PDF: one person's, to send to them, or everybody's by person, what is late first."""

from collections.abc import Sequence
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, for_papers, ngettext
from portfolio_desktop.reports.canvas import About, write_pdf
from portfolio_desktop.reports.paper import READING, SIZE, Around, Paper, paged
from portfolio_desktop.reports.style import GREY, LATE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import Cell, Column, Row, Stacked, Table, Words
from portfolio_desktop.reports.text import printable
from portfolio_desktop.services.governance.actions import ActionLine, by_person

_COLUMNS = (
    (N_("Code"), 50.0),
    (N_("Action"), 215.0),
    (N_("Due"), 80.0),
    (N_("Status"), 62.0),
    (N_("From"), 76.0),
)


@for_papers()
def render_actions(lines: Sequence[ActionLine], today: date, owner: str = "", marking: str = "") -> bytes:
    """The same bytes for the same actions of one day. `owner` names the person whose list it is; else all are told."""
    title = _("Actions of {name}").replace("{name}", owner) if owner else _("Actions by person")
    paper = Paper(title, (_count(lines, today),))
    table = Table(tuple(Column(_(words), width, lines=0) for words, width in _COLUMNS))
    rows: list[Row] = []
    for share in by_person(lines):
        if not owner:
            rows.append(table.band(f"{share.name} · {_tally(share.lines)}"))
        rows += [table.row(*_cells(line)) for line in share.lines]
    if rows:
        paper.table(table, rows)
    else:
        paper.prose(_("Nothing is open."), READING, GREY)
    about = About(printable(title), "", _("Actions"), today)
    return write_pdf(paged(paper.sheets, Around(_("Actions"), title, marking)), about, SIZE)


def _cells(line: ActionLine) -> tuple[Cell, ...]:
    due: Cell = line.due_words or Words(_("no date"), REGULAR, GREY)
    if line.late:
        due = Stacked(Words(line.due_words, SEMIBOLD, LATE), Words(_("late"), REGULAR, LATE), Words(""))
    source = line.source
    return (
        Words(line.code, REGULAR, GREY),
        Stacked(Words(line.title), Words(line.project, REGULAR, GREY), Words(line.progress, REGULAR, GREY)),
        due,
        line.status_words,
        Words(f"{source.label} {source.code}" if source else "–", REGULAR, GREY),
    )


def _count(lines: Sequence[ActionLine], today: date) -> str:
    return _("{tally}, on {day}").format(tally=_tally(lines), day=format_date(today))


def _tally(lines: Sequence[ActionLine]) -> str:
    late = sum(line.late for line in lines)
    counted = ngettext("{n} action", "{n} actions", len(lines)).format(n=len(lines))
    return f"{counted}, {_('{n} late').format(n=late)}" if late else counted
