# SPDX-License-Identifier: Apache-2.0
"""The timeline on paper or as a picture: asks how, then draws what is shown beside everything else."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.number import NumberBox
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.look import Shown
from portfolio_desktop.reports.gantt.scale import moment

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.timeline.page import TimelinePage
    from portfolio_desktop.reports.gantt.printing import Printout

PDF, SVG, PNG = "pdf", "svg", "png"
_NAMES = {
    PDF: N_("PDF document (*.pdf)"),
    SVG: N_("Scalable picture (*.svg)"),
    PNG: N_("Picture (*.png)"),
}
_PAPERS = (("a4", N_("A4")), ("a3", N_("A3")))
_POINTS = 0.62
"""Points on paper for a pixel of a column: the words are smaller there."""
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """How it is to be drawn. `down` and `across` are pages; `down` 0 is as many as rows of full height need."""

    paper: str = "a4"
    upright: bool = False
    down: int = 1
    across: int = 1
    columns: bool = True
    in_sight: bool = False
    """Whether only the time that the window shows now is drawn, rather than all of it."""
    open_after: bool = True


class PaperDialog(Dialog):
    """Asks for a `Wish`; `agree` goes on to asking for the file."""

    def __init__(self, page: "TimelinePage", parent: QWidget) -> None:
        super().__init__(parent, _("Timeline as PDF"), _("Choose the file…"))
        self._page = page
        self.paper, self.turned = QComboBox(), QComboBox()
        for key, label in _PAPERS:
            self.paper.addItem(_(label), key)
        for upright, label in ((False, _("Landscape")), (True, _("Upright"))):
            self.turned.addItem(label, upright)
        self.across, self.down = _pages(1), _pages(0)
        self.down.setSpecialValueText(_("As many as it takes"))
        self.down.setValue(1)
        self.columns = QCheckBox(_("The columns of the table"))
        self.columns.setChecked(True)
        self.in_sight = QCheckBox(_("Only the dates that are in sight"))
        self.open_after = QCheckBox(_("Open it when it is written, to be printed"))
        self.open_after.setChecked(True)
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(_("Paper"), self.paper)
        form.addRow(_("Turned"), self.turned)
        form.addRow(_("Pages across"), self.across)
        form.addRow(_("Pages down"), self.down)
        for box in (self.columns, self.in_sight, self.open_after):
            form.addRow("", box)
        self.column.addLayout(form)
        self.finish_layout()

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(
            self.paper.currentData(),
            self.turned.currentData(),
            self.down.value(),
            self.across.value(),
            self.columns.isChecked(),
            self.in_sight.isChecked(),
            self.open_after.isChecked(),
        )

    def agree(self) -> None:
        wish = self.wish
        self.accept()
        export(self._page, PDF, wish)


def ask_paper(page: "TimelinePage") -> None:
    """Ask how the pages are to be, then where to."""
    PaperDialog(page, page).open()


def export(page: "TimelinePage", kind: str, wish: Wish | None = None) -> None:
    """Ask where to, then write what is shown now, as it is folded."""
    name = f"{page.words.replace(':', ' –').replace('/', '-')}.{kind}"
    wanted = wish or Wish(open_after=False)
    page.desk.ask.save_file(
        _("Export the timeline"), Path(name), (_(_NAMES[kind]),), lambda path: write(page, kind, wanted, path)
    )


def write(page: "TimelinePage", kind: str, wish: Wish, path: Path) -> None:
    """Draw beside everything else, and tell when it is done."""
    shown, printout = page.view.chart, _printout(page, wish)
    timeline, folded = shown.timeline, shown.folded

    def draw() -> None:
        from portfolio_desktop.reports.gantt.printing import print_timeline

        write_whole(path, print_timeline(Chart(timeline, folded), printout, kind))

    def done(_none: None) -> None:
        page.desk.notify(_("The timeline was written to {name}").format(name=path.name))
        if wish.open_after:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    page.desk.jobs.free(
        lambda _progress: draw(), label=_("Drawing {name}").format(name=path.name), owner=page, done=done
    )


def _printout(page: "TimelinePage", wish: Wish) -> "Printout":
    from portfolio_desktop.reports.gantt.printing import Printout
    from portfolio_desktop.reports.gantt.sheets import SheetColumn

    cells, desk = page.cells, page.desk
    columns = [
        SheetColumn(
            each.title,
            each.width * _POINTS,
            lambda row, name=each.name: cells.words(row, name),  # type: ignore[misc]
            each.right,
        )
        for each in (cells.columns if wish.columns else ())
    ]
    printout = Printout(
        title=page.words,
        subtitle=_("As planned on {day}").format(day=format_date(desk.today)),
        day=desk.today,
        author=desk.settings.author,
        columns=columns,
        paper=wish.paper,
        upright=wish.upright,
        down=wish.down,
        across=wish.across,
        shown=_plain(page.view.area.shown),
    )
    if wish.in_sight:
        area = page.view.area
        first, last = (moment(area.scale.at(x)).date() for x in (0.0, float(area.width())))
        printout = replace(printout, first=first, last=last - timedelta(days=1))
    return printout


def _plain(shown: Shown) -> Shown:
    """Without what the person looks at just now."""
    nothing = frozenset[str]()
    return replace(shown, current="", hovered="", selected=nothing, followed=nothing, near=nothing)


def _pages(least: int) -> NumberBox:
    box = NumberBox()
    box.setRange(least, _MOST_PAGES)
    return box
