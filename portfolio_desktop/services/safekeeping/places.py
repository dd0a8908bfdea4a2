# SPDX-License-Identifier: Apache-2.0
"""Where a workspace may lie: on a disk of this laptop that nobody keeps in step, and never in a folder that is shared through.

Elsewhere it is refused, with a way out. A copy may lie on a disk of others, and not in such a folder either.
"""

import os
import re
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import ask_disk, is_file, is_there
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.base.paths import laptop_folder

_MAKING = N_(
    "{words} Choose a folder on this laptop's own disk. To work with others, share the workspace into a folder."
)
_OPENING = N_(
    "{words} So it is not opened for writing there. Copy it to this laptop (portfolio-desktop restore NEW {name}) and work with "
    "the copy, or only read it."
)
_IN_A_SHARE = N_(
    "{path} lies in the shared folder {folder}, where whoever reaches it could read all of the portfolio and join its share. "
    "Only changes go through that folder: choose a place outside it."
)
_LIES_IN_A_SHARE = N_(
    "This file lies in the shared folder {folder}, where whoever reaches it could read all of the portfolio and join its share."
)
_SHARE = re.compile(r"pd-[0-9a-f]{8}", re.ASCII)
"""What sharing puts into the folder that somebody chose for it: one for each portfolio."""


class UnsafePlace(Refusal):
    """A workspace lies where it would come to harm. `words` say why, for a person in the window."""

    def __init__(self, text: str, words: str) -> None:
        super().__init__(text)
        self.words = words


def refuse_unsafe(path: Path) -> None:
    """Refuse to make a workspace where it would come to harm, or in a shared folder."""
    refuse_in_share(path)
    if bad := unsafe_here(path):
        raise Refusal(_(_MAKING).format(words=bad.words))


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path leads into a folder, also through a link."""
    return path.resolve().is_relative_to(folder.resolve())


def refuse_in_share(path: Path, folder: Path | None = None) -> None:
    """Refuse a workspace, or a copy of one, at a place in `folder`, which is shared through, or in any that shows to be."""
    found = folder if folder is not None and lies_in(path, folder) else _share_around(path)
    if found is not None:
        raise Refusal(_(_IN_A_SHARE).format(path=path, folder=found))


def _share_around(path: Path) -> Path | None:
    return next((folder for folder in path.resolve().parents if _is_shared_through(folder)), None)


def _is_shared_through(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(_SHARE.fullmatch(entry.name.lower()) and entry.is_dir() for entry in entries)
    except OSError:  # what cannot be looked into counts as not known
        return False


def refuse_to_write_at(path: Path) -> None:
    """Refuse to open a workspace for writing where it would come to harm, or where others could take it."""
    if not ask_disk(is_file, path):
        return
    bad, folder = unsafe_here(path), _share_around(path)
    if bad or folder:
        words = bad.words if bad else _(_LIES_IN_A_SHARE).format(folder=folder)
        raise UnsafePlace(_(_OPENING).format(words=words, name=path.name), words)


def safe_place_for(path: Path) -> Path:
    """A place on this laptop for a copy of the workspace at `path`, under a name that is free there."""
    folder = laptop_folder("portfolios")
    target, count = folder / path.name, 1
    while ask_disk(is_there, target):
        count += 1
        target = folder / f"{path.stem} {count}{path.suffix}"
    return target
