# SPDX-License-Identifier: Apache-2.0
"""A program that is killed in the middle of any operation, at each thing that it asks of the disk: nothing acknowledged is lost,
nothing is half there, it opens at once, and the others read what is on the share.

`python -m tests.property.breaking.kills [--scene export] [--every 1]` kills at each call, or at one of so many, in a process of
its own. `python -m tests.property.kill 1000` kills one that saves at moments of chance.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from tests.property.breaking.children import heard
from tests.property.breaking.disk import Call, watched
from tests.property.breaking.every import SCENES
from tests.property.breaking.failures import count_calls
from tests.property.breaking.scenes import Scene, Stage, faults

_KILLED = 9


@dataclass
class Tally:
    """What a run of kills came to."""

    kills: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


def run(scene: Scene, root: Path, *, every: int = 1, seed: int = 0) -> Tally:
    """Kill at each call of an operation, or at one of `every` so many."""
    tally, stage, chance = Tally(), Stage(root / "stage"), random.Random(seed)
    stage.set(scene.prepare)
    count = count_calls(scene, stage)
    for first in range(1, count + 1, every):
        number = min(count, first + chance.randrange(every))
        stage.begin_again()
        where, told = _killed(scene.name, root, number)
        tally.kills += 1
        tally.acknowledged += len(told)
        try:
            found = faults(stage, scene, told)
            scene.act(stage, told.append)
            found += faults(stage, scene, told)
        except Exception as error:  # noqa: BLE001 - what must not happen, whatever it is
            found = [f"afterwards {type(error).__name__}: {error}"]
        tally.faults += [f"{scene.name}, {where}: {fault}" for fault in found]
        if len(tally.faults) > 20:
            break
    return tally


def _killed(name: str, root: Path, number: int) -> tuple[str, list[str]]:
    """Where the operation was killed, and what it had acknowledged."""
    said = heard(act_and_die, name, root, number)
    where = [text for text in said if text.startswith("call ")]
    return (where or [f"call {number} that did not come"])[0], [text for text in said if text not in where]


def act_and_die(name: str, root: Path, number: int, tell: "Connection[str, str]") -> None:
    """The child: carry an operation out as far as its n-th call."""

    def die(call: Call) -> None:
        if call.number == number:
            tell.send(str(call))
            os.kill(os.getpid(), _KILLED)

    stage = Stage(root / "stage")
    with watched(stage.root, die):
        SCENES[name].act(stage, tell.send)


def main(scenes: list[Scene], every: int) -> int:
    """Each operation, and a line for each."""
    wrong = False
    for scene in scenes:
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as root:
            tally = run(scene, Path(root), every=every)
        said = f"{tally.kills} kills, {tally.acknowledged} saves acknowledged, {len(tally.faults)} faults"
        sys.stdout.write(f"{scene.name}: {said}, {time.perf_counter() - began:.0f} s\n")
        sys.stdout.writelines(f"  {fault}\n" for fault in tally.faults)
        sys.stdout.flush()
        wrong = wrong or bool(tally.faults)
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scene", choices=SCENES, action="append")
    parser.add_argument("--every", type=int, default=1)
    chosen = parser.parse_args()
    sys.exit(main([SCENES[name] for name in chosen.scene or SCENES], chosen.every))
