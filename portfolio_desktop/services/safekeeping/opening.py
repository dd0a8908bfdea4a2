# SPDX-License-Identifier: Apache-2.0
"""Opening a workspace for a person: refused in an unsafe place, and said where the file is damaged."""

from pathlib import Path

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.safekeeping.copies import kept_copies
from portfolio_desktop.services.safekeeping.places import refuse_to_write_at
from portfolio_desktop.storage.connect import Damaged
from portfolio_desktop.storage.keys.ring import RING, Locked
from portfolio_desktop.storage.mending.opening import damage_told, is_damage
from portfolio_desktop.storage.mending.salvage import dig

__all__ = ["is_damage", "is_under_password", "locked_file", "open_safely"]


def open_safely(path: Path, author: str, *, read_only: bool = False) -> Office:
    """The workspace at `path`. Raises `UnsafePlace` where it would come to harm, and Damaged where it is damaged."""
    if not read_only:
        refuse_to_write_at(path)
    try:
        with damage_told(path):
            return open_office(path, author, read_only=read_only)
    except Damaged as error:
        if not _was_ours(path):
            raise Trouble(
                _("{path} is damaged or is not a workspace. Nothing was changed.").format(path=path)
            ) from error
        raise


def locked_file(error: BaseException) -> Path | None:
    """The file under a password that could not be opened without it, where that is what an error says."""
    return error.path if isinstance(error, Locked) else None


def is_under_password(path: Path) -> bool:
    """Whether the workspace at `path`, open or not, is encrypted. What is damaged or not there is not."""
    return RING.is_under_key(path)


def _was_ours(path: Path) -> bool:
    """Whether there is anything in it of a workspace, or a copy of one that lay there."""
    found = dig(path)
    return bool(found.pieces or found.memory or kept_copies(path))
