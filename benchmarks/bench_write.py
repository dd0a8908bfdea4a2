# SPDX-License-Identifier: Apache-2.0
"""A change set of 10,000 edits and of 10,000 creations against executemany of the same lines; one save against fsync; a new
record in a large register against one in a small.

All but one in processor time; a save waits for the disk, and is measured by the clock.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from benchmarks.filling import bench_office
from benchmarks.harness import compare, peak_megabytes, worked
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.store import Store, Surroundings, create_store

COUNT = 10_000
PROJECT = CATALOGUE.entity("project")


def value(field: Field, number: int) -> Value:
    """Something of the right kind and an ordinary length."""
    makers: dict[Kind, Callable[[], Value]] = {
        Kind.CODE: lambda: f"P-{number:05}",
        Kind.TEXT: lambda: f"{field.name} of project {number}",
        Kind.NARRATIVE: lambda: (
            f"Some sentences about {field.name}, as long as people write them, number {number}."
        ),
        Kind.INTEGER: lambda: number,
        Kind.NUMBER: lambda: Decimal(number) / 8,
        Kind.PERCENT: lambda: Decimal(number % 100),
        Kind.MONEY: lambda: Decimal(number * 100) + Decimal("0.25"),
        Kind.DATE: lambda: date(2026, 1, 1 + number % 28),
        Kind.FLAG: lambda: number % 2 == 0,
        Kind.CHOICE: lambda: "live",
        Kind.RATING: lambda: Rating("rag5", "amber"),
    }
    return makers[field.kind]() if field.kind in makers else None


def bare(path: Path, folder: Path, last: int) -> float:
    """The time that SQLite takes for the rows and log lines of the last change set alone, by executemany."""
    source = driver.connect(str(path))
    tables = {}
    for table, where in (
        ("edit", f"change_set = {last}"),
        ("project", "1"),
        ("search_row", "1"),
    ):
        rows = source.execute(f"SELECT * FROM {table} WHERE {where}").fetchall()
        tables[table] = [tuple(row) for row in rows]
    texts = [tuple(row) for row in source.execute("SELECT rowid, title, body FROM search").fetchall()]
    schema = [
        row[0]
        for row in source.execute(
            "SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND name NOT LIKE 'search!_%' ESCAPE '!' OR name = 'search_row'"
        )
    ]
    source.close()
    target = driver.connect(str(folder / "bare.db"), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -65536"):
        target.execute(f"PRAGMA {pragma}")
    for statement in schema:
        target.execute(statement)
    began = worked()
    target.execute("BEGIN IMMEDIATE")
    for table, lines in tables.items():
        if lines:
            target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(lines[0]))})", lines)
    target.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", texts)
    target.execute("COMMIT")
    took = worked() - began
    target.close()
    return took


def bare_edits(folder: Path, store_path: Path, last: int, ids: list[Id]) -> float:
    """The same for edits: log lines in, the replaced ones marked, one column set."""
    copy = folder / "edits.db"
    source = driver.connect(str(store_path))
    lines = [tuple(row) for row in source.execute(f"SELECT * FROM edit WHERE change_set = {last}").fetchall()]
    target = driver.connect(str(copy), isolation_level=None)
    source.backup(target)
    source.close()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -65536"):
        target.execute(f"PRAGMA {pragma}")
    target.execute(f"DELETE FROM edit WHERE change_set = {last}")
    tags = [(line[1],) for line in lines]
    began = worked()
    target.execute("BEGIN IMMEDIATE")
    target.executemany(f"INSERT INTO edit VALUES ({', '.join('?' * len(lines[0]))})", lines)
    target.executemany("UPDATE edit SET live = 0 WHERE tag = ?", tags)
    target.executemany(
        "UPDATE project SET year_budget = ? WHERE id = ?", [(number, id) for number, id in enumerate(ids)]
    )
    target.execute("COMMIT")
    took = worked() - began
    target.close()
    return took


def timed(store: Store, changes: Changes) -> float:
    began = worked()
    store.write(changes)
    return worked() - began


def bulk(runs: int = 5) -> None:
    """Creations and edits in one change set each."""
    figures: dict[str, list[float]] = {"create": [], "bare create": [], "edit": [], "bare edit": []}
    values: list[dict[str, Any]] = [
        {field.name: value(field, number) for field in PROJECT.fields} for number in range(COUNT)
    ]
    for _run in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.portfolio"
            with create_store(path, CATALOGUE, Surroundings("bench")) as store:
                ids = [Id(store.new_id()) for _each in range(COUNT)]
                creations = tuple(Create("project", id, each) for id, each in zip(ids, values, strict=True))
                figures["create"].append(timed(store, Changes("Create", creations)))
            figures["bare create"].append(bare(path, Path(folder), 1))
            with create_store(Path(folder) / "edits.portfolio", CATALOGUE, Surroundings("bench")) as store:
                titles = tuple(
                    Create("project", id, {"title": "Project", "year_budget": Decimal(1)}) for id in ids
                )
                store.write(Changes("Create", titles))
                for round_ in (2, 3):  # the second replaces edits, as most do
                    edits = tuple(
                        Edit("project", id, "year_budget", Decimal(n + round_)) for n, id in enumerate(ids)
                    )
                    took = timed(store, Changes("Edit", edits))
                figures["edit"].append(took)
            figures["bare edit"].append(bare_edits(Path(folder), Path(folder) / "edits.portfolio", 3, ids))
    middle = {name: statistics.median(times) for name, times in figures.items()}
    compare("10,000 edits in one change set", middle["edit"], middle["bare edit"], 2.5)
    compare(f"10,000 projects of {len(PROJECT.fields)} fields", middle["create"], middle["bare create"], 2.5)


def single(saves: int = 500) -> None:
    """One edit, saved for good, against one fsync of a page and a half."""
    with tempfile.TemporaryDirectory() as folder:
        with create_store(Path(folder) / "bench.portfolio", CATALOGUE, Surroundings("bench")) as store:
            ids = [Id(store.new_id()) for _each in range(500)]
            store.write(Changes("Create", tuple(Create("project", id, {"title": "Project"}) for id in ids)))
            times = []
            for number in range(saves):
                edit = Edit("project", ids[number % 500], "year_budget", Decimal(number))
                began = time.perf_counter()
                store.write(Changes("Edit", (edit,)))
                times.append(time.perf_counter() - began)
        times.sort()
        syncs = []
        with (Path(folder) / "sync").open("wb", buffering=0) as file:
            for _each in range(saves):
                began = time.perf_counter()
                file.write(b"x" * 6000)
                os.fsync(file.fileno())
                syncs.append(time.perf_counter() - began)
    syncs.sort()
    for name, share, reach in (("p50", 50, 5), ("p99", 99, 50)):
        ours, bare = (taken[saves * share // 100] * 1000 for taken in (times, syncs))
        print(f"one saved edit, {name}: {ours:.1f} ms (reach {reach} ms); one fsync {bare:.1f} ms")


def grown(few: int = 1_000, many: int = 100_000, saves: int = 100) -> None:
    """A new record, which gets the next code of its register: the larger register is to make no difference."""
    times: list[float] = []
    for count in (few, many):
        with bench_office() as office:
            for first in range(0, count, few):
                made = (
                    Create("risk", Id(office.store.new_id()), {"title": "Silt", "code": f"R-{number:04}"})
                    for number in range(first, first + few)
                )
                office.write(Changes("Create", tuple(made)))
            times.append(statistics.median(_new_record(office) for _each in range(saves)))
    compare(f"a new risk among {many:,}, beside one among {few:,}", times[1], times[0], 1)


def _new_record(office: Office) -> float:
    began = worked()
    office.write(records.create(office, "risk", {"title": "Silt"}))
    return worked() - began


if __name__ == "__main__":
    bulk()
    single()
    grown()
    print(f"peak {peak_megabytes():.0f} MB")
