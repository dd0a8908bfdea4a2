# SPDX-License-Identifier: Apache-2.0
"""What the page of people and skills reads and works out, for 50, 500 and 2,000 people with twelve skills each.

python benchmarks/bench_skills.py
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.filling import bench_office
from benchmarks.harness import seconds
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reference import lay_in_framework
from portfolio_desktop.services.skills.board import people_board
from portfolio_desktop.services.skills.chart import chart_of
from portfolio_desktop.services.skills.fit import cover_of, fit_of, succession_of
from portfolio_desktop.services.skills.matrix import matrix_of
from portfolio_desktop.storage.changes import Change, Changes, Create

SIZES = (50, 500, 2_000)
SKILLS, ROLES, ASKED, HELD, BELOW = 24, 12, 8, 12, 7


def main() -> None:
    found = [measured(size) for size in SIZES]
    print(f"{'':<28}" + "".join(f"{size:>13,}" for size in SIZES))
    for name in found[0]:
        print(f"{name:<28}" + "".join(f"{each[name] * 1000:>10.1f} ms" for each in found))


def measured(people: int) -> dict[str, float]:
    with bench_office() as office:
        office.write(Changes("Fill", tuple(filling(office, people))))
        board = people_board(office)
        role = next(iter(board.found.profiles.values()))
        person = next(iter(board.found.people))
        return {
            "all of it, from the file": seconds(lambda: people_board(office)),
            "organisation chart": seconds(lambda: chart_of(board.found)),
            "one person": seconds(lambda: fit_of(board.found, person)),
            "skills matrix": seconds(lambda: matrix_of(board.found)),
            "who could cover a role": seconds(lambda: cover_of(board.found, role)),
            "succession of key roles": seconds(lambda: succession_of(board.found)),
        }


def filling(office: Office, people: int) -> Iterator[Change]:
    """Roles that ask for eight of 24 skills, and people who hold twelve of them; each leads seven others."""
    chance = random.Random(1)

    def new(entity: str, **values: Value) -> Create:
        return Create(entity, Id(office.store.new_id()), values)

    laid = lay_in_framework(office, "gdad")
    levels = list(laid.levels.values())
    yield from laid.items
    skills = [
        new("skill", code=f"SK-{n:04}", title=f"Skill {n}", framework_id=laid.id) for n in range(SKILLS)
    ]
    roles = [new("role_profile", title=f"Role {n}", key_role=n < ROLES // 2) for n in range(ROLES)]
    yield from (*skills, *roles)
    for role in roles:
        for skill in chance.sample(skills, ASKED):
            level = chance.choice(levels)
            yield new("role_requirement", profile_id=role.record, skill_id=skill.record, level_id=level)
    above: list[Id] = []
    for number in range(people):
        values: dict[str, Value] = {
            "name": f"Person {number}",
            "role_profile_id": roles[number % ROLES].record,
        }
        if above:
            values["manager_id"] = above[(number - 1) // BELOW]
        person = new("person", **values)
        above.append(person.record)
        yield person
        for skill in chance.sample(skills, HELD):
            level = chance.choice(levels)
            yield new("person_skill", person_id=person.record, skill_id=skill.record, level_id=level)


if __name__ == "__main__":
    main()
