# SPDX-License-Identifier: Apache-2.0
"""What of the dates that people laid down cannot be: found, ordered by what binds first, and told in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.schedule.because import activity_now, because, chain, in_days, story
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, Minutes, moment
from portfolio_desktop.domain.schedule.passes import hold, reach
from portfolio_desktop.domain.schedule.placing import (
    FINISHES,
    GATED,
    LATE_FINISHES,
    LATE_STARTS,
    NEVER,
    State,
    calendar_of,
    number,
)
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Link
from portfolio_desktop.domain.schedule.schedule import Schedule


class Clash(StrEnum):
    """What was laid down that cannot be."""

    CONSTRAINT = "constraint"
    DEADLINE = "deadline"
    BY_HAND = "links"
    SUMMARY = "summary"  # a date of a summary that it lies in
    PROJECT = "project"
    EARLY = "early"  # of a summary: that it is not to finish before a date
    LATER = "later"  # nothing of its own: something that waits for it


@dataclass(frozen=True, slots=True)
class Conflict:
    """One activity that cannot be where it is wanted, and why, in a sentence or two."""

    activity: str
    clash: Clash
    sentence: str


_WANTED = {
    Constraint.MUST_START_ON: N_("‘{name}’ must start on {wanted} and cannot before {possible}"),
    Constraint.MUST_FINISH_ON: N_("‘{name}’ must finish on {wanted} and cannot before {possible}"),
    Constraint.START_NO_LATER: N_("‘{name}’ must start by {wanted} and cannot before {possible}"),
    Constraint.FINISH_NO_LATER: N_("‘{name}’ must finish by {wanted} and cannot before {possible}"),
}
_DEADLINE = N_("‘{name}’ has {wanted} as its deadline and cannot finish before {possible}")
_START_WITH = N_("‘{name}’ must start with ‘{summary}’ by {wanted} and cannot before {possible}")
_FINISH_WITH = N_("‘{name}’ must finish with ‘{summary}’ by {wanted} and cannot before {possible}")
_WITH_PROJECT = N_("‘{name}’ must finish with its project by {wanted} and cannot before {possible}")
_BY_HAND = N_("‘{name}’ is set by hand to start on {wanted}, which its links do not allow before {possible}")


@dataclass(frozen=True, slots=True)
class _Missed:
    """A date that an activity is wanted at and cannot be, and how much work lies between.

    `held_by` is the link that forbids dates set by hand.
    """

    clash: Clash
    text: str
    wanted: Instant
    possible: Instant
    by: Minutes
    summary: str = ""
    held_by: Link | None = None


def conflicts(schedule: Schedule) -> list[Conflict]:
    """All that was laid down and cannot be, in the order of the plan."""
    found = (conflict(schedule, id) for id in schedule)
    return [each for each in found if each is not None]


def conflict(schedule: Schedule, id: str) -> Conflict | None:
    """What of an activity cannot be, what binds first before what else does; None where all can."""
    if id not in schedule.network.node:
        return _of_summary(schedule, id)
    if schedule.network.state[schedule.network.node[id]] is State.DONE:
        return None
    missed = _missed(schedule, id)
    if missed is None:
        return _of_later(schedule, id)
    said = _told(schedule, id, missed)
    if missed.held_by is None and schedule.total_float(id) < -missed.by:
        later = _of_later(schedule, id)
        said = f"{said} {later.sentence}" if later else said
    return Conflict(id, missed.clash, said)


def clash(schedule: Schedule, id: str) -> Clash | None:
    """The kind of what `conflict` says, found without the words."""
    node = schedule.network.node.get(id)
    if node is None:
        worst = _worst_of_summary(schedule, id)
        return worst[1].clash if worst else Clash.EARLY if _done_early(schedule, id) else None
    if schedule.network.state[node] is State.DONE:
        return None
    missed = _missed(schedule, id)
    if missed is not None:
        return missed.clash
    return Clash.LATER if schedule.total_float(id) < 0 else None


def _missed(schedule: Schedule, id: str) -> _Missed | None:
    """Of the dates that an open leaf itself cannot keep, the one that binds first."""
    by_hand = _by_hand(schedule, id)
    if by_hand is not None or schedule.total_float(id) >= 0:
        return by_hand
    return max(_own(schedule, id), key=_by, default=None)


def _by(missed: _Missed) -> Minutes:
    return missed.by


def _own(schedule: Schedule, id: str) -> Iterator[_Missed]:
    """What it misses of its own dates, of those of the summaries that it lies in, and of its project's."""
    activity = activity_now(schedule, id)
    yield from _laid_down(schedule, id, activity, True)
    for above in schedule.network.outline.above(id):
        yield from _laid_down(schedule, id, activity_now(schedule, above), False)
    wanted = schedule.plan.finish_by.get(activity.project)
    if wanted is not None:
        yield from _miss(schedule, id, Clash.PROJECT, _WITH_PROJECT, wanted, at_start=False)


