# SPDX-License-Identifier: Apache-2.0
"""The people file as its pages see it: a desk of its own that locks itself, and is locked whenever the workspace closes."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.desk import Desk, Done, Failed, Target
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.confidential import idle
from portfolio_desktop.gui.pages.confidential.post import Post
from portfolio_desktop.gui.pages.confidential.spelling import PeopleSpelling
from portfolio_desktop.gui.session.vigil import Vigil
from portfolio_desktop.services.people.people_file import (
    PeopleFile,
    has_people_file,
    new_people_file,
    open_people_file,
    people_path,
    place_for,
)
from portfolio_desktop.storage.changes import Changes, Written

T = TypeVar("T")


class PeopleDesk(Desk):
    """Opened for a time. `opened` and `closed` say when what it holds may be shown, and when it must be gone."""

    locking = Signal()
    """It is about to lock: what is being typed is to be written now."""

    renewed = Signal()
    """After an opening by the recovery key: another passphrase is set, and what it holds may be shown."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk.jobs, desk.settings, desk.ask.apart(), parent)
        self.beside = desk
        self.by_recovery_key = False
        self._idle = Vigil(self)
        self._idle.timeout.connect(self._expire)
        self._idle.screen_locked.connect(self._follow_screen)
        self.opened.connect(lambda: self._idle.keep(self.minutes))
        self.closed.connect(self._idle.stop)
        desk.closed.connect(self.lock)
        self.post = Post(self)
        PeopleSpelling(self, desk)  # a child of this desk, as each desk has one

    @property
    def path(self) -> Path | None:
        """Where the people file of the open workspace lies or would lie."""
        workspace = self.beside.workspace
        return people_path(workspace.path) if workspace else None

    @property
    def exists(self) -> bool:
        """Whether the open workspace has a people file beside it."""
        workspace = self.beside.workspace
        return workspace is not None and has_people_file(workspace.path)

    @property
    def unlocked(self) -> bool:
        """Whether what it holds can be shown now."""
        return self.workspace is not None

    @property
    def minutes(self) -> int:
        """After how many minutes without a sign of life it locks itself, on this laptop."""
        return idle.minutes(self.settings)

    def set_minutes(self, minutes: int) -> None:
        """Lock after `minutes` from now on."""
        idle.set_minutes(self.settings, minutes)
        if self.unlocked:
            self._idle.start(minutes * 60_000)

    def unlock(
        self,
        *,
        passphrase: str = "",
        recovery_key: str = "",
        done: Done[str] | None = None,
        failed: Failed | None = None,
    ) -> Task:
        """Open the people file of the workspace. `done` gets what is to be told of it (`behind`), mostly nothing."""
        path, author, today = self.path, str(self.settings.get("author", "")), self.beside.today
        assert path is not None
        self.by_recovery_key = bool(recovery_key)
        told: list[str] = []

        def open_it() -> PeopleFile:
            people = open_people_file(
                path, author, passphrase=passphrase, recovery_key=recovery_key, today=lambda: today
            )
            unsafe = unsafe_here(path)
            told.extend((people.behind, unsafe.words if unsafe else ""))
            return people

        def opened() -> None:
            if told[1]:
                self.notify(f"{told[1]} {_('“What is kept” has a way out.')}")
            if done is not None:
                done(told[0])

        return self.open(
            open_it, label=_("Opening {name}").format(name=path.name), done=opened, failed=failed
        )

    def make(
        self,
        passphrase: str,
        me: Values,
        my_id: Id,
        *,
        with_recovery_key: bool,
        done: Done[str],
        failed: Failed | None = None,
    ) -> Task:
        """Make a people file for the person `my_id` and open it. `done` gets the recovery key, empty where none is wanted."""
        path, today = self.path, self.beside.today
        workspace = self.beside.workspace
        assert path is not None
        assert workspace is not None
        self.by_recovery_key = False
        keys: list[str] = []

        def make_it() -> PeopleFile:
            made = new_people_file(place_for(workspace.path), passphrase, me, my_id, lambda: today)
            keys.append(made.new_recovery_key() if with_recovery_key else "")
            return made

        return self.open(
            make_it,
            label=_("Making {name}").format(name=path.name),
            done=lambda: done(keys[0]),
            failed=failed,
        )

    def renewed_passphrase(self) -> None:
        """Whoever opened it by the recovery key has set another passphrase."""
        self.by_recovery_key = False
        self.renewed.emit()

    def lock(self) -> None:
        """Write what is being typed, close the file and forget its key. What was open is gone from the window."""
        if self.unlocked:
            self.locking.emit()
            self.ask.dismiss()
            self.close()

    def people(
        self,
        job: Callable[[PeopleFile], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
        failed: Failed | None = None,
    ) -> Task:
        """As `read`, for what only a people file can do."""
        return self.read(lambda office: job(cast("PeopleFile", office)), done, owner=owner, failed=failed)

    def change(
        self,
        make: Callable[[PeopleFile], Changes],
        done: Done[Written | None] | None = None,
        *,
        owner: QObject | None = None,
        label: str = "",
        failed: Failed | None = None,
    ) -> Task:
        """As `write`, for what only a people file can do."""
        return self.write(
            lambda office: make(cast("PeopleFile", office)), done, owner=owner, label=label, failed=failed
        )

    def notify(self, text: str, *, undo: bool = False, to: Target | None = None) -> None:
        """As at any desk; what comes home after the file was locked is not told any more."""
        if self.unlocked:
            super().notify(text, undo=undo, to=to)

    def _expire(self) -> None:
        told = _("The people file was locked: nothing was done for {count} minutes.")
        self._lock_saying(told.format(count=self.minutes))

    def _follow_screen(self) -> None:
        if idle.with_screen(self.settings):
            self._lock_saying(_("The people file was locked with the screen."))

    def _lock_saying(self, told: str) -> None:
        if self.unlocked:
            self.lock()
            self.noticed.emit(told, False, None)
