# SPDX-License-Identifier: Apache-2.0
"""Editors on one line and on several: words, numbers, amounts, dates. They never turn words into values themselves."""

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import LONGEST
from portfolio_desktop.catalogue.fields import Field, Kind, Value
from portfolio_desktop.gui.form.entry import Entry, Typed, typing_text
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.models.cells import LOOKS
from portfolio_desktop.gui.theme import tabular
from portfolio_desktop.gui.widgets.paint import mark_problem

_HINTS = {
    Kind.MONEY: N_("such as 1.5m"),
    Kind.DATE: N_("dd/mm/yyyy"),
    Kind.MOMENT: N_("dd/mm/yyyy hh:mm"),
    Kind.PERCENT: "%",
}


_LEAST_PROSE, _MOST_PROSE = 54, 200


def show_from_start(line: QLineEdit, text: str) -> None:
    """Show `text` from its first letter, unless it stands there already.

    A form tells a screen reader of all that is put into it, field by field: what is new in it must not drown in that.
    """
    if text != line.text():
        line.setText(text)
        line.setCursorPosition(0)


class LineEditor(QLineEdit):
    """One line of words. `committed` is emitted on Enter or when the keyboard leaves, if something was changed."""

    committed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._shown = ""
        self.setObjectName(field.name)
        self.setAccessibleName(_(field.label))
        self.setPlaceholderText(_(_HINTS.get(field.kind, "")))
        self.setMaxLength(LONGEST)
        if LOOKS[field.kind].right:
            self.setFont(tabular(self.font()))
        self.editingFinished.connect(self._finished)

    def show_value(self, value: Value, words: str = "") -> None:
        """Show what is kept. Emits nothing."""
        show_from_start(self, typing_text(self._field, value))
        self._shown = self.text()  # Qt may not keep every character, and that is no edit of the person's

    def entry(self) -> Entry:
        return Typed(self.text())

    @property
    def touched(self) -> bool:
        """Whether what stands here differs from what is kept."""
        return self.text() != self._shown

    def restore(self, text: str) -> None:
        """Put back words that were typed before."""
        self.setText(text)
        self.selectAll()

    def set_problem(self, sentence: str) -> None:
        """Mark the words as not understood and say why; an empty sentence takes the mark away."""
        mark_problem(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.touched:
            self.setText(self._shown)
            self.set_problem("")
        else:
            super().keyPressEvent(event)

    def _finished(self) -> None:
        if self.touched:
            self.committed.emit()


class DateEditor(LineEditor):
    """A date, typed or picked from the calendar that Alt+Down opens."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._value: Value = None
        self._calendar: Calendar | None = None
        pick = QAction(icon("calendar", "muted"), _("Open the calendar (Alt+Down)"), self)
        pick.triggered.connect(self.open_calendar)
        self.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)

    def show_value(self, value: Value, words: str = "") -> None:
        super().show_value(value, words)
        self._value = value

    def open_calendar(self) -> None:
        """Show the calendar under the field, at the date that is kept."""
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.chosen.connect(self._picked)
        at = self._value if isinstance(self._value, date) else None
        self._calendar.open_at(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _picked(self, day: date) -> None:
        if self._field.kind is Kind.MOMENT:
            kept = self._value.time() if isinstance(self._value, datetime) else time(9)
            self.setText(typing_text(self._field, datetime.combine(day, kept)))
        else:
            self.setText(typing_text(self._field, day))
        self.setFocus()
        self.committed.emit()


class Calendar(QWidget):
    """A month to pick a day from, as a popup of the editor."""

    chosen = Signal(date)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self._editor = editor
        self.setAccessibleName(_("Calendar"))
        self._month = QCalendarWidget()
        self._month.setGridVisible(False)
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._month)

    def open_at(self, day: date | None, first: date | None = None, last: date | None = None) -> None:
        """Show the month of `day`; no day before `first` or after `last` can be picked."""
        if first is not None:
            self._month.setMinimumDate(QDate(first.year, first.month, first.day))
        if last is not None:
            self._month.setMaximumDate(QDate(last.year, last.month, last.day))
        if day is not None:
            self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        self.move(self._editor.mapToGlobal(self._editor.rect().bottomLeft()))
        self.show()
        self._month.setFocus()

    def _take(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))


class ProseEditor(QPlainTextEdit):
    """Paragraphs. Ctrl+Enter or leaving commits; Tab goes on to the next field."""

    committed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setObjectName(field.name)
        self.setAccessibleName(_(field.label))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LEAST_PROSE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def show_value(self, value: Value, words: str = "") -> None:
        text = value if isinstance(value, str) else ""
        if text != self._text():
            self.setPlainText(text)
        self._shown = self._text()

    def entry(self) -> Entry:
        return Typed(self._text())

    @property
    def touched(self) -> bool:
        return self._text() != self._shown

    def restore(self, text: str) -> None:
        self.setPlainText(text)
        self.selectAll()

    def set_problem(self, sentence: str) -> None:
        mark_problem(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._finish()
        elif event.key() == Qt.Key.Key_Escape and self.touched:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # lines break elsewhere now

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for what is written, within bounds; a plain text document measures its height in lines."""
        height = self.document().size().height() * self.fontMetrics().lineSpacing() + 18
        return QSize(super().sizeHint().width(), round(min(max(height, _LEAST_PROSE), _MOST_PROSE)))

    def _text(self) -> str:
        """What is written. Qt's own plain text would turn spaces that do not break into ordinary ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def _finish(self) -> None:
        if self.touched:
            self.committed.emit()
