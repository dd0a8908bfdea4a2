# SPDX-License-Identifier: Apache-2.0
"""Codes given out offline: each laptop from its own blocks, and what becomes of a block that two have taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import codes, history, undo
from portfolio_desktop.services.find import find
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing import leases
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.laptops import laptops, meet
from tests.support.offices import add
from tests.support.workspaces import TODAY, create, get, reader


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ada, bob
    ada.close()
    bob.close()


def together(*offices: Office) -> None:
    meet([office.store for office in offices])


def lease(office: Office) -> None:
    """What a laptop does after a round that reached the share."""
    changes = leases.renew(office)
    if changes is not None:
        office.write(changes)


def code(office: Office, id: Id) -> object:
    return get(office.store, "risk", id)["code"]


def risks(office: Office, count: int) -> list[object]:
    """The codes of so many new risks."""
    return [code(office, add(office, "risk", title="Silt")) for _n in range(count)]


def blocks(office: Office, entity: str = "risk") -> list[tuple[int, int]]:
    with reader(office.store) as read:
        found = codes.numbers_of(read, office.catalogue.entity(entity)).blocks
    return [(block.first, block.last) for block in found]


def test_that_a_workspace_that_nobody_shares_numbers_on(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    create(ada.store, "risk", code="R-0014", title="Silt")
    assert risks(ada, 2) == ["R-0015", "R-0016"]


def test_that_a_laptop_takes_two_blocks_of_each_register_with_codes_and_no_more(
    pair: tuple[Office, Office],
) -> None:
    ada, _bob = pair
    create(ada.store, "risk", code="R-0014", title="Silt")
    lease(ada)
    assert blocks(ada) == [(15, 64), (65, 114)]
    assert all(len(blocks(ada, entity.name)) == 2 for entity in ada.catalogue.entities if entity.prefix)
    assert leases.renew(ada) is None


def test_that_a_laptop_takes_another_block_once_one_is_used_up(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    lease(ada)
    risks(ada, 49)
    assert leases.renew(ada) is None
    risks(ada, 1)
    lease(ada)
    assert blocks(ada) == [(1, 50), (51, 100), (101, 150)]


def test_that_two_who_cannot_hear_each_other_give_out_different_codes(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    lease(ada)
    together(ada, bob)
    lease(bob)
    together(ada, bob)
    assert risks(ada, 2) == ["R-0001", "R-0002"]
    assert risks(bob, 2) == ["R-0101", "R-0102"]


def test_that_of_a_block_taken_twice_all_agree_whose_it_is(pair: tuple[Office, Office]) -> None:
    ada, bob = pair
    lease(ada)
    lease(bob)
    assert blocks(ada) == blocks(bob)
    together(ada, bob)
    found = [code for office in pair for code in risks(office, 60)]
    assert len(set(found)) == 120


def test_that_a_laptop_without_a_number_left_goes_on_after_all_that_is_known(
    pair: tuple[Office, Office],
) -> None:
    ada, bob = pair
    lease(ada)
    together(ada, bob)
    assert risks(bob, 2) == ["R-0101", "R-0102"]
    assert risks(ada, 101)[-2:] == ["R-0100", "R-0101"]  # who cannot know of Bob's


def test_that_a_copy_does_not_use_what_the_original_has_taken(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    lease(ada)
    ada.store.ledger.rotate()
    assert risks(ada, 1) == ["R-0101"]


def test_that_undo_and_the_list_of_changes_pass_over_what_was_taken(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    add(ada, "risk", title="Silt")
    lease(ada)
    assert [act.label for act in history.acts(ada)] == ["Add R-0001"]
    assert {entry.entity for entry in history.of_workspace(ada)} == {"risk"}
    undo.undo(ada)
    assert len(blocks(ada)) == 2
    with reader(ada.store) as read:
        assert read.count(ada.catalogue.entity("risk")) == 0


def test_that_a_search_finds_no_block(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    lease(ada)
    assert find(ada, "risk") == ()


def test_that_a_block_that_is_none_is_passed_over(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    for first, last in ((5, 4), (0, 9), (1, 999_999_999), (None, 4)):
        values = {"entity": "risk", "first": first, "last": last, "stream": ada.store.ledger.own()[0]}
        ada.store.write(Changes("Take", (Create("code_block", Id(ada.store.new_id()), values),)))
    assert blocks(ada) == []


def test_that_thousands_of_codes_are_read_out_at_once(pair: tuple[Office, Office]) -> None:
    ada, _bob = pair
    lease(ada)
    with reader(ada.store) as read:
        fresh = codes.codes(read, ada.catalogue.entity("risk"), ["R-0003", "r-0101"])
    found = [next(fresh) for _n in range(5_000)]
    assert len({*found, "R-0003", "R-0101"}) == 5_002
    assert found[:3] == ["R-0001", "R-0002", "R-0004"]
