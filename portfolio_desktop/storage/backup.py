# SPDX-License-Identifier: Apache-2.0
"""Copies of a workspace that are known to open, kept apart from it in tiers, and restored beside it, never over it.

A copy has all that the workspace has, its part in a share included: so that what is restored comes back to what the office knows.
One that is given away (`give_away`) has none of that.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from glob import escape
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_file, is_there, move_over, needs_folder
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.storage.connect import (
    companions,
    connect,
    open_engine,
    plain_errors,
    reading_mode,
    refuse_remains,
)
from portfolio_desktop.storage.examine import examine_history
from portfolio_desktop.storage.keys.ring import RING
from portfolio_desktop.storage.schema import APPLICATION_ID

_STAMP = "%Y-%m-%d_%H%M%S"
_TIERS: tuple[tuple[str, int], ...] = (
    ("%Y-%m-%d_%H", 4),
    ("%Y-%m-%d", 12),
    ("%G-%V", 10),
    ("%Y-%m", 9),
)
"""How many hours, days, weeks and months keep their latest backup."""

_OF_THIS_FILE_ALONE = ("share.%", "beside.%")
"""Keys of `meta`: what a file knows of its share, the office's secret and its own keys among it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A kept copy and when it was made."""

    path: Path
    made: datetime


def back_up(workspace: Path, target: Path, *, key: bytes | None = None, proved: bool = False) -> Path:
    """Copy `workspace` to `target` and make sure that the copy opens and is whole. Refuses to write over a file.

    The copy of an encrypted file is encrypted under the same key, and has a key file beside it, too. Where it is to be `proved`,
    its history is too.
    """
    _copy_whole(workspace, target, key, proved)
    if key is None:
        _take_key_along(workspace, target, shared=False)
    return target


def _copy_whole(workspace: Path, target: Path, key: bytes | None = None, proved: bool = False) -> None:
    if ask_disk(is_there, target):
        raise Refusal(_("{path} already exists. Choose another name for the backup.").format(path=target))
    refuse_remains(target)
    needs_folder(target)
    half = target.with_name(target.name + ".tmp")
    try:
        with plain_errors(workspace):
            _copy(workspace, half, key)
        verify(half, key=key)
        if proved:
            prove(half, key=key)
        move_over(half, target)
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        _remove(half)


def verify(path: Path, *, key: bytes | None = None) -> None:
    """Open the copy and let SQLite examine all of it. Raises Trouble when it is not whole."""
    with plain_errors(path):
        connection = connect(path, "ro", key)
        try:
            marked = connection.execute("PRAGMA application_id").fetchone()[0]
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        except UnicodeDecodeError as error:  # what is wrong may be told in letters that are none
            verdict = str(error)
        finally:
            connection.close()
    if marked != APPLICATION_ID:
        raise Refusal(_("{path} is not a workspace of Portfolio Desktop.").format(path=path))
    if verdict != "ok":
        raise Trouble(
            _("{path} is damaged: {verdict}. Use another backup.").format(path=path, verdict=verdict)
        )


def prove(path: Path, *, key: bytes | None = None) -> None:
    """Work out anew every name in the history of a copy. Raises Trouble where that is not whole: all else can be made of it."""
    engine = open_engine(path, read_only=True, key=key)
    try:
        with plain_errors(path), engine.connect() as connection:
            found = examine_history(connection)
    finally:
        engine.dispose()
    if found:
        raise Trouble(
            _(
                "No copy was kept, since the workspace itself is not whole: {words} The copies from before are. Check it."
            ).format(words=found[0].text)
        )


def give_away(workspace: Path, target: Path) -> Path:
    """A copy for somebody outside: with all records and their history, and nothing of the office's share; under no password.

    Without this, whoever has the copy could join the share, and write in this laptop's name.
    """
    half = target.with_name(target.name + ".half")
    try:
        _copy_whole(workspace, half)
        with plain_errors(half):
            _forget_share(half)
        if not RING.is_plain(half):
            _make_plain(half)
        verify(half)
        if ask_disk(is_there, target):
            raise Refusal(_("{path} already exists. Choose another name for the copy.").format(path=target))
        refuse_remains(target)
        move_over(half, target)
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        _remove(half)
    return target


def _take_key_along(workspace: Path, copy: Path, *, shared: bool) -> None:
    if not RING.is_plain(copy):
        from portfolio_desktop.storage.keys.beside import take_along  # nothing that plain files need

        take_along(workspace, copy, shared=shared)


