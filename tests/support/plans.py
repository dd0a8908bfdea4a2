# SPDX-License-Identifier: Apache-2.0
"""Small plans for hypothesis: any links, calendars full of gaps, constraints, progress, dates by hand, summaries."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from portfolio_desktop.domain.schedule.calendars import Calendar, Day
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, LagKind, Link, LinkKind, Plan

FIRST, START, LAST = (
    20_000,
    20_002,
    20_006,
)  # days since 1970: written out from, the plan's first, written out to
_NOW = START * 1440
_SOON = st.integers(_NOW - 30, _NOW + 300)


def _day(chance: random.Random) -> Day:
    """A day of short spans and short gaps, so that every few minutes of a plan meet an edge."""
    edges, at = list[int](), chance.randint(0, 20)
    while at < 1400:
        edges.append(at)
        at += chance.randint(1, 40)
    return tuple((edges[n], edges[n + 1]) for n in range(0, len(edges) - 1, 2))


def _calendar(name: str, seed: int) -> Calendar:
    chance = random.Random(seed)
    off = date(1970, 1, 1) + timedelta(days=START + chance.randint(0, 1))
    exceptions: dict[date, Day] = {off: _day(chance)} if chance.random() < 0.5 else {}
    return Calendar(name, [_day(chance) for _weekday in range(7)], exceptions)


@st.composite
def activities(draw: st.DrawFn, id: str, parent: str | None, project: str) -> Activity:
    """One leaf, in half of the cases with nothing laid down about it."""
    fields: dict[str, object] = {
        "duration": draw(st.sampled_from((0, 1, 5, 12, 30))),
        "elapsed": draw(st.integers(0, 7)) == 0,
    }
    fields["calendar"] = draw(st.sampled_from(("", "", "other")))
    case = draw(st.integers(0, 9))
    if case in (0, 1):
        fields["constraint"] = draw(
            st.sampled_from([each for each in Constraint if each is not Constraint.ASAP])
        )
        fields["constraint_at"] = None if fields["constraint"] is Constraint.ALAP else draw(_SOON)
    elif case == 2:
        fields["fixed_start"] = start = draw(_SOON)
        fields["fixed_finish"] = draw(st.none() | st.integers(start, start + 60))
    elif case == 3:
        fields["actual_start"] = start = draw(_SOON)
        fields["remaining"] = draw(st.none() | st.integers(0, 12))
    elif case == 4:
        fields["actual_finish"] = finish = draw(_SOON)
        fields["actual_start"] = draw(st.none() | st.integers(finish - 60, finish))
    if draw(st.integers(0, 5)) == 0:
        fields["deadline"] = draw(_SOON)
    return Activity(id=id, name=f"Task {id}", parent=parent, project=project, **fields)  # type: ignore[arg-type]


@st.composite
def summaries(draw: st.DrawFn, id: str, project: str, parent: str | None = None) -> Activity:
    kind = draw(st.sampled_from((*[Constraint.ASAP] * 5, *Constraint)))
    dated = kind not in (Constraint.ASAP, Constraint.ALAP)
    return Activity(
        id=id,
        name=f"Summary {id}",
        project=project,
        parent=parent,
        duration=20,
        constraint=kind,
        constraint_at=draw(_SOON) if dated else None,
        deadline=draw(_SOON) if draw(st.integers(0, 5)) == 0 else None,
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of two projects and at most nine leaves, of which some lie under summaries."""
    count = draw(st.integers(1, 7))
    owners = [draw(st.sampled_from((None, None, "S", "T"))) for _leaf in range(count)]
    projects = {"S": "p", "T": "q"}
    where = [projects[owner] if owner else draw(st.sampled_from("pq")) for owner in owners]
    found = [
        draw(activities(str(n), owner, at)) for n, (owner, at) in enumerate(zip(owners, where, strict=True))
    ]
    above = draw(st.sampled_from((None, "R"))) if "S" in owners else None
    found += [draw(summaries("S", "p", above))] if "S" in owners else []
    found += [draw(summaries("T", "q"))] if "T" in owners else []
    found += [draw(summaries(above, "p"))] if above else []
    return Plan(
        activities=tuple(found),
        links=tuple(draw(links(owners))),
        calendars={
            "": _calendar("usual", draw(st.integers(0, 40))),
            "other": _calendar("other", draw(st.integers(41, 80))),
        },
        starts={"p": _NOW, "q": _NOW + draw(st.integers(0, 30))},
        status=draw(st.sampled_from(({}, {"p": _NOW + 50}, {"p": _NOW + 20, "q": _NOW + 100}))),
        finish_by=draw(st.sampled_from(({}, {"q": _NOW + 200}))),
    )


@st.composite
def links(draw: st.DrawFn, owners: list[str | None]) -> list[Link]:
    """Links that run forwards, now and then from or to the summary in which all of that side lie."""
    count, found = len(owners), list[Link]()
    for _link in range(draw(st.integers(0, 9))):
        tail, head = sorted((draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))))
        if tail != head:
            link = draw(kinds(str(tail), str(head)))
            found.append(_of_summaries(link, owners, tail, head) if draw(st.booleans()) else link)
    return found


def _of_summaries(link: Link, owners: list[str | None], tail: int, head: int) -> Link:
    """The link from or to the summaries of its ends, where that makes no circle."""
    before, after = owners[tail], owners[head]
    last = max(n for n, owner in enumerate(owners) if owner == before)
    if before is not None and last < head:
        link, tail = replace(link, predecessor=before), last
    first = min(n for n, owner in enumerate(owners) if owner == after)
    if after is not None and after != before and first > tail and link.kind in (LinkKind.FS, LinkKind.SS):
        link = replace(link, successor=after)
    return link


@st.composite
def kinds(draw: st.DrawFn, tail: str, head: str) -> Link:
    lag_kind = draw(st.sampled_from((LagKind.WORKING, LagKind.WORKING, LagKind.ELAPSED, LagKind.PERCENT)))
    lag = draw(st.sampled_from((0, 50, 100, -50) if lag_kind is LagKind.PERCENT else (0, 0, 1, 7, -5, 40)))
    return Link(tail, head, draw(st.sampled_from(list(LinkKind))), lag, lag_kind)


@st.composite
def edits(draw: st.DrawFn, plan: Plan) -> Plan:
    """The plan with one leaf replaced, or a link lost, changed or gained."""
    acts, ties = list(plan.activities), list(plan.links)
    leaves = [n for n, each in enumerate(acts) if each.id.isdigit()]
    what = draw(st.integers(0, 4))
    if what <= 2 or len(leaves) < 2:
        n = draw(st.sampled_from(leaves))
        acts[n] = draw(activities(acts[n].id, acts[n].parent, acts[n].project))
    elif what == 3 and ties:
        n = draw(st.integers(0, len(ties) - 1))
        ties[n : n + 1] = draw(st.sampled_from(([], [draw(kinds(ties[n].predecessor, ties[n].successor))])))
        ties = [tie for tie in ties if tie.successor.isdigit() or tie.kind in (LinkKind.FS, LinkKind.SS)]
    else:
        tail, head = sorted(draw(st.lists(st.sampled_from(leaves), min_size=2, max_size=2, unique=True)))
        ties.append(draw(kinds(acts[tail].id, acts[head].id)))
    return replace(plan, activities=tuple(acts), links=tuple(ties))
