# SPDX-License-Identifier: Apache-2.0
"""An icon that is looked at, not pressed."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.widgets.paint import painting


class IconPicture(QWidget):
    """`name` at `size` logical pixels in the theme's colour `ink`.

    Says nothing to a screen reader: words stand beside it.
    """

    def __init__(
        self, name: str, size: int = 16, ink: str = "text", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon(name, ink)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._icon.paint(painter, self.rect())