def _laid_down(schedule: Schedule, id: str, by: Activity, own: bool) -> Iterator[_Missed]:
    """What a leaf misses of the dates laid down about it or a summary that it lies in, told as the `own` of that or not."""
    at = by.constraint_at
    kind = Clash.CONSTRAINT if own else Clash.SUMMARY
    if at is not None and by.constraint in LATE_STARTS and (by.id == id or _is_first(schedule, id)):
        text = _WANTED[by.constraint] if own else _START_WITH
        yield from _miss(schedule, id, kind, text, at, at_start=True, summary=by.name)
    if at is not None and by.constraint in LATE_FINISHES:
        text = _WANTED[by.constraint] if own else _FINISH_WITH
        yield from _miss(schedule, id, kind, text, at, at_start=False, summary=by.name)
    if by.deadline is not None:
        kind, text = (Clash.DEADLINE, _DEADLINE) if own else (Clash.SUMMARY, _FINISH_WITH)
        yield from _miss(schedule, id, kind, text, by.deadline, at_start=False, summary=by.name)


def _is_first(schedule: Schedule, id: str) -> bool:
    return schedule.network.node[id] in schedule.dates.held


def _miss(
    schedule: Schedule, id: str, clash: Clash, text: str, wanted: Instant, at_start: bool, summary: str = ""
) -> Iterator[_Missed]:
    """The one that there is, if a leaf starts or finishes after an instant: with work between the two, as in its float."""
    slot, node = schedule[id], schedule.network.node[id]
    possible = slot.start if at_start else slot.finish
    moved = schedule.network.span[node] if at_start and schedule.network.state[node] is State.FIXED else 0
    by = _work(schedule, id, possible + moved) - _work(schedule, id, wanted + moved)
    if by > 0:
        yield _Missed(clash, text, wanted, possible, by, summary)


def _work(schedule: Schedule, id: str, at: Instant) -> Minutes:
    """The number of an instant in the working time of an activity."""
    activity = activity_now(schedule, id)
    return number(None if activity.elapsed else calendar_of(schedule.plan, activity), at)


def _told(schedule: Schedule, id: str, missed: _Missed) -> str:
    """What is missed, and the links that hold the activity where it is."""
    said = _said(activity_now(schedule, id).name, missed)
    if missed.held_by is None:
        why = because(schedule, id)
    else:
        before = missed.held_by.predecessor
        further = chain(schedule, before) if before in schedule.network.node else ()
        why = story(schedule, id, [missed.held_by, *further])
    return _("{said}, because {because}.").format(said=said, because=why)


def _said(name: str, missed: _Missed) -> str:
    wanted, possible = _days(missed.wanted, missed.possible)
    return _(missed.text).format(name=name, summary=missed.summary, wanted=wanted, possible=possible)


def _of_later(schedule: Schedule, id: str) -> Conflict | None:
    """What waits for it, by way of others or not, and cannot be when it is wanted."""
    late, at = schedule.total_float(id), id
    while late < 0 and (after := _pushes(schedule, at)) is not None:
        at = after
        found = _missed(schedule, at)
        if found is not None:
            activity = activity_now(schedule, id)
            text = _("‘{name}’ is {late} too late for what waits for it. {why}")
            why = _told(schedule, at, found)
            said = text.format(name=activity.name, late=_length(schedule, activity, -late), why=why)
            return Conflict(id, Clash.LATER, said)
    return None


