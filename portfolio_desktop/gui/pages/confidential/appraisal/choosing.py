# SPDX-License-Identifier: Apache-2.0
"""A few named choices side by side, of which one or none holds; what the chosen one means stands under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.people.forms import Level

_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Option:
    """What is chosen, its words, and what they mean."""

    value: int
    words: str
    meaning: str = ""


def of_levels(levels: Sequence[Level]) -> list[Option]:
    """The levels of a scale, the lowest first. Nobody sees their numbers."""
    return [Option(level.step, level.label, level.descriptor) for level in levels]


def yes_or_no() -> list[Option]:
    """Yes is 1."""
    return [Option(1, _("Yes")), Option(0, _("No"))]


class Choosing(QWidget):
    """`changed` carries the value, or None once the chosen one is taken away by choosing it again.

    Arrows go along the choices, a figure chooses one by its place, Ctrl+Enter goes on and Ctrl+Shift+Enter back.
    """

    changed = Signal(object)
    next_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, name: str, options: Sequence[Option], value: int | None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._options = {option.value: option for option in options}
        self._buttons: dict[int, QToolButton] = {}
        frame = QFrame()
        frame.setProperty("panel", "inset")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, frame)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        for option in options:
            button = QToolButton()
            speak_as(button, Role.RadioButton)
            button.setText(option.words.replace("&", "&&"))
            button.setAccessibleName(f"{name}: {option.words}")
            button.setAccessibleDescription(option.meaning)
            button.setToolTip(safe_tooltip(option.meaning))
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on, value=option.value: self._choose(value))
            self._row.addWidget(button)
            self._buttons[option.value] = button
        self._meaning = Label("", ink="muted", wrap=True)
        line = QHBoxLayout()
        line.addWidget(frame)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_TINY)
        column.addLayout(line)
        column.addWidget(self._meaning)
        self._value: int | None = None
        if options:
            self.setFocusProxy(self._buttons[options[0].value])
        self.show_value(value)

    @property
    def value(self) -> int | None:
        return self._value

    def show_value(self, value: int | None) -> None:
        """What the file says now."""
        self._value = value
        for step, button in self._buttons.items():
            button.setChecked(step == value)
        chosen = self._options.get(value) if value is not None else None
        self._meaning.setText(chosen.meaning if chosen else "")
        self._meaning.setHidden(not (chosen and chosen.meaning))

    def take_focus(self) -> None:
        """To what is chosen, else to the first."""
        chosen = self._buttons.get(self._value) if self._value is not None else None
        button = chosen or next(iter(self._buttons.values()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        step = {keys.Key_Left: -1, keys.Key_Up: -1, keys.Key_Right: 1, keys.Key_Down: 1}.get(
            keys(event.key())
        )
        buttons = list(self._buttons.values())
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if event.key() in (keys.Key_Return, keys.Key_Enter) and event.modifiers() & _CONTROL:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.back_wanted if back else self.next_wanted).emit()
        elif event.text().isdecimal() and 0 < int(event.text()) <= len(buttons):
            buttons[int(event.text()) - 1].setFocus(Qt.FocusReason.TabFocusReason)
            self._choose(list(self._buttons)[int(event.text()) - 1])
        elif step is None or at is None:
            super().keyPressEvent(event)
        else:
            buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = sum(button.sizeHint().width() + 2 for button in self._buttons.values()) + 6
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if wide <= event.size().width() else ways.TopToBottom
        if way is not self._row.direction():
            self._row.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(120)
        return hint

    def _choose(self, value: int) -> None:
        self.show_value(None if value == self._value else value)
        self.changed.emit(self._value)
