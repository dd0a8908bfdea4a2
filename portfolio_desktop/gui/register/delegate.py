# SPDX-License-Identifier: Apache-2.0
"""Paints the cells of a register from the cached line of their row, and opens the editor of a cell.

Asked some thousand times a repaint, so it takes what it needs straight from the model and keeps what it made:
elided words by width, badges as pictures.
"""

from functools import lru_cache

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.editors import FieldEditor, make_editor
from portfolio_desktop.gui.form.line import LineEditor, ProseEditor
from portfolio_desktop.gui.form.linking import PROJECT, LinkEditor
from portfolio_desktop.gui.icons import sharpest_ratio
from portfolio_desktop.gui.models.cells import Line
from portfolio_desktop.gui.models.register_model import RegisterModel, heading_sentence, is_disputed, sign_at
from portfolio_desktop.gui.register.drawing.signs import sign_icon
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY, Theme, current_theme
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, BADGE_WIDTH, paint_badge
from portfolio_desktop.services.drafts.keeping import RECORD, Form
from portfolio_desktop.services.sharing.marks import WAITS
from portfolio_desktop.services.views.marks import SIGN_WORDS, Sign

Index = QModelIndex | QPersistentModelIndex

CLOSED = "closed"
"""The property of an editor that the table is done with."""

