# SPDX-License-Identifier: Apache-2.0
"""Two people who work at one plan unaware of each other put rows at the same place: all stay, in one order everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import shaping
from portfolio_desktop.services.sharing.conflicts import conflicts
from portfolio_desktop.services.sharing.leases import renew
from tests.support.laptops import laptops, meet
from tests.support.planning import make_project, make_task, outline
from tests.support.workspaces import TODAY


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ada, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ada, bob
    ada.close()
    bob.close()


@pytest.fixture
def plan(pair: tuple[Office, Office]) -> tuple[Id, Id]:
    """A project of the tasks A and B on both laptops, which have numbers of their own; and the first of them."""
    ada, bob = pair
    project = make_project(ada)
    first = make_task(ada, project, "A", position=1000)
    make_task(ada, project, "B", position=2000)
    for office in (ada, bob):
        meet([ada.store, bob.store])
        numbers = renew(office)
        assert numbers is not None
        office.write(numbers)
    return project, first


def test_that_rows_put_at_the_same_place_are_both_kept_in_one_order(
    pair: tuple[Office, Office], plan: tuple[Id, Id]
) -> None:
    ada, bob = pair
    project, first = plan
    for office, title in ((ada, "Ada's"), (bob, "Bob's")):
        office.write(shaping.new_task(office, project, title=title, after=first))
    meet([ada.store, bob.store])
    order = outline(ada)
    assert order == outline(bob)
    assert (order[0], set(order[1:3]), order[3]) == ("A", {"Ada's", "Bob's"}, "B")
    assert [each for each in conflicts(ada) if each.field == "position"] == []


def test_that_a_row_goes_between_two_that_were_put_at_the_same_place(
    pair: tuple[Office, Office], plan: tuple[Id, Id]
) -> None:
    ada, bob = pair
    project, first = plan
    made = {}
    for office, title in ((ada, "Ada's"), (bob, "Bob's")):
        changes = shaping.new_task(office, project, title=title, after=first)
        made[title] = changes.items[-1].record
        office.write(changes)
    meet([ada.store, bob.store])
    order = outline(bob)
    bob.write(shaping.new_task(bob, project, title="Between", after=made[order[1]]))
    meet([ada.store, bob.store])
    assert outline(ada) == [*order[:2], "Between", *order[2:]]


def test_that_a_task_that_comes_back_because_somebody_renamed_it_has_its_dates(
    pair: tuple[Office, Office], plan: tuple[Id, Id]
) -> None:
    ada, bob = pair
    _project, first = plan
    ada.write(shaping.delete(ada, [first]))
    bob.write(records.change(bob, "task", first, {"title": "A, renamed"}))
    meet([ada.store, bob.store])  # which has the dates of every task worked out anew and compared
    assert outline(ada) == outline(bob) == ["A, renamed", "B"]
