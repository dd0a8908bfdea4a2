# SPDX-License-Identifier: Apache-2.0
"""What somebody else has made of a field that is being typed into: it is offered beside what is typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.gui.widgets.labels import Label

_ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Why the keyboard leaves a field that it will come back to."""


class News(QWidget):
    """What somebody else has made of a field that is being typed into, and the way to take it.

    A click leaves the keyboard where it is: the field would be written when it is left, over what is to be taken.
    """

    def __init__(self, taken: Callable[[], None], left: Callable[[], None]) -> None:
        super().__init__()
        self._words = Label("", ink="muted", wrap=True, step=-1)
        self._left = left
        self.take = QPushButton(_("Take it"))
        self.take.setProperty("flat", True)
        self.take.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take.clicked.connect(lambda: taken())
        self.take.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.take)

    @property
    def is_considered(self) -> bool:
        """Whether the keyboard is here: what was typed is not to go over it yet."""
        return self.take.hasFocus()

    def tell(self, value: str) -> None:
        """Offer what the field was changed to."""
        self._words.setText(
            _("Changed meanwhile to “{value}”.").format(value=shorten(visible_bidi(value), 60))
        )
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _ELSEWHERE:
            self._left()
        return super().eventFilter(watched, event)
