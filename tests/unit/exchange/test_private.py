# SPDX-License-Identifier: Apache-2.0
"""What is private about people stays out of their registers, whatever a spreadsheet calls it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange import imports
from portfolio_desktop.exchange.private import left_out, subject_of
from portfolio_desktop.exchange.tables import Table, extract, guess_layout, open_source
from portfolio_desktop.services.office import Office
from tests.support.crew import Crew
from tests.support.offices import add, dump, make_office
from tests.support.shared_data import shared

_STAFF = """Name,Job title,Team,Ethnic group,Gender,Marital status,Date of birth,Sickness days,Annual salary,Shoe size
Ann Lee,Planner,Delivery,Zyx-origin,Qwv-rating,Kjh,1980-02-03,17,43210,41
Tom Bell,Analyst,Delivery,Zyx-origin,Qwv-rating,Kjh,1990-02-03,3,54321,44
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def staff(tmp_path: Path) -> Table:
    path = tmp_path / "staff.csv"
    path.write_text(_STAFF, encoding="utf-8")
    return _table(path)


def _table(path: Path) -> Table:
    grid = open_source(path).likely.grid
    return extract(grid, guess_layout(grid))


def _plan(office: Office, table: Table, mapping: imports.ColumnMapping) -> imports.Plan:
    return imports.plan_import(office, table, mapping, imports.Options(source="staff.csv"))


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Race", "ethnic origin"),
        ("Ethnicity", "ethnic origin"),
        ("MaritalStatus", "marriage and family"),
        ("Sex", "sex and gender"),
        ("Sexual orientation", "sexual orientation"),
        ("Age", "age"),
        ("Over18", "age"),
        ("DOB", "age"),
        ("Reason for absence", "health and absence through illness"),
        ("Disability status", "disability"),
        ("Religion or belief", "religion and belief"),
        ("Trade union member", "trade unions and politics"),
        ("MonthlyIncome", "pay"),
        ("Day rate", "pay"),
        ("PerformanceRating", "how people perform"),
        ("End-of-year rating", "how people perform"),
        ("JobSatisfaction", "how people feel about their work"),
        ("Home_address", "homes and identity papers"),
        ("NI number", "homes and identity papers"),
        ("DBS check", "criminal records"),
        ("Carer", "marriage and family"),
        ("Dietary requirements", "health and absence through illness"),
        ("Socio-economic background", "social background"),
    ],
)
def test_that_a_private_column_is_known_by_its_heading(heading: str, subject: str) -> None:
    assert subject_of("person", heading) == subject


@pytest.mark.parametrize("entity", ["person", "person_skill", "qualification"])
def test_that_what_a_register_of_people_keeps_is_not_taken_for_private(entity: str) -> None:
    for field in CATALOGUE.entity(entity).fields:
        for heading in (field.label, *field.aliases):
            assert not subject_of(entity, heading), heading


@pytest.mark.parametrize(
    "heading", ["Stage", "Agent", "Message", "Language", "Image", "Grade", "Skill rating", "Trace"]
)
def test_that_a_word_within_another_is_not_private(heading: str) -> None:
    assert not subject_of("person_skill", heading)


@pytest.mark.parametrize(
    "heading", ["Overall rating", "Manager rating", "End of year rating", "Rating 2025 (calibrated)", "9 box"]
)
def test_that_a_rating_of_a_person_is_private_beside_their_skills_too(heading: str) -> None:
    assert subject_of("person_skill", heading) == "how people perform"


def test_that_skills_of_people_come_in_by_the_framework_of_each_skill_and_make_nobody(
    office: Office, tmp_path: Path
) -> None:
    crew = Crew(office)
    crew.skill("Planning")
    crew.person("Ann Lee")
    crew.person("Tom Bell")
    other = add(office, "framework", title="Other")
    expert = add(office, "capability_level", framework_id=other, step=2, title="Expert", letter="X")
    add(office, "skill", title="Welding", framework_id=other)
    path = tmp_path / "skills.csv"
    path.write_text(
        "Name,Skill,Level,Race,Manager rating\n"
        "Ann Lee,Planning,Expert,Zyx-origin,Qwv-rating\nAnn Lee,Welding,Expert,,\n"
        "Tom Bell,Welding,Practitioner,,\nNobody Here,Planning,Expert,,\n",
        encoding="utf-8",
    )
    table = _table(path)
    entity = office.catalogue.entity("person_skill")
    plan = _plan(office, table, imports.guess(table, office.catalogue, entity))
    office.write(imports.changes(office, plan))
    with office.reading() as reader:
        held = {str(each["skill_id"]): each["level_id"] for each in reader.all(entity)}
        people = reader.count(office.catalogue.entity("person"))
    assert set(held.values()) == {crew.levels[3], expert}
    assert people == 2
    assert not plan.made
    assert {each.subject for each in plan.private} == {"ethnic origin", "how people perform"}
    assert [each.reason for each in plan.rows if each.reason] == [
        "A new skill of a person needs: level held.",
        "A new skill of a person needs: person.",
    ]
    assert "Zyx-origin" not in dump(office)
    assert "Qwv-rating" not in dump(office)


