# SPDX-License-Identifier: Apache-2.0
"""Skills of people from spreadsheets, as offices keep them: a list, or people down and skills across."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.exchange.held_skills import HeldPlan, plan_held, read_held, told
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.matrix import matrix
from tests.support.crew import Crew
from tests.support.offices import TODAY, add, dump, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def crew(office: Office) -> Crew:
    crew = Crew(office)
    for skill in ("Planning", "Talking"):
        crew.skill(skill)
    crew.skill("Steering", code="STEER")
    crew.person("Ann Lee", Planning=2)
    crew.person("Tom Bell")
    return crew


def _plan(crew: Crew, folder: Path, text: str, **how: object) -> HeldPlan:
    path = folder / "skills.csv"
    path.write_text(text, encoding="utf-8")
    plan = plan_held(crew.office, read_held(path), **how)  # type: ignore[arg-type]
    crew.office.write(plan.changes)
    return plan


def _marks(crew: Crew) -> dict[str, dict[str, str]]:
    found = matrix(crew.office)
    skills = [column.skill.title for column in found.columns]
    return {
        row.person.name: {
            skill: cell.mark for skill, cell in zip(skills, row.cells, strict=True) if cell is not None
        }
        for row in found.rows
    }


def test_that_people_down_and_skills_across_come_in_by_name_mark_or_step(crew: Crew, tmp_path: Path) -> None:
    sheet = "Name,Team,Planning,talking,STEER\nAnn Lee,x,Expert,W,3\nTom Bell,x,,0,-\n"
    plan = _plan(crew, tmp_path, sheet)
    assert (plan.added, plan.changed, plan.same, plan.unread, plan.unused) == (2, 1, 0, (), ("Team",))
    assert _marks(crew) == {
        "Ann Lee": {"Planning": "E", "Talking": "W", "Steering": "P"},
        "Tom Bell": {},
    }


def test_that_a_row_for_each_skill_comes_in_with_who_assessed_it_and_when(crew: Crew, tmp_path: Path) -> None:
    sheet = "Employee name,Skill,Level\nAnn Lee,Planning,Working\nTom Bell,steer,Practitioner\n"
    plan = _plan(crew, tmp_path, sheet, by="manager", on=date(2026, 3, 2))
    assert (plan.added, plan.changed, plan.same) == (1, 0, 1)
    assert _marks(crew)["Tom Bell"] == {"Steering": "P"}
    with crew.office.reading() as reader:
        held = reader.all(crew.office.catalogue.entity("person_skill"))
    assert {(each["assessed_by"], each["assessed_on"]) for each in held} == {
        (None, None),
        ("manager", date(2026, 3, 2)),
    }


def test_that_it_comes_in_once_and_is_dated_today_where_no_day_is_given(crew: Crew, tmp_path: Path) -> None:
    sheet = "Name,Talking\nTom Bell,Working\n"
    _plan(crew, tmp_path, sheet)
    assert f'"assessed_on": "{TODAY.isoformat()}"' in dump(crew.office)
    assert not _plan(crew, tmp_path, sheet).changes


def test_that_what_is_not_understood_is_named_with_its_row_and_the_levels_that_there_are(
    crew: Crew, tmp_path: Path
) -> None:
    crew.person("Ann Two")
    crew.person("ann two")
    sheet = "Name,Planning\nNobody,Expert\nAnn Two,Expert\nTom Bell,Guru\nAnn Lee,Expert\nAnn Lee,Working\n"
    plan = _plan(crew, tmp_path, sheet)
    assert [str(each) for each in plan.unread] == [
        "Row 2, Planning: “Nobody”: nobody is called so",
        "Row 3, Planning: “Ann Two”: several people are called so",
        "Row 4, Planning: “Guru”: no level of this skill; there are: Awareness, Working, Practitioner, Expert",
        "Row 6, Planning: “Working”: another cell has said so already",
    ]
    assert _marks(crew)["Ann Lee"] == {"Planning": "E"}


def test_that_private_columns_beside_the_skills_are_left_out_and_named(crew: Crew, tmp_path: Path) -> None:
    plan = _plan(crew, tmp_path, "Name,Gender,Planning\nTom Bell,Zyx-gender,Expert\n")
    assert "Left out, because nothing about sex and gender is kept here: Gender." in list(told(plan))
    assert "Zyx-gender" not in dump(crew.office)


def test_that_a_level_at_which_a_skill_is_not_defined_does_not_come_in(crew: Crew, tmp_path: Path) -> None:
    add(crew.office, "skill", title="Leading", framework_id=crew.framework, levels="3 4")
    plan = _plan(crew, tmp_path, "Name,Leading\nTom Bell,Working\n")
    assert not plan.changes
    assert "there are: Practitioner, Expert" in str(plan.unread[0])


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("Who,Planning\nAnn,Expert\n", "No column names people"),
        ("Name,Juggling\nAnn Lee,Expert\n", "No column is called"),
    ],
)
def test_that_a_table_without_people_or_skills_is_refused(
    crew: Crew, tmp_path: Path, sheet: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        _plan(crew, tmp_path, sheet)
