# SPDX-License-Identifier: Apache-2.0
"""Links as ties between nodes, where a link from or to a summary counts for its leaves.

What waits for a summary waits at a gate: one node that stands where the first of its leaves starts, or the last
finishes. So a link between two summaries of a hundred leaves each is two hundred ties and not ten thousand.
"""

from collections.abc import Iterable
from typing import NamedTuple

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


def expanded(outline: Outline, links: Iterable[Link]) -> tuple[list[Tie], list[Gate]]:
    """The ties that links come to, and the gates they need. Leaves are numbered by `outline.places`, gates after them."""
    places, ties = outline.places, list[Tie]()
    gates: dict[Gate, int] = {}
    for link in links:
        tail, head = places.get(link.predecessor), places.get(link.successor)
        if tail is None or head is None or tail == head:
            outline.check_link(link)
            if tail is None:
                tail = _gate(outline, link, gates, ties)
            ties += [Tie(tail, places[leaf], link) for leaf in outline.leaves(link.successor)]
        else:
            ties.append(Tie(tail, head, link))
    return ties, list(gates)


def _gate(outline: Outline, link: Link, gates: dict[Gate, int], ties: list[Tie]) -> int:
    """The gate of the summary that a link comes from, tied to its leaves when it is first asked for."""
    summary, from_start = link.predecessor, link.kind in FROM_START
    gate = (summary, State.FIRST_START if from_start else State.LAST_FINISH)
    number = gates.get(gate)
    if number is None:
        number = gates[gate] = len(outline.places) + len(gates)
        kind = LinkKind.SS if from_start else LinkKind.FF
        ties += [
            Tie(outline.places[leaf], number, Link(leaf, summary, kind)) for leaf in outline.leaves(summary)
        ]
    return number
