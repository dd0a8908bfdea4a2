# SPDX-License-Identifier: Apache-2.0
"""The timeline page: the portfolio down to its tasks as table and chart, changed where it is seen.

Puts its parts together: the bar, the view, the panel beside it and the line below; each has its own file.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.query.rows import MORE, on_timeline
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.finding.completer import QueryCompleter
from portfolio_desktop.gui.keys.where import TIMELINE
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.pages.timeline.acts import add_actions, row_menu
from portfolio_desktop.gui.pages.timeline.cells import PageCells
from portfolio_desktop.gui.pages.timeline.doing import Doing
from portfolio_desktop.gui.pages.timeline.foreseeing import Foreseeing
from portfolio_desktop.gui.pages.timeline.going import Going
from portfolio_desktop.gui.pages.timeline.shown.bar import TimelineBar, scope_words
from portfolio_desktop.gui.pages.timeline.shown.choosing import Choosing
from portfolio_desktop.gui.pages.timeline.shown.foot import TimelineFoot
from portfolio_desktop.gui.pages.timeline.shown.panes import Panes
from portfolio_desktop.gui.pages.timeline.shown.seeing import Seeing
from portfolio_desktop.gui.pages.timeline.side import Picked, Side
from portfolio_desktop.gui.pages.timeline.telling import Telling
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.planning.scope import Detail
from portfolio_desktop.services.planning.sheet.leading import GOAL

_TABLE, _TABLE_BESIDE, _CHART, _SIDE = 486, 314, 900, 420


class TimelinePage(QWidget):
    """Follows the desk by itself. Its signals are those of a register."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect; both empty for none."""
    open_requested = Signal(str, str)
    register_requested = Signal(str)
    import_requested = Signal(str)

    def __init__(self, desk: Desk, above: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Timeline"))
        self.desk = desk
        self._beside = False
        self.cells = PageCells(desk, self)
        self.view = TimelineView(self.cells)
        self.choosing = Choosing(desk, self.view, self.cells)
        self.seeing = Seeing(desk, self.view, self.cells, self.choosing)
        self.going = Going(desk, self.view, self.seeing, self.choosing)
        self.doing = Doing(desk, self.view, self.cells)
        self.side = Side(desk)
        self.acts = Actions(self, above, where=TIMELINE)
        add_actions(self, self.acts)
        self.bar = TimelineBar(self.acts)
        QueryCompleter(self.bar.box, desk, more=MORE, catalogue=lambda: on_timeline(desk.catalogue))
        self.foot = TimelineFoot(self.acts)
        self._lay_out()
        self._connect()
        self.choosing.join(self.bar)
        self.bar.refuse_new(desk.why_read_only)
        Telling(desk, self.view, self.cells)
        Foreseeing(desk, self.view, self.doing.project_of)
        Fresh(self, desk, self.seeing.load)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard into the rows. A focus proxy would do so too, but Tab would take it for the way past the bar."""
        self.view.setFocus(reason)

    def show_project(self, id: str) -> None:
        """The plan of one project."""
        self.choosing.show_project(id)

    def show_record(self, entity: str, id: str) -> None:
        """A task, a milestone or a hand-over, in the plan of its project."""
        self.going.show_record(entity, id)

    @property
    def words(self) -> str:
        """What is shown, for a title."""
        if self.seeing.lead is not None:
            return self.seeing.lead.words
        what = scope_words(self.choosing.setting, self.seeing.sight.offered)
        return _("Timeline: {what}").format(what=what)

    def show_lead(self) -> None:
        """Only what leads to the current row, through whichever plans."""
        row = self.going.row(self.view.current)
        goal = self.going.row(row.follows) or row if row else None
        if goal is not None and goal.entity in ("task", "project"):
            self.bar.box.say(f"{GOAL}{goal.code}")

    def focus_filter(self) -> None:
        """Put the keyboard into the filter box."""
        self.bar.box.setFocus()
        self.bar.box.selectAll()

    def _unfilter(self) -> None:
        self.bar.box.clear()
        self.seeing.narrow("")

    def _follow_drawn(self) -> None:
        seeing = self.seeing
        if seeing.known:
            self._panes.choose(
                rows=seeing.has_rows, filtered=seeing.filtered, any_projects=seeing.sight.any_projects
            )
        nothing = "" if seeing.sight.any_projects else _("Add a project first: a task is part of its plan.")
        self.bar.refuse_new(self.desk.why_read_only or nothing)
        self.bar.box.set_problem(seeing.problem)
        self.foot.setVisible(seeing.has_rows)
        whole = self.choosing.setting.detail == Detail.TASKS and not seeing.filtered
        self.foot.show_timeline(self.view.chart.timeline, whole=whole, refused=bool(seeing.problem))
        self._follow_selection()

    def _tell_current(self, key: str) -> None:
        row = self.going.row(key)
        self.current_changed.emit(*((row.entity, row.record) if row and row.record else ("", "")))

    def _follow_selection(self) -> None:
        row = self.going.row(self.view.current)
        self.foot.show_row(row)
        project = self.doing.project_of(self.view.current)
        rows = [each for key in self.view.selected[:3] if (each := self.going.row(key))]
        self.side.follow(Picked(row, Id(project) if project else None, rows))
        self.acts.refresh()

    def _make_room(self) -> None:
        """A panel takes its place from the table rather than from the chart."""
        table = self.view.splitter.sizes()[0]
        beside = bool(self.side.shown)
        if beside is not self._beside:
            self._beside = beside
            self.view.splitter.give_table(min(table, _TABLE_BESIDE) if beside else max(table, _TABLE))
        self.acts.refresh()

    def _show_menu(self, _key: str, at: QPoint) -> None:
        row_menu(self, self.acts).popup(at)

    # Putting it together

    def _lay_out(self) -> None:
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(1)
        body.addWidget(self.view)
        body.addWidget(self.side)
        body.setStretchFactor(0, 1)
        body.setSizes([_CHART, _SIDE])
        self.view.splitter.give_table(_TABLE)
        self._panes = Panes(
            body,
            new_project=lambda: self.register_requested.emit("project"),
            open_plan=lambda: self.import_requested.emit("plan"),
            import_projects=lambda: self.import_requested.emit("project"),
            everything=lambda: self.choosing.choose("projects", ()),
            unfilter=self._unfilter,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._panes, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        view, going = self.view, self.going
        self.bar.box.searched.connect(self.seeing.narrow)
        self.bar.box.returnPressed.connect(self.view.setFocus)
        self.seeing.drawn.connect(self._follow_drawn)
        view.current_changed.connect(self._tell_current)
        view.menu_asked.connect(self._show_menu)
        view.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._follow_selection())
        going.open_requested.connect(self.open_requested)
        going.unfiltered.connect(self._unfilter)
        self.doing.settled.connect(self.seeing.draw)
        self.doing.made.connect(going.name)
        self.side.went_to.connect(going.follow)
        self.side.turned.connect(self._make_room)
