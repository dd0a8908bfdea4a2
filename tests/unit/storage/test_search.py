# SPDX-License-Identifier: Apache-2.0
"""The search box: finds what is there, forgets what has gone, and takes no orders."""

import pytest

from portfolio_desktop.storage.store import Store
from tests.support.workspaces import create, delete, edit, reader, revive


def titles(store: Store, text: str, entity: str | None = None) -> list[str]:
    with reader(store) as read:
        return [hit.title for hit in read.search(text, entity=entity)]


def test_that_every_word_must_be_there_and_the_last_may_be_a_beginning(store: Store) -> None:
    create(store, "risk", title="Ground water rises")
    create(store, "risk", title="Ground conditions")
    assert titles(store, "ground wat") == ["Ground water rises"]
    assert titles(store, "wat ground") == []
    assert len(titles(store, "GROUND")) == 2
    assert titles(store, "") == []


def test_that_accents_do_not_stand_in_the_way(store: Store) -> None:
    create(store, "person", name="Zoë Ångström")
    assert len(titles(store, "zoe angstrom")) == 1


def test_that_a_code_finds_its_record_though_it_looks_like_an_operator(store: Store) -> None:
    create(store, "risk", code="R-0012", title="Twelve")
    create(store, "risk", code="R-0013", title="Thirteen")
    assert len(titles(store, "R-0012")) == 1
    with reader(store) as read:
        assert [entity.name for entity, _id in read.by_code(" r-0012 ")] == ["risk"]


def test_that_the_index_follows_edits_deletions_and_revivals(store: Store) -> None:
    risk = create(store, "risk", title="Asbestos")
    edit(store, "risk", risk, title="Lead paint")
    assert (titles(store, "asbestos"), len(titles(store, "lead"))) == ([], 1)
    delete(store, "risk", risk)
    assert titles(store, "lead") == []
    revive(store, "risk", risk)
    assert len(titles(store, "lead")) == 1


def test_that_a_search_can_keep_to_one_register(store: Store) -> None:
    create(store, "risk", title="Harbour wall")
    create(store, "project", title="Harbour")
    assert titles(store, "harbour", "project") == ["Harbour"]


@pytest.mark.parametrize(
    "text", ['"', "''", "a AND", "NEAR(a b)", "*", "-x", "(a", "a:b", "^a", '"" ""', "…"]
)
def test_that_an_operator_is_only_a_word(store: Store, text: str) -> None:
    create(store, "risk", title="Nothing of the kind")
    assert titles(store, text) == []
