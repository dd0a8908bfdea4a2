# SPDX-License-Identifier: Apache-2.0
"""Workspaces as the window opens them: new, the demo portfolio, one that is there, one of the last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from portfolio_desktop.base.files import move_over
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import home, laptop_folder
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.session.presence import Presence
from portfolio_desktop.services.office import Office, new_office, open_office
from portfolio_desktop.services.safekeeping.opening import is_damage, locked_file, open_safely
from portfolio_desktop.services.safekeeping.places import UnsafePlace, refuse_unsafe, safe_place_for

SUFFIX = ".portfolio"
_COPY, _READ = "copy", "read"
_PATIENCE = 8.0
"""Seconds that a drive has to answer before a workspace of last time is given up."""


class Files(QObject):
    """`refused` carries the sentence why a workspace did not open, and its path where reading it may still work.

    `damaged` carries the path of one that is damaged.
    """

    refused = Signal(str, object)
    damaged = Signal(object)
    making = Signal()
    """One is about to be made: nobody has been on any page of it."""
    locked = Signal(object, object)
    """The path of a workspace under a password that is not known, and what opens it once it is."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.presence = Presence(parent=self)
        self.elsewhere: Callable[[Path], bool] = lambda _path: False
        """Whether another window has a workspace, which is then in front."""

    @property
    def remembered(self) -> tuple[Path, ...]:
        """The workspaces opened last, newest first, whether or not they are there now: a stick may come back."""
        kept = self._desk.settings.get("recent", [])
        return tuple(Path(path) for path in kept if isinstance(path, str))

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open the workspace at `path`."""
        if self.elsewhere(path):
            return
        author = self._desk.settings.author
        self._open(path, lambda: open_safely(path, author, read_only=read_only))

    def reopen(self, path: Path) -> None:
        """Open a workspace of last time, unless its drive does not answer."""

        def go_on(there: bool) -> None:
            if there:
                self.open(path)
            else:
                self.refused.emit(
                    _("{path} is not there now, or its drive does not answer.").format(path=path), None
                )

        self.presence.find(path, _PATIENCE, go_on)

    def find(self, lost: Path) -> None:
        """Ask where a workspace is now that is no longer where it was, and open it there."""

        def found(path: Path) -> None:
            self.forget(lost)
            self.open(path)

        kinds = [_("Workspaces ({pattern})").format(pattern=f"*{SUFFIX}")]
        self._desk.ask.open_file(
            _("Where is “{name}” now?").format(name=lost.stem), kinds, found, folder=documents()
        )

    def forget(self, path: Path) -> None:
        """Take a workspace off the list of recent ones. The file itself, wherever it is, stays."""
        self._desk.settings.forget(path)
        self.presence.changed.emit()

    def browse(self) -> None:
        """Ask which workspace to open."""
        kinds = [_("Workspaces ({pattern})").format(pattern=f"*{SUFFIX}")]
        self._desk.ask.open_file(_("Open a workspace"), kinds, self.open, folder=documents())

    def new(self, then: Callable[[], None] | None = None, name: str = "") -> None:
        """Ask where to keep a new workspace, which is offered as `name`, make it, and go on with `then`."""
        author = self._desk.settings.author
        kinds = [_("Workspaces ({pattern})").format(pattern=f"*{SUFFIX}")]

        def make(path: Path) -> None:
            self.making.emit()
            self._open(path, lambda: _made(path, author), then)

        suggested = documents() / f"{name or _('Portfolio')}{SUFFIX}"
        self._desk.ask.save_file(_("Where to keep the new workspace"), suggested, kinds, make)

    def demo(self) -> None:
        """Open the demo portfolio, making it the first time."""
        path = laptop_folder("demo") / f"{_('Demo portfolio')}{SUFFIX}"
        author = self._desk.settings.author
        if path.is_file():
            self.open(path)
        else:
            self.making.emit()
            self._open(path, lambda: _filled(path, author), label=_("Preparing the demo portfolio"))

    def join(self, path: Path, open_it: Callable[[], Office], then: Callable[[], None]) -> None:
        """Open a workspace that is made at `path` by taking part in a share."""
        self.making.emit()
        self._open(path, open_it, then, _("Joining {name}").format(name=path.stem))

    def close(self) -> None:
        """Close the workspace; the welcome page follows."""
        self._desk.close()

    def _open(
        self,
        path: Path,
        open_it: Callable[[], Office],
        then: Callable[[], None] | None = None,
        label: str = "",
    ) -> None:
        def done() -> None:
            self._desk.settings.opened(path)
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            closed = locked_file(error)
            if closed is not None:
                self.locked.emit(closed, lambda: self._open(path, open_it, then, label))
                return
            if is_damage(error) and path.is_file():
                self.damaged.emit(path)
                return
            if isinstance(error, UnsafePlace):
                self._offer_a_way_out(path, error.words)
            self.refused.emit(str(error), path if path.is_file() and path.suffix == SUFFIX else None)

        label = label or _("Opening {name}").format(name=path.stem)
        self._desk.open(open_it, label=label, done=done, failed=failed)

    def _offer_a_way_out(self, path: Path, words: str) -> None:
        """The workspace lies where it would come to harm: a copy elsewhere, or only a look."""
        target = safe_place_for(path)
        author = self._desk.settings.author

        def copied() -> Office:
            from portfolio_desktop.services.safekeeping.restoring import restore
            from portfolio_desktop.sharing.mending import rename

            restore(path, target, author, rename)
            return open_safely(target, author)

        def go(key: str) -> None:
            if key == _COPY:
                self._open(target, copied, label=_("Copying {name} to this laptop").format(name=path.stem))
            else:
                self.open(path, read_only=True)

        choices = (Choice(_COPY, _("Copy it to this laptop")), Choice(_READ, _("Open for reading only")))
        said = _("{words}\n\nA copy on this laptop can be worked at, and shared: {target}").format(
            words=words, target=target
        )
        self._desk.ask.choose(_("“{name}” lies in an unsafe place").format(name=path.stem), said, choices, go)


def _made(path: Path, author: str) -> Office:
    refuse_unsafe(path)
    return new_office(path, author)


def _filled(path: Path, author: str) -> Office:
    from portfolio_desktop.services import demo

    half = path.with_name("half-made" + SUFFIX)
    half.unlink(missing_ok=True)
    with new_office(half, author) as office:
        demo.fill(office)
    move_over(half, path)
    return open_office(path, author)


def documents() -> Path:
    """Where this person keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or home())
