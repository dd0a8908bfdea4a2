# SPDX-License-Identifier: Apache-2.0
"""Whether a folder is a safe place for a database: one that nobody synchronises and that lies on a disk of this laptop.

A database that a synchronising program copies while it is written arrives torn; over a network its locks do not hold.
Pure: what this laptop is like comes in as a `Laptop` (`base.laptop` reads it), so all three systems are tested on any.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath

from portfolio_desktop.base.i18n import N_, _


class Danger(Enum):
    """Why a place is no place for a database, and what is said about it."""

    SYNCED = N_(
        "{folder} is kept in step by {who}. It copies the file while it is written, so copies arrive torn, and two laptops "
        "overwrite each other's."
    )
    NETWORK = N_(
        "{folder} lies on a network drive ({who}). The lock that lets one writer in at a time does not hold there, and a "
        "connection that drops can damage the file."
    )


@dataclass(frozen=True, slots=True)
class Unsafe:
    """What is wrong with a place: the folder that makes it so, and who keeps that in step or serves it."""

    danger: Danger
    folder: PurePath
    who: str

    @property
    def words(self) -> str:
        """One or two sentences for a person."""
        return _(self.danger.value).format(folder=self.folder, who=self.who)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """What has to be known of a laptop to judge a place on it.

    `synced` are folders that some program registered as kept in step, with its name. `mounts` are places where a file
    system is joined in, with its type. `is_remote` tells of a Windows drive ("Z:\\") whether a server stands behind it.
    `there` tells whether a file or folder is there.
    """

    home: PurePath
    environment: Mapping[str, str] = field(default_factory=dict)
    synced: tuple[tuple[PurePath, str], ...] = ()
    mounts: tuple[tuple[PurePath, str], ...] = ()
    is_remote: Callable[[str], bool] = lambda _drive: False
    there: Callable[[PurePath], bool] = lambda _path: False


_ONEDRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Environment variables that name a folder."""

_NAMES: Mapping[str, str] = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pclouddrive": "pCloud",
    "tresorit": "Tresorit",
}
"""What the folders are called by default, in small letters; “ - Company” or “ (Company)” may follow."""

_MARKS: Mapping[str, str] = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""What such a program leaves in the folder that it keeps in step."""

_NETWORK = frozenset(
    [
        "nfs",
        "nfs3",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "davfs",
        "webdav",
        "ncpfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
        "fuse.smbnetfs",
        "fuse.gvfsd-fuse",
        "fuse.glusterfs",
        "macfuse.sshfs",
        "prl_fs",
        "vboxsf",
    ]
)
_CLOUD = {
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.onedriver": "OneDrive",
    "fuse.insync": "Insync",
    "dropboxfs": "Dropbox",
}


def unsafe(path: PurePath, laptop: Laptop) -> Unsafe | None:
    """What is wrong with `path` (whole, and without links in it) as a place for a database; None for a good one."""
    return next(
        (
            found
            for look in (_served, _registered, _apple, _mounted, _named, _marked)
            if (found := look(path, laptop)) is not None
        ),
        None,
    )


def _served(path: PurePath, laptop: Laptop) -> Unsafe | None:
    r"""Windows: \\server\share, and letters that stand for one."""
    if path.drive.startswith(("\\\\", "//")):
        local = path.drive.replace("/", "\\").lower().startswith(("\\\\?\\", "\\\\.\\"))
        if not local or "\\unc\\" in path.drive.lower():
            return Unsafe(Danger.NETWORK, PurePath(path.anchor), path.drive)
    elif path.drive and laptop.is_remote(path.anchor):
        return Unsafe(Danger.NETWORK, PurePath(path.anchor), path.drive)
    return None


def _registered(path: PurePath, laptop: Laptop) -> Unsafe | None:
    kind = type(path)
    named = [(kind(folder), "OneDrive") for name in _ONEDRIVE if (folder := laptop.environment.get(name))]
    return _within(path, Danger.SYNCED, [*named, *laptop.synced])


def _apple(path: PurePath, laptop: Laptop) -> Unsafe | None:
    """macOS: iCloud Drive, where Desktop and Documents are in it too, and every other provider by the name of its folder."""
    library = laptop.home / "Library"
    cloud = library / "Mobile Documents"
    joined = [name for name in ("Desktop", "Documents") if laptop.there(cloud / "com~apple~CloudDocs" / name)]
    folders = [(folder, "iCloud Drive") for folder in (cloud, *(laptop.home / name for name in joined))]
    provided = library / "CloudStorage"
    if path.is_relative_to(provided) and path != provided:
        who = path.relative_to(provided).parts[0]
        folders.append((provided / who, who.partition("-")[0]))
    return _within(path, Danger.SYNCED, folders)


def _mounted(path: PurePath, laptop: Laptop) -> Unsafe | None:
    """The innermost file system that `path` lies on."""
    around = [(point, type_) for point, type_ in laptop.mounts if path.is_relative_to(point)]
    point, type_ = max(around, key=lambda each: len(each[0].parts), default=(path, ""))
    if type_ in _CLOUD:
        return Unsafe(Danger.SYNCED, point, _CLOUD[type_])
    return Unsafe(Danger.NETWORK, point, type_) if type_ in _NETWORK else None


def _named(path: PurePath, _laptop: Laptop) -> Unsafe | None:
    for folder in _upwards(path):
        plain = folder.name.lower().partition(" - ")[0].partition(" (")[0].strip()
        if plain in _NAMES:
            return Unsafe(Danger.SYNCED, folder, _NAMES[plain])
    return None


def _marked(path: PurePath, laptop: Laptop) -> Unsafe | None:
    for folder in _upwards(path):
        if folder == laptop.home:
            continue  # these programs keep their settings there under the same names
        for mark, who in _MARKS.items():
            if laptop.there(folder / mark):
                return Unsafe(Danger.SYNCED, folder, who)
    return None


def _within(path: PurePath, danger: Danger, folders: list[tuple[PurePath, str]]) -> Unsafe | None:
    found = [(folder, who) for folder, who in folders if folder.parts and path.is_relative_to(folder)]
    if not found:
        return None
    folder, who = max(found, key=lambda each: len(each[0].parts))
    return Unsafe(danger, folder, who)


def _upwards(path: PurePath) -> Iterator[PurePath]:
    """The folder that `path` names, or lies in, and those above it, the innermost first."""
    return (folder for folder in (path, *path.parents) if folder.name)
