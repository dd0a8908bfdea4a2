# SPDX-License-Identifier: Apache-2.0
"""Another register's own scale stays beside ours, and a stated score that its own row contradicts is told and kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.records.risk import RISK, Risk
from portfolio_desktop.exchange.imports import Fate, Plan, changes
from portfolio_desktop.exchange.imports.doubts import doubts
from portfolio_desktop.services.office import Office
from tests.support.imports import prepare, table_from
from tests.support.offices import make_office

HEAD = "Risk ID,Risk description,Likelihood,Impact,Score\n"
FIRST = "1,Steel is late,3,4,12\n2,Silt,5,5,25\n3,Strike,2,2,4\n4,Fire,1,5,5\n"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


def risks(office: Office, plan: Plan) -> dict[str, Risk]:
    office.write(changes(office, plan))
    with office.reading() as reader:
        return {str(each["code"]): each for each in reader.all(RISK) if isinstance(each, Risk)}


def test_that_a_score_that_its_own_parts_contradict_is_told_and_kept(office: Office, tmp_path: Path) -> None:
    table = table_from(HEAD + FIRST + "5,Flood,3,5,12\n", tmp_path)
    plan = prepare(office, table, register="risk")
    (doubt,) = plan.doubts
    assert (doubt.where, doubt.text) == ("E6", "12")
    assert "“Likelihood” × “Impact” make 15" in doubt.reason
    flood = risks(office, plan)["5"]
    assert flood.score == 15
    assert "Doubtful – Score: “12”" in str(flood.note)
    assert prepare(office, table, register="risk").counts[Fate.SAME] == 5


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(FIRST, id="all agree"),
        pytest.param(FIRST + "5,Flood,,5,12\n6,Storm,TBC,5,12\n7,Frost,2,2,\n", id="parts not known"),
        pytest.param("1,A,3,4,1\n2,B,5,5,2\n3,C,2,2,3\n4,D,1,5,9\n", id="another rule that nobody knows"),
        pytest.param("1,A,1,1,1\n2,B,1,1,1\n3,C,1,1,1\n4,D,1,2,1\n", id="one score for all"),
        pytest.param("1,A,3,4,High\n2,B,5,5,High\n3,C,2,2,Low\n", id="words"),
        pytest.param("", id="no rows"),
    ],
)
def test_that_no_doubt_is_raised_without_a_reason(tmp_path: Path, rows: str) -> None:
    assert doubts(table_from(HEAD + rows, tmp_path)) == ()


def test_that_sums_and_probabilities_are_parts_as_well(tmp_path: Path) -> None:
    added = "Risk,Prob,Severity,Rating\nA,1,4,5\nB,2,3,5\nC,0,1,1\nD,4,4,9\n"
    assert [doubt.text for doubt in doubts(table_from(added, tmp_path))] == ["9"]
    chances = "Risk,Prob,Severity,Rating\nA,0.85,4,3.4\nB,0.41,4,1.64\nC,0.45,5,2.25\nD,0.16,4,6.4\n"
    assert [doubt.text for doubt in doubts(table_from(chances, tmp_path))] == ["6.4"]


def test_that_the_parts_nearest_to_a_score_are_its_own(tmp_path: Path) -> None:
    text = (
        "Risk,Likelihood,Impact,Score,New likelihood,New impact,New score\n"
        "A,3,4,12,2,2,4\nB,5,5,25,1,5,5\nC,2,2,4,1,1,1\nD,4,4,16,2,4,6\n"
    )
    (doubt,) = doubts(table_from(text, tmp_path))
    assert "“New likelihood” × “New impact” make 8" in doubt.reason


def test_that_the_words_of_another_scale_stand_beside_the_steps_they_were_taken_for(
    office: Office, tmp_path: Path
) -> None:
    text = "Risk ID,Risk description,Likelihood,Impact\n1,Steel,Almost certain,4\n2,Silt,Likely,5 Very high\n"
    found = risks(office, prepare(office, table_from(text, tmp_path), register="risk"))
    assert (found["1"].likelihood, found["1"].given_score) == (5, "Likelihood: Almost certain")
    assert (found["2"].likelihood, found["2"].impact, found["2"].given_score) == (4, 5, None)


def test_that_a_class_unlike_that_of_most_rows_of_the_same_pair_is_told(tmp_path: Path) -> None:
    text = (
        "Risk,Likelihood,Severity,Class,New likelihood,New severity,New class\n"
        "A,3,4,II,2,2,V\nB,2,2,V,1,1,V\nC,2,2,V,1,2,V\nD,3,4,II,2,2,IV\n"
    )
    (doubt,) = doubts(table_from(text, tmp_path))
    assert (doubt.where, doubt.text) == ("G5", "IV")
    assert "“New likelihood” 2 with “New severity” 2 is V in most rows: 3." in doubt.reason


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("A,High,High,Red\nB,High,High,Amber\n", id="nobody has the majority"),
        pytest.param("A,1,1,Red\nB,1,1,Red\nC,1,1,Low\nD,2,2,Low\nE,2,2,Red\nF,2,2,Mid\n", id="another rule"),
        pytest.param("A,High,Low,Red\nB,Low,High,Red\nC,Low,Low,\n", id="each pair once"),
    ],
)
def test_that_classes_without_a_majority_against_them_raise_no_doubt(tmp_path: Path, rows: str) -> None:
    assert doubts(table_from("Risk,Likelihood,Impact,Risk level\n" + rows, tmp_path)) == ()


def test_that_a_column_of_roman_figures_is_kept_as_another_scale(office: Office, tmp_path: Path) -> None:
    text = "Risk ID,Description,Likelihood,Severity,Impact\n1,Steel,3,2,IV\n2,Silt,2,2,V\n3,Fire,3,3,III\n"
    found = risks(office, prepare(office, table_from(text, tmp_path), register="risk"))
    assert [found[code].given_score for code in "123"] == ["IV", "V", "III"]
