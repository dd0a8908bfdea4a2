# SPDX-License-Identifier: Apache-2.0
"""A workspace under a password: set, changed, taken away, opened.

The workspace is closed meanwhile, and whatever happens either the file of before is in its place or the new one, each with
what it takes to open it: the key file is written before an encrypted file, and taken away after it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from glob import escape
from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_file, move_over
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes, system_random
from portfolio_desktop.storage.backup import folder_of
from portfolio_desktop.storage.keys.beside import (
    WORKSPACE,
    Found,
    key_path,
    read_keys,
    shared_path,
)
from portfolio_desktop.storage.keys.ciphering import clear_half, half_made, workspace_key, written_anew
from portfolio_desktop.storage.keys.key_file import (
    KeyFile,
    Opened,
    new_key_file,
    open_by_passphrase,
    open_by_recovery,
    write_key_file,
)
from portfolio_desktop.storage.keys.ring import MARK_BYTES, RING
from portfolio_desktop.storage.lock import WriterLock

_NOT_THERE = N_("There is no workspace at {path}.")
_IS_UNDER_ONE = N_("{name} is under a password already. Change it, or take it away.")
_IS_PLAIN = N_("{name} is not under a password. Anybody who has the file can open it.")
_NOT_WRITTEN = N_("{path} could not be written anew ({words}). It is as it was; try again.")


def set_password(
    path: Path,
    password: str,
    author: str,
    *,
    recovery: bool = True,
    copies: Iterable[Path] = (),
    random: RandomBytes = system_random,
) -> str:
    """Encrypt the closed workspace at `path`. Returns its recovery key, which is kept nowhere, or nothing where none is wanted.

    The key file goes beside it and into each folder of `copies`.
    """
    _refuse_missing(path)
    if not RING.is_plain(path):
        raise Refusal(_(_IS_UNDER_ONE).format(name=path.name))
    keys, opened = new_key_file(password, date.today(), random, WORKSPACE)  # noqa: DTZ011 - the person's own calendar
    key = _key(opened, keys)
    keys = replace(keys, mark=key[-MARK_BYTES:])
    code = ""
    if recovery:
        keys, code = opened.with_recovery(keys, random)
    with _closed(path, author), written_anew(path, key) as half:
        _write_everywhere(path, keys, copies)
        move_over(half, path)
        RING.replaced(path)
    RING.hold(key)
    return code


def remove_password(path: Path, author: str, *, password: str = "", recovery_key: str = "") -> None:
    """Write the closed workspace plain. Copies that were made under the password stay so, and their key file stays with them."""
    _found, _opened, key = unlock(path, password=password, recovery_key=recovery_key)
    with _closed(path, author), written_anew(path, None) as half:
        move_over(half, path)
        RING.replaced(path)
    with suppress(OSError):  # it opens nothing that lies there any more
        key_path(path).unlink(missing_ok=True)
    RING.drop(key)


def change_password(
    path: Path,
    new: str,
    *,
    password: str = "",
    recovery_key: str = "",
    copies: Iterable[Path] = (),
    random: RandomBytes = system_random,
) -> None:
    """Have another password open the workspace and its copies. The recovery key goes on opening them."""
    found, opened, _key = unlock(path, password=password, recovery_key=recovery_key)
    keys = opened.with_passphrase(found.keys, new, random, WORKSPACE)
    _write_everywhere(path, keys, copies)


def renew_recovery_key(
    path: Path, *, password: str, copies: Iterable[Path] = (), random: RandomBytes = system_random
) -> str:
    """Another recovery key; one from before opens nothing any more but what somebody kept of the key file."""
    found, opened, _key = unlock(path, password=password)
    keys, code = opened.with_recovery(found.keys, random)
    _write_everywhere(path, keys, copies)
    return code


def unlock(path: Path, *, password: str = "", recovery_key: str = "") -> tuple[Found, Opened, bytes]:
    """Find and hold the key of a workspace or a copy, so that it can be opened. Refuses the wrong password, and a plain file."""
    _refuse_missing(path)
    if RING.is_plain(path):
        raise Refusal(_(_IS_PLAIN).format(name=path.name))
    found = read_keys(path)
    by, words = (open_by_recovery, recovery_key) if recovery_key else (open_by_passphrase, password)
    opened = by(found.keys, words, path.name, WORKSPACE)
    key = _key(opened, found.keys)
    RING.hold(key)
    return found, opened, key


def tidy(path: Path) -> None:
    """Take away what a crash left half made beside the workspace, which may be plain; nothing while somebody has it open."""
    lock = WriterLock(path)
    try:
        lock.take("")
    except (Refusal, Trouble):
        return
    try:
        clear_half(half_made(path))
        for each in path.parent.glob(f"{escape(key_path(path).name)}.*.tmp"):
            with suppress(OSError):
                each.unlink()
    finally:
        lock.release()


def _key(opened: Opened, keys: KeyFile) -> bytes:
    (_generation, secret) = opened.file_keys(keys)[0]
    return workspace_key(secret)


def _write_everywhere(path: Path, keys: KeyFile, copies: Iterable[Path]) -> None:
    """Beside the workspace, and where its copies lie; a place that is not there now keeps what it has."""
    write_key_file(key_path(path), keys)
    own = folder_of(path)
    write_key_file(shared_path(path, own, keys), keys)
    for folder in copies:
        with suppress(Trouble, OSError):
            write_key_file(shared_path(path, folder, keys), keys)


def _refuse_missing(path: Path) -> None:
    if not ask_disk(is_file, path):
        raise Refusal(_(_NOT_THERE).format(path=path))


@contextmanager
def _closed(path: Path, author: str) -> Iterator[None]:
    """Nobody else writes meanwhile, and what cannot be written is said in words."""
    lock = WriterLock(path)
    lock.take(author)
    try:
        yield
    except OSError as error:
        raise Trouble(_(_NOT_WRITTEN).format(path=path, words=error.strerror or error)) from error
    finally:
        lock.release()
