# SPDX-License-Identifier: Apache-2.0
"""What this laptop is like, as far as it says whether a place on it is safe for a database (`base.places`).

Everything that is not there, or may not be read, counts as not known: nobody is kept from working by a guess.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.paths import home
from portfolio_desktop.base.places import Laptop, Unsafe, unsafe

_REMOTE, _REMOVABLE = 4, 2
_SECONDS = 5
_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r"^.+? on (?P<point>/.*) \((?P<type>[^,)]+)")
_STICKS = ("/media", "/run/media", "/Volumes")


def unsafe_here(path: Path) -> Unsafe | None:
    """What is wrong with `path` on this laptop as a place for a database; None for a good one."""
    return unsafe(path.resolve(), this_laptop())


def write_paper(target: Path, content: bytes) -> None:
    """Put a paper at `target`: on a disk of this laptop for its owner alone, on a share with the rights that the share gives."""
    write_whole(target, content, private=unsafe_here(target) is None)


def this_laptop() -> Laptop:
    """This one, as it is now."""
    own = home()
    return Laptop(
        home=own,
        environment=os.environ,
        synced=(*_dropbox(own), *_sync_roots()),
        mounts=tuple(_mounts()),
        is_remote=lambda drive: _drive_kind(drive) == _REMOTE,
        there=_there,
    )


def removable() -> Path | None:
    """A stick or another disk that can be taken away, where one is plugged in."""
    if sys.platform == "win32":
        letters = (f"{letter}:\\" for letter in "DEFGHIJKLMNOPQRSTUVWXYZ")
        return next((Path(drive) for drive in letters if _drive_kind(drive) == _REMOVABLE), None)
    system = {PurePath("/Volumes/Macintosh HD")}
    points = (Path(point) for point, _type in _mounts() if str(point).startswith(_STICKS))
    return next((point for point in points if point not in system and os.access(point, os.W_OK)), None)


def mounts_of_linux(table: str) -> Iterator[tuple[PurePath, str]]:
    """Place and type from the text of /proc/mounts, where blanks in names stand as \\040."""
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:
            point = _OCTAL.sub(lambda found: chr(int(found[1], 8)), parts[1])
            yield PurePosixPath(point), parts[2]


def mounts_of_mac(table: str) -> Iterator[tuple[PurePath, str]]:
    """Place and type from what `mount` prints: “//me@server/share on /Volumes/share (smbfs, …)”."""
    for line in table.splitlines():
        if found := _MAC_MOUNT.match(line):
            yield PurePosixPath(found["point"]), found["type"]


def dropbox_folders(text: str) -> Iterator[tuple[PurePath, str]]:
    """The folders that Dropbox's info.json names, one for each account."""
    with contextlib.suppress(ValueError, AttributeError, TypeError):
        for account in json.loads(text).values():
            yield PurePath(account["path"]), "Dropbox"


def _dropbox(home: Path) -> Iterator[tuple[PurePath, str]]:
    folders = [home / ".dropbox"]
    folders += [
        Path(os.environ[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if name in os.environ
    ]
    for folder in folders:
        with contextlib.suppress(OSError, UnicodeDecodeError, KeyError):
            yield from dropbox_folders((folder / "info.json").read_text("utf-8"))


def _mounts() -> Iterable[tuple[PurePath, str]]:
    with contextlib.suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        if sys.platform == "darwin":
            said = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=_SECONDS, check=True
            )
            return list(mounts_of_mac(said.stdout))
        if sys.platform != "win32":
            return list(mounts_of_linux(Path("/proc/mounts").read_text("utf-8", "surrogateescape")))
    return []


def _there(path: PurePath) -> bool:
    try:
        return Path(path).exists()
    except OSError:
        return False


if sys.platform == "win32":
    import ctypes
    import winreg

    _ROOTS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"

    def _drive_kind(drive: str) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(drive))

    def _sync_roots() -> Iterator[tuple[PurePath, str]]:
        """Every folder that a program has told Windows it keeps in step: OneDrive, SharePoint libraries, iCloud, Dropbox."""
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _ROOTS) as roots:
            for place in range(winreg.QueryInfoKey(roots)[0]):
                name = winreg.EnumKey(roots, place)
                with contextlib.suppress(OSError), winreg.OpenKey(roots, rf"{name}\UserSyncRoots") as users:
                    for user in range(winreg.QueryInfoKey(users)[1]):
                        yield PurePath(str(winreg.EnumValue(users, user)[1])), name.partition("!")[0]

else:

    def _drive_kind(_drive: str) -> int:
        return 0

    def _sync_roots() -> Iterator[tuple[PurePath, str]]:
        return iter(())
