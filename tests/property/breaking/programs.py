# SPDX-License-Identifier: Apache-2.0
"""Two programs on one workspace: the second is told who has it open; and were there no lock, not one save would be lost.

`python -m tests.property.breaking.programs 200` has both save so often.
"""

import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import select

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.lock import WriterLock
from portfolio_desktop.storage.schema import CHANGE_SET
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store
from tests.property.breaking.children import together
from tests.support.workspaces import findings


def run(saves: int, path: Path, *, locked: bool) -> list[str]:
    """Have two programs save at the same time, in turns where the file is `locked` and all at once where not. The faults."""
    create_store(path, CATALOGUE, Surroundings("Ada")).close()
    act = save_in_turns if locked else save_at_once
    said = together([(act, (path, name, saves)) for name in ("Ada", "Bob")])
    acknowledged = [id for each in said for id in each]
    with open_store(path, CATALOGUE, Surroundings("Ada")) as store:
        store.extend(CATALOGUE)
        with store.reading() as connection:
            there = set(connection.execute(select(CHANGE_SET.c.id)).scalars())
        found = findings(store)
    found += [f"{id} was acknowledged and is lost" for id in acknowledged if id not in there]
    if len(acknowledged) != 2 * saves:
        found.append(f"{len(acknowledged)} of {2 * saves} saves were acknowledged")
    return found


def save_in_turns(path: Path, name: str, saves: int, tell: "Connection[str, str]") -> None:
    """A child that opens the workspace for each few saves, and tries again where it is refused."""
    done = 0
    while done < saves:
        try:
            store = _opened(path, name)
        except Refusal:
            continue
        with store:
            for _time in range(min(10, saves - done)):
                tell.send(_saved(store, f"{name} {done}"))
                done += 1


def save_at_once(path: Path, name: str, saves: int, tell: "Connection[str, str]") -> None:
    """A child that heeds no lock."""
    unlocked = patch.multiple(WriterLock, take=lambda *_given: None, release=lambda *_given: None)
    with unlocked, _opened(path, name) as store:
        for number in range(saves):
            tell.send(_saved(store, f"{name} {number}"))


def _opened(path: Path, name: str) -> Store:
    store = open_store(path, CATALOGUE, Surroundings(name))
    store.extend(CATALOGUE)
    return store


def _saved(store: Store, title: str) -> str:
    record = Create("risk", Id(store.new_id()), {"title": title, "cause": "mud " * 50})
    return store.write(Changes(title, (record,))).change_set


def main(saves: int) -> int:
    """Both ways, and what the second program is told."""
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        for locked in (True, False):
            began = time.perf_counter()
            found = run(saves, Path(folder) / f"{locked}.portfolio", locked=locked)
            how = "with the lock" if locked else "without any lock"
            took = time.perf_counter() - began
            sys.stdout.write(f"2 x {saves} saves {how}: {len(found)} faults, {took:.0f} s\n")
            sys.stdout.writelines(f"  {fault}\n" for fault in found[:20])
            wrong = wrong or bool(found)
        with _opened(Path(folder) / "True.portfolio", "Ada"):
            try:
                _opened(Path(folder) / "True.portfolio", "Bob")
            except Refusal as refusal:
                sys.stdout.write(f"The second program is told: {refusal}\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
