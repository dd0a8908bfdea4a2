# SPDX-License-Identifier: Apache-2.0
"""What the risk page reads, on 500 and on 5,000 risks in one run, a sixth of them moved since the last board.

python benchmarks/bench_risks.py
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.harness import seconds
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import packs
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.risks.board import risk_board
from portfolio_desktop.services.risks.burn_down import burn_down
from portfolio_desktop.services.risks.contributions import contributions
from portfolio_desktop.services.risks.figures import risk_exposure
from portfolio_desktop.services.risks.story import risk_story
from portfolio_desktop.storage.changes import Changes, Create, Edit

TODAY = date(2026, 11, 21)
SMALL, LARGE = 500, 5_000


def main() -> None:
    small, large = measured(SMALL), measured(LARGE)
    print(f"{'':<28}{SMALL:>10} {LARGE:>10}   growth")
    for name, took in small.items():
        print(f"{name:<28}{took * 1000:>7.1f} ms {large[name] * 1000:>7.1f} ms {large[name] / took:>8.1f}")


def measured(risks: int) -> dict[str, float]:
    with (
        tempfile.TemporaryDirectory() as folder,
        new_office(Path(folder) / "bench.portfolio", "Bench", lambda: TODAY) as office,
    ):
        made = list(records(office, risks))
        office.write(Changes("Fill", tuple(made)))
        office.write(packs.issue(office))
        ids = [each.record for each in made if each.entity == "risk"]
        office.write(Changes("Move", tuple(Edit("risk", id, "likelihood", 3) for id in ids[: risks // 6])))
        return {
            "board": seconds(lambda: risk_board(office)),
            "exposure, all with money": seconds(lambda: risk_exposure(office)),
            "burn-down": seconds(lambda: burn_down(office)),
            "contributions": seconds(lambda: contributions(office)),
            "one risk": seconds(lambda: risk_story(office, ids[0])),
        }


def records(office: Office, risks: int) -> Iterator[Create]:
    """Projects, people, risks of which every tenth is over and each states its money, and three responses for two of them."""
    chance = random.Random(1)

    def new(entity: str, **values: Value) -> Create:
        return Create(entity, Id(office.store.new_id()), values)

    def day(before: int, after: int) -> date:
        return TODAY + timedelta(days=chance.randrange(-before, after))

    def step() -> int:
        return chance.randint(1, 5)

    projects = [
        new("project", code=f"P-{number:04}", title=f"Project {number}") for number in range(risks // 20)
    ]
    people = [new("person", name=f"Person {number}") for number in range(50)]
    above = [
        new(
            "risk",
            code=f"R-9{number:04}",
            title=f"Portfolio risk {number}",
            level="portfolio",
            likelihood=4,
            impact=4,
        )
        for number in range(10)
    ]
    yield from (*projects, *people, *above)
    for number in range(risks):
        low = chance.randrange(1, 90) * 10_000
        risk = new(
            "risk",
            code=f"R-{number:04}",
            title=f"Risk number {number} that may befall a project",
            cause="A cause in some words. " * 4,
            effect="An effect in some words. " * 4,
            kind="threat" if number % 8 else "opportunity",
            level="project",
            status="open" if number % 10 else "closed",
            project_id=chance.choice(projects).record,
            owner_id=chance.choice(people).record,
            contributes_to_id=chance.choice(above).record,
            likelihood=step(),
            impact=step(),
            residual_likelihood=step(),
            residual_impact=step(),
            could_strike=day(30, 600),
            review_on=day(30, 60),
            raised_on=day(400, 1),
            probability=Decimal(chance.randrange(5, 90)),
            money_low=Decimal(low),
            money_likely=Decimal(low * 2),
            money_high=Decimal(low * 4),
        )
        yield risk
        for _response in range(chance.randrange(4)):
            status = chance.choice(("open", "done"))
            yield new(
                "risk_response", title="Do something", risk_id=risk.record, status=status, due=day(30, 200)
            )


if __name__ == "__main__":
    main()
