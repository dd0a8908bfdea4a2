# SPDX-License-Identifier: Apache-2.0
"""Stated scores that do not follow from their own parts: 12 where the row's own likelihood and impact make 15.

Which columns are the parts is found out from the table itself: the two numbers before a score that make it, by product
or by sum, in most rows. What the other rows say is told and kept; nothing is put right. Scores in words are held against
the matrix of their own workbook where it has one (`matrices`), else against the rest of their rows (`classes`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from portfolio_desktop.base.i18n import _
from portfolio_desktop.exchange.imports.classes import Stray, strays
from portfolio_desktop.exchange.imports.matrices import Contradiction, SheetMatrix, judged
from portfolio_desktop.exchange.tables import Cell, Column, Table, cell_text

_SCORE = re.compile(r"score|rating|exposure|priority|risikozahl|rpn|total|punkte", re.IGNORECASE)
_NO_PART = re.compile(r"\b(id|no|nr|number|ref|code)\b|\bdate\b|cost|\$|£|€", re.IGNORECASE)
_MOST = 0.6
"""The share of rows that must agree before two columns count as the parts of a score."""
_FEWEST = 3
_NEAR = 8
"""How many columns before a score its parts are looked for."""

_Make = Callable[[float, float], float]
_SIGNS: Mapping[str, _Make] = {"×": lambda a, b: a * b, "+": lambda a, b: a + b}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A score that its own row contradicts."""

    row: int
    column: str
    where: str
    text: str
    reason: str

    def __str__(self) -> str:
        return _("{where} “{column}”: “{text}”. {reason}").format(
            where=self.where, column=self.column, text=self.text, reason=self.reason
        )


@dataclass(frozen=True, slots=True)
class _Parts:
    first: Column
    second: Column
    sign: str
    agree: int
    rows: int

    @property
    def share(self) -> float:
        return self.agree / self.rows


def doubts(table: Table, matrices: Sequence[SheetMatrix] = ()) -> tuple[Doubt, ...]:
    """Every score of `table` that does not follow from its own parts. `matrices` are those of its own workbook."""
    numbers = {
        column.name: [_number(row.cells[column.index]) for row in table.rows] for column in table.columns
    }
    found: list[Doubt] = []
    for score in table.columns:
        if _SCORE.search(score.name):
            parts = _parts(table.columns, score, numbers)
            if parts is not None and parts.agree < parts.rows:
                found += _contradicted(table, score, parts, numbers)
    followed, contradicted = judged(table, matrices)
    told: list[Contradiction | Stray] = [*contradicted]
    told += (stray for stray in strays(table) if stray.column.name not in followed)
    for each in told:
        where, text = table.where(each.row, each.column), cell_text(each.row.cells[each.column.index])
        found.append(Doubt(each.row.number, each.column.name, where, text, each.reason))
    return tuple(sorted(found, key=lambda doubt: doubt.row))


def _parts(
    columns: Sequence[Column], score: Column, numbers: Mapping[str, Sequence[float | None]]
) -> _Parts | None:
    """The two columns before `score` that most often make it; the nearest of those that do so equally often."""
    near = [
        column
        for column in columns
        if score.index - _NEAR <= column.index < score.index and not _NO_PART.search(column.name)
    ]
    best: _Parts | None = None
    for first, second in combinations(near, 2):
        for sign, make in _SIGNS.items():
            rows = [
                (a, b, c)
                for a, b, c in zip(
                    numbers[first.name], numbers[second.name], numbers[score.name], strict=True
                )
                if a is not None and b is not None and c is not None
            ]
            agree = sum(_same(make(a, b), c) for a, b, c in rows)
            telling = len({c for _a, _b, c in rows}) > 1
            if telling and agree >= _FEWEST and agree / len(rows) >= _MOST:
                parts = _Parts(first, second, sign, agree, len(rows))
                if best is None or parts.share >= best.share:
                    best = parts
    return best


def _contradicted(
    table: Table, score: Column, parts: _Parts, numbers: Mapping[str, Sequence[float | None]]
) -> Iterator[Doubt]:
    columns = (numbers[parts.first.name], numbers[parts.second.name], numbers[score.name])
    for row, a, b, c in zip(table.rows, *columns, strict=True):
        if a is None or b is None or c is None:
            continue
        made = _SIGNS[parts.sign](a, b)
        if not _same(made, c):
            reason = _("“{first}” {sign} “{second}” make {made}, as most rows of the table do.").format(
                first=parts.first.name, sign=parts.sign, second=parts.second.name, made=f"{made:g}"
            )
            text = cell_text(row.cells[score.index])
            yield Doubt(row.number, score.name, table.where(row, score), text, reason)


def _same(made: float, stated: float) -> bool:
    """Equal, but for what rounding a stated score to two places can do."""
    return abs(made - stated) <= 0.006 + 1e-9 * abs(stated)


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    try:
        number = float(cell_text(cell).replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None
