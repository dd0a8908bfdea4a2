# SPDX-License-Identifier: Apache-2.0
"""Copies of a workspace that are known to open, kept apart from it in tiers, and restored beside it, never over it."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import needs_folder
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.storage.connect import address, connect, plain_errors
from portfolio_desktop.storage.schema import APPLICATION_ID

_STAMP = "%Y-%m-%d_%H%M%S"
_TIERS: tuple[tuple[str, int], ...] = (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9))
"""How many days, weeks and months keep their latest backup."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A kept copy and when it was made."""

    path: Path
    made: datetime


def back_up(workspace: Path, target: Path, *, key: bytes | None = None) -> Path:
    """Copy `workspace` to `target` and make sure that the copy opens and is whole. Refuses to write over a file.

    With the `key` of an encrypted file the copy is encrypted under the same.
    """
    if target.exists():
        raise Refusal(_("{path} already exists. Choose another name for the backup.").format(path=target))
    needs_folder(target)
    half = target.with_name(target.name + ".tmp")
    try:
        with plain_errors(workspace):
            _copy(workspace, half, key)
        verify(half, key=key)
        half.replace(target)
    except OSError as error:
        raise Trouble(
            _(
                "The backup could not be written to {path} ({words}). The workspace itself is unharmed."
            ).format(path=target, words=error.strerror)
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return target


def verify(path: Path, *, key: bytes | None = None) -> None:
    """Open the copy and let SQLite examine all of it. Raises Trouble when it is not whole."""
    with plain_errors(path):
        connection = connect(address(path, "ro"), key)
        try:
            marked = connection.execute("PRAGMA application_id").fetchone()[0]
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            connection.close()
    if marked != APPLICATION_ID:
        raise Refusal(_("{path} is not a workspace of Portfolio Desktop.").format(path=path))
    if verdict != "ok":
        raise Trouble(
            _("{path} is damaged: {verdict}. Use another backup.").format(path=path, verdict=verdict)
        )


def restore(backup: Path, target: Path) -> Path:
    """Make a workspace at `target` from a backup, after examining it. An existing file is never written over."""
    if not backup.is_file():
        raise Refusal(_("There is no backup at {path}.").format(path=backup))
    if target.exists():
        raise Refusal(
            _("{path} already exists. Restore to a new name; nothing is ever written over.").format(
                path=target
            )
        )
    verify(backup)
    return back_up(backup, target)


def back_up_now(workspace: Path, now: datetime, *, key: bytes | None = None) -> Backup:
    """Keep a verified copy in this laptop's backup folder, and thin the older ones by their tiers."""
    made = now.astimezone().replace(microsecond=0)
    while (target := folder_of(workspace) / f"{workspace.stem}_{made:{_STAMP}}{workspace.suffix}").exists():
        made += timedelta(seconds=1)
    backup = Backup(back_up(workspace, target, key=key), made)
    found = backups(workspace)
    for old in set(found).difference(kept(found), [backup]):
        old.path.unlink(missing_ok=True)
    return backup


def backups(workspace: Path) -> list[Backup]:
    """The kept copies of a workspace, the newest first."""
    found = []
    for path in folder_of(workspace).glob(f"*{workspace.suffix}"):
        try:
            made = datetime.strptime(path.stem[-17:], _STAMP).astimezone()  # the name holds local time
        except ValueError:
            continue  # somebody else's file
        found.append(Backup(path, made))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def kept(found: Iterable[Backup]) -> list[Backup]:
    """Those that the tiers keep, of backups given newest first: the last of each day, week and month in reach."""
    keep: set[Backup] = set()
    all_found = list(found)
    for period, limit in _TIERS:
        seen: dict[str, Backup] = {}
        for backup in all_found:
            seen.setdefault(f"{backup.made:{period}}", backup)
        keep.update(list(seen.values())[:limit])
    return [backup for backup in all_found if backup in keep]


def folder_of(workspace: Path) -> Path:
    """Where copies of this workspace are kept: apart from it, so that one accident does not take both."""
    mark = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:8]
    return laptop_folder("backups", f"{workspace.stem}-{mark}")


def _copy(source: Path, target: Path, key: bytes | None) -> None:
    target.unlink(missing_ok=True)
    reading = connect(address(source, "ro"), key)
    try:
        writing = connect(address(target, "rwc"), key)
        try:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        finally:
            writing.close()
    finally:
        reading.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())
