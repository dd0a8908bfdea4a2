# SPDX-License-Identifier: Apache-2.0
"""The stakeholder map: the grid, and beside it what is owed, who is next and what happened with the one that is chosen."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.pages.stakeholders.beside import LOG, Beside
from portfolio_desktop.gui.pages.stakeholders.grid import StakeholderGrid, placed_words
from portfolio_desktop.gui.pages.stakeholders.stances import legend
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services import records
from portfolio_desktop.services.stakeholders import Stakeholders, log_of, stakeholders

_BESIDE, _LEAST_BESIDE, _GRID = 380, 280, 520  # logical pixels


class StakeholdersPage(QWidget):
    """Reads again after each write; the project, the choice and the tab in front stay."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect."""
    open_requested = Signal(str, str)
    register_requested = Signal(str, object, str)
    import_requested = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Stakeholder map"))
        self._desk = desk
        self._found: Stakeholders | None = None
        self._project: Id | None = None
        self._headline = Label(step=5, bold=True)
        self._underline = Label(ink="muted", wrap=True)
        self._legend = ElidedLabel(ink="muted", step=-0.5)
        self.projects = ListBox()
        self.grid = StakeholderGrid()
        self.beside = Beside(desk)
        self._lay_out()
        self.projects.activated.connect(self._choose_project)
        self.grid.picked.connect(self._picked)
        self.grid.picked.connect(partial(self.current_changed.emit, "stakeholder"))
        self.grid.opened.connect(partial(self.open_requested.emit, "stakeholder"))
        self.grid.placed.connect(self._place)
        self.beside.opened.connect(self.open_requested)
        self.beside.register_wanted.connect(
            lambda entity: self.register_requested.emit(entity, EVERYTHING, "")
        )
        Fresh(self, desk, self.load)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside the grid gives way first."""
        super().resizeEvent(event)
        self.beside.setFixedWidth(max(_LEAST_BESIDE, min(_BESIDE, self.width() - _GRID)))

    def load(self) -> None:
        """Read everything again."""
        self._desk.read(partial(stakeholders, project=self._project), self.show_found, owner=self)

    def show_found(self, found: Stakeholders) -> None:
        """Draw what was found. A project that has no stakeholders any more is let go of."""
        self._found = found
        if self._project is not None and self._project not in {id for id, _title in found.projects}:
            self._project = None
            self.load()
            return
        self._stack.setCurrentIndex(0 if found.lines or self._project else 1)
        self._headline.setText(placed_words(found.lines))
        self._underline.setText(_underline(found))
        self._legend.set_text(legend(self._desk.catalogue))
        self._fill_projects(found)
        self.grid.show_lines(self._desk.catalogue, found.lines, read_only=self._desk.read_only)
        self.beside.show_found(found)
        self._show_log(self.grid.chosen)

    def _fill_projects(self, found: Stakeholders) -> None:
        self.projects.blockSignals(True)
        self.projects.clear()
        self.projects.addItem(_("All projects"), None)
        for id, title in found.projects:
            self.projects.addItem(shorten(one_line(title), 80), id)
        self.projects.setCurrentIndex(max(0, self.projects.findData(self._project)))
        self.projects.blockSignals(False)

    def _choose_project(self, place: int) -> None:
        self._project = self.projects.itemData(place)
        self.load()

    def _picked(self, id: str) -> None:
        self.beside.tabs.setCurrentIndex(LOG)
        self._show_log(id)

    def _show_log(self, id: str) -> None:
        line = next((line for line in self._found.lines if line.id == id), None) if self._found else None
        if line is None:
            self.beside.show_log(None, ())
        else:
            self._desk.read(
                lambda office: log_of(office, Id(id)), partial(self.beside.show_log, line), owner=self
            )

    def _place(self, id: str, interest: str, influence: str) -> None:
        values = {"interest": interest, "influence": influence}
        self._desk.write(
            lambda office: records.change(office, "stakeholder", Id(id), values),
            lambda written: self._desk.notify(written.label, undo=True) if written is not None else None,
            owner=self,
        )

    def _lay_out(self) -> None:
        self.projects.setAccessibleName(_("Stakeholders of which project"))
        self.projects.setMinimumWidth(180)
        self.projects.setMaximumWidth(260)
        self.projects.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        register = QPushButton(_("Open the register"))
        register.setIcon(icon("users"))
        register.clicked.connect(lambda: self.register_requested.emit("stakeholder", EVERYTHING, ""))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._headline)
        said.addWidget(self._underline)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(said, 1)
        head.addWidget(self.projects)
        head.addWidget(register)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.grid)
        body = QHBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(scroll, 1)
        body.addWidget(self.beside)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addWidget(self._legend)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty())

    def _empty(self) -> QWidget:
        place = EmptyPlace(
            "users",
            _("No stakeholders yet"),
            _(
                "People and bodies who can help or hinder a project, by how much it matters to them and what they can do."
            ),
        )
        place.add_step(
            _("Open the register"),
            lambda: self.register_requested.emit("stakeholder", EVERYTHING, ""),
            "users",
        )
        place.add_step(
            _("Import a spreadsheet"), lambda: self.import_requested.emit("stakeholder"), "file-spreadsheet"
        )
        return place


def _underline(found: Stakeholders) -> str:
    """What is late."""
    parts = []
    if found.late:
        said = ngettext(
            "{count} promise, concern or complaint overdue",
            "{count} promises, concerns or complaints overdue",
            found.late,
        )
        parts.append(said.format(count=f"{found.late:,}"))
    silent = sum(line.days is not None and line.days < 0 for line in found.lines)
    if silent:
        said = ngettext("{count} contact overdue", "{count} contacts overdue", silent)
        parts.append(said.format(count=f"{silent:,}"))
    return " · ".join(parts) or _("Nothing is overdue.")
