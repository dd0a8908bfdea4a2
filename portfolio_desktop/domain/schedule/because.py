# SPDX-License-Identifier: Apache-2.0
"""Why an activity is where it is, and what of the dates that people laid down cannot be, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, moment
from portfolio_desktop.domain.schedule.passes import hold, reach
from portfolio_desktop.domain.schedule.placing import GATED, NEVER, Ground, State, calendar_of, for_leaves
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, LagKind, Link, LinkKind
from portfolio_desktop.domain.schedule.schedule import Schedule

_TOLD = 4  # links of a chain that are told one by one


class Clash(StrEnum):
    """What was laid down that cannot be."""

    CONSTRAINT = "constraint"
    DEADLINE = "deadline"
    BY_HAND = "links"
    PROJECT = "project"
    LATER = "later"  # nothing of its own: something that waits for it


@dataclass(frozen=True, slots=True)
class Conflict:
    """One activity that cannot be where it is wanted, and why, in a sentence or two."""

    activity: str
    clash: Clash
    sentence: str


_FOLLOWS = {
    LinkKind.FS: N_("it follows ‘{name}’{lag}"),
    LinkKind.SS: N_("it starts with ‘{name}’{lag}"),
    LinkKind.FF: N_("it finishes with ‘{name}’{lag}"),
    LinkKind.SF: N_("it finishes with the start of ‘{name}’{lag}"),
}
_WHICH_FOLLOWS = {
    LinkKind.FS: N_("which follows ‘{name}’{lag}"),
    LinkKind.SS: N_("which starts with ‘{name}’{lag}"),
    LinkKind.FF: N_("which finishes with ‘{name}’{lag}"),
    LinkKind.SF: N_("which finishes with the start of ‘{name}’{lag}"),
}
_WANTED = {
    Constraint.MUST_START_ON: N_("‘{name}’ must start on {wanted} and cannot before {possible}"),
    Constraint.MUST_FINISH_ON: N_("‘{name}’ must finish on {wanted} and cannot before {possible}"),
    Constraint.START_NO_LATER: N_("‘{name}’ must start by {wanted} and cannot before {possible}"),
    Constraint.FINISH_NO_LATER: N_("‘{name}’ must finish by {wanted} and cannot before {possible}"),
}
_STARTS = (Constraint.MUST_START_ON, Constraint.START_NO_LATER)


def chain(schedule: Schedule, id: str) -> Iterator[Link]:
    """The links that hold a leaf where it is, from its own back to the one that nothing holds."""
    link = schedule.driving(id)
    while link is not None:
        yield link
        link = schedule.driving(link.predecessor)


def because(schedule: Schedule, id: str) -> str:
    """Why a leaf is no earlier: "it follows ‘Walls’, which follows ‘Footings’, which starts with its project on …"."""
    return _story(schedule, id, list(chain(schedule, id)))


def _story(schedule: Schedule, id: str, links: list[Link]) -> str:
    if not links:
        return _("it {root}").format(root=_root(schedule, id))
    said = [_link(schedule, link, first=n == 0) for n, link in enumerate(links[:_TOLD])]
    last = links[-1].predecessor
    if len(links) > _TOLD:
        said.append(_("and so on back to ‘{name}’").format(name=_activity(schedule, last).name))
    if last in schedule.network.node:
        said.append(_("which {root}").format(root=_root(schedule, last)))
    return ", ".join(said)


def conflicts(schedule: Schedule) -> list[Conflict]:
    """All that was laid down and cannot be, in the order of the plan."""
    found = (conflict(schedule, id) for id in schedule)
    return [each for each in found if each is not None]


def conflict(schedule: Schedule, id: str) -> Conflict | None:
    """What of an activity cannot be; None where all can, and for a summary, whose leaves are asked instead."""
    match clash(schedule, id):
        case None:
            return None
        case Clash.LATER:
            return _of_later(schedule, id)
        case _:
            missed = _missed(schedule, id)
            return None if missed is None else Conflict(id, missed.clash, _told(schedule, id, missed))


def clash(schedule: Schedule, id: str) -> Clash | None:
    """The kind of what `conflict` says, found without the words."""
    node = schedule.network.node.get(id)
    if node is None or schedule.network.state[node] is State.DONE:
        return None
    missed = _missed(schedule, id)
    if missed is not None:
        return missed.clash
    return Clash.LATER if schedule.total_float(id) < 0 else None


@dataclass(frozen=True, slots=True)
class _Missed:
    """A date that an activity is wanted at and cannot be. `held_by` is the link that forbids dates set by hand."""

    clash: Clash
    text: str
    wanted: Instant
    possible: Instant
    summary: str = ""
    held_by: Link | None = None


def _missed(schedule: Schedule, id: str) -> _Missed | None:
    by_hand = _by_hand(schedule, id)
    if by_hand is not None or schedule.total_float(id) >= 0:
        return by_hand
    return _own(schedule, id) or _of_project(schedule, id)


def _own(schedule: Schedule, id: str) -> _Missed | None:
    """A constraint or a deadline that it misses: its own, or of a summary that it lies in."""
    activity, slot = _activity(schedule, id), schedule[id]
    at, kind = activity.constraint_at, activity.constraint
    if at is not None and kind in _WANTED:
        possible = slot.start if kind in _STARTS else slot.finish
        if possible > at:
            return _Missed(Clash.CONSTRAINT, _WANTED[kind], at, possible)
    if activity.deadline is not None and slot.finish > activity.deadline:
        text = N_("‘{name}’ has {wanted} as its deadline and cannot finish before {possible}")
        return _Missed(Clash.DEADLINE, text, activity.deadline, slot.finish)
    for above in schedule.network.outline.above(id):
        summary = _activity(schedule, above)
        for bound, wanted in for_leaves(summary):
            if bound is Constraint.FINISH_NO_LATER and slot.finish > wanted:
                text = N_("‘{name}’ must finish with ‘{summary}’ by {wanted} and cannot before {possible}")
                return _Missed(Clash.CONSTRAINT, text, wanted, slot.finish, summary.name)
    return None


def _of_project(schedule: Schedule, id: str) -> _Missed | None:
    """The date by which its project is to be finished, where it is its own finish that lies beyond."""
    activity, slot = _activity(schedule, id), schedule[id]
    wanted = schedule.plan.finish_by.get(activity.project)
    if wanted is None or slot.finish <= wanted:
        return None
    text = N_("‘{name}’ must finish with its project by {wanted} and cannot before {possible}")
    return _Missed(Clash.PROJECT, text, wanted, slot.finish)


def _told(schedule: Schedule, id: str, missed: _Missed) -> str:
    """What is missed, and the links that hold the activity where it is."""
    dates = dict(zip(("wanted", "possible"), _days(missed.wanted, missed.possible), strict=True))
    said = _(missed.text).format(name=_activity(schedule, id).name, summary=missed.summary, **dates)
    if missed.held_by is None:
        why = because(schedule, id)
    else:
        before = missed.held_by.predecessor
        further = chain(schedule, before) if before in schedule.network.node else ()
        why = _story(schedule, id, [missed.held_by, *further])
    return _("{said}, because {because}.").format(said=said, because=why)


def _of_later(schedule: Schedule, id: str) -> Conflict | None:
    """What waits for it, by way of others or not, and cannot be when it is wanted."""
    late, at = schedule.total_float(id), id
    while (after := _pushes(schedule, at)) is not None:
        at = after
        found = _missed(schedule, at)
        if found is not None:
            activity = _activity(schedule, id)
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
    text = N_("‘{name}’ is set by hand to start on {wanted}, which its links do not allow before {possible}")
    return _Missed(Clash.BY_HAND, text, start, possible, held_by=tie.link)


def _link(schedule: Schedule, link: Link, first: bool) -> str:
    text = _((_FOLLOWS if first else _WHICH_FOLLOWS)[link.kind])
    return text.format(name=_activity(schedule, link.predecessor).name, lag=_lag(schedule, link))


def _lag(schedule: Schedule, link: Link) -> str:
    if not link.lag:
        return ""
    if link.lag_kind is LagKind.PERCENT:
        said = _("{percent:+d} %").format(percent=link.lag)
    elif link.lag_kind is LagKind.ELAPSED:
        said = _("{days} by the clock").format(days=_in_days(link.lag / DAY, "+g"))
    else:
        calendar = calendar_of(schedule.plan, _activity(schedule, link.successor))
        said = _in_days(calendar.days(link.lag), "+g")
    return f" ({said})"


def _root(schedule: Schedule, id: str) -> str:
    """What holds an activity that no link holds, as the end of "which …"."""
    net = schedule.network
    node = net.node[id]
    state, at = net.state[node], net.floor_at[node]
    if schedule.dates.early.starts[node] > schedule.soonest.starts[node]:
        return _("is to be as late as can be")
    if state is State.DONE:
        text, at = _("finished on {day}"), schedule[id].finish
    elif state is State.FIXED:
        text = _("is set by hand to {day}")
    elif state is State.STARTED:
        text = _("has work left, none of it before {day}")
    else:
        text = _free_root(net.activity[node], net.grounds.all[net.ground[node]], at)
    return text.format(day=format_date(moment(at).date()))


def _free_root(activity: Activity, ground: Ground, at: Instant) -> str:
    """The same of an activity that has not begun and is held at an instant."""
    if at != ground.since:
        finish = activity.constraint in (Constraint.FINISH_NO_EARLIER, Constraint.MUST_FINISH_ON)
        own = finish and activity.constraint_at == at
        return _("is not to finish before {day}") if own else _("is not to start before {day}")
    return _("had not started on {day}") if at == ground.status else _("starts with its project on {day}")


def _days(wanted: Instant, possible: Instant) -> tuple[str, str]:
    """Two dates; with the time, where they are on the same day."""
    one, other = moment(wanted), moment(possible)
    if one.date() == other.date():
        return format_moment(one), format_moment(other)
    return format_date(one.date()), format_date(other.date())


def _length(schedule: Schedule, activity: Activity, minutes: int) -> str:
    a_day = DAY if activity.elapsed else calendar_of(schedule.plan, activity).minutes_per_day
    return _in_days(minutes / a_day, "g")


def _in_days(days: float, form: str) -> str:
    days = round(days, 2)
    return ngettext("{days} day", "{days} days", 1 if abs(days) == 1 else 2).format(days=format(days, form))


def _activity(schedule: Schedule, id: str) -> Activity:
    node = schedule.network.node.get(id)
    return schedule.network.outline.of[id] if node is None else schedule.network.activity[node]
