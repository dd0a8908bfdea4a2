# SPDX-License-Identifier: Apache-2.0
"""Finding a record by code, name or words; keeping a workspace safe."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.services import records
from portfolio_desktop.services.find import find
from portfolio_desktop.services.office import Office, new_office, open_office
from portfolio_desktop.services.safekeeping.checking import check
from portfolio_desktop.services.safekeeping.copies import keep_copy


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))
    with new_office(tmp_path / "Office.portfolio", "Ann") as office:
        for values in (
            {"code": "P-0007", "title": "Harbour wall"},
            {"code": "P-0070", "title": "Depot", "description": "Beside the harbour, see P-0007."},
        ):
            office.write(records.create(office, "project", values))
        office.write(records.create(office, "risk", {"code": "R-0001", "title": "Storms reach the harbour"}))
        yield office


def test_that_a_code_finds_its_record_before_those_that_mention_it(office: Office) -> None:
    found = find(office, "p-0007")
    assert found[0].title == "Harbour wall"
    assert found[0].code == "P-0007"


def test_that_words_are_found_in_every_register_with_an_excerpt(office: Office) -> None:
    found = {each.title: each for each in find(office, "harbour")}
    assert set(found) == {"Harbour wall", "Depot", "Storms reach the harbour"}
    assert "«harbour»" in found["Depot"].excerpt


def test_that_what_is_found_says_who_answers_for_it_and_by_when(office: Office) -> None:
    made = office.write(records.create(office, "person", {"name": "Priya Raghunathan"}))
    assert made is not None
    ((_entity, owner),) = made.touched
    values: dict[str, Value] = {"title": "Dredge the harbour", "owner_id": owner, "due": date(2026, 12, 3)}
    office.write(records.create(office, "action", values))
    (found,) = find(office, "dredge")
    assert found.about == "Priya Raghunathan · Due 3 Dec 2026"
    assert {each.about for each in find(office, "wall")} == {""}


@pytest.mark.parametrize("typed", ["", "   ", '"', "NEAR(", "*", "a AND", "%_"])
def test_that_whatever_is_typed_is_words_and_never_an_error(office: Office, typed: str) -> None:
    assert isinstance(find(office, typed), tuple)


def test_that_no_more_is_found_than_asked_for(office: Office) -> None:
    assert len(find(office, "harbour", limit=2)) == 2


def test_that_a_copy_is_kept_that_opens_and_holds_the_same(office: Office) -> None:
    copy = keep_copy(office).path
    with open_office(copy, "Ann", read_only=True) as other:
        assert [each.title for each in find(other, "harbour")] == [
            each.title for each in find(office, "harbour")
        ]


def test_that_a_whole_workspace_has_no_faults(office: Office) -> None:
    assert check(office) == ()
