# SPDX-License-Identifier: Apache-2.0
"""A section that folds away. What stands in it is made when it is first opened."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.gui.access.panes import SECTION
from portfolio_desktop.gui.access.roles import speak_as_fold, tell_fold
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY, sized
from portfolio_desktop.gui.widgets.headers import Rule


class FoldingSection(QWidget):
    """A title that opens and closes what is under it."""

    toggled = Signal(bool)

    def __init__(self, title: str, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(SECTION)
        self._make = make
        self._content: QWidget | None = None
        self._head = QToolButton()
        speak_as_fold(self._head)
        self._head.setText(title)
        self._head.setAccessibleName(title)
        self._head.setCheckable(True)
        self._head.setProperty("fold", True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setIcon(icon("chevron-right", "muted"))
        self._head.setFont(sized(self._head.font(), 0.5, bold=True))
        self._head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._head.clicked.connect(self._clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_TINY)
        self._column.addWidget(self._head)
        self._column.addWidget(Rule())

    @property
    def is_open(self) -> bool:
        return self._head.isChecked()

    @property
    def content(self) -> QWidget | None:
        """What stands in the section, if it has ever been opened."""
        return self._content

    def set_title(self, title: str) -> None:
        self._head.setText(title)
        self._head.setAccessibleName(title)

    def set_open(self, opened: bool) -> None:
        """Open or close the section. Tells nobody."""
        self._head.setChecked(opened)
        tell_fold(self._head, unfolded=opened)
        self._head.setIcon(icon("chevron-down" if opened else "chevron-right", "muted"))
        if opened and self._content is None:
            self._content = self._make()
            self._content.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
            self._column.addWidget(self._content)
        if self._content is not None:
            self._content.setVisible(opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the title opens and closes it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._head.hasFocus():
            self._head.click()
        else:
            super().keyPressEvent(event)

    def _clicked(self, checked: bool) -> None:
        self.set_open(checked)
        self.toggled.emit(checked)
