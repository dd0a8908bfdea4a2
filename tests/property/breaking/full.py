# SPDX-License-Identifier: Apache-2.0
"""Disks that really are full, read-only, and gone in the middle: what is said, and that all is made good afterwards.

`python -m tests.property.breaking.full` mounts a small disk in memory for it, which takes Linux and an administrator.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.services.office import new_office
from portfolio_desktop.sharing.part import part_of
from tests.property.breaking.disk import Call, watched
from tests.property.breaking.scenes import Stage, agreed, write
from tests.support.workspaces import findings

_MEGABYTES = 16
_LEFT = 8 * 1024  # bytes that a full disk has left
_HALF_WAY = 25  # the call in the middle of which the folder goes


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Within it the disk has next to no room."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(bytes(max(0, free - _LEFT)))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Within it nothing can be written there."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


@contextmanager
def _going(share: Path) -> Iterator[None]:
    """The folder of the portfolio goes in the middle of a round, and comes back."""
    (folder,) = share.glob("pd-*")
    away = share / "elsewhere"

    def heard(call: Call) -> None:
        if call.number == _HALF_WAY and folder.is_dir():
            folder.rename(away)

    with watched(share, heard):
        yield
    if away.exists():
        away.rename(folder)


def share_in_trouble(
    disk: Path, folder: Path, trouble: Callable[[Path], AbstractContextManager[None]]
) -> tuple[str, list[str]]:
    """Ann saves and sends while the shared folder has that trouble: what she is told, and what is wrong once it is over."""
    stage, told, said = Stage(folder / "stage"), list[str](), ""
    stage.share = disk / "share"
    stage.set(lambda _stage: None)
    with stage.office("Ann") as office, trouble(stage.share):
        write(office, 40, told.append)
        said = part_of(office).round().report.trouble
    return said, agreed(stage, told)


def workspace_in_trouble(disk: Path) -> tuple[str, list[str]]:
    """Somebody saves on a full disk: what they are told, and what is wrong once there is room."""
    said, told = "", list[str]()
    with new_office(disk / "Board.portfolio", "Ann") as office:
        with filled(disk):
            try:
                while True:
                    write(office, 20, told.append)
            except Trouble as trouble:
                said = str(trouble)
        write(office, 3, told.append)
        found = findings(office.store)
    return said, found


def main() -> int:
    """Each trouble, and what was said."""
    if sys.platform != "linux" or os.geteuid() != 0:
        sys.stdout.write("A disk can be mounted by an administrator of Linux alone, so nothing was tried.\n")
        return 2
    wrong = False
    troubles = {
        "full": lambda share: filled(share.parent),
        "read-only": lambda share: read_only(share.parent),
        "gone": _going,
    }
    for name, trouble in [*troubles.items(), ("workspace full", None)]:
        with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder) / "disk") as disk:
            said, found = (
                share_in_trouble(disk, Path(folder), trouble) if trouble else workspace_in_trouble(disk)
            )
        sys.stdout.write(f"{name}: {said or 'nothing was said'}\n")
        sys.stdout.writelines(f"  FAULT {fault}\n" for fault in found)
        wrong = wrong or bool(found) or not said
    return wrong


if __name__ == "__main__":
    sys.exit(main())
