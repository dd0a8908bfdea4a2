# SPDX-License-Identifier: Apache-2.0
"""Looks for a newer version in a folder, and takes the file that installs it to this laptop once it is proved.

The copy on this laptop is what is proved and handed on: what lies on a share may be changed by others at any moment.
"""

import contextlib
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from portfolio_desktop import __version__
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import move_over
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.base.private import make_private
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.services.updates.manifest import (
    LARGEST,
    NAME,
    Release,
    UpdateFile,
    is_newer,
    read_manifest,
    trusted_keys,
)

FOLDER_SETTING = "updates.folder"
BESIDE_A_SHARE = "updates"
"""Where an office that shares a portfolio lays new versions: a folder of this name beside the shared one."""

_PIECE = 1024 * 1024
_OTHER = N_(
    "{name} is not the file that was signed: it was changed or is not whole yet. Nothing of it was kept. Try again "
    "later, or ask whoever put it into {folder}."
)


@dataclass(frozen=True, slots=True)
class Update:
    """A newer version that is ready: what is said of it, and the file in `folder` that installs it here."""

    release: Release
    folder: Path
    file: UpdateFile

    @property
    def words(self) -> str:
        """One line for a person: the version, and what is new in it."""
        words = _("Version {version} is ready").format(version=self.release.version)
        news = self.release.news.strip().rstrip(".")
        return f"{words}: {news}." if news else f"{words}."


def look(
    folders: Iterable[Path],
    *,
    keys: Iterable[bytes] | None = None,
    current: str = __version__,
    kind: str = "",
) -> Update | None:
    """The newest version in `folders` that is newer than `current` and has a file for `kind`, else for this laptop.

    Folders that are not there, or hold no manifest, count as empty. Raises Refusal where a manifest is not to be believed.
    """
    trusted = trusted_keys() if keys is None else tuple(keys)
    found: Update | None = None
    for folder in folders:
        content = _read(folder / NAME)
        if content is None:
            continue
        release = read_manifest(content, trusted)
        file = next((file for file in release.files if file.kind == (kind or kind_here())), None)
        if file and is_newer(release.version, found.release.version if found else current):
            found = Update(release, folder, file)
    return found


def take(update: Update, progress: Progress = lambda _done, _of: None) -> Path:
    """Copy the file to this laptop, prove the copy, and return where it lies. `progress` counts bytes.

    Raises Refusal where it is not what was signed, and Trouble where it cannot be read or kept; then nothing is kept.
    """
    kept = laptop_folder("updates")
    target = kept / update.file.name
    half = target.with_name(f"{target.name}.part")
    try:
        _copy(update, half, progress)
        for older in kept.iterdir():
            if older != half:
                older.unlink()
        move_over(half, target)
    except OSError as error:
        words = _("{path} could not be taken to this laptop ({words}). Nothing was changed; try again later.")
        path = error.filename or update.folder / update.file.name
        raise Trouble(words.format(path=path, words=error.strerror or error)) from error
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
    return target


def kind_here() -> str:
    """What installs the program on this laptop: "windows", "macos", "deb" or "tarball", with the kind of processor."""
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    if sys.platform == "win32":
        system = "windows"
    elif sys.platform == "darwin":
        system = "macos"
    else:
        system = "deb" if Path(sys.executable).is_relative_to("/usr") else "tarball"
    return f"{system}-{machine}"


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        return None


def _copy(update: Update, target: Path, progress: Progress) -> None:
    digest, size = sha256(), 0
    with (update.folder / update.file.name).open("rb") as source, target.open("wb") as copy:
        make_private(target)
        while size <= update.file.size and (piece := source.read(_PIECE)):
            progress(size, update.file.size)
            copy.write(piece)
            digest.update(piece)
            size += len(piece)
    if (size, digest.hexdigest()) != (update.file.size, update.file.sha256):
        raise Refusal(_(_OTHER).format(name=update.file.name, folder=update.folder))
