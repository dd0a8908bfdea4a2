# SPDX-License-Identifier: Apache-2.0
"""An order in which every node comes after all that it waits for; or the circle that makes one impossible."""

from collections.abc import Mapping, Sequence

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.schedule.plan import Activity

Pair = tuple[int, int, object]
"""What comes before, what comes after, and why."""


def in_order(count: int, pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    """The nodes 0 to `count` so that each pair's first comes before its second, and those that are left in circles."""
    followers: list[list[int]] = [[] for _node in range(count)]
    waits = [0] * count
    for before, after, _why in pairs:
        followers[before].append(after)
        waits[after] += 1
    order = [node for node in range(count) if not waits[node]]
    for node in order:  # grows while it is walked
        for after in followers[node]:
            waits[after] -= 1
            if not waits[after]:
                order.append(after)
    return order, [] if len(order) == count else [node for node in range(count) if waits[node]]


def refuse_circle(
    left: Sequence[int], pairs: Sequence[Pair], owners: Sequence[Activity], titles: Mapping[str, str]
) -> None:
    """Refuse a plan in which the nodes `left` could not be ordered, by naming one circle among them.

    `titles` are those of projects: where a circle leads through several, each task is named with its own.
    """
    among = set(left)
    waits_for = {after: before for before, after, _why in pairs if before in among and after in among}
    at, path = left[0], list[int]()
    seen: dict[int, int] = {}
    while at not in seen:
        seen[at] = len(path)
        path.append(at)
        at = waits_for[at]
    circle = [owners[node] for node in (*path[seen[at] :], at)][::-1]
    told = [each for n, each in enumerate(circle) if n == 0 or each is not circle[n - 1]]
    several = len({each.project for each in told}) > 1
    text = _("These tasks wait for each other: {circle}. Remove one of the links between them.")
    raise Refusal(text.format(circle=" → ".join(_called(each, titles if several else {}) for each in told)))


def _called(activity: Activity, titles: Mapping[str, str]) -> str:
    project = titles.get(activity.project)
    if project is None:
        return f"‘{activity.name}’"
    return _("‘{task}’ of ‘{project}’").format(task=activity.name, project=project)
