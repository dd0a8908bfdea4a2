# SPDX-License-Identifier: Apache-2.0
"""A few alternatives side by side, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from portfolio_desktop.gui.access.roles import Role, speak_as


class SegmentedControl(QFrame):
    """`changed` carries the key of the segment that the person chose.

    Tab comes to the chosen one, Left and Right move between segments.
    """

    changed = Signal(str)

    def __init__(
        self, name: str, segments: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        """`segments` are keys with their words; the first is chosen."""
        super().__init__(parent)
        self.setProperty("panel", "inset")
        self.setAccessibleName(name)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for key, words in segments:
            button = QToolButton()
            speak_as(button, Role.RadioButton)
            button.setText(words)
            button.setAccessibleName(f"{name}: {words}")
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.clicked.connect(lambda _checked, key=key: self._chosen(key))
            self._group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
        self._current = segments[0][0]
        self.choose(self._current)

    @property
    def current(self) -> str:
        return self._current

    def choose(self, key: str) -> None:
        """Choose a segment without `changed`. Raises KeyError."""
        self._buttons[key].setChecked(True)
        self._stand_on(key)

    def take_keyboard(self) -> None:
        """Put the keyboard on the chosen segment."""
        self._buttons[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _stand_on(self, key: str) -> None:
        self._current = key
        for each, button in self._buttons.items():
            policy = Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        key = keys[(keys.index(self._current) + step) % len(keys)]
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self._buttons[key].setChecked(True)
        self._chosen(key)

    def _chosen(self, key: str) -> None:
        if key != self._current:
            self._stand_on(key)
            self.changed.emit(key)
