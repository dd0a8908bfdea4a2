# SPDX-License-Identifier: Apache-2.0
"""The words of the table: its headings, and what stands in cells that know only a few. Writer and reader share them."""

import csv
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.schedule.plan import Constraint

NUMBER: Final = N_("Number")
IDENTITY: Final = N_("Identity")
CODE: Final = N_("Activity ID")
WBS: Final = N_("WBS")
LEVEL: Final = N_("Level")
NAME: Final = N_("Name")
KIND: Final = N_("Kind")
START: Final = N_("Start")
FINISH: Final = N_("Finish")
DURATION: Final = N_("Duration (days of {hours} h)")
PERCENT: Final = N_("Complete (%)")
ACTUAL_START: Final = N_("Actual start")
ACTUAL_FINISH: Final = N_("Actual finish")
PREDECESSORS: Final = N_("Predecessors")
RESOURCES: Final = N_("Resources")
DATES: Final = N_("Dates")
CONSTRAINT: Final = N_("Constraint")
CONSTRAINT_AT: Final = N_("Constraint date")
DEADLINE: Final = N_("Deadline")
BASELINE_START: Final = N_("Baseline start")
BASELINE_FINISH: Final = N_("Baseline finish")
COST: Final = N_("Cost")
BASELINE_COST: Final = N_("Baseline cost")
NOTES: Final = N_("Notes")

HEADINGS: Final = (
    *(NUMBER, IDENTITY, CODE, WBS, LEVEL, NAME, KIND, START, FINISH, DURATION, PERCENT, ACTUAL_START),
    *(ACTUAL_FINISH, PREDECESSORS, RESOURCES, DATES, CONSTRAINT, CONSTRAINT_AT, DEADLINE, BASELINE_START),
    *(BASELINE_FINISH, COST, BASELINE_COST, NOTES),
)
"""In the order of the columns. Fields of the office's own follow them."""

NEEDED: Final = (NUMBER, NAME, DURATION, PREDECESSORS)
"""Without these a table is not taken for a plan."""

DELIMITERS: Final = (",", ";", "\t")

NO_PLAN: Final = N_(
    "{file} is a table, but not a plan: a plan has the columns Number, Name, Duration and Predecessors, as one that is "
    "exported here. Registers, such as risks or milestones, come in through Import."
)

SUMMARY: Final = N_("Summary")
MILESTONE: Final = N_("Milestone")
TASK: Final = N_("Task")
DROPPED: Final = N_("Dropped")
BY_HAND: Final = N_("Set by hand")
YES, NO = N_("Yes"), N_("No")

CONSTRAINTS: Mapping[Constraint, str] = MappingProxyType(
    {
        Constraint.ALAP: N_("As late as possible"),
        Constraint.MUST_START_ON: N_("Must start on"),
        Constraint.MUST_FINISH_ON: N_("Must finish on"),
        Constraint.START_NO_EARLIER: N_("Start no earlier than"),
        Constraint.START_NO_LATER: N_("Start no later than"),
        Constraint.FINISH_NO_EARLIER: N_("Finish no earlier than"),
        Constraint.FINISH_NO_LATER: N_("Finish no later than"),
    }
)
"""As soon as possible is a blank cell."""


def columns_of(row: Sequence[str]) -> dict[str, int]:
    """Where each heading stands, however it is capitalised; of two alike the first counts."""
    known = {_plain(_(heading)): heading for heading in HEADINGS}
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = DURATION if duration_heading(cell) else known.get(_plain(cell))
        if heading is not None:
            found.setdefault(heading, place)
    return found


def duration_heading(cell: str) -> re.Match[str] | None:
    """Whether a cell heads the durations. Its first group are the hours of a day, where it says them."""
    before, _hours, after = _(DURATION).partition("{hours}")
    bare = before.partition("(")[0].strip()
    return re.fullmatch(
        rf"(?:{re.escape(before)}(\d+(?:[.,]\d+)?){re.escape(after)}|{re.escape(bare)})",
        cell.strip(),
        re.IGNORECASE,
    )


def delimiter_of(text: str) -> str | None:
    """What parts the cells of a table of tasks; None where the first line is not that of one."""
    line = text.lstrip("\ufeff\r\n ").partition("\n")[0].rstrip("\r")
    for delimiter in DELIMITERS:
        row = next(csv.reader([line], delimiter=delimiter), [])
        if set(NEEDED) <= columns_of(row).keys():
            return delimiter
    return None


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().split())
