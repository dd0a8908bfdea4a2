# SPDX-License-Identifier: Apache-2.0
"""Classes of risks in words or Roman figures that other rows of the same likelihood and impact contradict.

Nobody tells an import which matrix a class follows. But a matrix gives one pair one class, before treatment as after,
so a pair that most rows call Medium and one calls Low is worth asking about. Nothing is put right.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.exchange.tables import Column, SourceRow, Table, cell_text

LIKELY = re.compile(r"likelihood|probability|eintritt|wahrscheinlich", re.IGNORECASE)
GRAVE = re.compile(r"impact|severity|consequence|schaden|auswirkung", re.IGNORECASE)
_CLASS = re.compile(r"level|class|band|rating|klasse", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,4}")
_STAGE = re.compile(r"\(\d+\)|\b(new|current|residual|inherent|initial|target|before|after)\b", re.IGNORECASE)
_NEAR = 8
"""How many columns before a class its likelihood and impact are looked for."""
_MOST = 0.6
"""The share of rows that must follow their pairs before a class is taken to follow them at all."""

_Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stray:
    """A class unlike that of most rows of the same pair: `usual`, said `times` times."""

    row: SourceRow
    column: Column
    usual: str
    times: int
    parts: tuple[Column, Column]
    pair: _Pair

    @property
    def reason(self) -> str:
        return _("“{first}” {one} with “{second}” {two} is {usual} in most rows: {times}.").format(
            first=self.parts[0].name,
            one=self.pair[0],
            second=self.parts[1].name,
            two=self.pair[1],
            usual=self.usual,
            times=self.times,
        )


@dataclass(frozen=True, slots=True)
class _Said:
    row: SourceRow
    column: Column
    text: str
    parts: tuple[Column, Column]
    pair: _Pair


def strays(table: Table) -> Iterator[Stray]:
    """Every class of `table` that most rows of its pair contradict."""
    scales: dict[tuple[str, ...], dict[_Pair, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    classes = class_columns(table)
    for column in table.columns:
        parts = _parts(table, column, classes) if column.name in classes else None
        if parts is not None:
            scale = scales[tuple(bare(each) for each in (column, *parts))]
            for row in _rows(table, column, parts):
                scale[row.pair[0].casefold(), row.pair[1].casefold()].append(row)
    for scale in scales.values():
        yield from _against_the_most(list(scale.values()))


def _against_the_most(pairs: list[list[_Said]]) -> Iterator[Stray]:
    counted = [(group, Counter(each.text for each in group).most_common(1)[0]) for group in pairs]
    counted = [(group, usual) for group, usual in counted if len(group) > 1]
    rows = sum(len(group) for group, _usual in counted)
    if sum(times for _group, (_text, times) in counted) < _MOST * rows:
        return
    for group, (usual, times) in counted:
        if 2 * times > len(group):
            for each in group:
                if each.text != usual:
                    yield Stray(each.row, each.column, usual, times, each.parts, each.pair)


def _rows(table: Table, column: Column, parts: tuple[Column, Column]) -> Iterator[_Said]:
    for row in table.rows:
        text, one, two = (cell_text(row.cells[each.index]).strip() for each in (column, *parts))
        if text and one and two:
            yield _Said(row, column, text, parts, (one, two))


def _is_class(table: Table, column: Column) -> bool:
    """Whether the column tells classes apart, in words or in Roman figures."""
    found = said(table, column)
    if len(found) < 2 or any(text[0].isdigit() for text in found):
        return False
    return bool(_CLASS.search(column.name)) or are_roman(found)


def _parts(table: Table, column: Column, classes: Collection[str]) -> tuple[Column, Column] | None:
    """The likelihood and the impact before a class, of the same stage; of several, the one that says fewest things."""

    def coarsest(pattern: re.Pattern[str]) -> Column | None:
        found = near(table, column, classes, pattern)
        return min(found, key=lambda each: (len(said(table, each)), -each.index), default=None)

    likely, grave = coarsest(LIKELY), coarsest(GRAVE)
    return (likely, grave) if likely is not None and grave is not None else None


def class_columns(table: Table) -> frozenset[str]:
    """The names of the columns that tell classes apart."""
    return frozenset(column.name for column in table.columns if _is_class(table, column))


def near(
    table: Table, column: Column, classes: Collection[str], pattern: re.Pattern[str]
) -> Iterator[Column]:
    """The columns before a class that `pattern` finds, of its stage, from left to right."""
    staged = bool(_STAGE.search(column.name))
    for each in table.columns:
        close = 0 < column.index - each.index <= _NEAR and each.name not in classes
        if close and pattern.search(each.name) and bool(_STAGE.search(each.name)) == staged:
            yield each


def are_roman(texts: Collection[str]) -> bool:
    """Whether several texts are Roman figures, every one."""
    return len(texts) > 1 and all(_ROMAN.fullmatch(text) for text in texts)


def said(table: Table, column: Column) -> set[str]:
    """The different texts of a column."""
    found = (cell_text(row.cells[column.index]).strip() for row in table.rows)
    return {text for text in found if text}


def bare(column: Column) -> str:
    """What a column is called at every stage."""
    return " ".join(_STAGE.sub(" ", column.name).split()).casefold()
