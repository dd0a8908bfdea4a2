# SPDX-License-Identifier: Apache-2.0
"""Who works on a plan, how it goes against what was agreed, and whether its critical path is one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.plan_check.facts import Facts
from portfolio_desktop.domain.plan_check.network_points import nothing_open, task
from portfolio_desktop.domain.plan_check.outcome import Finding, Outcome, judged, not_judged, share
from portfolio_desktop.domain.plan_check.points import Point, Threshold
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, moment
from portfolio_desktop.domain.schedule.plan import Activity
from portfolio_desktop.domain.schedule.reschedule import after


def resources(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves with work and nobody on it."""
    if facts.assigned is None:
        nothing = _("Nobody is assigned to any task of the plan, so that it is not planned by people.")
        return not_judged(Point.RESOURCES, threshold, nothing)
    work = [each for each in facts.open if each.duration]
    found = [task(each, "") for each in work if each.id not in facts.assigned]
    return share(Point.RESOURCES, threshold, found, len(work), nothing_open())


def missed(facts: Facts, threshold: Threshold) -> Outcome:
    """Of the tasks that were to be finished by the status date, those that are not, or were later."""
    if facts.baseline is None:
        return not_judged(Point.MISSED, threshold, _no_baseline(facts))
    due = _due(facts)
    found = [task(each, note) for each in due if (note := _missed(facts, each, facts.baseline[each.id]))]
    outcome = share(Point.MISSED, threshold, found, len(due), _none_due())
    return replace(outcome, against=facts.baseline_name)


def bei(facts: Facts, threshold: Threshold) -> Outcome:
    """Tasks finished by the status date over tasks that were to be; also those count that are early."""
    if facts.baseline is None:
        return not_judged(Point.BEI, threshold, _no_baseline(facts))
    due = _due(facts)
    if not due:
        return replace(not_judged(Point.BEI, threshold, _none_due()), against=facts.baseline_name)
    finished = [each for each in facts.leaves if each.id in facts.baseline and _finished(facts, each)]
    open_still = [task(each, _("Not finished.")) for each in due if not _finished(facts, each)]
    value = Decimal(len(finished)) / len(due)
    outcome = judged(Point.BEI, threshold, value, len(finished), len(due), open_still)
    return replace(outcome, against=facts.baseline_name)


def critical_path(facts: Facts, threshold: Threshold) -> Outcome:
    """Whether the end moves by as much as a critical task is made longer, counted in the days of that task."""
    chosen = _critical(facts)
    if chosen is None:
        return not_judged(Point.CRITICAL_PATH, threshold, nothing_open())
    calendar = facts.calendar(chosen)
    a_day = DAY if chosen.elapsed else calendar.minutes_per_day
    more = round(float(threshold.measure or 0) * a_day)
    plan = facts.schedule.plan
    longer = replace(
        plan, activities=tuple(_longer(facts, a, more) if a.id == chosen.id else a for a in plan.activities)
    )
    was, now = facts.schedule.finishes[facts.project], after(facts.schedule, longer).finishes[facts.project]
    moved = now - was if chosen.elapsed else calendar.before(now) - calendar.before(was)
    lost = max(0.0, (more - moved) / a_day)
    note = _("Made longer to see whether the end of the plan follows.")
    return judged(Point.CRITICAL_PATH, threshold, Decimal(str(round(lost, 1))), found=[task(chosen, note)])


def _critical(facts: Facts) -> Activity | None:
    """The first critical task that has not begun; where there is none, the first with the least float."""
    slots = facts.slots
    work = [each for each in facts.open if each.duration] or list(facts.open)
    ranked = sorted(
        work,
        key=lambda each: (
            not slots[each.id].critical,
            each.actual_start is not None,
            0 if slots[each.id].critical else slots[each.id].total_float,
            slots[each.id].start,
        ),
    )
    return ranked[0] if ranked else None


def _longer(facts: Facts, each: Activity, more: int) -> Activity:
    """The task with so many minutes more; dates set by hand begin where they did."""
    remaining = None if each.remaining is None else each.remaining + more
    finish = each.fixed_finish
    if finish is not None:
        start = each.fixed_start if each.fixed_start is not None else facts.slots[each.id].start
        return replace(
            each,
            duration=each.duration + more,
            fixed_start=start,
            fixed_finish=_later(facts, each, finish, more),
        )
    return replace(each, duration=each.duration + more, remaining=remaining)


