# SPDX-License-Identifier: Apache-2.0
"""Looks now and then whether the office has laid a newer version into its folder, and says so once a day.

Only folders are looked at, beside all other work; a folder that hangs or is gone is not felt. Nothing is copied before a
person asks for it, and nothing is ever started here but what was proved.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.sharing.rounds import Shown

if TYPE_CHECKING:
    from portfolio_desktop.services.updates.finding import Update

AFTER_THE_START, BETWEEN = 20_000, 4 * 3_600_000
"""Milliseconds."""

_TOLD = "updates.told"


class Updates(QObject):
    """What is known of newer versions. `changed` follows each look."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._beside_share: Path | None = None
        self._looking = False
        self.found: Update | None = None
        self.problem = ""
        self.looked: datetime | None = None
        self._timer = QTimer(self, interval=AFTER_THE_START)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def follow_share(self, shown: Shown | None) -> None:
        """Look beside the shared folder as well: soon for one that was not known yet."""
        folder = shown.folder if shown else None
        beside = folder.parent / "updates" if isinstance(folder, Path) else None
        if beside not in (None, self._beside_share):
            self._timer.start(AFTER_THE_START)
        self._beside_share = beside

    @property
    def folder(self) -> str:
        """The folder that the office named, on this laptop; empty where it named none."""
        return str(self._desk.settings.get("updates.folder", ""))

    def use_folder(self, folder: Path) -> None:
        """Look there from now on, and at once."""
        self._desk.settings.put("updates.folder", str(folder))
        self.look()

    @property
    def places(self) -> tuple[Path, ...]:
        """Where is looked: the folder that the office named, and the one beside the share."""
        named = (Path(self.folder),) if self.folder else ()
        return (*named, *((self._beside_share,) if self._beside_share else ()))

    def look(self) -> None:
        """Look now, unless that is under way."""
        self._timer.setInterval(BETWEEN)
        places = self.places
        if self._looking or not places:
            return
        self._looking = True

        def find(_progress: object) -> "Update | None":
            from portfolio_desktop.services.updates.finding import look

            return look(places)

        self._desk.jobs.free(find, owner=self, done=self._found, failed=self._failed)

    def take(self, done: Callable[[Path], None]) -> None:
        """Copy what installs the newer version to this laptop and prove it; `done` gets its place."""
        update = self.found
        if update is None:
            return

        def copy(progress: Callable[[int, int], None]) -> Path:
            from portfolio_desktop.services.updates.finding import take

            return take(update, progress)

        self._desk.jobs.free(
            copy, label=_("Taking the new version"), owner=self, done=done, failed=self._failed
        )

    def _found(self, update: "Update | None") -> None:
        self._settle(update, "")
        if update is None:
            return
        telling = f"{update.release.version} {datetime.now().astimezone():%Y-%m-%d}"
        if self._desk.settings.get(_TOLD, "") != telling:
            self._desk.settings.put(_TOLD, telling)
            self._desk.notify(_("{update} Help, About installs it.").format(update=update.words))

    def _failed(self, error: Exception) -> None:
        """Told in the About box alone: nobody's work waits for an update."""
        self._settle(None if isinstance(error, Refusal) else self.found, str(error))

    def _settle(self, update: "Update | None", problem: str) -> None:
        self._looking = False
        self.found, self.problem = update, problem
        self.looked = datetime.now().astimezone()
        self.changed.emit()


def start_installer(path: Path) -> bool:
    """Open a proved file with what this system installs such files with; False where there is nothing."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
