# SPDX-License-Identifier: Apache-2.0
"""Exchanging cards between two people files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.cards import (
    card_of,
    compared,
    forget_card,
    my_card,
    my_fingerprint,
    take_card,
)
from portfolio_desktop.services.people.people_file import PeopleFile
from tests.support.people_files import ADA, BEN, TODAY, make


@pytest.fixture
def ada(tmp_path: Path) -> Iterator[PeopleFile]:
    with make(tmp_path / "ada.people") as people:
        yield people


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[PeopleFile]:
    with make(tmp_path / "ben.people", BEN, "Ben Hale") as people:
        yield people


def party(people: PeopleFile, id: Id) -> Record:
    with people.reading() as reader:
        return record_of(reader, "party", id)


def test_that_two_people_know_each_other_by_the_same_figures(ada: PeopleFile, ben: PeopleFile) -> None:
    ada.write(take_card(ada, my_card(ben)))
    kept = party(ada, BEN)
    assert (kept["name"], card_of(kept).fingerprint) == ("Ben Hale", my_fingerprint(ben))
    ada.write(compared(ada, BEN))
    assert party(ada, BEN)["card_checked"] == TODAY


def test_that_a_card_survives_a_new_opening_key_but_not_a_new_signer(
    ada: PeopleFile, ben: PeopleFile, tmp_path: Path
) -> None:
    before = my_card(ben)
    ada.write(take_card(ada, before))
    ada.write(compared(ada, BEN))
    ben.erase([], "Renewal")
    assert my_card(ben) != before
    ada.write(take_card(ada, my_card(ben)))
    assert party(ada, BEN)["card_checked"] == TODAY
    with make(tmp_path / "eve.people", BEN, "Ben Hale") as eve:
        with pytest.raises(Refusal, match="signed by another key"):
            take_card(ada, my_card(eve))
        ada.write(forget_card(ada, BEN))
        ada.write(take_card(ada, my_card(eve)))
    assert party(ada, BEN)["card_checked"] is None


def test_that_the_same_card_twice_changes_nothing(ada: PeopleFile, ben: PeopleFile) -> None:
    ada.write(take_card(ada, my_card(ben)))
    assert not take_card(ada, my_card(ben))


def test_that_without_a_card_nothing_can_be_compared(ada: PeopleFile) -> None:
    with pytest.raises(Refusal, match="no sealing card of Ada Okafor"):
        compared(ada, ADA)
