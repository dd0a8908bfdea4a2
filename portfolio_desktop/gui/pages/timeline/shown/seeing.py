# SPDX-License-Identifier: Apache-2.0
"""What the timeline page reads and draws. Reads on the database thread; what the person looks at stays as it is."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.exchange.query.rows import Found, Wanted, holding, narrowed, wanted
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.timeline.cells import PageCells
from portfolio_desktop.gui.pages.timeline.shown.choosing import Choosing
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.paths import seen_days
from portfolio_desktop.services.planning.rows import Row, RowKind, Timeline
from portfolio_desktop.services.planning.sheet.leading import Lead, goal_of, without_goal
from portfolio_desktop.services.planning.sheet.sight import Offered, Sight, sight_of

_NOTHING = Sight(Timeline(), {}, Offered(), any_projects=False)


class Seeing(QObject):
    """Holds the last reading of a page, and puts into its view what the filter leaves of it."""

    drawn = Signal()

    def __init__(self, desk: Desk, view: TimelineView, cells: PageCells, choosing: Choosing) -> None:
        super().__init__(view)
        self._desk, self._view, self._cells, self._choosing = desk, view, cells, choosing
        self._reading: Task | None = None
        self._words = self._found = ""
        self._wanted = Wanted()
        self._drawn: tuple[Wanted, Found] = (self._wanted, ())
        self._refused = ""
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
        """What a row has to hold to be shown, as it was typed; empty where all are."""
        return without_goal(self._words)

    @property
    def lead(self) -> Lead | None:
        """What leads to somewhere, where nothing else is shown."""
        return self.sight.lead

    @property
    def problem(self) -> str:
        """Why the words of the filter ask for nothing; empty where they do."""
        return self._refused or (self.lead.problem if self.lead else "")

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
        scope, goal = self._choosing.setting.scope(self._desk), goal_of(self._words)
        asked, label = self._wanted, "" if self.known else _("Laying out the timeline")

        def read(office: Office) -> tuple[Sight, Found]:
            return sight_of(office, scope, goal), holding(office, asked)

        self._reading = self._desk.read(
            read, lambda found: self._show(found[0], (asked, found[1])), owner=self, label=label
        )

    def _show(self, sight: Sight, narrowing: tuple[Wanted, Found]) -> None:
        """Draw what was found. What leads to somewhere is seen from its first step to its last."""
        before = self.lead
        self.sight, self._drawn = sight, narrowing
        self._cells.details = sight.details
        self._cells.told.clear()
        self._choosing.offer(sight.offered)
        self.draw()
        if sight.lead and sight.lead != before and (days := seen_days(sight.timeline)):
            self._view.show_dates(*days)

    def narrow(self, words: str) -> None:
        """Show only rows that hold what is asked for, and what they lie under; what cannot be asked changes nothing.

        Whoever found a row keeps it in sight.
        """
        self._view.table.finish_editing()
        try:
            asked = wanted(self._desk.catalogue, without_goal(words))
        except Refusal as refusal:
            self._refused = str(refusal)
            self.drawn.emit()
            return
        found = self._view.current if self._words else ""
        before, goal = self._wanted.within, goal_of(self._words)
        self._words, self._wanted, self._refused = words.strip(), asked, ""
        self._found = found if not self._words else ""
        if goal != goal_of(self._words):
            self._view.fit_waits = True
            self.load()
        elif not before == asked.within == self._drawn[0].within:
            self.load()
        else:
            self._drawn = (asked, self._drawn[1])
            self.draw()

    def draw(self) -> None:
        """Show the rows as they really are: what was only asked for is gone from sight.

        While a cell is being edited this waits until its editor has closed: half-typed words are not lost.
        """
        self._late = self._view.table.is_editing
        if self._late:
            return
        self._cells.pending.clear()
        timeline = narrowed(self.sight.timeline, *self._drawn)
        if not self._choosing.setting.shows("marks"):
            timeline = replace(timeline, marks=tuple(each for each in timeline.marks if each.kind == "today"))
        self._view.set_timeline(timeline, frozenset() if self._words else self._folded(timeline))
        if self._found:
            self._view.go_to(self._found)
            self._found = ""
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
