# SPDX-License-Identifier: Apache-2.0
"""A day on one line, outside records: typed as in a register, or picked from a calendar."""

import re
from datetime import date
from typing import TypeAlias

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from portfolio_desktop.base.dates import format_date, short_weekday
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import LONGEST
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.exchange.tables import DateOrder, Reading, Unreadable, read_cell
from portfolio_desktop.gui.form.line import Calendar
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.widgets.paint import mark_problem

Day: TypeAlias = date
"""`date` is, in a box of Qt, what tells its day."""

_YEAR_FIRST = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WIDEST = Day(2026, 9, 30)
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DayEdit(QLineEdit):
    """A whole day is read at once, when it is typed: Qt's own box takes it figure by figure, and 31 is none of November's.

    What is no day gives way to the day before it, and it is said why. With `none`, an empty line is no day, and says so.
    """

    dateChanged = Signal(QDate)

    def __init__(
        self,
        day: Day | None = None,
        *,
        weekday: bool = False,
        none: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._day = day if day is not None or none else Day.today()
        self._weekday, self._none = weekday, none
        self._first, self._last = Day(1900, 1, 1), Day(2199, 12, 31)
        self._calendar: Calendar | None = None
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(none)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        pick = QAction(icon("calendar", "muted"), _("Open the calendar (Alt+Down)"), self)
        pick.triggered.connect(self.open_calendar)
        self.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._take)
        self.textEdited.connect(lambda _text: self._forget_problem())
        self._show()

    def date(self) -> QDate:
        """The day that stands here, though nobody has left the line yet; an invalid one where there is none."""
        self._take()
        return _as_qt(self._day)

    def setDate(self, day: QDate) -> None:
        """Show `day`, or the nearest that is allowed. `dateChanged` tells of it if it is another."""
        self._forget_problem()
        self._keep(self._near(_as_date(day)))

    def minimumDate(self) -> QDate:
        return _as_qt(self._first)

    def setMinimumDate(self, day: QDate) -> None:
        self._first = _as_date(day) or self._first
        self._keep(self._near(self._day))

    def maximumDate(self) -> QDate:
        return _as_qt(self._last)

    def setMaximumDate(self, day: QDate) -> None:
        self._last = _as_date(day) or self._last
        self._keep(self._near(self._day))

    def sizeHint(self) -> QSize:
        room = self.fontMetrics().horizontalAdvance(max(self._none, self._words(_WIDEST), key=len))
        return QSize(room + 56, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def open_calendar(self) -> None:
        """Show the calendar under the line, at the day that stands there; without one, at today."""
        self._take()
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.chosen.connect(self._picked)
        self._calendar.open_at(self._day or _as_date(QDate.currentDate()), self._first, self._last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key == Qt.Key.Key_Escape and self.text() != self._words(self._day):
            self._show()
        elif key in _STEPS and plain and self.date().isValid():
            self.setDate(self.date().addDays(_STEPS[key]))
        else:
            super().keyPressEvent(event)

    def _picked(self, day: Day) -> None:
        self.setDate(_as_qt(day))
        self.setFocus()

    def _take(self) -> None:
        """Read what was typed."""
        words = self.text().strip()
        if words == self._words(self._day):
            return
        found, why = self._read(words)
        if why:
            stays = _("It stays {day}.").format(day=self._words(self._day) or self._none)
            self._show()
            mark_problem(self, f"“{words[:60]}”: {why} {stays}" if words else f"{why} {stays}")
        else:
            self._keep(found)

    def _read(self, words: str) -> tuple[Day | None, str]:
        """The day that `words` stand for, or the reason why it cannot be that."""
        if not words:
            return None, "" if self._none else _("A day is needed.")
        order = DateOrder.ISO if _YEAR_FIRST.match(words) else DateOrder.DMY
        found = read_cell(words, Reading(kind=Kind.DATE, order=order))
        if isinstance(found, Unreadable):
            return None, str(found.reason)
        if not isinstance(found, Day):
            return None, _("This is not a date.")
        if found < self._first:
            return None, _("Not before {day}.").format(day=format_date(self._first))
        if found > self._last:
            return None, _("Not after {day}.").format(day=format_date(self._last))
        return found, ""

    def _near(self, day: Day | None) -> Day | None:
        if day is None:
            return None if self._none else self._day
        return max(self._first, min(self._last, day))

    def _keep(self, day: Day | None) -> None:
        other = day != self._day
        self._day = day
        self._show()
        if other:
            self.dateChanged.emit(_as_qt(day))

    def _show(self) -> None:
        words = self._words(self._day)
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)

    def _words(self, day: Day | None) -> str:
        if day is None:
            return ""
        return f"{short_weekday(day)} {format_date(day)}" if self._weekday else format_date(day)

    def _forget_problem(self) -> None:
        if self.property("problem"):
            mark_problem(self, "")


def _as_qt(day: Day | None) -> QDate:
    return QDate(day.year, day.month, day.day) if day else QDate()


def _as_date(day: QDate) -> Day | None:
    return Day(day.year(), day.month(), day.day()) if day.isValid() else None
