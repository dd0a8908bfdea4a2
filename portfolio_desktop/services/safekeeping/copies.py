# SPDX-License-Identifier: Apache-2.0
"""Copies of the workspace: one a day by itself, one before what is hard to take back, and now; here and in a second place.

The copies on this laptop are always made. A second place, such as another disk or a stick, gets one as well while it is there.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_folder
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.base.places import Danger
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.places import lies_in, refuse_in_share
from portfolio_desktop.storage import backup
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.history import recent_change_sets

SECOND = "backup.folder"
"""The setting that names the second place; empty for none."""

_OFTEN_ENOUGH = timedelta(
    hours=20
)  # so that somebody who starts a little earlier each day still gets one a day

_MEGABYTE = 1_000_000
_MANY = 100  # changes at once, before which a copy is kept

_NOT_THERE = N_("The second place for copies, {folder}, is not there now. The copy on this laptop was made.")
_NOT_WRITTEN = N_("The copy on this laptop was made, the second was not: {words}")
_IN_THE_SHARE = N_(
    "{folder} is the shared folder, or lies in it. A copy holds the office's key to the share, which must never lie there. "
    "Choose another place."
)
_BESIDE = N_(
    "It lies on the same disk as the workspace: a disk that fails, or a laptop that is lost, takes both."
)
_SYNCED = N_(
    "{who} carries what lies there to its own computers. A copy arrives whole, but whoever can open it there can read the "
    "portfolio, and join its share."
)
_NETWORK = N_(
    "It lies on a network drive ({who}). Whoever may open that folder can read the portfolio, and join its share."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that is kept: when it was made, how many bytes it takes, and whether it lies in the second place."""

    path: Path
    made: datetime
    size: int
    second: bool

    @property
    def weight(self) -> str:
        """Its size in words."""
        if self.size < _MEGABYTE:
            return _("{size} kB").format(size=f"{max(1, round(self.size / 1000)):,}")
        return _("{size} MB").format(size=f"{self.size / _MEGABYTE:,.1f}")


class Copied(NamedTuple):
    """A copy that was made, and that in the second place; `warning` says why there is none."""

    path: Path
    second: Path | None = None
    warning: str = ""


def second_place(settings: Settings) -> Path | None:
    """Where copies go besides this laptop's own folder."""
    chosen = settings.get(SECOND, "")
    return Path(chosen) if chosen else None


def due(office: Office) -> Path | None:
    """The workspace, where no copy is a day old and something was written since the last; else None."""
    last = next(iter(backup.backups(office.path)), None)
    now = datetime.now().astimezone()
    if not _changed_since(office, last) or (last and now - last.made < _OFTEN_ENOUGH):
        return None
    return office.path


def unkept(office: Office) -> Path | None:
    """The workspace, where the last copy does not hold all that was written; else None."""
    last = next(iter(backup.backups(office.path)), None)
    return office.path if _changed_since(office, last) else None


def keep_copy_if(workspace: Path | None) -> None:
    """Keep a copy on this laptop of what `unkept` found, before something that concerns all of the workspace.

    A copy that fails, of which the day's own speaks, keeps nobody from it.
    """
    if workspace is not None:
        with suppress(Trouble):
            backup.back_up_now(workspace, datetime.now().astimezone(), proved=True)


def copy(workspace: Path, second: Path | None = None) -> Copied:
    """Keep a copy that was opened, found whole, and of which every name in the history was worked out anew.

    It needs the file alone, and may be made beside all work on it.
    """
    now = datetime.now().astimezone()
    made = backup.back_up_now(workspace, now, proved=True).path
    if second is None:
        return Copied(made)
    if not ask_disk(is_folder, second):
        return Copied(made, None, _(_NOT_THERE).format(folder=second))
    folder = second / backup.name_of(workspace)
    try:
        folder.mkdir(exist_ok=True)
        return Copied(made, backup.back_up_now(workspace, now, folder=folder).path)
    except (Trouble, OSError) as error:
        return Copied(made, None, _(_NOT_WRITTEN).format(words=error))


def copy_to(workspace: Path, target: Path) -> Path:
    """The same where somebody wants it once. Refuses a shared folder: a copy holds the office's key to the share."""
    refuse_in_share(target)
    return backup.back_up(workspace, target, proved=True)


def keep_copy(office: Office, second: Path | None = None) -> Copied:
    """Keep a copy now."""
    return copy(office.path, second)


def keep_daily_copy(office: Office, second: Path | None = None) -> Copied | None:
    """Keep a copy if one is due: when a workspace is opened, so that what was there before today's work can be had again."""
    workspace = due(office)
    return copy(workspace, second) if workspace is not None else None


def keep_copy_before(office: Office, changes: Changes) -> Path | None:
    """Keep a copy on this laptop before many changes at once, where the last one does not hold all; where it is.

    They can be undone too: so a copy that fails, of which the day's own speaks, keeps nobody from making them.
    """
    last = next(iter(backup.backups(office.path)), None)
    if len(changes.items) < _MANY or not _changed_since(office, last):
        return None
    with suppress(Trouble):
        return backup.back_up_now(office.path, datetime.now().astimezone()).path
    return None


def kept_copies(workspace: Path, second: Path | None = None) -> list[Kept]:
    """Every copy there is, the newest first."""
    places = [(backup.folder_of(workspace), False)]
    if second is not None:
        places.append((second / backup.name_of(workspace), True))
    found = [
        Kept(each.path, each.made, each.path.stat().st_size, is_second)
        for folder, is_second in places
        if ask_disk(is_folder, folder)
        for each in backup.backups(workspace, folder)
    ]
    return sorted(found, key=lambda each: (each.made, not each.second), reverse=True)


def cautions(folder: Path, workspace: Path, shared: Path | None) -> list[str]:
    """What should be known of a folder before it is chosen as the second place. Refuses the shared folder."""
    folder = folder.resolve()
    if shared is not None and lies_in(folder, shared):
        raise Refusal(_(_IN_THE_SHARE).format(folder=folder))
    refuse_in_share(folder / backup.name_of(workspace))
    found = []
    bad = unsafe_here(folder)
    if bad is not None:
        found.append(_(_SYNCED if bad.danger is Danger.SYNCED else _NETWORK).format(who=bad.who))
    elif folder.stat().st_dev == workspace.stat().st_dev:
        found.append(_(_BESIDE))
    return found


def _changed_since(office: Office, last: backup.Backup | None) -> bool:
    """Whether there is something to copy that the last copy does not hold."""
    if office.read_only:
        return False
    with office.store.reading() as connection:
        newest = next(iter(recent_change_sets(connection, limit=1)), None)
    return newest is not None and (last is None or newest[0].made > last.made)
