# SPDX-License-Identifier: Apache-2.0
"""What the first workbook of a portfolio office says in its own way: references beside nicknames, words that say more."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.imports import About, Options, guess, plan_import, questions
from portfolio_desktop.exchange.imports.remembering import from_json, to_json
from portfolio_desktop.services.office import Office
from tests.support.imports import carry_out, meaning, prepare, records, table_from
from tests.support.offices import add, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as opened:
        yield opened


def test_that_the_reference_of_a_project_counts_and_a_nickname_beside_it_stays_out(
    office: Office, tmp_path: Path
) -> None:
    project = add(office, "project", code="D01", title="Electronic Patient Record")
    lines = ("Project ref,Project,Milestone,Baseline", "D01,EPR Ph2,Go live,2026-12-11")
    plan = prepare(office, table_from("\n".join(lines), tmp_path), register="milestone")
    assert plan.mapping.left_out == {"Project"}
    assert [each.text for each in plan.leftovers()] == ["EPR Ph2"]
    carry_out(office, plan)
    assert [each["project_id"] for each in records(office, "milestone")] == [project]


def test_that_a_name_counts_where_not_every_row_has_its_reference(tmp_path: Path) -> None:
    lines = (
        "Project ref,Project,Milestone,Baseline",
        "D01,Harbour,Go live,2026-12-11",
        ",Depot,Open,2027-01-04",
    )
    mapping = guess(table_from("\n".join(lines), tmp_path), CATALOGUE, CATALOGUE.entity("milestone"))
    assert [each.column for each in mapping.of_field("project_id")] == ["Project"]
    assert not mapping.left_out


@pytest.mark.parametrize(
    ("register", "lines"),
    [
        ("risk", "Risk ID,Risk,Likelihood,Status\nR1,Flood,3,Escalated\nR2,Fire,2,Open\n"),
        (
            "milestone",
            "Milestone,Project,Forecast,Status\nGo live,P,2027-02-01,Late\nOpen,P,2027-02-01,Done\n",
        ),
        ("dependency", "Dependency,Needed by,Status\nCrane,2027-02-01,Late\nQuay,2027-02-01,Agreed\n"),
    ],
)
def test_that_a_status_that_says_more_than_any_of_the_list_is_asked_about(
    tmp_path: Path, register: str, lines: str
) -> None:
    table = table_from(lines, tmp_path)
    mapping = guess(table, CATALOGUE, CATALOGUE.entity(register))
    (asked,) = (each for each in questions(table, mapping, CATALOGUE) if each.about is About.WORDS)
    assert (asked.field, asked.words) == ("status", 1)


def test_that_a_remembered_day_of_a_quarter_holds_for_the_next_file(office: Office, tmp_path: Path) -> None:
    table = table_from("Project,Finish\nA,Q3 27/28\nB,31/03/2027\n", tmp_path)
    plan = prepare(office, table, register="project", edit=meaning("Finish", **{"q3 27 28": "2027-12-31"}))
    again = from_json(to_json(plan.mapping))
    assert not questions(table, again, CATALOGUE)
    carry_out(office, plan_import(office, table, again, Options(source="next.csv")))
    assert [each["end"] for each in records(office, "project")] == [date(2027, 12, 31), date(2027, 3, 31)]
    with pytest.raises(ValueError, match="isoformat"):
        from_json(to_json(plan.mapping).replace("2027-12-31", "soon"))


def test_that_a_quarter_nobody_has_dated_is_no_date_and_its_words_are_kept(
    office: Office, tmp_path: Path
) -> None:
    table = table_from("Project,Finish\nA,Q3 27/28\nB,31/03/2027\n", tmp_path)
    carry_out(office, prepare(office, table, register="project"))
    assert {each["title"]: each["end"] for each in records(office, "project")} == {
        "A": Unknown("Q3 27/28"),
        "B": date(2027, 3, 31),
    }
