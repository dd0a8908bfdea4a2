# SPDX-License-Identifier: Apache-2.0
"""Sees to the copies of the open workspace: one a day by itself, beside everything else, and now where somebody asks for it.

What goes wrong with the day's copy is said at the foot of the window and on the page, never in a dialog.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.safekeeping.copies import (
    SECOND,
    Copied,
    Kept,
    copy,
    due,
    kept_copies,
    second_place,
)

if TYPE_CHECKING:
    from portfolio_desktop.sharing.ledger import Door


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies that are kept, the newest first, and what went wrong with the last, or is amiss with the second place."""

    kept: tuple[Kept, ...] = ()
    trouble: str = ""


class Keeper(QObject):
    """Follows the desk. `changed` carries `Copies` whenever there are others, or something went wrong."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.copies = Copies()
        desk.opened.connect(self._opened)
        desk.closed.connect(lambda: self._tell(Copies()))

    @property
    def second(self) -> Path | None:
        """Where copies go besides this laptop's own folder."""
        return second_place(self._desk.settings)

    def choose_second(self, folder: Path | None) -> None:
        """Have copies go there as well, from now on and at once; None for this laptop alone."""
        self._desk.settings.put(SECOND, str(folder) if folder else "")
        if folder is not None:
            self.back_up()
        else:
            self._list("")

    def back_up(self) -> None:
        """Make a copy now, and say so."""

        def told(made: Copied) -> None:
            self._list(made.warning)
            self._desk.notify(_("A copy was made, opened and found whole: {path}").format(path=made.path))

        second = self.second

        def work(door: "Door", _progress: Progress) -> Copied:
            return copy(door(lambda office: office.path), second)

        self._desk.work_aside(work, told, owner=self, label=_("Backing up"), failed=self._failed)

    def look_again(self) -> None:
        """The copies may be others than they were."""
        self._list(self.copies.trouble)

    def _opened(self) -> None:
        second = self.second

        def work(door: "Door", _progress: Progress) -> Copied | None:
            workspace = door(due)
            return copy(workspace, second) if workspace is not None else None

        def told(made: Copied | None) -> None:
            self._list(made.warning if made is not None else "")

        self._desk.work_aside(work, told, owner=self, label=_("Keeping today's copy"), failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._list(_("No copy was made: {words}").format(words=error))

    def _list(self, trouble: str) -> None:
        workspace = self._desk.workspace
        if workspace is not None:
            path, second = workspace.path, self.second
            self._desk.jobs.free(
                lambda _progress: kept_copies(path, second),
                owner=self,
                done=lambda found: self._tell(Copies(tuple(found), trouble)),
                failed=lambda error: self._tell(Copies((), str(error))),
            )

    def _tell(self, copies: Copies) -> None:
        self.copies = copies
        self.changed.emit(copies)
