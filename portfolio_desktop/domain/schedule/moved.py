# SPDX-License-Identifier: Apache-2.0
"""Which activities an edit has moved, or given another float: what has to be told of it, and no more."""

from portfolio_desktop.domain.schedule.schedule import Schedule


def moved(before: Schedule, now: Schedule) -> set[str]:
    """The ids of all whose slot may differ between two schedules, of which `now` came from `before` by `after`.

    All of them where the two are not of the same activities.
    """
    old, net = before.network, now.network
    if old.node.keys() != net.node.keys() or before.dates.lasts != now.dates.lasts:
        return set(now)
    pairs = (
        (before.dates.early.starts, now.dates.early.starts),
        (before.late, now.late),
        (old.activity, net.activity),
    )
    nodes = {
        n
        for was, is_now in pairs
        for n, (a, b) in enumerate(zip(was, is_now, strict=True))
        if a is not b and a != b
    }
    nodes |= before.dates.early.beyond ^ now.dates.early.beyond
    # Free float is measured to those that follow; and what stands by hand may come up against those before it.
    nodes |= {tie.tail for node in nodes for tie in net.ties.into[node]} | {
        tie.head for node in nodes for tie in net.ties.out_of[node]
    }
    found = {net.activity[node].id for node in nodes}
    return found | {summary for id in found for summary in net.outline.above(id)}
