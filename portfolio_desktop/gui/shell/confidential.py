# SPDX-License-Identifier: Apache-2.0
"""Joins the people file to the window: made when it is first wanted, undone apart, and gone from sight when it locks.

Nothing confidential is imported before somebody goes there. What it holds reaches pages behind their gate alone, and
the notice at the foot of the window, which is emptied when the file locks, as is the clipboard of what was copied there.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.pages.confidential import idle
from portfolio_desktop.gui.shell import places

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
    from portfolio_desktop.gui.shell.shell import Shell


class Confidential(QObject):
    """One people file to a window, that of its workspace."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._people: PeopleDesk | None = None
        self._inside = False
        self._copied = ""

    @property
    def people(self) -> "PeopleDesk":
        """The desk of the people file, made when it is first asked for."""
        if self._people is None:
            from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk

            self._people = people = PeopleDesk(self._shell.desk, self)
            shell = self._shell
            shell.undoing.follow(people)
            shell.status.watch(people)
            people.noticed.connect(self._notice)
            people.written.connect(lambda _written: shell.toast.outdate())
            people.opened.connect(shell.actions.refresh)
            people.closed.connect(shell.toast.forget)
            people.closed.connect(shell.actions.refresh)
            people.closed.connect(self._forget_copied)
            QGuiApplication.clipboard().dataChanged.connect(self._follow_clipboard)
        return self._people

    @property
    def unlocked(self) -> bool:
        """Whether what the people file holds can be shown now."""
        return self._people is not None and self._people.unlocked

    def went(self, key: str) -> None:
        """The page `key` is in sight from now on."""
        self._inside = key in places.CONFIDENTIAL
        self._shell.undoing.act_on(self.people if self._inside else self._shell.desk)

    def actions(self) -> tuple[Action, ...]:
        """All that can be done to the people file as a whole."""
        return (
            Action(
                name="lock",
                text=N_("Lock the people file"),
                run=lambda: self.people.lock(),
                icon="lock-keyhole",
                keys=("Ctrl+L",),
                enabled=lambda: self.unlocked,
            ),
            *(self._locking_after(count) for count in idle.MINUTES),
            Action(
                name="lock_with_screen",
                text=N_("Lock with the screen"),
                run=self._turn_screen,
                icon="monitor-off",
                toggle=lambda: idle.with_screen(self._shell.desk.settings),
            ),
            self._upkeep("passphrase", N_("Change the passphrase…"), "key-round"),
            self._upkeep("recovery", N_("New recovery key…"), "life-buoy"),
            self._upkeep("back_up", N_("Back up the people file"), "database-backup"),
            self._upkeep("show_card", N_("My sealing card…"), "id-card"),
            self._upkeep("take_card", N_("Take somebody's sealing card…"), "contact"),
            self._upkeep("take_folder", N_("Take sealed copies from a folder…"), "folder-down"),
            self._upkeep("take_file", N_("Take a sealed copy…"), "file-down"),
        )

    def _upkeep(self, act: str, text: str, icon: str) -> Action:
        def run() -> None:
            from portfolio_desktop.gui.pages.confidential import upkeep

            does: dict[str, Callable[[PeopleDesk], None]] = {
                "passphrase": partial(upkeep.change_passphrase, self._shell.window),
                "recovery": partial(upkeep.renew_recovery_key, self._shell.window),
                "back_up": upkeep.back_up,
                "show_card": partial(upkeep.show_card, self._shell.window),
                "take_card": partial(upkeep.ask_for_card, self._shell.window),
                "take_folder": upkeep.take_from_folder,
                "take_file": upkeep.take_file,
            }
            does[act](self.people)

        return Action(name=f"people_{act}", text=text, run=run, icon=icon, enabled=lambda: self.unlocked)

    def _locking_after(self, count: int) -> Action:
        text = ngettext("{count} minute", "{count} minutes", count).format(count=count)
        return Action(
            name=f"lock_after_{count}",
            text=_("Lock by itself after {time}").format(time=text),
            run=lambda: self._lock_after(count),
            icon="timer",
            toggle=lambda: idle.minutes(self._shell.desk.settings) == count,
        )

    def _lock_after(self, count: int) -> None:
        self.people.set_minutes(count)
        self._shell.passwords.watch()
        self._shell.actions.refresh()

    def _turn_screen(self) -> None:
        settings = self._shell.desk.settings
        idle.set_with_screen(settings, not idle.with_screen(settings))

    def _follow_clipboard(self) -> None:
        """Remember what was copied while a page of the people file was in sight: elsewhere, others copy."""
        here = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        self._copied = QGuiApplication.clipboard().text() if here and self._inside and self.unlocked else ""

    def _forget_copied(self) -> None:
        copied, self._copied = self._copied, ""
        if copied and QGuiApplication.clipboard().text() == copied:
            QGuiApplication.clipboard().clear()

    def _notice(self, text: str, undo: bool, _to: object) -> None:
        self._shell.toast.notify(text, self.people.undo if undo else None)
        self._shell.actions.refresh()
