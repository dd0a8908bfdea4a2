# SPDX-License-Identifier: Apache-2.0
"""A people file of a manager with a team, for tests: made in one line, written to in one."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services import records
from portfolio_desktop.services.people import appraising
from portfolio_desktop.services.people.cycles import Year, start
from portfolio_desktop.services.people.people_file import (
    PeopleFile,
    new_people_file,
    open_people_file,
    people_path,
)
from portfolio_desktop.services.people.starting import lay_in, shipped_id, take_up
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.keys import key_file
from portfolio_desktop.storage.keys.wrapping import Cost
from tests.support.people_files import PASSPHRASE

NAMES = ("Ada Okafor", "Ben Hale", "Cai Morgan", "Dee Rao", "Eve Lund", "Fay Quinn", "Gus Ito")


def party(number: int) -> Id:
    """The id of the nth person: 0 is the head, 1 the manager whose file it is, from 2 on the team."""
    return Id(f"p{number:025d}")


@dataclass
class Clock:
    """A day that a test sets."""

    day: date = date(2026, 11, 21)

    def __call__(self) -> date:
        return self.day


@dataclass
class Team:
    """Ben's people file: Ada above him, his team below, forms and scales laid in."""

    people: PeopleFile
    clock: Clock = field(default_factory=Clock)

    def do(self, changes: Changes) -> list[Id]:
        """Write them, and say which records were made."""
        self.people.write(changes)
        return [item.record for item in changes if isinstance(item, Create)]

    def all(self, entity: str, order: str = "", **values: Any) -> list[Any]:
        """The records of a register with these values."""
        with self.people.reading() as reader:
            where = All(tuple(Test(name, Op.IS, value) for name, value in values.items()))
            return reader.all(reader.catalogue.entity(entity), where, (Sort(order),) if order else ())

    def get(self, entity: str, id: Id) -> Any:
        """One record."""
        with self.people.reading() as reader:
            return reader.get(reader.catalogue.entity(entity), id)

    def add(self, entity: str, **values: Any) -> Id:
        """Make a record as a form would."""
        return self.do(records.create(self.people, entity, values))[0]

    def change(self, entity: str, id: Id, **values: Any) -> None:
        """Change a record as a form would."""
        self.people.write(records.change(self.people, entity, id, values))

    def appraisal(self, number: int = 2, **year: Any) -> Id:
        """Start a year for one person and say which appraisal it is."""
        self.start([number], **year)
        return Id(self.all("appraisal", subject_id=party(number))[0].id)

    def start(self, numbers: Sequence[int], **year: Any) -> None:
        """Start a year for some."""
        given: Mapping[str, Any] = {
            "form": shipped_id("form", "annual"),
            "scale": shipped_id("rating_scale", "three"),
            **year,
        }
        self.do(start(self.people, Year(2026, **given), [party(number) for number in numbers]))


def new_team(folder: Path, clock: Clock | None = None, size: int = len(NAMES)) -> Team:
    """A people file in `folder` that belongs to Ben, who manages everybody after him; Ada manages Ben."""
    clock = clock or Clock()
    path = people_path(folder / "office.portfolio")
    people = new_people_file(path, PASSPHRASE, {"name": NAMES[1]}, party(1), clock)
    team = Team(people, clock)
    names = [*NAMES, *(f"Person {number}" for number in range(len(NAMES), size))]
    persons = {party(number): {"name": name, "manager_id": party(1)} for number, name in enumerate(names)}
    persons[party(0)] = {"name": names[0]}
    persons[party(1)]["manager_id"] = party(0)
    team.do(take_up(people, persons))
    team.do(lay_in(people))
    return team


def titles(records: Sequence[Record]) -> list[str]:
    """What records are called."""
    return [str(record["title"]) for record in records]


def fill(team: Team, appraisal: Id, side: Side, words: str = "Words") -> None:
    """Fill in all that a side answers, and the level where it is the manager."""
    rated = bool(team.get("appraisal", appraisal).scale_id)
    level: dict[str, Value] = {"level": 2} if rated else {}
    changes = Changes("Fill in", ())
    for answer in team.all("answer", appraisal_id=appraisal, side=side.value):
        yes = answer.kind == "yes_no"
        given: dict[str, Value] = {"yes": True} if yes else {"words": f"{words}: {answer.question}"}
        given |= level if "rating" in answer.kind else {}
        changes += appraising.answer(team.people, answer.id, given, side)
    if side is Side.MANAGER and rated:
        changes += appraising.write(team.people, appraisal, {**level, "level_why": words})
    team.people.write(changes)


def signed(team: Team, appraisal: Id, until: Side = Side.COUNTERSIGNER, words: str = "Words") -> None:
    """Take an appraisal from its first word to the signature of `until`."""
    for side in (Side.SELF, Side.MANAGER):
        fill(team, appraisal, side, words)
        team.do(appraising.do(team.people, Act.RELEASE, appraisal, beside=side))
    team.do(appraising.do(team.people, Act.MEET, appraisal))
    for side in (Side.SELF, Side.MANAGER, Side.COUNTERSIGNER):
        team.do(appraising.do(team.people, Act.SIGN, appraisal, beside=side))
        if side is until:
            return


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the people file of a new team, as it is before anything is done with it."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(HOME_VARIABLE, str(folder / "laptop"))
        patched.setattr(key_file, "Cost", lambda *given: Cost(*(given or (8 * 1024, 1, 1))))
        new_team(folder).people.close()
    return folder


@pytest.fixture
def team(begun: Path, laptop: None, tmp_path: Path) -> Iterator[Team]:
    """A copy of it that one test writes to."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    clock = Clock()
    path = people_path(tmp_path / "office.portfolio")
    with open_people_file(path, NAMES[1], passphrase=PASSPHRASE, today=clock) as people:
        yield Team(people, clock)
