# SPDX-License-Identifier: Apache-2.0
"""Which rows of a plan stand on its one page: its stages, what leads to its finish, and its milestones."""

from collections.abc import Collection, Sequence

from portfolio_desktop.services.planning.rows import Row, RowKind

MOST_ROWS = 30
"""More rows on a page of A4 could not be read across a table."""


def chosen_rows(rows: Sequence[Row], path: Collection[str]) -> tuple[list[Row], int]:
    """The rows in their order, and how many open tasks of the critical path found no place among them.

    First the stages, then what leads to the finish, the longest steps of it where there are too many; then other
    critical tasks, milestones, and lesser stages. A milestone of the register that the plan has too stands there once.
    """
    planned = {row.title for row in rows if row.entity == "task"}
    points = {row.key for row in rows if row.entity == "task" and row.kind is RowKind.MILESTONE}
    watched = points & {row.follows for row in rows}
    stages = _stages(rows)
    ranked = sorted(
        (rank, -_length(row), number)
        for number, row in enumerate(rows)
        if (rank := _rank(row, path, stages, watched)) < _NEVER
        and row.span.finish is not None
        and not (row.entity == "milestone" and (row.title in planned or row.follows in points))
    )
    kept = {number for _rank_, _length_, number in ranked[:MOST_ROWS]}
    lost = sum(_on_the_path(row, path) for number, row in enumerate(rows) if number not in kept)
    return [rows[number] for number in sorted(kept)], lost


_NEVER = 9
_STAGES = 8


def _stages(rows: Sequence[Row]) -> frozenset[str]:
    """The stages of the highest level on which there are several, the longest of them if there are many."""
    summaries = [row for row in rows if row.kind is RowKind.SUMMARY]
    for level in sorted({row.level for row in summaries}):
        found = [row for row in summaries if row.level == level]
        if len(found) > 1:
            return frozenset(row.key for row in sorted(found, key=_length, reverse=True)[:_STAGES])
    return frozenset(row.key for row in summaries)


def _rank(row: Row, path: Collection[str], stages: Collection[str], watched: Collection[str]) -> int:
    if row.kind is RowKind.PROJECT or (path and row.key == next(iter(path))):
        return 0
    if row.kind is RowKind.SUMMARY:
        return 1 if row.key in stages else 5 if row.critical and not row.done else 7
    if row.key in path and not row.done:
        return 2
    if row.critical and not row.done:
        return 3
    if row.kind is RowKind.MILESTONE:
        return 4 if row.entity != "task" or row.conflict or row.key in watched else 6
    return _NEVER


def _on_the_path(row: Row, path: Collection[str]) -> bool:
    leaf = row.entity == "task" and row.kind is not RowKind.SUMMARY
    return leaf and not row.done and (row.critical or row.key in path)


def _length(row: Row) -> float:
    start, finish = row.span.start, row.span.finish
    return (finish - start).total_seconds() if start and finish else 0.0
