# SPDX-License-Identifier: Apache-2.0
"""How the tasks of a plan hang together: links that are missing, that overlap, that wait, and ends that hang loose."""

from collections.abc import Iterator
from decimal import Decimal

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.plan_check.facts import Facts
from portfolio_desktop.domain.plan_check.outcome import Finding, Outcome, days, share
from portfolio_desktop.domain.plan_check.points import Point, Threshold
from portfolio_desktop.domain.schedule.calendars import DAY
from portfolio_desktop.domain.schedule.plan import FROM_START, TO_FINISH, Activity, LagKind, Link, LinkKind

_KINDS = {
    LinkKind.FS: N_("finish-to-start"),
    LinkKind.SS: N_("start-to-start"),
    LinkKind.FF: N_("finish-to-finish"),
    LinkKind.SF: N_("start-to-finish"),
}


def nothing_open() -> str:
    """Why a plan without open tasks cannot be judged."""
    return _("No task of the plan is open.")


def _no_links() -> str:
    return _("No open task of the plan waits for another.")


def missing_logic(facts: Facts, threshold: Threshold) -> Outcome:
    """Open leaves without anything before them or anything after. One of each a plan must have."""
    first = min(facts.open, key=lambda each: (facts.slots[each.id].start, each.id), default=None)
    last = max(facts.open, key=lambda each: (facts.slots[each.id].finish, each.id), default=None)
    found = []
    for each in facts.open:
        before = bool(facts.incoming[each.id]) or each is first
        after = bool(facts.outgoing[each.id]) or each is last
        if not (before and after):
            note = (
                _("Waits for nothing.")
                if after
                else _("Nothing waits for it.")
                if before
                else _("Waits for nothing, and nothing waits for it.")
            )
            found.append(task(each, note))
    return share(Point.MISSING_LOGIC, threshold, found, len(facts.open), nothing_open())


def leads(facts: Facts, threshold: Threshold) -> Outcome:
    """Links with a lag below zero."""
    found = [_told(facts, link) for link in facts.links if link.lag < 0]
    return share(Point.LEADS, threshold, found, len(facts.links), _no_links())


def lags(facts: Facts, threshold: Threshold) -> Outcome:
    """Links with a lag above zero."""
    found = [_told(facts, link) for link in facts.links if link.lag > 0]
    return share(Point.LAGS, threshold, found, len(facts.links), _no_links())


def long_lags(facts: Facts, threshold: Threshold) -> Outcome:
    """Links with a lag above so many days."""
    most = float(threshold.measure or 0)
    found = [_told(facts, link) for link in facts.links if lag_days(facts, link) > most]
    return share(Point.LONG_LAGS, threshold, found, len(facts.links), _no_links())


def relationships(facts: Facts, threshold: Threshold) -> Outcome:
    """The share of finish-to-start links; found are the others."""
    found = [
        task(facts.activity(link.successor), _relation(facts, link))
        for link in facts.links
        if link.kind is not LinkKind.FS
    ]
    return share(Point.RELATIONSHIPS, threshold, found, len(facts.links), _no_links(), good=True)


def dangling(facts: Facts, threshold: Threshold) -> Outcome:
    """Leaves with links before or after them of which none holds their start, or none is held by their finish."""
    found = list(_dangling(facts))
    return share(Point.DANGLING, threshold, found, len(facts.open), nothing_open())


def _dangling(facts: Facts) -> Iterator[Finding]:
    for each in facts.open:
        if not each.duration:
            continue  # of a milestone, start and finish are one
        before, after = facts.incoming[each.id], facts.outgoing[each.id]
        start = bool(before) and each.actual_start is None and all(link.kind in TO_FINISH for link in before)
        finish = bool(after) and all(link.kind in FROM_START for link in after)
        if start:
            yield task(each, _("Its start waits for nothing: only its finish is linked."))
        elif finish:
            yield task(each, _("Nothing waits for its finish: only its start is linked."))


def task(activity: Activity, note: str) -> Finding:
    """A finding about a task."""
    return Finding("task", activity.id, activity.name, note)


def lag_days(facts: Facts, link: Link) -> float:
    """A lag in days: of the successor's work, by the clock, or as a part of what the predecessor takes."""
    if link.lag_kind is LagKind.ELAPSED:
        return link.lag / DAY
    if link.lag_kind is LagKind.PERCENT:
        before = facts.activity(link.predecessor)
        return facts.days(before, before.duration) * link.lag / 100
    return link.lag / facts.calendar(facts.activity(link.successor)).minutes_per_day


def _told(facts: Facts, link: Link) -> Finding:
    length = lag_days(facts, link)
    said = days(Decimal(str(round(abs(length), 2))))
    text = _("Begins {length} early: {relation}") if length < 0 else _("Waits {length}: {relation}")
    return task(facts.activity(link.successor), text.format(length=said, relation=_relation(facts, link)))


def _relation(facts: Facts, link: Link) -> str:
    return _("{kind}, after ‘{name}’.").format(
        kind=_(_KINDS[link.kind]), name=facts.activity(link.predecessor).name
    )
