# SPDX-License-Identifier: Apache-2.0
"""One way to open a SQLite file: the driver, the settings that keep data safe, and errors in plain words.

The driver is sqlcipher3 for plain files too, so that every laptop runs the same recent SQLite.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote_from_bytes

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DatabaseError, NoResultFound
from sqlalchemy.util import LRUCache

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_there
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.storage.keys.ring import RING

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
)
# NORMAL loses acknowledged saves when the power fails; FULL does not.
_WRITER_PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")

# SQLite's result codes. What is not among them is a mistake of ours, and is raised as it is.
_BUSY, _LOCKED, _FULL = 5, 6, 13
_PERMISSION, _READ_ONLY, _CANNOT_OPEN, _INPUT_OUTPUT = 3, 8, 14, 10
_CORRUPT, _NOT_A_DATABASE = 11, 26
_CONSTRAINT = 19

# What the driver says in words alone when it copies a whole file.
_WITHOUT_CODE = {
    "database is locked": _BUSY,
    "database table is locked": _LOCKED,
    "database or disk is full": _FULL,
    "attempt to write a readonly database": _READ_ONLY,
    "unable to open database file": _CANNOT_OPEN,
    "disk I/O error": _INPUT_OUTPUT,
    "database disk image is malformed": _CORRUPT,
    "file is not a database": _NOT_A_DATABASE,
}

_NO_LETTERS = (
    "Could not decode to UTF-8"  # how the driver tells of text that is none, which SQLite never wrote
)

# Of our own statements on a file as we make it none is ever answered so: its description of itself is damaged.
_NOT_AS_MADE = ("no such ", "has no column named", "unknown function")

_NOT_REKEYED = (
    "An error occurred with PRAGMA key or rekey"  # how SQLCipher tells that the disk failed meanwhile
)

_IN_USE = N_("Another program is using {path}. Close it there and try again; nothing was changed.")
_NO_RIGHT = N_("{path} cannot be written here. Check the folder's rights, or copy the file elsewhere.")
_DAMAGED = N_(
    "{path} is damaged or is not a workspace. Nothing was changed. Make it anew from what is whole, with "
    "portfolio-desktop check --rebuild, or restore a backup: portfolio-desktop restore."
)
_TROUBLE = {
    _BUSY: _IN_USE,
    _LOCKED: _IN_USE,
    _FULL: N_("The disk is full, so nothing was saved. Make room and try again: {path}"),
    _PERMISSION: _NO_RIGHT,
    _READ_ONLY: _NO_RIGHT,
    _CANNOT_OPEN: _NO_RIGHT,
    _INPUT_OUTPUT: N_(
        "The disk does not answer as it should, so nothing was saved. Check that it is connected: {path}"
    ),
    _CORRUPT: _DAMAGED,
    _NOT_A_DATABASE: _DAMAGED,
}
# By the words, since the driver gives the kind of constraint no number.
_REFUSALS = {
    "FOREIGN KEY": N_(
        "Something that this would point at is not there, or something still points at what it would remove. "
        "Nothing was changed."
    ),
    "UNIQUE": N_("What this would add is already there. Nothing was changed."),
}

_COMPANIONS = ("-wal", "-shm", "-journal")

_IN_ONE_STATEMENT = 1000


class _Dialect(SQLiteDialect_pysqlite):
    """One for all files, as far as statements are concerned: they are put into words once, whichever file they ask."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.portfolio", __name__, _Dialect.__name__)
_WORDS: LRUCache[Any, Any] = LRUCache(1000)

# Without these the driver asks each None and each bytes for an adapter in vain: twenty times the cost of binding it.
for _plain in (type(None), bytes):
    driver.register_adapter(_plain, lambda value: value)

_Item = TypeVar("_Item")


