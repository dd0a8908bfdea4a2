# SPDX-License-Identifier: Apache-2.0
"""A code that two records got: both stay and are told apart, and who loses it is known by it still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records, reference
from portfolio_desktop.services.find import find
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import build
from portfolio_desktop.services.sharing.conflicts import conflicts
from portfolio_desktop.services.sharing.leases import renew
from portfolio_desktop.services.sharing.settling import keep
from portfolio_desktop.services.words import called
from portfolio_desktop.storage.replay import frontier
from tests.support.laptops import laptops
from tests.support.workspaces import TODAY, create


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ada, bob
    ada.close()
    bob.close()


def together(*offices: Office) -> None:
    """Everybody takes what anybody has, through their offices."""
    for giver in offices:
        for taker in offices:
            if giver is not taker:
                with giver.store.reading() as connection:
                    ends = frontier(connection)
                taker.take(giver.store.ledger.stretch(line, 1, last) for line, last in ends.items() if last)


def codes(office: Office, entity: str = "risk") -> dict[str, str]:
    with office.reading() as reader:
        found = reader.all(office.catalogue.entity(entity))
    return {str(record["title"]): str(record["code"]) for record in found}


@pytest.fixture
def alike(pair: tuple[Office, Office]) -> tuple[Id, Id]:
    ada, bob = pair
    ids = (
        create(ada.store, "risk", code="R-0112", title="Silt"),
        create(bob.store, "risk", code="R-0112", title="Mud"),
    )
    together(ada, bob)
    return ids


def test_that_both_stay_and_the_later_one_is_marked_alike_everywhere(
    pair: tuple[Office, Office], alike: tuple[Id, Id]
) -> None:
    ada, bob = pair
    assert codes(ada) == codes(bob)
    assert codes(ada)["Silt"] == "R-0112"
    mark = codes(ada)["Mud"].removeprefix("R-0112·")
    assert len(mark) == 2
    assert [found.title for found in find(ada, "R-0112")] == ["Silt", "Mud"]
    for typed in (f"R-0112·{mark}", f"r-0112.{mark.lower()}"):
        assert find(ada, typed)[0].id == alike[1]
    assert {risk.code for risk in build(ada).risks} == {"R-0112", f"R-0112·{mark}"}
    # What is shown is not what is kept: the record is changed as ever, and a new one gets the next number.
    ada.write(records.change(ada, "risk", alike[1], {"title": "Mud and sand"}))
    assert codes(ada)["Mud and sand"] == f"R-0112·{mark}"
    ada.write(records.create(ada, "risk", {"title": "Storm"}))
    assert codes(ada)["Storm"] == "R-0113"


def test_that_who_loses_it_is_found_and_printed_with_it_still(
    pair: tuple[Office, Office], alike: tuple[Id, Id]
) -> None:
    ada, bob = pair
    ada.write(keep(ada, conflicts(ada)[0], alike[0]))
    together(ada, bob)
    assert codes(bob) == {"Silt": "R-0112", "Mud": "R-0113"}
    assert [found.title for found in find(bob, "R-0112")] == ["Silt", "Mud"]
    assert {risk.title: risk.code for risk in build(bob).risks} == {
        "Silt": "R-0112",
        "Mud": "R-0113 (was R-0112)",
    }
    assert called("R-0112", "R-0112") == "R-0112"


def test_that_two_who_import_more_than_their_blocks_lose_no_record(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    for office in pair:
        changes = renew(office)
        assert changes is not None
        office.write(changes)
        together(ada, bob)
    for office, name in ((ada, "Silt"), (bob, "Mud")):
        for number in range(110):
            office.write(records.create(office, "risk", {"title": f"{name} {number}"}))
    together(ada, bob)
    found = codes(ada)
    assert codes(bob) == found
    assert len(found) == len(set(found.values())) == 220
    doubled = [code for code in found.values() if "·" in code]
    assert len(doubled) == len(conflicts(ada))


def test_that_what_two_lay_in_apart_is_there_once_and_with_one_code(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    for office in pair:
        changes = renew(office)
        assert changes is not None
        office.write(changes)
        together(ada, bob)
    for office in pair:
        office.write(reference.lay_in(office))
    together(ada, bob)
    assert conflicts(ada) == ()
    for entity in ("gate", "control", "calendar"):
        titles = records_of(ada, entity)
        assert titles
        assert len(titles) == len(set(titles))
        assert titles == records_of(bob, entity)


def records_of(office: Office, entity: str) -> list[str]:
    with office.reading() as reader:
        definition = office.catalogue.entity(entity)
        return sorted(str(record[definition.title]) for record in reader.all(definition))
