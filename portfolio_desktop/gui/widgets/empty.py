# SPDX-License-Identifier: Apache-2.0
"""What stands where nothing is yet: an icon, what belongs here, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture

_READABLE_WIDTH = 440


class EmptyPlace(QWidget):
    """Icon, heading, a sentence, and buttons; the first button added is the step most people want."""

    def __init__(
        self, icon_name: str, heading: str, sentence: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GAP_SMALL)
        title = Label(heading, step=3, bold=True, wrap=True)
        text = Label(sentence, ink="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_HUGE)
        column.setSpacing(GAP)
        column.addStretch(2)
        column.addWidget(IconPicture(icon_name, 40, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(_READABLE_WIDTH)
            column.addLayout(_centred(label))
        text.setHidden(not sentence)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._buttons)
        row.addStretch(1)
        column.addSpacing(GAP_SMALL)
        column.addLayout(row)
        column.addStretch(3)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the first step, where there is one."""
        first = self._buttons.itemAt(0)
        if first is not None and (button := first.widget()) is not None:
            button.setFocus(reason)

    def add_step(self, label: str, run: Callable[[], object], icon_name: str = "") -> QPushButton:
        button = QPushButton(label)
        first = self._buttons.count() == 0
        button.setProperty("primary", first)
        button.setAutoDefault(True)  # Enter presses it
        if icon_name:
            button.setIcon(icon(icon_name, "on_accent" if first else "text"))
            button.setIconSize(QSize(24, 16))  # the air around it keeps it off the words
        button.clicked.connect(lambda: run())
        self._buttons.addWidget(button)
        return button


def _centred(label: Label) -> QHBoxLayout:
    """`label` as wide as there is room, up to its maximum, in the middle."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label, 100)
    row.addStretch(1)
    return row
