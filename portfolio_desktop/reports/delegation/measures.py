# SPDX-License-Identifier: Apache-2.0
"""How a team's work packages went in a period, on one page: four measures of the work, and what speaks against each."""

from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, for_papers
from portfolio_desktop.domain.capacity.measures import Measure
from portfolio_desktop.reports.canvas import About, write_pdf
from portfolio_desktop.reports.paper import READING, SIZE, Around, Paper, paged
from portfolio_desktop.reports.style import GREY, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import Cell, Column, Table, Words
from portfolio_desktop.reports.text import printable
from portfolio_desktop.services.capacity.measuring import MEASURES, Measured, measure_words, period_words

_LISTED = 6
"""Packages that are named for a measure; the page is one page."""
_COLUMNS = (
    (N_("Measure"), 170.0),
    (N_("How many"), 120.0),
    (N_("What speaks against"), 193.0),
)


@for_papers()
def render_measures(found: Measured, today: date) -> bytes:
    """The same bytes for the same measures of one day."""
    title = (
        _("Work packages of {team}").format(team=found.team)
        if found.team
        else _("Work packages of all teams")
    )
    under = _("{period} · {n} packages").format(period=period_words(found), n=found.packages)
    paper = Paper(title, (under,))
    table = Table(tuple(Column(_(words), width, lines=0) for words, width in _COLUMNS))
    paper.table(table, [table.row(*_cells(found, name, label)) for name, label, _against in MEASURES])
    paper.gap()
    paper.prose(
        _(
            "Each measure is of the work, not of a person. It counts what is known: what nobody has said is left out "
            "of both numbers and told beside them."
        ),
        READING,
        GREY,
    )
    about = About(printable(title), "", _("Work packages"), today)
    foot = _("Work packages, {day}").format(day=format_date(today))
    return write_pdf(paged(paper.sheets, Around(found.owner or foot, title, found.marking)), about, SIZE)


def _cells(found: Measured, name: str, label: str) -> tuple[Cell, ...]:
    measure: Measure = getattr(found.measures, name)
    named = [found.titles.get(key, "") for key in measure.keys[:_LISTED]]
    if len(measure.keys) > _LISTED:
        named.append(_("and {n} more").format(n=len(measure.keys) - _LISTED))
    against = Words("; ".join(named)) if named else Words("–", REGULAR, GREY)
    return Words(_(label), SEMIBOLD), Words(measure_words(measure)), against
