# SPDX-License-Identifier: Apache-2.0
"""The first form of the log: streams of edits in change sets, and the search index over what they lead to."""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    "CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE stream (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
    "length INTEGER NOT NULL, tip BLOB NOT NULL)",
    "CREATE TABLE change_set (number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, tick INTEGER NOT NULL, "
    "label TEXT NOT NULL, why TEXT NOT NULL, author TEXT NOT NULL, reverses TEXT)",
    "CREATE TABLE edit (seq INTEGER NOT NULL PRIMARY KEY, tag BLOB NOT NULL UNIQUE, "
    "stream INTEGER NOT NULL REFERENCES stream (number), place INTEGER NOT NULL, tick INTEGER NOT NULL, "
    "change_set INTEGER NOT NULL REFERENCES change_set (number), entity TEXT NOT NULL, record TEXT NOT NULL, "
    "field TEXT NOT NULL, parents BLOB NOT NULL, seal BLOB NOT NULL, salt BLOB, value TEXT, live INTEGER NOT NULL)",
    "CREATE INDEX change_set_tick ON change_set (tick)",
    "CREATE INDEX edit_record ON edit (record, live)",
    "CREATE INDEX edit_change_set ON edit (change_set)",
    "CREATE INDEX edit_place ON edit (stream, place)",
    "CREATE TABLE search_row (number INTEGER NOT NULL PRIMARY KEY, entity TEXT NOT NULL, record TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')",
)


def upgrade() -> None:
    """Make the tables of an empty file."""
    for statement in _STATEMENTS:
        op.execute(statement)
