# SPDX-License-Identifier: Apache-2.0
"""Keeps a shared workspace in step while it is open: at the start, after saves, now and then, on demand, and at the end.

A round works beside everything else: the folder may hang without being felt, and the workspace is asked for a moment at a
time. Nothing of the protocol is loaded before a shared workspace is open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.services.office import Office
from portfolio_desktop.sharing.shared import is_shared
from portfolio_desktop.storage.changes import Written

if TYPE_CHECKING:
    from portfolio_desktop.sharing.ledger import Door
    from portfolio_desktop.sharing.part import Part, Standing
    from portfolio_desktop.sharing.patience import Line
    from portfolio_desktop.sharing.places import Place

AFTER_A_SAVE, BETWEEN, AT_THE_END = 30_000, 300_000, 8_000
"""Milliseconds: from a save to the round that sends it, between two rounds, and so long closing waits for the last."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of the share. `saved` changes were made since the last round."""

    folder: "Place | None"
    standing: "Standing | None"
    saved: int = 0
    working: bool = False


class Rounds(QObject):
    """Follows the desk. `changed` carries a `Shown`, or None where the workspace is not shared."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line: Line | None = None
        self._shown: Shown | None = None
        self._task: Task | None = None
        self._working = False
        self._again = False
        self._thorough = True
        self._saved = 0
        self._on_the_way = 0
        self._after: list[Callable[[], None]] = []
        self._soon = QTimer(self, interval=AFTER_A_SAVE, singleShot=True)
        self._often = QTimer(self, interval=BETWEEN)
        self._end = QTimer(self, interval=AT_THE_END, singleShot=True)
        for timer in (self._soon, self._often):
            timer.timeout.connect(self.round)
        self._end.timeout.connect(self._give_up)

    def follow(self) -> None:
        """Begin, whenever a shared workspace is opened from now on."""
        self._desk.opened.connect(self._opened)
        self._desk.closed.connect(self._closed)
        self._desk.written.connect(self._written)

    @property
    def shown(self) -> Shown | None:
        """What is known of the share; None where the workspace is not shared."""
        return self._shown

    def round(self, *, put_back: bool = False) -> None:
        """Send and take now; where a round is under way, once more after it."""
        if self._shown is None or self._desk.read_only:
            return
        if self._working:
            self._again = True
            return
        self._working = True
        thorough, self._thorough = self._thorough, False
        self._soon.stop()
        self._on_the_way, self._saved = self._saved, 0
        self._tell(Shown(self._shown.folder, self._shown.standing, working=True))

        def work(part: "Part") -> "Standing":
            return part.round(thorough=thorough, put_back=put_back)

        task = self.carry_out(work, self._done, self._failed)
        self._task = task if self._working else None

    def carry_out(
        self,
        act: "Callable[[Part], Standing | None]",
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
    ) -> Task:
        """Do something with the part that the workspace takes in its share, beside everything else.

        `act` returns how things stand, or None where the workspace is shared no longer.
        """

        def work(door: "Door", progress: Progress) -> "tuple[Standing | None, Place | None]":
            from portfolio_desktop.sharing.part import part_behind
            from portfolio_desktop.sharing.patience import Line

            if self._line is None:
                self._line = Line()
            part = part_behind(door, lambda: progress(0, 1), self._line)
            return act(part), part.folder

        def home(found: "tuple[Standing | None, Place | None]") -> None:
            standing, folder = found
            self._tell(Shown(folder, standing, self._saved) if standing else None)
            if done is not None:
                done()

        return self._desk.work_aside(work, home, owner=self, label=label, failed=failed)

    def finish(self, then: Callable[[], None]) -> None:
        """Send what is not sent, for as long as a person who closes the window may be kept, and go on with `then`."""
        shown = self._shown
        failing = shown is not None and shown.standing is not None and shown.standing.report.trouble
        if shown is None or failing or not shown.saved:
            then()
            return
        self._after.append(then)
        self.round()  # where one is under way, another after it
        if self._after:
            self._end.start()

    def _opened(self) -> None:
        def show(found: "tuple[Place | None, Standing | None] | None") -> None:
            if found is None:
                self._closed()
                return
            self._tell(Shown(*found))
            self._often.start()
            self.round()

        self._desk.read(_standing, show, owner=self)

    def _closed(self) -> None:
        self._soon.stop()
        self._often.stop()
        self._stop()
        self._thorough = True
        self._tell(None)

    def _written(self, written: Written) -> None:
        by_itself = all(self._desk.catalogue.entity(entity).unseen for entity, _id in written.touched)
        if self._shown is not None and written.change_set and not by_itself:
            self._saved += 1
            self._tell(Shown(self._shown.folder, self._shown.standing, self._saved, self._shown.working))
            if not self._soon.isActive():
                self._soon.start()

    def _done(self) -> None:
        self._task, self._working = None, False
        self._often.start()
        again, self._again = self._again, False
        if again:
            self.round()
        elif self._after:
            self._give_up()

    def _failed(self, error: Exception) -> None:
        """A refusal, as where the folder is not known on this laptop, is told once; the page offers what to do.

        Nothing is known of what was on its way: the next round, or that at the end, is to send it.
        """
        self._task, self._working, self._again = None, False, False
        self._saved += self._on_the_way
        if self._shown is not None:
            self._tell(Shown(self._shown.folder, self._shown.standing, self._saved))
        self._desk.notify(str(error))
        if self._after:
            self._give_up()

    def _give_up(self) -> None:
        self._stop()
        after, self._after = self._after, []
        for then in after:
            then()

    def _stop(self) -> None:
        self._end.stop()
        if self._task is not None:
            self._task.cancel()
        self._task, self._working, self._again = None, False, False

    def _tell(self, shown: Shown | None) -> None:
        self._shown = shown
        self.changed.emit(shown)


def _standing(office: Office) -> "tuple[Place | None, Standing | None] | None":
    if not is_shared(office):
        return None
    from portfolio_desktop.sharing.part import standing_of

    return standing_of(office)


def state_words(shown: Shown, desk: Desk) -> str:
    """One line on how things stand."""
    from portfolio_desktop.sharing.words import state

    if shown.working:
        return _("Sharing: sending and taking")
    return state(shown.standing, desk.today, shown.saved)
