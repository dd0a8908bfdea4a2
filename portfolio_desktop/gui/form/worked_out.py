# SPDX-License-Identifier: Apache-2.0
"""What stands in a form where a value follows from other fields: its words, to be read and copied."""

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Field, Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.line import LineEditor
from portfolio_desktop.services.words import words


class WorkedOut(LineEditor):
    """A line that nobody types into. The keyboard reaches it, so that a screen reader does too."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._desk = desk
        self.setReadOnly(True)
        self.setPlaceholderText("–")
        self.setToolTip(_(field.help))

    def show_value(self, value: Value, said: str = "") -> None:
        self.setText(words(self._desk.catalogue, self._field, value))
        self._shown = self.text()
        self.setCursorPosition(0)
