# SPDX-License-Identifier: Apache-2.0
"""Codes that laptops give out unaware of each other: never one twice from valid blocks, and every one that is, listed."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing import conflicts, leases, settling
from portfolio_desktop.storage.merge.unsettled import Kind
from tests.support.laptops import carry, laptops, meet
from tests.support.workspaces import TODAY, Clock, reader

_COUNT, _ROUNDS, _MOST = 3, 3, 60
_REGISTERS = ("risk", "issue")


@pytest.fixture(params=range(1, 5))
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


@pytest.fixture
def offices(tmp_path: Path, chance: random.Random) -> Iterator[list[Office]]:
    stores = laptops(tmp_path, _COUNT, clock=Clock(), seed=chance.randrange(1000))
    opened = [Office(store, lambda: TODAY) for store in stores]
    yield opened
    for office in opened:
        office.close()


def lease(office: Office) -> None:
    changes = leases.renew(office)
    if changes is not None:
        office.write(changes)


def work(office: Office, chance: random.Random) -> None:
    """Some new records while nobody can be reached."""
    for _n in range(chance.randrange(_MOST)):
        entity = chance.choice(_REGISTERS)
        office.write(records.create(office, entity, {"title": "Silt"}))


def twice(office: Office) -> set[str]:
    """The codes that more than one record has."""
    with reader(office.store) as read:
        codes = Counter(
            record["code"] for entity in _REGISTERS for record in read.all(office.catalogue.entity(entity))
        )
    return {str(code) for code, count in codes.items() if count > 1}


def test_that_laptops_with_valid_blocks_never_give_a_code_twice(
    offices: list[Office], chance: random.Random
) -> None:
    for _n in range(_ROUNDS):
        for office in offices:  # one after the other, each knowing what the one before has taken
            lease(office)
            for other in offices:
                if other is not office:
                    carry(office.store, other.store)
        for office in offices:
            work(office, chance)
        meet([office.store for office in offices])
        assert twice(offices[0]) == set()
        assert conflicts.conflicts(offices[0]) == ()


def test_that_without_valid_blocks_every_code_given_twice_is_listed_until_it_is_settled(
    offices: list[Office], chance: random.Random
) -> None:
    for office in offices:
        if chance.random() < 0.7:
            lease(office)  # unaware of each other: they take the same
    for office in offices:
        work(office, chance)
    meet([office.store for office in offices])
    for office in offices:
        found = conflicts.conflicts(office)
        assert {conflict.kind for conflict in found} <= {Kind.CODE}
        assert {conflict.title for conflict in found} == twice(office)
    for conflict in conflicts.conflicts(offices[0]):
        keeper = chance.choice(conflict.said).value
        offices[0].write(settling.keep(offices[0], conflict, keeper))
    meet([office.store for office in offices])
    for office in offices:
        lease(office)
        work(office, chance)
        assert conflicts.conflicts(office) == ()
        assert twice(office) == set()
