# SPDX-License-Identifier: Apache-2.0
"""What a round of sharing takes from this laptop: its clock and chance, its name, the machine, and what it keeps beside the
workspace."""

import contextlib
import hashlib
import platform
from pathlib import Path

from portfolio_desktop import __version__
from portfolio_desktop.base.clock import system_clock
from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import new_stream, system_random
from portfolio_desktop.base.machine import machine_id
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.sync.anchor import AnchorFile
from portfolio_desktop.sync.share.remote.address import Address, is_address, read_address
from portfolio_desktop.sync.state import World

_SHARES = "shares"
_HELD = N_("{path} cannot be read now ({words}), so nothing was sent or taken. Your work is safe; try again.")


def this_world(workspace: Path, person: str) -> World:
    """The surroundings of the workspace at that place, worked at by `person`."""
    return World(
        clock=system_clock,
        random=system_random,
        anchors=AnchorFile.of(workspace, _shares()),
        machine=machine(),
        person=person,
        laptop=platform.node() or _("unnamed laptop"),
        version=__version__,
    )


def machine() -> str:
    """A name for this computer that stays the same; where the system has none, one made by chance and kept in this
    laptop's folder."""
    if found := machine_id():
        return found
    kept = _shares() / "machine"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        found = kept.read_text("ascii").strip()
    if not found:
        found = new_stream(system_random)
        write_whole(kept, found.encode("ascii"), private=True)
    return found


def remember_folder(portfolio: str, folder: Path | Address | None) -> None:
    """Keep, on this laptop alone, which folder or address a portfolio is shared through; None forgets it."""
    kept = _kept_folder(portfolio)
    if folder is None:
        kept.unlink(missing_ok=True)
    else:
        write_whole(kept, str(folder).encode("utf-8", "surrogateescape"), private=True)


def remembered_folder(portfolio: str) -> Path | Address | None:
    """The folder or address that was remembered; None where none was."""
    kept = _kept_folder(portfolio)
    try:
        text = kept.read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except OSError as error:  # it is known, and cannot be read now: nobody is to choose it anew
        raise Trouble(_(_HELD).format(path=kept, words=error.strerror or error)) from error
    return read_address(text) if is_address(text) else Path(text)


def kept_beside(name: str, ending: str) -> Path:
    """Where something of that name is kept beside the anchors; without a name, something there is one of."""
    return _shares() / (f"{_mark(name)}.{ending}" if name else ending)


def _kept_folder(portfolio: str) -> Path:
    return kept_beside(portfolio, "folder")


def _shares() -> Path:
    return laptop_folder(_SHARES)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