def _pushes(schedule: Schedule, id: str) -> str | None:
    """The activity after it that leaves it the least room; through the gate, where it waits for a summary."""
    net, early, late = schedule.network, schedule.dates.early, schedule.late
    node = net.node[id]
    while True:
        room = [(late[head] - weight, head) for head, weight in net.plain_out[node]]
        room += [(hold(net, early, late, joint), joint.head) for joint in net.joints_out[node]]
        least, head = min(room, default=(NEVER, node))
        if least > late[node]:
            return None
        node = head
        if net.state[node] not in GATED:
            return net.activity[node].id


def _by_hand(schedule: Schedule, id: str) -> _Missed | None:
    """Dates set by hand that its links do not allow."""
    net = schedule.network
    node = net.node[id]
    if net.state[node] is not State.FIXED:
        return None
    held = [(reach(net, schedule.soonest, net.joint(tie))[0], tie) for tie in net.ties.into[node]]
    possible, tie = max(held, key=lambda each: each[0], default=(-NEVER, None))
    start = net.floor[node]
    if tie is None or possible <= start:
        return None
    activity = net.activity[node]
    if not activity.elapsed:
        calendar = calendar_of(net.plan, activity)
        possible = calendar.starts_at(calendar.before(possible))
    by = _work(schedule, id, possible) - _work(schedule, id, start)
    return _Missed(Clash.BY_HAND, _BY_HAND, start, possible, by, held_by=tie.link)


def _of_summary(schedule: Schedule, id: str) -> Conflict | None:
    summary = activity_now(schedule, id)
    worst = _worst_of_summary(schedule, id)
    if worst is not None:
        leaf, missed = worst
        text = _("{said}. What holds it is ‘{leaf}’: {because}.")
        name = activity_now(schedule, leaf).name
        why = because(schedule, leaf)
        said = _said(summary.name, missed)
        return Conflict(id, missed.clash, text.format(said=said, leaf=name, because=why))
    wanted = _done_early(schedule, id)
    if wanted is None:
        return None
    day, possible = _days(wanted, schedule[id].finish)
    text = _(
        "‘{name}’ is not to finish before {wanted}, and the last of its tasks is done on {possible}. "
        "A summary finishes when its tasks do: hold the one that is to last until then."
    )
    return Conflict(id, Clash.EARLY, text.format(name=summary.name, wanted=day, possible=possible))


def _worst_of_summary(schedule: Schedule, id: str) -> tuple[str, _Missed] | None:
    """The leaf that misses a date of its summary by most, and what it misses, told as the summary's own."""
    summary = activity_now(schedule, id)
    if summary.deadline is None and summary.constraint not in _WANTED:
        return None
    missed = (
        (leaf, each) for leaf in _open(schedule, id) for each in _laid_down(schedule, leaf, summary, True)
    )
    return max(missed, key=lambda pair: pair[1].by, default=None)


def _done_early(schedule: Schedule, id: str) -> Instant | None:
    """Before when a summary is not to finish, where all in it is done sooner. Its leaves are not put off for it."""
    summary = activity_now(schedule, id)
    at, leaves = summary.constraint_at, list(_open(schedule, id))
    if at is None or summary.constraint not in FINISHES or not leaves:
        return None
    calendar = calendar_of(schedule.plan, summary)
    return at if calendar.before(schedule[id].finish) < calendar.before(at) else None


def _open(schedule: Schedule, summary: str) -> Iterator[str]:
    """The leaves of a summary that are not over."""
    net = schedule.network
    return (leaf for leaf in net.outline.leaves(summary) if net.state[net.node[leaf]] is not State.DONE)


def _days(wanted: Instant, possible: Instant) -> tuple[str, str]:
    """Two dates; with the time, where they are on the same day."""
    one, other = moment(wanted), moment(possible)
    if one.date() == other.date():
        return format_moment(one), format_moment(other)
    return format_date(one.date()), format_date(other.date())


def _length(schedule: Schedule, activity: Activity, minutes: int) -> str:
    a_day = DAY if activity.elapsed else calendar_of(schedule.plan, activity).minutes_per_day
    return in_days(minutes / a_day, "g")
