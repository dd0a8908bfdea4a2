# SPDX-License-Identifier: Apache-2.0
"""Qt speaks the language that we speak: its dates and numbers by its own tables, its few words from our catalogue.

Qt's translations lack Welsh, and what it says of its own is little: buttons of dialogs and the menus of text fields.
Names of keys stay as they stand on the keyboard.
"""

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from portfolio_desktop.base import i18n
from portfolio_desktop.base.i18n import N_, _

_WORDS = frozenset(
    (
        *(N_("OK"), N_("Save"), N_("Cancel"), N_("Close"), N_("&Yes"), N_("&No")),
        *(N_("Discard"), N_("Apply"), N_("Reset"), N_("Retry"), N_("Ignore"), N_("Help")),
        *(N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"), N_("Select All")),
        *(N_("Copy &Link Location"), N_("&Select All"), N_("&Step up"), N_("Step &down")),
        *(N_("Scroll Left"), N_("Scroll Right"), N_("Close Tab"), N_("Press shortcut")),
    )
)
"""What Qt's widgets say of their own in this window, in Qt's words."""


class _OurWords(QTranslator):
    """Answers Qt's requests from our catalogue."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The words for `source`; None where Qt should go on with its own."""
        return _(source) if context != "QShortcut" and source in _WORDS else None

    def isEmpty(self) -> bool:
        return False


def speak(app: QApplication) -> None:
    """Let Qt follow the language that is installed: to be called before there are widgets."""
    QLocale.setDefault(QLocale(i18n.tag()))
    ours = app.findChild(QObject, _OurWords.__name__)
    if ours is None and i18n.language() != i18n.ENGLISH:
        ours = _OurWords(app)
        ours.setObjectName(_OurWords.__name__)
        app.installTranslator(ours)
