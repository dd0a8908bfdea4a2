# SPDX-License-Identifier: Apache-2.0
"""The organisation as a tree of who reports to whom. Sound whatever the links say, circles and all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody, who reports to them, and how many stand below them in all."""

    key: str
    below: tuple["Node", ...]
    total: int


def tree(above: Mapping[str, str | None]) -> tuple[Node, ...]:
    """Everybody once, under whom they report to. `above` gives the order, and who stands above each.

    Whoever reports to nobody here stands at the top; of people who report to each other in a circle, the first does.
    """
    below: dict[str, list[str]] = {}
    tops: list[str] = []
    settled: set[str] = set()
    for key in above:
        chain: list[str] = []
        at: str | None = key
        while at is not None and at in above and at not in settled and at not in chain:
            chain.append(at)
            at = above[at]
        circle = at in chain
        settled.update(chain)
        for each in chain:
            boss = above[each]
            if boss is None or boss not in above or (circle and each == at):
                tops.append(each)
            else:
                below.setdefault(boss, []).append(each)
    order = {key: place for place, key in enumerate(above)}
    return _nodes(sorted(tops, key=order.__getitem__), below, order)


def _nodes(
    keys: Sequence[str], below: Mapping[str, Sequence[str]], order: Mapping[str, int]
) -> tuple[Node, ...]:
    """Nodes for `keys` with all that stand below, without recursion: a chain may be as long as the register."""
    found: dict[str, Node] = {}
    waiting = [(key, False) for key in keys]
    while waiting:
        key, done = waiting.pop()
        under = sorted(below.get(key, ()), key=order.__getitem__)
        if done or not under:
            nodes = tuple(found[each] for each in under)
            found[key] = Node(key, nodes, sum(1 + node.total for node in nodes))
        else:
            waiting.append((key, True))
            waiting += [(each, False) for each in under]
    return tuple(found[key] for key in keys)
