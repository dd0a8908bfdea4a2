# SPDX-License-Identifier: Apache-2.0
"""One plan on one page: where it ends against what is promised, what holds it, and the path that leads there."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.schedule import Checked, HandedOver, PackPlan, PlanArrow, PlanBar, Slipped
from portfolio_desktop.reports.pages.plans.drawing import drawn, timeline
from portfolio_desktop.reports.pages.project import ANCHOR
from portfolio_desktop.reports.primitives import Line, Link, Mark, Role, Tagged, Text, paragraph
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    BODY,
    BOTTOM,
    GREY,
    GUTTER,
    HEADING,
    INK,
    LATE,
    LEFT,
    NOTE,
    REGULAR,
    RIGHT,
    RULE,
    SEMIBOLD,
    SMALL,
)
from portfolio_desktop.reports.text import shorten, wrap
from portfolio_desktop.reports.wording import span
from portfolio_desktop.services.planning.rows import Arrow, Row, RowKind, Span

_COLUMNS = ("title", "finish", "slip", "float")
_WITHOUT_BASELINE = ("title", "start", "finish", "float")
_SIGNS = ("task", "critical", "done", "summary", "milestone", "baseline", "float", "deadline", "conflict")
_FACT = 30.0
_WHY = 11.5
_FOOT = 62.0
_LINE = 10.5
_FOOT_LINES = 4


def sheets(data: PackData) -> list[Sheet]:
    """A page for each plan that was given one."""
    schedule = data.schedule
    by_key = {project.key: project for project in data.projects}
    plans = [plan for plan in (schedule.plans if schedule else ()) if plan.bars and plan.project in by_key]
    return [_page(data, plan, by_key[plan.project]) for plan in plans]


def _page(data: PackData, plan: PackPlan, project: PackProject) -> Sheet:
    sheet = Sheet(
        project.label, "", _("Schedule"), f"plan:{plan.project}", level=1, message=message(plan), lines=1
    )
    top = sheet.top + 4
    sheet.marks += _facts(plan, top)
    top += _FACT
    lines = wrap(plan.because, REGULAR, BODY, RIGHT - LEFT - 92, 3) if plan.because else []
    if lines:
        why = [Text(LEFT, top + 8, _("What holds it"), SEMIBOLD, BODY, INK)]
        for place, line in enumerate(lines):
            why.append(Text(LEFT + 92, top + 8 + place * _WHY, line, REGULAR, BODY, INK))
        sheet.marks.append(paragraph(why))
        top += len(lines) * _WHY + 8
    given = [each for each in _hand_overs(data) if plan.project in (each.giver_key, each.receiver_key)]
    foot = BOTTOM - _FOOT
    rows = [_row(bar) for bar in plan.bars]
    arrows = [_arrow(number, each) for number, each in enumerate(plan.arrows)]
    columns = _COLUMNS if any(bar.was_finish for bar in plan.bars) else _WITHOUT_BASELINE
    shown = timeline(data, rows, arrows, plan.must_finish)
    sheet.marks += drawn(shown, columns, top, foot - top, _SIGNS)
    sheet.marks += _below(data, plan, given, foot)
    if plan.project in data.one_pagers:
        sheet.marks.append(Link(LEFT, 44, RIGHT - LEFT, 22, f"{ANCHOR}{plan.project}"))
    return sheet


def message(plan: PackPlan) -> str:
    """Where the plan ends against what is promised, or else against its baseline."""
    if plan.finish is None:
        return _("No finish follows from the plan")
    now = format_date(plan.finish)
    if plan.must_finish is not None:
        wanted = format_date(plan.must_finish)
        if plan.finish > plan.must_finish:
            late = span(plan.must_finish, plan.finish)[1:]
            return _("Ends on {now}, {late} after the promised {wanted}").format(
                now=now, late=late, wanted=wanted
            )
        return _("Ends on {now}; the promised {wanted} can be kept").format(now=now, wanted=wanted)
    if plan.baseline is not None and plan.finish != plan.baseline:
        apart = span(plan.baseline, plan.finish)[1:]
        text = _("Ends on {now}, {apart} later than its baseline")
        if plan.finish < plan.baseline:
            text = _("Ends on {now}, {apart} earlier than its baseline")
        return text.format(now=now, apart=apart)
    return _("Ends on {now}").format(now=now)


def _facts(plan: PackPlan, top: float) -> list[Mark]:
    """The four figures of the page, side by side."""
    late = plan.finish is not None and plan.must_finish is not None and plan.finish > plan.must_finish
    was = _("Baseline “{name}”").format(name=plan.baseline_name) if plan.baseline_name else _("Baseline")
    spare = plan.spare
    facts = (
        (_("Ends by its plan"), _day(plan.finish), INK),
        (was, _day(plan.baseline), INK),
        (_("Promised for"), _day(plan.must_finish) if plan.must_finish else _("Nothing promised"), INK),
        (_("Float to the promise"), _days(spare) if spare is not None else "–", LATE if late else INK),
        (_("Open tasks on the path"), _path(plan), INK),
    )
    wide = (RIGHT - LEFT) / len(facts)
    marks: list[Mark] = []
    for place, (name, said, colour) in enumerate(facts):
        x = LEFT + place * wide
        if place:
            marks.append(Line(x - 8, top, x - 8, top + _FACT - 10, RULE, 0.6))
        fact = (
            Text(x, top + 7, shorten(name, REGULAR, SMALL, wide - 14), REGULAR, SMALL, GREY),
            Text(x, top + 19, shorten(said, SEMIBOLD, HEADING, wide - 14), SEMIBOLD, HEADING, colour),
        )
        marks.append(paragraph(fact))
    return marks


def _path(plan: PackPlan) -> str:
    shown = sum(bar.critical and not bar.over and bar.kind in ("task", "milestone") for bar in plan.bars)
    of = _("{n} of {all}").format(n=shown + plan.left_out, all=f"{plan.tasks:,}")
    return _("{of}, {left} not shown").format(of=of, left=plan.left_out) if plan.left_out else of


def _days(spare: Decimal) -> str:
    said = f"{spare:+f}" if spare else "0"
    return ngettext("{n} working day", "{n} working days", 1 if abs(spare) == 1 else 2).format(
        n=said.replace("-", "\N{MINUS SIGN}")
    )


def _day(day: date | None) -> str:
    return format_date(day) if day else _("Not reported")


def _below(data: PackData, plan: PackPlan, given: Sequence[HandedOver], top: float) -> list[Mark]:
    """Three short lists side by side: what slipped, what is handed over too late, how the plan was judged."""
    since = data.changes.since if data.changes else None
    slipped = (
        _("Milestones later than on {day}").format(day=format_date(since)) if since else _("Milestones later")
    )
    none = _("None is later than in the last pack.") if since else _("There was no pack before.")
    lists = (
        (slipped, [_slip(each) for each in plan.slipped], none),
        (
            _("Hand-overs late or outdated"),
            [_handed(each, plan.project) for each in given],
            _("None is late, and each date is the one that the giver's plan says."),
        ),
        (_("Check of the plan"), _checked(plan.checked), _("The plan could not be judged.")),
    )
    wide = (RIGHT - LEFT - 2 * GUTTER) / 3
    marks: list[Mark] = []
    for place, (heading, lines, otherwise) in enumerate(lists):
        marks += _list(LEFT + place * (wide + GUTTER), top, wide, heading, lines, otherwise)
    return marks


def _list(
    x: float, top: float, wide: float, heading: str, lines: Sequence[str], otherwise: str
) -> Iterable[Mark]:
    yield Tagged(Role.HEADING, (Text(x, top + 10, heading, SEMIBOLD, BODY, INK),))
    yield Line(x, top + 14, x + wide, top + 14, RULE, 0.6)
    y = top + 24
    said = list(lines) or wrap(otherwise, REGULAR, NOTE, wide, 2)
    most = _FOOT_LINES if len(said) <= _FOOT_LINES else _FOOT_LINES - 1
    for line in said[:most]:
        yield Text(x, y, shorten(line, REGULAR, NOTE, wide), REGULAR, NOTE, INK if lines else GREY)
        y += _LINE
    if len(said) > most:
        more = _("and {n} more").format(n=len(said) - most)
        yield Text(x, y, more, REGULAR, NOTE, GREY)


def _slip(each: Slipped) -> str:
    """The days first: a long title is cut at its end."""
    return _("{later}: {title}, now {day}").format(
        later=span(each.was, each.now), title=each.title, day=format_date(each.now)
    )


def _handed(each: HandedOver, project: str) -> str:
    other = each.receiver if project == each.giver_key else each.giver
    side = _("to {whom}") if project == each.giver_key else _("from {whom}")
    if each.spare is not None and each.spare < 0:
        days = ngettext("{n} day late", "{n} days late", -each.spare).format(n=-each.spare)
    else:
        days = _("Outdated")
    return _("{days}: {title}, {side}").format(days=days, title=each.title, side=side.format(whom=other))


def _checked(checked: Checked | None) -> list[str]:
    if checked is None:
        return []
    counts = _("{passed} passed, {failed} not passed, {unjudged} cannot be judged").format(
        passed=checked.passed, failed=checked.failed, unjudged=checked.unjudged
    )
    wide = (RIGHT - LEFT - 2 * GUTTER) / 3
    failing = _("Not passed: {names}").format(names=", ".join(checked.failing))
    return [counts, *(wrap(failing, REGULAR, NOTE, wide, 3) if checked.failing else [])]


def _hand_overs(data: PackData) -> tuple[HandedOver, ...]:
    return data.schedule.hand_overs if data.schedule else ()


def _row(bar: PlanBar) -> Row:
    return Row(
        key=bar.key,
        kind=RowKind(bar.kind),
        title=bar.title,
        level=bar.level,
        span=Span(start=bar.start, finish=bar.finish),
        late=Span(finish=bar.late),
        baselines=(Span(start=bar.was_start or bar.was_finish, finish=bar.was_finish),)
        if bar.was_finish
        else (),
        progress=None if bar.progress is None else bar.progress / 100,
        critical=bar.critical,
        total_float=None if bar.spare is None else float(bar.spare),
        deadline=bar.deadline,
        conflict=bar.conflict,
        done=bar.over,
    )


def _arrow(number: int, each: PlanArrow) -> Arrow:
    return Arrow(
        key=str(number),
        before=each.before,
        after=each.after,
        kind=each.kind,
        critical=each.critical,
        outdated=each.outdated,
    )
