# SPDX-License-Identifier: Apache-2.0
"""The line above the pages that says why nothing can be changed; hidden where everything can."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture


class Banner(QFrame):
    """Follows the desk."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("panel", "inset")
        self._words = Label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_LARGE, GAP_SMALL, GAP_LARGE, GAP_SMALL)
        row.setSpacing(GAP)
        row.addWidget(IconPicture("lock"))
        row.addWidget(self._words, 1)
        desk.opened.connect(self._follow)
        desk.closed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        workspace = self._desk.workspace
        if workspace is None or not workspace.read_only:
            self.hide()
            return
        why = workspace.why_read_only
        self._words.setText(why or _("Open for reading only: nothing here can be changed."))
        self.setAccessibleName(self._words.text())
        self.show()
