# SPDX-License-Identifier: Apache-2.0
"""From a table of tasks back to a `PlanFile`: rows and columns may have been added, moved, sorted out or left away.

What the table has no column for is `silent`: nobody has said that it is gone. Runs in the child process.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.base.text import unguard_formula
from portfolio_desktop.domain.schedule.calendars import Instant, Minutes
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import (
    PlanAssignment,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanResource,
    PlanTask,
)
from portfolio_desktop.exchange.plans.settling import Aside, settle
from portfolio_desktop.exchange.plans.sheet import words
from portfolio_desktop.exchange.plans.sheet.cells import Length, instant, length, shares, ties
from portfolio_desktop.exchange.plans.sheet.fields import OwnColumns
from portfolio_desktop.exchange.plans.values import Odd
from portfolio_desktop.exchange.untrusted.limits import Unsafe

_ODD = N_(
    "{file}, row {row}, column “{column}”: “{text}” is not {what}. Correct it there, save, and open the file again."
)
_TWICE = N_(
    "{file} gives the number {number} to two rows, so nobody knows which one links mean. "
    "Give one of them another, save, and open the file again."
)
_NOT_A_TABLE = N_("{file} could not be read as a table ({words}). Save it again as CSV and choose that file.")
_BASELINES = N_("Baseline dates and costs, which a table shows and does not bring back: {count}")

_LEVELS = N_("a level from 1 to 50")
_WORDS = N_("one of the words that stand in such a cell")
_DEEPEST = 50
_USUAL_DAY = 480

_ALWAYS_SILENT: Final = frozenset({"calendar", "priority", "work", "actual_cost", "baselines"})
_SAID_IN: Final[Mapping[str, str]] = {
    "parent": words.LEVEL,
    "wbs": words.WBS,
    "active": words.KIND,
    "percent": words.PERCENT,
    "manual": words.DATES,
    "constraint": words.CONSTRAINT,
    "deadline": words.DEADLINE,
    "cost": words.COST,
    "notes": words.NOTES,
    "assignments": words.RESOURCES,
}
"""Which column says what. Where it was left away, the table is silent on that."""


@dataclass(slots=True)
class _Row:
    """A line of the table that holds a task. `number` is where a spreadsheet shows it."""

    number: int
    cells: Sequence[str]
    columns: Mapping[str, int]

    def text(self, heading: str) -> str:
        place = self.columns.get(heading, len(self.cells))
        return values.clean(unguard_formula(self.cells[place])) if place < len(self.cells) else ""


@dataclass(slots=True)
class _Reading:
    """What is gathered on the way."""

    a_day: Minutes
    aside: Aside = field(default_factory=Aside)
    tasks: list[PlanTask] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)  # the identity of each name
    assignments: list[PlanAssignment] = field(default_factory=list)


def read_csv(data: bytes, progress: Progress) -> PlanFile:
    """The plan in `data`. Raises Unsafe for what is no such table, and for a cell that is not what its column asks for."""
    lines = _lines(data)
    head = next(lines)[1]
    columns = words.columns_of(head)
    rows = [_Row(number, cells, columns) for number, cells in lines if any(cell.strip() for cell in cells)]
    progress(len(data) // 2, len(data))
    own = OwnColumns(head, columns.values(), [row.cells for row in rows])
    reading = _Reading(_day(head))
    outline = _outline(rows)
    for row, (parent, summary) in zip(rows, outline, strict=True):
        _read_row(reading, row, parent, summary, own)
    links = tuple(_links(reading, rows))
    progress(len(data), len(data))
    said = {words.BASELINE_START, words.BASELINE_FINISH, words.BASELINE_COST} & columns.keys()
    reading.aside[_BASELINES] += sum(any(row.text(heading) for heading in said) for row in rows)
    plan = PlanFile(
        form="csv",
        project=PlanProject(
            start=min((task.start for task in reading.tasks if task.start is not None), default=None),
            finish=max((task.finish for task in reading.tasks if task.finish is not None), default=None),
            minutes_per_day=reading.a_day,
            minutes_per_week=5 * reading.a_day,
        ),
        tasks=tuple(reading.tasks),
        links=links,
        resources=tuple(PlanResource(uid=uid, name=name) for name, uid in reading.people.items()),
        assignments=tuple(reading.assignments),
        fields=own.fields,
        silent=_ALWAYS_SILENT | {name for name, heading in _SAID_IN.items() if heading not in columns},
    )
    return settle(plan, reading.aside)


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the table with their numbers, the headings first."""
    text = _decoded(data)
    delimiter = words.delimiter_of(text)
    if delimiter is None:
        raise Unsafe(words.NO_PLAN)
    try:
        yield from enumerate(
            csv.reader(io.StringIO(text.lstrip("\r\n "), newline=""), delimiter=delimiter), 1
        )
    except csv.Error as error:
        raise Unsafe(_NOT_A_TABLE, words=str(error)) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _day(head: Sequence[str]) -> Minutes:
    """How long a day of the table is, as the heading of its durations says."""
    for cell in head:
        found = words.duration_heading(cell)
        if found is not None and found[1] and 0 < (minutes := values.hours(found[1])) <= 24 * 60:
            return minutes
    return _USUAL_DAY


