# SPDX-License-Identifier: Apache-2.0
"""The frame of a small window that asks for something: its title, what is asked, what is wrong, and two buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTableWidget, QVBoxLayout, QWidget

from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.gui.widgets.labels import Label


class Dialog(QDialog):
    """Title, what is asked, the content, the buttons. Opens without blocking."""

    def __init__(self, parent: QWidget, title: str, yes: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
        self.column.setSpacing(GAP)
        self.column.addWidget(Label(title, step=3, bold=True, wrap=True))
        self.problem = Label("", ink="danger", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.yes = self.buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self.yes.setDefault(True)
        self.yes.setProperty("primary", True)
        self.buttons.rejected.connect(self.reject)
        self.buttons.accepted.connect(self.agree)

    def finish_layout(self) -> None:
        self.column.addWidget(self.problem)
        if not self.findChildren(QTableWidget):
            self.column.addStretch(1)
        self.column.addWidget(self.buttons)

    def agree(self) -> None:
        """What the first button does."""
        self.accept()

    def explain(self, sentence: str) -> None:
        """Why it cannot be done as it stands."""
        self.problem.setText(sentence)
        self.problem.setHidden(not sentence)
        self.yes.setEnabled(True)
        if self.focusWidget() is self.buttons.button(QDialogButtonBox.StandardButton.Cancel):
            self.yes.setFocus()  # Qt went on to Cancel while it could not be clicked: Enter would lose what was entered