def _make_plain(copy: Path) -> None:
    from portfolio_desktop.storage.keys.ciphering import written_anew

    with written_anew(copy, None) as plain:
        move_over(plain, copy)


def _forget_share(copy: Path) -> None:
    connection = connect(copy, "rw")
    try:
        connection.execute("PRAGMA secure_delete = ON")
        for names in _OF_THIS_FILE_ALONE:
            connection.execute("DELETE FROM meta WHERE key LIKE ?", (names,))
        connection.execute("VACUUM")  # or a page that was freed before could still say it
    finally:
        connection.close()


def restore(backup: Path, target: Path) -> Path:
    """Make a workspace at `target` from a backup, after examining it. An existing file is never written over."""
    if not ask_disk(is_file, backup):
        raise Refusal(_("There is no backup at {path}.").format(path=backup))
    if ask_disk(is_there, target):
        raise Refusal(
            _("{path} already exists. Restore to a new name; nothing is ever written over.").format(
                path=target
            )
        )
    verify(backup)
    return back_up(backup, target)


def back_up_now(
    workspace: Path,
    now: datetime,
    *,
    key: bytes | None = None,
    proved: bool = False,
    folder: Path | None = None,
) -> Backup:
    """Keep a verified copy in this laptop's backup folder, or in `folder`, and thin the older ones there by their tiers."""
    made = now.astimezone().replace(microsecond=0)
    folder = folder or folder_of(workspace)
    while ask_disk(is_there, target := folder / f"{workspace.stem}_{made:{_STAMP}}{workspace.suffix}"):
        made += timedelta(seconds=1)
    _copy_whole(workspace, target, key, proved)
    if key is None:
        _take_key_along(workspace, target, shared=True)
    backup = Backup(target, made)
    found = backups(workspace, folder)
    for old in set(found).difference(kept(found), [backup]):
        _remove(old.path)
    for half in _broken_off(workspace, folder, made):
        for left in (half, *companions(half)):
            _remove(left)
    return backup


def backups(workspace: Path, folder: Path | None = None) -> list[Backup]:
    """The kept copies of a workspace on this laptop, or in `folder`, the newest first."""
    found = []
    pattern = f"{escape(workspace.stem)}_*{workspace.suffix}"
    for path in ask_disk(lambda kept: list(kept.glob(pattern)), folder or folder_of(workspace)):
        try:
            made = datetime.strptime(path.stem[-17:], _STAMP).astimezone()  # the name holds local time
        except ValueError:
            continue  # somebody else's file
        found.append(Backup(path, made))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def _broken_off(workspace: Path, folder: Path, now: datetime) -> list[Path]:
    """Copies whose making was broken off. One that was begun within the hour may be another program's, which is at it still."""
    found = []
    for path in ask_disk(
        lambda kept: list(kept.glob(f"{escape(workspace.stem)}_*{workspace.suffix}.tmp")), folder
    ):
        with contextlib.suppress(ValueError):  # somebody else's file
            stamp = path.name.removesuffix(f"{workspace.suffix}.tmp")[-17:]
            if now - datetime.strptime(stamp, _STAMP).astimezone() > timedelta(hours=1):
                found.append(path)
    return found


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
    return laptop_folder("backups", name_of(workspace))


def name_of(workspace: Path) -> str:
    """What the folder of its copies is called: two workspaces of one name are told apart by where they lie."""
    mark = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:8]
    return f"{workspace.stem}-{mark}"


def _not_written(target: Path, error: OSError) -> Trouble:
    words = _("The backup could not be written to {path} ({words}). The workspace itself is unharmed.")
    return Trouble(words.format(path=target, words=error.strerror or error))


def _remove(copy: Path) -> None:
    """Take a copy away that nobody needs. One that is held elsewhere stays: that is no reason to say that a backup failed."""
    with contextlib.suppress(OSError):
        copy.unlink(missing_ok=True)


def _copy(source: Path, target: Path, key: bytes | None) -> None:
    target.unlink(missing_ok=True)
    key = key or RING.key_of(source)
    reading = connect(source, reading_mode(source), key)
    try:
        reading.execute("PRAGMA query_only = ON")
        writing = connect(target, "rwc", key)
        try:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        finally:
            writing.close()
    finally:
        reading.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())
