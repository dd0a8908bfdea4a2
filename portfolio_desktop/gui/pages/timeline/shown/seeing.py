# SPDX-License-Identifier: Apache-2.0
"""What the timeline page reads and draws. Reads on the database thread; what the person looks at stays as it is."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.timeline.cells import PageCells
from portfolio_desktop.gui.pages.timeline.shown.choosing import Choosing
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.planning.rows import Row, RowKind, Timeline
from portfolio_desktop.services.planning.sheet.narrowed import narrowed
from portfolio_desktop.services.planning.sheet.sight import Offered, Sight, sight_of

_NOTHING = Sight(Timeline(), {}, Offered(), any_projects=False)


class Seeing(QObject):
    """Holds the last reading of a page, and puts into its view what the filter leaves of it."""

    drawn = Signal()

    def __init__(self, desk: Desk, view: TimelineView, cells: PageCells, choosing: Choosing) -> None:
        super().__init__(view)
        self._desk, self._view, self._cells, self._choosing = desk, view, cells, choosing
        self._reading: Task | None = None
        self._words = ""
        self._late = False
        self.sight = _NOTHING
        choosing.rescoped.connect(self.load)
        choosing.redrawn.connect(self.draw)
        view.folded_changed.connect(self._keep_folded)
        view.table.itemDelegate().closeEditor.connect(self._catch_up)

    @property
    def known(self) -> bool:
        """Whether anything has been read yet."""
        return self.sight is not _NOTHING

    @property
    def filter_words(self) -> str:
        """The words that a row has to hold to be shown; empty where all are."""
        return self._words

    @property
    def filtered(self) -> bool:
        return bool(self._words)

    @property
    def has_rows(self) -> bool:
        return bool(len(self._view.chart))

    @property
    def conflicts(self) -> list[Row]:
        """Rows in sight of which something cannot be."""
        return [row for row in self._view.chart.rows if row.conflict]

    def load(self) -> None:
        """Read again what is shown. Of several answers on the way only the last is drawn."""
        if self._desk.workspace is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        scope = self._choosing.setting.scope(self._desk)
        label = "" if self.known else _("Laying out the timeline")
        self._reading = self._desk.read(
            lambda office: sight_of(office, scope), self.show_sight, owner=self, label=label
        )

    def show_sight(self, sight: Sight) -> None:
        """Draw what was found."""
        self.sight = sight
        self._cells.details = sight.details
        self._cells.told.clear()
        self._choosing.offer(sight.offered)
        self.draw()

    def narrow(self, words: str) -> None:
        """Show only rows that hold these words, and what they lie under. Whoever found a row keeps it in sight."""
        self._view.table.finish_editing()
        found = self._view.current if self._words else ""
        self._words = words.strip()
        if found and not self._words:
            self._choosing.keep_folded(self._folded(self.sight.timeline) - self._view.chart.above(found))
        self.draw()
        if found and not self._words:
            self._view.go_to(found)

    def draw(self) -> None:
        """Show the rows as they really are: what was only asked for is gone from sight.

        While a cell is being edited this waits until its editor has closed: half-typed words are not lost.
        """
        self._late = self._view.table.is_editing
        if self._late:
            return
        self._cells.pending.clear()
        timeline = narrowed(self.sight.timeline, self._words)
        if not self._choosing.setting.shows("marks"):
            timeline = replace(timeline, marks=tuple(each for each in timeline.marks if each.kind == "today"))
        self._view.set_timeline(timeline, frozenset() if self._words else self._folded(timeline))
        self.drawn.emit()

    def _catch_up(self) -> None:
        if self._late:
            self.draw()

    def fold_to_projects(self) -> None:
        """Only what projects lie in, and projects, stay in sight."""
        rows = self._view.chart.rows
        self._view.set_folded(frozenset(row.key for row in rows if row.kind is RowKind.PROJECT and row.folds))

    def _folded(self, timeline: Timeline) -> frozenset[str]:
        """As the person left it; at first, projects where there are several."""
        kept = self._choosing.setting.folded
        if kept is not None:
            return frozenset(kept)
        projects = [row.key for row in timeline.rows if row.kind is RowKind.PROJECT]
        return frozenset(projects if len(projects) > 1 else ())

    def _keep_folded(self, folded: frozenset[str]) -> None:
        if not self._words:  # while a filter unfolds all that it leaves, nobody has chosen that
            self._choosing.keep_folded(folded)
