# SPDX-License-Identifier: Apache-2.0
"""A Gantt: table and chart side by side, that shows a `Timeline` and says what the person wants of it.

It changes nothing itself. A gesture or a key ends in one signal; the page makes a change set of it, and in time gives
a new `Timeline`, over which selection, folding and scroll place are kept.
"""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.timeline.card import HoverCard, card_lines
from portfolio_desktop.gui.timeline.cells import Cells
from portfolio_desktop.gui.timeline.gestures import Intent, Linked, Moved, Progressed, Stretched
from portfolio_desktop.gui.timeline.keys import act_for, add_shortcuts
from portfolio_desktop.gui.timeline.pair import TimelinePair
from portfolio_desktop.gui.timeline.pointing import Spot
from portfolio_desktop.gui.timeline.words import arrow_words
from portfolio_desktop.reports.gantt.chart import Chart


class TimelineView(TimelinePair):
    """Keys of rows and arrows are those of the `Timeline`; moments are local wall time."""

    moved = Signal(str, object)
    """A row's key, and the start that was dragged to."""
    stretched = Signal(str, object)
    """A row's key, and the finish that was dragged to."""
    linked = Signal(str, str, str)
    """Keys of the row before and the row after, and the kind: fs, ss, ff or sf."""
    progressed = Signal(str, float)
    """A row's key, and the share of its work that is done, 0 to 1."""
    current_changed = Signal(str)
    opened = Signal(str)
    """A row whose record is asked for."""
    insert_asked: Signal = Signal(str)
    """A new row is wanted above this one; an empty key asks for the first."""
    delete_asked: Signal = Signal(object)
    """This signal and the next four carry the selected keys from the top, as a tuple."""
    indent_asked: Signal = Signal(object)
    outdent_asked: Signal = Signal(object)
    link_asked: Signal = Signal(object)
    unlink_asked: Signal = Signal(object)
    menu_asked: Signal = Signal(str, QPoint)
    """A row's key, and the place on the screen."""

    def __init__(self, cells: Cells | None = None, parent: QWidget | None = None) -> None:
        super().__init__(cells, parent)
        self.card = HoverCard(self)
        self._told = ""
        self._taking = False
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.area.customContextMenuRequested.connect(self._ask_menu_here)
        self.table.selectionModel().selectionChanged.connect(self._show_selected)
        self.table.selectionModel().currentChanged.connect(self._tell_current)
        self.model.modelReset.connect(self._show_selected)
        self.table.toggled.connect(lambda lane: self.toggle(self.row(lane).key))
        self.table.key_pressed.connect(self._key)
        self.table.hovered.connect(self._hover)
        self.table.opened.connect(lambda lane: self.opened.emit(self.row(lane).key))
        self.table.customContextMenuRequested.connect(self._ask_menu)
        self.area.key_pressed.connect(self._key)
        self.area.hovered.connect(self._hover)
        self.area.pressed.connect(self._pressed)
        self.area.released.connect(self.table.setFocus)
        self.area.opened.connect(lambda lane: self.opened.emit(self.row(lane).key))
        self.area.rested.connect(self.show_card)
        self.area.scrolled.connect(self._scroll)
        self.area.intended.connect(self._tell_intent)
        add_shortcuts(self)
        self.setAccessibleName(_("Timeline"))
        self.setAccessibleDescription(_("Rows in a table, and their bars in a chart beside it."))

    def edit(self, key: str, column: str) -> None:
        """Let the person change a cell: of a row that has just been made, its name."""
        if (lane := self.chart.lane(key)) >= 0:
            self.table.edit_at(lane, self._section(column))

    def explain(self, key: str, column: str, reason: str) -> None:
        """Say at a cell why what was entered there does not fit."""
        if (lane := self.chart.lane(key)) >= 0:
            self.table.explain_at(lane, self._section(column), reason)

    def _section(self, column: str) -> int:
        return next(at for at, each in enumerate(self.model.columns) if each.name == column)

    # What the pointer does

    def _scroll(self, pixels: int) -> None:
        bar = self.table.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _hover(self, lane: int) -> None:
        """Light the row up on both sides, and the chain that it belongs to."""
        if lane == self.table.hover_lane:
            return
        self.table.hover_lane = lane
        self.table.viewport().update()
        self._show_followed()

    def _show_followed(self) -> None:
        lane = self.table.hover_lane
        hovered = self.row(lane).key if 0 <= lane < len(self.chart) else ""
        current = self.current
        followed = next((key for key in (hovered, current) if self.chart.near(key)), "")
        self.area.set_shown(
            replace(
                self.area.shown,
                hovered=hovered,
                selected=frozenset(self.selected),
                followed=self.chart.chain(followed),
                near=self.chart.near(followed),
            )
        )

    def _show_selected(self, *_changed: object) -> None:
        self._show_followed()

    def _tell_current(self, *_changed: object) -> None:
        self._show_followed()
        if not self._taking and self.current != self._told:
            self._told = self.current
            self.current_changed.emit(self._told)

    def _take(self, chart: Chart) -> None:
        self._taking = True
        super()._take(chart)
        self._taking = False
        self._tell_current()

    def _pressed(self, lane: int, modifiers: Qt.KeyboardModifier) -> None:
        """Select as a press on the row in the table would."""
        if lane < 0:
            return
        key = self.row(lane).key
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.select(frozenset(self.selected) ^ {key}, current=key)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier and self.current:
            first, last = sorted((self.chart.lane(self.current), lane))
            self.select([self.row(at).key for at in range(first, last + 1)], current=self.current)
        else:
            self.select([key], current=key, column=max(self.table.currentIndex().column(), 0))

    def show_card(self, spot: Spot | None) -> None:
        """The card of what lies there, beside the pointer; None puts it away."""
        if spot is None:
            self.card.hide()
        elif spot.part:
            row = self.row(spot.lane)
            self.card.show_at(QCursor.pos(), row.title, card_lines(row, self.model.cells.explained(row)))
        elif spot.arrow is not None:
            ends = [self.chart.rows[self.chart.numbers[key]] for key in (spot.arrow.before, spot.arrow.after)]
            self.card.show_at(QCursor.pos(), "", arrow_words(spot.arrow, *ends).split("\n"))

    def _tell_intent(self, intent: Intent) -> None:
        match intent:
            case Moved():
                self.moved.emit(*intent)
            case Stretched():
                self.stretched.emit(*intent)
            case Progressed():
                self.progressed.emit(*intent)
            case Linked():
                self.linked.emit(*intent)

    def _ask_menu(self, at: QPoint) -> None:
        """A menu for the row that was pressed, or for the current one where a key has asked."""
        lane = self.table.rowAt(at.y())
        key = self.row(lane).key if lane >= 0 else self.current
        self.menu_asked.emit(key, self.table.viewport().mapToGlobal(at))

    def _ask_menu_here(self, at: QPoint) -> None:
        lane = self.area.spot(QPointF(at)).lane
        if lane >= 0:
            self.menu_asked.emit(self.row(lane).key, self.area.mapToGlobal(at))

    # What the keyboard does

    def _key(self, event: QKeyEvent) -> None:
        act = act_for(event)
        if act is not None:
            act(self)
            event.accept()
