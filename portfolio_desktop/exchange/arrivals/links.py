# SPDX-License-Identifier: Apache-2.0
"""The links of a file: those that a schedule can follow, and those that it cannot, each with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar
from portfolio_desktop.domain.schedule.order import in_order
from portfolio_desktop.domain.schedule.outline import Outline
from portfolio_desktop.domain.schedule.plan import Activity, LagKind, Link
from portfolio_desktop.domain.schedule.ties import Tie, Ties
from portfolio_desktop.exchange.plans.plan_file import PlanLink

_FURTHEST = 10**9


@dataclass(frozen=True, slots=True)
class LinkAside:
    """A link that was left out. `before` and `after` are the titles of its ends."""

    before: str
    after: str
    kind: str
    reason: str

    def __str__(self) -> str:
        return _("{before} → {after} ({kind}): {reason}").format(
            before=self.before, after=self.after, kind=self.kind.upper(), reason=self.reason
        )


def sound(
    links: Sequence[PlanLink],
    ids: Mapping[str, Id],
    titles: Mapping[str, str],
    activities: Sequence[Activity],
    others: Sequence[Link],
) -> tuple[list[PlanLink], list[LinkAside]]:
    """The links that can be followed beside the `others` that are here, and those that cannot."""
    kept: dict[tuple[str, str, str], PlanLink] = {}
    aside: list[LinkAside] = []

    def leave(link: PlanLink, reason: str) -> None:
        ends = (titles.get(link.predecessor, "–"), titles.get(link.successor, "–"))
        aside.append(LinkAside(*ends, str(link.kind), reason))

    outline, there = Outline(activities), {activity.id for activity in activities}
    for link in links:
        one, other = ids.get(link.predecessor), ids.get(link.successor)
        if one not in there or other not in there:
            leave(link, _("One of the two is inactive or has no dates."))
            continue
        try:
            outline.check_link(_engine_link(link, ids))
        except Refusal as refusal:
            leave(link, str(refusal))
            continue
        key = (link.predecessor, link.successor, str(link.kind))
        if key in kept:
            leave(link, _("The two are linked so already."))
            if link.lag <= kept[key].lag:
                continue
        kept[key] = link
    for link in _in_circles(outline, kept, ids, others):
        leave(link, _("It closes a circle: tasks would wait for each other."))
    return list(kept.values()), aside


def _engine_link(link: PlanLink, ids: Mapping[str, Id]) -> Link:
    return Link(ids[link.predecessor], ids[link.successor], link.kind, link.lag, link.lag_kind)


def engine_link(link: PlanLink, ids: Mapping[str, Id], calendar: Calendar) -> Link:
    """The link as the engine will have it once it has been kept: its lag in days, to a millionth."""
    unit = _unit(link, calendar)
    lag = round(Decimal(link.lag) / unit, 6)
    return Link(ids[link.predecessor], ids[link.successor], link.kind, round(lag * unit), link.lag_kind)


def values_of(link: PlanLink, ids: Mapping[str, Id], calendar: Calendar) -> Values:
    """The link as it is kept. `calendar` is that of the task that waits."""
    lag = round(Decimal(max(-_FURTHEST, min(link.lag, _FURTHEST))) / _unit(link, calendar), 6)
    return {
        "predecessor_id": ids[link.predecessor],
        "task_id": ids[link.successor],
        "kind": str(link.kind),
        "lag": lag or None,
        "lag_kind": str(link.lag_kind),
    }


def _unit(link: PlanLink, calendar: Calendar) -> int:
    return {LagKind.WORKING: calendar.minutes_per_day, LagKind.ELAPSED: DAY}.get(link.lag_kind, 1)


def _in_circles(
    outline: Outline,
    kept: dict[tuple[str, str, str], PlanLink],
    ids: Mapping[str, Id],
    others: Sequence[Link],
) -> Iterable[PlanLink]:
    """Take one link out of each circle until there is none. A circle that is not the file's own stays, and is refused."""
    while True:
        ours = {_engine_link(link, ids): key for key, link in kept.items()}
        ties = Ties(outline, [*ours, *others])
        order, left = in_order(len(outline.places) + len(ties.gates), ties.all)
        del order
        guilty = [tie.link for tie in _circle(left, ties.all) if tie.link in ours] if left else []
        if not guilty:
            return
        yield kept.pop(ours[guilty[-1]])


def _circle(left: Sequence[int], ties: Sequence[Tie]) -> list[Tie]:
    """One circle among the nodes that are left, in the order in which its links follow each other."""
    among = set(left)
    into = {tie.head: tie for tie in ties if tie.tail in among and tie.head in among}
    at, path = left[0], list[Tie]()
    seen: dict[int, int] = {}
    while at not in seen:
        seen[at] = len(path)
        path.append(into[at])
        at = into[at].tail
    return path[seen[at] :][::-1]
