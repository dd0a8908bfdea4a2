# SPDX-License-Identifier: Apache-2.0
"""Opening a workspace: also one of an older version, whether it is to be written or only read."""

from dataclasses import replace
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services.office import open_office
from portfolio_desktop.storage.store import Surroundings, create_store, open_store
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
