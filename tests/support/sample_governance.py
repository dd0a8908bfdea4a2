# SPDX-License-Identifier: Apache-2.0
"""What an invented pack says of risks in figures and of governance, and the same made of hostile text."""

import random
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import PackProject
from portfolio_desktop.domain.pack.governance import (
    Advice,
    Change,
    Controlled,
    Gap,
    Governance,
    Option,
    Questioned,
    Reviewed,
    Sign,
    Stray,
    Taken,
    Task,
    Told,
)
from portfolio_desktop.domain.pack.risks import Burn, BurnMark, PackExposure, PackRisk

PASSED = Sign("Passed", "P", "circle", "green")
LATE = Sign("Not held when planned", "!", "circle", "amber_red")
PLANNED = Sign("Planned", "", "circle", "none")
CRITICAL = Sign("Critical", "C", "square", "red")
EXPIRED = Sign("Expired", "E", "triangle", "amber_red")

OPTIONS = (
    Option("Do nothing", "", Decimal(0), "No money is committed", "The season is missed"),
    Option(
        "Release now",
        "",
        Decimal(4_200_000),
        "Works go on",
        "The review may find otherwise",
        recommended=True,
    ),
)

EXPOSURE = PackExposure(
    stated=12,
    of=45,
    expected=Decimal(1_900_000),
    p50=Decimal(1_400_000),
    p80=Decimal(3_600_000),
    held=Decimal(3_000_000),
    known=5,
    projects=8,
    enough=71,
    method="P50 and P80: simulated in 50,000 runs from seed 20, each amount a triangle, risks independent.",
)


