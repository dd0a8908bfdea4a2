# SPDX-License-Identifier: Apache-2.0
"""What comes from the share goes into an open workspace a little at a time, so that whoever saves gets their turn."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.sharing.ledger import OfficeLedger, at_once
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.travel.edits import Stretch
from tests.support.laptops import laptops
from tests.support.workspaces import TODAY, dump

T = TypeVar("T")

COUNT = 250


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Stretch]]:
    """Ada's workspace, and what Bob has made."""
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    risks = tuple(Create("risk", Id(bob.store.new_id()), {"title": f"Risk {n}"}) for n in range(COUNT))
    bob.write(Changes("Add risks", risks))
    line = bob.store.ledger.own()[0]
    yield ada, bob.store.ledger.stretch(line, 1, 10 * COUNT)
    ada.close()
    bob.close()


def test_that_much_goes_in_by_a_little_at_a_time(pair: tuple[Office, Stretch]) -> None:
    ada, coming = pair
    turns: list[int] = []

    def door(job: Callable[[Office], T], /) -> T:
        turns.append(ada.store.ledger.ends().get(coming.stream, (0, b""))[0])
        return job(ada)

    taken = OfficeLedger(door, most=100).take([coming])
    turns = [place for place in turns if place < len(coming.edits)]
    assert (taken.edits, list(taken.gaps), list(taken.refused)) == (len(coming.edits), [], [])
    assert turns[0] == 0
    assert len(turns) > 3
    assert max(later - earlier for earlier, later in pairwise([*turns, len(coming.edits)])) <= 100
    assert ada.store.ledger.ends()[coming.stream].place == len(coming.edits)


def test_that_joining_tells_how_far_it_is_and_leaves_nothing_behind_where_it_is_stopped(
    pair: tuple[Office, Stretch],
) -> None:
    ada, coming = pair
    before, told = dump(ada.store), []

    def stop(count: int) -> None:
        told.append(count)
        raise Cancelled

    with pytest.raises(Cancelled):
        OfficeLedger(at_once(ada), told=stop).take([coming])
    assert told == [len(coming.edits)]
    assert dump(ada.store) == before
