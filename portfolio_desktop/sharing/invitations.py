# SPDX-License-Identifier: Apache-2.0
"""Invitations as files: read from where they were put, written for their owner alone, and never into the share itself."""

from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import ask_disk, is_file, write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.services.safekeeping.places import lies_in
from portfolio_desktop.sharing.places import Place
from portfolio_desktop.sync.invitation import LARGEST, Invitation, read_invitation, write_invitation

_INSIDE = N_(
    "{path} lies in the shared folder, where whoever reaches it could read the invitation and join. Choose another place."
)


def keep_invitation(invitation: Invitation, path: Path) -> None:
    """Write an invitation to `path`, for its owner alone."""
    write_whole(path, write_invitation(invitation), private=True)


def read_invited(path: Path) -> Invitation:
    """The invitation at `path`."""
    if not ask_disk(is_file, path):
        raise Refusal(_("There is no invitation at {path}.").format(path=path))
    with path.open("rb") as file:
        return read_invitation(file.read(LARGEST), path.name)


def refuse_shared_place(path: Path, folder: Place) -> None:
    """Refuse to write an invitation into the folder that it invites to. An address is no place for files of this laptop."""
    if isinstance(folder, Path) and lies_in(path, folder):
        raise Refusal(_(_INSIDE).format(path=path))
