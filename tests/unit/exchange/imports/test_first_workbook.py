# SPDX-License-Identifier: Apache-2.0
"""What the first workbook of a portfolio office says in its own way: references beside nicknames, words that say more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.imports import About, guess, questions
from portfolio_desktop.services.office import Office
from tests.support.imports import carry_out, prepare, records, table_from
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
