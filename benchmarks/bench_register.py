# SPDX-License-Identifier: Apache-2.0
"""A register of 100,000 rows opened, sorted, filtered and searched, against the bare SQL that does the same."""

from functools import partial
from typing import Any

from benchmarks.filling import measured
from benchmarks.harness import RUNS, compare, seconds
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Sort, Test, Words
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.columns import RowReader
from portfolio_desktop.storage.read import Reader

PAGE = 60
RISK = CATALOGUE.entity("risk")


def measure(reader: Reader) -> None:
    raw: Any = reader.connection.connection.dbapi_connection
    columns = ", ".join(f'"{name}"' for name in RowReader(RISK, RISK.fields).columns)

    def ours(where: Filter = EVERYTHING, *order: Sort) -> object:
        fresh = Reader(reader.connection, reader._sources)  # as a window asks: one that has met no words yet
        return fresh.page(RISK, fresh.rows(RISK, where, order)[:PAGE])

    def bare(clause: str, *values: object) -> object:
        rows = [row[0] for row in raw.execute(f"SELECT rowid FROM risk {clause}", values)][:PAGE]
        marks = ", ".join("?" * len(rows))
        return raw.execute(f"SELECT {columns} FROM risk WHERE rowid IN ({marks})", rows).fetchall()

    def both(name: str, clause: str, values: tuple[object, ...], where: Filter, *order: Sort) -> None:
        compare(name, seconds(lambda: ours(where, *order)), seconds(lambda: bare(clause, *values)), 1.5)

    both("open 100,000 rows and the first page", "ORDER BY rowid", (), EVERYTHING)
    by_title = "ORDER BY title COLLATE NOCASE NULLS LAST, rowid"
    both("sort by title", by_title, (), EVERYTHING, Sort("title"))
    both(
        "sort by likelihood, falling",
        "ORDER BY likelihood DESC NULLS LAST, rowid",
        (),
        EVERYTHING,
        Sort("likelihood", True),
    )
    clause = "WHERE instr(lower(title), lower(?)) > 0 ORDER BY rowid"
    both("filter by a part of the title", clause, ("water",), Test("title", Op.CONTAINS, "water"))
    clause = "WHERE likelihood >= ? ORDER BY rowid"
    both("filter by likelihood", clause, (4,), Test("likelihood", Op.AT_LEAST, 4))
    found = (
        "WHERE id IN (SELECT record FROM search_row WHERE number IN "
        "(SELECT rowid FROM search WHERE search MATCH ?)) ORDER BY rowid"
    )
    both("filter by words", found, ('"water"*',), Words("water"))
    called = "IN (SELECT id FROM person WHERE instr(lower(name), ?2) > 0)"
    named = (
        "WHERE id IN (SELECT record FROM search_row WHERE number IN "
        "(SELECT rowid FROM search WHERE search MATCH ?1)) "
        f"OR owner_id {called} OR action_owner_id {called} OR raised_by_id {called} ORDER BY rowid"
    )
    both("filter by a name", named, ('"amara"*', "amara"), Words("amara"))
    bare_search = (
        "SELECT rowid, title FROM search WHERE search MATCH ? ORDER BY bm25(search, 8.0, 1.0) LIMIT 50"
    )
    for name, words, phrase in (("rare", "R-012345", '"R 012345"*'), ("common", "water", '"water"*')):
        runs = 300 if name == "rare" else RUNS
        hits = seconds(partial(reader.search, words), runs)
        compare(
            f"search for a {name} word", hits, seconds(partial(_all, raw, bare_search, phrase), runs), 1.5
        )


def _all(raw: Any, statement: str, phrase: str) -> object:
    return raw.execute(statement, (phrase,)).fetchall()


def main() -> None:
    measured(measure)


if __name__ == "__main__":
    main()
