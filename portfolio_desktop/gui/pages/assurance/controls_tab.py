# SPDX-License-Identifier: Apache-2.0
"""Controls over the portfolio: the matrix and its table, by tier, and attesting the one under the focus."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.assurance.acting import attest
from portfolio_desktop.gui.pages.assurance.beginning import empty_place
from portfolio_desktop.gui.pages.assurance.control_grid import ControlGrid, legend
from portfolio_desktop.gui.pages.assurance.gaps_table import GapsTable
from portfolio_desktop.gui.pages.assurance.marks import Legend
from portfolio_desktop.gui.pages.assurance.two_ways import PICTURE, TABLE, lay_out
from portfolio_desktop.gui.pages.pieces import allow
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.governance.assurance import Assurance
from portfolio_desktop.services.governance.controls import SOON_DAYS, Gap
from portfolio_desktop.services.governance.standing import Standing
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import link_titles


class ControlsTab(QWidget):
    """`picked` names the record to inspect, `opened` the one to show on its own."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: Assurance | None = None
        self.grid = ControlGrid()
        self.table = GapsTable()
        self.open, self.attest = QPushButton(_("Open the record")), QPushButton(_("Attest"))
        self.ways = SegmentedControl(_("Shown as"), [(PICTURE, _("Matrix")), (TABLE, _("Gaps"))])
        tiers = desk.catalogue.list_named("tier").items
        self.tiers = SegmentedControl(
            _("Tier"),
            [("", _("All tiers")), *((item.code, _(item.label)) for item in tiers if not item.retired)],
        )
        self._soon = Label(ink="muted")
        self._legend = Legend(legend())
        self._empty = empty_place(
            desk,
            "shield-check",
            _("No project needs a control yet"),
            _("Projects stand here with the controls of their tier, those with most missing first."),
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.ways.changed.connect(lambda _way: self._show())
        self.tiers.changed.connect(lambda _tier: self._show())
        self.attest.clicked.connect(self.attest_here)
        self.open.clicked.connect(self.open_here)
        self.grid.walked.connect(self._pick)
        self.grid.opened.connect(self._open)
        self.table.opened.connect(self._open_gap)
        self.table.picked.connect(self._pick_gap)

    def show_assurance(self, found: Assurance) -> None:
        """Draw the matrix anew; the tier stays."""
        self._found = found
        self._show()

    def attest_here(self) -> None:
        """Ask how the control under the focus stands."""
        project, title, standing = self._here()
        if project is None or standing is None:
            self._desk.notify(_("Choose a control of a project first."))
            return
        self._attest(project, title, standing)

    def open_here(self) -> None:
        """Show what was attested of the control under the focus; the control itself where nothing was."""
        project, _title, standing = self._here()
        if standing is not None:
            self.opened.emit(*_record(standing))
        elif project is not None:
            self.opened.emit("project", project)

    def _attest(self, project: Id, title: str, standing: Standing) -> None:
        """Open the window of the act, once it is known what is linked to now."""

        def named(office: Office) -> dict[Id, str]:
            checks = filter(None, (standing.check, *standing.others))
            with office.reading() as reader:
                return link_titles(reader, reader.catalogue.entity("control_check"), checks)

        def ask(found: dict[Id, str]) -> None:
            titles = {project: title, **found}
            attest(self._desk, self.window(), project, standing, titles, self._desk.today)

        self._desk.read(named, ask, owner=self)

    def _here(self) -> tuple[Id | None, str, Standing | None]:
        if self._found is None:
            return None, "", None
        if self.ways.current == TABLE:
            gap = self.table.current
            row = next((row for row in self._found.matrix.rows if gap and row.project == gap.project), None)
            return (row.project, row.title, row.standings[gap.control]) if row and gap else (None, "", None)
        row_place, stop = self.grid.place
        standing = self.grid.standing(row_place, stop)
        line = self.grid.lines[row_place] if self.grid.lines else None
        return (Id(line.key), line.title, standing) if line else (None, "", None)

    def _show(self) -> None:
        if self._found is None:
            return
        matrix, tier = self._found.matrix, self.tiers.current
        self.grid.show_matrix(matrix, tier)
        self.table.show_matrix(matrix, tier)
        picture = self.ways.current == PICTURE
        some = bool(matrix.controls and matrix.rows)
        self._stack.setCurrentWidget(self._empty if not some else self.grid if picture else self.table)
        self._legend.setVisible(some and picture)
        self._soon.setText(
            _("{count} run out within {days} days").format(count=matrix.expiring, days=SOON_DAYS)
            if matrix.expiring
            else ""
        )
        allow(self._desk, self.attest, some)
        self.open.setEnabled(some)

    def _pick(self, row: int, stop: int) -> None:
        standing = self.grid.standing(row, stop)
        if standing is None:
            self.picked.emit("project", self.grid.lines[row].key)
        else:
            self.picked.emit(*_record(standing))

    def _open(self, row: int, stop: int) -> None:
        if stop < 0:
            self.opened.emit("project", self.grid.lines[row].key)
        elif not self._desk.read_only:
            self.attest_here()

    def _pick_gap(self, gap: Gap) -> None:
        self.picked.emit("control", gap.control)

    def _open_gap(self, gap: Gap) -> None:
        self.opened.emit("project", gap.project)

    def _lay_out(self) -> None:
        parts = (self.grid, self.table, self._empty)
        acts = ((self.open, "arrow-up-right"), (self.attest, "clipboard-check"))
        lay_out(self, (self.ways, self.tiers, self._soon), acts, self._stack, parts, self._legend)


def _record(standing: Standing) -> tuple[str, str]:
    check = standing.check
    return ("control_check", check.id) if check is not None else ("control", standing.control.id)
