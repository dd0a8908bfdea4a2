# SPDX-License-Identifier: Apache-2.0
"""Table and chart of a timeline side by side: the same rows at the same heights, one scroll, one selection."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QScrollBar, QSplitter, QVBoxLayout, QWidget

from portfolio_desktop.gui.theme import ROW
from portfolio_desktop.gui.timeline.area import ChartArea
from portfolio_desktop.gui.timeline.cells import Cells, ReadOnlyCells
from portfolio_desktop.gui.timeline.foot import ChartFoot
from portfolio_desktop.gui.timeline.model import RowsModel
from portfolio_desktop.gui.timeline.order import ChoiceOrder
from portfolio_desktop.gui.timeline.table import RowsTable
from portfolio_desktop.reports.gantt.chart import Chart, above
from portfolio_desktop.reports.gantt.scale import DAY, minutes
from portfolio_desktop.services.planning.rows import Row, Timeline

_SELECT = QItemSelectionModel.SelectionFlag
_TABLE = 508
_TABLE_SHARE = 0.55  # of the width at most, however small the window is made


class Sides(QSplitter):
    """The table at the left as wide as it was last made, as far as the chart keeps its share of what there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._wanted = _TABLE
        self.splitterMoved.connect(lambda _place, _index: self._keep())

    def give_table(self, pixels: int) -> None:
        """Make the table so wide, now and whenever there is room for it."""
        self._wanted = pixels
        whole = sum(self.sizes())
        table = min(pixels, round(whole * _TABLE_SHARE))
        self.setSizes([table, whole - table])

    def _keep(self) -> None:
        self._wanted = self.sizes()[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.give_table(self._wanted)


class TimelinePair(QWidget):
    """Shows a `Timeline` and keeps what the person looks at when another one of the same rows arrives."""

    folded_changed = Signal(object)
    """The frozenset of keys that are folded now."""

    def __init__(self, cells: Cells | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel(cells or ReadOnlyCells(), self)
        self.table = RowsTable(self.model, self)
        self.area = ChartArea(self.model.cells, self)
        self.foot = ChartFoot(self.area, self)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.splitter = Sides(self)
        self._today: date | None = None
        self.fit_waits = True
        """Whether all of the time of the next rows is to be seen, whatever is looked at now."""
        self._order = ChoiceOrder()
        self._lay_out()
        inner = self.table.verticalScrollBar()
        inner.rangeChanged.connect(self._follow_range)
        self._follow_range(inner.minimum(), inner.maximum())  # it may never change
        inner.valueChanged.connect(self.bar.setValue)
        inner.valueChanged.connect(self.area.set_offset)
        self.bar.valueChanged.connect(inner.setValue)
        self.foot.fit_asked.connect(self.fit)
        self.foot.today_asked.connect(self.go_to_today)
        self.table.selectionModel().selectionChanged.connect(
            lambda *_parts: self._order.follow(self.selected)
        )
        self.table.show_columns()
        self.set_row_height(ROW)

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.splitter, 1)
        line.addWidget(self.bar)
        self.setFocusProxy(self.table)

    def _follow_range(self, least: int, most: int) -> None:
        inner = self.table.verticalScrollBar()
        self.bar.setPageStep(inner.pageStep())
        self.bar.setSingleStep(inner.singleStep())
        self.bar.setRange(least, most)
        self.bar.setVisible(most > least)

    # What is shown

    @property
    def chart(self) -> Chart:
        return self.area.chart

    @property
    def folded(self) -> frozenset[str]:
        return self.chart.folded

    def row(self, lane: int) -> Row:
        return self.chart.row(lane)

    def set_timeline(self, timeline: Timeline, folded: Iterable[str] | None = None) -> None:
        """Show these rows. Whatever of the selection and the scroll place is still there stays where it is.

        Rows that are all others than before, and lie where nobody is looking, are brought into sight. So is the bar of
        the current row, where it was in sight and has moved away.
        """
        before, seen = self.chart.numbers, self.current if self.area.sees(self.current) else ""
        self._take(Chart(timeline, self.folded if folded is None else frozenset(folded)))
        if before.keys().isdisjoint(self.chart.numbers) and not self.area.shows(*self.chart.extent):
            self.fit_waits = True
        self._today = next((mark.day for mark in timeline.marks if mark.kind == "today"), None)
        if self.fit_waits and timeline.rows and self.isVisible():
            self.fit()
        elif seen and seen == self.current and not self.area.sees(seen):
            self.area.bring(self.chart.lane(seen))

    def show_at_once(self, rows: Mapping[str, Row]) -> None:
        """Show rows as they are about to be, before the timeline that makes them so is here."""
        self.area.set_chart(self.chart.with_rows(rows))
        self.model.set_rows_of(self.chart)

    def set_cells(self, cells: Cells) -> None:
        """Take the table's columns and rules from another model."""
        self.model.set_cells(cells)
        self.area.cells = cells
        self.table.show_columns()

    def set_row_height(self, pixels: int) -> None:
        self.area.row_height = float(pixels)
        self.area.follow_theme()
        self.table.verticalHeader().setDefaultSectionSize(pixels)
        self.table.doItemsLayout()  # or else the scroll bar goes on as before until the next event
        self.table.verticalScrollBar().setSingleStep(pixels)
        self.table.horizontalHeader().setFixedHeight(round(self.area.look.head_height))

    def set_options(self, **options: bool) -> None:
        """Show or leave out `arrows`, `slack`, `baselines`, `labels` and the marking of the `critical` path."""
        self.area.set_shown(replace(self.area.shown, **options))  # type: ignore[arg-type]

    def _take(self, chart: Chart) -> None:
        """Put another chart in place, and the eye back to where it was."""
        current, chosen, column = self.current, self.selected, max(self.table.currentIndex().column(), 0)
        bar = self.table.verticalScrollBar()
        height = round(self.area.look.row)
        top, rest = divmod(bar.value(), height)
        anchor = self.row(top).key if top < len(self.chart) else ""
        self.area.set_chart(chart)
        self.model.set_chart(chart)
        self.select(chosen, current=current, column=column)
        lane = chart.lane(anchor)
        if lane >= 0:
            bar.setValue(lane * height + rest)

    # Folding

    def toggle(self, key: str) -> None:
        """Fold the row, or unfold it."""
        self.set_folded(self.folded ^ {key})

    def set_folded(self, folded: frozenset[str]) -> None:
        if folded != self.folded:
            self._take(self.chart.refolded(folded))
            self.folded_changed.emit(folded)

    def fold_to(self, level: int) -> None:
        """Show rows down to `level`, 0 for the outermost alone."""
        self.set_folded(frozenset(row.key for row in self.chart.rows if row.folds and row.level >= level))

    # The scale

    def fit(self) -> None:
        """All of the time in which anything happens."""
        self.fit_waits = False
        self.area.fit(*self.chart.extent)

    def show_dates(self, first: date, last: date) -> None:
        """Zoom to these days, both included."""
        self.fit_waits = False
        self.area.fit(minutes(first), minutes(last) + DAY)

    def go_to_today(self) -> None:
        if self._today is not None:
            self.area.go_to(self._today)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "foot"):
            self.set_row_height(round(self.area.row_height))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.fit_waits and self.chart.rows:
            self.fit()

    # Selection

    @property
    def current(self) -> str:
        """The key of the current row; empty where there is none."""
        lane = self.table.currentIndex().row()
        return self.row(lane).key if 0 <= lane < len(self.chart) else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """Keys of the selected rows, from the top."""
        ranges = self.table.selectionModel().selection().toList()
        lanes = sorted({lane for part in ranges for lane in range(part.top(), part.bottom() + 1)})
        return tuple(self.row(lane).key for lane in lanes)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the selected rows in the order in which they were chosen; of rows side by side, from the top."""
        selected = self.selected
        return self._order.of(selected, [self.chart.lane(key) for key in selected])

    def select(self, keys: Iterable[str], current: str = "", column: int = 0) -> None:
        """Select these rows. One that is folded away selects what it is folded into."""
        chosen, last = QItemSelection(), self.model.columnCount() - 1
        for lane in sorted({self.chart.lane(key) for key in keys} - {-1}):
            chosen.select(self.model.index(lane, 0), self.model.index(lane, last))
        at = self.chart.lane(current) if current else -1
        model = self.table.selectionModel()
        if at >= 0:
            model.setCurrentIndex(self.model.index(at, column), _SELECT.NoUpdate)
        model.select(chosen, _SELECT.ClearAndSelect)

    def go_to(self, key: str) -> None:
        """Make a row current and bring it and its bar into sight, out of what it is folded into."""
        if key in self.chart.numbers:
            self.set_folded(self.folded - above(self.chart, key))
            lane = self.chart.lane(key)
            index = self.model.index(lane, max(self.table.currentIndex().column(), 0))
            self.table.setCurrentIndex(index)
            if not self.table.viewport().rect().contains(self.table.visualRect(index)):
                self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.area.bring(lane)
