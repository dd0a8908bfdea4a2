# SPDX-License-Identifier: Apache-2.0
"""How much of what is asked the people who can do it can do at once: the largest flow, and what stands in its way.

Whole numbers only, so that the answer is exact. After Dinic: shortest ways first, each level of them until it is full.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SOURCE, _SINK = 0, 1


@dataclass(frozen=True, slots=True)
class Served:
    """What of the asks is served in all, and the asks that are short together: they want more than all who can do them have."""

    amount: int
    short: frozenset[int]


def serve(asks: Sequence[int], haves: Sequence[int], can: Mapping[int, Sequence[int]]) -> Served:
    """`asks` by place, `haves` by place, and for each ask the places of the haves that can serve it."""
    net = _Net(2 + len(asks) + len(haves))
    for place, amount in enumerate(asks):
        net.edge(_SOURCE, 2 + place, amount)
        for have in can.get(place, ()):
            net.edge(2 + place, 2 + len(asks) + have, amount)
    for place, amount in enumerate(haves):
        net.edge(2 + len(asks) + place, _SINK, amount)
    amount = net.fill()
    reached = net.levels()
    return Served(amount, frozenset(place for place in range(len(asks)) if reached[2 + place] >= 0))


class _Net:
    """Edges in pairs: an edge and its way back stand side by side."""

    def __init__(self, nodes: int) -> None:
        self._from: list[list[int]] = [[] for _node in range(nodes)]
        self._to: list[int] = []
        self._room: list[int] = []

    def edge(self, start: int, end: int, room: int) -> None:
        for node, other, amount in ((start, end, room), (end, start, 0)):
            self._from[node].append(len(self._to))
            self._to.append(other)
            self._room.append(amount)

    def levels(self) -> list[int]:
        """How many edges with room lead from the source to each node; -1 where none do."""
        found = [-1] * len(self._from)
        found[_SOURCE] = 0
        waiting = deque([_SOURCE])
        while waiting:
            node = waiting.popleft()
            for edge in self._from[node]:
                if self._room[edge] and found[self._to[edge]] < 0:
                    found[self._to[edge]] = found[node] + 1
                    waiting.append(self._to[edge])
        return found

    def fill(self) -> int:
        """Send as much as there is room for."""
        sent = 0
        while (levels := self.levels())[_SINK] >= 0:
            tried = [0] * len(self._from)
            while more := self._send(levels, tried):
                sent += more
        return sent

    def _send(self, levels: Sequence[int], tried: list[int]) -> int:
        """One way from source to sink, along levels, as full as it gets; 0 where there is none left."""
        way: list[int] = []
        node = _SOURCE
        while node != _SINK:
            edges = self._from[node]
            while tried[node] < len(edges) and not self._leads_on(edges[tried[node]], node, levels):
                tried[node] += 1
            if tried[node] < len(edges):
                way.append(edges[tried[node]])
                node = self._to[way[-1]]
            elif way:
                node = self._to[way.pop() ^ 1]
                tried[node] += 1
            else:
                return 0
        room = min(self._room[edge] for edge in way)
        for edge in way:
            self._room[edge] -= room
            self._room[edge ^ 1] += room
        return room

    def _leads_on(self, edge: int, node: int, levels: Sequence[int]) -> bool:
        return bool(self._room[edge]) and levels[self._to[edge]] == levels[node] + 1
