# SPDX-License-Identifier: Apache-2.0
"""Pages that lie in one place, one of them in sight, and scroll where the window is too small for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Asks for the room that the page in sight needs; one that was left behind asks for none."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page else QSize(0, 0)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Within another page that scrolls it asks for no more than its least size."""
        return False

    def heightForWidth(self, width: int) -> int:
        """What the page in sight cannot do without. By itself Qt answers for all, and with the height that each would like:
        what scrolls them would scroll a page that has room."""
        page = self.currentWidget()
        layout = page.layout() if page else None
        least = layout.minimumHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        return max(least, self.minimumSizeHint().height())


def scrolling(stack: QWidget) -> QScrollArea:
    """On a small or a much enlarged screen a page that cannot be made narrower is scrolled, and the window still fits."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(stack)
    return area
