# SPDX-License-Identifier: Apache-2.0
"""Workspaces for tests: on a clock that the test winds and chance that can be replayed, written to in few words."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from portfolio_desktop.base.ids import derived_id
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.rules import Rules
from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Revive, Written
from portfolio_desktop.storage.derived import Sources
from portfolio_desktop.storage.dump import state_of_registers, text_of
from portfolio_desktop.storage.edits import EditBody, name_edit, seal, write_plain
from portfolio_desktop.storage.examine import Mend, examine
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store

TODAY = date(2026, 1, 5)


class Clock:
    """A wall clock that stands still until the test winds it on, or back."""

    def __init__(self, milliseconds: int = 1_767_603_600_000) -> None:
        self.milliseconds = milliseconds

    def __call__(self) -> int:
        return self.milliseconds

    def wind(self, seconds: float) -> None:
        self.milliseconds += round(seconds * 1000)


def surroundings(seed: int = 1, author: str = "Ada Osei", clock: Clock | None = None) -> Surroundings:
    """A person at a clock that stands still, with chance that begins at `seed`."""
    return Surroundings(author, clock or Clock(), random.Random(seed).randbytes)


def new_store(path: Path, catalogue: Catalogue = CATALOGUE, seed: int = 1) -> Store:
    """An empty workspace at `path`."""
    return create_store(path, catalogue, surroundings(seed))


def reopened(
    path: Path, catalogue: Catalogue = CATALOGUE, *, read_only: bool = False, seed: int = 2
) -> Store:
    """The workspace at `path`, opened as the program does it."""
    store = open_store(path, catalogue, surroundings(seed), read_only=read_only)
    store.extend(catalogue)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty workspace that is found whole when the test is over."""
    with new_store(tmp_path / "office.portfolio") as opened:
        yield opened
        assert findings(opened) == []


@pytest.fixture
def blank_store(tmp_path: Path) -> Iterator[Store]:
    """An empty workspace that the test may leave damaged."""
    with new_store(tmp_path / "office.portfolio") as opened:
        yield opened


def create(store: Store, entity: str, **values: Value) -> Id:
    """Write a new record; its id."""
    id = Id(store.new_id())
    store.write(Changes(f"Add {entity}", (Create(entity, id, values),)))
    return id


def edit(store: Store, entity: str, id: Id, **values: Value) -> Written:
    """Write new values of a record."""
    changes = tuple(Edit(entity, id, name, value) for name, value in values.items())
    return store.write(Changes(f"Change {entity}", changes))


def delete(store: Store, entity: str, *ids: Id) -> Written:
    """Take records out of their register."""
    return store.write(Changes(f"Delete {entity}", tuple(Delete(entity, id) for id in ids)))


def revive(store: Store, entity: str, *ids: Id) -> Written:
    """Bring deleted records back."""
    return store.write(Changes(f"Bring back {entity}", tuple(Revive(entity, id) for id in ids)))


@contextmanager
def reader(store: Store) -> Iterator[Reader]:
    """One moment of the workspace, on the day that is `TODAY`."""
    with store.reading() as connection:
        yield Reader(connection, Sources(store.tables, store.catalogue, Rules(), TODAY))


def find(store: Store, entity: str, id: Id) -> Record | None:
    """The record, if its register has it."""
    with reader(store) as read:
        return read.get(store.catalogue.entity(entity), id)


def get(store: Store, entity: str, id: Id) -> Record:
    """The record, which must be there."""
    record = find(store, entity, id)
    assert record is not None
    return record


def dump(store: Store) -> str:
    """Everything that the registers hold, as canonical text."""
    with store.reading() as connection:
        return text_of(state_of_registers(connection, store.catalogue))


def findings(store: Store) -> list[str]:
    """What an examination finds wrong, in words. Not what is for a person to decide, such as a code that two records have."""
    with store.reading() as connection:
        found = examine(connection, store.catalogue)
        return [finding.text for finding in found if finding.mend is not Mend.DECIDE]


def tamper(path: Path, *statements: str) -> None:
    """Change a closed file behind the program's back."""
    connection = driver.connect(str(path), isolation_level=None)
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    connection.close()


class OtherLaptop:
    """A second stream of edits, written into a closed workspace as if it had arrived from somebody else's laptop."""

    def __init__(self, path: Path, name: str = "zzzzzzzzzzzzzzzz") -> None:
        self.path = path
        self.name = name

    def edit(
        self, entity: str, record: str, field: str, plain: Any, *, tick: int, parents: tuple[bytes, ...] = ()
    ) -> bytes:
        """Let one edit arrive, in a change set of its own. Its tag."""
        connection = driver.connect(str(self.path), isolation_level=None)
        connection.execute(
            "INSERT OR IGNORE INTO stream (name, length, tip) VALUES (?, 0, x'')", (self.name,)
        )
        number, length, tip = connection.execute(
            "SELECT number, length, tip FROM stream WHERE name = ?", (self.name,)
        ).fetchone()
        set_id = derived_id(self.name, str(length), record, field, str(tick))
        header = {"author": "Bob", "label": f"Bob's {length}", "why": "edit"}
        set_number = connection.execute(
            "INSERT INTO change_set (id, tick, label, why, author) VALUES (?, ?, ?, 'edit', 'Bob') RETURNING number",
            (set_id, tick, header["label"]),
        ).fetchone()[0]
        lines = (
            (EditBody(tick, set_id, "change_set", set_id, "*", b""), header),
            (EditBody(tick, set_id, entity, record, field, b"".join(parents)), plain),
        )
        for body, value in lines:
            salt, text = b"s" * 16, write_plain(value)
            sealed = seal(salt, text)
            tip = name_edit(self.name, tip, body, sealed)
            length += 1
            connection.execute(
                "INSERT INTO edit (tag, stream, place, tick, change_set, entity, record, field, parents, seal, salt, "
                "value, live) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (tip, number, length, tick, set_number, body.entity, body.record, body.field, body.parents)
                + (sealed, salt, text.decode()),
            )
        connection.execute("UPDATE stream SET length = ?, tip = ? WHERE number = ?", (length, tip, number))
        for parent in parents:
            connection.execute(
                "UPDATE edit SET live = 0 WHERE tag = ? AND record = ? AND field = ?", (parent, record, field)
            )
        connection.close()
        return bytes(tip)

    def create(self, entity: str, record: str, *, tick: int, **values: Value) -> bytes:
        """Let a creation arrive."""
        fields = CATALOGUE.entity(entity)
        plain = {name: to_plain(fields.field(name).kind, value) for name, value in values.items()}
        return self.edit(entity, record, "*", plain, tick=tick)


def live_tags(path: Path, record: str) -> tuple[bytes, ...]:
    """The tags of every edit of a record that nothing has replaced: what somebody who deletes it has seen."""
    connection = driver.connect(str(path))
    found = connection.execute("SELECT tag FROM edit WHERE record = ? AND live = 1", (record,)).fetchall()
    connection.close()
    return tuple(bytes(row[0]) for row in found)


def last_tick(path: Path) -> int:
    """The latest tick of a closed workspace."""
    connection = driver.connect(str(path))
    tick: int = connection.execute("SELECT max(tick) FROM change_set").fetchone()[0]
    connection.close()
    return tick
