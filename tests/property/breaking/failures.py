# SPDX-License-Identifier: Apache-2.0
"""The n-th thing that is asked of the disk fails, with each error, until the operation passes untouched.

What is said must be one sentence for a person, trying again must work, and nothing may be half written.
`python -m tests.property.breaking.failures [--scene save] [--every 1] [--error ENOSPC]`.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.sync.share import folder
from tests.property.breaking.disk import Call, error, watched
from tests.property.breaking.every import SCENES
from tests.property.breaking.scenes import Scene, Stage, faults

ERRORS = ("ENOSPC", "EIO", "EACCES", "ETIMEDOUT", "held")


@dataclass
class Tally:
    """What became of an operation."""

    attempts: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def run(scene: Scene, names: tuple[str, ...], root: Path, *, every: int = 1, seed: int = 0) -> Tally:
    """Fail each call, or one of `every` so many, with each error."""
    tally, stage = Tally(), Stage(root / "stage")
    stage.set(scene.prepare)
    count, chance = count_calls(scene, stage), random.Random(seed)
    for name in names:
        for first in range(1, count + 1, every):
            number = min(count, first + chance.randrange(every))
            stage.begin_again()
            tally.attempts += 1
            outcome, found = _attempt(scene, stage, number, name)
            tally.outcomes[outcome] += 1
            tally.faults += [f"{scene.name}, {name}, {fault}" for fault in found]
            if len(tally.faults) > 20:
                return tally
    return tally


def count_calls(scene: Scene, stage: Stage) -> int:
    """How many calls the operation makes when nothing fails."""
    calls: list[Call] = []
    stage.begin_again()
    with watched(stage.root, calls.append):
        scene.act(stage, lambda _id: None)
    return len(calls)


def _attempt(scene: Scene, stage: Stage, number: int, name: str) -> tuple[str, list[str]]:
    """Once with a failure, and once more without: what came of the first, and what is wrong after both."""
    told: list[str] = []
    struck: list[Call] = []

    def heard(call: Call) -> None:
        if call.number == number:
            struck.append(call)
            raise error(name)

    outcome, found = "passed", []
    with watched(stage.root, heard), patch.object(folder, "_PAUSES", (0.0,) * 4):
        try:
            scene.act(stage, told.append)
        except (Refusal, Trouble) as problem:
            outcome = type(problem).__name__
            if "\n" in str(problem) or not str(problem).strip():
                found.append(f"says {str(problem)!r}")
        except Exception as problem:  # noqa: BLE001 - what must not happen, whatever it is
            outcome = "raised"
            found.append(f"{type(problem).__name__}: {problem}")
    try:
        if outcome != "passed":
            scene.act(stage, told.append)
        found += faults(stage, scene, told)
    except Exception as problem:  # noqa: BLE001 - the same
        found.append(f"afterwards {type(problem).__name__}: {problem}")
    where = struck[0] if struck else f"call {number} that did not come"
    return outcome, [f"{where}: {fault}" for fault in found]


def main(scenes: list[Scene], names: tuple[str, ...], every: int) -> int:
    """Each operation with each error, and a line for each."""
    wrong = False
    for scene in scenes:
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as root:
            tally = run(scene, names, Path(root), every=every)
        said = ", ".join(f"{times} {outcome}" for outcome, times in tally.outcomes.most_common())
        took = time.perf_counter() - began
        sys.stdout.write(
            f"{scene.name}: {tally.attempts} failures ({said}), {len(tally.faults)} faults, {took:.0f} s\n"
        )
        sys.stdout.writelines(f"  {fault}\n" for fault in tally.faults)
        sys.stdout.flush()
        wrong = wrong or bool(tally.faults)
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scene", choices=SCENES, action="append")
    parser.add_argument("--error", choices=ERRORS, action="append")
    parser.add_argument("--every", type=int, default=1)
    chosen = parser.parse_args()
    sys.exit(
        main([SCENES[name] for name in chosen.scene or SCENES], tuple(chosen.error or ERRORS), chosen.every)
    )
