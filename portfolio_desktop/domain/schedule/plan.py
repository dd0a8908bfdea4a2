# SPDX-License-Identifier: Apache-2.0
"""What a schedule is worked out from: activities, the links between them, calendars, and the dates given to projects.

Plain values that know nothing of records, files or today. Times are `Instant`s and `Minutes` (see `calendars`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portfolio_desktop.domain.schedule.calendars import Calendar, Instant, Minutes


class LinkKind(StrEnum):
    """Which end of the predecessor holds which end of the successor."""

    FS = "fs"
    SS = "ss"
    FF = "ff"
    SF = "sf"


FROM_START = frozenset({LinkKind.SS, LinkKind.SF})
"""The kinds of link that begin at the predecessor's start."""
TO_FINISH = frozenset({LinkKind.FF, LinkKind.SF})
"""The kinds of link that hold the successor's finish."""


class LagKind(StrEnum):
    """How a lag is counted: in the successor's working time, by the clock, or as a percentage of the predecessor."""

    WORKING = "working"
    ELAPSED = "elapsed"
    PERCENT = "percent"


class Constraint(StrEnum):
    """What a person has laid down about one activity's dates."""

    ASAP = "asap"
    ALAP = "alap"
    MUST_START_ON = "must_start_on"
    MUST_FINISH_ON = "must_finish_on"
    START_NO_EARLIER = "start_no_earlier"
    START_NO_LATER = "start_no_later"
    FINISH_NO_EARLIER = "finish_no_earlier"
    FINISH_NO_LATER = "finish_no_later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A task, a milestone (no duration) or, where others name it as their parent, a summary of them."""

    id: str
    name: str
    duration: Minutes = 0
    """Work, or plain time where `elapsed`. A summary has the dates of its leaves; its own duration counts for nothing
    but a lag given as a percentage of it."""
    elapsed: bool = False
    calendar: str = ""
    """Key of `Plan.calendars`; empty means the one of its project."""
    parent: str | None = None
    project: str = ""
    constraint: Constraint = Constraint.ASAP
    constraint_at: Instant | None = None
    """Needed by all constraints but ASAP and ALAP. In time off it means the next moment of work."""
    deadline: Instant | None = None
    """The latest finish that is wanted: moves nothing early, and makes float negative when it cannot be met."""
    actual_start: Instant | None = None
    actual_finish: Instant | None = None
    remaining: Minutes | None = None
    """Work that is left of an activity that has started; not given, all of it."""
    fixed_start: Instant | None = None
    fixed_finish: Instant | None = None
    """Dates set by hand. The activity keeps them whatever its links say; either follows from the other by `duration`."""
    priority: int = 500


@dataclass(frozen=True, slots=True)
class Link:
    """A dependency. The lag is in minutes, negative for a lead; of the kind PERCENT it is a percentage.

    `id` is by what whoever made the plan knows it; empty where nobody asks.
    """

    predecessor: str
    successor: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    lag_kind: LagKind = LagKind.WORKING
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One project or many. Activities are in any order; a project is a key that `Activity.project` gives."""

    activities: tuple[Activity, ...]
    links: tuple[Link, ...] = ()
    calendars: Mapping[str, Calendar]
    """By key. That under the project's own key is the project's; that under "" is everybody else's."""
    starts: Mapping[str, Instant]
    """The earliest start of each project; that under "" is of those not named."""
    status: Mapping[str, Instant] = field(default_factory=dict)
    """Up to when progress is known, by project. Work not done by then is done after it."""
    finish_by: Mapping[str, Instant] = field(default_factory=dict)
    """When a project is to be finished; not given, its own last early finish."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What projects are called, for sentences that speak of several."""
