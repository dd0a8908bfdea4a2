# SPDX-License-Identifier: Apache-2.0
"""An open workspace file: opened safely, written through one door, closed without a trace."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, insert

from portfolio_desktop.base.clock import WallClock, system_clock
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_file, is_folder, is_there
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes, new_id, new_stream, system_random
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.storage import registers
from portfolio_desktop.storage.append import Log
from portfolio_desktop.storage.backup import backups
from portfolio_desktop.storage.changes import Changes, Lay, Why, Written
from portfolio_desktop.storage.connect import (
    Damaged,
    connect,
    is_empty,
    open_engine,
    plain_errors,
    refuse_remains,
    remove,
    value,
)
from portfolio_desktop.storage.edits import lines_of
from portfolio_desktop.storage.lock import WriterLock
from portfolio_desktop.storage.merge.refreshing import settle_what_waits
from portfolio_desktop.storage.migrate import bring_up_to_date
from portfolio_desktop.storage.plans.planner import Planner
from portfolio_desktop.storage.plans.reach import projects_of
from portfolio_desktop.storage.rows import Rows
from portfolio_desktop.storage.schema import (
    APPLICATION_ID,
    CURRENT,
    FORMAT,
    LOG,
    META,
    STREAM,
    make_tables,
    register_tables,
)
from portfolio_desktop.storage.travel.ledger import Ledger

_OPEN, _CLOSED = "PRAGMA query_only = OFF", "PRAGMA query_only = ON"

_REMEMBERED = "SELECT value FROM meta WHERE key = ?"

_BEHIND = N_(
    "{name} was last written by another version of Portfolio Desktop and lacks a register that this one shows. "
    "Open it once for writing."
)
_AHEAD = N_(
    "{name} was last written by a newer version of Portfolio Desktop, in a way that this one cannot read. Nothing was changed. "
    "Update this laptop to open it."
)

_EMPTIED = N_(
    "{path} was emptied: nothing of it is left, and copies of it are kept on this laptop. Make it anew from those with "
    "portfolio-desktop check FILE --rebuild. To begin another instead, move the empty file away or choose another name."
)


class Behind(Refusal):
    """The file lacks a register of this version. Opening it for writing makes it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a store takes from the world. A test passes its own clock and chance, and replays a history exactly."""

    author: str
    clock: WallClock = system_clock
    random: RandomBytes = system_random


class Store:
    """One workspace file, used by one thread. Open it with `open_store` or `create_store`."""

    def __init__(
        self, path: Path, engine: Engine, catalogue: Catalogue, world: Surroundings, lock: WriterLock | None
    ) -> None:
        self.path = path
        self.catalogue = catalogue
        self.tables: Mapping[str, Table] = register_tables(catalogue)
        self.read_only = lock is None
        self.why_read_only = ""
        self.author = world.author
        self.clock = world.clock
        self.random = world.random
        self._engine = engine
        # Two for the life of the store, over the one connection that there is: to make one takes longer than many a question.
        with plain_errors(path):
            self._reader = engine.connect().execution_options(reading=True)
            self._writer = engine.connect()
        self._world = world
        self._planner = Planner()
        self._latest_id = ""
        self._lock = lock
        self._moment: Connection | None = None
        with self.reading() as connection:
            self.id = _remembered(connection, self.path, "id")
        self._outside_transaction(_CLOSED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the workspace, for as long as it is held. Within it, the same again."""
        if self._moment is not None:
            yield self._moment
            return
        with plain_errors(self.path):
            begun = self._reader.begin()
            self._moment = self._reader
            try:
                yield self._moment
            finally:
                self._moment = None
                begun.rollback()

    def write(self, changes: Changes) -> Written:
        """Write a change set: the log and the tables, all of it or nothing. Returns once it is safely on disk."""
        self.refuse_if_read_only()
        with uncollected(), self.changing() as connection:
            log = Log(connection, _remembered(connection, self.path, CURRENT), self._world.random)
            wall = self._world.clock()
            id = new_id(wall, self._world.random)
            lines = list(lines_of(changes, self.catalogue))
            known = log.append(changes, lines, id=id, author=self.author, wall=wall)
            planned = projects_of(connection, self.catalogue, lines)
            laid = {change.record for change in changes if isinstance(change, Lay)}
            Rows(connection, self.catalogue).apply(line for line in lines if line.record not in laid)
            settle_what_waits(connection, self.catalogue, lines, laid | known)
            planned |= projects_of(connection, self.catalogue, lines)
            back = changes.why in (Why.UNDO, Why.REDO)
            self._planner.follow(connection, lines, planned, back=back)
        touched = frozenset((change.entity, change.record) for change in changes)
        return Written(id, changes.label, touched, changes.reverses)

    @property
    def ledger(self) -> Ledger:
        """The log as those see it who carry edits from laptop to laptop."""
        return Ledger(self)

    def refuse_if_read_only(self) -> None:
        """Refuse to change what is open for reading only."""
        if self.read_only:
            raise Refusal(
                self.why_read_only or _("{name} is open for reading only.").format(name=self.path.name)
            )

    def schedule(self, projects: Collection[str]) -> Schedule:
        """The dates of `projects` and of all that hangs together with them, as they are kept, with all that explains them.

        May know other projects too. Made once and kept up to date by each write. Refuses a plan from which no dates follow.
        """
        with self.reading() as connection:
            return self._planner.schedule(connection, projects)

    def new_id(self) -> str:
        """A fresh id for a record, greater than the one before it: registers show records as they were made."""
        self._latest_id = new_id(self._world.clock(), self._world.random, self._latest_id)
        return self._latest_id

    def extend(self, catalogue: Catalogue) -> None:
        """Keep the registers of `catalogue` from now on: own fields have come or gone."""
        self.catalogue = catalogue
        self.tables = register_tables(catalogue)
        with self.reading() as connection:
            # A newer version may have made them for the same catalogue and in another form.
            if not self.why_read_only and registers.are_made_for(connection, catalogue):
                return
            if self.read_only and not registers.lacking(connection, self.tables):
                return
        if not self.read_only:
            self.rebuild()
        elif self.why_read_only:
            raise Refusal(_(_AHEAD).format(name=self.path.name))
        else:
            raise Behind(_(_BEHIND).format(name=self.path.name))

    def rebuild(self) -> None:
        """Make the registers and the search index anew from the log."""
        with self._without_foreign_keys(), self.changing() as connection:
            registers.rebuild(connection, self.catalogue)
        self._planner = Planner()  # what it knows was read from the registers as they were

    @property
    def closed(self) -> bool:
        """Whether nothing more can be asked of it."""
        return self._reader.closed

    def close(self) -> None:
        """Fold the write-ahead log into the file and let others write. Closing it twice does nothing more."""
        if self.closed:
            return
        if not self.read_only:
            # Every save is on disk already; folding the log in only tidies, and a full disk may forbid it.
            with suppress(Trouble):
                self._outside_transaction("PRAGMA wal_checkpoint(TRUNCATE)")
        self._reader.close()
        self._writer.close()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def _without_foreign_keys(self) -> Iterator[None]:
        """What is about to be replaced may be broken, and need not hold together."""
        self._outside_transaction("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            self._outside_transaction("PRAGMA foreign_keys = ON")

    def _outside_transaction(self, statement: str) -> None:
        with plain_errors(self.path):
            self._raw.execute(statement)

    @contextmanager
    def changing_all(self, *, rebuilding: bool) -> Iterator[tuple[Connection, Planner]]:
        """As `changing`, for who takes in the edits of others: with the dates to be followed, and while `rebuilding` with no
        look at whether records hold together."""
        self.refuse_if_read_only()
        with ExitStack() as around:
            if rebuilding:
                around.enter_context(self._without_foreign_keys())
            yield around.enter_context(self.changing()), self._planner

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """The one transaction that may change the file, for storage alone. Outside of it SQLite refuses every change."""
        with plain_errors(self.path):
            self._raw.execute(_OPEN)
            try:
                with self._writer.begin():
                    yield self._writer
            finally:
                if self._raw.in_transaction:  # what could not be committed
                    self._raw.rollback()
                self._raw.execute(_CLOSED)

    @property
    def _raw(self) -> Any:
        """The driver's own connection."""
        return self._writer.connection.dbapi_connection


def create_store(
    path: Path, catalogue: Catalogue, world: Surroundings, *, key: bytes | None = None, id: str = ""
) -> Store:
    """A new, empty workspace at `path`, encrypted where there is a `key`; with the `id` of a shared one that is to be joined.

    Refuses where a file already is, unless it is one whose making was broken off, and of which no copies are kept; leaves none
    behind when it fails.
    """
    if not ask_disk(is_there, path):
        refuse_remains(path)
    elif not is_empty(path, key):
        raise Refusal(_("{path} already exists. Choose another name, or open it.").format(path=path))
    elif backups(path):  # a new one would stand between these and what they are copies of
        raise Damaged(_(_EMPTIED).format(path=path))
    if not ask_disk(is_folder, path.parent):
        raise Refusal(_("There is no folder {folder}. Make it first.").format(folder=path.parent))
    with ExitStack() as undo:
        lock = WriterLock(path)
        lock.take(world.author)
        undo.callback(lock.release)
        remove(path)
        undo.callback(remove, path)
        engine = open_engine(path, create=True, key=key)
        undo.callback(engine.dispose)
        with plain_errors(path), engine.begin() as connection:
            _lay_out(connection, catalogue, world, id)
        store = Store(path, engine, catalogue, world, lock)
        undo.pop_all()
    return store


def open_store(
    path: Path,
    catalogue: Catalogue,
    world: Surroundings,
    *,
    read_only: bool = False,
    key: bytes | None = None,
) -> Store:
    """Open the workspace at `path`, bringing it up to date after a verified backup where it is older.

    A file of a newer version is opened for reading, and `why_read_only` says why. The caller then tells the store
    by `extend` which registers to keep, since the organisation's own fields are known only from the file.
    """
    if not ask_disk(is_file, path):
        raise Refusal(_("There is no workspace at {path}.").format(path=path))
    found = _format(path, key)
    if found > FORMAT or read_only:
        return _open_for_reading(path, catalogue, world, key, newer=found > FORMAT)
    with ExitStack() as undo:
        lock = WriterLock(path)
        lock.take(world.author)
        undo.callback(lock.release)
        if found < FORMAT:
            bring_up_to_date(path, key=key)
        engine = open_engine(path, key=key)
        undo.callback(engine.dispose)
        store = Store(path, engine, catalogue, world, lock)
        undo.pop_all()
    return store


def _open_for_reading(
    path: Path, catalogue: Catalogue, world: Surroundings, key: bytes | None, *, newer: bool
) -> Store:
    engine = open_engine(path, read_only=True, key=key)
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        if newer:
            with plain_errors(path), engine.connect() as connection:
                if registers.lacking(connection, LOG.tables):
                    raise Refusal(_(_AHEAD).format(name=path.name))
        store = Store(path, engine, catalogue, world, None)
        undo.pop_all()
    if newer:
        store.why_read_only = _(
            "{name} was last written by a newer version of Portfolio Desktop, so it is open for reading only. "
            "Update this laptop to change it."
        ).format(name=path.name)
    return store


def _lay_out(connection: Connection, catalogue: Catalogue, world: Surroundings, id: str) -> None:
    """Everything that an empty workspace holds."""
    make_tables(connection, LOG)
    make_tables(connection, register_tables(catalogue).all_made())
    registers.remember(connection, catalogue)
    stream = new_stream(world.random)
    connection.execute(insert(STREAM).values(name=stream, length=0, tip=b""))
    workspace = id or new_id(world.clock(), world.random)
    for key, kept in (("id", workspace), (CURRENT, stream)):
        connection.execute(insert(META).values(key=key, value=kept))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def _remembered(connection: Connection, path: Path, key: str) -> str:
    kept = value(connection, _REMEMBERED, (key,))
    if kept is None:
        raise Trouble(_("{path} is damaged. Restore it from a backup.").format(path=path))
    return str(kept)


def _format(path: Path, key: bytes | None) -> int:
    """The version that the file was written in. Refuses what is not a workspace."""
    with plain_errors(path):
        # Strictly to be read: what is damaged stays as it was found. Only who may write can take back what was broken off.
        broken_off = ask_disk(is_there, path.with_name(f"{path.name}-journal"))
        connection = connect(path, "rw" if broken_off else "ro", key)
        try:
            marked = connection.execute("PRAGMA application_id").fetchone()[0]
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        finally:
            connection.close()
    if marked != APPLICATION_ID:
        if is_empty(path, key):
            if backups(path):
                raise Damaged(_(_EMPTIED).format(path=path))
            raise Refusal(
                _(
                    "{path} is empty, and not a workspace yet. Make one in its place, under the same name."
                ).format(path=path)
            )
        raise Refusal(
            _(
                "{path} is not a workspace of Portfolio Desktop. To bring in a spreadsheet, use import."
            ).format(path=path)
        )
    return version
