# SPDX-License-Identifier: Apache-2.0
"""People and their skills cannot be made to say what makes no sense."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from tests.support.crew import Crew
from tests.support.offices import add


def test_that_a_level_of_another_framework_is_refused_with_those_that_there_are(crew: Crew) -> None:
    other = add(crew.office, "framework", title="Theirs")
    strange = add(crew.office, "capability_level", framework_id=other, step=5, title="Ensure")
    person, skill = crew.person("Ann Lee"), crew.skill("Planning")
    with pytest.raises(Refusal) as refused:
        add(crew.office, "person_skill", person_id=person, skill_id=skill, level_id=strange)
    assert str(refused.value) == (
        "“Planning” is not defined at the level “Ensure”. "
        "Choose one of: Awareness, Working, Practitioner, Expert."
    )


def test_that_a_level_at_which_the_skill_is_not_defined_is_refused(crew: Crew) -> None:
    crew.skill("Portfolio management", levels="3 4")
    role = crew.role("Head")
    skill = crew.skills["Portfolio management"]
    with pytest.raises(Refusal, match="Choose one of: Practitioner, Expert"):
        add(crew.office, "role_requirement", profile_id=role, skill_id=skill, level_id=crew.levels[1])
    add(crew.office, "role_requirement", profile_id=role, skill_id=skill, level_id=crew.levels[2])


def test_that_moving_a_held_skill_to_a_strange_level_is_refused(crew: Crew) -> None:
    other = add(crew.office, "framework", title="Theirs")
    strange = add(crew.office, "capability_level", framework_id=other, step=1, title="Follow")
    held = crew.holds(crew.person("Ann Lee"), "Planning", 2)
    with pytest.raises(Refusal, match="not defined at the level “Follow”"):
        crew.set("person_skill", held, level_id=strange)
    crew.set("person_skill", held, level_id=crew.levels[3])


def test_that_nobody_has_a_skill_twice_and_no_role_asks_for_it_twice(crew: Crew) -> None:
    person = crew.person("Ann Lee", Planning=2)
    with pytest.raises(Refusal, match="has this skill already"):
        crew.holds(person, "Planning", 3)
    role = crew.role("Head", Planning=2)
    with pytest.raises(Refusal, match="asks for this skill already"):
        add(
            crew.office,
            "role_requirement",
            profile_id=role,
            skill_id=crew.skills["Planning"],
            level_id=crew.levels[0],
        )


@pytest.mark.parametrize("said", ["none", "5 to", "0", "7-5"])
def test_that_levels_which_nobody_can_read_are_refused(crew: Crew, said: str) -> None:
    with pytest.raises(Refusal, match="names no levels"):
        crew.skill("Planning", levels=said)


def test_that_a_skill_is_not_defined_at_a_step_that_its_framework_does_not_have(crew: Crew) -> None:
    with pytest.raises(Refusal, match="has no level 5, 6"):
        crew.skill("Planning", levels="4-6")


def test_that_a_skill_in_use_stays_in_its_framework(crew: Crew) -> None:
    crew.person("Ann Lee", Planning=2)
    other = add(crew.office, "framework", title="Theirs")
    with pytest.raises(Refusal, match="Make another skill in the other framework"):
        crew.set("skill", crew.skills["Planning"], framework_id=other)


def test_that_a_framework_has_each_step_once_and_counts_from_one(crew: Crew) -> None:
    with pytest.raises(Refusal, match="has a level 2 already"):
        add(crew.office, "capability_level", framework_id=crew.framework, step=2, title="Again")
    with pytest.raises(Refusal, match="counted from 1; 0 is not"):
        add(crew.office, "capability_level", framework_id=crew.framework, step=0, title="Nought")


def test_that_nobody_is_their_own_manager_directly_or_through_others(crew: Crew) -> None:
    ann = crew.person("Ann Lee")
    tom = crew.person("Tom Bell", {"manager_id": ann})
    for manager in (ann, tom):
        with pytest.raises(Refusal, match="own line manager"):
            crew.set("person", ann, manager_id=manager)


def test_that_a_team_is_no_part_of_itself(crew: Crew) -> None:
    large = add(crew.office, "team", title="Large")
    small = add(crew.office, "team", title="Small", part_of_id=large)
    with pytest.raises(Refusal, match="part of itself"):
        crew.set("team", large, part_of_id=small)


@pytest.mark.parametrize("share", ["0", "-20", "100.5"])
def test_that_a_share_of_full_time_beyond_it_is_refused(crew: Crew, share: str) -> None:
    with pytest.raises(Refusal, match="at most 100 %"):
        crew.person("Ann Lee", {"share": Decimal(share)})


def test_that_days_are_in_order(crew: Crew) -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 1)
    with pytest.raises(Refusal, match="Ann Lee cannot leave before they start"):
        crew.person("Ann Lee", {"starts_on": first, "leaves_on": last})
    person = crew.person("Ann Lee")
    with pytest.raises(Refusal, match="“Welding” cannot expire before it was awarded"):
        add(
            crew.office, "qualification", person_id=person, title="Welding", awarded_on=first, expires_on=last
        )
