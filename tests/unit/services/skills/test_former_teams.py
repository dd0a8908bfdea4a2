# SPDX-License-Identifier: Apache-2.0
"""What an earlier version kept of a person's team in words is not lost, and comes over once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.skills.former_teams import former_teams, take_over
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.offices import add
from tests.support.workspaces import new_store

_EARLIER = CATALOGUE.extended({"person": [Field(kind=Kind.TEXT, name="team", label="In words")]}, {})
_PEOPLE = {"Ann Lee": "Delivery", "Tom Bell": " delivery", "Cem Arslan": "Estates", "Dee Ray": None}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A workspace that an earlier version wrote."""
    path = tmp_path / "office.portfolio"
    with new_store(path, _EARLIER) as store:
        items = [
            Create("person", Id(store.new_id()), {"name": name, "team": team})
            for name, team in _PEOPLE.items()
        ]
        store.write(Changes("Add people", tuple(items)))
    with open_office(path, "Ann") as office:
        yield office


def _teams(office: Office) -> dict[str, str]:
    with office.reading() as reader:
        entity = office.catalogue.entity
        titles = {team.id: str(team["title"]) for team in reader.all(entity("team"))}
        return {str(each["name"]): titles.get(each["team_id"], "") for each in reader.all(entity("person"))}  # type: ignore[call-overload]


def test_that_words_become_teams_once_for_each_name_and_their_people_join(office: Office) -> None:
    add(office, "team", title="Estates")
    office.write(take_over(office))
    assert _teams(office) == {
        "Ann Lee": "Delivery",
        "Tom Bell": "Delivery",
        "Cem Arslan": "Estates",
        "Dee Ray": "",
    }
    with office.reading() as reader:
        assert reader.count(office.catalogue.entity("team")) == 2
    assert not take_over(office)


def test_that_who_is_in_a_team_already_stays_there(office: Office) -> None:
    other = add(office, "team", title="Other")
    with office.reading() as reader:
        ann = next(
            each.id for each in reader.all(office.catalogue.entity("person")) if each["name"] == "Ann Lee"
        )
    office.write(records.change(office, "person", ann, {"team_id": other}))
    assert ann not in former_teams(office)
    office.write(take_over(office))
    assert _teams(office)["Ann Lee"] == "Other"
