# SPDX-License-Identifier: Apache-2.0
"""The plans of a pack: what each says of its finish and what holds it, its path to the promised date, and what is handed over.

Bars are kept, not the whole plan: those that stand on the page, so that it can be printed again as it was.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlanBar:
    """A row of a plan. `kind` is "project", "summary", "task" or "milestone"; `progress` in hundredths of the work.

    `was_start` and `was_finish` are those of the baseline. `late` is the latest finish that harms nothing, `spare` the
    total float in days. `over` says that nothing more is expected of it.
    """

    key: str
    kind: str
    title: str
    level: int = 0
    start: datetime | None = None
    finish: datetime | None = None
    was_start: datetime | None = None
    was_finish: datetime | None = None
    late: datetime | None = None
    spare: Decimal | None = None
    progress: int | None = None
    critical: bool = False
    over: bool = False
    deadline: datetime | None = None
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class PlanArrow:
    """A link between two bars, by their keys; `kind` is "fs", "ss", "ff" or "sf"."""

    before: str
    after: str
    kind: str = "fs"
    critical: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Slipped:
    """A milestone that is expected on another day than in the pack before."""

    title: str
    was: date
    now: date


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What one project gives another, or somebody outside gives it. `giver` and `receiver` are names of both.

    `latest` is the last day that harms nothing by the receiver's plan, `planned` what the giver's plan says. `spare` is
    how many days by the calendar lie between what is given and what is needed, below zero where it comes too late.
    """

    code: str
    title: str
    giver: str
    receiver: str
    giver_key: str = ""
    receiver_key: str = ""
    promised: date | None = None
    needed: date | None = None
    latest: date | None = None
    planned: date | None = None
    spare: int | None = None
    outdated: bool = False

    @property
    def late(self) -> bool:
        return self.spare is not None and self.spare < 0


@dataclass(frozen=True, slots=True)
class Checked:
    """How the check of a plan came out; `failing` names the points that were not passed."""

    passed: int
    failed: int
    unjudged: int
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackPlan:
    """The plan of one project; `project` is a `PackProject.key`.

    `finish` follows from the plan; `baseline` is what `baseline_name` said of it, and `must_finish` is promised: of the
    project, or else of what comes last in it. `spare`
    is the working days from the one to the other, below zero where the promise cannot be kept. `because` says what holds
    the finish. `bars` are those of its page, empty where it has none; `left_out` tasks of the path had no room there.
    """

    project: str
    tasks: int
    start: date | None = None
    finish: date | None = None
    baseline: date | None = None
    baseline_name: str = ""
    must_finish: date | None = None
    spare: Decimal | None = None
    because: str = ""
    bars: tuple[PlanBar, ...] = ()
    arrows: tuple[PlanArrow, ...] = ()
    left_out: int = 0
    slipped: tuple[Slipped, ...] = ()
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class PackSchedule:
    """All plans of the pack's projects, in their order, and the hand-overs among them that are late or outdated.

    `open` counts all hand-overs that are to come. `weekend` are the weekdays without work (Monday is 0), `days_off`
    holidays.
    """

    plans: tuple[PackPlan, ...] = ()
    hand_overs: tuple[HandedOver, ...] = ()
    open: int = 0
    weekend: tuple[int, ...] = (5, 6)
    days_off: tuple[date, ...] = ()
