# SPDX-License-Identifier: Apache-2.0
"""People against roles: the reasons are in words, and those who have left cover nothing."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.skills.gaps import Readiness
from portfolio_desktop.services.skills.chart import chart
from portfolio_desktop.services.skills.expiring import expiring
from portfolio_desktop.services.skills.fit import cover, person_fit, succession
from portfolio_desktop.services.skills.matrix import matrix
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.crew import Crew
from tests.support.offices import add


def test_that_each_skill_says_what_is_asked_and_what_is_held(crew: Crew) -> None:
    role = crew.role("Head", Planning=3, Talking=4, Judging=2, Counting=1)
    person = crew.person("Ann Lee", {"role_profile_id": role}, Planning=3, Talking=2, Judging=4, Painting=1)
    found = person_fit(crew.office, person)
    assert {line.skill.title: line.words for line in found.lines} == {
        "Counting": "Awareness asked, not assessed",
        "Judging": "Expert held, Working asked",
        "Planning": "Practitioner held, as asked",
        "Talking": "Working held, Expert asked, 2 levels short",
    }
    assert [(line.skill.title, line.words) for line in found.others] == [("Painting", "Awareness")]


def test_that_a_person_without_a_profile_is_held_against_the_one_that_is_named(crew: Crew) -> None:
    role, person = crew.role("Head", Planning=3), crew.person("Ann Lee", Planning=3)
    assert person_fit(crew.office, person).profile is None
    assert person_fit(crew.office, person, role).fit.readiness is Readiness.READY


def test_that_cover_says_why_and_how_many_are_not_known(crew: Crew) -> None:
    role = crew.role("Head", Planning=3, Talking=2)
    crew.person("Holder", {"role_profile_id": role}, Planning=3, Talking=2)
    crew.person("Ready", Planning=4, Talking=2)
    crew.person("Near", Planning=2, Talking=2)
    crew.person("Half", Planning=3)
    crew.person("Nobody knows")
    crew.person("Gone", {"left": True}, Planning=4, Talking=4)
    crew.person("Leaver", {"leaves_on": date(2026, 11, 20)}, Planning=4, Talking=4)
    crew.person("To come", {"starts_on": date(2027, 1, 4)}, Planning=4, Talking=4)
    found = cover(crew.office, role)
    assert [each.name for each in found.holders] == ["Holder"]
    assert {each.person.name: each.reasons for each in found.candidates} == {
        "Ready": ("meets all 2 skills",),
        "Near": ("meets 1 of 2 skills", "Planning: Working held, Practitioner asked, one level short"),
        "Half": ("meets 1 of 2 skills", "not assessed: Talking"),
    }
    assert found.not_known == 1


def test_that_a_role_that_asks_for_nothing_is_covered_by_nobody(crew: Crew) -> None:
    with pytest.raises(Refusal, match="“Head” asks for no skills yet"):
        cover(crew.office, crew.role("Head"))


def test_that_succession_begins_with_the_roles_that_nobody_could_take_over(crew: Crew) -> None:
    crew.role("Covered", key_role=True, Planning=2)
    crew.role("Alone", key_role=True, Talking=2)
    crew.role("Nearly", key_role=True, Planning=4)
    crew.role("Not key", Planning=1)
    crew.person("Ann Lee", Planning=3)
    found = {
        line.profile.title: ([e.person.name for e in line.ready], [e.person.name for e in line.near])
        for line in succession(crew.office)
    }
    assert found == {"Alone": ([], []), "Nearly": ([], ["Ann Lee"]), "Covered": (["Ann Lee"], [])}
    assert list(found) == ["Alone", "Nearly", "Covered"]


def test_that_a_level_that_is_not_given_is_asked_at_any(crew: Crew) -> None:
    role = crew.role("Chief")
    values: Values = {
        "profile_id": role,
        "skill_id": crew.skill("Planning"),
        "level_id": Unknown("Not given"),
    }
    id = Id(crew.office.store.new_id())
    crew.office.write(Changes("Import", (Create("role_requirement", id, values),)))
    found = person_fit(crew.office, crew.person("Ann Lee", Planning=1), role)
    assert [line.words for line in found.lines] == ["Awareness held, at any level asked"]
    assert found.fit.readiness is Readiness.READY


def test_that_the_matrix_shows_what_is_held_asked_and_lacking(crew: Crew) -> None:
    role = crew.role("Head", Planning=3, Talking=2)
    branch = add(crew.office, "team", title="Branch")
    part = add(crew.office, "team", title="Part", part_of_id=branch)
    crew.person("Ann Lee", {"role_profile_id": role, "team_id": part}, Planning=2, Painting=4)
    crew.person("Tom Bell", Planning=4)
    found = matrix(crew.office)
    assert [(c.skill.title, c.held, c.lacking) for c in found.columns] == [
        ("Painting", 1, 0), ("Planning", 2, 1), ("Talking", 0, 1)
    ]  # fmt: skip
    assert [row.person.name for row in found.rows] == ["Ann Lee", "Tom Bell"]
    ann, tom = found.rows
    assert [cell and (cell.mark, cell.lacking) for cell in ann.cells] == [
        ("E", False),
        ("W", True),
        ("", True),
    ]
    assert [cell and cell.mark for cell in tom.cells] == [None, "E", None]
    assert [row.person.name for row in matrix(crew.office, team=branch).rows] == ["Ann Lee"]
    against = matrix(crew.office, profile=role)
    assert [c.skill.title for c in against.columns] == ["Planning", "Talking"]
    assert [cell and cell.lacking for cell in against.rows[1].cells] == [False, True]


def test_that_the_chart_puts_those_with_people_below_them_first(crew: Crew) -> None:
    crew.person("Alone")
    top = crew.person("Top")
    middle = crew.person("Middle", {"manager_id": top})
    crew.person("Below", {"manager_id": middle})
    assert [(each.level, each.title, each.total) for each in chart(crew.office)] == [
        (0, "Top", 2), (1, "Middle", 1), (2, "Below", 0), (0, "Alone", 0)
    ]  # fmt: skip


def test_that_the_chart_of_teams_has_their_people_the_lead_first_and_those_in_none_last(crew: Crew) -> None:
    large = add(crew.office, "team", title="Large")
    small = add(crew.office, "team", title="Small", part_of_id=large)
    crew.person("Ann Lee", {"team_id": large})
    lead = crew.person("Zoe Lead", {"team_id": large})
    crew.set("team", large, lead_id=lead)
    crew.person("Tom Bell", {"team_id": small})
    crew.person("Gone", {"team_id": small, "left": True})
    crew.person("Alone")
    assert [(each.level, each.title, each.role, each.total) for each in chart(crew.office, by_team=True)] == [
        (0, "Large", "Zoe Lead", 3),
        (1, "Zoe Lead", "", 0),
        (1, "Ann Lee", "", 0),
        (1, "Small", "", 1),
        (2, "Tom Bell", "", 0),
        (0, "In no team", "", 1),
        (1, "Alone", "", 0),
    ]


def test_that_what_leavers_hold_no_longer_expires(crew: Crew) -> None:
    for name, left in (("Here", None), ("Gone", True)):
        person = crew.person(name, {"left": left})
        for title, day in (
            ("Old", date(2026, 11, 1)),
            ("Soon", date(2026, 12, 1)),
            ("Later", date(2028, 1, 1)),
        ):
            add(crew.office, "qualification", person_id=person, title=title, expires_on=day)
    found = expiring(crew.office, 30)
    assert [(each.person_name, each.title, each.days) for each in found] == [
        ("Here", "Old", -20),
        ("Here", "Soon", 10),
    ]