class _Connection(driver.Connection):  # type: ignore[misc]  # the driver has no types
    """Says when it is closed, or given up where a damaged file kept it from being: so it is known which files are open."""

    of: Path | None = None

    def close(self) -> None:
        super().close()
        self._let_go()

    def __del__(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        path, self.of = self.of, None
        if path is not None:
            RING.release(path)


class Damaged(Trouble):
    """The file is not what it was, or never was one of ours."""


def address(path: Path, mode: str) -> str:
    """`path` as SQLite's URI, with `mode` ("ro", "rw" or "rwc"); right for drive letters, shares and odd letters."""
    name = quote_from_bytes(os.fsencode(path.resolve().as_posix()))
    return f"file://{'' if name.startswith('/') else '/'}{name}?mode={mode}"


def open_engine(
    path: Path, *, read_only: bool = False, create: bool = False, key: bytes | None = None
) -> Engine:
    """An engine with a single connection to the file at `path`, used by one thread.

    With a `key` the file is encrypted, its companions as well; without one it opens by what it is known to be under
    (`storage.keys.ring`).

    Transactions begin IMMEDIATE, so that a second process is noticed at once and not half-way, unless the
    connection has the execution option `reading`.
    """
    mode = reading_mode(path) if read_only else "rwc" if create else "rw"
    engine = create_engine(
        "sqlite+portfolio://",
        execution_options={"compiled_cache": _WORDS},
        creator=lambda: _connect(path, mode, read_only, key),
        module=driver,
        poolclass=StaticPool,
        hide_parameters=True,  # what a record says does not belong in an error
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        if read_only:
            raw.execute("PRAGMA query_only = ON")  # each time: whoever turned it off is refused
        reading = read_only or connection.get_execution_options().get("reading", False)
        raw.execute("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def reading_mode(path: Path) -> str:
    """The mode in which a file is opened that is only to be read, with `query_only` on.

    SQLite leaves the companions of a file behind where it may not write to it at all; so it may, as far as they are concerned,
    and no statement of ours. Where others may be at the file without our seeing it, as on a network drive, it may not.
    """
    may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return "rw" if may_write and unsafe_here(path) is None else "ro"


def connect(path: Path, mode: str, key: bytes | None = None) -> Any:
    """A bare connection of the driver to the file at `path`, encrypted under `key`, or as it is known to be.

    Raises Locked where it is under a password that has not been given.
    """
    key = RING.use(path, key)
    try:
        connection = driver.connect(address(path, mode), uri=True, isolation_level=None, factory=_Connection)
    except driver.Error:
        RING.release(path)
        raise
    connection.of = path
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told by us, not on the console
        connection.execute(f"PRAGMA key = {quoted_key(key)}")
    return connection


def opens(path: Path, key: bytes) -> bool:
    """Whether the encrypted file at `path` can be read under `key`."""
    connection = connect(path, "ro", key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except driver.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == _NOT_A_DATABASE:
            return False
        raise
    finally:
        connection.close()
    return True


def is_empty(path: Path, key: bytes | None = None) -> bool:
    """Whether the database at `path` holds nothing at all, as one whose making was broken off. False where it cannot be read."""
    try:
        connection = connect(path, "ro", key)
    except (driver.Error, Refusal, Trouble):
        return False
    try:
        marked = connection.execute("PRAGMA application_id").fetchone()[0]
        return not marked and connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
    except driver.Error:
        return False
    finally:
        connection.close()


def companions(path: Path) -> list[Path]:
    """The files that SQLite may keep beside a database, also after a crash. They belong to it, wherever it goes."""
    return [path.with_name(path.name + end) for end in _COMPANIONS]


def remove(path: Path) -> None:
    """Remove a database with all that SQLite keeps beside it, where it is."""
    for file in (path, *companions(path)):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise Trouble(
                _("{path} could not be removed ({words}). Close it if it is open elsewhere.").format(
                    path=file, words=error.strerror or error
                )
            ) from error


def put_in_place(made: Path, place: Path) -> None:
    """Give a closed database the name it was made for. Raises Trouble where its last changes lie beside it still."""
    if any(ask_disk(is_there, each) for each in companions(made)):
        raise Trouble(_(_TROUBLE[_FULL]).format(path=place))  # what else keeps them from being folded in
    try:
        made.rename(place)
    except OSError as error:
        raise Trouble(
            _("{path} cannot be written here ({words}). Check the folder's rights.").format(
                path=place, words=error.strerror or error
            )
        ) from error


def refuse_remains(path: Path) -> None:
    """Refuse a place beside which an earlier file of the same name has left something: SQLite would take it for the new one's."""
    for left in companions(path):
        if ask_disk(is_there, left):
            raise Refusal(
                _(
                    "{path} was left by a file that is gone, and holds its last changes. Move it away, or choose another name."
                ).format(path=left)
            )


def quoted_key(key: bytes) -> str:
    """A key as SQLCipher takes one that is not a passphrase."""
    return f"\"x'{key.hex()}'\""


def _connect(path: Path, mode: str, read_only: bool, key: bytes | None) -> Any:
    connection = connect(path, mode, key)
    try:
        for pragma in _PRAGMAS if read_only else (*_PRAGMAS, *_WRITER_PRAGMAS):
            connection.execute(pragma)
    except driver.DatabaseError:
        connection.close()  # or Windows would keep the file from being moved away
        raise
    return connection


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a full disk, a lock or a damaged file into a sentence for the person."""
    try:
        yield
    except (DatabaseError, driver.DatabaseError) as error:
        found = getattr(error, "orig", error)
        code = getattr(found, "sqlite_errorcode", _WITHOUT_CODE.get(str(found), 0)) & 0xFF
        if str(found).startswith(_NO_LETTERS) or any(words in str(found) for words in _NOT_AS_MADE):
            code = _CORRUPT
        if str(found).startswith(_NOT_REKEYED):
            code = _INPUT_OUTPUT
        kind = str(found).partition(" constraint")[0]
        if code == _CONSTRAINT and kind in _REFUSALS:
            raise Refusal(_(_REFUSALS[kind])) from error
        if code in _TROUBLE:
            raise (Damaged if _TROUBLE[code] is _DAMAGED else Trouble)(
                _(_TROUBLE[code]).format(path=path)
            ) from error
        raise
    except (NoResultFound, UnicodeDecodeError) as error:  # a row that is always there; a name of a column
        raise Damaged(_(_DAMAGED).format(path=path)) from error


def rows(connection: Connection, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What one statement finds, if it is one that looks; by the driver alone, since a round asks hundreds of small questions.

    Begins no transaction of its own, but takes part in one that has begun.
    """
    raw: Any = connection.connection.dbapi_connection
    found: list[tuple[Any, ...]] = raw.execute(statement, parameters).fetchall()
    return found


def row(connection: Connection, statement: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...]:
    """The one row that is always there, as `rows`. Raises NoResultFound where it is not: the file is damaged."""
    found = rows(connection, statement, parameters)
    if not found:
        raise NoResultFound(statement)
    return found[0]


def value(connection: Connection, statement: str, parameters: Sequence[Any] = ()) -> Any:
    """The first value that one statement finds, as `rows`; None where it finds nothing."""
    found = rows(connection, statement, parameters)
    return found[0][0] if found else None


def each(connection: Connection, statement: str, many: Sequence[Sequence[Any]]) -> int:
    """Run one statement for each of `many`, as `rows`. How many rows of the file they met."""
    raw: Any = connection.connection.dbapi_connection
    met: int = raw.executemany(statement, many).rowcount
    return met


def slices(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """A long list in pieces that fit into one statement."""
    for start in range(0, len(items), _IN_ONE_STATEMENT):
        yield items[start : start + _IN_ONE_STATEMENT]
