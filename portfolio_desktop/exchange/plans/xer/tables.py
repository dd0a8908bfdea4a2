# SPDX-License-Identifier: Apache-2.0
"""An XER file as its tables: names of columns and rows of text. Knows nothing of what is in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.plans.settling import Aside
from portfolio_desktop.exchange.plans.values import Odd
from portfolio_desktop.exchange.untrusted.limits import Unsafe

T = TypeVar("T")

Row: TypeAlias = dict[str, str]
"""The cells of a row by their columns; blank ones are not there."""

READ = frozenset(
    {
        *("ACTVCODE", "ACTVTYPE", "CALENDAR", "CURRTYPE", "MEMOTYPE", "PROJCOST", "PROJECT", "PROJWBS"),
        *(
            "ROLES",
            "ROLERATE",
            "RSRC",
            "RSRCRATE",
            "SCHEDOPTIONS",
            "TASK",
            "TASKACTV",
            "TASKMEMO",
            "TASKPRED",
            "TASKRSRC",
        ),
        *("UDFTYPE", "UDFVALUE", "UMEASURE", "WBSMEMO"),
    }
)

_SHORT = N_(
    "Rows with cells missing or too many, as the program that wrote the file would not leave them: {count}"
)
_ODD = N_(
    "{file} gives “{text}” at line {line} ({table}), where {what} belongs. "
    "Export the plan again from the program it came from."
)


@dataclass(slots=True)
class Table:
    """Rows as they stand, with the line each is on."""

    name: str
    columns: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class Tables:
    """All the tables of a file that are of use."""

    header: list[str]
    tables: dict[str, Table] = field(default_factory=dict)

    def each(self, name: str, read: Callable[[Row], T]) -> Iterator[T]:
        """What `read` makes of each row. Raises Unsafe that tells the line of what cannot be read."""
        table = self.tables.get(name)
        if table is None:
            return
        columns = table.columns
        for line, cells in table.rows:
            row = {column: cell for column, cell in zip(columns, cells, strict=False) if cell}
            try:
                made = read(row)
            except Odd as odd:
                raise Unsafe(_ODD, text=odd.text, what=odd.what, line=line, table=name) from odd
            yield made

    def rows(self, name: str) -> Iterator[Row]:
        return self.each(name, lambda row: row)


def parse(data: bytes, aside: Aside) -> Tables:
    """The tables in `data`. Rows that are not whole are read as far as they go, and counted."""
    text = _decode(data)
    lines = text.split("\n")
    tables = Tables(lines[0].rstrip("\r").split("\t"))
    table: Table | None = None
    for number, line in enumerate(lines, 1):
        mark = line[:3]
        if mark == "%R\t" and table is not None:
            cells = line.rstrip("\r").replace('""', '"').split("\t")[1:]  # a quotation mark is written twice
            aside[_SHORT] += len(cells) != len(table.columns)
            table.rows.append((number, cells))
        elif mark == "%T\t":
            name = line[3:].strip()
            table = tables.tables.setdefault(name, Table(name, [])) if name in READ else None
        elif mark == "%F\t" and table is not None:
            table.columns = line.rstrip("\r").split("\t")[1:]
    return tables


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
