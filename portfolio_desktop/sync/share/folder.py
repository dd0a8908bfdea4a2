# SPDX-License-Identifier: Apache-2.0
"""A share that is an ordinary folder: of a file server, a synchronising program, a stick.

A file comes into being under another name, is flushed to disk, renamed to a name that was not there, and read back.
Links and junctions are not followed, and nothing but plain files is opened. What another program holds for a moment, a
virus scanner for one, is tried again a few times.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TypeVar

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import HELD_ON_WINDOWS, is_folder, is_there
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.sync.share.layout import FORMAT_FILE, device_folder, is_ours
from portfolio_desktop.sync.share.transport import (
    AlreadyThere,
    BadFile,
    Closed,
    Entry,
    Full,
    Missing,
    NotAllowed,
    Unreachable,
    Unreadable,
    Vanished,
)

_PAUSES = (0.25, 0.5, 1.0, 2.0)
_BUSY = frozenset(getattr(errno, name, errno.EBUSY) for name in ("EBUSY", "EAGAIN", "ETXTBSY", "EDEADLK"))
_AWAY_ON_WINDOWS = frozenset(
    {51, 53, 54, 59, 64, 67, 121, 1231}
)  # a server that is gone; some look like a file not found
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_LINKS = frozenset(
    {0xA000000C, 0xA0000003}
)  # symlink and junction; what OneDrive keeps in the cloud has other tags
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

_GONE = N_("{folder} cannot be reached ({words}). Your work is safe on this laptop and goes out later.")
_EMPTIED = N_(
    "{folder} is there, and the portfolio's folder {name} in it is not. Nothing was deleted on this laptop. If it was moved, "
    "choose its new place; if it was deleted, put it back from here: Put back what has gone from the folder, or "
    "sync FILE --put-back."
)
_HELD = N_("{name} cannot be opened now ({words}). Your work is safe on this laptop; it is tried again.")
_FULL_WORDS = N_("{folder} is full. Your work is safe on this laptop and goes out once there is room.")
_NO_RIGHTS = N_(
    "{folder} does not let this laptop write ({words}). Your work is safe here; ask whoever looks after the folder."
)
_NOT_READABLE = N_(
    "{folder} does not let this laptop look into it ({words}). Your work is safe here; ask whoever looks after the folder for "
    "the right to read it."
)
_IN_THE_WAY = N_(
    "{path} is in the way ({words}): something else of the share belongs there. Remove or rename it. Your work is safe on this "
    "laptop and goes out then."
)
_NOT_KEPT = N_(
    "{folder} did not keep a file as it was written. Your work is safe on this laptop and is sent again."
)

_NO_FOLDER = N_("There is no folder {folder}. Make it, or connect the drive, and choose it again.")
_UNREADABLE = N_("{folder} cannot be looked into: {words}. Ask for the right to read it.")
_READ_ONLY = N_(
    "{folder} is read-only for you: {words}. Ask for the right to add files; a SharePoint library with columns that must be "
    "filled in cannot be used."
)
_NO_FOLDERS = N_("No folder can be made in {folder}: {words}. Ask for the right to make folders there.")
_NO_ROOM = N_("{folder} is full. Make room there, or choose another folder.")
_LOST = N_(
    "A file that was written to {folder} was not there a moment later, or was changed. A program that moves or rewrites "
    "files cannot be shared through; choose another folder."
)
_STAYS = N_(
    "A file written to {folder} cannot be removed: {words}. Ask for the right to delete your own files."
)

_LONGEST_ROOT = 259 - 100
"""Characters that a path of Windows may have, less what a laptop's folder and a file being written there add."""

_T = TypeVar("_T")


