# SPDX-License-Identifier: Apache-2.0
"""Where the people file of a workspace lies: beside it, unless that is no place for it, then in this laptop's own folder."""

import contextlib
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.base.places import Unsafe
from portfolio_desktop.base.private import make_private
from portfolio_desktop.storage.backup import folder_of
from portfolio_desktop.storage.connect import companions
from portfolio_desktop.storage.lock import WriterLock

SUFFIX = ".people"
KEY_SUFFIX = ".people-key"

_FOLDER, _NOTE = "people", "workspace.txt"

_THERE = N_("There is a people file at {path} already. Nothing was moved.")
_NOT_MOVED = N_("{path} could not be moved ({words}). It is where it was; nothing was lost.")

Judge = Callable[[Path], Unsafe | None]


def key_path(path: Path) -> Path:
    """Where the key file of the people file at `path` lies."""
    return path.with_suffix(KEY_SUFFIX)


def there(path: Path) -> bool:
    """Whether a people file or its key file lies at `path`."""
    return path.exists() or key_path(path).exists()


def people_path(workspace: Path, judge: Judge = unsafe_here) -> Path:
    """Where the people file of a workspace lies, or would be made."""
    beside, here = workspace.with_suffix(SUFFIX), _here(workspace)
    if there(beside):
        return beside
    if there(here):
        return here
    if (moved := _of_moved(workspace)) is not None:
        return moved
    return here if judge(beside) else beside


def prepare(path: Path, workspace: Path) -> None:
    """Make ready the folder that a people file is to be made in, where that is one of its own."""
    if path == _here(workspace):
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(path.parent)
        (path.parent / _NOTE).write_text(str(workspace.resolve()), "utf-8")


def guard(path: Path) -> bool:
    """Let nobody but its owner open the people file, its key file, what lies beside them and its backups.

    Whether that holds now: some disks keep no rights.
    """
    return not [each for each in _files(path) if each.exists() and not make_private(each)]


def tidy(path: Path) -> None:
    """Take away what a crash left half written beside the people file, which may hold an erased key. For its writer alone."""
    for leftover in (
        *path.parent.glob(f"{key_path(path).name}.*.tmp"),
        *path.parent.glob(f"{path.name}.new*"),
        *folder_of(path).glob("*.tmp*"),
    ):
        with contextlib.suppress(OSError):
            leftover.unlink()


def move_here(workspace: Path, author: str) -> Path:
    """Take the closed people file of a workspace, its key file and its backups to this laptop's own folder."""
    old, new = people_path(workspace), _here(workspace)
    if there(new):
        raise Refusal(_(_THERE).format(path=new))
    lock = WriterLock(old)
    lock.take(author)
    try:
        prepare(new, workspace)
        for each in (old, key_path(old)):  # first all is there twice, then it is taken away
            shutil.copy2(each, new.with_name(each.name))
        for each in folder_of(old).iterdir():  # or an erasure would not find them
            each.replace(folder_of(new) / each.name)
    except OSError as error:
        for each in (new, key_path(new)):
            each.unlink(missing_ok=True)
        raise Trouble(_(_NOT_MOVED).format(path=old, words=error.strerror or error)) from error
    finally:
        lock.release()
    for each in (old, key_path(old), old.with_name(f"{old.name}.lock")):
        each.unlink(missing_ok=True)
    guard(new)
    return new


def _files(path: Path) -> Iterator[Path]:
    yield key_path(path)
    yield from (path, *companions(path), path.with_name(f"{path.name}.lock"))
    yield folder_of(path)
    if sys.platform != "win32":  # there they take after their folder, and each would cost a program's start
        yield from folder_of(path).iterdir()


def _here(workspace: Path) -> Path:
    mark = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:8]
    return laptop_folder() / _FOLDER / f"{workspace.stem}-{mark}" / f"{workspace.stem}{SUFFIX}"


def _of_moved(workspace: Path) -> Path | None:
    """The people file of a workspace of this name that is no longer where it was: it was moved here."""
    found = []
    for note in (laptop_folder() / _FOLDER).glob(f"*/{_NOTE}"):
        path = note.with_name(f"{workspace.stem}{SUFFIX}")
        if there(path) and not Path(note.read_text("utf-8")).exists():
            found.append(path)
    return found[0] if len(found) == 1 else None
