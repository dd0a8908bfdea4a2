# SPDX-License-Identifier: Apache-2.0
"""A day that may be left out, and that Tab leaves."""

from PySide6.QtWidgets import QDateEdit, QWidget


class DayOrNone(QDateEdit):
    """While no day is set, Qt's own would keep Tab for the parts of a date that is not shown. Its least day means none."""

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.date() == self.minimumDate():
            return QWidget.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)
