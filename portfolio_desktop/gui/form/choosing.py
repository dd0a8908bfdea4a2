# SPDX-License-Identifier: Apache-2.0
"""Editors that choose: from a list, a scale, the levels of a rating, yes or no."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import LONGEST, one_line
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind, Value
from portfolio_desktop.domain.rating import SCALES, Level
from portfolio_desktop.domain.toned import badge_of, has_badges
from portfolio_desktop.gui.form.entry import Entry, Given, Typed
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, Theme, current_theme
from portfolio_desktop.gui.widgets.paint import mark_problem, paint_text
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, BADGE_WIDTH, paint_badge, rating_words

_MEANING = Qt.ItemDataRole.UserRole + 1
_STEP_WIDTH = 132  # pixels: the longest name of a step that is shipped


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the list."""

    value: Value
    words: str
    badge: Level | None = None
    meaning: str | None = None


class ChoiceEditor(QComboBox):
    """One of a list, or nothing. An open list takes new words; other fields offer "Not reported" as well.

    `committed` follows a choice of the person's at once.
    """

    committed = Signal()

    def __init__(self, catalogue: Catalogue, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._catalogue = catalogue
        self._kept: Value = None
        self._values: list[Value] = [None]  # not in Qt's items, which do not give every text back as it was
        self._listed: tuple[list[_Line], Theme] | None = None
        self._open = field.kind is Kind.CHOICE and catalogue.choices(field).open
        self.setObjectName(field.name)
        self.setAccessibleName(_(field.label))
        if sys.platform not in ("win32", "darwin"):
            # Elsewhere Qt gives what is chosen for the name, and leaves the name to a label, which a cell has not.
            self.setAccessibleDescription(_(field.label))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        if self._open:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self._line.setAccessibleName(_(field.label))
            self._line.setMaxLength(LONGEST)
            self._line.editingFinished.connect(self._finished)
        if field.kind is Kind.SCALE:
            self.setItemDelegate(_Meanings(self))
        if has_badges(catalogue, field):
            self.setIconSize(QSize(BADGE_WIDTH, BADGE_HEIGHT))
        self._fill(None)
        self.activated.connect(lambda _place: self.committed.emit())

    @property
    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None
        return line

    def show_value(self, value: Value, words: str = "") -> None:
        self._kept = value
        self._fill(value)

    def entry(self) -> Entry:
        if self._open and self.currentText() != self.itemText(self.currentIndex()):
            return Typed(self.currentText())
        return Given(self._values[max(0, self.currentIndex())], self.currentText())

    @property
    def touched(self) -> bool:
        entry = self.entry()
        return isinstance(entry, Typed) or entry.value != self._kept

    def restore(self, text: str) -> None:
        if self._open:
            self.setEditText(text)

    def set_problem(self, sentence: str) -> None:
        mark_problem(self, sentence)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over a form scrolls the form and never changes a value."""
        event.ignore()

    def _fill(self, value: Value) -> None:
        offered = list(_offered(self._catalogue, self._field))
        if value is not None and value not in [one for one, _words in offered]:
            offered.insert(0, (value, _words_of(self._catalogue, self._field, value)))
        lines = [self._line_for(one, words) for one, words in offered]
        if not self._field.settled:
            lines.insert(0, _Line(None, "" if self._open else "\N{EN DASH}"))
        self.blockSignals(True)
        self._offer(lines)
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        if self._open:
            self._line.setPlaceholderText(_("Choose or type") if len(lines) > 1 else _("Type the first"))
            self._line.setCursorPosition(0)
        self.blockSignals(False)

    def _line_for(self, value: Value, words: str) -> _Line:
        step = value if self._field.kind is Kind.SCALE and isinstance(value, int) else None
        return _Line(
            value,
            one_line(words),
            badge_of(self._catalogue, self._field, value),
            None if step is None else self._catalogue.meaning(self._field, step),
        )

    def _offer(self, lines: list[_Line]) -> None:
        """List them, unless they are listed: a screen reader hears of each line that goes and comes, signals or none."""
        listed = lines, current_theme()
        if listed == self._listed:
            return
        self._listed = listed
        self._values = [line.value for line in lines]
        self.clear()
        for place, line in enumerate(lines):
            if line.badge is not None:
                self.addItem(badge_icon(line.badge), line.words)
            else:
                self.addItem(line.words)
            if line.meaning is not None:
                self.setItemData(place, line.meaning, _MEANING)
                self.setItemData(place, line.meaning, Qt.ItemDataRole.AccessibleDescriptionRole)

    def showPopup(self) -> None:
        """Steps of a scale are listed with what they mean, as wide as that takes."""
        self.view().setAccessibleName(self.accessibleName())
        if self._field.kind is Kind.SCALE:
            view = self.view()
            widest = max(view.sizeHintForColumn(0), self.width())
            room = self.screen().availableGeometry().width() // 2
            view.setMinimumWidth(min(widest + 2 * GAP, room))
        super().showPopup()

    def _finished(self) -> None:
        if self.touched:
            self.committed.emit()


class _Meanings(QStyledItemDelegate):
    """A step, and beside it in muted ink what it means."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        meaning = str(index.data(_MEANING) or "")
        wide = option.fontMetrics.horizontalAdvance(meaning) + GAP if meaning else 0
        return QSize(max(size.width(), _STEP_WIDTH) + wide, size.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        meaning = str(index.data(_MEANING) or "")
        if meaning:
            place = QRectF(option.rect).adjusted(_STEP_WIDTH + GAP, 0, -GAP_SMALL, 0)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            theme = current_theme()
            ink = theme.on_selection if selected else theme.muted
            paint_text(painter, place, meaning, ink, Qt.AlignmentFlag.AlignLeft)


def _offered(catalogue: Catalogue, field: Field) -> Iterator[tuple[Value, str]]:
    """What can be chosen for `field`, with the words for it."""
    if field.kind is Kind.FLAG:
        yield True, _("Yes")
        yield False, _("No")
        return
    if field.kind is Kind.RATING:
        for level in reversed(SCALES[field.options].levels):
            yield Rating(field.options, level.code), _(level.label)
    else:
        for item in catalogue.choices(field).items:
            if not item.retired:
                step = field.kind is Kind.SCALE
                yield (int(item.code), f"{item.code} {_(item.label)}") if step else (item.code, _(item.label))
    if field.settled:
        return
    unknown = _("Not reported")
    yield Unknown(unknown), unknown


def _words_of(catalogue: Catalogue, field: Field, value: Value) -> str:
    if isinstance(value, Unknown):
        return value.text
    if isinstance(value, Rating):
        return rating_words(value)
    item = None if field.kind is Kind.FLAG else catalogue.choices(field).shown(str(value))
    return _(item.label) if item else str(value)


def badge_icon(level: Level) -> QIcon:
    """A badge, for lists and menus."""
    picture = QPixmap(BADGE_WIDTH * 2, BADGE_HEIGHT * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_badge(painter, QRectF(0, 0, BADGE_WIDTH, BADGE_HEIGHT), level, current_theme())
    painter.end()
    badge = QIcon(picture)
    badge.addPixmap(picture, QIcon.Mode.Selected)  # or Qt would tint a colour that means something
    return badge
