# SPDX-License-Identifier: Apache-2.0
"""The path that leads to a date, across projects: which tasks hold it, and a timeline of these alone."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.schedule.because import chain
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.rows import Arrow, Row, RowKind, Timeline
from portfolio_desktop.storage.read import Reader

_FAR = 3
_NEAR = timedelta(days=31)
_MOST_PAST = 16
"""Rows left out that more arrows lead through than this are not led past: it would be a thicket."""


def path_to(office: Office, entity: str, id: Id) -> tuple[Id, ...]:
    """The tasks that hold a task, or the finish of a project, where it is: from the last back to the first.

    Where one waits for a promise, the path goes on in the plan of whoever gave it. Refuses what has no place in time.
    """
    with office.reading() as reader:
        record = reader.get(reader.catalogue.entity(entity), id)
        project = id if entity == "project" else Id(str(record["project_id"])) if record else id
        schedule = office.store.schedule([project])
        last = last_leaf(schedule, id)
        if last is None:
            title = (record["title"] or record["code"]) if record else id
            text = _(
                "“{title}” has no place in time, so nothing leads to it. Give it tasks with dates or links."
            )
            raise Refusal(text.format(title=title))
        return tuple(_back(reader, schedule, last))


def last_leaf(schedule: Schedule, id: str) -> str | None:
    """The task itself; of a summary or a project, the one in it that finishes last; None without any."""
    net = schedule.network
    if id in net.node:
        return id
    leaves = net.outline.leaves(id) if id in net.outline.of else ()
    leaves = leaves or [leaf for leaf in net.node if net.activity[net.node[leaf]].project == id]
    return schedule.last(leaves)


def _back(reader: Reader, schedule: Schedule, last: str) -> Iterator[Id]:
    """The chain of a leaf; from a promise on, that of the giver's task behind it."""
    seen: set[str] = set()
    at: str | None = last
    while at is not None and at not in seen:
        ids = [at, *(link.predecessor for link in chain(schedule, at))]
        for id in ids:
            if id not in seen:
                seen.add(id)
                yield Id(id)
        at = _giver(reader, schedule, ids[-1])


def _giver(reader: Reader, schedule: Schedule, id: str) -> str | None:
    """The leaf whose finish was promised by the dependency `id`; None where it is no dependency."""
    found = reader.get(reader.catalogue.entity("dependency"), Id(id))
    task = found["giver_task_id"] if found else None
    return (
        last_leaf(schedule, task) if isinstance(task, str) and task in schedule.network.outline.of else None
    )


def critical_only(timeline: Timeline) -> Timeline:
    """The tasks that are open and critical by their plans, in their projects, with the promises that they wait for.

    Stages are left out, and milestones that somebody called critical.
    """
    steps = (row for row in timeline.rows if row.entity == "task" and row.kind is not RowKind.SUMMARY)
    return along(timeline, {row.key for row in steps if row.critical and not row.done})


def seen_days(timeline: Timeline) -> tuple[date, date] | None:
    """The first and the last day of what lies below projects; today and the board too, unless they lie far from it."""
    rows = [row for row in timeline.rows if row.kind not in _HEADINGS]
    days = [at.date() for row in rows for at in (row.span.start, row.span.finish, row.deadline) if at]
    if not days:
        return None
    return with_marks(timeline, min(days), max(days))


def with_marks(timeline: Timeline, first: date, last: date) -> tuple[date, date]:
    """These days and those of the marks (today, the board, the status date) that do not lie far from them."""
    far = max((last - first) / _FAR, _NEAR)
    days = [mark.day for mark in timeline.marks if first - far <= mark.day <= last + far]
    return min([first, *days]), max([last, *days])


def shortened(timeline: Timeline, most: int) -> tuple[Timeline, int]:
    """No more than `most` rows: the longest steps, with arrows that lead past those left out, and how many these are.

    The last step and those where it goes from one project to another are left out last, however short they are.
    """
    spare = len(timeline.rows) - most
    telling = _telling(timeline)
    found = (row for row in timeline.rows if row.kind not in _HEADINGS)
    steps = sorted(found, key=lambda row: (row.key in telling, _length(row)))
    gone = {row.key for row in steps[: max(0, spare)]}
    if not gone:
        return timeline, 0
    kept = [row for row in timeline.rows if row.key not in gone]
    arrows = bridged(timeline.arrows, {row.key for row in kept})
    return replace(timeline, rows=tuple(kept), arrows=arrows), len(gone)


