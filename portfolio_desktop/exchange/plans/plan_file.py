# SPDX-License-Identifier: Apache-2.0
"""A plan as a file holds it: plain values that every reader makes and every writer takes. Nothing is worked out here.

Identities are text and unique for their kind within the file. Instants are minutes of local wall time since 1970-01-01,
durations are minutes: the notions of the engine, so that none is converted twice. `None` is what the file does not say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.schedule.calendars import Instant, Minutes
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind


class FieldKind(StrEnum):
    """What the values of a custom field are."""

    TEXT = "text"  # str
    NUMBER = "number"  # float
    COST = "cost"  # float
    FLAG = "flag"  # bool
    DATE = "date"  # int, an instant
    DURATION = "duration"  # int, minutes


FieldValue: TypeAlias = str | float | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """A field that the office behind the plan made for itself. `name` is what they call it."""

    name: str
    kind: FieldKind = FieldKind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What was promised for a task when the baseline was taken."""

    start: Instant | None = None
    finish: Instant | None = None
    duration: Minutes | None = None
    cost: Decimal | None = None
    work: Minutes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """A task, a summary or a milestone."""

    uid: str
    name: str = ""
    guid: str = ""
    code: str = ""  # what people call it: the activity id of Primavera
    wbs: str = ""
    parent: str | None = None
    summary: bool = False
    milestone: bool = False
    manual: bool = False  # its dates were set by hand and follow nothing
    active: bool = True
    duration: Minutes | None = None  # working minutes, or minutes of the clock where `elapsed`
    elapsed: bool = False
    estimated: bool = False
    start: Instant | None = None
    finish: Instant | None = None
    actual_start: Instant | None = None
    actual_finish: Instant | None = None
    percent: float | None = None  # complete, 0 to 100
    remaining: Minutes | None = None
    constraint: Constraint = Constraint.ASAP
    constraint_at: Instant | None = None
    second_constraint: Constraint | None = None  # Primavera has two
    second_constraint_at: Instant | None = None
    deadline: Instant | None = None
    priority: int = 500  # 0 to 1000
    calendar: str | None = None  # of its own; otherwise the project's
    cost: Decimal | None = None
    fixed_cost: Decimal | None = None
    actual_cost: Decimal | None = None
    work: Minutes | None = None
    critical: bool | None = None  # as the file says
    notes: str = ""
    hyperlink: str = ""
    baselines: Mapping[int, Baseline] = field(default_factory=dict)  # by number; 0 is the main one
    values: Mapping[str, FieldValue] = field(default_factory=dict)  # by the name of a custom field


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLink:
    """One task waits for another. `lag` is minutes, or percent of the predecessor's duration; below 0 it is a lead."""

    predecessor: str
    successor: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    lag_kind: LagKind = LagKind.WORKING


Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Working times of a day, from and to in minutes after its midnight, in order. Empty: nobody works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanException:
    """Days, the last included, that differ from the week."""

    first: date
    last: date
    spans: Spans = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCalendar:
    """When is worked. A day of the week that is None is as in the parent."""

    uid: str
    name: str = ""
    parent: str | None = None
    week: tuple[Spans | None, ...] = (None,) * 7  # Monday first
    exceptions: tuple[PlanException, ...] = ()  # recurring ones are written out for the years of the plan


class ResourceKind(StrEnum):
    """What a resource is."""

    WORK = "work"
    MATERIAL = "material"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResource:
    """Who or what the work is done with. Addresses of people are not taken over."""

    uid: str
    name: str = ""
    guid: str = ""
    code: str = ""  # initials or short name
    group: str = ""
    kind: ResourceKind = ResourceKind.WORK
    max_units: float = 1.0  # 1.0 is one person's full time
    rate: Decimal | None = None  # an hour, or a unit of material
    cost_per_use: Decimal | None = None
    calendar: str | None = None
    unit: str = ""  # of material: m³, t
    notes: str = ""
    values: Mapping[str, FieldValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAssignment:
    """Work of a resource on a task. Without a resource it is work that nobody was given yet."""

    uid: str
    task: str
    resource: str | None = None
    units: float = 1.0
    work: Minutes | None = None
    actual_work: Minutes | None = None
    cost: Decimal | None = None
    actual_cost: Decimal | None = None
    start: Instant | None = None
    finish: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProject:
    """What the file says of the plan itself."""

    uid: str = ""
    code: str = ""  # what people call it: P-0001
    title: str = ""
    author: str = ""
    manager: str = ""
    company: str = ""
    program: str = ""  # that wrote the file
    start: Instant | None = None
    finish: Instant | None = None
    status_date: Instant | None = None
    must_finish: Instant | None = None
    from_finish: bool = False  # scheduled backwards
    currency: str = ""  # code or symbol, as the file has it
    calendar: str | None = None
    minutes_per_day: Minutes = 480
    minutes_per_week: Minutes = 2400
    days_per_month: int = 20
    saved: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A kind of thing in the file that has no place here. `message` is marked for translation and has a {count}."""

    message: str
    count: int

    def __str__(self) -> str:
        return _(self.message).format(count=self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """A whole plan. Tasks are in the order of the outline, each after its parent."""

    form: str  # the format it came in, one of the keys of `forms.FORMS`
    project: PlanProject = PlanProject()
    whole: PlanTask | None = None  # what the file says of the project as one task: its cost, its baselines
    tasks: tuple[PlanTask, ...] = ()
    links: tuple[PlanLink, ...] = ()
    calendars: tuple[PlanCalendar, ...] = ()
    resources: tuple[PlanResource, ...] = ()
    assignments: tuple[PlanAssignment, ...] = ()
    fields: tuple[CustomField, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    silent: frozenset[str] = (
        frozenset()
    )  # attributes of tasks that this file cannot say: they stay as they were


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A plan as the bytes of a file, and what of it that format cannot hold."""

    data: bytes
    left_out: tuple[LeftOut, ...] = ()
