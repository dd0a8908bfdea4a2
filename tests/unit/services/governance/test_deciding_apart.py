# SPDX-License-Identifier: Apache-2.0
"""A decision taken on two laptops apart: never the outcome of one with the reasons of the other, unless somebody is asked."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import history
from portfolio_desktop.services.governance import taking
from portfolio_desktop.services.governance.taking import Taken
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.sharing.conflicts import conflicts
from portfolio_desktop.storage.store import Store
from tests.support.laptops import carry, laptops
from tests.support.meetings import furnish
from tests.support.workspaces import TODAY

OURS = Taken("approved", decision="Release it", expected="Work goes on")
THEIRS = Taken("rejected", reasons="Too dear", dissent="Ruth: it is needed")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with ExitStack() as open_until_then:
        ann, bob = laptops(tmp_path, 2)
        for store in (ann, bob):
            open_until_then.callback(store.close)
        yield ann, bob


def decide(store: Store, decision: Id, taken: Taken) -> None:
    office = Office(store, lambda: TODAY)
    office.write(taking.decide(office, decision, taken))


def test_that_each_part_of_a_decision_taken_apart_is_asked_about_the_empty_ones_too(
    pair: tuple[Store, Store],
) -> None:
    ann, bob = pair
    office = Office(ann, lambda: TODAY)
    room = furnish(office)
    carry(ann, bob)
    decide(ann, room.asked, Taken("approved", decision="Release it", option=room.option))
    decide(bob, room.asked, THEIRS)
    carry(bob, ann)
    disputed = {(each.record, each.field) for each in conflicts(office)}
    fields = {"status", "decision", "reasons", "dissent"}
    assert disputed == {(room.asked, name) for name in fields} | {
        (room.option, "chosen"),
        (room.other, "chosen"),
    }


def test_that_a_decision_taken_again_with_knowledge_of_the_first_is_no_disagreement(
    pair: tuple[Store, Store],
) -> None:
    ann, bob = pair
    office = Office(ann, lambda: TODAY)
    room = furnish(office)
    carry(ann, bob)
    decide(ann, room.asked, OURS)
    carry(ann, bob)
    decide(bob, room.asked, THEIRS)
    carry(bob, ann)
    assert not conflicts(office)
    with office.reading() as reader:
        now = record_of(reader, "decision", room.asked)
    assert (now["status"], now["decision"], now["expected"]) == ("rejected", None, "Work goes on")


def test_that_the_history_tells_only_what_a_decision_changed(pair: tuple[Store, Store]) -> None:
    ann, _bob = pair
    office = Office(ann, lambda: TODAY)
    room = furnish(office)
    decide(ann, room.asked, OURS)
    label = history.of_record(office, room.asked)[0].label
    told = [each for each in history.of_record(office, room.asked) if each.label == label]
    assert {each.field_label for each in told} == {"Status", "Decision", "Decided on", "Expected effect"}
    assert not office.write(taking.decide(office, room.asked, OURS)), "the same once more is nothing to write"
