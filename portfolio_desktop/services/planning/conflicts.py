# SPDX-License-Identifier: Apache-2.0
"""What a task's dates come up against, as one short sentence from what is kept beside it: cheap enough for every row.

The whole story, with why, is told by `explaining`, one task at a time.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.milestones import is_overdue
from portfolio_desktop.services.planning.gathered import Dependency, Milestone, Project, Task

_CONDITIONS = {
    "must_start_on": N_("Must start on {wanted}, cannot before {possible}."),
    "must_finish_on": N_("Must finish on {wanted}, cannot before {possible}."),
    "start_no_later": N_("Must start by {wanted}, cannot before {possible}."),
    "finish_no_later": N_("Must finish by {wanted}, cannot before {possible}."),
}
_AT_START = frozenset({"must_start_on", "start_no_later"})


def of_task(task: Task) -> str:
    """Empty where all can be kept."""
    said = _OF_A_TASK.get(task.conflict or "")
    return said(task) if said else ""


def of_milestone(milestone: Milestone, today: date, over: bool) -> str:
    """An open milestone whose date has passed."""
    reached = over or milestone.actual is not None
    if milestone.forecast is None or not is_overdue(milestone.forecast, today, reached=reached):
        return ""
    return _("Was to be met on {day} and is not.").format(day=format_date(milestone.forecast))


def of_dependency(dependency: Dependency, over: bool) -> str:
    """A promise that the giver's plan no longer keeps, or one that comes after it is needed."""
    if over or dependency.delivered or dependency.promised is None:
        return ""
    promised = format_date(dependency.promised)
    if dependency.outdated and dependency.plan_date:
        plan = format_date(dependency.plan_date.date())
        return _("Outdated: promised for {promised}, and the giver's plan says {plan}.").format(
            promised=promised, plan=plan
        )
    if dependency.needed and dependency.needed < dependency.promised:
        needed = format_date(dependency.needed)
        return _("Needed on {needed}, promised for {promised}.").format(needed=needed, promised=promised)
    return ""


def of_project(project: Project, finish: datetime | None, today: date, over: bool) -> str:
    """A project that was to have ended and goes on, or a plan that goes beyond the end that its project must keep."""
    if not over and project.end is not None and project.end < today:
        return _("Was to end on {day} and is not closed.").format(day=format_date(project.end))
    must_finish = project.must_finish
    if must_finish is None or finish is None or finish.date() <= must_finish:
        return ""
    return _("Must be finished by {wanted}, cannot before {possible}.").format(
        wanted=format_date(must_finish), possible=format_date(finish.date())
    )


def days(number: Decimal | float) -> str:
    """A number of days in words, to two places."""
    rounded = round(float(number), 2)
    if rounded.is_integer():
        said = ngettext("{days} day", "{days} days", abs(int(rounded)))
    else:
        said = _("{days} days", "not a whole number")  # no language's plural forms tell what 1.5 goes with
    return said.format(days=format(rounded, "g"))


def _late(task: Task) -> str:
    return days(-(task.total_float or Decimal(0)))


def _constraint(task: Task) -> str:
    possible = task.starts if task.condition in _AT_START else task.finishes
    text = _CONDITIONS.get(task.condition or "")
    if text is None or task.condition_at is None or possible is None:
        return _later(task)
    return _(text).format(**_pair(task.condition_at, possible))


def _deadline(task: Task) -> str:
    if task.deadline is None or task.finishes is None:
        return _later(task)
    text = _("Its deadline is {wanted}, it cannot finish before {possible}.")
    return text.format(**_pair(task.deadline, task.finishes))


def _links(task: Task) -> str:
    return _("Its own dates are {late} too early for its links.").format(late=_late(task))


def _summary(task: Task) -> str:
    return _("{late} too late for a date of the summary that it lies in.").format(late=_late(task))


def _early(task: Task) -> str:
    """Of a summary that is not to finish before a date: no task of it is put off for that."""
    if task.condition_at is None or task.finishes is None:
        return ""
    text = _("Is not to finish before {wanted}, and its tasks are done on {possible}. Hold the last of them.")
    return text.format(**_pair(task.condition_at, task.finishes))


def _project(task: Task) -> str:
    return _("{late} too late for the end that its project must keep.").format(late=_late(task))


def _later(task: Task) -> str:
    return _("{late} too late for what waits for it.").format(late=_late(task))


_OF_A_TASK: Mapping[str, Callable[[Task], str]] = {
    "links": _links,
    "constraint": _constraint,
    "deadline": _deadline,
    "summary": _summary,
    "project": _project,
    "early": _early,
    "later": _later,
}


def _pair(wanted: datetime, possible: datetime) -> dict[str, str]:
    if wanted.date() == possible.date():
        return {"wanted": format_moment(wanted), "possible": format_moment(possible)}
    return {"wanted": format_date(wanted.date()), "possible": format_date(possible.date())}
