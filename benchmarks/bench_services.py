# SPDX-License-Identifier: Apache-2.0
"""What the designed pages read, on 245 and on 2,450 projects in one run: growth, and the median of five.

python benchmarks/bench_services.py
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
from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import packs
from portfolio_desktop.services.history import of_workspace
from portfolio_desktop.services.home import attention, home
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.project_page import project_page
from portfolio_desktop.services.quality import quality
from portfolio_desktop.storage.changes import Changes, Create

TODAY = date(2026, 11, 21)
PERIODS = (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))
LEVELS = ("green", "amber_green", "amber", "amber_red", "red")
SMALL, LARGE = 245, 2_450


def main() -> None:
    small, large = measured(SMALL), measured(LARGE)
    print(f"{'':<22}{SMALL:>10} {LARGE:>10}   growth (reach: 12 or less)")
    for name, took in small.items():
        print(f"{name:<22}{took * 1000:>7.0f} ms {large[name] * 1000:>7.0f} ms {large[name] / took:>7.1f}")


def measured(projects: int) -> dict[str, float]:
    with (
        tempfile.TemporaryDirectory() as folder,
        new_office(Path(folder) / "bench.portfolio", "Bench", lambda: TODAY) as office,
    ):
        office.write(Changes("Fill", tuple(records(office, projects))))
        first = packs.build(office).projects[0]
        times = {
            "home": seconds(lambda: home(office)),
            "home: attention": seconds(lambda: attention(office, local_now())),
            "project page": seconds(lambda: project_page(office, Id(first.key))),
            "quality": seconds(lambda: quality(office)),
            "history, 500 lines": seconds(lambda: of_workspace(office)),
            "pack: build": seconds(lambda: packs.build(office)),
            "pack: issue": seconds(lambda: packs.issue(office)),
        }
        issued = packs.issue(office)
        office.write(issued)
        pack = next(iter(issued)).record
        return times | {"pack: print data again": seconds(lambda: packs.reissue(office, pack))}


def records(office: Office, projects: int) -> Iterator[Create]:
    """Each project with three reports, four milestones, two risks and six cost lines: sixteen records."""
    chance = random.Random(1)

    def new(entity: str, **values: Value) -> Create:
        return Create(entity, Id(office.store.new_id()), values)

    def rating() -> Rating:
        return Rating("rag5", chance.choice(LEVELS))

    def day() -> date:
        return date(2026, 10, 1) + timedelta(days=chance.randrange(700))

    for number in range(projects):
        project = new(
            "project",
            code=f"P-{number:04}",
            title=f"Project {number}",
            description="What it is for. " * 20,
            confidence=rating(),
            confidence_reason="Why it is rated so. " * 20,
            status="live",
            end=day(),
            whole_life_cost=Decimal(chance.randrange(10**8)),
        )
        yield project
        part = {"project_id": project.record}
        for end in PERIODS:
            yield new("status_report", **part, period_end=end, confidence=rating(), end=day())
        for step in range(4):
            yield new("milestone", **part, title=f"Step {step}", status="open", forecast=day())
        for threat in range(2):
            yield new("risk", **part, title=f"Threat {threat}", status="open", likelihood=3, impact=4)
        for year in ("2025/26", "2026/27", "2027/28"):
            for basis in ("baseline", "forecast"):
                yield new(
                    "cost_line", **part, year=year, kind="capital", basis=basis, amount=Decimal(1_000_000)
                )


if __name__ == "__main__":
    main()
