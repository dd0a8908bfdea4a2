# SPDX-License-Identifier: Apache-2.0
"""What a timeline is asked to show: which projects, how deep, grouped and coloured by what, against which baselines."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Filter

STATED = "stated"
"""In `Scope.baselines`: the baseline dates that records themselves state, rather than a baseline that was taken."""
STATED_LABEL = N_("Baseline dates as stated")


class Detail(StrEnum):
    """How deep a timeline goes."""

    TASKS = "tasks"
    PROJECTS = "projects"  # down to projects
    MILESTONES = "milestones"  # projects and their milestones: the roadmap


class Grouping(StrEnum):
    """By what projects are gathered."""

    NONE = "none"
    PROGRAMME = "programme"
    OWNER = "owner"  # the senior responsible owner
    CONFIDENCE = "confidence"


class TaskGrouping(StrEnum):
    """By what the tasks of a project are gathered."""

    PLAN = "plan"  # as the plan is built: summaries, and what lies under them
    OWNER = "owner"
    STATUS = "status"


class Colour(StrEnum):
    """What the tone of a bar stands for."""

    RATING = "rating"  # of projects, programmes and milestones; what lies in a project has none
    OWNER = "owner"
    PROGRAMME = "programme"
    STATUS = "status"
    CRITICAL = "critical"  # no tone at all, so that only what is critical stands out


GROUPING_LABELS = {
    Grouping.NONE: N_("Nothing"),
    Grouping.PROGRAMME: N_("Programme"),
    Grouping.OWNER: N_("Senior responsible owner"),
    Grouping.CONFIDENCE: N_("Delivery confidence"),
}
TASK_GROUPING_LABELS = {
    TaskGrouping.PLAN: N_("Tasks as the plan has them"),
    TaskGrouping.OWNER: N_("Tasks by owner"),
    TaskGrouping.STATUS: N_("Tasks by status"),
}
COLOUR_LABELS = {
    Colour.RATING: N_("Rating"),
    Colour.OWNER: N_("Owner"),
    Colour.PROGRAMME: N_("Programme"),
    Colour.STATUS: N_("Status"),
    Colour.CRITICAL: N_("Critical path alone"),
}
DETAIL_LABELS = {
    Detail.TASKS: N_("Projects and their tasks"),
    Detail.PROJECTS: N_("Projects alone"),
    Detail.MILESTONES: N_("Milestones alone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`projects` by id; without any, those that `where` means; without that, all that are not over."""

    projects: frozenset[Id] = frozenset()
    where: Filter | None = None
    detail: Detail = Detail.TASKS
    group: Grouping = Grouping.PROGRAMME
    tasks_by: TaskGrouping = TaskGrouping.PLAN
    colour: Colour = Colour.RATING
    baselines: tuple[str, ...] = ()
    """Names of baselines; each row shows that of its own project. `STATED` is one, too."""
    near: Decimal = Decimal(5)
    """Up to so many days of total float a task that is not critical is nearly so."""


EVERYTHING_OPEN = Scope()
