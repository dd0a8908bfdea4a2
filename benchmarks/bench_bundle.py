# SPDX-License-Identifier: Apache-2.0
"""The bundle that `dev.py package` built last: its weight against the limits, and its start against that of the sources.

Both starts open the demo portfolio and end once Home answers, told by the same watch (installer/watched.py), in turn. The
sources find their modules compiled, as on a laptop where they are installed.

python -m benchmarks.bench_bundle [rounds]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from installer import contents
from installer.package import BUNDLE, TARGET, size_of
from installer.watched import WATCH

ROUNDS = 7
_MEGABYTE = 1024 * 1024
_SOURCES = "import os, pathlib, sys; from installer.watched import run; run(sys.argv[1:], pathlib.Path(os.environ['{}']))"

Figures = dict[str, tuple[float, float, float]]
"""By stage: seconds of the processor, seconds by the clock, peak megabytes."""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    if not BUNDLE.exists():
        raise SystemExit("There is no bundle: python3 dev.py package")
    weigh()
    with tempfile.TemporaryDirectory() as folder:
        bundle = [str(BUNDLE / contents.NAME)]
        sources = [sys.executable, "-c", _SOURCES.format(WATCH)]
        demo = str(Path(folder) / "demo.portfolio")
        subprocess.run(
            [*bundle, "demo", demo], env=surroundings(folder), check=True, stdout=subprocess.DEVNULL
        )
        for command in (bundle, sources):
            measured(command, demo, folder)  # compiles, and keeps the day's copy
        told = [(measured(bundle, demo, folder), measured(sources, demo, folder)) for _round in range(rounds)]
    print(f"start on the demo, medians of {rounds}: processor, clock, peak memory")
    for stage in ("painted", "usable"):
        ours, theirs = (middle([pair[which][stage] for pair in told]) for which in (0, 1))
        print(
            f"  {stage:<8} bundle {ours[0]:5.2f} s {ours[1]:5.2f} s {ours[2]:4.0f} MB"
            f"   sources {theirs[0]:5.2f} s {theirs[1]:5.2f} s {theirs[2]:4.0f} MB   ratio {ours[0] / theirs[0]:4.2f}"
        )


def weigh() -> None:
    """The folder, and what people install, against their limits."""
    weights = [(BUNDLE.name, size_of(BUNDLE), contents.MOST_UNPACKED)]
    made = sorted(TARGET.glob(f"{contents.NAME}*{contents.version()}*"))
    weights += [(path.name, path.stat().st_size, contents.MOST_PACKED) for path in made]
    for name, size, most in weights:
        print(
            f"{name:<46}{size / _MEGABYTE:7.1f} MB   limit {most / _MEGABYTE:4.0f} MB   ratio {size / most:4.2f}"
        )


def surroundings(folder: str) -> dict[str, str]:
    """Offscreen, with a laptop folder of its own, and compiled modules kept."""
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PORTFOLIO_DESKTOP_HOME": folder,
        "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
        "PYTHONDONTWRITEBYTECODE": "",
    }


def measured(command: list[str], demo: str, folder: str) -> Figures:
    """One start, from the moment that the process is asked for."""
    report = Path(folder) / "report.json"
    report.unlink(missing_ok=True)
    began = time.time()
    subprocess.run(
        [*command, demo],
        env={**surroundings(folder), WATCH: str(report)},
        cwd=contents.ROOT,
        check=True,
        capture_output=True,
        timeout=300,
    )
    stages = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    return {each["stage"]: (each["worked"], each["at"] - began, each["megabytes"]) for each in stages}


def middle(figures: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """The medians of each of the three."""
    worked, clock, memory = zip(*figures, strict=True)
    return statistics.median(worked), statistics.median(clock), statistics.median(memory)


if __name__ == "__main__":
    main()
