# SPDX-License-Identifier: Apache-2.0
"""The published networks of scheduling research: our critical path is as long as theirs, in every file."""

import csv
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.domain.schedule.calendars import instant, standard
from portfolio_desktop.domain.schedule.plan import Activity, Link, Plan
from portfolio_desktop.domain.schedule.schedule import schedule
from tests.support.shared_data import shared

DAY = 450
FILES = {"j30": 24, "j60": 12, "j90": 6, "j120": 5, "rg300": 4}


def read(path: Path) -> Plan:
    """Patterson's format: counts, capacities, then for each activity its duration, demands and followers."""
    numbers = iter(int(word) for word in path.read_text().split())
    activities, resources = next(numbers), next(numbers)
    for _capacity in range(resources):
        next(numbers)
    tasks, links = [], []
    for id in range(1, activities + 1):
        tasks.append(Activity(id=str(id), name=str(id), duration=next(numbers) * DAY))
        for _demand in range(resources):
            next(numbers)
        links += [Link(str(id), str(next(numbers))) for _follower in range(next(numbers))]
    start = instant(date(2026, 3, 2))
    calendar = standard("Office")
    return Plan(activities=tuple(tasks), links=tuple(links), calendars={"": calendar}, starts={"": start})


@pytest.mark.parametrize("folder", FILES)
def test_that_critical_paths_are_as_long_as_those_published(folder: str) -> None:
    with shared(f"benchmarks/rcpsp/{folder}/INDEX.csv").open(newline="") as file:
        published = {row["file"]: int(row["critical_path_length_own"]) for row in csv.DictReader(file)}
    found = {}
    for name in published:
        plan = read(shared(f"benchmarks/rcpsp/{folder}/{name}"))
        calendar, start = plan.calendars[""], plan.starts[""]
        found[name] = (calendar.before(schedule(plan).finishes[""]) - calendar.before(start)) / DAY
    assert found == published
    assert len(found) == FILES[folder]
