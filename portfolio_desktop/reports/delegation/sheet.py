# SPDX-License-Identifier: Apache-2.0
"""One work package on upright A4: what is wanted, how it will be judged, what may be decided, and room for two names."""

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.reports.canvas import About, write_pdf
from portfolio_desktop.reports.paper import READING, SIZE, Around, Paper, paged
from portfolio_desktop.reports.primitives import Line, Mark, Text
from portfolio_desktop.reports.style import GREY, INK, REGULAR, SEMIBOLD, SMALL
from portfolio_desktop.reports.table import Column, Table, Words
from portfolio_desktop.reports.text import printable, shorten
from portfolio_desktop.services.capacity.package_sheet import PackageSheet

_NUMBER, _CHECKED, _FOUND = 22.0, 170.0, 76.0
_SIGNED = 74.0


@for_papers()
def render_sheet(sheet: PackageSheet) -> bytes:
    """The same bytes for the same package of one day."""
    paper = Paper(sheet.title, (_("Work package, {day}").format(day=format_date(sheet.made_on)),))
    _part(paper, _("Outcome"), sheet.outcome or _("Nothing is said yet."))
    for label, text in sheet.facts:
        paper.fact(label, text)
    paper.gap()
    _criteria(paper, sheet)
    if sheet.needs:
        _part(paper, _("Skills that it needs"), "\n".join(sheet.needs))
    _part(paper, _("Authority given"), sheet.authority or _("None is said: ask before deciding or spending."))
    if sheet.blockers:
        _part(paper, _("What is in the way"), "\n".join(sheet.blockers))
    if sheet.came:
        paper.heading(_("How it stands"))
        for label, text in sheet.came:
            paper.fact(label, text)
        paper.gap()
    _signed(paper, sheet)
    about = About(printable(sheet.title), "", _("Work package"), sheet.made_on)
    return write_pdf(paged(paper.sheets, Around(sheet.owner, sheet.title, sheet.marking)), about, SIZE)


def _part(paper: Paper, heading: str, text: str) -> None:
    paper.heading(heading)
    paper.prose(text, READING)
    paper.gap()


def _criteria(paper: Paper, sheet: PackageSheet) -> None:
    wide = paper.width - _NUMBER - _CHECKED - _FOUND
    table = Table(
        (
            Column("", _NUMBER),
            Column(_("Quality criterion"), wide, lines=0),
            Column(_("How it is checked"), _CHECKED, lines=0),
            Column(_("Found"), _FOUND, lines=2),
        ),
        READING - 1,
    )
    rows = [
        table.row(
            Words(str(place), REGULAR, GREY),
            each.title,
            each.method or Words(_("not said"), REGULAR, GREY),
            Words(each.found, SEMIBOLD),
        )
        for place, each in enumerate(sheet.criteria, 1)
    ]
    paper.table(
        table, rows, heading=_("How the result will be judged"), empty=_("No criterion is written down yet.")
    )
    paper.gap()


def _signed(paper: Paper, sheet: PackageSheet) -> None:
    """Two lines to sign on, side by side."""
    paper.need(_SIGNED)
    half = (paper.width - 24) / 2
    marks: list[Mark] = []
    for place, (role, name) in enumerate(
        ((_("Hands it over"), sheet.accountable), (_("Takes it on"), sheet.responsible))
    ):
        x = paper.x + place * (half + 24)
        y = paper.y + 40
        marks += [
            Text(x, paper.y + 12, role, SEMIBOLD, READING, GREY),
            Line(x, y, x + half, y, GREY, 0.7),
            Text(x, y + 12, shorten(name, REGULAR, READING, half - 90), REGULAR, READING, INK),
            Text(x + half, y + 12, _("Signature and date"), REGULAR, SMALL, GREY, 1.0),
        ]
    paper.put(marks, _SIGNED)
