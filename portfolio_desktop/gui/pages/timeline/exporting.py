# SPDX-License-Identifier: Apache-2.0
"""The timeline as it is shown, as a file: PDF, SVG or PNG, in the columns of the table. Drawn beside everything else."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.timeline.cells import Column

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.timeline.page import TimelinePage
    from portfolio_desktop.reports.gantt.sheets import SheetColumn

PDF, SVG, PNG = "pdf", "svg", "png"
_NAMES = {
    PDF: N_("PDF document (*.pdf)"),
    SVG: N_("Scalable picture (*.svg)"),
    PNG: N_("Picture (*.png)"),
}
_POINTS = 0.62
"""A point on paper for a pixel of a column: the words are smaller there."""


def export(page: "TimelinePage", kind: str) -> None:
    """Ask where to, then write what is shown now."""
    name = f"{page.words}.{kind}"
    page.desk.ask.save_file(
        _("Export the timeline"), Path(name), (_(_NAMES[kind]),), lambda path: write(page, kind, path)
    )


def write(page: "TimelinePage", kind: str, path: Path) -> None:
    """Draw the rows as they are folded, on one page across, and tell when it is done."""
    chart, shown, words, desk = page.view.chart, page.view.area.shown, page.words, page.desk
    columns = list(page.cells.columns)
    author, today = desk.settings.author, desk.today

    def draw() -> bytes:
        from portfolio_desktop.reports.gantt.files import timeline_pdf, timeline_png, timeline_svg
        from portfolio_desktop.reports.gantt.look import Shown
        from portfolio_desktop.reports.gantt.sheets import A3, Setup

        setup = Setup(
            title=words,
            subtitle=_("As planned on {day}").format(day=format_date(today)),
            columns=_sheet_columns(page, columns),
            size=A3,
            down=0 if kind == PDF else 1,
            shown=Shown(
                arrows=shown.arrows,
                slack=shown.slack,
                baselines=shown.baselines,
                labels=shown.labels,
                critical=shown.critical,
                progress=shown.progress,
                days_off=shown.days_off,
            ),
        )
        if kind == SVG:
            return timeline_svg(chart, setup)
        made = timeline_pdf if kind == PDF else timeline_png
        return made(chart, setup, author, today)

    def save() -> None:
        data = draw()
        try:
            path.write_bytes(data)
        except OSError as error:
            raise Trouble(
                _("{path} could not be written. Close it where it is open, or choose another folder.").format(
                    path=path
                )
            ) from error

    desk.jobs.free(
        lambda _progress: save(),
        label=_("Drawing {name}").format(name=path.name),
        owner=page,
        done=lambda _none: desk.notify(_("The timeline was written to {name}").format(name=path.name)),
    )


def _sheet_columns(page: "TimelinePage", columns: Sequence[Column]) -> list["SheetColumn"]:
    from portfolio_desktop.reports.gantt.sheets import SheetColumn

    cells = page.cells
    return [
        SheetColumn(
            each.title,
            each.width * _POINTS,
            lambda row, name=each.name: cells.words(row, name),  # type: ignore[misc]
            each.right,
        )
        for each in columns
    ]
