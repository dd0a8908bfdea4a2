# SPDX-License-Identifier: Apache-2.0
"""A timeline printed by itself, as somebody asks for it: `print_timeline(chart, printout, kind) -> bytes`.

The window and the command both call it, so that the same wishes give the same file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.columns import USUAL, chosen
from portfolio_desktop.reports.gantt.look import Shown
from portfolio_desktop.reports.gantt.sheets import (
    A3,
    A4,
    UPRIGHT,
    Setup,
    SheetColumn,
    rows_that_fit,
)
from portfolio_desktop.services.planning.rows import Timeline

PDF, SVG, PNG = "pdf", "svg", "png"
KINDS = (PDF, SVG, PNG)
PAPERS = {"a4": A4, "a3": A3}
_ALL = Shown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """What is wanted on paper. `columns` are names of `columns.COLUMNS`, or columns of one's own.

    `down` and `across` are pages; `down` 0 is as many as rows of full height need. `first` and `last` are the days from
    which to which bars are seen. `day` is the day on which it is printed.
    """

    title: str
    day: date
    subtitle: str = ""
    marking: str = ""
    author: str = ""
    columns: Sequence[str | SheetColumn] = USUAL
    first: date | None = None
    last: date | None = None
    paper: str = "a4"
    upright: bool = False
    down: int = 0
    across: int = 1
    shown: Shown = _ALL


@for_papers()
def print_timeline(chart: Chart, printout: Printout, kind: str = PDF) -> bytes:
    """The file: a PDF of as many pages as are asked for, or one picture of everything ("svg", "png").

    Where `down` pages would make rows too low to be read, it takes more. Refuses a picture of more rows than one can
    hold, and an unknown column. Draws in the thread that calls it: some milliseconds for a page.
    """
    from portfolio_desktop.reports.gantt import files

    setup = _setup(chart, printout)
    if kind == PDF:
        return files.timeline_pdf(chart, setup, printout.author, printout.day)
    if kind == SVG:
        return files.timeline_svg(chart, setup)
    return files.timeline_png(chart, setup, printout.author, printout.day)


def pages_needed(chart: Chart, printout: Printout) -> int:
    """How many pages the PDF has: more than were asked for, where rows would be too low to be read."""
    from portfolio_desktop.reports.gantt.sheets import sheets
    from portfolio_desktop.reports.text import width

    return len(sheets(chart, _setup(chart, printout), width))


def most_rows(printout: Printout) -> int:
    """How many rows can be read on the pages that are asked for."""
    return rows_that_fit(_setup(Chart(Timeline()), printout))


def _setup(chart: Chart, printout: Printout) -> Setup:
    names = tuple(each for each in printout.columns if isinstance(each, str))
    named = dict(zip(names, chosen(names), strict=True))
    columns = tuple(named[each] if isinstance(each, str) else each for each in printout.columns)
    size = PAPERS[printout.paper]
    if printout.upright:
        size = UPRIGHT[size]
    rows = _("{count} rows").format(count=f"{len(chart):,}")
    printed = _("Printed on {day}").format(day=format_date(printout.day))
    return Setup(
        title=printout.title,
        subtitle=printout.subtitle,
        foot=" · ".join(filter(None, (printed, printout.author, rows))),
        marking=printout.marking,
        columns=_narrowed(columns, size[0]),
        first=printout.first,
        last=printout.last,
        size=size,
        down=printout.down,
        across=max(printout.across, 1),
        shown=replace(printout.shown, labels=printout.shown.labels and not columns),
    )


def _narrowed(columns: Sequence[SheetColumn], wide: float) -> tuple[SheetColumn, ...]:
    """The table takes no more than half of the page."""
    room = wide * 0.5
    whole = sum(column.width for column in columns)
    share = min(1.0, room / whole) if whole else 1.0
    return tuple(replace(column, width=column.width * share) for column in columns)
