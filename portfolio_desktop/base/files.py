# SPDX-License-Identifier: Apache-2.0
"""Writing a file so that there is always a whole one: the old until the new is on disk, and then the new."""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _

T = TypeVar("T")

HELD_ON_WINDOWS = frozenset({5, 32, 33})
"""Access denied (a virus scanner, a deletion under way), sharing and lock violations."""

_MOMENTS = (0.01, 0.02, 0.05, 0.1, 0.2)  # seconds: scanners look at what was just written
_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NOTHING_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP})
_NOTHING_THERE_ON_WINDOWS = frozenset(
    {21, 123, 1921}
)  # an empty drive, a name that cannot be, a link in a circle


def is_there(path: Path) -> bool:
    """Whether anything is at `path`. Raises OSError where that cannot be told, which Python's own has called no since 3.14."""
    return _status(path) is not None


def is_file(path: Path) -> bool:
    """Whether a file is there. Raises OSError as `is_there` does."""
    found = _status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: Path) -> bool:
    """Whether a folder is there. Raises OSError as `is_there` does."""
    found = _status(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except ValueError:  # no system has such a name
        return None
    except OSError as error:
        if error.errno in _NOTHING_THERE or getattr(error, "winerror", None) in _NOTHING_THERE_ON_WINDOWS:
            return None
        raise


def move_over(half: Path, target: Path, pause: Callable[[float], None] = time.sleep) -> None:
    """Put the file `half` in the place of `target`. What another program of Windows holds is tried again for a moment."""
    for seconds in _MOMENTS:
        try:
            half.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD_ON_WINDOWS:
                raise
            pause(seconds)
        else:
            return
    half.replace(target)


def ask_disk(question: Callable[[Path], T], path: Path) -> T:
    """What the system answers of a path. Raises Trouble where it does not."""
    try:
        return question(path)
    except OSError as error:
        raise Trouble(
            _("{path} cannot be looked at ({words}). Check the folder's rights.").format(
                path=path, words=error.strerror or error
            )
        ) from error


def needs_folder(target: Path) -> None:
    """Raise Trouble where the folder that `target` is to lie in is not there: systems call that by words that mislead."""
    folder = target.parent
    if not ask_disk(is_folder, folder):
        what = (
            _("{folder} is not a folder.")
            if ask_disk(is_there, folder)
            else _("There is no folder {folder}.")
        )
        advice = _("Make it first, or choose another place.")
        raise Trouble(f"{what.format(folder=folder)} {advice}")


def write_whole(target: Path, content: bytes, *, private: bool = False) -> None:
    """Put `content` at `target`, whole or not at all; where it is `private`, for its owner alone.

    Raises Trouble, with the old file untouched, where it cannot.
    """
    needs_folder(target)
    if ask_disk(is_folder, target):
        raise Trouble(_("{path} is a folder. Give the file a name inside it.").format(path=target))
    half = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with half.open("wb") as file:
            if private:
                # Here, because it brings what starts programs, which no start of the window waits for.
                from portfolio_desktop.base.private import make_private

                make_private(half)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move_over(half, target)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise Trouble(
                _("The disk is full, so nothing was saved. Make room and try again: {path}").format(
                    path=target
                )
            ) from error
        raise Trouble(
            _(
                "{path} could not be written ({words}). Close it if it is open elsewhere, or choose another place."
            ).format(path=target, words=error.strerror or error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
