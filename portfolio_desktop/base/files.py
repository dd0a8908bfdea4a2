# SPDX-License-Identifier: Apache-2.0
"""Writing a file so that there is always a whole one: the old until the new is on disk, and then the new."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _

T = TypeVar("T")


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
    if not ask_disk(Path.is_dir, folder):
        what = (
            _("{folder} is not a folder.")
            if ask_disk(Path.exists, folder)
            else _("There is no folder {folder}.")
        )
        advice = _("Make it first, or choose another place.")
        raise Trouble(f"{what.format(folder=folder)} {advice}")


def write_whole(target: Path, content: bytes, *, private: bool = False) -> None:
    """Put `content` at `target`, whole or not at all; where it is `private`, for its owner alone.

    Raises Trouble, with the old file untouched, where it cannot.
    """
    needs_folder(target)
    if ask_disk(Path.is_dir, target):
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
        half.replace(target)
    except OSError as error:
        raise Trouble(
            _(
                "{path} could not be written ({words}). Close it if it is open elsewhere, or choose another place."
            ).format(path=target, words=error.strerror or error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
