# SPDX-License-Identifier: Apache-2.0
"""A year of appraisals for many people in an encrypted people file: starting it, and the pages that a manager opens.

python benchmarks/bench_people.py [people ...]
"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.harness import seconds
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Part
from portfolio_desktop.services.people import appraising, calibrating, cycles, evidence, prompts
from portfolio_desktop.services.people.due import due
from portfolio_desktop.services.people.forms import answers_of_many
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.starting import shipped_id
from portfolio_desktop.storage.changes import Changes, Create, Edit
from tests.support.people import Clock, new_team, party

NOTES = 20  # pieces of evidence a person
WORDS = "Closed the backlog of the quarter with two colleagues, and told the board what it had cost. " * 3


def main() -> None:
    for size in [int(given) for given in sys.argv[1:]] or [12, 500]:
        with tempfile.TemporaryDirectory() as folder:
            os.environ[HOME_VARIABLE] = folder
            bench(Path(folder), size)


def bench(folder: Path, size: int) -> None:
    people = new_team(folder, Clock(date(2027, 4, 20)), size + 2).people
    staff = [party(number) for number in range(2, size + 2)]
    year = cycles.Year(2026, shipped_id("form", "annual"), shipped_id("rating_scale", "four"))
    print(f"{size} people, {NOTES} pieces of evidence each")
    timed("  start the year: work it out", lambda: cycles.start(people, year, staff))
    changes = cycles.start(people, year, staff)
    timed(f"  start the year: write {len(changes.items):,} records", lambda: people.write(changes), runs=1)
    timed("  write the evidence", lambda: people.write(noted(people, staff)), runs=1)
    timed("  write every answer", lambda: people.write(answered(people)), runs=1)
    with people.reading() as reader:
        cycle = reader.all(reader.catalogue.entity("cycle"))[0].id
        one = cycles.appraisals_in(reader, cycle)[size // 2].id
        mine = next(each for each in answers_of_many(reader, [one])[one] if each.side == Part.MANAGER)
    pages: tuple[tuple[str, Callable[[], object]], ...] = (
        ("open one appraisal", lambda: appraising.page(people, one)),
        ("save one answer", lambda: people.write(appraising.answer(people, mine.id, {"words": next(TYPED)}))),
        ("evidence offered to one question", lambda: evidence.offered(people, mine.id)),
        ("prompts before release", lambda: prompts.before_release(people, one)),
        ("everybody side by side", lambda: calibrating.side_by_side(people, cycle)),
        ("progress of the cycle", lambda: cycles.progress_report(people, cycle)),
        ("what is due", lambda: due(people)),
    )
    for name, act in pages:
        timed(f"  {name}", act)
    people.close()


TYPED = (f"{WORDS} {number}" for number in range(1_000_000))


def noted(people: PeopleFile, staff: list[Id]) -> Changes:
    return Changes(
        "Note",
        tuple(
            Create(
                "evidence",
                Id(people.store.new_id()),
                {
                    "title": f"Note {number}",
                    "subject_id": person,
                    "on": date(2026, 4, 1) + timedelta(days=18 * number),
                    "kind": "note",
                    "words": WORDS,
                },
            )
            for person in staff
            for number in range(NOTES)
        ),
    )


def answered(people: PeopleFile) -> Changes:
    with people.reading() as reader:
        answers = reader.all(reader.catalogue.entity("answer"))
        appraisals = reader.all(reader.catalogue.entity("appraisal"))
    words = [Edit("answer", each.id, "words", f"{WORDS} {place}") for place, each in enumerate(answers)]
    levels = [Edit("appraisal", each.id, "level", 1 + place % 4) for place, each in enumerate(appraisals)]
    return Changes("Answer", (*words, *levels))


def timed(name: str, act: Callable[[], object], runs: int = 3) -> None:
    print(f"{name:<58} {1000 * seconds(act, runs):9.1f} ms")


if __name__ == "__main__":
    main()
