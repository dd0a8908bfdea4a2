# SPDX-License-Identifier: Apache-2.0
"""What is in a window one after another as it is read, whatever order it was made in.

Qt leads Tab from widget to widget as they were made; pages, forms and fields are made late, and would come after the
foot. It also takes a page that hands the keyboard on to one of its parts for a place of its own, and so passes over all
before it.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, cast
from weakref import ref

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFormLayout,
    QGridLayout,
    QLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

PART = "part of a page"
"""What a widget is called (`setObjectName`) that is a part of its own within a page."""
SECTION = "section of a part"
"""What a widget is called that holds what belongs together in a part: fields under one title, links from one register."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class AsRead:
    """Put before the class of a window: Tab leads through it as it is read, and Enter presses the button it came to.

    Qt leaves a button alone that Enter comes to outside of a dialog; in one it presses the button that is meant by
    default, so that only tools are left.
    """

    _enter_at: QWidget | None = None
    """What had the keyboard when Enter went down. A line that passes the keyboard on as it is entered must not have the
    same Enter press the button that got it; Qt asks for shortcuts before it hands any key out."""

    def event(self, event: QEvent) -> bool:
        assert isinstance(self, QWidget)
        if event.type() is QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() in ENTER:
            self._enter_at = self.focusWidget()
        return super().event(event)  # type: ignore[misc,no-any-return]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        assert isinstance(self, QWidget)
        at = self.focusWidget()
        pressed = QToolButton if isinstance(self, QDialog) else QAbstractButton
        if event.key() in ENTER and at is self._enter_at and isinstance(at, pressed):
            press(at)
        elif at is not None and _asks_for_menu(event):
            _open_menu(at)
        else:
            super().keyPressEvent(event)  # type: ignore[misc]

    def focusNextPrevChild(self, next: bool) -> bool:
        assert isinstance(self, QWidget)
        return Panes(self).tab(on=next) or QWidget.focusNextPrevChild(self, next)


def _asks_for_menu(event: QKeyEvent) -> bool:
    """Shift+F10, where Qt knows the key for menus alone, which many laptops do not have. Windows asks for the menu by itself."""
    return sys.platform != "win32" and event.key() == Qt.Key.Key_F10 and event.modifiers() == _SHIFT


def _open_menu(at: QWidget) -> None:
    middle = at.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = middle.center() if isinstance(middle, QRect) else at.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, at.mapToGlobal(place))
    QCoreApplication.sendEvent(at, asked)


def press(button: QAbstractButton) -> None:
    """What Space does to a button that has the keyboard."""
    if isinstance(button, QToolButton | QPushButton) and button.menu() is not None:
        button.showMenu()
    else:
        button.click()


