# SPDX-License-Identifier: Apache-2.0
"""Invented plans for invented packs: stages, a critical path, hand-overs that come too late, milestones that slipped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.schedule import (
    Checked,
    HandedOver,
    PackPlan,
    PackSchedule,
    PlanArrow,
    PlanBar,
    Slipped,
)
from portfolio_desktop.services.planning.rows import Row, RowKind
from tests.support.timelines import invented

_ROWS = 26


def with_plans(data: PackData, count: int = 3) -> PackData:
    """The same pack with a plan for its first `count` projects, each with a page."""
    keys = [project.key for project in data.projects]
    plans = tuple(_plan(key, number) for number, key in enumerate(keys[:count]))
    return replace(data, schedule=PackSchedule(plans, _hand_overs(data), 7, days_off=(date(2026, 12, 25),)))


def spoiled(schedule: PackSchedule, evil: Callable[[], str]) -> PackSchedule:
    """All that it says in words said by `evil`."""
    return replace(
        schedule,
        plans=tuple(
            replace(
                plan,
                baseline_name=evil(),
                because=evil(),
                bars=tuple(replace(bar, title=evil(), conflict=evil()) for bar in plan.bars),
                slipped=tuple(replace(each, title=evil()) for each in plan.slipped),
                checked=Checked(1, 2, 3, (evil(), evil())),
            )
            for plan in schedule.plans
        ),
        hand_overs=tuple(
            replace(each, code=evil(), title=evil(), giver=evil(), receiver=evil())
            for each in schedule.hand_overs
        ),
    )


def _plan(key: str, number: int) -> PackPlan:
    rows = invented(_ROWS + number * 4 + 1, seed=number + 1).rows[1:]
    arrows = invented(_ROWS + number * 4 + 1, seed=number + 1).arrows
    keys = {row.key for row in rows}
    finish = date(2027, 9, 7) + timedelta(days=30 * number)
    must = None if number == 1 else date(2027, 8, 20)
    return PackPlan(
        project=key,
        tasks=140 + number,
        start=date(2026, 4, 6),
        finish=finish,
        baseline=date(2027, 8, 6),
        baseline_name="Contract",
        must_finish=must,
        spare=Decimal("-12") - 20 * number if must else None,
        because="‘Ready for service’ must finish with its project by 20 Aug 2027 and cannot before 7 Sep 2027, because "
        "it follows ‘Acceptance tests’ + 5 days, which follows ‘Install control system’, which follows ‘Foundations’, "
        "which follows ‘Enabling works’, and so on back to ‘Agree scope’, which starts with its project on 6 Apr 2026.",
        bars=tuple(_bar(row) for row in rows),
        arrows=tuple(
            PlanArrow(each.before, each.after, each.kind, each.critical, each.outdated)
            for each in arrows
            if each.before in keys and each.after in keys
        ),
        left_out=4 * number,
        slipped=tuple(
            Slipped(f"Milestone {place} of a name that goes on", date(2026, 10, 1), date(2026, 10, 9 + place))
            for place in range(2 * number)
        ),
        checked=Checked(13, 3, 3, ("Long lags", "High float", "Baseline execution index"))
        if number
        else None,
    )


def _bar(row: Row) -> PlanBar:
    was = row.baselines[0] if row.baselines else None
    return PlanBar(
        key=row.key,
        kind=str(row.kind),
        title=row.title,
        level=row.level - 1,
        start=row.span.start,
        finish=row.span.finish,
        was_start=was.start if was else None,
        was_finish=was.finish if was else None,
        late=row.late.finish,
        spare=None if row.kind is RowKind.PROJECT else Decimal(str(row.total_float)),
        progress=round((row.progress or 0) * 100),
        critical=row.critical,
        over=row.done,
        deadline=row.deadline,
        conflict=row.conflict,
    )


def _hand_overs(data: PackData) -> tuple[HandedOver, ...]:
    names = [(project.key, project.label) for project in data.projects[:4]]
    if len(names) < 2:
        return ()
    day = date(2026, 11, 2)
    return tuple(
        HandedOver(
            code=f"DP-{place:04d}",
            title=f"Interface {place} agreed and signed",
            giver=names[place % len(names)][1],
            receiver=names[(place + 1) % len(names)][1],
            giver_key=names[place % len(names)][0],
            receiver_key=names[(place + 1) % len(names)][0],
            promised=day,
            latest=day + timedelta(days=14),
            planned=day + timedelta(days=9 * place),
            spare=14 - 9 * place,
            outdated=place != 2,
        )
        for place in range(1, 5)
    )
