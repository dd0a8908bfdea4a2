# SPDX-License-Identifier: Apache-2.0
"""What a timeline shows, as plain values: the same for the window, the pack, a picture and a printout."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class RowKind(StrEnum):
    """What a row stands for, which decides how its bar is drawn."""

    GROUP = "group"  # a heading made by grouping; no record of its own
    PROGRAMME = "programme"
    PROJECT = "project"
    SUMMARY = "summary"  # a task with tasks under it
    TASK = "task"
    MILESTONE = "milestone"  # a point in time: its start is its finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A start and a finish, local wall time. Either may be unknown; a row without both has no bar."""

    start: datetime | None = None
    finish: datetime | None = None


def stated_finish(day: date | None, planned: Span) -> datetime | None:
    """The end of the day that a project states as its finish, where its plan says another; None where they agree."""
    if day is None or planned.finish is None or planned.finish.date() == day:
        return None
    return datetime.combine(day, time(23, 59))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table and its bar."""

    key: str  # unique on the timeline: the record's id, or a group's name
    kind: RowKind
    title: str
    entity: str = ""  # the register that `record` is in; empty for a group
    record: str = ""
    code: str = ""
    level: int = 0  # how far it is indented; the first level is 0
    folds: bool = False  # rows follow that belong under it
    count: int = 0  # of a heading made by grouping: how many it gathers
    span: Span = Span()  # as scheduled
    late: Span = Span()  # the latest that harms nothing; its finish is where float ends
    baselines: tuple[Span, ...] = ()  # the chosen ones, oldest first
    progress: float | None = None  # share of the work done, 0 to 1
    critical: bool = False
    near_critical: bool = False
    total_float: float | None = None  # days; below zero where a date cannot be kept
    free_float: float | None = None
    deadline: datetime | None = None
    stated: datetime | None = None  # of a project: the finish it states, where its plan ends on another day
    conflict: str = ""  # one sentence on what cannot be, empty where all is well
    tone: str = ""  # what "colour by" makes of it: a tone of ratings, or the number of a category
    owner: str = ""
    programme: str = ""
    project: str = ""
    confidence: str = ""
    follows: str = ""  # of a milestone of the register: key of the task whose date it has
    note: str = ""  # what tells it from another row of the same name
    by_links: bool = False  # its dates follow from its links, so it cannot simply be put elsewhere
    done: bool = False
    resources: str = ""

    @property
    def named(self) -> str:
        """The title as a table shows it: a heading with how many it gathers, a milestone with whom it follows."""
        aside = f"{self.count:,}" if self.count else self.note
        return f"{self.title} ({aside})" if aside else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A dependency between two rows."""

    key: str  # id of the task_link
    before: str  # `Row.key`
    after: str
    kind: str = "fs"  # fs, ss, ff, sf
    lag: str = ""  # in words ("+2 d"), empty for none
    critical: bool = False
    outdated: bool = False  # rests on a frozen outside date that is no longer what the giver says


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line across all rows: today, the board's date, the status date."""

    day: date
    label: str
    kind: str  # today, board, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows in the order they are shown, whole; what is folded away is the viewer's business."""

    rows: tuple[Row, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    marks: tuple[Mark, ...] = ()
    days_off: frozenset[date] = field(default_factory=frozenset)  # holidays; weekends follow `weekend`
    weekend: frozenset[int] = frozenset({5, 6})  # date.weekday() of days without work
    baselines: tuple[str, ...] = ()  # names of those in `Row.baselines`
    warnings: tuple[str, ...] = ()  # what its dates do not know, each one sentence
