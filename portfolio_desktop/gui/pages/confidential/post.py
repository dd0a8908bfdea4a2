# SPDX-License-Identifier: Apache-2.0
"""Sealed copies by the shared folder: what has come is looked for while the people file is open, and taken in on request.

The folder is looked at beside everything else, so one that hangs is not felt. Nothing of sharing is loaded for a workspace
that is not shared.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Done, Failed, door_to
from portfolio_desktop.services.people.parcels.arriving import Arrivals, Arrived
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sharing import Sealed
from portfolio_desktop.sharing.shared import is_shared
from portfolio_desktop.storage.changes import Written

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
    from portfolio_desktop.sharing.ledger import Door
    from portfolio_desktop.sharing.parcels import ParcelPost, PeopleDoor

T = TypeVar("T")

BETWEEN = 300_000
"""Milliseconds from one look at the folder to the next."""

_HOW = N_(
    "By the shared folder it reaches them by itself, the next time that they open their people file. Whoever looks at the "
    "folder sees that a parcel lies there, and neither for whom nor what it is."
)
_LOST = N_("A sealed copy for {names} went from the shared folder before it was received. Send it again.")


class Post(QObject):
    """The post of one people file. `changed` says that other copies wait than before."""

    changed = Signal()

    def __init__(self, people: "PeopleDesk") -> None:
        super().__init__(people)
        self._people = people
        self._looking = False
        self.copies: tuple[Arrived, ...] = ()
        """What waits to be taken in."""
        self._often = QTimer(self, interval=BETWEEN)
        self._often.timeout.connect(self.look)
        people.opened.connect(self._opened)
        people.closed.connect(self._closed)

    def look(self) -> None:
        """See what has come. A folder that does not answer is asked again later, and nobody is bothered."""
        if self._people.unlocked and not self._looking:
            self._looking = True
            self._carry_out(lambda post: post.look(), self._seen, self._not_seen)

    def take(self) -> None:
        """Take in all that has come."""
        copies = self.copies
        self._carry_out(lambda post: post.take(copies), lambda found: self._taken(*found), self._refused)

    def send(
        self, seal: Callable[[PeopleFile], Sealed], done: Done[Written | None], failed: Failed | None = None
    ) -> None:
        """Post what `seal` makes. Without `failed` a person is told what is wrong."""
        self._carry_out(
            lambda post: post.send(seal), done, failed or self._refused, _("Sending sealed copies")
        )

    def ask_how(self, title: str, by_share: Callable[[], None], into: Callable[[Path], None]) -> None:
        """Ask whether sealed copies go by the shared folder or as files into some folder; where there is no share, which."""

        def choose_folder() -> None:
            self._people.ask.folder(_("Where to put the sealed copies"), into)

        def choose(shared: bool) -> None:
            if not shared:
                choose_folder()
                return
            ways = (
                Choice("share", _("Send by the shared folder")),
                Choice("files", _("Put into another folder…")),
            )
            acts = {"share": by_share, "files": choose_folder}
            self._people.ask.choose(title, _(_HOW), ways, lambda key: acts[key]())

        self._whether_shared(choose)

    def _opened(self) -> None:
        self._whether_shared(self._begin)

    def _whether_shared(self, then: Callable[[bool], None]) -> None:
        if self._people.beside.read_only:
            then(False)
        else:
            self._people.beside.read(is_shared, then, owner=self)

    def _begin(self, shared: bool) -> None:
        if shared and self._people.unlocked:
            self._often.start()
            self.look()

    def _closed(self) -> None:
        self._often.stop()
        self._looking = False
        self._show(())

    def _show(self, copies: Sequence[Arrived]) -> None:
        if self.copies != tuple(copies):
            self.copies = tuple(copies)
            self.changed.emit()

    def _seen(self, found: Arrivals) -> None:
        self._looking = False
        before = len(self.copies)
        self._show(found.copies)
        if found.lost:
            self._people.notify(_(_LOST).format(names=", ".join(found.lost)))
        elif len(found.copies) > before:
            self._people.notify(told(len(found.copies)))

    def _not_seen(self, _error: Exception) -> None:
        self._looking = False

    def _taken(self, count: int, refused: list[str]) -> None:
        self._show(())
        text = ngettext("{count} sealed copy was taken.", "{count} sealed copies were taken.", count)
        if refused:
            self._people.ask.inform(_("Sealed copies"), "\n\n".join([text.format(count=count), *refused]))
        else:
            self._people.notify(text.format(count=count))
        self.look()

    def _refused(self, error: Exception) -> None:
        self._people.ask.refuse(str(error))

    def _carry_out(
        self,
        act: "Callable[[ParcelPost], T]",
        done: Done[T],
        failed: Failed,
        label: str = "",
    ) -> None:
        people = cast("PeopleDoor", door_to(self._people))

        def work(door: "Door", progress: Progress) -> T:
            from portfolio_desktop.sharing.parcels import ParcelPost
            from portfolio_desktop.sharing.part import part_behind

            return act(ParcelPost(part_behind(door, lambda: progress(0, 1)), people))

        self._people.beside.work_aside(work, done, owner=self, label=label, failed=failed)


def told(count: int) -> str:
    """How many sealed copies wait."""
    return ngettext("{count} sealed copy has arrived", "{count} sealed copies have arrived", count).format(
        count=count
    )
