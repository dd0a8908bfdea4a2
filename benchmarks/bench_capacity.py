# SPDX-License-Identifier: Apache-2.0
"""Capacity of 500 people over 24 months: reading, the picture of each kind of row, clashes with choices, what fits.

Times are of the processor: the machine may be crowded.

python -m benchmarks.bench_capacity [people]
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.capacity.fitting import Needs
from portfolio_desktop.domain.capacity.load import By
from portfolio_desktop.gui.pages.capacity.heat import CapacityGrid
from portfolio_desktop.services.capacity.fits import candidates, new_project_fits
from portfolio_desktop.services.capacity.gathering import Capacity, capacity
from portfolio_desktop.services.capacity.picture import Picture, all_clashes, choices_of, picture
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.storage.changes import Changes, Create

_MONTHS, _SKILLS, _LEVELS, _PROJECTS, _TEAMS = 24, 30, 4, 60, 40
_FRAME = 40

T = TypeVar("T")


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    app = QApplication(sys.argv[:1])
    with (
        tempfile.TemporaryDirectory() as folder,
        new_office(Path(folder) / "large.portfolio", "Bench") as office,
    ):
        package = _fill(office, people)
        print(f"{people:,} people, {_PROJECTS} projects, {_SKILLS} skills, {_MONTHS} months")
        found = _timed("read and count", lambda: capacity(office))
        for by in By:
            shown = _timed(f"picture by {by.value}", partial(picture, found, by, _MONTHS))
            _paint(shown, found)
        clashes = _timed("clashes", lambda: all_clashes(found, _MONTHS))
        _timed(
            f"choices of 20 of {len(clashes)} clashes",
            lambda: [choices_of(found, each) for each in clashes[:20]],
        )
        skill = next(row for row in found.board.rows(By.SKILL) if row.key)
        _timed("a new project", lambda: new_project_fits(found, [Needs(skill, (20.0,) * 12)]))
        _timed("who fits a package", lambda: candidates(office, package))
    app.quit()


def _timed(what: str, job: Callable[[], T]) -> T:
    began = time.process_time()
    result = job()
    print(f"  {what}: {(time.process_time() - began) * 1000:.0f} ms")
    return result


def _paint(shown: Picture, found: Capacity) -> None:
    grid = CapacityGrid()
    grid.resize(1100, 640)
    began = time.process_time()
    grid.show_picture(shown, shown.rows, found.board.thresholds)
    laid = time.process_time()
    for _frame in range(_FRAME):
        grid.grab()
    frame = (time.process_time() - laid) / _FRAME
    print(f"    laid out in {(laid - began) * 1000:.0f} ms, a frame takes {frame * 1000:.1f} ms")


def _fill(office: Office, people: int) -> Id:
    chance = random.Random(5)
    made = _Making(office, chance)
    office.write(Changes("Fill", tuple(made.all(people))))
    return made.package


class _Making:
    """Invented people, projects, demands and packages, the same on every run."""

    def __init__(self, office: Office, chance: random.Random) -> None:
        self._office, self._chance = office, chance
        self.package = Id("")
        self._today = office.today()

    def all(self, people: int) -> Iterator[Create]:
        framework, skills, levels = self._id(), self._ids(_SKILLS), self._ids(_LEVELS)
        yield Create("framework", framework, {"title": "Ours"})
        for step, id in enumerate(levels, 1):
            yield Create(
                "capability_level", id, {"framework_id": framework, "step": step, "title": f"Level {step}"}
            )
        for number, id in enumerate(skills):
            yield Create("skill", id, {"title": f"Skill {number:02}", "framework_id": framework})
        teams, projects = self._ids(_TEAMS), self._ids(_PROJECTS)
        yield from (Create("team", id, {"title": f"Team {number:02}"}) for number, id in enumerate(teams))
        yield from (
            Create("project", id, {"code": f"P-{number:04}", "title": f"Project {number}", "status": "live"})
            for number, id in enumerate(projects, 1)
        )
        workers = self._ids(people)
        for number, id in enumerate(workers):
            yield from self._person(id, number, teams, skills, levels)
        for number in range(_PROJECTS * 6):
            yield self._demand(number, projects, skills, levels)
        for number in range(people):
            yield from self._package(number, projects, workers, skills, levels)

    def _person(
        self, id: Id, number: int, teams: list[Id], skills: list[Id], levels: list[Id]
    ) -> Iterator[Create]:
        pick = self._chance
        values: dict[str, Value] = {
            "name": f"Person {number:04}",
            "team_id": pick.choice(teams),
            "role": f"Role {number % 12}",
            "share": Decimal(pick.choice((100, 100, 100, 80, 60))),
        }
        yield Create("person", id, values)
        for skill in pick.sample(skills, 4):
            held: dict[str, Value] = {"person_id": id, "skill_id": skill, "level_id": pick.choice(levels)}
            yield Create("person_skill", self._id(), held)
        first = self._day(0, 600)
        away: dict[str, Value] = {
            "code": f"LV-{number:04}",
            "person_id": id,
            "first": first,
            "last": first + timedelta(days=11),
        }
        yield Create("leave", self._id(), away)

    def _demand(self, number: int, projects: list[Id], skills: list[Id], levels: list[Id]) -> Create:
        pick, first = self._chance, self._day(-60, 500)
        values: dict[str, Value] = {
            "code": f"DM-{number:04}",
            "title": f"Demand {number}",
            "project_id": pick.choice(projects),
            "skill_id": pick.choice(skills),
            "level_id": pick.choice(levels),
            "people": Decimal(pick.randint(1, 8)),
            "first": first,
            "last": first + timedelta(days=pick.randint(60, 300)),
            "status": pick.choice(("confirmed", "asked", "forecast")),
        }
        return Create("demand", self._id(), values)

    def _package(
        self, number: int, projects: list[Id], workers: list[Id], skills: list[Id], levels: list[Id]
    ) -> Iterator[Create]:
        pick, starts = self._chance, self._day(-20, 400)
        self.package = self._id()
        values: dict[str, Value] = {
            "code": f"WP-{number:04}",
            "title": f"Package {number}",
            "project_id": pick.choice(projects),
            "responsible_id": pick.choice(workers),
            "effort": Decimal(pick.randint(3, 40)),
            "starts": starts,
            "due": starts + timedelta(days=pick.randint(30, 120)),
            "status": "accepted",
        }
        yield Create("work_package", self.package, values)
        need: dict[str, Value] = {
            "work_package_id": self.package,
            "skill_id": pick.choice(skills),
            "level_id": pick.choice(levels),
        }
        yield Create("package_need", self._id(), need)

    def _day(self, first: int, last: int) -> date:
        return self._today + timedelta(days=self._chance.randint(first, last))

    def _ids(self, count: int) -> list[Id]:
        return [self._id() for _each in range(count)]

    def _id(self) -> Id:
        return Id(self._office.store.new_id())


if __name__ == "__main__":
    main()