def _outline(rows: Sequence[_Row]) -> list[tuple[int | None, bool]]:
    """Of each row the place of the one it lies under, and whether others lie under it."""
    parents: list[int | None] = []
    above: list[tuple[int, int]] = []  # level and place
    for place, row in enumerate(rows):
        level = _level(row)
        while above and above[-1][0] >= level:
            above.pop()
        parents.append(above[-1][1] if above else None)
        above.append((level, place))
    over = set(parents)
    return [(parent, place in over) for place, parent in enumerate(parents)]


def _level(row: _Row) -> int:
    text = row.text(words.LEVEL)
    if not text:
        return 1
    with _Cell(row, words.LEVEL):
        level = values.whole(text)
        if not 1 <= level <= _DEEPEST:
            raise Odd(text, _LEVELS)
        return level


class _Cell:
    """Tells the row and the column of what cannot be read in it."""

    def __init__(self, row: _Row, heading: str) -> None:
        self._row, self._heading = row, heading

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Odd):
            column = _(self._heading).partition(" (")[0]
            raise Unsafe(
                _ODD, row=self._row.number, column=column, text=error.text, what=error.what
            ) from error


def _uid(row: _Row) -> str:
    """What the table calls a task: as it was written, or its row where somebody has added it."""
    return row.text(words.IDENTITY) or f"row {row.number}"


def _read_row(reading: _Reading, row: _Row, parent: int | None, summary: bool, own: OwnColumns) -> None:
    kind, uid = _kind(row), _uid(row)
    summary = summary or kind == words.SUMMARY
    lasting = _lasting(row, reading.a_day)
    duration = 0 if kind == words.MILESTONE and lasting is None else lasting and lasting.amount
    constraint, constraint_at = _condition(row)
    reading.tasks.append(
        PlanTask(
            uid=uid,
            guid=row.text(words.IDENTITY),
            code=row.text(words.CODE),
            wbs=row.text(words.WBS),
            parent=None if parent is None else reading.tasks[parent].uid,
            name=row.text(words.NAME),
            summary=summary,
            milestone=duration == 0 and not summary,
            active=kind != words.DROPPED,
            manual=bool(row.text(words.DATES)),
            duration=None if summary else duration,
            elapsed=lasting is not None and lasting.kind is LagKind.ELAPSED,
            start=_at(row, words.START),
            finish=_at(row, words.FINISH, ends=True),
            percent=_number(row, words.PERCENT),
            actual_start=_at(row, words.ACTUAL_START),
            actual_finish=_at(row, words.ACTUAL_FINISH, ends=True),
            constraint=constraint,
            constraint_at=constraint_at,
            deadline=_at(row, words.DEADLINE, ends=True),
            cost=_amount(row, words.COST),
            notes=row.text(words.NOTES),
            values=own.of(row.cells),
        )
    )
    for name, units in shares(row.text(words.RESOURCES)):
        person = reading.people.setdefault(name, str(len(reading.people) + 1))
        number = str(len(reading.assignments) + 1)
        reading.assignments.append(PlanAssignment(uid=number, task=uid, resource=person, units=units))


def _kind(row: _Row) -> str:
    """One of the kinds that `words` knows; whatever else is written there is a task."""
    said = row.text(words.KIND).casefold()
    kinds = (words.SUMMARY, words.MILESTONE, words.DROPPED)
    return next((kind for kind in kinds if said == _(kind).casefold()), words.TASK)


def _lasting(row: _Row, a_day: Minutes) -> Length | None:
    text = row.text(words.DURATION)
    with _Cell(row, words.DURATION):
        found = length(text, a_day) if text else None
        if found is not None and (found.kind is LagKind.PERCENT or found.amount < 0):
            raise Odd(text, values.A_DURATION)
        return found


def _condition(row: _Row) -> tuple[Constraint, Instant | None]:
    text = row.text(words.CONSTRAINT)
    at = _at(row, words.CONSTRAINT_AT)
    if not text:
        return Constraint.ASAP, None
    with _Cell(row, words.CONSTRAINT):
        known = {_(word).casefold(): constraint for constraint, word in words.CONSTRAINTS.items()}
        if text.casefold() not in known:
            raise Odd(text, _WORDS)
    constraint = known[text.casefold()]
    if constraint is Constraint.ALAP:
        return constraint, None
    return (constraint, at) if at is not None else (Constraint.ASAP, None)


def _at(row: _Row, heading: str, *, ends: bool = False) -> Instant | None:
    text = row.text(heading)
    with _Cell(row, heading):
        return instant(text, ends=ends) if text else None


def _number(row: _Row, heading: str) -> float | None:
    text = row.text(heading).rstrip("% ")
    with _Cell(row, heading):
        return min(max(values.number(text), 0.0), 100.0) if text else None


def _amount(row: _Row, heading: str) -> Decimal | None:
    text = row.text(heading).lstrip("£$€ ").replace(",", "")
    with _Cell(row, heading):
        return values.money(text) if text else None


def _links(reading: _Reading, rows: Sequence[_Row]) -> Iterator[PlanLink]:
    numbered: dict[str, str] = {}
    for row in rows:
        number = row.text(words.NUMBER)
        if number and numbered.setdefault(number, _uid(row)) != _uid(row):
            raise Unsafe(_TWICE, number=number[:20])
    for row in rows:
        with _Cell(row, words.PREDECESSORS):
            for tie in ties(row.text(words.PREDECESSORS), reading.a_day):
                yield PlanLink(
                    predecessor=numbered.get(tie.row, f"no row {tie.row}"),
                    successor=_uid(row),
                    kind=tie.kind,
                    lag=tie.lag.amount,
                    lag_kind=tie.lag.kind,
                )
