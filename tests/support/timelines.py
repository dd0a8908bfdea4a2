# SPDX-License-Identifier: Apache-2.0
"""Invented timelines of any size, the same each time: programmes, projects, stages, tasks, milestones and links."""

from datetime import date, timedelta
from random import Random

from portfolio_desktop.reports.gantt.scale import wall
from portfolio_desktop.services.planning.rows import Arrow, Mark, Row, RowKind, Span, Timeline

BEGINS = wall(2026, 4, 6, 9)
_STAGES = ("Definition", "Procurement", "Design", "Build", "Test", "Handover")
_TASKS = (
    "Agree scope",
    "Survey of the site",
    "Write the outline business case",
    "Market engagement",
    "Tender for main works",
    "Evaluate bids",
    "Detailed design of the northern approach",
    "Planning consent",
    "Enabling works",
    "Foundations",
    "Install control system",
    "Data migration rehearsal",
    "Acceptance tests",
    "Train operators",
    "Snagging",
)
_GATES = ("Strategic outline case", "Contract award", "Design freeze", "Start on site", "Ready for service")
_NAMES = ("Harbour Link", "Customs Online", "Estate Renewal", "Field Radio", "Records Move", "Clean Heat")


class Growing:
    """Rows and arrows of a timeline in the making."""

    def __init__(self, rows: int, seed: int) -> None:
        self._random = Random(seed)
        self._want = rows
        self.rows: list[Row] = []
        self.arrows: list[Arrow] = []

    def grow(self) -> None:
        number = 0
        while len(self.rows) < self._want:
            if number % 4 == 0:
                self._add(
                    RowKind.PROGRAMME, f"Programme {number // 4 + 1}", 0, 0, 900, folds=True, progress=0.3
                )
            self._project(number)
            number += 1

    def _project(self, number: int) -> None:
        offset = number * 37 % 300
        name = f"{_NAMES[number % len(_NAMES)]} {number // len(_NAMES) + 1}"
        tone = ("green", "amber_green", "amber", "amber_red", "red")[number % 5]
        self._add(RowKind.PROJECT, name, 1, offset, 520, folds=True, progress=0.42, tone=tone)
        day, last = offset, ""
        for stage in range(len(_STAGES)):
            if len(self.rows) >= self._want:
                return
            day, last = self._stage(stage, day, last)

    def _stage(self, stage: int, day: int, last: str) -> tuple[int, str]:
        long = self._random.randrange(40, 110)
        done = 1.0 if stage == 0 else 0.55 if stage == 1 else 0.0
        self._add(RowKind.SUMMARY, _STAGES[stage], 2, day, long, folds=True, progress=done)
        first, keys, at = day, [last] if last else [], day
        for place in range(self._random.randrange(3, 7)):
            days = self._random.randrange(4, 34)
            title = _TASKS[(stage * 3 + place) % len(_TASKS)]
            critical = place % 3 == 1 and stage > 0
            key = self._task(title, at, days, stage, critical)
            for before in keys[-1:] if self._random.random() < 0.8 else keys[-3:]:
                self._link(before, key, critical)
            keys.append(key)
            at += days if self._random.random() < 0.7 else days // 2
        gate = self._add(
            RowKind.MILESTONE, _GATES[stage % len(_GATES)], 3, at, 0, critical=stage > 1, baselines=True
        )
        self._link(keys[-1], gate, stage > 1)
        return max(at, first + 20), gate

    def _task(self, title: str, at: int, days: int, stage: int, critical: bool) -> str:
        chance = self._random.random()
        return self._add(
            RowKind.TASK,
            title,
            3,
            at,
            days,
            progress=1.0 if stage == 0 else round(chance, 2) if stage == 1 else 0.0,
            done=stage == 0,
            critical=critical,
            near_critical=not critical and chance < 0.12,
            baselines=chance < 0.6,
            slack=0 if critical else int(chance * 40),
            deadline=days + self._random.randrange(-6, 20) if chance > 0.9 else None,
            conflict="Must finish on 3 March, cannot before 17 March." if 0.5 < chance < 0.54 else "",
            by_links=True,
        )

    def _add(
        self,
        kind: RowKind,
        title: str,
        level: int,
        at: int,
        days: int,
        *,
        folds: bool = False,
        progress: float = 0.0,
        done: bool = False,
        critical: bool = False,
        near_critical: bool = False,
        baselines: bool = False,
        slack: int = 0,
        deadline: int | None = None,
        conflict: str = "",
        tone: str = "",
        by_links: bool = False,
    ) -> str:
        key = f"r{len(self.rows)}"
        start = BEGINS + timedelta(days=at, hours=0 if days else -16)  # a milestone ends the day before
        finish = start + timedelta(days=max(days - 1, 0), hours=8 if days else 0)
        was = timedelta(days=self._random.randrange(0, 16))
        self.rows.append(
            Row(
                key=key,
                kind=kind,
                title=title,
                code=f"T-{len(self.rows):05d}",
                level=level,
                folds=folds,
                span=Span(start=start, finish=finish),
                late=Span(start=start, finish=finish + timedelta(days=slack)) if slack else Span(),
                baselines=(Span(start=start - was, finish=finish - was),) if baselines else (),
                progress=progress,
                critical=critical,
                near_critical=near_critical,
                total_float=float(slack),
                deadline=start + timedelta(days=deadline) if deadline is not None else None,
                conflict=conflict,
                tone=tone,
                owner=f"Person {len(self.rows) % 17}",
                done=done,
                by_links=by_links,
            )
        )
        return key

    def _link(self, before: str, after: str, critical: bool) -> None:
        kind = self._random.choices(("fs", "ss", "ff", "sf"), (88, 6, 5, 1))[0]
        self.arrows.append(
            Arrow(
                key=f"a{len(self.arrows)}",
                before=before,
                after=after,
                kind=kind,
                lag="+2 d" if len(self.arrows) % 9 == 0 else "",
                critical=critical,
                outdated=len(self.arrows) % 23 == 0,
            )
        )


def invented(rows: int, seed: int = 1) -> Timeline:
    """A timeline of `rows` rows."""
    growing = Growing(rows, seed)
    growing.grow()
    keys = {row.key for row in growing.rows[:rows]}
    return Timeline(
        rows=tuple(growing.rows[:rows]),
        arrows=tuple(each for each in growing.arrows if each.before in keys and each.after in keys),
        marks=(
            Mark(day=date(2026, 7, 14), label="Today", kind="today"),
            Mark(day=date(2026, 7, 31), label="Status 31 Jul", kind="status"),
            Mark(day=date(2026, 8, 6), label="Board 6 Aug", kind="board"),
            Mark(day=date(2026, 11, 5), label="Board 5 Nov", kind="board"),
        ),
        days_off=frozenset({date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31), date(2026, 12, 25)}),
        baselines=("Contract",),
    )
