# SPDX-License-Identifier: Apache-2.0
"""Where the log stood, written on one laptop and read on another: after a branch, a new name, and before all has arrived."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.past.between import between
from portfolio_desktop.storage.past.frontiers import resolved, written
from portfolio_desktop.storage.replay import frontier, replay
from portfolio_desktop.storage.store import Store
from tests.support.laptops import carry, laptops, meet
from tests.support.workspaces import create, edit


@pytest.fixture
def team(tmp_path: Path) -> Iterator[list[Store]]:
    stores = laptops(tmp_path, 3)
    yield stores
    for store in stores:
        store.close()


def now(store: Store) -> str:
    with store.reading() as connection:
        return written(connection)


def titles(store: Store, moment: str) -> set[str]:
    """What the risks were called at a moment that was written down somewhere."""
    with store.reading() as connection:
        state = replay(connection, entities=("risk",), frontier=resolved(connection, moment))
    return {values["title"] for values in state.get("risk", {}).values()}


def test_that_what_was_seen_here_is_what_was_seen_there(team: list[Store]) -> None:
    ada, bob, _cy = team
    id = create(ada, "risk", title="Silt")
    meet(team)
    moment = now(ada)
    edit(bob, "risk", id, title="Mud")
    edit(ada, "risk", create(ada, "risk", title="Storm"), likelihood=2)
    meet(team)
    assert {frozenset(titles(store, moment)) for store in team} == {frozenset({"Silt"})}


def test_that_of_a_stream_with_branches_each_laptop_finds_the_way_that_was_meant(team: list[Store]) -> None:
    ada, bob, cy = team
    create(ada, "risk", title="Before")
    meet(team)
    with bob.changing() as connection:  # as if a copy of Ada's file had been put on Bob's laptop unnoticed
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE key = 'stream'", ada.ledger.own()[:1])
    create(ada, "risk", title="Ada's")
    create(bob, "risk", title="Bob's")
    create(bob, "risk", title="Bob's second")
    carry(bob, cy)  # so that on Cy's laptop the line goes on with Bob's, and Ada's is the branch
    moments = now(ada), now(bob)
    meet(team)
    for store in team:
        assert titles(store, moments[0]) == {"Before", "Ada's"}
        assert titles(store, moments[1]) == {"Before", "Bob's", "Bob's second"}
    ada.ledger.rotate()
    create(ada, "risk", title="Under another name")
    meet(team)
    assert titles(cy, moments[0]) == {"Before", "Ada's"}
    assert len(titles(bob, now(ada))) == 5


def test_that_of_what_has_not_arrived_all_up_to_there_counts_as_seen(team: list[Store]) -> None:
    ada, bob, _cy = team
    create(ada, "risk", title="Silt")
    carry(ada, bob)
    create(ada, "risk", title="Storm")
    moment = now(ada)
    assert titles(bob, moment) == {"Silt"}
    carry(ada, bob)
    assert titles(bob, moment) == {"Silt", "Storm"}


@pytest.mark.parametrize("text", [None, "", "[]", "{", '{"a": true}', '{"a": [1]}', '{"a": [1, "zz"]}'])
def test_that_what_is_no_moment_is_none(team: list[Store], text: str | None) -> None:
    with team[0].reading() as connection:
        assert resolved(connection, text) == {}


def test_that_a_moment_written_without_tags_is_read_by_its_places(team: list[Store]) -> None:
    (ada, *_others) = team
    create(ada, "risk", title="Silt")
    (stream,) = ada.ledger.own()[:1]
    with ada.reading() as connection:
        place = frontier(connection)[stream]
    create(ada, "risk", title="Storm")
    assert titles(ada, f'{{"{stream}": {place}}}') == {"Silt"}


def test_that_between_two_moments_each_record_is_told_as_it_stood_at_both(team: list[Store]) -> None:
    ada, bob, _cy = team
    kept, there_and_back = (create(ada, "risk", title="Silt"), create(ada, "risk", title="Ice"))
    meet(team)
    first = now(ada)
    edit(bob, "risk", kept, title="Mud")
    edit(ada, "risk", there_and_back, title="Snow")
    edit(ada, "risk", there_and_back, title="Ice")
    meet(team)
    second = now(bob)
    edit(ada, "risk", kept, title="Gravel")
    with ada.reading() as connection:
        before, after = resolved(connection, first), resolved(connection, second)
        met = {Id(one.record): one for one in between(connection, ("risk",), before, after, None)}
    assert met[kept].was == {"title": "Silt"}
    assert met[kept].now == {"title": "Mud"}
    assert met[there_and_back].was == met[there_and_back].now
    touch = met[kept].touch("title")
    assert touch is not None
    assert (touch.author, touch.arrived is not None) == ("Bob Lin", True)
