# SPDX-License-Identifier: Apache-2.0
"""The tables of a workspace: the log, which is the truth, and the registers, which are a cache of it.

Registers carry no UNIQUE and no CHECK: what arrives from another laptop is never refused. Values are checked when
a person enters them.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from threading import Lock

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_mock_engine,
    event,
    text,
)
from sqlalchemy.schema import DDL, ExecutableDDLElement

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.storage.columns import columns_of
from portfolio_desktop.storage.connect import rows
from portfolio_desktop.storage.merge.unsettled import NAME as UNSETTLED
from portfolio_desktop.storage.merge.unsettled import unsettled_table
from portfolio_desktop.storage.naming.numbers import number_of
from portfolio_desktop.storage.plans.table import FALLEN, fallen_table, schedule_table
from portfolio_desktop.storage.plans.table import NAME as SCHEDULE

FORMAT = 1
"""The version of everything below. A file of a higher version is opened read-only. Raised with each migration."""

APPLICATION_ID = 0x50446B31
"""Marks a SQLite file as one of ours ("PDk1")."""

CALLED, NUMBERED = "called", "numbered"
"""End the names of the indexes of a register's codes, and of the numbers that they have."""

LOG = MetaData()

META = Table(
    "meta",
    LOG,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

CURRENT, FORMER = "stream", "former"
"""Keys of `meta`: the stream that this file is written under, and as JSON those that it was, the last one first."""

ROWS = "rows"
"""Key of `meta`: the last number that a row of a register was given. None is ever given twice."""

TICK = "tick"
"""Key of `meta`: where this file's own clock stands."""

STREAM = Table(
    "stream",
    LOG,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("length", Integer, nullable=False),
    Column("tip", LargeBinary, nullable=False),
)

CHANGE_SET = Table(
    "change_set",
    LOG,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("tick", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reverses", Text),
)

EDIT = Table(
    "edit",
    LOG,
    Column("seq", Integer, primary_key=True),  # the order of arrival on this laptop
    Column("tag", LargeBinary, nullable=False, unique=True),
    Column("stream", Integer, ForeignKey("stream.number"), nullable=False),
    Column("place", Integer, nullable=False),  # the edit's number within its stream
    Column("tick", Integer, nullable=False),
    Column("change_set", Integer, ForeignKey("change_set.number"), nullable=False),
    Column("entity", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("parents", LargeBinary, nullable=False),  # tags of 16 bytes, one after the other
    Column("seal", LargeBinary, nullable=False),  # SHA-256 of salt and value: what the tag vouches for
    Column("salt", LargeBinary),  # salt and value can be erased; seal and tag stay and still prove the chain
    Column("value", Text),
    Column("live", Integer, nullable=False),  # 0 once a later edit of the same field has replaced it
)
Index("change_set_tick", CHANGE_SET.c.tick)
Index("edit_record", EDIT.c.record, EDIT.c.live)
Index("edit_change_set", EDIT.c.change_set)
Index("edit_place", EDIT.c.stream, EDIT.c.place)

SEARCH_ROW = Table(
    "search_row",
    LOG,
    Column("number", Integer, primary_key=True),
    Column("entity", Text, nullable=False),
    Column("record", Text, nullable=False, unique=True),
)

event.listen(
    LOG,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5("
        "title, body, tokenize = 'unicode61 remove_diacritics 2')"
    ),
)


class RegisterTables(Mapping[str, Table]):
    """A table for each entity, named after it, with the columns that `columns.py` gives its fields; what of tasks is
    worked out; and what cannot be shown plainly.

    Each is made when it is first asked for: of a hundred, few are needed to show a page. Threads may share them.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._makers: dict[str, Callable[[MetaData], Table]] = {
            entity.name: partial(_register, entity) for entity in catalogue.entities
        }
        if self._makers:
            self._makers[UNSETTLED] = unsettled_table
        if "task" in self._makers:
            self._makers |= {SCHEDULE: schedule_table, FALLEN: fallen_table}
        self._metadata = MetaData()
        self._made: dict[str, Table] = {}
        self._making = Lock()

    def __getitem__(self, name: str) -> Table:
        if name not in self._made:
            with self._making:
                if name not in self._made:
                    self._made[name] = self._makers[name](self._metadata)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def all_made(self) -> MetaData:
        """All of them, as those who make a file want them."""
        for name in self:
            self[name]
        return self._metadata


register_tables = lru_cache(maxsize=4)(RegisterTables)
"""The tables of a catalogue, the same for all who ask."""


def make_tables(connection: Connection, metadata: MetaData) -> None:
    """Make all tables of `metadata`, none of which is there."""
    for statement in _statements(metadata):
        rows(connection, statement)


@lru_cache(maxsize=8)
def _statements(metadata: MetaData) -> tuple[str, ...]:
    """What makes the tables of `metadata`: to put a hundred of them into words takes longer than to make them."""
    found: list[str] = []

    def take(statement: ExecutableDDLElement, *_values: object, **_more: object) -> None:
        found.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine("sqlite://", take)
    metadata.create_all(engine, checkfirst=False)
    return tuple(found)


def _register(entity: Entity, metadata: MetaData) -> Table:
    table = Table(entity.name, metadata, Column("id", Text, primary_key=True), *_columns(entity))
    if entity.owner is not None:
        Index(f"{entity.name}_{entity.owner.name}", table.c[entity.owner.name])
    if entity.code is not None:  # as people write codes, and with the id: whoever looks one up wants no more
        Index(f"{entity.name}_{CALLED}", table.c[entity.code.name].collate("NOCASE"), table.c.id)
        Index(f"{entity.name}_{NUMBERED}", text(number_of(entity)), _table=table)
    return table


def _columns(entity: Entity) -> list[Column[object]]:
    return [
        Column(name, kind, *_target(field, name))
        for field in entity.fields
        for name, kind in columns_of(field)
    ]


def _target(field: Field, name: str) -> Iterator[ForeignKey]:
    if field.kind is Kind.LINK and name == field.name:
        yield ForeignKey(f"{field.target}.id", deferrable=True, initially="DEFERRED")
