# SPDX-License-Identifier: Apache-2.0
"""Invented packs to print: eight projects, as many as one likes, none at all, and one made of hostile text."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.changes import compare
from portfolio_desktop.domain.pack.data import (
    Amount,
    Ask,
    Dimension,
    Edition,
    KeyDate,
    Milestone,
    MoneyLine,
    Narrative,
    PackData,
    PackProject,
    Standing,
)
from portfolio_desktop.domain.pack.risks import PackRisk
from tests.support.sample_governance import EXPOSURE, OPTIONS, burn, governance, with_ways
from tests.support.sample_governance import spoiled as spoil

AS_OF = date(2026, 9, 30)
BEFORE = date(2026, 6, 30)
PERIODS = ("Dec 25", "Mar 26", "Jun 26", "Sep 26")

EDITION = Edition(
    portfolio="Severn Combined Authority change portfolio",
    as_of=AS_OF,
    board="Portfolio Board",
    meeting=date(2026, 10, 14),
    period="Quarter 2, 2026–27",
    version="1.0",
    marking="OFFICIAL-SENSITIVE",
    snapshot="7c41e09b",
    prepared_by="Catrin Hughes, portfolio office",
    cleared_by="Olu Adeyemi, head of portfolio",
    distribution=("Board members", "Programme directors", "Internal audit"),
    previous=BEFORE,
)

_NAMES = (
    "Tram extension to the northern quarter",
    "Hospital records on one system",
    "Adnewyddu Pont Tŵr y Felin a’r llwybr beicio i Lanfihangel-ar-Gwynfa",
    "School meals ordering",
    "Flood wall, phase 2",
    "Shared service centre for finance, procurement and people of the four councils and the fire authority",
    "Street lighting to LED",
    "Archive & records move",
)
_PROGRAMMES = ("Places and transport", "Digital services", "Estate")
_STAGES = ("Strategic outline case", "Outline business case", "Full business case", "Delivery", "Closing")
_PEOPLE = ("Amira Osei", "Tom Llewellyn", "Grace Whitfield", "Dafydd Price", "Joanna Nowak", "Sanjay Mehta")
_LOOKS = ("improving", "same", "worsening", "")
_LEVELS = ("green", "amber", "amber", "amber", "red")
_STEPS = (
    "Business case approved",
    "Contract let",
    "Design frozen",
    "Works start",
    "Pilot live",
    "Handover",
    "First users",
)
_THREATS = (
    "Planning consent is challenged and the works season is missed",
    "Supplier cannot staff the integration team before the winter freeze",
    "Ground conditions are worse than the survey of 2019 shows",
    "Old and new systems run side by side for longer than is funded",
    "Inflation of steel and concrete exceeds the contingency held",
    "Users are not released for training",
)
_PROSE = (
    "Delivery is on the critical path through the utilities diversion. The contractor has re-sequenced the northern "
    "section and recovered three of the seven weeks that were lost; the remaining four depend on night possessions "
    "that the operator has yet to confirm.\n\nThe board is asked to support an approach to the operator at director level."
)


def pack(count: int = 8, *, changed: bool = True, seed: int = 7) -> PackData:
    """`count` invented projects, the same for the same arguments, compared with the quarter before if `changed`."""
    chance = random.Random(seed)
    projects = tuple(_project(number, chance) for number in range(count))
    data = PackData(
        edition=EDITION,
        projects=projects,
        risks=with_ways(_risks(projects, chance)),
        asks=_asks(projects),
        judgement="Confidence has fallen for a second quarter, chiefly where two "
        "programmes compete for the same integration team. Money is under control this year; the pressure lies in 2027–28. "
        "The assessment informs the board and does not assure it.",
        periods=PERIODS,
        one_pagers=tuple(project.key for project in projects[:8]),
        exposure=EXPOSURE,
        burn=burn(AS_OF),
        governance=governance(projects, AS_OF),
    )
    return replace(data, changes=compare(_quarter_before(data), data)) if changed else data


def empty() -> PackData:
    """A workspace that nobody has put a project into yet."""
    return PackData(Edition(portfolio="New portfolio", as_of=AS_OF))


def rescaled(count: int = 8) -> PackData:
    """The same projects, all of them rated on five points in the quarter before and on three now."""
    data = pack(count, changed=False)
    codes = {"green": "amber_green", "amber": "amber_red", "red": "red"}

    def then(standing: Standing) -> Standing:
        return Rating("rag5", codes[standing.level]) if isinstance(standing, Rating) else standing

    projects = tuple(
        replace(project, history=(*map(then, project.history[:-1]), project.rating))
        for project in data.projects
    )
    now = replace(data, projects=projects)
    before = replace(
        now,
        edition=replace(data.edition, as_of=BEFORE),
        projects=tuple(replace(project, rating=project.history[-2]) for project in projects),
    )
    return replace(now, changes=compare(before, now))


def hostile(texts: Sequence[str]) -> PackData:
    """Eight projects and everything that can be said of them and of a pack in `texts`, one after the other."""
    data = pack()
    turn = iter(range(1_000_000))

    def evil() -> str:
        return texts[next(turn) % len(texts)]

    def spoiled(project: PackProject) -> PackProject:
        return replace(
            project,
            code=evil(),
            name=evil(),
            group=evil(),
            organisation=evil(),
            category=evil(),
            sponsor=evil(),
            manager=evil(),
            stage=evil(),
            forward_look=evil(),
            value_for_money=evil(),
            cost_before=Unknown(evil()),
            year_budget=Unknown(evil()),
            rating=Rating("rag3", evil()),
            history=(*project.history[:-2], Rating(evil(), evil()), Rating("rag3", evil())),
            start=replace(project.start, label=evil(), baseline=Unknown(evil())),
            dates=tuple(replace(each, label=evil()) for each in project.dates),
            money=tuple(replace(line, kind=evil()) for line in project.money[:2]),
            dimensions=tuple(replace(side, label=evil()) for side in project.dimensions),
            milestones=tuple(replace(step, name=evil()) for step in project.milestones),
            narratives=tuple(Narrative(evil(), evil()) for _ in range(3)),
        )

    def spoiled_risk(risk: PackRisk) -> PackRisk:
        said: PackRisk = spoil(risk, evil)
        return replace(said, score=None if risk.is_new else risk.score)

    edition = replace(
        data.edition,
        portfolio=evil(),
        board=evil(),
        period=evil(),
        version=evil(),
        marking=evil(),
        snapshot=evil(),
        prepared_by=evil(),
        cleared_by=evil(),
        distribution=(evil(), evil()),
        currency=evil(),
    )
    before = replace(
        data, projects=tuple(map(spoiled, data.projects[1:])), risks=tuple(map(spoiled_risk, data.risks[1:]))
    )
    now = replace(
        data,
        edition=edition,
        projects=tuple(map(spoiled, data.projects)),
        risks=tuple(map(spoiled_risk, data.risks)),
        asks=tuple(spoil(ask, evil) for ask in data.asks),
        exposure=spoil(data.exposure, evil),
        burn=spoil(data.burn, evil),
        governance=spoil(data.governance, evil),
        judgement=evil(),
        periods=tuple(evil() for _ in data.periods),
    )
    return replace(now, changes=compare(before, now))


def _project(number: int, chance: random.Random) -> PackProject:
    name = _NAMES[number % len(_NAMES)] + (
        f", lot {number // len(_NAMES) + 1}" if number >= len(_NAMES) else ""
    )
    history = tuple(_standing(chance) for _ in PERIODS)
    cost = _amount(chance, 900_000_000)
    start = date(2022, 4, 1) + timedelta(days=chance.randrange(1200))
    finish = date(2027, 1, 31) + timedelta(days=chance.randrange(2200))
    slipped = timedelta(days=chance.choice((0, 0, 0, 45, 214, -30)))
    return PackProject(
        key=f"project-{number}",
        code=f"P-{number + 1:03d}",
        name=name,
        group=_PROGRAMMES[number % 3],
        organisation="Severn Combined Authority",
        sponsor=_PEOPLE[number % 6] if number % 9 else "",
        manager=_PEOPLE[(number + 2) % 6],
        stage=_STAGES[chance.randrange(5)],
        rating=history[-1],
        history=history,
        dimensions=tuple(
            Dimension(label, _standing(chance), _standing(chance))
            for label in ("Schedule", "Finance", "Benefits", "Resources")
        ),
        cost=cost,
        cost_before=cost if number % 3 or not isinstance(cost, Decimal) else cost - 2_500_000,
        cost_baseline=cost * Decimal("0.94") if isinstance(cost, Decimal) else cost,
        benefits=_amount(chance, 1_500_000_000),
        start=KeyDate("Start", start, start, start),
        finish=KeyDate("Finish", finish, finish + slipped * 2, finish + slipped),
        dates=(KeyDate("Opening", finish - timedelta(days=90), finish + slipped - timedelta(days=90)),),
        money=_money(cost, chance),
        milestones=_milestones(chance),
        forward_look=_LOOKS[number % 4],
        value_for_money=("High", "", "Medium")[number % 3],
        narratives=(
            Narrative("Delivery", _PROSE),
            Narrative(
                "Way to green",
                "Agree night possessions by 20 October; close the design query on the east abutment.",
            ),
            Narrative(
                "Money",
                "This year is forecast within the approved figure. Contingency drawn: <b>12%</b> & falling.",
            ),
        ),
        updated=AS_OF - timedelta(days=chance.randrange(80)),
    )


def _standing(chance: random.Random) -> Standing:
    if chance.random() < 0.07:
        return Unknown("Exempt under section 43") if chance.random() < 0.5 else None
    return Rating("rag3", chance.choice(_LEVELS))


def _amount(chance: random.Random, most: int) -> Amount:
    if chance.random() < 0.12:
        return chance.choice((Unknown("Exempt"), Unknown("Not provided"), None))
    return Decimal(round(most * chance.random() ** 3, -3) + 1_200_000)


def _money(cost: Amount, chance: random.Random) -> tuple[MoneyLine, ...]:
    if not isinstance(cost, Decimal):
        return ()
    lines = []
    for year in range(2024, 2031):
        for kind, share in (("capital", Decimal("0.11")), ("resource", Decimal("0.03"))):
            baseline = (cost * share).quantize(Decimal(1))
            forecast = (baseline * Decimal(str(round(chance.uniform(0.85, 1.2), 2)))).quantize(Decimal(1))
            actual = forecast if year < 2026 else forecast / 2 if year == 2026 else None
            lines.append(MoneyLine(year, kind, baseline, forecast, actual))
    return tuple(lines)


def _milestones(chance: random.Random) -> tuple[Milestone, ...]:
    steps = []
    for name in chance.sample(_STEPS, 5):
        baseline = date(2026, 5, 1) + timedelta(days=chance.randrange(640))
        forecast = baseline + timedelta(days=chance.choice((0, 0, 21, 75, 160)))
        steps.append(Milestone(name, baseline, forecast, forecast if forecast < AS_OF else None))
    return tuple(sorted(steps, key=lambda step: step.expected or AS_OF))


def _risks(projects: Sequence[PackProject], chance: random.Random) -> tuple[PackRisk, ...]:
    risks = []
    for number in range(min(len(projects) * 3, 60)):
        likelihood, impact = chance.randrange(1, 6), chance.randrange(1, 6)
        score = likelihood * impact
        kind = "issue" if number % 4 == 3 else "risk"
        risks.append(
            PackRisk(
                key=f"risk-{number}",
                code=f"{'I' if kind == 'issue' else 'R'}-{number + 1:04d}",
                title=_THREATS[number % len(_THREATS)],
                kind=kind,
                project=projects[number % len(projects)].key,
                likelihood=likelihood,
                impact=impact,
                score=score,
                score_before=chance.choice((score, score, max(1, score - 4), score + 3)),
                owner=_PEOPLE[number % 6],
                response="Escalated to the supplier’s director; weekly checkpoint until the plan is agreed.",
                proximity=chance.choice(("Within 1 month", "1 to 3 months", "3 to 6 months")),
                due=AS_OF + timedelta(days=chance.randrange(-20, 120)),
                status="Open",
                is_new=number % 7 == 0,
            )
        )
    return tuple(risks)


def _asks(projects: Sequence[PackProject]) -> tuple[Ask, ...]:
    if len(projects) < 2:
        return ()
    return (
        Ask(
            "Release £4.2m of contingency to the tram extension",
            _PROSE.split("\n", maxsplit=1)[0],
            "Amira Osei",
            date(2026, 10, 14),
            projects[0].key,
            code="D-0007",
            background="Night closures were lost.",
            options=OPTIONS,
            cost=Decimal(4_200_000),
            if_late="The works season is missed.",
        ),
        Ask(
            "Approve the outline business case for the flood wall",
            "Option C, the preferred way forward.",
            "Tom Llewellyn",
        ),
        Ask(
            "Hospital records: the pilot date moves to March",
            "",
            "Grace Whitfield",
            None,
            projects[1].key,
            decision=False,
        ),
    )


def _quarter_before(data: PackData) -> PackData:
    """The same portfolio three months ago: some were not there yet, one has left since, one had another name."""
    kept = tuple(
        replace(
            project,
            name="Street lights" if number == 6 else project.name,
            rating=project.history[-2],
            cost=project.cost_before,
            finish=replace(project.finish, forecast=project.finish.before),
        )
        for number, project in enumerate(data.projects)
        if number % 11 != 4
    )
    left = replace(data.projects[0], key="gone", code="P-900", name="Customer portal, first release")
    closed = replace(
        data.risks[0], key="risk-closed", code="R-0900", title="Server room fails its electrical inspection"
    )
    return replace(
        data,
        edition=replace(data.edition, as_of=BEFORE),
        projects=(*kept, left),
        risks=(*(risk for risk in data.risks if not risk.is_new), closed),
    )
