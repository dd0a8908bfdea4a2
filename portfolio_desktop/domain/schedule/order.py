# SPDX-License-Identifier: Apache-2.0
"""An order in which every node comes after all that it waits for; or the circle that makes one impossible."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.schedule.plan import Activity, Link

Pair = tuple[int, int, Link]
"""What comes before, what comes after, and why."""


class Tangled(Refusal):
    """Links from which no dates follow. `links` are the ids of all that are in it; without any of them it may be none."""

    def __init__(self, text: str, links: Iterable[str]) -> None:
        super().__init__(text)
        self.links = frozenset(filter(None, links))


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
    words = " → ".join(_called(each, titles if several else {}) for each in told)
    raise Tangled(text.format(circle=words), (link.id for link in in_circles(left, pairs)))


def in_circles(left: Collection[int], pairs: Iterable[Pair]) -> list[Link]:
    """The links among the nodes `left` that are part of any circle: both their ends can be reached from each other."""
    before: dict[int, list[int]] = {node: [] for node in left}
    after: dict[int, list[int]] = {node: [] for node in left}
    among = [(tail, head, link) for tail, head, link in pairs if tail in before and head in before]
    for tail, head, _link in among:
        after[tail].append(head)
        before[head].append(tail)
    group = _groups(after, before)
    return [link for tail, head, link in among if group[tail] == group[head]]


def _groups(after: Mapping[int, Sequence[int]], before: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """By node, a number that those have in common which can be reached from each other (after Kosaraju)."""
    finished: dict[int, None] = {}
    met: set[int] = set()
    for start in after:
        path = [] if start in met else [(start, iter(after[start]))]
        met.add(start)
        while path:
            node, ahead = path[-1]
            new = next((each for each in ahead if each not in met), None)
            if new is None:
                finished[node] = None
                path.pop()
            else:
                met.add(new)
                path.append((new, iter(after[new])))
    group: dict[int, int] = {}
    for start in reversed(finished):
        waiting = [] if start in group else [start]
        while waiting:
            node = waiting.pop()
            if node not in group:
                group[node] = start
                waiting += before[node]
    return group


def _called(activity: Activity, titles: Mapping[str, str]) -> str:
    project = titles.get(activity.project)
    if project is None:
        return f"‘{activity.name}’"
    return _("‘{task}’ of ‘{project}’").format(task=activity.name, project=project)