def with_ways(risks: Sequence[PackRisk]) -> tuple[PackRisk, ...]:
    """Risks with where they came from and are to go, responses, figures; every fifth feeds the first."""
    chance = random.Random(3)
    found = []
    for number, risk in enumerate(risks):
        if risk.kind == "issue":
            raised = date(2026, 9, 30) - timedelta(days=chance.randrange(120))
            severity = ("critical", "high", "low")[number // 4 % 3]
            found.append(replace(risk, severity=severity, band=severity.title(), raised=raised))
            continue
        found.append(
            replace(
                risk,
                level="portfolio" if not number else "project",
                feeds=risks[0].key if number % 5 == 1 else "",
                inherent=(5, chance.randrange(3, 6)),
                target=(chance.randrange(1, 3), chance.randrange(1, 4)),
                strategy="Reduce",
                done=number % 3,
                planned=number % 2,
                late=int(number % 4 == 0),
                strike=date(2026, 11, 1),
                expected=Decimal(100_000 * number),
            )
        )
    return tuple(found)


def burn(as_of: date) -> Burn:
    """A year back and half a year ahead."""
    back = [BurnMark(as_of - timedelta(days=30 * n), 40 - n, 400 + 9 * n) for n in range(12, -1, -1)]
    ahead = [BurnMark(as_of + timedelta(days=30 * n), 0, 400 - 30 * n) for n in range(7)]
    return Burn(
        tuple(back), tuple(ahead), "Each threat goes to its residual score when its last response is due."
    )


def governance(projects: Sequence[PackProject], as_of: date) -> Governance:
    """Something of everything, about the first projects; nothing about a portfolio without any."""
    if len(projects) < 2:
        return Governance(as_of)
    one, two = projects[0].key, projects[1].key
    return Governance(
        since=as_of - timedelta(days=90),
        escalations=_escalations(one, two, datetime.combine(as_of, time(9, 30))),
        taken=(
            Taken(
                "D-0004",
                "Buy the land",
                one,
                as_of - timedelta(days=20),
                "Portfolio Board",
                "Approved",
                "Bought.",
            ),
        ),
        to_review=_to_review(one, two, as_of),
        actions=_actions(one, two, as_of),
        done=7,
        reviews=_reviews(one, two, as_of),
        advice=(
            Advice(
                "RC-1", "Rehearse the way back", one, "Gate 3", CRITICAL, 0, "Grace Whitfield", as_of, "Open"
            ),
        ),
        attested=True,
        controls=(
            Controlled(
                one,
                14,
                10,
                1,
                1,
                1,
                1,
                (Gap("C-9", "Releases are tested", EXPIRED, as_of - timedelta(days=2)),),
            ),
        ),
        changes=_changes(one, two, as_of),
        challenged=True,
        questioned=(
            Questioned(
                one,
                Rating("rag3", "green"),
                Rating("rag3", "red"),
                True,
                ("The end is 95 days later than agreed.",),
            ),
        ),
        strays=(Stray(one, 4, ("Time",), ("Cost",)), Stray(two, 4)),
    )


def _to_review(one: str, two: str, as_of: date) -> tuple[Taken, ...]:
    return (
        Taken("D-0001", "Pause the pilot", two, expected="Fewer faults", review_on=as_of - timedelta(days=4)),
        Taken(
            "D-0002",
            "One team for both",
            "",
            effect="Partly as expected",
            came_of_it="Four weeks were lost.",
        ),
    )


def _actions(one: str, two: str, as_of: date) -> tuple[Task, ...]:
    return (
        Task(
            "A-0001",
            "Publish the order of work",
            "Amira Osei",
            as_of - timedelta(days=6),
            "Open",
            "Meeting MT-1",
            one,
        ),
        Task("A-0002", "Agree the cover", "", as_of + timedelta(days=6), "Open"),
    )


def _changes(one: str, two: str, as_of: date) -> tuple[Change, ...]:
    return (
        Change(
            "CR-1",
            "Other cladding",
            one,
            True,
            "Raised",
            "Quality",
            "The supplier failed",
            "",
            Decimal(210_000),
            61,
        ),
        Change("CR-2", "Dispatch map", two, False, "Approved", "Scope", decided_on=as_of - timedelta(days=3)),
    )


def _escalations(one: str, two: str, morning: datetime) -> tuple[Told, ...]:
    return (
        Told(
            "E-0001",
            "The operator withdraws the night closures",
            one,
            breach="The end is forecast 61 days later than agreed; the tolerance is 30.",
            options="Wait; write; re-sequence.",
            recommendation="Write at director level.",
            ask="Write to the operator's director before the works season closes.",
            whom="Amira Osei",
            waiting="to be answered",
            raised_at=morning - timedelta(days=9),
            told_at=morning - timedelta(days=8),
            told_by="Tom Llewellyn",
            told_how="By e-mail",
            due=morning - timedelta(days=3),
        ),
        Told(
            "E-0002",
            "Nobody knows yet",
            two,
            waiting="somebody to be told",
            due=morning + timedelta(days=5),
        ),
    )


def _reviews(one: str, two: str, as_of: date) -> tuple[Reviewed, ...]:
    return (
        Reviewed(one, "Gate 3: investment decision", "3", as_of - timedelta(days=200), PASSED, "GR-1"),
        Reviewed(two, "Gate 4: readiness", "4", as_of - timedelta(days=9), LATE, "GR-2"),
        Reviewed(
            one,
            "Gate 4: readiness",
            "4",
            as_of + timedelta(days=30),
            PLANNED,
            "GR-3",
            "Insure the site",
            as_of,
        ),
    )


_KEPT = frozenset({"project", "tone", "shape", "key", "severity", "level", "feeds", "kind"})
"""What a program writes rather than a person."""


def spoiled(value: Any, evil: Callable[[], str]) -> Any:
    """The same with every text that a person may have typed replaced."""
    if isinstance(value, str):
        return evil()
    if isinstance(value, tuple):
        return tuple(spoiled(each, evil) for each in value)
    if not is_dataclass(value) or isinstance(value, type | Rating):
        return value
    new = {
        each.name: spoiled(getattr(value, each.name), evil)
        for each in fields(value)
        if each.name not in _KEPT
    }
    return replace(value, **new)
