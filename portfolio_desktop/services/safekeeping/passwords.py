# SPDX-License-Identifier: Apache-2.0
"""A password for a workspace, as the window and the command line set, change, ask for and take it away.

What is done here is done to a file that this program has closed.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.services.safekeeping.copies import Kept, kept_copies
from portfolio_desktop.services.safekeeping.opening import is_under_password
from portfolio_desktop.storage import backup
from portfolio_desktop.storage.keys import password as storage
from portfolio_desktop.storage.keys.beside import key_path, read_keys
from portfolio_desktop.storage.keys.key_file import SHORTEST
from portfolio_desktop.storage.keys.ring import RING, Locked

__all__ = [
    "NOT_PROTECTED",
    "PROTECTED",
    "SHORTEST",
    "Locked",
    "Protected",
    "asking",
    "change",
    "has_recovery_key",
    "is_under_password",
    "key_file",
    "lock",
    "new_recovery_key",
    "plain_copies",
    "protect",
    "remove_copies",
    "unlock",
    "unprotect",
]

PROTECTED = N_(
    "The workspace is encrypted, with all its records, its history and what it knows of its share. So are the copies that are "
    "made of it from now on. Whoever has the file, a copy or this laptop's disk cannot read it without the password."
)
NOT_PROTECTED = N_(
    "Not under the password are packs, exports and copies to give away; what lies on the share, unless that is encrypted itself; "
    "files that were sent or copied before; and what tools can still read from places on the disk that were freed."
)


@dataclass(frozen=True, slots=True)
class Protected:
    """What came of setting a password: the recovery key, if one is wanted, the first encrypted copy, and the plain ones.

    Where no copy could be made, `trouble` says why, and no plain ones are named: they are all there is.
    """

    recovery_key: str
    copy: Path | None
    plain: tuple[Kept, ...] = ()
    trouble: str = ""


def has_recovery_key(path: Path) -> bool:
    """Whether a recovery key opens it beside the password."""
    return read_keys(path).keys.recovery is not None


def protect(
    path: Path, password: str, author: str, *, recovery: bool = True, second: Path | None = None
) -> Protected:
    """Put the closed workspace under a password and keep a first copy under it. Copies from before are named, and left."""
    code = storage.set_password(path, password, author, recovery=recovery, copies=_folders(path, second))
    try:
        copy = backup.back_up_now(path, datetime.now().astimezone()).path
    except Trouble as error:
        return Protected(code, None, trouble=_("No copy was made: {words}").format(words=error))
    return Protected(code, copy, plain_copies(path, second))


def unprotect(path: Path, author: str, *, password: str = "", recovery_key: str = "") -> None:
    """Take the password of the closed workspace away."""
    storage.remove_password(path, author, password=password, recovery_key=recovery_key)


def change(
    path: Path, new: str, *, password: str = "", recovery_key: str = "", second: Path | None = None
) -> None:
    """Have another password open the workspace and its copies from now on. It may be open meanwhile."""
    folders = _folders(path, second)
    storage.change_password(path, new, password=password, recovery_key=recovery_key, copies=folders)


def new_recovery_key(path: Path, password: str, second: Path | None = None) -> str:
    """A recovery key, in place of an earlier one."""
    return storage.renew_recovery_key(path, password=password, copies=_folders(path, second))


def unlock(path: Path, *, password: str = "", recovery_key: str = "") -> None:
    """Have the workspace or the copy at `path` open from now on, until `lock`. Refuses the wrong password."""
    storage.unlock(path, password=password, recovery_key=recovery_key)
    storage.tidy(path)


def asking(ask: Callable[[Path], Mapping[str, str]]) -> AbstractContextManager[None]:
    """Within it, whatever file under a password is met is asked for; `ask` gives what `unlock` takes."""

    def opened(path: Path) -> bytes:
        given = ask(path)
        return storage.unlock(path, **given)[2]

    return RING.asking(opened)


def lock(path: Path) -> None:
    """Forget what opens the workspace at `path`, once it is closed."""
    try:
        key = RING.key_of(path)
    except Locked:
        return
    if key is not None:
        RING.drop(key)


def plain_copies(workspace: Path, second: Path | None = None) -> tuple[Kept, ...]:
    """The kept copies that anybody can read who has them."""
    return tuple(each for each in kept_copies(workspace, second) if RING.is_plain(each.path))


def remove_copies(copies: tuple[Kept, ...]) -> str:
    """Take those copies away, and say how many and which could not be."""
    left = []
    for each in copies:
        try:
            each.path.unlink(missing_ok=True)
        except OSError:
            left.append(str(each.path))
    gone = len(copies) - len(left)
    said = ngettext("{count} plain copy was removed.", "{count} plain copies were removed.", gone)
    words = said.format(count=gone)
    if left:
        words += " " + _("These could not be removed: {paths}").format(paths=", ".join(left))
    return words


def key_file(path: Path) -> Path:
    """Where the key file of a workspace lies, without which it does not open."""
    return key_path(path)


def _folders(path: Path, second: Path | None) -> tuple[Path, ...]:
    """Where copies lie besides this laptop's own folder."""
    return (second / backup.name_of(path),) if second is not None else ()
