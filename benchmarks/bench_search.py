# SPDX-License-Identifier: Apache-2.0
"""The search over everything with operators in a workspace of 100,000 risks, against the bare SQL that finds the same."""

from functools import partial
from typing import Any

from benchmarks.filling import measured
from benchmarks.harness import compare, seconds
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.query.everywhere import Asked, ask
from portfolio_desktop.storage.read import Reader

_FTS = "SELECT rowid, title FROM search WHERE search MATCH ? ORDER BY bm25(search, 8.0, 1.0) LIMIT 200"
_JOINED = (
    "SELECT search.rowid, search.title FROM search JOIN search_row ON search_row.number = search.rowid "
    "JOIN risk ON risk.id = search_row.record WHERE search MATCH ? AND {condition} "
    "ORDER BY bm25(search, 8.0, 1.0) LIMIT 200"
)
_COUNTED = "SELECT count(*) FROM risk WHERE {condition}"
_PAGED = "SELECT rowid FROM risk WHERE {condition} ORDER BY review_on LIMIT 50"
_OPEN = "risk.status NOT IN ('closed', 'issue', 'expired')"
_WITH_WORDS = (
    ("a common word", "water", '"water"*', ""),
    ("a rare word, open", "R-012345 is:open", '"R 012345"*', _OPEN),
    ("a common word, open", "water is:open in:risks", '"water"*', _OPEN),
    ("a common word, by likelihood", "water likelihood:>=4", '"water"*', "risk.likelihood >= 4"),
    ("exact words, without closed ones", '"ground water" -closed in:risks', '"ground water"', _OPEN),
)
_WITHOUT = (
    ("open ones", "is:open in:risks", _OPEN),
    ("a scale", "likelihood:>=4", "risk.likelihood >= 4"),
    ("raised in the last years", "raised_on:>-3y in:risks", "risk.raised_on > '2023-01-05'"),
)


def measure(reader: Reader) -> None:
    """Prints a line for each: as many rows as the window asks for, ours with the excerpts."""
    raw: Any = reader.connection.connection.dbapi_connection

    def found(asked: Asked) -> object:
        return reader.search(asked.words, limit=200, within=asked.within)

    def bare(statement: str, *values: object) -> object:
        return raw.execute(statement, values).fetchall()

    for name, text, phrase, condition in _WITH_WORDS:
        statement = _JOINED.format(condition=condition) if condition else _FTS
        ours = seconds(partial(found, ask(CATALOGUE, text)))
        compare(name, ours, seconds(partial(bare, statement, phrase)), 1.5)
    for name, text, condition in _WITHOUT:
        ours = seconds(partial(_listed, reader, ask(CATALOGUE, text)))
        counted = partial(bare, _COUNTED.format(condition=condition))
        paged = partial(bare, _PAGED.format(condition=condition))
        compare(f"{name}, counted and the first 50", ours, seconds(counted) + seconds(paged), 1.5)


def _listed(reader: Reader, asked: Asked) -> None:
    """What the search reads of each register where no words are given."""
    for name, where in (asked.within or {}).items():
        entity = CATALOGUE.entity(name)
        if reader.count(entity, where):
            reader.page(entity, reader.rows(entity, where, limit=50))


def main() -> None:
    measured(measure)


if __name__ == "__main__":
    main()
