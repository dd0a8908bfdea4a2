# SPDX-License-Identifier: Apache-2.0
"""What the arrival of a plan would do, as plain values: to be looked at, sorted and decided on before it is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.arrivals.links import LinkAside
from portfolio_desktop.storage.changes import Change


class Gone(StrEnum):
    """What becomes of tasks that are not in the file any more."""

    DROP = "drop"  # they stay, marked as dropped, and no date depends on them
    DELETE = "delete"


class Side(StrEnum):
    """Whose value is kept where both have changed one."""

    OURS = "ours"
    THEIRS = "theirs"


class Fate(StrEnum):
    """What becomes of a task."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that the plan came in."""

    name: str
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where a plan goes, and what the person decided."""

    into: Id | None = None  # a project that is here; none: a new one
    under: Id | None = None  # the summary task of that project under which it goes
    gone: Gone = Gone.DROP
    hold: bool = True  # tasks that their links would let start earlier keep the dates of the file
    sides: Mapping[tuple[Id, str], Side] = field(default_factory=dict)  # by task and field
    side: Side | None = None  # for all that `sides` does not name; none: by the kind of field


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, as far as it is known."""

    start: datetime | None = None
    finish: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that will say something else."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task, and how its file has it now against how it was.

    `was` is what the last version of the file said; where there was none, what is planned here.
    """

    fate: Fate
    id: Id
    title: str
    wbs: str = ""
    depth: int = 0
    summary: bool = False
    was: Span = Span()
    now: Span = Span()
    slip: int | None = None  # calendar days that the finish moved, later is above 0
    slip_worked: int | None = None  # the same in working days of the project
    start_slip: int | None = None
    changes: tuple[FieldChange, ...] = ()
    links_new: int = 0
    links_gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field of a task that somebody changed here, and that the file has otherwise."""

    task: Id
    title: str
    field: str
    ours: Value
    theirs: Value
    side: Side  # whose value is kept as things stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The plan as a whole: as its file has it now, and as it was."""

    was: Span = Span()
    now: Span = Span()
    cost_was: Decimal | None = None
    cost_now: Decimal | None = None
    here: datetime | None = None  # the finish that will be shown here
    slip: int | None = None  # calendar days


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """How the dates worked out here compare with those of the file. Counts are of tasks that are no summaries."""

    tasks: int = 0
    agreed: int = 0  # on the same days
    agreed_unheld: int = 0  # the same, were no task held to the date of its file
    held: int = 0
    later: tuple[
        tuple[str, int], ...
    ] = ()  # titles of tasks that start later here, with days, the first first


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The plan of changes. Nothing has been written."""

    label: str
    project: Id
    project_title: str
    new_project: bool
    replaces: str = ""  # the title of the version that was received before
    rows: tuple[Row, ...] = ()
    clashes: tuple[Clash, ...] = ()
    whole: Whole = Whole()
    dated: Dated = Dated()
    links: int = 0
    links_aside: tuple[LinkAside, ...] = ()
    baselines: tuple[str, ...] = ()  # titles of those that are new
    calendars: tuple[str, ...] = ()  # the same
    resources: int = 0  # new ones
    resources_known: int = 0
    own_fields: tuple[str, ...] = ()  # labels of new ones
    project_changes: tuple[FieldChange, ...] = ()
    left_out: tuple[str, ...] = ()  # sentences
    items: tuple[Change, ...] = ()

    @property
    def counts(self) -> Counter[Fate]:
        """How many tasks have which fate."""
        return Counter(row.fate for row in self.rows)


def days_between(was: date | None, now: date | None) -> int | None:
    """Calendar days from one date to another; None where one is not known."""
    return None if was is None or now is None else (_day(now) - _day(was)).days


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
