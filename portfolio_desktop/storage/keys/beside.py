# SPDX-License-Identifier: Apache-2.0
"""Where the key files of a workspace lie: one beside every encrypted file, and one in each folder of copies.

A key file is found by its name beside the file, and else by the mark that both bear.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_there
from portfolio_desktop.base.i18n import N_
from portfolio_desktop.storage.keys.key_file import KeyFile, Wording, read_key_file, write_key_file
from portfolio_desktop.storage.keys.ring import RING

SUFFIX = "-key"

_PAGE = 4096
_LOOKED_AT = 8
_RANDOM = 248
"""A page of random bytes holds all 256 there are; hardly ever one or two fewer."""

WORKSPACE = Wording(
    missing=N_(
        "{name}, the key file, is not beside the workspace, which is under a password and cannot be opened without it. It lies "
        "in the folder of copies, too: {backups}."
    ),
    damaged=N_(
        "{name}, the key file, is damaged. Put back the one from the folder of copies ({backups}). The workspace itself is "
        "untouched."
    ),
    newer=N_(
        "{name} was written by a newer version of Portfolio Desktop. Update this laptop to open the workspace."
    ),
    wrong=N_("That is not the password of {name}. Nothing was opened; try again, or use the recovery key."),
    wrong_alone=N_(
        "That is not the password of {name}. Nothing was opened; try again. There is no recovery key, so nobody can open it "
        "without the password."
    ),
    no_recovery=N_("{name} has no recovery key. Only its password opens it, and nobody can replace it."),
    too_short=N_(
        "A password needs at least {count} characters. Four or five words in a row are easy to keep."
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A key file, and where it lies."""

    path: Path
    keys: KeyFile


def key_path(path: Path) -> Path:
    """Where the key file of the workspace at `path` lies."""
    return path.with_name(path.name + SUFFIX)


def key_file_of(path: Path, mark: bytes = b"") -> Found | None:
    """The key file of an encrypted workspace or of a copy: the one with its `mark`, else the one that bears its name."""
    from portfolio_desktop.storage.backup import folder_of

    mark = mark or RING.first_bytes(path)
    beside = key_path(path)
    for each in _candidates(beside, folder_of(path)):
        with contextlib.suppress(Trouble, Refusal):
            keys = read_key_file(each, folder_of(path), WORKSPACE)
            if keys.mark and (keys.mark == mark or each == beside):
                return Found(each, keys)
    return None


def read_keys(path: Path) -> Found:
    """The key file of the encrypted workspace at `path`. Raises Trouble where there is none."""
    from portfolio_desktop.storage.backup import folder_of

    found = key_file_of(path)
    if found is None:
        beside = key_path(path)
        return Found(beside, read_key_file(beside, folder_of(path), WORKSPACE))
    return found


def take_along(source: Path, target: Path, *, shared: bool) -> None:
    """Put the key file of `source`, where it has one, beside the copy `target`: under its name, or `shared` by a whole folder.

    Whoever has a copy needs it, too.
    """
    found = None if RING.is_plain(target) else key_file_of(source, RING.first_bytes(target))
    if found is not None:
        put = shared_path(source, target.parent, found.keys) if shared else key_path(target)
        if put != found.path and not _holds(put, found.keys):
            write_key_file(put, found.keys)


def shared_path(workspace: Path, folder: Path, keys: KeyFile) -> Path:
    """Where the key file of the copies of `workspace` in `folder` lies. Copies from before another password keep theirs."""
    return folder / f"{workspace.stem}-{keys.mark.hex()[:8]}{workspace.suffix}{SUFFIX}"


def is_sealed(path: Path) -> bool:
    """Whether all of a file looks like random bytes, as an encrypted one does and a damaged one does not."""
    try:
        size = path.stat().st_size
        if not size or size % _PAGE:
            return False
        step = max(1, size // _PAGE // _LOOKED_AT)
        with path.open("rb") as file:
            for number in range(0, size // _PAGE, step):
                file.seek(number * _PAGE)
                if len(set(file.read(_PAGE))) < _RANDOM:
                    return False
    except OSError:
        return False
    return True


def _candidates(beside: Path, backups: Path) -> Iterator[Path]:
    if ask_disk(is_there, beside):
        yield beside
    for folder in (beside.parent, backups):
        yield from sorted(each for each in folder.glob(f"*{SUFFIX}") if each != beside)


def _holds(path: Path, keys: KeyFile) -> bool:
    from portfolio_desktop.storage.backup import folder_of

    with contextlib.suppress(Trouble, Refusal):
        return read_key_file(path, folder_of(path), WORKSPACE) == keys
    return False