class Panes:
    """`parts` gives the parts of `window` that there are now, in reading order; one that lies in another comes after it."""

    def __init__(self, window: QWidget, parts: Callable[[], Sequence[QWidget]] = tuple) -> None:
        self._window = window
        self._parts = parts
        self._left: dict[int, ref[QWidget]] = {}

    def tab(self, *, on: bool) -> bool:
        """Put the keyboard where Tab leads (Shift+Tab where not `on`). False where there is nowhere to go."""
        places = self._places()
        at = self._window.focusWidget()
        to: QWidget | None
        if at in places:
            to = places[(places.index(at) + (1 if on else -1)) % len(places)]
        else:
            to = next(iter(self._after(at, places, on=on)), None)
        if to is None or to is at:
            return False
        to.setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
        return True

    def step(self, by: int) -> None:
        """Put the keyboard into the next part (-1: the one before), where it was there last."""
        places = self._places()
        parts = [part for part in self._parts() if any(part.isAncestorOf(each) for each in places)]
        if not parts:
            return
        at = QApplication.focusWidget()
        here = _rank(at, parts) if at is not None else len(parts)
        if at is not None and here < len(parts):
            self._left[id(parts[here])] = ref(at)
        part = parts[(here + by) % len(parts)] if here < len(parts) else parts[0]
        kept = self._left.get(id(part))
        last = kept() if kept else None
        if last is None or not isValid(last) or not (part.isAncestorOf(last) and last.isVisible()):
            last = next(each for each in places if part.isAncestorOf(each))
        last.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_section(self, by: int) -> None:
        """Put the keyboard where the next section of its part begins (-1: the one before), or this one where it is past that.

        From a part without sections it goes to those that follow: from a table to the record beside it.
        """
        every, parts, places = as_read(self._window), self._parts(), self._places()
        held = (each for each in every if each.objectName() == SECTION)
        firsts = [next((to for to in places if each.isAncestorOf(to)), None) for each in held]
        begins = [each for each in firsts if each is not None]
        at = self._window.focusWidget()
        if at in every:
            own = [each for each in begins if _rank(each, parts) == _rank(at, parts)]
            ahead = [each for each in own if (every.index(each) - every.index(at)) * by > 0]
            later = [each for each in begins if _rank(each, parts) > _rank(at, parts)]
            begins = ahead or own or later or begins
        if begins:
            begins[0 if by > 0 else -1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _places(self) -> list[QWidget]:
        """Where Tab may come to, in reading order."""
        parts = self._parts()
        found = (each for each in as_read(self._window) if _takes_tab(each))
        return sorted(found, key=lambda each: _rank(each, parts))

    def _after(self, at: QWidget | None, places: Sequence[QWidget], *, on: bool) -> Sequence[QWidget]:
        """From a widget that Tab does not come to: what stands after (or before) it, in its part first."""
        every = as_read(self._window)
        start = every.index(at) if at in every else 0
        turned = (*every[start:], *every[:start])
        inside = [each for each in (turned if on else reversed(turned)) if each in places]
        own = next((part for part in self._parts() if at is not None and part.isAncestorOf(at)), None)
        return sorted(inside, key=lambda each: own is None or not own.isAncestorOf(each))


class Ordered(Protocol):
    """A widget that places some of what is in it by itself, and says in which order that is read."""

    def in_order(self) -> Sequence[QWidget]: ...


def as_read(window: QWidget) -> list[QWidget]:
    """A window and all in it that is in sight, as it is laid out; what nothing places comes as it was put there.

    Qt's own order is not asked for: the call makes each widget the keeper of the next for Python, a dialog the ward of what
    stands in it, and the first search for garbage then ends a dialog that is open.
    """

    def walk(at: QWidget) -> Iterator[QWidget]:
        yield at
        laid = {each: place for place, each in enumerate(_laid_out(at))}
        children = at.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        shown = [each for each in children if each.isVisible() and not each.isWindow()]
        for child in sorted(shown, key=lambda each: laid.get(each, len(laid))):
            yield from walk(child)

    return list(walk(window))


def _laid_out(at: QWidget) -> Iterator[QWidget]:
    """The widgets straight in `at` that have a place there, in the order of the places."""
    if hasattr(at, "in_order"):
        yield from cast(Ordered, at).in_order()
    elif isinstance(at, QSplitter):
        yield from filter(None, (at.widget(place) for place in range(at.count())))
    elif isinstance(at, QTabWidget):
        yield at.tabBar()
    elif (layout := at.layout()) is not None:
        yield from _placed(layout)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in sorted(range(layout.count()), key=lambda place: _line(layout, place)):
        item = layout.itemAt(place)
        if item is not None and (widget := item.widget()) is not None:
            yield widget
        elif item is not None and (inner := item.layout()) is not None:
            yield from _placed(inner)


def _line(layout: QLayout, place: int) -> tuple[int, int]:
    """The row and the column of a part; parts of a grid or a form may have come in any order."""
    if isinstance(layout, QGridLayout):
        row, column, *_size = cast("tuple[int, int, int, int]", layout.getItemPosition(place))
        return row, column
    if isinstance(layout, QFormLayout):
        row, role = cast("tuple[int, QFormLayout.ItemRole]", layout.getItemPosition(place))
        return row, role.value
    return 0, place


def _rank(widget: QWidget, parts: Sequence[QWidget]) -> int:
    """The place of the innermost part that it stands in; after all of them for the rest."""
    held = (place for place, part in enumerate(parts) if part.isAncestorOf(widget))
    return max(held, default=len(parts))


def _takes_tab(widget: QWidget) -> bool:
    every = QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
    wanted = Qt.FocusPolicy.TabFocus if every else Qt.FocusPolicy.StrongFocus  # macOS lets a person choose
    takes = widget.focusPolicy() & wanted == wanted and widget.focusProxy() is None
    return takes and widget.isVisible() and widget.isEnabled()
