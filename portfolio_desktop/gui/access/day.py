# SPDX-License-Identifier: Apache-2.0
"""A day that may be left out, and that Tab leaves."""

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker
from PySide6.QtWidgets import QDateEdit, QWidget


class DayOrNone(QDateEdit):
    """While no day is set, Qt's own would keep Tab for the parts of a date that is not shown. Its least day means none.

    The calendar would begin at that least day too, a lifetime ago: without a day it begins at today.
    """

    def setCalendarPopup(self, enable: bool) -> None:
        super().setCalendarPopup(enable)
        if enable:
            self.calendarWidget().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self.date() == self.minimumDate():
            calendar = self.calendarWidget()
            with QSignalBlocker(calendar):  # where it begins is not yet what was chosen
                calendar.setSelectedDate(QDate.currentDate())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.date() == self.minimumDate():
            return QWidget.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)
