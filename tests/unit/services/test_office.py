# SPDX-License-Identifier: Apache-2.0
"""Opening a workspace, also one of an older version, to be written or only read; and the words that it knows."""

from dataclasses import replace
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.undo import undo
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.store import Surroundings, create_store, open_store
from tests.support.offices import add
from tests.support.workspaces import create


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of a version that had no rules."""
    path = tmp_path / "old.portfolio"
    kept = [entity for entity in CATALOGUE.entities if entity.name != "rule"]
    earlier = replace(CATALOGUE, entities=tuple(kept))
    with create_store(path, earlier, Surroundings("Ruth Calloway")) as store:
        create(store, "project", title="Harbour")
    return path


@pytest.mark.parametrize("read_only", [True, False])
def test_that_a_file_of_an_older_version_is_brought_up_to_date_when_it_is_opened(
    old: Path, read_only: bool
) -> None:
    with open_office(old, "Ruth Calloway", read_only=read_only) as office, office.reading() as reader:
        assert office.read_only is read_only
        assert [project["title"] for project in reader.all(CATALOGUE.entity("project"))] == ["Harbour"]
        assert reader.all(CATALOGUE.entity("rule")) == []


def test_that_what_somebody_else_has_open_for_writing_is_left_as_it_is(old: Path) -> None:
    with (
        open_store(old, CATALOGUE, Surroundings("Amara Whitlock")),
        pytest.raises(Refusal, match="Amara Whitlock"),
    ):
        open_office(old, "Ruth Calloway", read_only=True)


def word(office: Office, entity: str, field: str, code: str) -> str:
    return words(office.catalogue, office.catalogue.entity(entity).field(field), code)


def test_that_a_deleted_word_of_a_list_is_read_where_it_is_still_said_and_offered_no_more(
    office: Office,
) -> None:
    risk = add(office, "risk", title="Silt")
    added = add(office, "list_item", list="risk.category", code="marine", label="Harbour works")
    office.write(records.change(office, "risk", risk, {"category": "marine"}))
    office.write(records.delete(office, "list_item", [added]))
    choices = office.catalogue.list_named("risk.category")
    assert word(office, "risk", "category", "marine") == "Harbour works"
    assert choices.item("marine") is None
    assert choices.named("Harbour works") is None
    undo(office)
    assert "marine" in {item.code for item in office.catalogue.list_named("risk.category").in_use}


def test_that_of_a_deleted_word_and_a_living_one_of_its_code_the_living_one_counts(office: Office) -> None:
    shipped = office.catalogue.list_named("risk.category").items[0]
    for label in ("First name", "Second name"):
        values = {"list": "risk.category", "code": "marine", "label": label}
        last = add(office, "list_item", **values)
        renamed = add(office, "list_item", list="risk.category", code=shipped.code, label=label)
        if label == "First name":
            office.write(records.delete(office, "list_item", [last]))
        office.write(records.delete(office, "list_item", [renamed]))
    assert word(office, "risk", "category", "marine") == "Second name"
    assert office.catalogue.list_named("risk.category").item(shipped.code) == shipped
