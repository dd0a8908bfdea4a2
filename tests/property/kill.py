# SPDX-License-Identifier: Apache-2.0
"""Kills a program while it saves, again and again, and looks at what it left.

The child writes change sets in a loop and says each as soon as the write has returned. The parent kills it at a
random moment, opens the file and expects every change set that was said, no half one, and a workspace that an
examination finds whole. By hand: `python -m tests.property.kill 1000`.
"""

import contextlib
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select

from portfolio_desktop.base.clock import system_clock
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit, Revive
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT
from portfolio_desktop.storage.store import Store, Surroundings, open_store
from tests.property.breaking.children import begun
from tests.support.every_kind import EVERY_KIND
from tests.support.workspaces import dump, findings, new_store

LINES = 6  # in each change set, with its header: a half one has fewer
LONGEST_WAIT = 0.08  # seconds between the child's first save and its end


def save_for_ever(path: Path, line: "Connection[str, str]") -> None:
    """The child: saves of every sort, each said once it is acknowledged."""
    with open_store(path, EVERY_KIND, Surroundings("Ada Osei")) as store:
        store.extend(EVERY_KIND)
        line.send("ready")
        while True:
            written = store.write(Changes("Save", _one_of_each(store)))
            line.send(written.change_set)


def _one_of_each(store: Store) -> tuple[Change, ...]:
    first, second = Id(store.new_id()), Id(store.new_id())
    return (
        Create("sample", first, {"text": "Silt", "narrative": "mud " * 200}),
        Create("sample", second, {"text": "Sand", "link": first}),
        Edit("sample", first, "text", "Silt and sand"),
        Delete("sample", second),
        Revive("sample", second),
    )


@dataclass
class Tally:
    """What a run of kills came to. `slowest` is the longest opening afterwards, in seconds."""

    kills: int = 0
    saves: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def run(kills: int, seed: int, folder: Path) -> Tally:
    """Kill a saving program `kills` times; the workspace is begun anew now and then, so that it stays small."""
    chance, tally = random.Random(seed), Tally()
    path = folder / "0.portfolio"
    acknowledged: list[str] = []
    for number in range(kills):
        if number % 25 == 0:
            path, acknowledged = folder / f"{number}.portfolio", []
            new_store(path, EVERY_KIND, seed=seed + number).close()
        saves = _saves_until_killed(path, chance)
        acknowledged += saves
        tally.kills += 1
        tally.saves += len(saves)
        tally.faults += _faults(path, acknowledged, tally)
        if tally.faults:
            break
    return tally


def _saves_until_killed(path: Path, chance: random.Random) -> list[str]:
    child, line = begun(save_for_ever, path)
    with line:
        assert line.recv() == "ready"
        killer = threading.Timer(chance.uniform(0, LONGEST_WAIT), child.kill)
        killer.start()
        saves: list[str] = []
        with contextlib.suppress(
            EOFError, OSError
        ):  # OSError is a word of which half was said: it was not acknowledged
            while True:
                saves.append(line.recv())
        killer.join()
        child.join()
    return saves


def _faults(path: Path, acknowledged: list[str], tally: Tally) -> list[str]:
    began = time.perf_counter()
    with open_store(path, EVERY_KIND, Surroundings("Bob Marsh")) as store:
        store.extend(EVERY_KIND)
        tally.slowest = max(tally.slowest, time.perf_counter() - began)
        faults = findings(store)
        with store.reading() as connection:
            lines = select(CHANGE_SET.c.id, func.count()).join(EDIT, EDIT.c.change_set == CHANGE_SET.c.number)
            sets: dict[str, int] = dict(connection.execute(lines.group_by(CHANGE_SET.c.id)).all())
        faults += [f"{id} was acknowledged and is lost" for id in acknowledged if id not in sets]
        faults += [f"{id} is half there" for id, count in sets.items() if count != LINES]
        dump(store)
    return faults


def main(kills: int) -> None:
    """Kill as often as asked, and say what came of it."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(kills, system_clock(), Path(folder))
    sys.stdout.write(
        f"{tally.kills} kills, {tally.saves} saves acknowledged, {len(tally.faults)} faults, "
        f"slowest opening {tally.slowest:.2f} s, {time.perf_counter() - began:.0f} s in all\n"
    )
    sys.stdout.writelines(f"{fault}\n" for fault in tally.faults)
    sys.exit(bool(tally.faults))


if __name__ == "__main__":
    main(int(sys.argv[1]))
