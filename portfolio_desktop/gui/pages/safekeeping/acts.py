# SPDX-License-Identifier: Apache-2.0
"""What a person does about copies: look into one, restore it, give one away, choose a second place. Questions first."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.safekeeping.keeper import Keeper
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import cautions
from portfolio_desktop.services.safekeeping.opening import locked_file

if TYPE_CHECKING:
    from portfolio_desktop.services.safekeeping.preview import Preview
    from portfolio_desktop.services.safekeeping.restoring import Restored

SUFFIX = ".portfolio"
_OPEN, _STAY, _ANYWAY = "open", "stay", "anyway"

_AWAY = N_(
    "{path} holds all records and their whole history, also what was deleted, and nothing by which somebody could join the "
    "share. Look through it before it leaves the office."
)


class SafekeepingActs(QObject):
    """`open_it` opens a workspace in this window."""

    def __init__(
        self, desk: Desk, keeper: Keeper, window: QWidget, open_it: Callable[[Path], None], documents: Path
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._keeper = keeper
        self._window = window
        self._open = open_it
        self._documents = documents

    def look_into_another(self) -> None:
        """Ask for a copy that lies elsewhere, and look into it."""
        kinds = [_("Workspaces ({pattern})").format(pattern=f"*{SUFFIX}")]
        self._desk.ask.open_file(_("The copy to look into"), kinds, lambda copy: self.look_into(copy))

    def look_into(self, copy: Path, title: str = "") -> None:
        """Show what a copy holds, and what of the present would not be in it."""
        author = self._desk.settings.author

        def read(office: Office) -> "Preview":
            from portfolio_desktop.services.safekeeping.preview import preview

            return preview(copy, office, author)

        def show(found: "Preview") -> None:
            from portfolio_desktop.gui.pages.safekeeping.looking import LookDialog

            dialog = LookDialog(
                self._window,
                title or copy.stem,
                found,
                author,
                lambda: self.restore(copy),
            )
            dialog.open()

        self._desk.read(
            read,
            show,
            owner=self,
            label=_("Looking into the copy"),
            failed=lambda error: self._unlock(error, lambda: self.look_into(copy, title)),
        )

    def restore(self, copy: Path) -> None:
        """Ask where the new file goes, make it, and offer to open it."""
        author = self._desk.settings.author
        workspace = self._desk.workspace
        stem = workspace.path.stem if workspace else copy.stem
        folder = workspace.path.parent if workspace else self._documents

        def make(target: Path) -> "Restored":
            from portfolio_desktop.services.safekeeping.restoring import restore
            from portfolio_desktop.sharing.mending import rename

            return restore(copy, target, author, rename)

        def into(target: Path) -> None:
            self._desk.jobs.free(
                lambda _progress: make(target),
                owner=self,
                label=_("Restoring"),
                done=told,
                failed=lambda error: self._unlock(error, lambda: into(target)),
            )

        def told(made: "Restored") -> None:
            choices = (Choice(_OPEN, _("Open it")), Choice(_STAY, _("Stay here")))
            self._desk.ask.choose(_("Restored"), made.words, choices, lambda key: go(key, made.path))

        def go(key: str, path: Path) -> None:
            if key == _OPEN:
                self._open(path)

        kinds = [_("Workspaces ({pattern})").format(pattern=f"*{SUFFIX}")]
        suggested = folder / f"{stem} {_('restored')}{SUFFIX}"
        self._desk.ask.save_file(_("Where to put the restored workspace"), suggested, kinds, into)

    def give_away(self) -> None:
        """A copy for somebody outside."""
        workspace = self._desk.workspace
        if workspace is None:
            return

        def give(office: Office, target: Path) -> Path:
            from portfolio_desktop.services.safekeeping.restoring import give_away

            return give_away(office, target)

        def into(target: Path) -> None:
            self._desk.read(
                lambda office: give(office, target),
                lambda path: self._desk.ask.inform(_("A copy to give away"), _(_AWAY).format(path=path)),
                owner=self,
                label=_("Copying"),
            )

        kinds = [_("Workspaces ({pattern})").format(pattern=f"*{SUFFIX}")]
        suggested = self._documents / f"{workspace.path.stem} {_('copy')}{SUFFIX}"
        self._desk.ask.save_file(_("Where to put the copy"), suggested, kinds, into)

    def choose_second(self) -> None:
        """Ask for a second place for copies, with what should be known of it."""

        def chosen(folder: Path) -> None:
            self._desk.work_aside(
                lambda door, _progress: (door(lambda office: office.path), door(_shared_folder)),
                lambda found: weigh(folder, *found),
                owner=self,
            )

        def weigh(folder: Path, workspace: Path, shared: Path | None) -> None:
            def look(_progress: Progress) -> list[str]:
                return cautions(folder, workspace, shared)

            self._desk.jobs.free(
                look, owner=self, done=lambda said: settle(folder, said), failed=self._refuse
            )

        def settle(folder: Path, said: list[str]) -> None:
            if not said:
                self._keeper.choose_second(folder)
                return
            choice = Choice(_ANYWAY, _("Use it all the same"))
            self._desk.ask.choose(
                _("Keep copies in {folder}?").format(folder=folder.name or folder),
                "\n\n".join(said),
                (choice,),
                lambda _key: self._keeper.choose_second(folder),
            )

        self._desk.ask.folder(_("A second place for copies, such as another disk or a stick"), chosen)

    def _unlock(self, error: Exception, again: Callable[[], None]) -> None:
        """Ask for the password of a copy under another one than the workspace, and do it again; else say what is wrong."""
        path = locked_file(error)
        if path is None:
            self._desk.ask.refuse(str(error))
            return

        def given(password: str) -> None:
            from portfolio_desktop.services.safekeeping.passwords import unlock

            self._desk.jobs.free(
                lambda _progress: unlock(path, password=password),
                owner=self,
                done=lambda _none: again(),
                failed=lambda error: self._desk.ask.refuse(str(error)),
            )

        title = _("A copy under a password")
        self._desk.ask.text(title, _("Password of {name}").format(name=path.stem), given, secret=True)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._desk.ask.refuse(str(error))
        else:
            self._desk.notify(str(error))


def _shared_folder(office: Office) -> Path | None:
    from portfolio_desktop.sharing.laptop import remembered_folder
    from portfolio_desktop.sharing.shared import is_shared

    found = remembered_folder(office.store.id) if is_shared(office) else None
    return found if isinstance(found, Path) else None
