# SPDX-License-Identifier: Apache-2.0
"""An import of 10,000 rows × 30 cells from a workbook, stage by stage, against reading the cells with calamine alone.

Both in one run, medians of five, in processor time with that of the process that reads the book. Another file brings
the same rows once more, with one cell in thirty changed.

    python -m benchmarks.bench_import [rows]
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

if __name__ != "__mp_main__":  # the process that reads a book imports this file again, and needs none of it
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    from benchmarks.harness import worked
    from portfolio_desktop.exchange.imports import Options, Plan, changes, guess, plan_import, review
    from portfolio_desktop.exchange.tables import Table, extract, guess_layout, open_source
    from portfolio_desktop.services.office import Office, new_office

ROUNDS = 5
HEADINGS = (
    *("Project ID", "Project name", "Description", "Department", "Category", "Stage", "Status", "SRO"),
    *("Project manager", "Programme name", "DCA", "SRO DCA", "Start date", "End date", "Baseline end"),
    *(
        "Whole-life cost (£m)",
        "Forecast whole life cost (£m)",
        "In-year budget (£m)",
        "In-year forecast (£m)",
    ),
    *("NPV (£m)", "BCR", "FTE", "Schedule RAG", "Cost RAG", "Benefits RAG", "Rating comment"),
    *("Schedule comment", "Budget comment", "Next steps", "Achievements"),
)
STAGES, LEVELS = ("SOBC", "OBC", "FBC", "Delivery"), ("Red", "Amber", "Green", "Amber/Red", "Amber/Green")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.xlsx", Path(folder) / "second.xlsx"
        write_book(first, rows, seed=1)
        write_book(second, rows, seed=1, moved=True)
        bare = statistics.median(timed(lambda: calamine(first))[0] for _ in range(ROUNDS))
        rounds = [one_round(Path(folder) / f"{number}.portfolio", first, second) for number in range(ROUNDS)]
        took = {stage: statistics.median(each[stage] for each in rounds) for stage in rounds[0]}
        print(f"{rows} rows of {len(HEADINGS)} cells, median of {ROUNDS}; calamine alone {bare:.2f} s")
        for stage, seconds in took.items():
            print(f"  {stage:<34}{seconds:>7.2f} s {seconds / bare:>7.1f} ×")
        whole = sum(took[stage] for stage in ("open and lay out", "guess the mapping", "plan", "write"))
        print(
            f"  {'preview and write together':<34}{whole:>7.2f} s {whole / bare:>7.1f} ×   (aim: 3 or less)"
        )
        print(f"  peak of Python objects while planning: {peak(first) / 1e6:.0f} MB")


def one_round(file: Path, first: Path, second: Path) -> dict[str, float]:
    """Seconds of each stage in a fresh workspace."""
    with new_office(file, "Bench") as office:
        entity = office.catalogue.entity("project")
        opened, table = timed(lambda: table_of(first))
        guessed, mapping = timed(lambda: guess(table, office.catalogue, entity))
        reviewed, _ = timed(lambda: review(table, mapping, office.catalogue))
        planned, plan = timed(lambda: plan_import(office, table, mapping, Options(source="first")))
        wrote, _ = timed(lambda: office.write(changes(office, plan)))
        same, again = timed(lambda: plan_import(office, table, mapping, Options(source="first")))
        assert not changes(office, again)
        other = table_of(second)
        moved, plan = timed(lambda: plan_import(office, other, mapping, Options(source="second")))
        updated, _ = timed(lambda: office.write(changes(office, plan)))
    return {
        "open and lay out": opened,
        "guess the mapping": guessed,
        "review it (words, questions)": reviewed,
        "plan": planned,
        "write": wrote,
        "plan the same file again": same,
        "plan with 1 cell in 30 changed": moved,
        "write those changes": updated,
    }


def calamine(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def table_of(path: Path) -> Table:
    grid = open_source(path).likely.grid
    return extract(grid, guess_layout(grid))


def peak(path: Path) -> int:
    """Bytes that a plan needs on top of its table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        new_office(Path(folder) / "peak.portfolio", "Bench") as office,
    ):
        table = table_of(path)
        mapping = guess(table, office.catalogue, office.catalogue.entity("project"))
        tracemalloc.start()
        plan_of(office, table, mapping)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most


def plan_of(office: Office, table: Table, mapping: Any) -> Plan:
    return plan_import(office, table, mapping, Options(source="peak"))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = worked()
    done = work()
    return worked() - started, done


def write_book(path: Path, rows: int, seed: int, *, moved: bool = False) -> None:
    chance = random.Random(seed)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Projects")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, rows + 1):
            for place, cell in enumerate(cells(number, chance)):
                if isinstance(cell, datetime):
                    later = timedelta(days=30 if moved and place == 13 else 0)
                    sheet.write_datetime(number, place, cell + later, as_date)
                elif isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                else:
                    sheet.write_number(number, place, cell)


def cells(number: int, chance: random.Random) -> list[str | float | datetime]:
    return [
        *(f"P{number:06}", f"Project number {number}", f"What project {number} is for, and whom it serves."),
        *(f"Department {number % 30}", f"Category {number % 5}", STAGES[number % 4], "Live"),
        *(f"Person {number % 300}", f"Person {number % 500}", f"Programme {number % 80}"),
        *(LEVELS[number % 5], LEVELS[number % 3]),
        *(datetime(2015, 1, 1) + timedelta(days=chance.randrange(6000)) for _ in range(3)),  # noqa: DTZ001
        *(round(chance.random() * 5000, 2) for _ in range(5)),
        *(round(chance.random() * 4, 2), float(chance.randrange(400))),
        *(LEVELS[chance.randrange(5)] for _ in range(3)),
        *(f"{heading} of project {number}: nothing has changed since." for heading in HEADINGS[25:]),
    ]


if __name__ == "__main__":
    main()
