# SPDX-License-Identifier: Apache-2.0
"""The frame of a small window that asks for something: its title, what is asked, what is wrong, and two buttons."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.gui.widgets.labels import Label

_FRAME = 48
"""What a desktop takes of the height of the screen for the title bar and the edges of a window, at most."""


class Dialog(AsRead, QDialog):
    """Title, what is asked, the content, the buttons. Opens without blocking.

    Where the screen is too low for it, the content scrolls, and title, what is wrong and buttons stay in sight.
    """

    def __init__(self, parent: QWidget, title: str, yes: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._scrolls = False
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
        # Enter is taken by whatever is being typed into: this one means the dialog from anywhere in it.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.yes.click)

    def finish_layout(self) -> None:
        self.column.addWidget(self.problem)
        if not self.findChildren(QTableWidget):
            self.column.addStretch(1)
        self.column.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return handled

    def _fit(self) -> None:
        """Be as wide as the words in it want, as high as all that is said in it, and no higher than the screen has room for."""
        screen = self.screen().availableGeometry()
        # Qt sees to the width only where no least one was set.
        self.setMinimumWidth(min(max(self.minimumWidth(), self.column.minimumSize().width()), screen.width()))
        room = screen.height() - _FRAME
        needed = max(self.column.minimumSize().height(), self.column.minimumHeightForWidth(self.width()))
        if needed > room and not self._scrolls:
            self._scrolls = True
            wide = max(self.width(), self.sizeHint().width()) + self._scroll()
            self.column.activate()  # or the window would still be held at the height that was needed
            self.resize(min(wide, screen.width()), room)
        elif self.height() > room:
            self.resize(self.width(), room)
        elif self.height() < needed <= room:  # something has been said that was not there before
            self.resize(self.width(), needed)

    def _scroll(self) -> int:
        """Put all between the title and what is wrong into a place that scrolls. How wide its bar is."""
        typing = self.focusWidget()
        within = QWidget()
        column = QVBoxLayout(within)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        while (item := self.column.itemAt(1)) is not None and item.widget() is not self.problem:
            stretch = self.column.stretch(1)
            self.column.takeAt(1)
            if (widget := item.widget()) is not None:
                column.addWidget(widget, stretch, item.alignment())
            elif (layout := item.layout()) is not None:
                column.addLayout(layout, stretch)
            else:
                column.addItem(item)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(within)
        area.viewport().setAutoFillBackground(False)
        within.setAutoFillBackground(False)  # that of the window shows through
        bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(within.minimumSizeHint().width() + bar)
        for place in range(self.column.count()):
            self.column.setStretch(place, 0)
        self.column.insertWidget(1, area, 1)
        area.show()
        if typing is not None:
            typing.setFocus()  # what is put elsewhere loses the keyboard
        return bar

    def agree(self) -> None:
        """What the first button does."""
        self.accept()

    def explain(self, sentence: str) -> None:
        """Why it cannot be done as it stands."""
        self.problem.setText(sentence)
        self.problem.setHidden(not sentence)
        announce(self, sentence, at_once=True)
        self.yes.setEnabled(True)
        if self.focusWidget() is self.buttons.button(QDialogButtonBox.StandardButton.Cancel):
            self.yes.setFocus()  # Qt went on to Cancel while it could not be clicked: Enter would lose what was entered
