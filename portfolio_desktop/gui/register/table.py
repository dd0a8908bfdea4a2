# SPDX-License-Identifier: Apache-2.0
"""The table of a register: rules, group headings, the current cell, and the keys that spreadsheets have taught."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QLine,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QToolTip,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.gui.access.announcing import announce, tell_cell
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.models.register_model import Index, RegisterModel
from portfolio_desktop.gui.register.delegate import CLOSED, CellDelegate
from portfolio_desktop.gui.register.drawing.headings import paint_heading
from portfolio_desktop.gui.register.header import RegisterHeader
from portfolio_desktop.gui.theme import ROW, ROW_COMPACT, Theme, current_theme, tabular
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.tables.frozen import FrozenTable, paint_frame

_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RegisterTable(FrozenTable):
    """Cells are selected as in a spreadsheet; the record of the current cell is the current record."""

    opened = Signal(int)
    """A display row whose record is to be opened."""
    edit_ended = Signal()
    """Nobody is typing into a cell any more."""
    scrolled_sideways = Signal()
    resized = Signal()

    def __init__(self, desk: Desk, model: RegisterModel, parent: QWidget | None = None) -> None:
        heads = RegisterHeader()
        super().__init__(heads, parent)
        self.heads: RegisterHeader = heads
        self._register = model
        self._column_place = 0
        self._delegate = CellDelegate(desk, self)
        self._delegate.moved.connect(self._step)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        model.modelReset.connect(self._delegate.leave_row)
        self.setFont(tabular(self.font()))
        self.setShowGrid(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_COMPACT)
        self.set_compact(desk.compact)
        desk.compact_changed.connect(self.set_compact)
        self.horizontalScrollBar().valueChanged.connect(self.scrolled_sideways)
        self.setAccessibleName(_(model.entity.plural))

    def set_compact(self, compact: bool) -> None:
        self.verticalHeader().setDefaultSectionSize(ROW_COMPACT if compact else ROW)
        self.verticalScrollBar().setSingleStep(ROW_COMPACT if compact else ROW)

    def follow_theme(self) -> None:
        """Take the colours of the theme that the application is painted in now."""
        self._delegate.follow_theme()
        self.viewport().update()

    # What is selected

    def selected_numbers(self) -> list[int]:
        """Row numbers of every record with a selected cell, from the top."""
        found: list[int] = []
        for first, last in _bands(self.selectionModel().selection()):
            found += self._register.arrangement.numbers(first, last + 1)
        return found

    def selected_fields(self) -> list[Field]:
        """Fields with a selected cell, in the order shown."""
        sections = {
            section
            for part in self.selectionModel().selection().toList()
            for section in range(part.left(), part.right() + 1)
            if not self.isColumnHidden(section)
        }
        return [self._register.columns[section] for section in sorted(sections, key=self.heads.visualIndex)]

    def shown_fields(self) -> list[Field]:
        """All columns in the order shown."""
        order = sorted(range(len(self._register.columns)), key=self.heads.visualIndex)
        return [self._register.columns[section] for section in order]

    def field_at(self, index: Index) -> Field:
        """The field of a cell."""
        return self._register.columns[index.column()]

    def select_rows(self, rows: list[int], column: int = 0) -> None:
        """Make the first of these display rows current, scroll to it and select all of them."""
        if not rows:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.go_to(rows[0], column)
        for row in rows[1:]:
            self.selectionModel().select(self._register.index(row, column), flags.Select)
        self.scrollTo(self._register.index(rows[0], column))

    def go_to(self, row: int, section: int) -> None:
        """Make a cell current and the only one selected, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._register.index(row, section), flags)

    def edit_at(self, row: int, section: int) -> None:
        """Open the editor of a cell, with what was typed into it before where that did not fit."""
        self.go_to(row, section)
        self.edit(self._register.index(row, section))

    @property
    def is_editing(self) -> bool:
        return self.state() is QAbstractItemView.State.EditingState and not self._delegate.is_done

    def explain_at(self, row: int, section: int, reason: str) -> None:
        """Say at the cell why what was entered there does not fit."""
        below = self.visualRect(self._register.index(row, section)).bottomLeft() + QPoint(0, 2)
        QToolTip.showText(
            self.viewport().mapToGlobal(below), safe_tooltip(reason), self.viewport(), QRect(), 8000
        )
        announce(self, reason, at_once=True)

    # Keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        heading = self._register.arrangement.heading(at.row()) if at.isValid() else None
        if heading is not None and plain:
            folds = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
            if event.key() in (*_EDIT_KEYS, Qt.Key.Key_Space) or folds.get(Qt.Key(event.key())) is (
                not heading.open
            ):
                self._register.toggle(at.row())
                return
        elif at.isValid() and event.key() in _EDIT_KEYS:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.opened.emit(at.row())
            else:
                _edit(self, at)
            return
        elif at.isValid() and (event.key() == Qt.Key.Key_F2 or _opens_list(event)):
            _edit(self, at)
            return
        elif at.isValid() and plain and _types(event) and _chooses(self._register.columns[at.column()]):
            # Qt would choose by the letter and be done with it, unseen, and Enter would begin anew.
            _edit(self, at, event)
            return
        elif (
            at.isValid() and plain and _types(event) and self._register.columns[at.column()].kind is Kind.CODE
        ):
            # Others know the record by it, and whoever comes from the filter goes on typing words to look for.
            self.explain_at(at.row(), at.column(), _("F2 or Enter changes a code; typing alone does not."))
            return
        super().keyPressEvent(event)
        ends = event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End)
        if ends and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            # Qt leaves selected what was: what is cleared or deleted next would be far from the cell one has come to.
            self.go_to(self.current_row(), max(0, self.currentIndex().column()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and self._register.arrangement.heading(at.row()) is not None:
            self._register.toggle(at.row())
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if not at.isValid() or self._register.arrangement.heading(at.row()) is not None:
            return
        if self._register.columns[at.column()].kind is Kind.CODE:
            self.opened.emit(at.row())
        else:
            _edit(self, at)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        editor.setProperty(CLOSED, True)
        # Enter and Tab move by `moved`; Qt's own hints would open the next editor unasked.
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus()
        # Later, since whoever leaves by Enter or Tab moves on first.
        QTimer.singleShot(0, self, lambda: None if self.is_editing else self.edit_ended.emit())

    def _step(self, down: int, right: int) -> None:
        at = self.currentIndex()
        places = [self.heads.logicalIndex(place) for place in range(self.heads.count())]
        column = places.index(at.column()) + right
        row = at.row() + down
        if 0 <= row < self._register.rowCount() and 0 <= column < len(places):
            self.go_to(row, places[column])

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes along the row, as spreadsheets do, and beyond its end to what stands after the table: it catches nobody."""
        places = [
            at
            for at in range(self.heads.count())
            if not self.heads.isSectionHidden(self.heads.logicalIndex(at))
        ]
        at = self.currentIndex()
        end = places[-1 if next else 0] if places else -1
        is_heading = at.isValid() and self._register.arrangement.heading(at.row()) is not None
        leaves = not at.isValid() or is_heading or self.heads.visualIndex(at.column()) == end
        self.setTabKeyNavigation(not leaves)
        moved = super().focusNextPrevChild(next)
        self.setTabKeyNavigation(True)
        return moved

    # Painting what is more than a cell

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top = self.rowAt(event.rect().top())
        if top < 0:
            return
        bottom = self.rowAt(event.rect().bottom())
        last = bottom if bottom >= 0 else self._register.rowCount() - 1
        theme = current_theme()
        painter = QPainter(self.viewport())
        self.paint_frozen(painter, top, last, theme)
        height = self.verticalHeader().defaultSectionSize()
        edge = self.rowViewportPosition(top) + height - 1
        width = min(self.viewport().width(), self.heads.length() - self.heads.offset())
        painter.setPen(QColor(theme.line))
        painter.drawLines(
            [QLine(0, edge + at * height, width, edge + at * height) for at in range(last - top + 1)]
        )
        for row in range(top, last + 1):
            heading = self._register.arrangement.heading(row)
            if heading is not None:
                band = QRect(0, self.rowViewportPosition(row), width, height - 1)
                paint_heading(painter, band, heading, self, self._register, theme)
        self._paint_current(painter, theme)
        painter.end()

    def _paint_current(self, painter: QPainter, theme: Theme) -> None:
        at = self.currentIndex()
        if at.isValid() and (self.hasFocus() or self.is_editing):
            if self._register.arrangement.heading(at.row()) is not None:
                cell = self.visualRect(at)
                paint_frame(painter, QRect(0, cell.top(), self.viewport().width(), cell.height()), theme)
            else:
                self.frame_current(painter, theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._register.rowCount():
            self.go_to(0, self.heads.logicalIndex(0))
        # Later, since Qt tells of the table itself after this: the cell is what is to be read.
        QTimer.singleShot(0, self, lambda: tell_cell(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrolled_sideways.emit()
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def keep_place(self, number: int | None) -> None:
        """After rows have moved: make the record of that row number current again, without scrolling to it."""
        row = self._register.arrangement.find(number) if number is not None else None
        if row is not None and not self.currentIndex().isValid():
            cell = self._register.index(row, self.heads.logicalIndex(self._column_place))
            self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._column_place = max(0, self.heads.visualIndex(current.column()))
        self._delegate.current_row = current.row() if current.isValid() else -1
        self.viewport().update()

    def current_row(self) -> int:
        """The display row of the current cell, or -1."""
        at: QModelIndex = self.currentIndex()
        return at.row() if at.isValid() else -1


def _bands(selection: QItemSelection) -> list[tuple[int, int]]:
    """First and last rows that are selected, one band after another, none twice."""
    found: list[tuple[int, int]] = []
    for first, last in sorted((part.top(), part.bottom()) for part in selection.toList()):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _opens_list(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def _types(event: QKeyEvent) -> bool:
    return bool(event.text().strip()) and event.text().isprintable()


def _chooses(field: Field) -> bool:
    """Whether one of a list is chosen in the cell, rather than words written."""
    return field.kind in (Kind.CHOICE, Kind.SCALE, Kind.RATING, Kind.FLAG)


def _edit(table: RegisterTable, at: QModelIndex, typed: QKeyEvent | None = None) -> None:
    """Open the editor of a cell; a list opens with it, or the first arrow would choose, unseen and for good.

    What was `typed` on the cell is looked for in the list.
    """
    table.edit(at)
    editor = table.indexWidget(at)
    if isinstance(editor, QComboBox) and not editor.isEditable():
        editor.showPopup()
        editor = editor.view()
    if typed is not None and editor is not None:
        QApplication.sendEvent(editor, typed)