_PAD = GAP_SMALL
_WORDS_FROM = BADGE_WIDTH + 3 * GAP_SMALL + 72
_ELIDED = 20_000  # words kept cut to a width
_LEAST_EDITOR = 132
_PROSE_HEIGHT, _PROSE_WIDTH = 128, 360
_WIDEST_EDITOR = 480
_CORNER = 8
_SIGN = 14
SIGN_ROOM = _SIGN + GAP_TINY
"""What the sign of a mark takes of the width of its cell."""
_SELECTED = QStyle.StateFlag.State_Selected
_ALIGN_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_ALIGN_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class CellDelegate(QStyledItemDelegate):
    """Cells of one register."""

    moved = Signal(int, int)
    """After an edit: the steps down and to the right that the keyboard goes."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inks = _Inks(current_theme())
        self.current_row = -1
        self.is_done = False  # whether the editor that is still open has said its last word
        self._elided: dict[tuple[str, int], str] = {}

    def leave_row(self) -> None:
        """Other rows have come: the table forgets its current cell then without a word, and no row must stay tinted."""
        self.current_row = -1

    def follow_theme(self) -> None:
        """Take the colours of the theme that the application is painted in now."""
        self._inks = _Inks(current_theme())

    def follow_font(self) -> None:
        self._elided.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: RegisterModel = index.model()  # type: ignore[assignment]
        row, column = index.row(), index.column()
        cell = model.cell(row, column)
        rect: QRect = option.rect
        selected = bool(option.state & _SELECTED)
        inks = self._inks
        line = model.line(row) if cell is not None else None
        marked = line.marked if line is not None else None
        sign = marked.cells.get(model.columns[column].name) if marked is not None else None
        if selected:
            painter.fillRect(rect, inks.selection)
        elif marked is not None and (ground := sign or marked.row) is not None:
            painter.fillRect(rect, inks.marked[ground])
        elif row == self.current_row:
            painter.fillRect(rect, inks.current)
        if cell is None:
            if model.arrangement.number(row) is not None:
                bar = QRect(
                    rect.left() + _PAD,
                    rect.center().y() - 3,
                    min(rect.width() - 2 * _PAD, 40 + row * 37 % 60),
                    7,
                )
                painter.fillRect(bar, inks.placeholder)
            return
        look = model.looks[column]
        if sign is not None:
            rect = self._paint_sign(painter, rect, sign, look.right)
        ink = inks.selected if selected else inks.text if cell.known else inks.muted
        if look.badge and cell.text:
            self._paint_badged(painter, rect, cell.badge, cell.text, ink)
        elif cell.text:
            self._paint_words(painter, rect.adjusted(_PAD, 0, -_PAD, 0), cell.text, ink, look.right)
        if is_disputed(model, row, column):
            self._paint_disputed(painter, option.rect)
        if model.has_problems and model.problem(row, column) is not None:
            painter.setPen(inks.problem)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _paint_sign(self, painter: QPainter, rect: QRect, sign: Sign, left: bool) -> QRect:
        """The sign at the side where no words begin. Returns what is left of the cell for these."""
        at = rect.left() + GAP_TINY if left else rect.right() - _SIGN - GAP_TINY
        spot = QRect(at, rect.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
        sign_icon(sign).paint(painter, spot)
        return rect.adjusted(SIGN_ROOM, 0, 0, 0) if left else rect.adjusted(0, 0, -SIGN_ROOM, 0)

    def _paint_disputed(self, painter: QPainter, rect: QRect) -> None:
        """A corner turned down."""
        corner = rect.topRight()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.disputed)
        painter.drawPolygon(
            [corner + QPoint(-_CORNER, 0), corner + QPoint(1, 0), corner + QPoint(1, _CORNER + 1)]
        )

    def _paint_words(self, painter: QPainter, rect: QRect, text: str, ink: QColor, right: bool) -> None:
        painter.setPen(ink)
        shown = self._fitting(painter.fontMetrics(), text, rect.width())
        painter.drawText(rect, _ALIGN_RIGHT if right else _ALIGN_LEFT, shown)

    def _paint_badged(
        self, painter: QPainter, rect: QRect, badge: Level | None, text: str, ink: QColor
    ) -> None:
        """A badge and its words. Words without a badge stand where those with one do, if there is room."""
        wide = rect.width() >= _WORDS_FROM
        if badge is not None:
            top = rect.top() + (rect.height() - BADGE_HEIGHT) // 2
            painter.drawPixmap(
                rect.left() + _PAD, top, _badge(badge, painter.font(), sharpest_ratio(), self._inks.theme)
            )
        # The badge says it all: half a word beside it would only be in the way.
        if wide or badge is None:
            rest = rect.adjusted(BADGE_WIDTH + 2 * _PAD if wide else _PAD, 0, -_PAD, 0)
            self._paint_words(painter, rest, text, ink, False)

    def _fitting(self, fonts: QFontMetrics, text: str, width: int) -> str:
        """As much of `text` as fits `width`, with an ellipsis for the rest."""
        shown = self._elided.get((text, width))
        if shown is None:
            if len(self._elided) > _ELIDED:
                self._elided.clear()
            shown = fonts.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[text, width] = shown
        return shown

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show what a narrow cell cuts off, or why its words do not fit."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        model: RegisterModel = index.model()  # type: ignore[assignment]
        heading = model.arrangement.heading(index.row())
        if heading is not None:
            QToolTip.showText(event.globalPos(), safe_tooltip(heading_sentence(model, heading)), view)
            return True
        problem = model.problem(index.row(), index.column())
        cell = model.cell(index.row(), index.column())
        words = problem[1] if problem else cell.text if cell else ""
        room = option.rect.width() - 2 * _PAD
        if model.looks[index.column()].badge:
            room -= BADGE_WIDTH + _PAD
        if is_disputed(model, index.row(), index.column()):
            QToolTip.showText(event.globalPos(), safe_tooltip(f"{words}\n{_(WAITS)}".strip()), view)
            return True
        sign = sign_at(model, index.row(), index.column())
        whole = problem is None and self._fitting(view.fontMetrics(), words, room) == words
        said = _("Marked: {sign}").format(sign=_(SIGN_WORDS[sign])) if sign is not None else ""
        shown = said if whole else "\n".join(filter(None, (words, said)))
        QToolTip.showText(event.globalPos(), safe_tooltip(shown) if shown else "", view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model: RegisterModel = index.model()  # type: ignore[assignment]
        cell = model.cell(index.row(), index.column())
        words = option.fontMetrics.horizontalAdvance(cell.text) if cell else 0
        badge = model.looks[index.column()].badge
        return QSize(min(words + 2 * _PAD + (BADGE_WIDTH + _PAD if badge else 0) + 2, 480), BADGE_HEIGHT + 4)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model: RegisterModel = index.model()  # type: ignore[assignment]
        editor = make_editor(self._desk, model.columns[index.column()], parent)
        editor.setProperty("cell", True)
        if self._desk.drafts is not None and (line := model.line(index.row())) is not None:
            form = Form(RECORD, model.entity.name, line.record.id)
            self._desk.drafts.follow(editor, model.columns[index.column()].name, lambda: form)
        if not isinstance(editor, LineEditor):
            # A choice is done once it is made; words are done on Enter, Tab or leaving.
            editor.committed.connect(lambda: self._commit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model: RegisterModel = index.model()  # type: ignore[assignment]
        line = model.line(index.row())
        field_editor: FieldEditor = editor  # type: ignore[assignment]
        if line is None or field_editor.touched:
            return
        value = line.record[model.columns[index.column()].name]
        if isinstance(field_editor, LinkEditor):
            field_editor.stand_in(getattr(line.record, PROJECT, None))
        field_editor.show_value(value, _title(line, value))
        problem = model.problem(index.row(), index.column())
        if problem is not None:
            field_editor.restore(problem[0])
            field_editor.set_problem(problem[1])
        elif isinstance(field_editor, ProseEditor):
            field_editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        field_editor: FieldEditor = editor  # type: ignore[assignment]
        if field_editor.touched:
            register: RegisterModel = model  # type: ignore[assignment]
            register.setData(index, field_editor.entry())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = QRect(option.rect)
        if isinstance(editor, ProseEditor):
            rect.setHeight(_PROSE_HEIGHT)
            rect.setWidth(max(rect.width(), _PROSE_WIDTH))
            parent = editor.parentWidget()
            assert parent is not None
            room = parent.rect()
            rect.moveBottom(min(rect.bottom(), max(room.bottom(), rect.height())))
            rect.moveRight(min(rect.right(), max(room.right(), rect.width())))
        else:
            model: RegisterModel = index.model()  # type: ignore[assignment]
            least = max(_LEAST_EDITOR, model.looks[index.column()].width)
            rect.setWidth(max(rect.width(), least, _room_for_words(editor, rect)))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
        ):
            step = _step(watched, event)
            if step is not None:
                self._commit(watched)
                self.moved.emit(*step)
                return True
        return super().eventFilter(watched, event)

    def _commit(self, editor: QWidget) -> None:
        if editor.property(CLOSED):
            return  # an editor that loses the keyboard as it closes would say once more that it is done
        self.is_done = True
        self.commitData.emit(editor)
        self.is_done = False
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _step(editor: QWidget, event: QKeyEvent) -> tuple[int, int] | None:
    """Where Enter and Tab lead; None for a key that the editor keeps."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() == Qt.Key.Key_Tab:
        return 0, 1
    if event.key() == Qt.Key.Key_Backtab:
        return 0, -1
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        if isinstance(editor, QPlainTextEdit) and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        return (-1 if back else 1), 0
    return None


