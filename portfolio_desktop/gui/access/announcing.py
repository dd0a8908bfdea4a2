# SPDX-License-Identifier: Apache-2.0
"""Results that are seen without the keyboard going there, said to whoever does not see them: done, undone, so many found."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from portfolio_desktop.base.i18n import _


def announce(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have a screen reader say `words` once it has finished; `at_once` interrupts it, and is for what went wrong.

    Says nothing where the widget is not in sight: what nobody sees is not told either.
    """
    if not words.strip() or not widget.isVisible():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)


def say_where(box: QWidget, offered: QAbstractItemView) -> None:
    """The keyboard stays in `box` while arrows walk through `offered`: say the line that they came to, and how many there are."""

    def say(index: QModelIndex) -> None:
        if index.isValid() and offered.isVisible():
            said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or ""
            place = _("{place} of {count}").format(place=index.row() + 1, count=index.model().rowCount())
            announce(box, f"{said}, {place}")

    offered.selectionModel().currentChanged.connect(say)
