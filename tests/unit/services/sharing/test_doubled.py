# SPDX-License-Identifier: Apache-2.0
"""Own fields and rules of one name that two laptops made apart: who goes by what is told, until one of them is deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.domain.risk_matrix import Point
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.rules import keep_matrix
from portfolio_desktop.services.sharing.doubled import doubled
from tests.support.laptops import laptops, meet
from tests.support.offices import add
from tests.support.workspaces import TODAY


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    ann, bob = (Office(store, lambda: TODAY) for store in laptops(tmp_path, 2))
    yield ann, bob
    ann.close()
    bob.close()


def add_depth(office: Office, kind: str, **values: str) -> None:
    add(office, "own_field", entity="project", name="own_depth", label="Depth", kind=kind, **values)


def test_that_a_field_added_apart_with_two_kinds_is_named_until_one_is_deleted(
    pair: tuple[Office, Office],
) -> None:
    ann, bob = pair
    add_depth(ann, "text")
    add_depth(bob, "number", unit="m")
    meet([ann.store, bob.store])
    (told,) = doubled(ann)
    assert doubled(bob) == (told,)
    is_number = ann.catalogue.entity("project").field("own_depth").kind == "number"
    kept = "“Number” (m)" if is_number else "“Words, one line”"
    assert told.startswith("“Depth” of projects was added apart as “")
    assert f"is kept as {kept}. In the register “Own fields”" in told
    with ann.reading() as reader:
        first = min(each.id for each in reader.all(ann.catalogue.entity("own_field")))
    ann.write(records.delete(ann, "own_field", [first]))
    assert doubled(ann) == ()


def test_that_the_same_field_made_twice_is_nobodys_concern(pair: tuple[Office, Office]) -> None:
    for office in pair:
        add_depth(office, "text")
    meet([office.store for office in pair])
    assert doubled(pair[0]) == ()


def test_that_two_first_matrices_are_named(pair: tuple[Office, Office]) -> None:
    ann, bob = pair
    ann.write(keep_matrix(ann, ann.rules.matrix.with_cell(Point(1, 1), "high")))
    bob.write(keep_matrix(bob, bob.rules.matrix.with_cell(Point(1, 1), "critical")))
    meet([ann.store, bob.store])
    assert [told.partition(" was")[0] for told in doubled(ann)] == ["The rule “Risk matrix”"]
