# SPDX-License-Identifier: Apache-2.0
"""Sees to it that choices hold: at once where that can be, in every window of the program."""

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from portfolio_desktop.base.dates import write_dates_as
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services.preferences.keeping import chosen, keep

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class Choices(QObject):
    """One window's way to preferences. `changed` carries the name of one that holds otherwise now."""

    changed = Signal(str)

    def __init__(self, desk: Desk, appearance: Appearance) -> None:
        super().__init__(desk)
        self._desk, self._appearance = desk, appearance
        self._hold_for_person()

    def value(self, name: str) -> Value:
        """What was chosen, or is shipped, of this laptop and whoever works on it."""
        return chosen(self._desk.settings, name)

    def choose(self, name: str, value: Value) -> None:
        """Keep a choice of this laptop or whoever works on it, and let it hold. Refuses what cannot be chosen."""
        keep(self._desk.settings, name, value)
        self._hold(name)
        self.changed.emit(name)

    def _hold(self, name: str) -> None:
        value = self.value(name)
        if name == "author":
            self._desk.sign_as(str(value))
            self._hold_for_person()
        elif name == "theme":
            self._appearance.use(Mode(str(value)))
        elif name == "rows":
            self._desk.set_compact(value == "compact")
        elif name in ("motion", "dates"):
            self._hold_for_person()
        elif name == "spelling":
            from portfolio_desktop.gui.spelling.language import language_of

            language = language_of(self._desk)
            language.choose(language.code)

    def _hold_for_person(self) -> None:
        """What follows the name that this laptop signs with."""
        write_dates_as(str(self.value("dates")))
        calm(still=self.value("motion") == "none")


def calm(*, still: bool) -> None:
    """Let nothing move by itself, or only what moves on this desktop anyway."""
    moving, blink = _of_the_desktop()
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, effect in moving and not still)
    QApplication.setCursorFlashTime(0 if still else blink)


@cache
def _of_the_desktop() -> tuple[frozenset[Qt.UIEffect], int]:
    """What the desktop lets move, and how it lets the cursor blink: read once, before any of it is changed here."""
    moving = frozenset(effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect))
    return moving, QApplication.cursorFlashTime()
