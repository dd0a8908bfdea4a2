# SPDX-License-Identifier: Apache-2.0
"""What the designed pages read, on 245 and on 2,450 projects in one run: growth, and the median of five.

python benchmarks/bench_services.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.filling import Filling, bench_office
from benchmarks.harness import seconds
from portfolio_desktop.base.dates import local_now
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import packs
from portfolio_desktop.services.history import of_workspace
from portfolio_desktop.services.home import attention, home
from portfolio_desktop.services.project_page import project_page
from portfolio_desktop.services.quality import quality
from portfolio_desktop.storage.changes import Changes

SMALL, LARGE = 245, 2_450


def main() -> None:
    small, large = measured(SMALL), measured(LARGE)
    print(f"{'':<22}{SMALL:>10} {LARGE:>10}   growth (reach: 12 or less)")
    for name, took in small.items():
        print(f"{name:<22}{took * 1000:>7.0f} ms {large[name] * 1000:>7.0f} ms {large[name] / took:>7.1f}")


def measured(projects: int) -> dict[str, float]:
    with bench_office() as office:
        office.write(Changes("Fill", tuple(Filling(office).portfolio(projects))))
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


if __name__ == "__main__":
    main()
