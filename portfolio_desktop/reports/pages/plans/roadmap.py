# SPDX-License-Identifier: Apache-2.0
"""The portfolio on a timeline: programmes, projects and the milestones that the board watches, on one page.

Where not all have room, it folds: first milestones far away are left out, then all are gathered on their projects' bars,
then projects give way to those that weigh more. What is left out is said.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import Day, Milestone, PackData, PackProject
from portfolio_desktop.domain.pack.figures import concerns, past_finish
from portfolio_desktop.domain.pack.schedule import PackPlan, PackSchedule
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.reports.gantt.columns import is_late
from portfolio_desktop.reports.gantt.key import of_one_end
from portfolio_desktop.reports.pages import milestones
from portfolio_desktop.reports.pages.plans.drawing import days, drawn, point, rows_in, timeline
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import BOTTOM
from portfolio_desktop.reports.wording import day
from portfolio_desktop.services.planning.rows import Row, RowKind, Span, stated_finish

_LEAST_ROW = 9.4
_BACK = timedelta(days=92)
_YEAR, _ROOM = timedelta(days=365), timedelta(days=61)
_HORIZONS = tuple(timedelta(days=ahead) for ahead in (1100, 730, 365, 183))


def sheets(data: PackData) -> list[Sheet]:
    """The page, and the dates of the milestones as a table; nothing where no date is known at all."""
    if not any(_dated(data, project) for project in data.projects):
        return []
    title = milestones.title(data) if milestones.any_open(data) else _title(data)
    sheet = Sheet(title, "", _("Schedule"), "schedule")
    room = BOTTOM - sheet.top
    rows, folded, note = _fitting(data, rows_in(room, _LEAST_ROW))
    behind = _behind(data)
    sheet.note = note if not behind or behind == title else f"{note}; {behind}"
    seen = _seen(data, rows)
    sheet.marks += drawn(
        timeline(data, rows), _columns(rows), sheet.top, room, _signs(rows, folded), folded, seen
    )
    return [sheet, *milestones.table_sheets(data, sheet)]


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """Without a baseline there is nothing to slip against: empty columns would only take the room of the bars."""
    return ("title", "finish", *(("baseline", "slip") if any(row.baselines for row in rows) else ()))


def _signs(rows: Sequence[Row], folded: frozenset[str]) -> tuple[str, ...]:
    """The signs that occur, in the order of the key: one that stands nowhere would be looked for in vain."""
    steps = [row for row in rows if row.kind is RowKind.MILESTONE]
    agreed = any(row.baselines for row in steps)
    agreed_bars = [span for row in rows if row.kind is not RowKind.MILESTONE for span in row.baselines]
    found = {
        "project": any(row.kind is RowKind.PROJECT and row.span.start and row.span.finish for row in rows),
        "milestone": bool(steps) and not agreed and not folded,
        "agreed": agreed and not folded,
        "reached": any(row.done for row in steps) and not folded,
        "gathered": any(not row.done for row in steps) and bool(folded),
        "gathered_done": any(row.done for row in steps) and bool(folded),
        "baseline": any(span.start for span in agreed_bars),
        "agreed_finish": any(span.start is None for span in agreed_bars),
        "stated": any(row.stated for row in rows),
        "deadline": any(row.deadline for row in rows),
        "overdue": any(row.conflict for row in rows),
    }
    return (*(name for name, occurs in found.items() if occurs), *of_one_end(rows))


def _title(data: PackData) -> str:
    """How many projects end late, by the very dates that stand on the page. Without a baseline none is late or in time."""
    heads = [next(_project(data, project, (), 0)) for project in data.projects]
    measured = [head for head in heads if head.baselines and head.span.finish]
    late, of = sum(map(is_late, measured)), len(measured)
    if not measured and (behind := _behind(data)):
        return behind
    if not measured:
        return _("No project gives a baseline to measure its finish against")
    if of < len(heads):
        return _title_of_some(late, of)
    if not late:
        return ngettext(
            "The project finishes no later than its baseline says",
            "None of {all} projects finishes later than its baseline says",
            of,
        ).format(all=of)
    text = ngettext(
        "{late} of {all} projects finishes later than its baseline says",
        "{late} of {all} projects finish later than their baselines say",
        late,
    )
    return text.format(late=late, all=of)


def _behind(data: PackData) -> str:
    """How many projects should have finished and are not closed; empty for none."""
    late = sum(past_finish(data, project) for project in data.projects)
    text = ngettext(
        "{late} of {all} projects is past its finish and not closed",
        "{late} of {all} projects are past their finish and not closed",
        late,
    )
    return text.format(late=late, all=len(data.projects)) if late else ""


def _title_of_some(late: int, of: int) -> str:
    if not late:
        return ngettext(
            "The one project with a baseline finishes no later than it says",
            "None of the {of} projects with a baseline finishes later than it says",
            of,
        ).format(of=of)
    return ngettext(
        "{late} of the {of} projects with a baseline finishes later than it says",
        "{late} of the {of} projects with a baseline finish later than it says",
        late,
    ).format(late=late, of=of)


def _seen(data: PackData, rows: Sequence[Row]) -> tuple[timedelta, timedelta]:
    """How far back and ahead bars are drawn. All ends are seen; what goes on beyond is cut at the edge."""
    now = days(None, data.edition.as_of).finish
    ends = [row.span.finish for row in rows if row.kind is RowKind.PROJECT and row.span.finish]
    back = now - min(ends) + _ROOM if now and ends else _YEAR
    return max(back, _YEAR), 4 * _YEAR


def _fitting(data: PackData, most: int) -> tuple[list[Row], frozenset[str], str]:
    """The rows of the page, what is folded, and what is to be said of what is not there."""
    shown = [project for project in data.projects if _dated(data, project)]
    first = data.edition.as_of - _BACK
    whole = {project.key: [each for each in project.milestones if _open(each, first)] for project in shown}
    for horizon in (None, *(data.edition.as_of + ahead for ahead in _HORIZONS)):
        kept = {
            key: [each for each in some if horizon is None or (each.expected or first) <= horizon]
            for key, some in whole.items()
        }
        rows = _rows(data, shown, kept)
        if len(rows) <= most and (horizon is None or any(kept.values())):
            return rows, frozenset(), _note(shown, data, whole, kept, horizon)
    if len(shown) + len({each.group for each in shown}) > most:
        shown = _weightiest(data, shown, most)
    rows = _rows(data, shown, whole)
    folded = frozenset(row.key for row in rows if row.kind is RowKind.PROJECT)
    words = [_("Milestones are gathered on the bars of their projects, and named in the table")]
    if len(shown) < len(data.projects):
        words.append(
            _("{n} of {all} projects, those that worry most first").format(
                n=len(shown), all=len(data.projects)
            )
        )
    return rows, folded, "; ".join(words)


def _note(
    shown: Sequence[PackProject],
    data: PackData,
    whole: dict[str, list[Milestone]],
    kept: dict[str, list[Milestone]],
    horizon: date | None,
) -> str:
    words = [_("Bars end when the plan or else the report says")]
    half = [span for each in shown if bool((span := _span(data, each)).start) != bool(span.finish)]
    if half:
        one = ngettext(
            "{n} project gives only its start or its finish",
            "{n} projects give only their start or their finish",
            len(half),
        )
        words.append(one.format(n=len(half)))
    agreed = sum(_is_agreed(data, each) for each in shown)
    if agreed:
        one = ngettext(
            "{n} finish is the baseline’s, with no forecast",
            "{n} finishes are the baselines’, with no forecast",
            agreed,
        )
        words.append(one.format(n=agreed))
    left = sum(map(len, whole.values())) - sum(map(len, kept.values()))
    if left and horizon:
        later = ngettext(
            "{n} milestone after {day} is left out", "{n} milestones after {day} are left out", left
        )
        words.append(later.format(n=left, day=day(horizon)))
    undated = len(data.projects) - len(shown)
    if undated:
        none = ngettext("{n} project has no dates", "{n} projects have no dates", undated)
        words.append(none.format(n=undated))
    return "; ".join(words)


def _weightiest(data: PackData, shown: Sequence[PackProject], most: int) -> list[PackProject]:
    """Those that worry, then those that finish next, in the order of the pack; with a heading for each group."""
    worry = {project.key: place for place, project in enumerate(concerns(data))}
    ranked = sorted(
        shown,
        key=lambda each: (worry.get(each.key, len(worry)), _span(data, each).finish or _NEVER, each.code),
    )
    kept: list[PackProject] = []
    for project in ranked:
        if len(kept) + 1 + len({each.group for each in (*kept, project)}) > most:
            break
        kept.append(project)
    chosen = {each.key for each in kept}
    return [each for each in shown if each.key in chosen]


_NEVER = days(None, date.max).finish


def _rows(data: PackData, shown: Sequence[PackProject], kept: dict[str, list[Milestone]]) -> list[Row]:
    groups = list(dict.fromkeys(project.group for project in shown))
    if len(groups) < 2:
        return [row for project in shown for row in _project(data, project, kept[project.key], 0)]
    rows: list[Row] = []
    for group in groups:
        under = [
            row
            for project in shown
            if project.group == group
            for row in _project(data, project, kept[project.key], 1)
        ]
        spans = [row.span for row in under if row.kind is RowKind.PROJECT]
        starts, ends = (
            [at for at in some if at]
            for some in ([span.start for span in spans], [span.finish for span in spans])
        )
        span = Span(start=min(starts, default=None), finish=max(ends, default=None))
        title = group or _("In no group")
        rows.append(Row(key=f"group:{group}", kind=RowKind.PROGRAMME, title=title, folds=True, span=span))
        rows += under
    return rows


def _project(data: PackData, project: PackProject, kept: Sequence[Milestone], level: int) -> Iterator[Row]:
    plan = _plan(data, project.key)
    was = project.finish.baseline, project.start.baseline
    baseline = (
        plan.baseline if plan and plan.baseline else None if _is_agreed(data, project) else _day(was[0])
    )
    yield Row(
        key=project.key,
        kind=RowKind.PROJECT,
        title=project.label,
        level=level,
        folds=bool(kept),
        span=_span(data, project),
        baselines=(days(_day(was[1]), baseline),) if baseline else (),
        tone=level_of(project.rating).tone if isinstance(project.rating, Rating) else "",
        stated=stated_finish(_day(expected(project.finish)), _planned(plan)),
        deadline=days(None, plan.must_finish).finish if plan else None,
        conflict=_("Overdue") if past_finish(data, project) else "",
    )
    for number, each in enumerate(sorted(kept, key=lambda step: step.expected or date.max)):
        yield Row(
            key=f"{project.key}:{number}",
            kind=RowKind.MILESTONE,
            title=each.name,
            level=level + 1,
            span=point(each.expected),
            baselines=(point(_day(each.baseline)),) if _day(each.baseline) and not each.agreed else (),
            done=each.reached,
            conflict=_("Overdue") if each.overdue(data.edition.as_of) else "",
        )


def _open(milestone: Milestone, first: date) -> bool:
    """What was reached before a quarter ago is history."""
    if milestone.unforeseen:
        return True
    return milestone.expected is not None and (not milestone.reached or milestone.expected >= first)


def _plan(data: PackData, key: str) -> PackPlan | None:
    plans = (data.schedule or PackSchedule()).plans
    return next((plan for plan in plans if plan.project == key), None)


def _planned(plan: PackPlan | None) -> Span:
    return Span() if plan is None or plan.finish is None else days(plan.start, plan.finish)


def _span(data: PackData, project: PackProject) -> Span:
    """By its plan; where there is none, as it is reported."""
    planned = _planned(_plan(data, project.key))
    if planned.finish is not None:
        return planned
    start, finish = _day(expected(project.start)), _day(expected(project.finish))
    return days(start if start is None or finish is None or start <= finish else finish, finish)


def _is_agreed(data: PackData, project: PackProject) -> bool:
    """Whether its finish is what was agreed, and nobody has said that it still holds: nothing to measure a slip by."""
    planned = _planned(_plan(data, project.key)).finish
    return planned is None and project.finish.forecast is None and _day(project.finish.baseline) is not None


def _dated(data: PackData, project: PackProject) -> bool:
    span = _span(data, project)
    return bool(span.start or span.finish) or any(each.expected for each in project.milestones)


def _day(value: Day) -> date | None:
    return value if isinstance(value, date) else None
