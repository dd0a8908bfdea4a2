# SPDX-License-Identifier: Apache-2.0
"""The organisation chart on paper or as a picture: asks how, then draws what is unfolded beside everything else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.opening import open_written
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.capacity.package_sheet import owner_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.chart import Place

if TYPE_CHECKING:
    from portfolio_desktop.reports.organisation.printing import Printout

PDF, SVG, PNG = "pdf", "svg", "png"
_NAMES = {
    PDF: N_("PDF document (*.pdf)"),
    SVG: N_("Scalable picture (*.svg)"),
    PNG: N_("Picture (*.png)"),
}
_PAPERS = (("a4", N_("A4")), ("a3", N_("A3")))


@dataclass(frozen=True, slots=True)
class Charted:
    """What is exported: the places, what is folded of them, and what it is called."""

    title: str
    places: tuple[Place, ...]
    folded: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wish:
    """How it is to be drawn."""

    paper: str = "a4"
    upright: bool = False
    one_page: bool = False
    marking: str = ""
    open_after: bool = False


class PaperDialog(Dialog):
    """Asks for a `Wish` and hands it on. `pages` answers how many pages a wish comes to."""

    def __init__(
        self, parent: QWidget, *, pages: Callable[[Wish], int], agreed: Callable[[Wish], None]
    ) -> None:
        super().__init__(parent, _("Print the organisation chart, or save it as PDF"), _("Choose the file…"))
        self._pages, self._agreed = pages, agreed
        self.paper, self.turned, self.fitted = ListBox(), ListBox(), ListBox()
        for key, label in _PAPERS:
            self.paper.addItem(_(label), key)
        for upright, label in ((False, _("Landscape")), (True, _("Upright"))):
            self.turned.addItem(label, upright)
        for one, label in ((False, _("As many as it takes to be read")), (True, _("Everything on one"))):
            self.fitted.addItem(label, one)
        self.marking = QLineEdit()
        self.marking.setPlaceholderText(_("None"))
        self.open_after = QCheckBox(_("Open it when it is written, to be printed"))
        self.open_after.setChecked(True)
        self.note = Label(ink="muted", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(GAP_SMALL)
        line.addWidget(self.paper, 1)
        line.addWidget(self.turned, 1)
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(_("Paper"), line)
        form.addRow(_("Pages"), self.fitted)
        form.addRow("", self.note)
        form.addRow(_("Marking"), self.marking)
        form.addRow("", self.open_after)
        self.column.addLayout(form)
        self.finish_layout()
        for box in (self.paper, self.turned, self.fitted):
            box.currentIndexChanged.connect(self._follow)
        self._follow()

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(
            self.paper.currentData(),
            self.turned.currentData(),
            self.fitted.currentData(),
            self.marking.text().strip(),
            self.open_after.isChecked(),
        )

    def agree(self) -> None:
        wish = self.wish
        self.accept()
        self._agreed(wish)

    def _follow(self) -> None:
        count = self._pages(self.wish)
        said = ngettext("{count} page.", "{count} pages.", count).format(count=f"{count:,}")
        more = _(
            "Each team that finds no room on its manager's page has one of its own, which is named there."
        )
        self.note.setText(said if count == 1 else f"{said} {more}")


def ask_paper(desk: Desk, parent: QWidget, charted: Charted) -> None:
    """Ask how the pages are to be, then where to. The marking begins with that of the portfolio."""
    from portfolio_desktop.reports.organisation.printing import pages_needed

    def ask(marking: str) -> None:
        dialog = PaperDialog(
            parent,
            pages=lambda wish: pages_needed(charted.places, _printout(desk, charted, wish)),
            agreed=lambda wish: export(desk, parent, charted, PDF, wish),
        )
        dialog.marking.setText(marking)
        dialog.open()

    desk.read(_marking, ask, owner=parent)


def _marking(office: Office) -> str:
    with office.reading() as reader:
        return owner_of(reader)[1]


def export(desk: Desk, owner: QWidget, charted: Charted, kind: str, wish: Wish | None = None) -> None:
    """Ask where to, then write what is unfolded now."""
    wanted = wish or Wish()
    desk.ask.save_file(
        _("Export the organisation chart"),
        Path(f"{charted.title}.{kind}"),
        (_(_NAMES[kind]),),
        lambda path: _write(desk, owner, charted, kind, wanted, path),
    )


def _write(desk: Desk, owner: QWidget, charted: Charted, kind: str, wish: Wish, path: Path) -> None:
    printout = _printout(desk, charted, wish)

    def draw() -> None:
        from portfolio_desktop.reports.organisation.printing import print_chart

        needs_folder(path)
        write_whole(path, print_chart(charted.places, printout, kind))

    def done(_none: None) -> None:
        desk.notify(_("The organisation chart was written to {name}").format(name=path.name))
        if wish.open_after:
            open_written(desk, path)

    desk.jobs.free(
        lambda _progress: draw(), label=_("Drawing {name}").format(name=path.name), owner=owner, done=done
    )


def _printout(desk: Desk, charted: Charted, wish: Wish) -> "Printout":
    from portfolio_desktop.reports.organisation.printing import Printout

    return Printout(
        title=charted.title,
        day=desk.today,
        author=desk.settings.author,
        marking=wish.marking,
        paper=wish.paper,
        upright=wish.upright,
        one_page=wish.one_page,
        folded=charted.folded,
    )
