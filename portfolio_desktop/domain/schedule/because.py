# SPDX-License-Identifier: Apache-2.0
"""Why an activity is where it is, in sentences. What of the dates that people laid down cannot be is told by `clashes`."""

from collections.abc import Iterator, Sequence

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, moment
from portfolio_desktop.domain.schedule.placing import Ground, State, calendar_of
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, LagKind, Link, LinkKind
from portfolio_desktop.domain.schedule.schedule import Schedule

_TOLD = 4  # links of a chain that are told one by one


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


def chain(schedule: Schedule, id: str) -> Iterator[Link]:
    """The links that hold a leaf where it is, from its own back to the one that nothing holds."""
    link = schedule.driving(id)
    while link is not None:
        yield link
        link = schedule.driving(link.predecessor)


def because(schedule: Schedule, id: str) -> str:
    """Why a leaf is no earlier: "it follows ‘Walls’, which follows ‘Footings’, which starts with its project on …"."""
    return story(schedule, id, list(chain(schedule, id)))


def story(schedule: Schedule, id: str, links: Sequence[Link]) -> str:
    """Why a leaf is no earlier, by the links that hold it, from its own back."""
    if not links:
        return _("it {root}").format(root=_root(schedule, id))
    said = [_link(schedule, link, first=n == 0) for n, link in enumerate(links[:_TOLD])]
    last = links[-1].predecessor
    if len(links) > _TOLD:
        said.append(_("and so on back to ‘{name}’").format(name=activity_now(schedule, last).name))
    if last in schedule.network.node:
        said.append(_("which {root}").format(root=_root(schedule, last)))
    return ", ".join(said)


def _link(schedule: Schedule, link: Link, first: bool) -> str:
    text = _((_FOLLOWS if first else _WHICH_FOLLOWS)[link.kind])
    return text.format(name=activity_now(schedule, link.predecessor).name, lag=_lag(schedule, link))


def _lag(schedule: Schedule, link: Link) -> str:
    if not link.lag:
        return ""
    if link.lag_kind is LagKind.PERCENT:
        said = _("{percent:+d} %").format(percent=link.lag)
    elif link.lag_kind is LagKind.ELAPSED:
        said = _("{days} by the clock").format(days=in_days(link.lag / DAY, "+g"))
    else:
        calendar = calendar_of(schedule.plan, activity_now(schedule, link.successor))
        said = in_days(calendar.days(link.lag), "+g")
    return f" ({said})".replace("-", "\N{MINUS SIGN}")


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


def in_days(days: float, form: str) -> str:
    """A number of days in words, to two places; `form` is that of the number."""
    days = round(days, 2)
    return ngettext("{days} day", "{days} days", 1 if abs(days) == 1 else 2).format(days=format(days, form))


def activity_now(schedule: Schedule, id: str) -> Activity:
    """The activity as it is now: an edit gives the network another, and leaves the outline as it was."""
    node = schedule.network.node.get(id)
    return schedule.network.outline.of[id] if node is None else schedule.network.activity[node]
