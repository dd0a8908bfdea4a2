# SPDX-License-Identifier: Apache-2.0
"""Where the people file of a workspace lies: beside it, unless that is no place for it, then in this laptop's own folder."""

import contextlib
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_there, write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.base.places import Unsafe
from portfolio_desktop.base.private import make_private
from portfolio_desktop.storage.backup import folder_of
from portfolio_desktop.storage.connect import companions, put_in_place, remove
from portfolio_desktop.storage.lock import held

SUFFIX = ".people"
KEY_SUFFIX = ".people-key"

_MAKING = ".making"
_FOLDER, _NOTE = "people", "workspace.txt"

_THERE = N_("There is a people file at {path} already. Nothing was moved.")
_NOT_MOVED = N_("{path} could not be moved ({words}). It is where it was; nothing was lost.")

Judge = Callable[[Path], Unsafe | None]


def key_path(path: Path) -> Path:
    """Where the key file of the people file at `path` lies."""
    return path.with_suffix(KEY_SUFFIX)


def there(path: Path) -> bool:
    """Whether a people file or its key file lies at `path`."""
    return ask_disk(is_there, path) or ask_disk(is_there, key_path(path))


def making_path(path: Path) -> Path:
    """Where the people file that will be at `path` is made. Once its key file is written, this is the people file."""
    return path.with_name(f"{path.name}{_MAKING}")


def settle(path: Path) -> None:
    """Put the people file in its place where the program was killed between writing its key file and doing so."""
    making = making_path(path)
    if ask_disk(is_there, making) and not ask_disk(is_there, path) and ask_disk(is_there, key_path(path)):
        put_in_place(making, path)
        with contextlib.suppress(OSError):
            making.with_name(f"{making.name}.lock").unlink(missing_ok=True)


def people_path(workspace: Path, judge: Judge = unsafe_here) -> Path:
    """Where the people file of a workspace lies, or would be made."""
    beside, here = workspace.with_suffix(SUFFIX), _here(workspace)
    for looks_like_one in (_is_whole, there):  # who was killed while moving it left something at both
        for path in (beside, here):
            if looks_like_one(path):
                return path
    if (moved := _of_moved(workspace)) is not None:
        return moved
    return here if judge(beside) else beside


def prepare(path: Path, workspace: Path) -> None:
    """Make ready the folder that a people file is to be made in, where that is one of its own."""
    if path == _here(workspace):
        make_private(laptop_folder(_FOLDER, path.parent.name))
        write_whole(path.with_name(_NOTE), str(workspace.resolve()).encode())


def guard(path: Path) -> bool:
    """Let nobody but its owner open the people file, its key file, what lies beside them and its backups.

    Whether that holds now: some disks keep no rights.
    """
    try:
        return not [each for each in _files(path) if is_there(each) and not make_private(each)]
    except OSError:  # who cannot ask cannot say that it holds
        return False


def tidy(path: Path) -> None:
    """Take away what a crash left half written beside the people file, which may hold an erased key. For its writer alone."""
    with contextlib.suppress(OSError):
        for leftover in (
            *path.parent.glob(f"{key_path(path).name}.*.tmp"),
            *path.parent.glob(f"{path.name}.new*"),
            *path.parent.glob(f"{path.name}{_MAKING}*"),
            *folder_of(path).glob("*.tmp*"),
        ):
            with contextlib.suppress(OSError):
                leftover.unlink()


def move_here(workspace: Path, author: str) -> Path:
    """Take the closed people file of a workspace, its key file and its backups to this laptop's own folder.

    The key file goes last and is taken away first: until it is there the old place holds, and afterwards the new one.
    """
    old, new = people_path(workspace), _here(workspace)
    if ask_disk(is_there, key_path(new)):
        raise Refusal(_(_THERE).format(path=new))
    try:
        with held(old, author):
            settle(old)
            prepare(new, workspace)
            remove(new)  # what a move left that was broken off
            for part, there_too in zip(_parts(old), _parts(new), strict=True):
                if is_there(part):
                    shutil.copy2(part, there_too)
            for each in folder_of(old).iterdir():  # or an erasure would not find them
                shutil.move(each, folder_of(new) / each.name)
            write_whole(key_path(new), key_path(old).read_bytes(), private=True)
    except OSError as error:
        raise Trouble(_(_NOT_MOVED).format(path=old, words=error.strerror or error)) from error
    for each in (key_path(old), *_parts(old), old.with_name(f"{old.name}.lock")):
        with contextlib.suppress(OSError):  # without its key nothing opens what stays
            each.unlink(missing_ok=True)
    guard(new)
    return new


def _parts(path: Path) -> list[Path]:
    """The people file and what a crash left beside it, which may hold its last saves."""
    return [path, *companions(path)]


def _is_whole(path: Path) -> bool:
    return ask_disk(is_there, key_path(path)) and (
        ask_disk(is_there, path) or ask_disk(is_there, making_path(path))
    )


def _files(path: Path) -> Iterator[Path]:
    yield key_path(path)
    yield from (*_parts(path), path.with_name(f"{path.name}.lock"))
    yield folder_of(path)
    if sys.platform != "win32":  # there they take after their folder, and each would cost a program's start
        yield from folder_of(path).iterdir()


def _here(workspace: Path) -> Path:
    mark = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:8]
    return laptop_folder() / _FOLDER / f"{workspace.stem}-{mark}" / f"{workspace.stem}{SUFFIX}"


def _of_moved(workspace: Path) -> Path | None:
    """The people file of a workspace of this name that is no longer where it was: it was moved here."""
    folder, name = laptop_folder() / _FOLDER, f"{workspace.stem}{SUFFIX}"
    found = []
    for note in ask_disk(lambda folder: list(folder.glob(f"*/{_NOTE}")), folder):
        path = note.with_name(name)
        if there(path) and not ask_disk(lambda note: is_there(Path(note.read_text("utf-8"))), note):
            found.append(path)
    return found[0] if len(found) == 1 else None
