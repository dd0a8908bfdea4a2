# SPDX-License-Identifier: Apache-2.0
"""Links as ties between nodes, where a link from or to a summary counts for its leaves.

What waits for a summary waits at a gate: one node that stands where the first of its leaves starts, or the last
finishes. So a link between two summaries of a hundred leaves each is two hundred ties and not ten thousand.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property
from typing import NamedTuple, Self

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.order import Tangled
from portfolio_desktop.domain.schedule.outline import Outline
from portfolio_desktop.domain.schedule.placing import State
from portfolio_desktop.domain.schedule.plan import FROM_START, Link, LinkKind


class Tie(NamedTuple):
    """A link between two nodes. One link to a summary is a tie to each of its leaves."""

    tail: int
    head: int
    link: Link


Gate = tuple[str, State]
"""The summary that a gate stands for, and which of its ends."""


class Ties:
    """The ties of a plan's links, and the gates that they need.

    At first leaves are numbered by `Outline.places` and gates after them, until `number` tells their order.
    """

    def __init__(self, outline: Outline, links: Iterable[Link]) -> None:
        self._gates: dict[Gate, int] = {}
        self.all: list[Tie] = []
        places = outline.places
        for link in links:
            tail, head = places.get(link.predecessor), places.get(link.successor)
            if tail is None or head is None or tail == head:
                self._expand(outline, link)
            else:
                self.all.append(Tie(tail, head, link))
        self._count = len(places) + len(self._gates)

    @property
    def gates(self) -> list[Gate]:
        return list(self._gates)

    def number(self, order: Sequence[int]) -> None:
        """Give the nodes the numbers of their places in `order`."""
        rank = [0] * self._count
        for node, raw in enumerate(order):
            rank[raw] = node
        self.all = [Tie(rank[tail], rank[head], link) for tail, head, link in self.all]

    @cached_property
    def into(self) -> list[list[Tie]]:
        """The ties of which each node is the head."""
        found: list[list[Tie]] = [[] for _node in range(self._count)]
        for tie in self.all:
            found[tie.head].append(tie)
        return found

    @cached_property
    def out_of(self) -> list[list[Tie]]:
        """The ties of which each node is the tail."""
        found: list[list[Tie]] = [[] for _node in range(self._count)]
        for tie in self.all:
            found[tie.tail].append(tie)
        return found

    def copy(self) -> Self:
        """Ties of the same nodes that can be added to and taken from. `all` goes on saying what there was at first."""
        twin = copy(self)
        twin.into, twin.out_of = list(self.into), list(self.out_of)
        return twin

    def add(self, tie: Tie) -> None:
        self.out_of[tie.tail] = [*self.out_of[tie.tail], tie]
        self.into[tie.head] = [*self.into[tie.head], tie]

    def remove(self, tie: Tie) -> None:
        for ties, node in ((self.out_of, tie.tail), (self.into, tie.head)):
            at = ties[node].index(tie)
            ties[node] = ties[node][:at] + ties[node][at + 1 :]

    def _expand(self, outline: Outline, link: Link) -> None:
        """A link from or to a summary, to each of its leaves."""
        try:
            outline.check_link(link)
        except Refusal as error:
            raise Tangled(str(error), (link.id,)) from error
        tail = outline.places.get(link.predecessor)
        if tail is None:
            tail = self._gate(outline, link)
        self.all += [Tie(tail, outline.places[leaf], link) for leaf in outline.leaves(link.successor)]

    def _gate(self, outline: Outline, link: Link) -> int:
        """The gate of the summary that a link comes from, tied to its leaves when it is first asked for."""
        summary, from_start = link.predecessor, link.kind in FROM_START
        gate = (summary, State.FIRST_START if from_start else State.LAST_FINISH)
        number = self._gates.get(gate)
        if number is None:
            number = self._gates[gate] = len(outline.places) + len(self._gates)
            kind = LinkKind.SS if from_start else LinkKind.FF
            leaves = outline.leaves(summary)
            self.all += [Tie(outline.places[leaf], number, Link(leaf, summary, kind)) for leaf in leaves]
        return number