def _room_for_words(editor: QWidget, cell: QRect) -> int:
    """The width at which a line of words is read whole, as far as the table reaches."""
    table = editor.parentWidget()
    if not isinstance(editor, LineEditor) or table is None:
        return 0
    words = editor.fontMetrics().horizontalAdvance(editor.text()) + 4 * _PAD
    return min(words, _WIDEST_EDITOR, table.width() - cell.left())


def _title(line: Line, value: object) -> str:
    return line.titles.get(value, "") if isinstance(value, str) else ""  # type: ignore[call-overload]


class _Inks:
    """The theme's colours as Qt wants them: made once, since a repaint asks for thousands."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme.name
        self.text, self.muted = QColor(theme.text), QColor(theme.muted)
        self.selection, self.selected = QColor(theme.selection), QColor(theme.on_selection)
        self.current, self.placeholder = QColor(theme.accent_soft), QColor(theme.hover)
        self.problem = QPen(QColor(theme.danger), 2)
        self.disputed = QColor(theme.danger)
        self.marked = {sign: QColor(theme.signs[sign].fill) for sign in Sign}


@lru_cache(maxsize=64)
def _badge(level: Level, font: QFont, ratio: float, _theme: str) -> QPixmap:
    """A badge as a picture, in the theme of the moment: another window may have been painted in another one."""
    picture = QPixmap(round(BADGE_WIDTH * ratio), round(BADGE_HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    paint_badge(painter, QRectF(0, 0, BADGE_WIDTH, BADGE_HEIGHT), level, current_theme())
    painter.end()
    return picture
