# SPDX-License-Identifier: Apache-2.0
"""What the timeline page shows: takes what the person chooses in bar, menus and headings, and remembers it."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.timeline.cells import PageCells
from portfolio_desktop.gui.pages.timeline.shown.bar import TimelineBar
from portfolio_desktop.gui.pages.timeline.shown.menus import ColumnsMenu, ProjectsMenu
from portfolio_desktop.gui.pages.timeline.shown.setting import OPTIONS, Setting, keep_setting, kept_setting
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.planning.sheet.sight import Offered

_EDGE = 10  # between the last column and the chart


class Choosing(QObject):
    """Holds the one `Setting` of a page. Columns and options are put into the view here."""

    rescoped = Signal()
    """Other rows are asked for than those that were read."""
    redrawn = Signal()
    """The same rows are to be shown otherwise."""

    def __init__(self, desk: Desk, view: TimelineView, cells: PageCells) -> None:
        super().__init__(view)
        self._desk, self._view, self._cells = desk, view, cells
        self._offered = Offered()
        self._bar: TimelineBar | None = None
        self.setting = kept_setting(desk)
        cells.use(self.setting.columns, self.setting.widths)
        view.set_cells(cells)
        self._use_options()
        view.table.horizontalHeader().sectionResized.connect(self._keep_width)

    def join(self, bar: TimelineBar) -> None:
        """Follow what is chosen in the bar."""
        self._bar = bar
        bar.changed.connect(self.choose)
        bar.projects_asked.connect(self._choose_projects)
        bar.columns_asked.connect(self._choose_columns)
        self.offer(self._offered)

    def offer(self, offered: Offered) -> None:
        """There is this to choose from."""
        self._offered = offered
        if self._bar is not None:
            self._bar.show_setting(self.setting, offered)

    def change(self, setting: Setting) -> None:
        """Show something else, and remember it."""
        self._view.table.finish_editing()  # a menu leaves the keyboard with an editor that is open
        before, self.setting = self.setting, setting
        keep_setting(self._desk, setting)
        self._use_options()
        if (before.columns, before.widths) != (setting.columns, setting.widths):
            self._cells.use(setting.columns, setting.widths)
            self._view.set_cells(self._cells)
            self._widen()
        self.offer(self._offered)
        if before.scope(self._desk) != setting.scope(self._desk):
            self.rescoped.emit()
        else:
            self.redrawn.emit()

    def choose(self, name: str, value: object) -> None:
        """Another value for one part of the setting. Other rows begin folded as at first."""
        changes = {name: value}
        if name in ("projects", "programme"):
            changes = {"projects": (), "programme": "", **changes, "folded": None}
            self._view.fit_waits = True
        elif name in ("detail", "group", "tasks_by"):
            changes["folded"] = None
        self.change(replace(self.setting, **changes))  # type: ignore[arg-type]

    def show_project(self, id: str) -> None:
        """The whole plan of one project."""
        self._view.fit_waits = True
        self.change(replace(self.setting, projects=(id,), programme="", detail="tasks", folded=None))

    def toggle(self, option: str) -> None:
        """Show one of the options, or leave it out."""
        self.change(self.setting.toggled(option))

    def keep_folded(self, folded: frozenset[str]) -> None:
        """Remember which rows the person has folded."""
        self.setting = replace(self.setting, folded=tuple(sorted(folded)))
        keep_setting(self._desk, self.setting)

    def _widen(self) -> None:
        """The table takes what its columns need, up to half of the page."""
        table, chart = self._view.splitter.sizes()
        need = sum(column.width for column in self._cells.columns) + _EDGE
        kept = min(need, (table + chart) // 2)
        self._view.splitter.setSizes([kept, table + chart - kept])

    def _use_options(self) -> None:
        self._view.set_options(**{name: self.setting.shows(name) for name in OPTIONS if name != "marks"})

    def _choose_projects(self, at: QPoint) -> None:
        menu = ProjectsMenu(self._offered.projects, self.setting.projects, self._view)
        menu.chosen.connect(lambda ids: self.choose("projects", ids))
        menu.open_at(at)

    def _choose_columns(self, at: QPoint) -> None:
        menu = ColumnsMenu(self.setting.columns, self._view)
        menu.chosen.connect(lambda names: self.choose("columns", names))
        menu.open_at(at)

    def _keep_width(self, section: int, _old: int, new: int) -> None:
        """A width that was dragged. The last column takes what is left, and is nobody's choice."""
        columns = self._view.model.columns
        if self._view.table.horizontalHeader().underMouse() and section < len(columns) - 1:
            widths = {**self.setting.widths, columns[section].name: new}
            self.setting = replace(self.setting, widths=widths)
            self._cells.use(self.setting.columns, widths)
            keep_setting(self._desk, self.setting)
