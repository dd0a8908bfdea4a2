# SPDX-License-Identifier: Apache-2.0
"""A workspace written anew, encrypted or plain, and its encrypted pages read without SQLite where it is damaged."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.storage.backup import verify
from portfolio_desktop.storage.connect import address, connect, plain_errors, quoted_key
from portfolio_desktop.storage.keys.ring import MARK_BYTES, PLAIN
from portfolio_desktop.storage.keys.wrapping import KEY_BYTES, derive

PAGE = 4096
"""What SQLCipher makes of a page ends with what it was begun with and a proof of it."""
RESERVED, _BEGUN_WITH = 80, 16
_PARTS = ("", "-wal", "-shm")


def workspace_key(secret: bytes) -> bytes:
    """The key with its mark, which tells nothing of it."""
    return secret[:KEY_BYTES] + derive(secret, "mark")[:MARK_BYTES]


@contextmanager
def written_anew(path: Path, key: bytes | None, *, half: Path | None = None) -> Iterator[Path]:
    """A copy of the closed workspace at `path`, encrypted under `key` or plain, for as long as it is not moved elsewhere.

    It was opened, found whole, and holds row by row what the file holds; the file has all in it, and no companions.
    """
    half = half or half_made(path)
    clear_half(half)
    try:
        with plain_errors(path):
            _export(path, half, key)
        verify(half, key=key)
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        with suppress(OSError):  # some disks keep no rights
            shutil.copymode(path, half)
        yield half
    finally:
        clear_half(half)


def half_made(path: Path) -> Path:
    """What is being made, until it takes the place of the file."""
    return path.with_name(f"{path.name}.new")


def clear_half(half: Path) -> None:
    """Take away what was not finished, which may be plain."""
    for part in (*_PARTS, "-journal"):
        with suppress(OSError):
            half.with_name(half.name + part).unlink(missing_ok=True)


def plain_page(page: bytes, number: int, key: bytes) -> bytes:
    """A page as SQLite would have written it. What is noise in a damaged one, whoever reads it finds out."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if len(page) != PAGE or not any(page):
        return page
    content = page[MARK_BYTES if number == 1 else 0 : PAGE - RESERVED]
    begun = page[PAGE - RESERVED :][:_BEGUN_WITH]
    cipher = Cipher(algorithms.AES(key[:KEY_BYTES]), modes.CBC(begun)).decryptor()
    plain = cipher.update(content) + cipher.finalize()
    return (PLAIN if number == 1 else b"") + plain + bytes(RESERVED)


def _export(path: Path, half: Path, key: bytes | None) -> None:
    reading = connect(path, "rw")
    try:
        reading.execute("PRAGMA temp_store = MEMORY")
        reading.execute("PRAGMA journal_mode = DELETE")  # nothing of it is left beside the file
        marks = {name: reading.execute(f"PRAGMA {name}").fetchone()[0] for name in _KEPT}
        said = "" if key is None else quoted_key(key).strip('"')
        reading.execute("ATTACH DATABASE ? AS anew KEY ?", (address(half, "rwc"), said))
        reading.execute("PRAGMA anew.synchronous = OFF")  # it is put on the disk once it is whole
        reading.execute("BEGIN")
        reading.execute("SELECT sqlcipher_export('anew')").fetchall()
        for name, value in marks.items():
            reading.execute(f"PRAGMA anew.{name} = {int(value)}")
        reading.execute("COMMIT")
        if _digest(reading, "main") != _digest(reading, "anew"):
            raise Trouble(
                _(
                    "{path} could not be written anew: the copy does not hold the same. It is as it was."
                ).format(path=path)
            )
        reading.execute("DETACH DATABASE anew")
    finally:
        reading.close()


_KEPT = ("application_id", "user_version")


def _digest(connection: Any, schema: str) -> str:
    """Over every row of every table, and over what tables there are."""
    made = connection.execute(
        f"SELECT name, sql FROM {schema}.sqlite_schema WHERE type IN ('table', 'index') ORDER BY type, name"  # noqa: S608
    ).fetchall()
    found = hashlib.sha256()
    for name, sql in made:
        found.update(f"{name}\n{sql}\n".encode())
        if sql is not None and sql.startswith("CREATE TABLE"):
            quoted = name.replace('"', '""')
            for row in connection.execute(f'SELECT * FROM {schema}."{quoted}" NOT INDEXED'):  # noqa: S608
                found.update(repr(row).encode())
    return found.hexdigest()