def _telling(timeline: Timeline) -> Collection[str]:
    """Keys of the last step, and of both ends of the critical arrows between projects."""
    rows = {row.key: row for row in timeline.rows if row.kind not in _HEADINGS}
    last = max(rows.values(), key=_ends, default=None)
    across = [
        each
        for each in timeline.arrows
        if each.critical
        and each.before in rows
        and each.after in rows
        and rows[each.before].project != rows[each.after].project
    ]
    ends = {key for each in across for key in (each.before, each.after)}
    return ends | {last.key} if last else ends


def bridged(arrows: Iterable[Arrow], kept: Collection[str]) -> tuple[Arrow, ...]:
    """The arrows among the rows `kept`; where critical ones lead through others, one that leads past these."""
    there: dict[tuple[str, str], Arrow] = {}
    onward: dict[str, dict[str, Arrow]] = {}
    back: dict[str, dict[str, Arrow]] = {}
    for each in arrows:
        if each.before in kept and each.after in kept:
            there[each.before, each.after] = each
        elif each.critical:
            onward.setdefault(each.before, {})[each.after] = each
            back.setdefault(each.after, {})[each.before] = each
    for row in [row for row in onward if row not in kept]:
        into, out = back.pop(row, {}), onward.pop(row, {})
        for first in into.values():
            onward.get(first.before, {}).pop(row, None)
            for second in out.values():
                past = _past(first, second)
                if first.before in kept and second.after in kept:
                    there.setdefault((first.before, second.after), past)
                elif len(into) * len(out) <= _MOST_PAST:
                    onward.setdefault(first.before, {})[second.after] = past
                    back.setdefault(second.after, {})[first.before] = past
        for second in out.values():
            back.get(second.after, {}).pop(row, None)
    return tuple(there.values())


def _past(first: Arrow, second: Arrow) -> Arrow:
    return Arrow(
        key=f"{first.key}+{second.key}",
        before=first.before,
        after=second.after,
        kind=first.kind[0] + second.kind[1],
        critical=True,
        outdated=first.outdated or second.outdated,
    )


def _length(row: Row) -> float:
    start, finish = row.span.start, row.span.finish
    return (finish - start).total_seconds() if start and finish else 0.0


def along(timeline: Timeline, keys: Collection[str]) -> Timeline:
    """The rows `keys` under their projects and programmes, all in the order in which they start, and their arrows.

    Whoever promised something to one of them is there as well.
    """
    wanted = set(keys)
    wanted |= {each.before for each in timeline.arrows if each.outdated and each.after in wanted}
    rows = tuple(_headed(timeline.rows, wanted))
    shown = {row.key for row in rows}
    arrows = tuple(each for each in timeline.arrows if each.before in shown and each.after in shown)
    return replace(timeline, rows=rows, arrows=arrows)


_HEADINGS = (RowKind.GROUP, RowKind.PROGRAMME, RowKind.PROJECT)
_Begin: TypeAlias = tuple[bool, str]
_NEVER: _Begin = (True, "")


def _headed(rows: Iterable[Row], wanted: Collection[str]) -> Iterator[Row]:
    """The steps `wanted`, each run of them under its headings; headings come as the first of their steps begin."""
    runs: list[tuple[tuple[Row, ...], list[Row]]] = [((), [])]
    heads: tuple[Row, ...] = ()
    for row in rows:
        if row.kind in _HEADINGS:
            heads = (*(each for each in heads if each.level < row.level), row)
            runs.append((heads, []))
        elif row.key in wanted:
            runs[-1][1].append(replace(row, level=heads[-1].level + 1 if heads else 0, folds=False))
    begins: dict[str, _Begin] = {}
    for above, steps in runs:
        for head in above:
            begins[head.key] = min([begins.get(head.key, _NEVER), *map(_begins, steps)])
    yielded = set[str]()
    for above, steps in sorted(runs, key=lambda run: [begins[head.key] for head in run[0]]):
        if steps:
            yield from (head for head in above if head.key not in yielded)
            yielded.update(head.key for head in above)
            yield from _in_order(steps)


def _ends(row: Row) -> tuple[str, str]:
    """Of two that finish together, the one that starts later comes last."""
    start, finish = row.span.start, row.span.finish
    return finish.isoformat() if finish else "", start.isoformat() if start else ""


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=_begins)


def _begins(row: Row) -> _Begin:
    """What has no date comes last."""
    at = row.span.start or row.span.finish
    return (False, at.isoformat()) if at else _NEVER
