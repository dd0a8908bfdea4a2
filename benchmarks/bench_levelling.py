# SPDX-License-Identifier: Apache-2.0
"""Levelling held against published puzzles: single projects of 30 to 120 jobs, and 24 projects with one pool.

python -m benchmarks.bench_levelling [--seconds 30] [--fast] [--own-time] [j30 j60 j90 j120 multi]

With --own-time (not on Windows) each process that breeds has so many seconds of its own work, as on a machine that nobody else
uses; the solver's limit stays one of the clock.

Needs ../shared/data/benchmarks. Every plan is checked, one moment after another, by the tests' own checker.
"""

import argparse
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

from portfolio_desktop.domain.levelling import rule, search
from portfolio_desktop.domain.levelling.sketch import Sketch
from portfolio_desktop.services.planning import solving
from tests.support.levelling_check import faults
from tests.support.levelling_sets import index, length, read_multi, read_rcp

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "benchmarks"
SINGLE = ("j30", "j60", "j90", "j120")


def by_own_time() -> None:
    """Have searches look at the main thread's own clock, in this process."""
    clock = time.pthread_getcpuclockid(threading.main_thread().ident or 0)
    own = SimpleNamespace(monotonic=lambda: time.clock_gettime(clock))
    for module in (rule, search):
        vars(module)["time"] = own
    vars(solving)["_GRACE"] = 3600.0


if "--own-time" in sys.argv:  # here, since the processes that search import this module too
    by_own_time()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", default=[*SINGLE, "multi"])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--own-time", action="store_true")
    told = parser.parse_args()
    for name in told.sets:
        if name == "multi":
            multi(2 * told.seconds, not told.fast)
        else:
            single(name, told.seconds, not told.fast)


def single(name: str, seconds: float, thorough: bool) -> None:
    folder, gaps = DATA / "rcpsp" / name, []
    for known in index(folder / "INDEX.csv"):
        best = int(known["published_ub"])
        gaps.append(one(read_rcp(folder / known["file"]), known["file"], best, seconds, thorough))
    equal = sum(1 for gap in gaps if gap <= 0)
    print(
        f"== {name}: {equal} of {len(gaps)} equal the best known; worst {max(gaps):.1%}, mean {sum(gaps) / len(gaps):.1%}"
    )


def multi(seconds: float, thorough: bool) -> None:
    folder = DATA / "rcmpsp_multi_project"
    for known in index(folder / "INDEX.csv"):
        best = int(known["best_known_value"])
        one(read_multi(folder / known["file"]), known["file"], best, seconds, thorough)


def one(sketch: Sketch, name: str, best: int, seconds: float, thorough: bool) -> float:
    """Solve one puzzle and print how far from the best known it is, as a share."""
    began = time.monotonic()
    found = solving.solved_apart(sketch, seconds, thorough=thorough)
    took = time.monotonic() - began
    broken = faults(sketch, found.starts)
    assert not broken, broken
    took_days = length(sketch, found.value.lateness)
    proved = "-" if found.bound is None else str(length(sketch, found.bound))
    gap = (took_days - best) / best
    print(
        f"{name:<20} {took_days:>6}  best known {best:>6} ({gap:+.1%})  at least {proved:>6}  {took:6.1f} s",
        flush=True,
    )
    return gap


if __name__ == "__main__":
    main()
