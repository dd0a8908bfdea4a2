# SPDX-License-Identifier: Apache-2.0
"""Where the person is on the timeline, and the ways to other rows: from panels, registers, conflicts and new tasks."""

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.timeline.shown.choosing import Choosing
from portfolio_desktop.gui.pages.timeline.shown.seeing import Seeing
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.rows import Row


class Going(QObject):
    """Rows are known by their keys, which are the ids of their records."""

    open_requested = Signal(str, str)
    unfiltered = Signal()
    """A row is wanted that the filter leaves out."""

    def __init__(self, desk: Desk, view: TimelineView, seeing: Seeing, choosing: Choosing) -> None:
        super().__init__(view)
        self._desk, self._view, self._seeing, self._choosing = desk, view, seeing, choosing
        self._wanted = self._unnamed = ""
        view.opened.connect(self.open)
        seeing.drawn.connect(self._arrive)

    def row(self, key: str) -> Row | None:
        number = self._view.chart.numbers.get(key, -1)
        return self._view.chart.rows[number] if number >= 0 else None

    def open(self, key: str) -> None:
        """Show the record of a row where it has its place."""
        row = self.row(key)
        if row is not None and row.record:
            self.open_requested.emit(row.entity, row.record)

    def open_current(self) -> None:
        """Show the record of the current row where it has its place."""
        self.open(self._view.current)

    def show_record(self, entity: str, id: str) -> None:
        """A task, a milestone or a hand-over, in the plan of its project."""

        def project_of(office: Office) -> object:
            with office.reading() as reader:
                return record_of(reader, entity, Id(id))["project_id"]

        def show(project: object) -> None:
            if isinstance(project, str):
                self._wanted = id
                self._choosing.show_project(project)

        self._desk.read(project_of, show, owner=self)

    def follow(self, entity: str, id: str) -> None:
        """A panel leads to a record: to its row where there is one, else to the plan that it is in."""
        if all(row.key != id for row in self._seeing.sight.timeline.rows):
            if entity == "project":
                self._choosing.show_project(id)
            else:
                self.show_record(entity, id)
            return
        if id not in self._view.chart.numbers:
            self.unfiltered.emit()
        self._view.go_to(id)

    def name(self, key: str) -> None:
        """Let the person name a task that is new, as soon as it has its row."""
        self._unnamed = key
        if key in self._view.chart.numbers:
            self._unnamed = ""
            self._view.go_to(key)
            self._view.edit(key, "title")

    def next_conflict(self) -> None:
        """Go on to the next row of which something cannot be, and say what."""
        numbers, found = self._view.chart.numbers, self._seeing.conflicts
        if found:
            at = numbers.get(self._view.current, -1)
            row = next((each for each in found if numbers[each.key] > at), found[0])
            self._view.go_to(row.key)
            self._view.explain(row.key, "title", row.conflict)

    def _arrive(self) -> None:
        if self._wanted in self._view.chart.numbers:
            wanted, self._wanted = self._wanted, ""
            self._view.go_to(wanted)
        if self._unnamed:
            self.name(self._unnamed)
