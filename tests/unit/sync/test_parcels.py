# SPDX-License-Identifier: Apache-2.0
"""Parcels on a share: who gets them, what they show, what damage does, and when they go."""

import random

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.parcels import SIZES, padded_size
from portfolio_desktop.sync import parcels
from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.membership import private_key
from portfolio_desktop.sync.office import SIGNATURE_BYTES
from portfolio_desktop.sync.parcels import TERM, Look, look, post, take_back
from portfolio_desktop.sync.share.layout import parse
from portfolio_desktop.sync.share.parcels import MOST_PARCELS, name_parcel, write_parcel
from portfolio_desktop.sync.share.transport import Unreachable
from portfolio_desktop.sync.sharing import leave
from tests.support.ledgers import MemoryLedger
from tests.support.sharers import DAY, Group, Sharer, three

CONTENT = random.Random(5).randbytes(SIZES[0])


def posted(sharer: Sharer, content: bytes = CONTENT) -> str:
    return post(sharer.ledger, sharer.view, sharer.world, content)


def seen(sharer: Sharer, *known: str) -> Look:
    return look(sharer.ledger, sharer.view, sharer.world, known)


def remembered(ledger: MemoryLedger) -> str:
    return repr(vars(ledger))


@pytest.mark.parametrize("encrypted", [False, True])
def test_that_everybody_else_gets_a_parcel_and_its_name_says_nothing(*, encrypted: bool) -> None:
    group, ann, bob, cy = three(encrypted=encrypted)
    name = posted(ann)
    for other in (bob, cy):
        found = seen(other)
        assert found.new == {name: CONTENT}
        assert (found.own, found.others) == (frozenset(), frozenset({name}))
        assert seen(other, name).new == {}
    assert seen(ann) == Look(frozenset({name}), frozenset(), {})
    assert parse(ann.stream, name) is not None
    lying = group.share.files[ann.folder, name]
    assert (CONTENT in lying) is not encrypted


def test_that_parcels_of_one_size_cannot_be_told_apart_and_others_are_refused() -> None:
    group, ann, _bob, _cy = three()
    sizes = {len(group.share.files[ann.folder, posted(ann, bytes([n]) * SIZES[0])]) for n in range(3)}
    assert len(sizes) == 1
    for wrong in (b"", CONTENT[:-1], CONTENT + b"x"):
        with pytest.raises(Refusal, match="Send it as a file"):
            posted(ann, wrong)
    assert [padded_size(least) for least in (1, SIZES[0], SIZES[0] + 1, SIZES[-1] + 1)] == [
        *(SIZES[0], SIZES[0], SIZES[1]),
        2 * SIZES[-1],
    ]


def test_that_a_workspace_keeps_no_trace_of_parcels() -> None:
    group, ann, bob, _cy = three()
    name = posted(ann)
    seen(bob)
    group.rounds(2, thorough=True)
    for sharer in group.sharers:
        assert name.removesuffix(".pdp") not in remembered(sharer.ledger)
    assert not [report for report in group.rounds() if report.strange or report.quarantined]


def test_that_a_damaged_a_forged_and_a_copied_parcel_reach_nobody() -> None:
    group, ann, bob, cy = three()
    name = posted(ann)
    group.share.flip(ann.folder, name, group.sharers[0].chance)
    assert seen(bob).new == {}
    group.share.files[ann.folder, name] = write_parcel(
        ann.ledger.portfolio, ann.stream, CONTENT, 0, bytes(32)
    )
    assert seen(bob).new == {}
    whole = posted(cy)
    group.share.files[ann.folder, whole] = group.share.files.pop((cy.folder, whole))
    assert seen(bob).new == {}


def test_that_a_parcel_lies_under_its_own_name_in_its_own_size_and_does_not_say_when_it_was_sealed() -> None:
    group, ann, bob, _cy = three()
    name = posted(ann)
    file = group.share.files[ann.folder, name]
    until = file[: -len(CONTENT) - SIGNATURE_BYTES][-8:]
    assert int.from_bytes(until) % DAY == 0
    group.share.files[ann.folder, f"parcel-{'0' * 32}.pdp"] = file
    key = private_key(Memory(ann.ledger), ann.stream, bytes)
    odd = write_parcel(ann.ledger.portfolio, ann.stream, CONTENT[:-1], 0, key)
    group.share.files[ann.folder, name_parcel(ann.stream, odd).name] = odd
    assert list(seen(bob).new) == [name]


def test_that_who_posted_a_parcel_takes_it_back_and_nobody_else_can() -> None:
    group, ann, bob, _cy = three()
    name, other = posted(ann), posted(ann, CONTENT[::-1])
    take_back(bob.ledger, bob.view, bob.world, [name])
    assert (ann.folder, name) in group.share.files
    take_back(ann.ledger, ann.view, ann.world, [name])
    assert (ann.folder, name) not in group.share.files
    assert (ann.folder, other) in group.share.files
    assert not [report for report in group.rounds(2) if report.gone or report.relayed]


def test_that_a_parcel_goes_after_its_term_and_a_damaged_one_once_it_had_time_to_become_whole() -> None:
    group, ann, bob, _cy = three()
    name, other, third = posted(ann), posted(ann, CONTENT[::-1]), posted(ann, CONTENT[:-1] + b"3")
    whole = group.share.files[ann.folder, third]
    for coming in (other, third):
        group.share.files[ann.folder, coming] = whole[:40]
    ann.round(thorough=True)
    group.clock.on(6 * DAY)
    ann.round(thorough=True)
    assert {(ann.folder, other), (ann.folder, third)} <= group.share.files.keys()
    group.share.files[ann.folder, third] = whole
    assert CONTENT[:-1] + b"3" in seen(bob).new.values()
    group.clock.on((TERM - 7) * DAY)
    ann.round(thorough=True)
    assert (ann.folder, name) in group.share.files
    assert (ann.folder, other) not in group.share.files
    assert (ann.folder, third) in group.share.files
    group.clock.on(2 * DAY)
    ann.round(thorough=True)
    assert (ann.folder, name) not in group.share.files


def test_that_one_laptop_cannot_fill_the_share_and_is_read_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _group, ann, bob, _cy = three()
    names = {posted(ann, number.to_bytes(2) * (SIZES[0] // 2)) for number in range(MOST_PARCELS)}
    with pytest.raises(Refusal, match="no more fit"):
        posted(ann)
    monkeypatch.setattr(parcels, "MOST_AT_ONCE", 10 * SIZES[0])
    first = seen(bob)
    assert len(first.new) == 10
    assert first.others == names
    assert not first.new.keys() & seen(bob, *first.new).new.keys()


def test_that_who_goes_on_under_another_name_still_takes_its_parcels_back() -> None:
    group, ann, bob, _cy = three()
    name = posted(ann)
    ann.ledger.rotate()
    assert seen(ann).own == {name}
    assert seen(bob).new == {name: CONTENT}
    take_back(ann.ledger, ann.view, ann.world, [name])
    assert name not in group.share.names()


def test_that_who_leaves_leaves_no_parcel_behind() -> None:
    group, ann, _bob, _cy = three()
    name = posted(ann)
    leave(ann.ledger, ann.view, ann.world)
    assert name not in group.share.names()


def test_that_parcels_need_a_share_and_one_that_answers() -> None:
    group, ann, _bob, _cy = three()
    ann.view.down = Unreachable("no answer")
    with pytest.raises(Unreachable):
        posted(ann)
    alone = Group().sharer("Dee")
    with pytest.raises(Refusal, match="not shared"):
        posted(alone)
    assert not [name for name in group.share.names() if name.startswith("parcel")]
