# SPDX-License-Identifier: Apache-2.0
"""The open workspace as the window sees it: what pages read from, write through and listen to.

Pages live on the GUI thread and never touch the file. They hand functions over an Office to the desk, which
runs them one after another on the database thread and brings the outcome home.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Cancelled, Progress
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.ask import Ask
from portfolio_desktop.gui.jobs import Jobs, Task
from portfolio_desktop.gui.taking_back import Reverse, offer
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

if TYPE_CHECKING:
    from portfolio_desktop.gui.session.drafts import Drafts
    from portfolio_desktop.sharing.ledger import Door

T = TypeVar("T")
U = TypeVar("U")
Done = Callable[[T], None]
Failed = Callable[[Exception], None]
Target = tuple[str, str]
"""Entity and id of a record."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """What is plain data about the open workspace, and so may be looked at on the GUI thread."""

    path: Path
    catalogue: Catalogue
    read_only: bool
    why_read_only: str


class Desk(QObject):
    """One window's workspace, its settings and its way to ask. At most one workspace is open at a time."""

    opened = Signal()
    closed = Signal()
    """No workspace is open any more, or the one that was to be opened did not open."""
    closing = Signal()
    """The workspace is about to be closed: what is still to be read from it or kept in it is asked for now."""
    written = Signal(object)
    """A `Written`: after every change set, whoever made it. `touched` names the records to look at again."""
    catalogue_changed = Signal()
    """The organisation's own fields or lists are different from now on."""
    undo_changed = Signal(str, str)
    """What undo and redo would take back; empty where there is nothing."""
    saved_changed = Signal(bool)
    """Whether everything that was asked for is safely in the file."""
    noticed = Signal(str, bool, object)
    """Something to tell in passing, whether Undo is offered beside it, and the `Target` that it leads to, or None."""
    compact_changed = Signal(bool)
    _heard = Signal(object)

    def __init__(self, jobs: Jobs, settings: Settings, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.settings = settings
        self.ask = ask
        self._office: Office | None = None
        self._workspace: Workspace | None = None
        self._undo_label = self._redo_label = ""
        self._unsaved = 0
        self.opening = False
        """Whether a workspace is being opened now."""
        self.drafts: Drafts | None = None
        """Where half-filled forms are kept as they are typed; None where that is done otherwise, or not at all."""
        self._heard.connect(self._tell)

    @property
    def workspace(self) -> Workspace | None:
        """The open workspace, or None."""
        return self._workspace

    @property
    def catalogue(self) -> Catalogue:
        """What the open workspace keeps; without one, what is shipped."""
        return self._workspace.catalogue if self._workspace else CATALOGUE

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed now."""
        return self._workspace is None or self._workspace.read_only

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed now, in words for a tooltip; empty where it can."""
        if self._workspace is None or not self._workspace.read_only:
            return ""
        return self._workspace.why_read_only or _("Open for reading only: nothing here can be changed.")

    @property
    def saved(self) -> bool:
        """Whether everything that was asked for is safely in the file."""
        return self._unsaved == 0

    @property
    def compact(self) -> bool:
        """Whether rows are drawn closer together, on this laptop."""
        return bool(self.settings.get("register.compact", False))

    def set_compact(self, compact: bool) -> None:
        """Draw rows closer together from now on, in every register."""
        self.settings.put("register.compact", compact)
        self.compact_changed.emit(compact)

    def sign_as(self, author: str) -> None:
        """Write in the name of `author` from now on, on this laptop."""
        self.settings.put("author", author)
        if self._office is not None:
            self.read(lambda office: office.sign_as(author))

    @property
    def today(self) -> date:
        """The day that relative dates count from."""
        return self._office.today() if self._office else date.today()  # noqa: DTZ011 - the person's own calendar

    def open(
        self,
        open_it: Callable[[], Office],
        *,
        label: str = "",
        done: Callable[[], None] | None = None,
        failed: Failed | None = None,
    ) -> Task:
        """Open a workspace on the database thread; one that is open already is closed first."""
        self.close()
        self.opening = True

        def opening(progress: Progress) -> Office:
            office = open_it()
            try:
                progress(1, 1)  # where an opening that was cancelled meanwhile ends
            except Cancelled:
                office.close()
                raise
            office.listen(lambda written: self._heard.emit((written, office.catalogue)))
            return office

        def ready(office: Office) -> None:
            self.opening = False
            self._office = office
            self._workspace = Workspace(
                office.path, office.catalogue, office.read_only, office.store.why_read_only
            )
            self.opened.emit()
            self._ask_undoable()
            if done is not None:
                done()

        def settled(_none: None) -> None:
            self.opening = False
            if self._workspace is None:
                self.closed.emit()

        task = self.jobs.database(opening, label=label, owner=self, done=ready, failed=failed)
        _afterwards(self, settled)
        return task

    def close(self, done: Callable[[], None] | None = None) -> None:
        """Close the workspace once what was asked for is written. Without one, only `done` is called."""
        if self._office is not None:
            self.closing.emit()
        office, self._office = self._office, None
        self._workspace = None
        if office is not None:
            self._learn("", "")
            self.closed.emit()
            self.jobs.database(lambda _progress: office.close(), done=lambda _none: done and done())
        elif done is not None:
            done()

    def read(
        self,
        job: Callable[[Office], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
        label: str = "",
        failed: Failed | None = None,
    ) -> Task:
        """Run `job` on the database thread and hand what it returns to `done`.

        `done` is not called once `owner` has gone or the task is cancelled. Without `failed`, a Refusal is shown
        to the person. A `label` makes the job visible in the status bar. Raises Refusal when nothing is open.
        """
        return self.work(lambda office, _progress: job(office), done, owner=owner, label=label, failed=failed)

    def work(
        self,
        job: Callable[[Office, Progress], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
        label: str = "",
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> Task:
        """As `read`, for work that tells how far it is and can be stopped. It may write through the office."""
        office = self._required()
        return self.jobs.database(
            lambda report: job(office, report),
            label=label,
            owner=owner or self,
            done=done,
            failed=failed,
            progress=progress,
        )

    def work_aside(
        self,
        job: "Callable[[Door, Progress], T]",
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
        label: str = "",
        failed: Failed | None = None,
    ) -> Task:
        """Run `job` beside everything else, for work that waits for something slow and needs the workspace now and then.

        Each time it goes through the door it is given, to the database thread, and waits for its turn there. Once this
        workspace is closed, the door raises Cancelled.
        """
        door = door_to(self)
        return self.jobs.free(
            lambda report: job(door, report), label=label, owner=owner or self, done=done, failed=failed
        )

    def write(
        self,
        make: Callable[[Office], Changes],
        done: Done[Written | None] | None = None,
        *,
        owner: QObject | None = None,
        label: str = "",
        failed: Failed | None = None,
    ) -> Task:
        """Make a change set on the database thread and write it. `done` gets None when nothing was to change."""
        return self._act(lambda office: office.write(make(office)), done, owner, label, failed)

    def undo(self, done: Done[Written | None] | None = None) -> None:
        """Take back the last act, whoever did it on this laptop. Of what others have changed since, the person is asked."""
        if self._undo_label:
            _take_back(self, undo.undo, done)

    def redo(self, done: Done[Written | None] | None = None) -> None:
        """Do again what the last undo took back; the same of what others have changed since."""
        if self._redo_label:
            _take_back(self, undo.redo, done)

    def notify(self, text: str, *, undo: bool = False, to: Target | None = None) -> None:
        """Tell something in passing, perhaps with Undo beside it, and a way to the record that it is about."""
        self.noticed.emit(text, undo, to)

    def _act(
        self,
        job: Callable[[Office], Written | None],
        done: Done[Written | None] | None,
        owner: QObject | None,
        label: str,
        failed: Failed | None,
    ) -> Task:
        office = self._required()
        self._pending(+1)
        task = self.jobs.database(
            lambda _progress: job(office),
            label=label,
            owner=owner or self,
            done=done,
            failed=failed,
            stoppable=False,  # what is half written is not written, and what is written is undone
        )
        _afterwards(self, lambda _none: self._pending(-1))
        return task

    def _required(self) -> Office:
        if self._office is None:
            raise Refusal(_("No workspace is open. Open one first."))
        return self._office

    def _pending(self, step: int) -> None:
        before = self.saved
        self._unsaved += step
        if self.saved != before:
            self.saved_changed.emit(self.saved)

    def _tell(self, heard: tuple[Written, Catalogue]) -> None:
        written, catalogue = heard
        if self._workspace is None:
            return
        if catalogue is not self._workspace.catalogue:
            kept = self._workspace
            self._workspace = Workspace(kept.path, catalogue, kept.read_only, kept.why_read_only)
            self.catalogue_changed.emit()
        self.written.emit(written)
        self._ask_undoable()

    def _ask_undoable(self) -> None:
        def show(found: undo.Undoable) -> None:
            self._learn(*found.labels)

        self.read(undo.undoable, show)

    def _learn(self, undo_label: str, redo_label: str) -> None:
        if (undo_label, redo_label) != (self._undo_label, self._redo_label):
            self._undo_label, self._redo_label = undo_label, redo_label
            self.undo_changed.emit(undo_label, redo_label)


def door_to(desk: Desk) -> "Door":
    """The way to what is open at a desk, for work beside everything else. Raises Cancelled once that is closed."""
    office = desk._required()

    def door(act: Callable[[Office], U], /) -> U:
        def run() -> U:
            if desk._office is not office:  # the desk lets go of it before it is closed on this very thread
                raise Cancelled
            return act(office)

        return desk.jobs.hand_in(run)

    return door


def _take_back(desk: Desk, reverse: Reverse, done: Done[Written | None] | None) -> None:
    """Undo or redo, once it is said what is to become of what others have changed since."""

    def failed(error: Exception) -> None:
        if isinstance(error, undo.ChangedSince):
            offer(desk.ask, error.found, again, redo=reverse is undo.redo)
        else:
            desk.ask.refuse(str(error))

    def again(also: Collection[undo.Key]) -> None:
        desk._act(lambda office: reverse(office, also), done, None, "", None)

    desk._act(lambda office: reverse(office, None), done, None, "", failed)


def _afterwards(desk: Desk, done: Done[None]) -> None:
    """Call `done` once the database thread is past what it has been asked so far, whatever came of that."""
    desk.jobs.database(lambda _progress: None, owner=desk, done=done)
