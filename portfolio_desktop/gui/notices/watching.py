# SPDX-License-Identifier: Apache-2.0
"""Looks out for what calls for attention while a workspace is open, and has it told as quietly as was chosen."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import ngettext
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.services.notices.memory import Memory
from portfolio_desktop.services.notices.notice import Notice, backup_trouble
from portfolio_desktop.services.notices.telling import counted, manner, only_of, to_tell
from portfolio_desktop.services.office import Office

_FIRST_MS, _AGAIN_MS = 4000, 60_000
_EACH_HOUR = 60  # looks, of which all but the first are made only after something was written


class Watching(QObject):
    """`changed` carries the notices that stand, the most pressing first; `outside` what to say outside the window."""

    changed = Signal(object)
    outside = Signal(str)

    def __init__(
        self,
        desk: Desk,
        parent: QObject,
        away: Callable[[], bool],
        now: Callable[[], datetime] = local_now,
    ) -> None:
        """`away` answers whether the person looks at something else than this window."""
        super().__init__(parent)
        self._desk, self._away, self._now = desk, away, now
        self._found: tuple[Notice, ...] = ()
        self._backup = ""
        self._stale, self._rounds = False, 0
        self._task: Task | None = None
        self._first, self._again = QTimer(self), QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_FIRST_MS)
        self._again.setInterval(_AGAIN_MS)
        self._first.timeout.connect(self.look)
        self._again.timeout.connect(self._tick)
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.written.connect(lambda _written: self._outdate())

    @property
    def standing(self) -> tuple[Notice, ...]:
        """What is neither done with nor put off."""
        memory = self._memory
        every = (*self._found, *((backup_trouble(self._backup),) if self._backup else ()))
        return memory.standing(every, self._now().date()) if memory else ()

    @property
    def set_aside(self) -> int:
        """How many are done with or put off."""
        return len(self._found) + bool(self._backup) - len(self.standing)

    def look(self) -> None:
        """Gather what there is now."""
        if self._desk.workspace is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._stale = False
        now, name = self._now(), only_of(self._desk.settings)
        self._task = self._desk.read(lambda office: _gathered(office, now, name), self._take, owner=self)

    def follow_backups(self, trouble: str) -> None:
        """What went wrong with the copies, or nothing."""
        self._backup = trouble
        self._show()

    def done(self, notice: Notice) -> None:
        """Not to be shown until there is more to it."""
        if memory := self._memory:
            memory.done(notice)
            self._show()

    def snooze(self, notice: Notice, until: date) -> None:
        """Not to be shown before that day."""
        if memory := self._memory:
            memory.snooze(notice, until)
            self._show()

    def bring_back(self) -> None:
        """Show again what is done with or put off."""
        if memory := self._memory:
            memory.bring_back()
            self._show()

    @property
    def _memory(self) -> Memory | None:
        workspace = self._desk.workspace
        return Memory(self._desk.settings, workspace.path) if workspace else None

    def _opened(self) -> None:
        self._rounds = 0
        self._first.start()
        self._again.start()

    def _closed(self) -> None:
        self._first.stop()
        self._again.stop()
        self._found, self._backup = (), ""
        self.changed.emit(())

    def _outdate(self) -> None:
        self._stale = True

    def _tick(self) -> None:
        """Each minute: look again where something was written, and each hour in any case."""
        self._rounds += 1
        if self._stale or self._rounds % _EACH_HOUR == 0:
            self.look()
        else:
            self._tell()

    def _take(self, found: tuple[Notice, ...]) -> None:
        self._found = found
        self._show()
        self._tell()

    def _show(self) -> None:
        self.changed.emit(self.standing)

    def _tell(self) -> None:
        memory, standing, now = self._memory, self.standing, self._now()
        how = manner(self._desk.settings)
        if memory is None:
            return
        new = to_tell(how, memory, standing, now)
        if not new:
            return
        memory.told(standing, now.date())
        if self._away() and how.tray:
            self.outside.emit(counted(new))
        elif len(new) == 1:
            self._desk.notify(new[0].text)
        else:
            said = ngettext(
                "{count} thing calls for attention: the bell lists it",
                "{count} things call for attention: the bell lists them",
                len(new),
            )
            self._desk.notify(said.format(count=f"{len(new):,}"))


def _gathered(office: Office, now: datetime, name: str) -> tuple[Notice, ...]:
    from portfolio_desktop.services.notices.gathering import notices  # not needed to show the first window

    return notices(office, now, name)
