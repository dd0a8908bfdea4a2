# SPDX-License-Identifier: Apache-2.0
"""What a person who saves notices of the shared folder: one save from the click to the disk, alone and while others' changes
come in, and how long a save waits for a folder that hangs.

As in the window: one thread has the workspace, the round works beside it and goes to that thread a moment at a time.
"""

import gc
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from benchmarks.harness import peak_megabytes
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.demo import fill
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.sharing.part import Part, join, part_behind, part_of
from portfolio_desktop.storage.changes import Changes, Create, Edit

T = TypeVar("T")

SAVES, PAUSE = 400, 0.01
PROJECTS, COMING = 100, 2_000
REACH = {50: 5.0, 99: 50.0}  # milliseconds


def projects(office: Office, count: int) -> list[Id]:
    """New projects to be edited."""
    ids = [Id(office.store.new_id()) for _n in range(count)]
    made = tuple(Create("project", id, {"title": f"Project {n}"}) for n, id in enumerate(ids))
    office.write(Changes("Add projects", made))
    return ids


def edit(office: Office, id: Id, words: str) -> None:
    office.write(Changes("Change a title", (Edit("project", id, "title", words),)))


def saves(database: ThreadPoolExecutor, office: Office, ids: list[Id], busy: Event) -> list[float]:
    """The milliseconds of so many saves, made one after the other while `busy` is set."""
    times = []
    for number in range(SAVES):
        if not busy.is_set() and number:
            break
        began = time.perf_counter()
        database.submit(edit, office, ids[number % len(ids)], f"Saved {number}").result()
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(PAUSE)
    return sorted(times)


def tell(what: str, times: list[float]) -> None:
    for share, reach in REACH.items():
        found = times[min(len(times) - 1, len(times) * share // 100)]
        print(f"{what}, p{share} of {len(times)} saves: {found:.1f} ms (reach {reach:.0f} ms)")
    print(f"{what}, longest: {times[-1]:.1f} ms")


def behind(database: ThreadPoolExecutor, office: Office) -> Part:
    """The part of a workspace that lives in another thread."""

    def door(act: Callable[[Office], T], /) -> T:
        future: Future[T] = database.submit(act, office)
        return future.result()

    return part_behind(door)


def beside(work: Callable[[], object]) -> tuple[Thread, Event]:
    """Run `work` in a thread of its own; the event is set until it has ended."""
    busy = Event()
    busy.set()

    def run() -> None:
        try:
            work()
        finally:
            busy.clear()

    thread = Thread(target=run)
    thread.start()
    return thread, busy


def main() -> None:
    gc.disable()  # as in the window, where `gui.collecting` looks for garbage between events
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(1) as database:
        folder = Path(place)
        os.environ[HOME_VARIABLE] = str(folder / "laptop")
        (folder / "share").mkdir()
        ann = database.submit(new_office, folder / "Ann.portfolio", "Ann Example").result()
        database.submit(fill, ann).result()
        ids = database.submit(projects, ann, PROJECTS).result()
        part = behind(database, ann)
        invitation, _standing = part.share(folder / "share", encrypted=True, title="Board")
        bob, _joined = join(invitation, folder / "share", folder / "Bob.portfolio", "Bob Example")

        alone = Event()
        alone.set()
        tell("Nothing else going on", saves(database, ann, ids, alone))

        theirs = projects(bob, PROJECTS)
        for number in range(COMING // PROJECTS):
            changed = tuple(Edit("project", id, "title", f"Bob's {number}") for id in theirs)
            bob.write(Changes("Change all titles", changed))
        part_of(bob).round()
        began = time.perf_counter()
        thread, busy = beside(part.round)
        times = saves(database, ann, ids, busy)
        thread.join()
        took = time.perf_counter() - began
        tell(f"While {COMING:,} changes of another come in ({took:.1f} s)", times)

        def rounds() -> None:
            for _n in range(10):
                part.round(thorough=True)

        thread, busy = beside(rounds)
        times = saves(database, ann, ids, busy)
        thread.join()
        tell("While one thorough round follows the other", times)
        bob.close()
        database.submit(ann.close).result()
    print(f"peak {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
