# SPDX-License-Identifier: Apache-2.0
"""The box above a chart, to find a person, a role or a team by."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.widgets.search import SearchBox


class Finder(SearchBox):
    """Down leads into the chart."""

    down = Signal()

    def __init__(self) -> None:
        super().__init__(_("Find a person, role or team"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)
