# SPDX-License-Identifier: Apache-2.0
"""A plan of 10,000 tasks in a workspace: an edit, a "why" and a "what if" against all worked out anew; its timeline."""

import random
import statistics
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from benchmarks.filling import bench_office
from benchmarks.harness import compare, peak_megabytes, seconds
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.explaining import critical_path, why
from portfolio_desktop.services.planning.slips import Slip
from portfolio_desktop.services.planning.timeline import timeline_of
from portfolio_desktop.services.planning.what_if import what_if
from portfolio_desktop.storage.changes import Changes, Create, Edit

TASKS = 10_000
EDITS = 41


def main() -> None:
    with bench_office() as office:
        project, tasks = _plan(office)
        whole = seconds(lambda: _anew(office))
        edits = sorted(_edits(office, tasks))
        half, most = statistics.median(edits), edits[len(edits) * 9 // 10]
        compare("one saved edit against all worked out anew, half within", half, whole, 0.2)
        compare("one saved edit against all worked out anew, 9 of 10 within", most, whole, 0.2)
        compare("why a task lies where it does, against all worked out anew", _why(office, tasks), whole, 0.1)
        slips = statistics.median(_slips(office, tasks))
        compare("what moves if it slips by a week, against all worked out anew", slips, whole, 0.2)
        print(
            f"the path to the end of its project {seconds(lambda: critical_path(office, project)) * 1000:.0f} ms"
        )
        print(f"the timeline of all its rows {seconds(lambda: timeline_of(office)) * 1000:.0f} ms")
        print(f"peak {peak_megabytes():.0f} MB")


def _plan(office: Office) -> tuple[Id, list[Id]]:
    """One project; each task waits for one or two of the sixty before it, each tenth link start to start."""
    chance = random.Random(1)
    project, tasks = Id(office.store.new_id()), [Id(office.store.new_id()) for _n in range(TASKS)]

    def records() -> Iterator[Create]:
        yield Create("project", project, {"title": "Harbour", "code": "P-1", "start": date(2026, 3, 2)})
        for n, id in enumerate(tasks):
            days = Decimal(chance.randint(1, 9))
            values = {"project_id": project, "title": f"Task {n}", "code": f"T-{n}", "scheduling": "links"}
            yield Create("task", id, {**values, "duration": days})
            for _n in range(chance.choice((1, 2)) if n else 0):
                before = tasks[max(0, n - chance.randint(1, 60))]
                kind = chance.choice(("fs",) * 9 + ("ss",))
                yield Create(
                    "task_link",
                    Id(office.store.new_id()),
                    {"task_id": id, "predecessor_id": before, "kind": kind},
                )

    office.write(Changes("A plan", tuple(records())))
    return project, tasks


def _edits(office: Office, tasks: list[Id]) -> Iterator[float]:
    chance = random.Random(2)
    for _n in range(EDITS):
        changes = Changes(
            "Longer", (Edit("task", chance.choice(tasks), "duration", Decimal(chance.randint(1, 9))),)
        )
        yield seconds(partial(office.write, changes), runs=1)


def _why(office: Office, tasks: list[Id]) -> float:
    """The slowest of ten answers, half of them to a question about what was just edited."""
    chance, times = random.Random(3), list[float]()
    for _n in range(5):
        list(_edits(office, tasks[:1]))
        for id in (tasks[0], chance.choice(tasks)):
            times.append(seconds(partial(why, office, id), runs=1))
    return max(times)


def _slips(office: Office, tasks: list[Id]) -> Iterator[float]:
    for id in random.Random(4).sample(tasks, 5):
        yield seconds(partial(what_if, office, "task", id, Slip(1, weeks=True)))


def _anew(office: Office) -> None:
    """A calendar bears upon every plan, so that none is remembered."""
    id = Id(office.store.new_id())
    office.write(Changes("A calendar", (Create("calendar", id, {"title": "Another"}),)))


if __name__ == "__main__":
    main()