def _later(facts: Facts, each: Activity, at: Instant, more: int) -> Instant:
    calendar = facts.calendar(each)
    return at + more if each.elapsed else calendar.finishes_at(calendar.before(at) + more)


def cpli(facts: Facts, threshold: Threshold) -> Outcome:
    """(what is left + the room to the date to be kept) / what is left, in working days of the project."""
    if not facts.open:
        return not_judged(Point.CPLI, threshold, nothing_open())
    must_finish = facts.schedule.plan.finish_by.get(facts.project)
    wanted = facts.finish_wanted if must_finish is None else must_finish
    if wanted is None:
        nothing = _("The project has neither a date by which it must finish nor a baseline of its end.")
        return not_judged(Point.CPLI, threshold, nothing)
    plan = facts.schedule.plan
    calendar = plan.calendars.get(facts.project) or plan.calendars[""]
    first = min(facts.slots[each.id].start for each in facts.open)
    finish = max(facts.slots[each.id].finish for each in facts.open)
    begins = max(facts.status, first)
    left = calendar.before(finish) - calendar.before(begins)
    if left <= 0:
        return not_judged(Point.CPLI, threshold, _("Nothing of the plan is left after the status date."))
    spare = calendar.before(wanted) - calendar.before(finish)
    last = max(facts.open, key=lambda each: facts.slots[each.id].finish)
    note = _("Finishes on {day}; wanted on {wanted}.").format(day=_day(finish), wanted=_day(wanted))
    outcome = judged(Point.CPLI, threshold, Decimal(left + spare) / left, found=[task(last, note)])
    return replace(outcome, against=facts.baseline_name if must_finish is None else "")


def promises(facts: Facts, threshold: Threshold) -> Outcome:
    """Dates given to and by the plan that are no longer what the giver's plan says."""
    found = [Finding("dependency", each.id, each.name) for each in facts.promises if each.outdated]
    nothing = _("No date is promised to the plan or by it that a task stands behind.")
    return share(Point.PROMISES, threshold, found, len(facts.promises), nothing)


def milestones(facts: Facts, threshold: Threshold) -> Outcome:
    """What the board is told of a milestone, where the plan says another day."""
    found = [
        Finding("milestone", each.id, each.name, _apart(each.said, each.planned))
        for each in facts.milestones
        if each.said != each.planned
    ]
    nothing = _("The register has no open milestone of the name of a task of the plan.")
    return share(Point.MILESTONES, threshold, found, len(facts.milestones), nothing)


def _apart(said: date | None, planned: date | None) -> str:
    days = [format_date(day) if day else _("no day") for day in (said, planned)]
    return _("The register says {said}, the plan {planned}.").format(said=days[0], planned=days[1])


def _due(facts: Facts) -> list[Activity]:
    """The leaves that the baseline has finished by the status date."""
    baseline = facts.baseline or {}
    return [each for each in facts.leaves if each.id in baseline and baseline[each.id] <= facts.status]


def _missed(facts: Facts, each: Activity, agreed: Instant) -> str:
    if not _finished(facts, each):
        return _("Agreed for {day}, not finished.").format(day=_day(agreed))
    if each.actual_finish is not None and moment(each.actual_finish - 1).date() > moment(agreed - 1).date():
        return _("Agreed for {day}, finished on {other}.").format(
            day=_day(agreed), other=_day(each.actual_finish)
        )
    return ""


def _finished(facts: Facts, each: Activity) -> bool:
    return each.actual_finish is not None and each.actual_finish <= facts.status + DAY


def _no_baseline(facts: Facts) -> str:
    if facts.baseline_name:
        text = _("{baseline}: none of the tasks that the plan now has finishes there.")
        return text.format(baseline=facts.baseline_name)
    return _("No task of the plan has a baseline to be measured against.")


def _none_due() -> str:
    return _("By its baseline no task was to be finished yet.")


def _day(at: Instant) -> str:
    """The day of a finish: the midnight that ends a day belongs to it."""
    return format_date(moment(at - 1).date())
