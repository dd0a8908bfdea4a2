# SPDX-License-Identifier: Apache-2.0
"""How a timeline is wanted on paper: paper, pages to fit, columns and dates, and what these come to before it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QFormLayout, QGridLayout, QHBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.timeline.cells import COLUMNS
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import NumberBox

_PAPERS = (("a4", N_("A4")), ("a3", N_("A3")))
_MOST_PAGES = 20
_IN_A_LINE = 3
_ALL, _IN_SIGHT, _OWN = "all", "in sight", "own"
_DATES = (
    (_ALL, N_("All of them")),
    (_IN_SIGHT, N_("Those that are in sight now")),
    (_OWN, N_("From one day to another")),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How it is to be drawn. `down` and `across` are pages; `down` 0 is as many as rows of full height need.

    `columns` are names of `cells.COLUMNS`, the name of a row among them; none at all leaves only bars with their names.
    `first` and `last` are the days from which to which bars are seen; None for all of them.
    """

    paper: str = "a4"
    upright: bool = False
    down: int = 1
    across: int = 1
    columns: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    open_after: bool = False


class PaperDialog(Dialog):
    """Asks for a `Wish` and hands it on. `fits` answers how many rows can be read on the pages of a wish.

    `shortens`: where rows are too many, the shortest are left out. Otherwise there are more pages.
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        columns: Sequence[str],
        in_sight: tuple[date, date],
        rows: int,
        fits: Callable[[Wish], int],
        shortens: bool,
        agreed: Callable[[Wish], None],
    ) -> None:
        super().__init__(parent, _("Print the timeline, or save it as PDF"), _("Choose the file…"))
        self._in_sight, self._rows, self._fits, self._agreed = in_sight, rows, fits, agreed
        self._shortens = shortens
        self.paper, self.turned, self.dates = ListBox(), ListBox(), ListBox()
        for key, label in _PAPERS:
            self.paper.addItem(_(label), key)
        for upright, label in ((False, _("Landscape")), (True, _("Upright"))):
            self.turned.addItem(label, upright)
        for key, label in _DATES:
            self.dates.addItem(_(label), key)
        self.across, self.down = _pages(1), _pages(0)
        self.down.setSpecialValueText(_("As many as it takes"))
        self.down.setValue(1)
        self.first, self.last = (_day(day) for day in in_sight)
        self.first.setAccessibleName(_("First day"))
        self.last.setAccessibleName(_("Last day"))
        self.columns = {name: QCheckBox(_(heading)) for name, (heading, *_rest) in COLUMNS.items()}
        for name, box in self.columns.items():
            box.setChecked(name in columns)
        self.open_after = QCheckBox(_("Open it when it is written, to be printed"))
        self.open_after.setChecked(True)
        self.note = Label(ink="muted", wrap=True)
        self._lay_out()
        self._connect()
        self._follow()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(_("Paper"), _in_line(self.paper, self.turned))
        form.addRow(_("Pages across"), self.across)
        form.addRow(_("Pages down"), self.down)
        form.addRow("", self.note)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        for place, box in enumerate(self.columns.values()):
            grid.addWidget(box, place // _IN_A_LINE, place % _IN_A_LINE)
        form.addRow(_("Columns"), grid)
        form.addRow(_("Dates"), self.dates)
        form.addRow("", _in_line(self.first, self.last))
        form.addRow("", self.open_after)
        self.column.addLayout(form)
        self.finish_layout()

    def _connect(self) -> None:
        for box in (self.paper, self.turned, self.dates):
            box.currentIndexChanged.connect(self._follow)
        for pages in (self.across, self.down):
            pages.valueChanged.connect(self._follow)

    def _follow(self) -> None:
        own = self.dates.currentData() == _OWN
        self.first.setEnabled(own)
        self.last.setEnabled(own)
        self.note.setText(self._pages_words())
        self.explain("")

    def _pages_words(self) -> str:
        """What the pages that are asked for hold."""
        down = self.down.value()
        said = ngettext("{count} row", "{count} rows", self._rows).format(count=f"{self._rows:,}")
        if not down:
            return _("{rows}, at full height.").format(rows=said)
        room = self._fits(self.wish)
        if self._rows <= room:
            return _("{rows}, made to fit.").format(rows=said)
        text = _("{rows}, but only {room} can be read on so few pages: there will be more.")
        if self._shortens:
            text = _("{rows}, but only {room} can be read on so few pages: the shortest steps are left out.")
        return text.format(rows=said, room=f"{room:,}")

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        first, last = {
            _ALL: (None, None),
            _IN_SIGHT: self._in_sight,
            _OWN: (_date(self.first), _date(self.last)),
        }[self.dates.currentData()]
        return Wish(
            self.paper.currentData(),
            self.turned.currentData(),
            self.down.value(),
            self.across.value(),
            tuple(name for name, box in self.columns.items() if box.isChecked()),
            first,
            last,
            self.open_after.isChecked(),
        )

    def agree(self) -> None:
        wish = self.wish
        if wish.first is not None and wish.last is not None and wish.last < wish.first:
            self.explain(_("The last day lies before the first."))
            return
        self.accept()
        self._agreed(wish)


def _in_line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(GAP_SMALL)
    for each in widgets:
        line.addWidget(each, 1)
    return line


def _pages(least: int) -> NumberBox:
    box = NumberBox()
    box.setRange(least, _MOST_PAGES)
    return box


def _day(day: date) -> DayEdit:
    return DayEdit(day)


def _date(edit: DayEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
