# SPDX-License-Identifier: Apache-2.0
"""The shape of a workspace: as db/schema.sql keeps it on record, and as a list to compare two files by.

Run as a module, it writes db/schema.sql anew.
"""

import tempfile
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from portfolio_desktop.base.paths import shipped
from tests.support.workspaces import new_store

_OURS = "name NOT LIKE 'sqlite%' AND (name = 'search_row' OR name NOT LIKE 'search!_%' ESCAPE '!')"


def schema_text() -> str:
    """The statements that make a new workspace with the shipped catalogue, as SQLite keeps them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shape.portfolio"
        new_store(path).close()
        connection = driver.connect(str(path))
        rows = connection.execute(
            f"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND {_OURS} ORDER BY tbl_name, type DESC, name"
        ).fetchall()
        connection.close()
    lines = (line.rstrip() for (sql,) in rows for line in f"{sql};\n".expandtabs(4).splitlines())
    return "-- Written by `python -m tests.support.schema`, never by hand.\n\n" + "\n".join(lines) + "\n"


def schema_of(path: Path) -> list[tuple[object, ...]]:
    """Tables, columns, indexes and references of a closed file, however the statements that made them were spelt."""
    connection = driver.connect(str(path))
    tables = connection.execute(
        f"SELECT name FROM sqlite_schema WHERE type = 'table' AND {_OURS} AND name <> 'alembic_version'"
    ).fetchall()
    found: list[tuple[object, ...]] = []
    for (table,) in tables:
        found += [(table, "column", *row[1:]) for row in connection.execute(f"PRAGMA table_info({table})")]
        found += [
            (table, "reference", *row[2:]) for row in connection.execute(f"PRAGMA foreign_key_list({table})")
        ]
        for _number, name, *kind in connection.execute(f"PRAGMA index_list({table})").fetchall():
            columns = [row[2] for row in connection.execute(f"PRAGMA index_info({name})")]
            found.append((table, "index", *kind, *columns))
    connection.close()
    return sorted(found, key=repr)


if __name__ == "__main__":
    shipped("db", "schema.sql").write_text(schema_text(), encoding="utf-8", newline="\n")