class FolderTransport:
    """The folder `name` of a portfolio within `place`, which somebody chose."""

    def __init__(self, place: Path, name: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._place = place
        self._root = _within_reach(place / name)
        self._pause = pause

    def devices(self) -> Sequence[str]:
        try:
            entries = self._patiently(lambda: _scan(self._root))
        except FileNotFoundError as error:
            raise self._gone(error) from error
        except NotADirectoryError as error:
            path = self._root if is_folder(self._place) else self._place
            raise NotAllowed(_(_IN_THE_WAY).format(path=path, words=error.strerror or error)) from error
        except OSError as error:
            raise self._trouble(error, looking=True) from error
        return [entry.name for entry, status in entries if stat.S_ISDIR(status.st_mode)]

    def list(self, folder: str) -> Sequence[Entry]:
        inside = self._root / folder
        try:
            entries = self._patiently(lambda: [] if _is_link(os.lstat(inside)) else _scan(inside))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._trouble(error, looking=True) from error
        return [
            Entry(entry.name, status.st_size) for entry, status in entries if stat.S_ISREG(status.st_mode)
        ]

    def read(self, folder: str, name: str, most: int) -> bytes:
        path = self._path(folder, name)
        try:
            content = self._patiently(lambda: _read(path, most))
        except FileNotFoundError as error:
            raise Missing(name) from error
        except OSError as error:
            raise Unreadable(_(_HELD).format(name=name, words=error.strerror or error)) from error
        if len(content) > most:
            raise BadFile("too large")
        return content

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        path = self._path(folder, name)
        try:
            self._make_folder(folder)
            if self._is_there(path, content):
                return
            self._put(path, content)
            kept = self._patiently(lambda: _read(path, len(content)))
        except FileNotFoundError as error:
            raise self._gone(error) from error
        except OSError as error:
            raise self._trouble(error) from error
        if kept != content:
            raise Unreachable(_(_NOT_KEPT).format(folder=self._place))

    def remove_own(self, folder: str, name: str) -> None:
        path = self._path(folder, name)
        try:
            self._patiently(lambda: path.unlink(missing_ok=True))
        except OSError as error:
            if error.errno in _FORBIDDEN | _BUSY:
                raise Unreadable(_(_HELD).format(name=name, words=error.strerror or error)) from error
            raise self._trouble(error) from error

    def probe(self) -> None:
        """Refuse a folder that cannot serve. Leaves nothing behind."""
        if not self._try(lambda: is_folder(self._place), _UNREADABLE):
            raise Refusal(_(_NO_FOLDER).format(folder=self._place))
        self._try(lambda: _look_into(self._place), _UNREADABLE)
        folder = self._place / f"{device_folder('probe')}-{os.getpid()}"
        file, content = folder / "probe.json", os.urandom(64)
        with contextlib.ExitStack() as after:
            self._try(folder.mkdir, _NO_FOLDERS)
            after.callback(_remove_quietly, folder.rmdir)
            after.callback(_remove_quietly, file.unlink)
            self._try(lambda: _write(file, content), _READ_ONLY)
            kept = self._try(lambda: _read(file, len(content)), _LOST)
            listed = self._try(lambda: os.listdir(folder), _LOST)  # noqa: PTH208 - the names are enough
            if kept != content or file.name not in listed:
                raise Refusal(_(_LOST).format(folder=self._place))
            self._try(file.unlink, _STAYS)
            self._try(folder.rmdir, _STAYS)

    def _try(self, act: Callable[[], _T], otherwise: str) -> _T:
        try:
            return self._patiently(act)
        except OSError as error:
            words = _NO_ROOM if error.errno in _FULL else otherwise
            raise Refusal(_(words).format(folder=self._place, words=error.strerror or error)) from error

    def _path(self, folder: str, name: str) -> Path:
        if not is_ours(folder, name):
            raise BadFile(
                "not a name of ours"
            )  # whoever calls has looked; no name on a share may lead out of it
        return self._root / folder / name if folder else self._root / name

    def _make_folder(self, folder: str) -> None:
        """Make the folder of a laptop. That of the portfolio is made only by writing what explains it."""
        if folder:
            with contextlib.suppress(FileExistsError):
                (self._root / folder).mkdir()
        elif is_folder(self._place):
            with contextlib.suppress(FileExistsError):
                self._root.mkdir()
        inside = self._root / folder if folder else self._root
        if folder and stat.S_ISREG(os.lstat(inside).st_mode):
            self._move_aside(inside)
            inside.mkdir()
        if _is_link(os.lstat(inside)):
            inside = self._place / inside.relative_to(self._root.parent)
            raise NotAllowed(_(_NO_RIGHTS).format(folder=inside, words=_("it is a link to another place")))

    def _put(self, path: Path, content: bytes) -> None:
        try:
            self._patiently(lambda: _write(path, content))
        except FileExistsError:
            if stat.S_ISREG(os.lstat(path).st_mode):
                raise
            self._move_aside(path)
            self._patiently(lambda: _write(path, content))

    def _move_aside(self, path: Path) -> None:
        """A folder, a link or the like where a file of this laptop belongs would hold up all that it has to send, and is not
        listed, so that nobody would see why."""
        places = (path.with_name(f"{path.name}.aside-{number}") for number in count(1))
        aside = next(place for place in places if not os.path.lexists(place))
        try:
            self._patiently(lambda: path.rename(aside))
        except OSError as error:
            words = error.strerror or error
            raise NotAllowed(_(_IN_THE_WAY).format(path=path, words=words)) from error

    def _is_there(self, path: Path, content: bytes) -> bool:
        try:
            found = self._patiently(lambda: _read(path, len(content)))
        except FileNotFoundError:
            return False
        if found != content and path.name != FORMAT_FILE:
            raise AlreadyThere(path.name)
        return True

    def _patiently(self, act: Callable[[], _T]) -> _T:
        """Do something that another program may hinder for a moment."""
        for seconds in _PAUSES:
            try:
                return act()
            except OSError as error:
                code = getattr(error, "winerror", None)
                if code in _AWAY_ON_WINDOWS:
                    raise TimeoutError(errno.ETIMEDOUT, error.strerror) from error
                if error.errno not in _BUSY and code not in HELD_ON_WINDOWS:
                    raise
            self._pause(seconds)
        return act()

    def _gone(self, error: OSError) -> Unreachable | Vanished:
        emptied = False
        with contextlib.suppress(OSError):
            emptied = is_folder(self._place) and not is_there(self._root)
        if emptied:
            return Vanished(_(_EMPTIED).format(folder=self._place, name=self._root.name))
        return Unreachable(_(_GONE).format(folder=self._place, words=error.strerror or error))

    def _trouble(self, error: OSError, *, looking: bool = False) -> Unreachable | Full | NotAllowed:
        words = error.strerror or error
        if error.errno in _FULL:
            return Full(_(_FULL_WORDS).format(folder=self._place))
        if error.errno in _FORBIDDEN and looking:
            return Closed(_(_NOT_READABLE).format(folder=self._place, words=words))
        if error.errno in _FORBIDDEN:
            return NotAllowed(_(_NO_RIGHTS).format(folder=self._place, words=words))
        return Unreachable(_(_GONE).format(folder=self._place, words=words))


def _within_reach(root: Path) -> Path:
    """Windows opens a path of more than 259 characters only where it is written out in full and marked as such."""
    if sys.platform != "win32" or len(str(root)) <= _LONGEST_ROOT:
        return root
    return Path(in_full(os.path.abspath(root)))  # noqa: PTH100 - the mark takes no ".."


def in_full(path: str) -> str:
    """An absolute path of Windows with the mark that lifts the limit on its length."""
    if path.startswith("\\\\?\\"):
        return path
    return rf"\\?\UNC\{path[2:]}" if path.startswith("\\\\") else rf"\\?\{path}"


def _scan(folder: Path) -> list[tuple["os.DirEntry[str]", os.stat_result]]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):  # removed since
                status = entry.stat(follow_symlinks=False)
                if not _is_link(status):
                    found.append((entry, status))
    return found


