# SPDX-License-Identifier: Apache-2.0
"""What a person does to a plan on its timeline: each gesture, key and entry is one change set, and so one undo.

The chart shows at once what is asked for, and settles when the answer comes. A refusal puts the bar back and is said
where the hand is: beside the pointer after a drag, at the cell after an entry or a key.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.entry import Entry, Typed, entry_words
from portfolio_desktop.gui.form.meanwhile import overtaken, replaced
from portfolio_desktop.gui.pages.timeline.cells import PageCells
from portfolio_desktop.gui.pages.timeline.entering import made_of, said_by_others
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating, following, linking, shaping
from portfolio_desktop.services.planning.baselines.taking import take
from portfolio_desktop.services.planning.rows import Arrow, Row, RowKind, Span
from portfolio_desktop.services.planning.sheet import waiting
from portfolio_desktop.storage.changes import Changes, Written

_SAID_MS = 8000

Make = Callable[[Office], Changes]


class Doing(QObject):
    """Joined to one view. `settled` asks for what really is; `made` carries the key of a row that is new."""

    settled = Signal()
    made = Signal(str)

    def __init__(self, desk: Desk, view: TimelineView, cells: PageCells) -> None:
        super().__init__(view)
        self._desk, self._view, self._cells = desk, view, cells
        view.moved.connect(self.move)
        view.stretched.connect(self.stretch)
        view.progressed.connect(self.progress)
        view.linked.connect(self.link)
        view.insert_asked.connect(lambda _key: self.insert())
        view.delete_asked.connect(lambda _keys: self.delete())
        view.indent_asked.connect(lambda _keys: self.shape(shaping.indent))
        view.outdent_asked.connect(lambda _keys: self.shape(shaping.outdent))
        view.link_asked.connect(lambda _keys: self.chain())
        view.unlink_asked.connect(lambda _keys: self.shape(waiting.take_apart))
        cells.changed.connect(self.enter)

    # What the mouse does to one bar

    def move(self, key: str, start: datetime) -> None:
        """The bar begins at `start`."""
        row = self._row(key)
        by = start - (row.span.start or row.span.finish or start)
        self._show(row, span=_shifted(row.span, by))
        self._write(
            lambda office: dating.set_start(office, row.entity, Id(row.record), start), self._at_pointer
        )

    def stretch(self, key: str, finish: datetime) -> None:
        """The bar lasts until `finish`."""
        row = self._row(key)
        self._show(row, span=replace(row.span, finish=finish))
        self._write(lambda office: dating.set_finish(office, Id(row.record), finish), self._at_pointer)

    def progress(self, key: str, share: float) -> None:
        """So much of it is done, from 0 to 1."""
        row = self._row(key)
        self._show(row, progress=share, done=share >= 1.0)
        percent = Decimal(round(share * 100))
        self._write(lambda office: dating.set_progress(office, [Id(row.record)], percent), self._at_pointer)

    def link(self, before: str, after: str, kind: str) -> None:
        """One bar waits for another."""
        chart = self._view.chart
        arrow = Arrow(key="asked for", before=before, after=after, kind=kind)
        self._view.set_timeline(replace(chart.timeline, arrows=(*chart.timeline.arrows, arrow)))
        ids = Id(self._row(before).record), Id(self._row(after).record)
        self._write(lambda office: linking.link(office, *ids, kind), self._at_pointer)

    # What is typed

    def enter(self, row: Row, column: str, entry: Entry) -> None:
        """What was entered into a cell. Who typed over what somebody else wrote there meanwhile is told of it."""
        seen, become = self._cells.seen(row, column), self._cells.become(row, column)
        self._cells.pending[row.key, column] = entry_words(entry)
        detail = self._cells.details.get(row.key)
        others: list[str] = []

        def make(office: Office) -> Changes:
            others[:] = said_by_others(office, row, column, seen[0]) if seen else []
            return made_of(office, row=row, column=column, entry=entry, detail=detail)

        def said(written: Written) -> str:
            if become:
                return overtaken(become)
            return replaced(others[0]) if others else written.label

        self._write(make, partial(self._return_to, row.key, column, entry), said=said)

    def _return_to(self, key: str, column: str, entry: Entry, reason: str) -> None:
        """Open the cell again with the words that do not fit. Later, since its editor may not have closed yet."""

        def open_again() -> None:
            if key not in self._view.chart.numbers:  # what was typed for it can still be copied
                told = _("{reason} What you had typed: {words}")
                self._desk.ask.refuse(told.format(reason=reason, words=entry_words(entry)))
                return
            if isinstance(entry, Typed):
                self._cells.kept_words = {(key, column): entry.text}
            self._view.edit(key, column)
            self._view.explain(key, column, reason)
            self._cells.kept_words = {}

        QTimer.singleShot(0, self, open_again)

    # What is done to all rows that are selected

    def insert(self) -> None:
        """A new task after the current row; below a project, the last of its plan."""
        project = self.project_of(self._view.current)
        if project is None:
            self._at_row(_("Choose a project, or a row in one: the new task goes into its plan."))
            return
        row = self._row(self._view.current)
        after = Id(row.record) if row.entity == "task" else None
        self._write(lambda office: shaping.new_task(office, Id(project), after=after), self._at_row, new=True)

    def delete(self) -> None:
        """Selected tasks go with what lies under them, selected milestones with nothing else."""
        tasks, others = self._tasks(), self._selected_of("milestone", "dependency")
        strange = len(self._view.selected) - len(tasks) - len(others)
        if strange or not (tasks or others):
            self._at_row(
                _("Only tasks, milestones and hand-overs are deleted here; projects in their register.")
            )
            return

        def make(office: Office) -> Changes:
            parts = [shaping.delete(office, tasks)] if tasks else []
            for entity in ("milestone", "dependency"):
                ids = [Id(row.record) for row in others if row.entity == entity]
                parts += [records.delete(office, entity, ids)] if ids else []
            return Changes(parts[0].label, tuple(item for each in parts for item in each.items))

        self._write(make, self._at_row)

    def shape(self, act: Callable[[Office, Sequence[Id]], Changes]) -> None:
        """Carry out an act on the selected tasks."""
        tasks = self._tasks()
        if tasks:
            self._write(lambda office: act(office, tasks), self._at_row)
        else:
            self._at_row(_("Choose a task first."))

    def chain(self) -> None:
        """Each of the selected tasks waits for the one that was chosen before it."""
        places = {key: place for place, key in enumerate(self._view.chosen)}
        rows = sorted(self._selected_of("task"), key=lambda row: places[row.key])
        tasks = [Id(row.record) for row in rows]
        self.shape(lambda office, _tasks: waiting.chain(office, tasks))

    def shift(self, by: int) -> None:
        """Selected tasks go so many places down among those beside them."""
        self.shape(lambda office, tasks: shaping.move(office, tasks, by))

    def done(self, percent: int) -> None:
        """So much of each selected task is done."""
        self.shape(lambda office, tasks: dating.set_progress(office, tasks, Decimal(percent)))

    def follow_task(self) -> None:
        """The selected milestones follow the selected task; without any, a new one of the register does."""
        tasks = self._tasks()
        milestones = [Id(row.record) for row in self._selected_of("milestone")]
        if len(tasks) != 1:
            self._at_row(_("Choose one task and, with it, the milestones that are to follow it."))
        elif milestones:
            self._write(lambda office: following.follow(office, milestones, tasks[0]), self._at_row)
        else:
            self._write(lambda office: following.watch(office, tasks[0]), self._at_row)

    def take_baseline(self) -> None:
        """Keep a picture of the plan of every project in sight, under a name that is asked for."""
        projects = [Id(row.record) for row in self._view.chart.rows if row.kind is RowKind.PROJECT]

        def keep(name: str) -> None:
            if name.strip():
                self._write(lambda office: take(office, projects, name.strip()), self._at_row)

        if projects:
            text = ngettext(
                "Name of the baseline of {count} plan", "Name of the baseline of {count} plans", len(projects)
            )
            self._desk.ask.text(_("Take a baseline"), text.format(count=len(projects)), keep)

    # How it is told

    def _write(
        self,
        make: Make,
        say: Callable[[str], None],
        *,
        new: bool = False,
        said: Callable[[Written], str] = attrgetter("label"),
    ) -> None:
        def done(written: Written | None) -> None:
            if written is None:
                self.settled.emit()
                return
            self._desk.notify(said(written), undo=True)
            if new and (task := next((id for entity, id in written.touched if entity == "task"), None)):
                self.made.emit(task)

        def failed(error: Exception) -> None:
            self.settled.emit()
            if isinstance(error, Refusal):
                say(str(error))
            else:
                self._desk.jobs.unhandled(error)

        if self._desk.read_only:
            failed(Refusal(self._desk.why_read_only))
            return
        self._desk.write(make, done, owner=self, failed=failed)

    def _show(self, row: Row, **values: object) -> None:
        self._view.show_at_once({row.key: replace(row, **values)})  # type: ignore[arg-type]

    def _at_pointer(self, reason: str) -> None:
        QToolTip.showText(QCursor.pos(), safe_tooltip(reason), self._view, QRect(), _SAID_MS)
        self._desk.notify(reason)

    def _at_row(self, reason: str) -> None:
        if self._view.current:
            self._view.explain(self._view.current, "title", reason)
        self._desk.notify(reason)

    # What the view knows of rows

    def _row(self, key: str) -> Row:
        chart = self._view.chart
        return chart.rows[chart.numbers[key]]

    def _selected_of(self, *entities: str) -> list[Row]:
        found = map(self._row, self._view.selected)
        return [row for row in found if row.entity in entities]

    def _tasks(self) -> list[Id]:
        return [Id(row.record) for row in self._selected_of("task")]

    def project_of(self, key: str) -> str | None:
        """The id of the project that the row lies in, or is."""
        chart = self._view.chart
        at = chart.numbers.get(key, -1)
        return next(
            (chart.rows[n].record for n in range(at, -1, -1) if chart.rows[n].kind is RowKind.PROJECT), None
        )


def _shifted(span: Span, by: timedelta) -> Span:
    return Span(
        start=span.start + by if span.start else None, finish=span.finish + by if span.finish else None
    )
