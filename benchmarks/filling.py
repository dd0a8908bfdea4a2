# SPDX-License-Identifier: Apache-2.0
"""Invented records by the thousand, the same in every run, and the workspace that they are measured in."""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.harness import peak_megabytes
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.rules import Rules
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.derived import Sources
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.store import Store, Surroundings, create_store

TODAY = date(2026, 11, 21)
PERIODS = (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))
_MANY = 100_000
_WORDS = (
    *("ground", "water", "supplier", "strike", "approval"),
    *("funding", "asbestos", "access", "weather", "design"),
)
_LEVELS = ("green", "amber_green", "amber", "amber_red", "red")


@contextmanager
def bench_office() -> Iterator[Office]:
    """An empty workspace whose today is `TODAY`."""
    with (
        tempfile.TemporaryDirectory() as folder,
        new_office(Path(folder) / "bench.portfolio", "Bench", lambda: TODAY) as office,
    ):
        yield office


def measured(measure: Callable[[Reader], None]) -> None:
    """Have `measure` read a workspace of 100,000 risks, and print the most memory that it took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder) / "bench.portfolio", CATALOGUE, Surroundings("bench")) as store,
    ):
        _fill(store)
        with store.reading() as connection:
            measure(Reader(connection, Sources(store.tables, CATALOGUE, Rules(), date(2026, 1, 5))))
    print(f"peak {peak_megabytes():.0f} MB")


def _fill(store: Store) -> None:
    """Risks of ten fields, in ten change sets, and fifty people who own them."""
    people = [
        Create("person", Id(store.new_id()), {"name": f"{first} {last}"})
        for first in ("Amara", "Ben", "Carys", "Dewi", "Elin")
        for last in ("Bevan", "Cole", "Davies", "Evans", "Frost", "Green", "Hill", "Iqbal", "Jones", "Khan")
    ]
    store.write(Changes("People", tuple(people)))
    for start in range(0, _MANY, _MANY // 10):
        creations = tuple(
            Create(
                "risk",
                Id(store.new_id()),
                {
                    "code": f"R-{number:06}",
                    "title": f"{_WORDS[number % 10]} {_WORDS[number // 10 % 10]} {number * 7919 % _MANY}",
                    "cause": f"Because of {_WORDS[number // 100 % 10]}",
                    "likelihood": number % 5 + 1,
                    "impact": number // 5 % 5 + 1,
                    "status": ("open", "closed")[number % 3 == 0],
                    "raised_on": date.fromordinal(739_000 + number * 31 % 900),
                    "owner_id": people[number % len(people)].record,
                },
            )
            for number in range(start, start + _MANY // 10)
        )
        store.write(Changes("Fill", creations))


class Filling:
    """Makes records with values by chance, from one seed."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._chance = random.Random(1)

    def portfolio(self, projects: int) -> Iterator[Create]:
        """Each project with three reports, four milestones, two risks and six cost lines: sixteen records."""
        for number in range(projects):
            project = self._new(
                "project",
                code=f"P-{number:04}",
                title=f"Project {number}",
                description="What it is for. " * 20,
                confidence=self._rating(),
                confidence_reason="Why it is rated so. " * 20,
                status="live",
                end=self._day(51, 649),
                whole_life_cost=Decimal(self._chance.randrange(10**8)),
            )
            yield project
            yield from self._parts_of(project)

    def risk_log(self, risks: int) -> Iterator[Create]:
        """Projects, people, risks of which every tenth is over and each states its money, three responses for two of them."""
        projects = [
            self._new("project", code=f"P-{number:04}", title=f"Project {number}")
            for number in range(risks // 20)
        ]
        people = [self._new("person", name=f"Person {number}") for number in range(50)]
        above = [self._portfolio_risk(number) for number in range(10)]
        yield from (*projects, *people, *above)
        for number in range(risks):
            risk = self._risk(number, projects, people, above)
            yield risk
            for _response in range(self._chance.randrange(4)):
                status = self._chance.choice(("open", "done"))
                said = {"title": "Do something", "risk_id": risk.record, "status": status}
                yield self._new("risk_response", **said, due=self._day(30, 200))

    def _parts_of(self, project: Create) -> Iterator[Create]:
        part = {"project_id": project.record}
        for end in PERIODS:
            rated: dict[str, Value] = {"confidence": self._rating(), "end": self._day(51, 649)}
            yield self._new("status_report", **part, period_end=end, **rated)
        for step in range(4):
            yield self._new(
                "milestone", **part, title=f"Step {step}", status="open", forecast=self._day(51, 649)
            )
        for threat in range(2):
            said: dict[str, Value] = {
                "title": f"Threat {threat}",
                "status": "open",
                "likelihood": 3,
                "impact": 4,
            }
            yield self._new("risk", **part, **said)
        for year in ("2025/26", "2026/27", "2027/28"):
            for basis in ("baseline", "forecast"):
                amount: dict[str, Value] = {"kind": "capital", "basis": basis, "amount": Decimal(1_000_000)}
                yield self._new("cost_line", **part, year=year, **amount)

    def _portfolio_risk(self, number: int) -> Create:
        said = {"code": f"R-9{number:04}", "title": f"Portfolio risk {number}", "level": "portfolio"}
        return self._new("risk", **said, likelihood=4, impact=4)

    def _risk(
        self, number: int, projects: Sequence[Create], people: Sequence[Create], above: Sequence[Create]
    ) -> Create:
        low = self._chance.randrange(1, 90) * 10_000
        return self._new(
            "risk",
            code=f"R-{number:04}",
            title=f"Risk number {number} that may befall a project",
            cause="A cause in some words. " * 4,
            effect="An effect in some words. " * 4,
            kind="threat" if number % 8 else "opportunity",
            level="project",
            status="open" if number % 10 else "closed",
            project_id=self._chance.choice(projects).record,
            owner_id=self._chance.choice(people).record,
            contributes_to_id=self._chance.choice(above).record,
            could_strike=self._day(30, 600),
            review_on=self._day(30, 60),
            raised_on=self._day(400, 1),
            **self._steps("likelihood", "impact", "residual_likelihood", "residual_impact"),
            probability=Decimal(self._chance.randrange(5, 90)),
            money_low=Decimal(low),
            money_likely=Decimal(low * 2),
            money_high=Decimal(low * 4),
        )

    def _new(self, entity: str, **values: Value) -> Create:
        return Create(entity, Id(self._office.store.new_id()), values)

    def _rating(self) -> Rating:
        return Rating("rag5", self._chance.choice(_LEVELS))

    def _steps(self, *names: str) -> dict[str, Value]:
        return {name: self._chance.randint(1, 5) for name in names}

    def _day(self, before: int, after: int) -> date:
        return TODAY + timedelta(days=self._chance.randrange(-before, after))