def _look_into(folder: Path) -> None:
    """See whether it may be looked into, without a look at all that lies there."""
    with os.scandir(folder) as entries:
        next(entries, None)


def _is_link(status: os.stat_result) -> bool:
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _LINKS


def _read(path: Path, most: int) -> bytes:
    """At most one byte more than `most`, of a plain file that nothing leads away from."""
    for each in (path.parent, path):
        status = os.lstat(each)
        if _is_link(status):
            raise FileNotFoundError(errno.ENOENT, "a link", str(each))
    if stat.S_ISDIR(status.st_mode):  # which Windows opens for nobody
        raise FileNotFoundError(errno.ENOENT, "a folder", str(path))
    with os.fdopen(os.open(path, _READ), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileNotFoundError(errno.ENOENT, "no plain file", str(path))
        return file.read(most + 1)


def _write(path: Path, content: bytes) -> None:
    half = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if is_there(
            path
        ):  # where renaming would replace it: this folder has one writer, so nobody is quicker
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        half.rename(path)
        _flush_folder(path.parent)
    except OSError:
        _remove_quietly(half.unlink)
        raise


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut, on systems where folders can be flushed and shares where they may be."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _remove_quietly(remove: Callable[[], object]) -> None:
    with contextlib.suppress(OSError):
        remove()
