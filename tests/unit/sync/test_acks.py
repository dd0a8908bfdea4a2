# SPDX-License-Identifier: Apache-2.0
"""What laptops say that they have: clocks that are off, states that differ, and who lacks what."""

import hashlib

import pytest

from portfolio_desktop.sync.ledger import state_digest
from portfolio_desktop.sync.share.transport import Unreachable
from portfolio_desktop.sync.sharing import leave
from tests.support.ledgers import MemoryLedger
from tests.support.sharers import DAY, HOUR, MINUTE, NOON, Clock, three


@pytest.mark.parametrize("years", [-70, 70])
def test_that_no_clock_is_so_wrong_that_anything_is_refused(years: int) -> None:
    group, ann, bob, cy = three()
    ann.clock = Clock(NOON + years * 365 * DAY)
    ann.ledger.write("from another time")
    group.rounds(2)
    assert '"from another time"' in bob.ledger.values()
    bob.ledger.write("answer")
    group.rounds(2)
    assert state_digest(ann.ledger) == state_digest(bob.ledger) == state_digest(cy.ledger)


def test_that_a_clock_that_is_ahead_is_told_by_how_much() -> None:
    _group, ann, bob, _cy = three()
    ann.clock = Clock(bob.clock.now + 3 * HOUR)
    ann.ledger.write("later")
    ann.round()
    assert [(skew.stream, skew.milliseconds) for skew in bob.round().clocks] == [(ann.stream, 3 * HOUR)]
    ann.clock = bob.clock
    bob.clock.on(2 * HOUR)
    ann.round()
    assert bob.round().clocks == ()


def test_that_a_clock_that_is_behind_is_told_once_it_acknowledges_what_was_made_later() -> None:
    _group, ann, bob, _cy = three()
    ann.clock = Clock(bob.clock.now - 5 * HOUR)
    bob.ledger.write("made now")
    bob.round()
    ann.round()
    (skew,) = bob.round().clocks
    assert (skew.stream, skew.milliseconds) == (ann.stream, -5 * HOUR)


@pytest.mark.parametrize("off", [3 * HOUR, -3 * HOUR, 70 * 365 * DAY, -70 * 365 * DAY])
def test_that_nobody_is_blamed_once_a_wrong_clock_is_set_right(off: int) -> None:
    group, ann, bob, cy = three()
    right = ann.clock
    ann.clock = Clock(right.now + off)
    ann.ledger.write("at a wrong time")
    group.rounds(2)
    ann.clock = right
    right.on(HOUR + MINUTE)
    bob.ledger.write("at the right time")
    group.rounds(2)
    assert [each.round().clocks for each in (ann, bob, cy)] == [(), (), ()]


def test_that_a_few_minutes_are_nothing_to_talk_of() -> None:
    _group, ann, bob, _cy = three()
    ann.clock = Clock(bob.clock.now + 5 * MINUTE)
    ann.ledger.write("x")
    ann.round()
    assert bob.round().clocks == ()


class Faulty(MemoryLedger):
    """Comes to another state from the same edits."""

    def state_piece(self, after: str) -> tuple[bytes, str]:
        return b"wrong", ""


def test_that_a_laptop_that_comes_to_another_state_from_the_same_edits_is_told_by_both() -> None:
    group, ann, bob, cy = three()
    bob.ledger.__class__ = Faulty
    ann.ledger.write("one more")
    group.rounds(3)
    reports = {sharer.name: sharer.round() for sharer in group.sharers}
    assert [each.stream for each in reports["Ann"].divergences] == [bob.stream]
    assert [each.theirs for each in reports["Cy"].divergences] == [hashlib.sha256(b"wrong").hexdigest()]
    assert {each.stream for each in reports["Bob"].divergences} == {ann.stream, cy.stream}


def test_that_laptops_of_two_versions_are_not_compared() -> None:
    group, ann, bob, _cy = three()
    bob.ledger.__class__ = Faulty
    bob.version = "2.0"
    ann.ledger.write("one more")
    group.rounds(3)
    assert ann.round().divergences == ()


def test_that_changes_waiting_in_either_direction_are_counted() -> None:
    group, ann, bob, cy = three()
    ann.ledger.write("for Bob")
    ann.ledger.write("for Bob too")
    ann.round()
    cy.round()
    lacks = {each.person: each.lacks for each in ann.round().laptops}
    assert lacks == {"Ann": 0, "Bob": 2, "Cy": 0}
    group.share.files = {
        place: content
        for place, content in group.share.files.items()
        if not place[1].startswith("seg-000000004")
    }
    brings = {each.person: each.brings for each in bob.round().laptops}
    assert brings == {"Ann": 2, "Bob": 0, "Cy": 2}
    assert group.rounds(1)


def test_that_only_the_newest_acknowledgement_of_a_laptop_lies_on_the_share() -> None:
    group, ann, _bob, _cy = three()
    for number in range(5):
        ann.ledger.write(number)
        group.rounds(1)
    assert sum(name.startswith("ack-") for name in group.share.folder(ann.folder)) == 1


def test_that_a_laptop_put_back_from_one_copy_again_and_again_is_listed_once() -> None:
    group, ann, bob, _cy = three()
    backup = ann.ledger.copy()
    for turn in range(3):
        ann.ledger.write(f"since {turn}")
        group.clock.on(HOUR)
        ann.round()
        ann.ledger = backup.copy()
        group.clock.on(HOUR)
        ann.round()
    bob.view.down = Unreachable("no answer")
    assert {each.person for each in bob.round().laptops} == {"Ann", "Bob", "Cy"}
    bob.view.down = None
    group.clock.on(HOUR)
    group.rounds(2)
    for sharer in (ann, bob):
        assert sorted(each.person for each in sharer.round().laptops) == ["Ann", "Bob", "Cy"]


def test_that_a_laptop_of_the_same_name_that_is_still_heard_or_has_more_stays_listed() -> None:
    group, ann, bob, cy = three()
    cy.name = ann.name = "Ann"
    group.clock.on(HOUR)
    for each in (ann, cy):
        each.round()
    before = set(group.share.folder(cy.folder))
    cy.ledger.write("not yet here")
    group.clock.on(HOUR)
    cy.round()
    for name in set(group.share.folder(cy.folder)) - before:
        if name.startswith("seg"):
            group.share.delete(cy.folder, name)
    ann.round()
    listed = {each.stream: each.brings for each in bob.round().laptops}
    assert listed[cy.stream] == 1
    assert ann.stream in listed


@pytest.mark.parametrize("junk", [False, True])
@pytest.mark.parametrize("kind", ["ack", "hello"])
def test_that_a_file_with_the_last_number_keeps_nobody_from_saying_more(kind: str, *, junk: bool) -> None:
    group, ann, bob, _cy = three()
    for sharer in (ann, bob):
        (said,) = (name for name in group.share.folder(sharer.folder) if name.startswith(kind))
        copy = b"junk" if junk else group.share.files[sharer.folder, said]
        group.share.files[sharer.folder, f"{kind}-999999999.json"] = copy
    ann.ledger.write("after it")
    group.rounds(2)
    assert '"after it"' in bob.ledger.values()
    (seen,) = (each for each in bob.round().laptops if each.stream == ann.stream)
    assert (seen.lacks, seen.brings) == (0, 0)
    leave(ann.ledger, ann.view, ann.world)
    (seen,) = (each for each in bob.round().laptops if each.laptop == "Ann's laptop")
    assert seen.left
