# SPDX-License-Identifier: Apache-2.0
"""Words in a column of people: who may be meant, and which words are nobody's name."""

from pathlib import Path

import pytest

from portfolio_desktop.exchange.imports.links import may_be, no_one_person
from tests.support.imports import carry_out, lost_cells, prepare, records, table_from
from tests.support.offices import add, make_office


@pytest.mark.parametrize(
    "name", ["Tom Vickers", "Emily Post", "Sandy Orr", "Andrew Orland", "Ann Smith (IT/Ops)", "Allan Eachus"]
)
def test_that_a_name_is_one_person(name: str) -> None:
    assert no_one_person(name) == ""


@pytest.mark.parametrize("words", ["VACANT", "Vacant post", "TBA", "to be recruited", "Not yet appointed"])
def test_that_words_for_nobody_are_no_person(words: str) -> None:
    assert "nobody has been named" in no_one_person(words)


@pytest.mark.parametrize(
    "words",
    ["Ann Smith / Bob Jones", "Ann & Bob", "Ann Smith and Bob Jones", "A. Smith; B. Jones", "All PMs", "All"],
)
def test_that_two_names_are_no_person(words: str) -> None:
    assert "more than one person" in no_one_person(words)


@pytest.mark.parametrize("initials", ["PN", "P.N.", "P N"])
def test_that_initials_may_be_somebody_whose_whole_name_begins_so(initials: str) -> None:
    assert may_be(initials, "Priya Nair")
    assert may_be("Priya Nair", initials)
    assert not may_be(initials, "Paul Nott Nair")


@pytest.mark.parametrize("other", ["S. Dunne", "SD", "Siobhan Dunne", "Dr Siobhan Dunne", "Dunne, S."])
def test_that_a_surname_may_come_first(other: str) -> None:
    assert may_be("Dunne, Siobhan", other)
    assert may_be(other, "Dunne, Siobhan")
    assert not may_be("Dunne, Siobhan", "D. Siobhan")


def test_that_a_word_is_nobodys_initials() -> None:
    assert not may_be("pn", "Priya Nair")
    assert not may_be("PN", "Priya")


def test_that_only_people_are_added_and_the_rest_is_kept_as_it_was_said(tmp_path: Path) -> None:
    rows = "A,Quay,Priya Nair\nB,Baths,PN\nC,Depot,VACANT\nD,Hall,Ann Smith / Bob Jones\n"
    with make_office(tmp_path) as office:
        plan = prepare(office, table_from(f"Project ID,Project name,SRO\n{rows}", tmp_path))
        assert [(each.name, each.other) for each in plan.alike] == [("PN", "Priya Nair")]
        assert {each.text for each in plan.unread} == {"VACANT", "Ann Smith / Bob Jones"}
        carry_out(office, plan)
        assert {each["name"] for each in records(office, "person")} == {"Priya Nair", "PN"}
        assert lost_cells(office, plan) == []


def test_that_a_name_that_two_have_is_not_sent_to_a_code_that_they_lack(tmp_path: Path) -> None:
    with make_office(tmp_path) as office:
        for _laptop in range(2):
            add(office, "person", name="Priya Nair")
            add(office, "project", title="Baths")
        table = table_from("Risk,Project,Owner\nSilt,Baths,Priya Nair\n", tmp_path)
        said = {each.text: each.reason for each in prepare(office, table).unread}
    assert said["Priya Nair"].startswith(
        "2 people are called so. Delete the one that stands there twice, or rename"
    )
    assert said["Baths"] == "2 projects are called so. Give the code instead."
