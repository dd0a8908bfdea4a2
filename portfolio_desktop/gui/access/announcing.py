# SPDX-License-Identifier: Apache-2.0
"""Results that are seen without the keyboard going there, said to whoever does not see them: done, undone, so many found."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from portfolio_desktop.base.i18n import _, ngettext

_SETTLED_MS = 400


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


def tell_cell(table: QAbstractItemView) -> None:
    """Tell a screen reader of the cell that the keyboard is at, in a table that it has come to."""
    if table.hasFocus() and QAccessible.isActive():
        cell = QAccessible.queryAccessibleInterface(table).focusChild()
        if cell is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(cell, QAccessible.Event.Focus))


def say_ticks(lines: QAbstractItemView) -> None:
    """Have a screen reader say what the line that has the keyboard is now; Qt tells it nothing of a tick."""
    lines.model().dataChanged.connect(partial(_say_tick, lines))


def say_where(box: QWidget, offered: QAbstractItemView) -> QTimer:
    """The keyboard stays in `box` while arrows walk through `offered`: say the line that they came to, and how many there are.

    Typing fills the lines anew, letter by letter: that is said once it has settled. Returns the pause until then.
    """
    model, pause = offered.model(), QTimer(offered)
    pause.setSingleShot(True)
    pause.setInterval(_SETTLED_MS)

    def say(*words: str) -> None:
        if offered.isVisible():
            announce(box, ", ".join(filter(None, words)))

    def moved(index: QModelIndex) -> None:
        if index.isValid() and not pause.isActive():
            place = _("{place} of {count}").format(place=index.row() + 1, count=model.rowCount())
            say(_line(index), place)

    def settled() -> None:
        count = model.rowCount()
        found = ngettext("{count} match", "{count} matches", count).format(count=f"{count:,}")
        say(found, _line(offered.currentIndex()))

    offered.selectionModel().currentChanged.connect(moved)
    model.modelReset.connect(pause.start)
    pause.timeout.connect(settled)
    return pause


def _line(index: QModelIndex) -> str:
    return (
        str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "") if index.isValid() else ""
    )


def _say_tick(lines: QAbstractItemView, first: QModelIndex, _last: QModelIndex, roles: list[int]) -> None:
    model = lines.model()
    if lines.hasFocus() and first == lines.currentIndex() and Qt.ItemDataRole.CheckStateRole in roles:
        checked = Qt.CheckState(model.data(first, Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        said = _("{switch}: on") if checked else _("{switch}: off")
        announce(lines, said.format(switch=model.data(first, Qt.ItemDataRole.DisplayRole)))
