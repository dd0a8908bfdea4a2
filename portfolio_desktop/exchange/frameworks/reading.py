# SPDX-License-Identifier: Apache-2.0
"""From a published file to skills, roles and levels as plain data. Three shapes are known, by their headings.

Roles of Government Digital and Data (a row for each skill that a role level asks for), its skills (a row for each,
the four levels across), and skills of SFIA (a row for each code with its levels, or one for each code and level).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.base.text import clean, one_line
from portfolio_desktop.domain.skills.levels import read_steps
from portfolio_desktop.exchange.tables import (
    Column,
    SourceRow,
    Table,
    cell_text,
    extract,
    guess_layout,
    open_source,
)

GDAD, SFIA = "gdad", "sfia"
"""The keys under which the frameworks are shipped."""

_NAMES = ("awareness", "working", "practitioner", "expert")
_LEVEL = re.compile(r"level\s*([1-7])\b")
_NOT_IN_USE = "not in use"


@dataclass(frozen=True, slots=True)
class FoundSkill:
    """A skill as the file has it. Without `steps` it names none."""

    title: str
    code: str = ""
    family: str = ""
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role at one of its levels, and what it asks for: the step of each skill by its title, None where none is given."""

    title: str
    family: str
    grade: str
    asks: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class FrameworkFile:
    """What a file has of one framework. `rows` are those of its table; `repeated` say again what another says."""

    framework: str
    rows: int
    skills: tuple[FoundSkill, ...]
    roles: tuple[FoundRole, ...] = ()
    repeated: int = 0
    texts: tuple[str, ...] = ()
    """Columns of descriptions, which stay in the file."""


def _no_progress(_done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def read_framework(path: Path, *, progress: Progress = _no_progress) -> FrameworkFile:
    """Read the file at `path`. Refuses one in which no sheet has a shape that is known."""
    source = open_source(path, progress=progress)
    for sheet in source.sheets:
        if sheet.grid:
            table = extract(sheet.grid, guess_layout(sheet.grid))
            found = _read(_Headed(table))
            if found is not None:
                return found
    raise Refusal(
        _(
            "{file} is no framework that is known here. Expected are the headings Role Level, Skill Name and Skill Level; "
            "Skill Name, Awareness, Working, Practitioner and Expert; or Code, Skill and Levels."
        ).format(file=source.name)
    )


class _Headed:
    """A table whose cells are asked for by heading."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns: dict[str, Column] = {}
        for column in table.columns:
            self.columns.setdefault(one_line(column.header or column.name).casefold(), column)

    def has(self, *names: str) -> bool:
        return all(name in self.columns for name in names)

    def first(self, *names: str) -> str:
        """The first of these headings that is there, or nothing."""
        return next((name for name in names if name in self.columns), "")

    def cell(self, row: SourceRow, name: str) -> str:
        column = self.columns.get(name)
        return one_line(clean(cell_text(row.cells[column.index])).text) if column else ""

    def texts(self) -> tuple[str, ...]:
        """The headings of what describes."""
        return tuple(column.name for name, column in self.columns.items() if "description" in name)


def _read(table: _Headed) -> FrameworkFile | None:
    if table.has("role", "role level", "skill name", "skill level"):
        return _gdad_roles(table)
    if table.has("skill name", *_NAMES):
        return _gdad_skills(table)
    if table.first("code", "skill code") and table.first("skill", "skill name"):
        found = _sfia(table)
        return found if found.skills else None
    return None


def _gdad_roles(table: _Headed) -> FrameworkFile:
    skills: dict[str, FoundSkill] = {}
    roles: dict[tuple[str, str, str], dict[str, int | None]] = {}
    repeated = 0
    for row in table.table.rows:
        family, role, level, skill, held = (
            table.cell(row, name)
            for name in ("role family", "role", "role level", "skill name", "skill level")
        )
        if not role or not skill:
            continue
        skills.setdefault(skill.casefold(), FoundSkill(skill))
        title = level if level and level.casefold() != _NOT_IN_USE else role
        asks = roles.setdefault((title, family, role), {})
        name = skills[skill.casefold()].title
        repeated += name in asks
        step = _NAMES.index(held.casefold()) + 1 if held.casefold() in _NAMES else None
        before = asks.get(name)
        asks[name] = max(before, step) if before is not None and step is not None else step or before
    found = tuple(FoundRole(*key, asks) for key, asks in roles.items())
    return FrameworkFile(GDAD, len(table.table.rows), tuple(skills.values()), found, repeated, table.texts())


def _gdad_skills(table: _Headed) -> FrameworkFile:
    skills: dict[str, FoundSkill] = {}
    for row in table.table.rows:
        title = table.cell(row, "skill name")
        steps = tuple(step for step, name in enumerate(_NAMES, 1) if table.cell(row, name))
        if title:
            skills.setdefault(title.casefold(), FoundSkill(title, steps=steps))
    rows = len(table.table.rows)
    texts = (*table.texts(), *(table.columns[name].name for name in _NAMES))
    return FrameworkFile(GDAD, rows, tuple(skills.values()), repeated=rows - len(skills), texts=texts)


def _sfia(table: _Headed) -> FrameworkFile:
    code, name = table.first("code", "skill code"), table.first("skill", "skill name")
    family = table.first("category", "skill category")
    skills: dict[str, FoundSkill] = {}
    for row in table.table.rows:
        key, steps = table.cell(row, code).upper(), tuple(_steps(table, row))
        if not key or not steps:
            continue
        before = skills.get(key)
        steps = tuple(sorted({*steps, *(before.steps if before else ())}))
        skills[key] = FoundSkill(table.cell(row, name) or key, key, table.cell(row, family), steps)
    return FrameworkFile(SFIA, len(table.table.rows), tuple(skills.values()), texts=table.texts())


def _steps(table: _Headed, row: SourceRow) -> Iterator[int]:
    """The steps at which a row defines its skill: named in one cell, or by which columns of levels say anything."""
    yield from read_steps(table.cell(row, table.first("levels", "level", "skill level")))
    for heading in table.columns:
        match = _LEVEL.search(heading)
        if match and table.cell(row, heading):
            yield int(match[1])
