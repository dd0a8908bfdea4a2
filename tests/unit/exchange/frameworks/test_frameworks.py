# SPDX-License-Identifier: Apache-2.0
"""Published frameworks come in by codes, names and levels, once, and without a publisher's descriptions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.exchange.frameworks import FrameworkPlan, plan_framework, read_framework
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reference import lay_in_skills
from tests.support.offices import dump, make_office
from tests.support.shared_data import shared

_ROLES = """Role Family,Role,Role Description,Role Level,Skill Name,Skill Description,Skill Level
Delivery,Planner,Plans things,Senior planner,Planning,Secret recipe,Expert
Delivery,Planner,Plans things,Senior planner,Planning,Secret recipe,Practitioner
Delivery,Planner,Plans things,Planner,Planning,Secret recipe,Working
Delivery,Chief,Leads,NOT IN USE,Steering,Secret recipe,NOT IN USE
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


def _bring(office: Office, path: Path) -> FrameworkPlan:
    plan = plan_framework(office, read_framework(path))
    office.write(plan.changes)
    return plan


def _written(folder: Path, text: str) -> Path:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _asked(office: Office, role: str) -> dict[str, object]:
    """The levels that a role asks for, by skill."""
    with office.reading() as reader:
        entity = office.catalogue.entity
        (profile,) = reader.all(entity("role_profile"), Test("title", Op.IS, role))
        asked = reader.all(entity("role_requirement"), Test("profile_id", Op.IS, profile.id))
        names = {
            each.id: str(each["title"])
            for name in ("skill", "capability_level")
            for each in reader.all(entity(name))
        }
    return {names[each["skill_id"]]: names.get(each["level_id"], each["level_id"]) for each in asked}  # type: ignore[index,call-overload]


def _count(office: Office, entity: str) -> int:
    with office.reading() as reader:
        return reader.count(office.catalogue.entity(entity))


def test_that_roles_come_in_with_the_highest_level_that_they_ask_for(office: Office, tmp_path: Path) -> None:
    plan = _bring(office, _written(tmp_path, _ROLES))
    assert plan.added == {
        "framework": 1,
        "capability_level": 4,
        "skill": 2,
        "role_profile": 3,
        "role_requirement": 3,
    }
    assert plan.file.repeated == 1
    assert _asked(office, "Senior planner") == {"Planning": "Expert"}
    assert _asked(office, "Planner") == {"Planning": "Working"}


def test_that_a_level_that_the_file_does_not_give_stays_unknown(office: Office, tmp_path: Path) -> None:
    _bring(office, _written(tmp_path, _ROLES))
    assert _asked(office, "Chief") == {"Steering": Unknown("Not given")}


def test_that_descriptions_stay_in_the_file(office: Office, tmp_path: Path) -> None:
    plan = _bring(office, _written(tmp_path, _ROLES))
    assert plan.file.texts == ("Role Description", "Skill Description")
    assert "Secret" not in dump(office)


def test_that_what_is_here_already_does_not_come_twice(office: Office, tmp_path: Path) -> None:
    office.write(lay_in_skills(office))
    path = _written(tmp_path, _ROLES)
    _bring(office, path)
    assert not plan_framework(office, read_framework(path)).changes


def test_that_a_role_that_asks_for_more_in_a_newer_file_is_brought_up_to_date(
    office: Office, tmp_path: Path
) -> None:
    _bring(office, _written(tmp_path, _ROLES))
    plan = _bring(office, _written(tmp_path, _ROLES.replace("Working", "Expert")))
    assert (plan.added, plan.changed) == ({}, {"role_requirement": 1})
    assert _asked(office, "Planner") == {"Planning": "Expert"}


def test_that_a_row_for_each_code_and_level_is_read_as_one_skill(office: Office, tmp_path: Path) -> None:
    text = "Skill code,Skill,Level,Level description\nPOMG,Portfolio management,5,x\nPOMG,Portfolio management,7,x\n"
    _bring(office, _written(tmp_path, text))
    with office.reading() as reader:
        (skill,) = reader.all(office.catalogue.entity("skill"))
    assert (skill["code"], skill["levels"]) == ("POMG", "5 7")


def test_that_a_licensed_workbook_names_levels_by_which_columns_are_filled(
    office: Office, tmp_path: Path
) -> None:
    text = "Code,Skill,Category,Level 4,Level 5,Level 6\nPEMT,Performance management,People,Does,Does more,\n"
    plan = _bring(office, _written(tmp_path, text))
    assert [skill.steps for skill in plan.file.skills] == [(4, 5)]
    assert "Does" not in dump(office)


def test_that_any_other_table_is_refused_with_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Expected are the headings Role Level"):
        read_framework(_written(tmp_path, "Risk,Owner\nFlood,Ann\n"))


def test_that_every_role_level_of_the_published_roles_comes_in(office: Office) -> None:
    plan = _bring(office, shared("reference/skills/gdad_roles_skills.csv"))
    assert plan.file.rows == 1825
    assert (_count(office, "role_profile"), _count(office, "skill"), len(plan.file.skills)) == (205, 188, 188)
    assert _count(office, "role_requirement") == 1825 - plan.file.repeated == 1809
    assert _asked(office, "Head of portfolio") == {
        "Agile working": "Awareness",
        "Communicating analysis and insight": "Expert",
        "Governance and assurance": "Practitioner",
        "Planning": "Practitioner",
        "Stakeholder relationship management": "Expert",
        "Strategic thinking": "Practitioner",
    }


def test_that_the_published_skills_meet_those_of_the_roles(office: Office) -> None:
    plan = _bring(office, shared("reference/skills/gdad_skills.csv"))
    assert (plan.file.rows, plan.added["skill"], plan.unlevelled) == (188, 188, 188 - 166)
    later = plan_framework(office, read_framework(shared("reference/skills/gdad_roles_skills.csv")))
    assert "skill" not in later.added


def test_that_every_code_of_sfia_comes_in_with_its_levels(office: Office) -> None:
    office.write(lay_in_skills(office))
    _bring(office, shared("reference/skills/sfia9_codes_and_levels.csv"))
    with office.reading() as reader:
        sfia = reader.all(office.catalogue.entity("framework"), Test("title", Op.IS, "SFIA 9"))[0].id
        skills = reader.all(office.catalogue.entity("skill"), Test("framework_id", Op.IS, sfia))
    levels = {str(skill["code"]): str(skill["levels"] or "1 2 3 4 5 6 7").split() for skill in skills}
    assert (len(levels), sum(map(len, levels.values()))) == (147, 672)
    assert (levels["POMG"], levels["PEMT"]) == (["5", "6", "7"], ["4", "5", "6"])
