# SPDX-License-Identifier: Apache-2.0
"""What the risk page reads, on 500, 5,000 and 20,000 risks in one run, a sixth of them moved since the last board.

python benchmarks/bench_risks.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.filling import Filling, bench_office
from benchmarks.harness import seconds
from portfolio_desktop.domain.risk_matrix import Stage
from portfolio_desktop.services import packs
from portfolio_desktop.services.risks.board import RiskBoard, risk_board
from portfolio_desktop.services.risks.burn_down import burn_down
from portfolio_desktop.services.risks.contributions import contributions
from portfolio_desktop.services.risks.figures import risk_exposure
from portfolio_desktop.services.risks.story import risk_story
from portfolio_desktop.storage.changes import Changes, Edit

SIZES = (500, 5_000, 20_000)


def main() -> None:
    found = [measured(size) for size in SIZES]
    print(f"{'':<28}" + "".join(f"{size:>13,}" for size in SIZES) + "   growth from the first to the last")
    for name, first in found[0].items():
        took = "".join(f"{each[name] * 1000:>10.1f} ms" for each in found)
        print(f"{name:<28}{took}{found[-1][name] / first:>9.1f}")


def measured(risks: int) -> dict[str, float]:
    with bench_office() as office:
        made = list(Filling(office).risk_log(risks))
        office.write(Changes("Fill", tuple(made)))
        office.write(packs.issue(office))
        ids = [each.record for each in made if each.entity == "risk"]
        office.write(Changes("Move", tuple(Edit("risk", id, "likelihood", 3) for id in ids[: risks // 6])))
        return {
            "board": seconds(lambda: risk_board(office)),
            "board, and all asked of it": seconds(lambda: asked(risk_board(office))),
            "exposure, all with money": seconds(lambda: risk_exposure(office)),
            "burn-down": seconds(lambda: burn_down(office)),
            "contributions": seconds(lambda: contributions(office)),
            "one risk": seconds(lambda: risk_story(office, ids[0])),
        }


def asked(board: RiskBoard) -> object:
    """All that the parts of the page ask of one board."""
    counts = [board.counts(stage, opportunities=which) for stage in Stage for which in (False, True)]
    sides = [(board.threats, board.opportunities, board.top) for _part in range(8)]
    return counts, sides, board.by_owner(), board.by_proximity(), board.reviews_late, board.moved


if __name__ == "__main__":
    main()
