# SPDX-License-Identifier: Apache-2.0
"""What a window has for notices: it joins what is watched for to the bell, the list, the tray and the pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.notices.bell import Bell, NoticeList
from portfolio_desktop.gui.notices.tray import Tray
from portfolio_desktop.gui.notices.watching import Watching
from portfolio_desktop.gui.shell import places
from portfolio_desktop.services.notices.notice import Notice, Place

if TYPE_CHECKING:
    from portfolio_desktop.gui.shell.shell import Shell

_PLACES = {
    Place.CLOCKS: places.CLOCKS,
    Place.SHARING: places.SHARING,
    Place.QUALITY: places.QUALITY,
    Place.SAFEKEEPING: places.SAFEKEEPING,
}


class Notices(QObject):
    """One window's."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        window, desk = shell.window, shell.desk
        self.watching = Watching(desk, self, away=lambda: not window.isActiveWindow())
        self.bell = Bell()
        self.list = NoticeList(self.watching, window)
        self.tray = Tray(window)
        shell.status.addPermanentWidget(self.bell)
        self.bell.clicked.connect(self.open)
        self.watching.changed.connect(self.bell.show_notices)
        self.watching.outside.connect(self._say)
        self.tray.clicked.connect(self._come)
        self.list.wanted.connect(self.go)
        self.list.preferences_wanted.connect(shell.actions["preferences"].trigger)
        desk.opened.connect(self.bell.show)
        desk.closed.connect(self._closed)
        shell.safekeeping.keeper.changed.connect(lambda copies: self.watching.follow_backups(copies.trouble))
        shell.actions.add(
            Action(
                name="notices",
                text=N_("Notices"),
                run=self.open,
                icon="bell",
                keys=("Alt+9",),
                enabled=lambda: desk.workspace is not None,
            )
        )

    def open(self) -> None:
        """List what calls for attention."""
        if self._shell.desk.workspace is not None:
            self.list.open_at(self.bell)

    def go(self, notice: Notice) -> None:
        """Go where a notice leads: to a page, or to the records that it counts."""
        guide = self._shell.guide
        if notice.place is not None:
            guide.open_place(_PLACES[notice.place], notice.record)
        elif notice.where is not None:
            guide.show_register(notice.entity, notice.where, notice.text)

    def _say(self, words: str) -> None:
        if not self.tray.say(words):
            self._shell.desk.notify(words)

    def _come(self) -> None:
        """Somebody clicked outside the window: bring it to the front with its list."""
        window = self._shell.window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        self.open()

    def _closed(self) -> None:
        self.list.hide()
        self.bell.hide()
        self.tray.hide()
