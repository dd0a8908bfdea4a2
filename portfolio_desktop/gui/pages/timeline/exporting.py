# SPDX-License-Identifier: Apache-2.0
"""The timeline on paper or as a picture: asks how, then draws what is shown beside everything else."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.opening import open_written
from portfolio_desktop.gui.pages.timeline.paper import PaperDialog, Wish
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.look import Shown
from portfolio_desktop.reports.gantt.scale import moment
from portfolio_desktop.services.governance.actions import marking
from portfolio_desktop.services.planning.paths import seen_days, shortened
from portfolio_desktop.services.planning.sheet.leading import left_out_words

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.timeline.page import TimelinePage
    from portfolio_desktop.reports.gantt.printing import Printout

PDF, SVG, PNG = "pdf", "svg", "png"
_NAMES = {
    PDF: N_("PDF document (*.pdf)"),
    SVG: N_("Scalable picture (*.svg)"),
    PNG: N_("Picture (*.png)"),
}
_POINTS = 0.62
"""Points on paper for a pixel of a column: the words are smaller there."""


def ask_paper(page: "TimelinePage") -> None:
    """Ask how the pages are to be, then where to."""
    from portfolio_desktop.reports.gantt.printing import most_rows

    PaperDialog(
        page,
        columns=[each.name for each in page.cells.columns],
        in_sight=_in_sight(page),
        rows=len(page.view.chart),
        fits=lambda wish: most_rows(_printout(page, wish)),
        shortens=page.seeing.lead is not None,
        agreed=lambda wish: export(page, PDF, wish),
    ).open()


def export(page: "TimelinePage", kind: str, wish: Wish | None = None) -> None:
    """Ask where to, then write what is shown now, as it is folded."""
    name = f"{page.words.replace(':', ' –').replace('/', '-')}.{kind}"
    wanted = wish or Wish(columns=tuple(each.name for each in page.cells.columns))
    page.desk.ask.save_file(
        _("Export the timeline"), Path(name), (_(_NAMES[kind]),), lambda path: write(page, kind, wanted, path)
    )


def write(page: "TimelinePage", kind: str, wish: Wish, path: Path) -> None:
    """Draw beside everything else, with the marking of what is drawn, and tell when it is done."""
    from portfolio_desktop.reports.gantt.printing import most_rows, print_timeline

    shown, printout = page.view.chart, _printout(page, wish)
    timeline, folded = shown.timeline, shown.folded
    if kind == PDF and wish.down and page.seeing.lead is not None:
        timeline, left = shortened(timeline, most_rows(printout))
        subtitle = " · ".join(filter(None, (printout.subtitle, left_out_words(left))))
        printout = replace(printout, subtitle=subtitle)

    def draw(marked: str) -> None:
        needs_folder(path)
        wanted = replace(printout, marking=marked)
        write_whole(path, print_timeline(Chart(timeline, folded), wanted, kind))

    def done(_none: None) -> None:
        page.desk.notify(_("The timeline was written to {name}").format(name=path.name))
        if wish.open_after:
            open_written(page.desk, path)

    def begin(marked: str) -> None:
        label = _("Drawing {name}").format(name=path.name)
        page.desk.jobs.free(lambda _progress: draw(marked), label=label, owner=page, done=done)

    page.desk.read(marking, begin, owner=page)


def _printout(page: "TimelinePage", wish: Wish) -> "Printout":
    from portfolio_desktop.reports.gantt.printing import Printout
    from portfolio_desktop.reports.gantt.sheets import SheetColumn

    cells, desk = page.cells, page.desk
    first, last = (seen_days(page.view.chart.timeline) if page.seeing.lead else None) or (None, None)
    columns = [
        SheetColumn(
            each.title,
            each.width * _POINTS,
            lambda row, name=each.name: cells.words(row, name),  # type: ignore[misc]
            each.right,
        )
        for each in map(cells.column, wish.columns)
    ]
    return Printout(
        title=page.words,
        subtitle=_subtitle(page),
        day=desk.today,
        author=desk.settings.author,
        columns=columns,
        first=wish.first or first,
        last=wish.last or last,
        paper=wish.paper,
        upright=wish.upright,
        down=wish.down,
        across=wish.across,
        shown=_plain(page.view.area.shown),
    )


def _subtitle(page: "TimelinePage") -> str:
    """The day, and what was filtered by: a reader must know that rows are missing."""
    day = _("As planned on {day}").format(day=format_date(page.desk.today))
    words = page.seeing.filter_words
    return f"{_('Only rows with “{words}”').format(words=words)} · {day}" if words else day


def _in_sight(page: "TimelinePage") -> tuple[date, date]:
    """The first and the last day that the window shows."""
    area = page.view.area
    first, last = (moment(area.scale.at(x)).date() for x in (0.0, float(area.width())))
    return first, max(first, last - timedelta(days=1))


def _plain(shown: Shown) -> Shown:
    """Without what the person looks at just now."""
    nothing = frozenset[str]()
    return replace(shown, hovered="", selected=nothing, followed=nothing, near=nothing)