def test_that_other_registers_take_what_they_will() -> None:
    assert not left_out("risk", ["Rating", "Health", "Pay", "Race"])


def test_that_what_is_left_out_is_named_with_the_reason(office: Office, staff: Table) -> None:
    plan = _plan(office, staff, imports.guess(staff, office.catalogue, office.catalogue.entity("person")))
    assert [str(each) for each in plan.private] == [
        "Left out, because nothing about ethnic origin is kept here: Ethnic group.",
        "Left out, because nothing about sex and gender is kept here: Gender.",
        "Left out, because nothing about marriage and family is kept here: Marital status.",
        "Left out, because nothing about age is kept here: Date of birth.",
        "Left out, because nothing about health and absence through illness is kept here: Sickness days.",
        "Left out, because nothing about pay is kept here: Annual salary.",
    ]
    assert plan.unused == ("Shoe size",)


def test_that_private_columns_come_in_by_no_way(office: Office, staff: Table, tmp_path: Path) -> None:
    """Not as a note, not as a field of the office's own, not in the file of what was set aside, not by an old mapping."""
    entity = office.catalogue.entity("person")
    mapping = imports.guess(staff, office.catalogue, entity)
    for column in ("Ethnic group", "Gender", "Annual salary"):
        mapping = mapping.with_assignment(imports.assign(staff, column, entity.field("note")))
    mapping = mapping.leaving_out(["Marital status"])
    mapping = imports.keep_as_own(
        staff, mapping, office.catalogue, [column.name for column in staff.columns[6:]]
    )
    plan = _plan(office, staff, mapping)
    office.write(imports.changes(office, plan))
    imports.save_leftovers(plan, tmp_path / "aside.csv")
    kept = dump(office) + (tmp_path / "aside.csv").read_text("utf-8-sig")
    assert "Ann Lee" in kept
    assert "own_shoe_size" in kept
    for words in ("Zyx", "Qwv", "Kjh", "1980", "43210", "own_date", "own_annual"):
        assert words not in kept, words


def test_that_people_come_with_their_teams(office: Office, staff: Table) -> None:
    entity = office.catalogue.entity("person")
    plan = _plan(office, staff, imports.guess(staff, office.catalogue, entity))
    assert [create.values for create in plan.made] == [{"title": "Delivery"}]
    office.write(imports.changes(office, plan))
    with office.reading() as reader:
        teams = {person["team_id"] for person in reader.all(entity)}
        assert len(teams) == reader.count(office.catalogue.entity("team")) == 1


def test_that_working_patterns_come_in_as_they_are_meant_or_are_said_not_to(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "hours.csv"
    said = ("FTE 0.6", "3 days", '"Mon, Tue, Wed"', "22.5 hours", "22.5", "9-day fortnight", "1", "")
    rows = "".join(f"Person {place},{words},Agency staff\n" for place, words in enumerate(said))
    path.write_text(f"Name,Working pattern,Contract type\n{rows}", encoding="utf-8")
    table = _table(path)
    entity = office.catalogue.entity("person")
    plan = _plan(office, table, imports.guess(table, office.catalogue, entity))
    office.write(imports.changes(office, plan))
    with office.reading() as reader:
        people = {str(each["name"]): each for each in reader.all(entity)}
    assert [people[f"Person {place}"]["pattern"] for place in range(8)] == [
        "60 % of full time",
        "3 days a week",
        "Mon–Wed",
        "22.5 hours a week",
        "22.5 hours a week",
        None,
        None,
        None,
    ]
    assert {each["engaged_as"] for each in people.values()} == {"agency"}
    assert [(each.row, each.text) for each in plan.unread] == [(7, "9-day fortnight"), (8, "1")]
    assert "does not say what it counts" in plan.unread[1].reason


def test_that_a_real_file_of_employees_brings_their_roles_and_nothing_private(office: Office) -> None:
    table = _table(shared("reference/hr/ibm_hr_attrition.csv"))
    entity = office.catalogue.entity("person")
    mapping = imports.guess(table, office.catalogue, entity)
    mapping = mapping.with_assignment(imports.assign(table, "EmployeeNumber", entity.field("name")))
    plan = _plan(office, table, mapping)
    office.write(imports.changes(office, plan))
    assert {each.subject: each.columns for each in plan.private} == {
        "age": ("Age", "Over18"),
        "pay": (
            "DailyRate",
            "HourlyRate",
            "MonthlyIncome",
            "MonthlyRate",
            "PercentSalaryHike",
            "StockOptionLevel",
        ),
        "homes and identity papers": ("DistanceFromHome",),
        "how people feel about their work": (
            "EnvironmentSatisfaction",
            "JobInvolvement",
            "JobSatisfaction",
            "RelationshipSatisfaction",
            "WorkLifeBalance",
        ),
        "sex and gender": ("Gender",),
        "marriage and family": ("MaritalStatus",),
        "how people perform": ("PerformanceRating",),
    }
    with office.reading() as reader:
        people = reader.all(entity)
    assert (len(people), len({person["name"] for person in people})) == (1470, 1470)
    assert len({person["role"] for person in people}) == 9
    departments = [str(person["organisation"]) for person in people]
    assert sorted(departments.count(each) for each in set(departments)) == [63, 446, 961]
