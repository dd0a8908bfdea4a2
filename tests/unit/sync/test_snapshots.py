# SPDX-License-Identifier: Apache-2.0
"""Joining from a snapshot: few files are read, and nothing in it is believed that is not proved."""

import pytest

from portfolio_desktop.sync import snapshots
from portfolio_desktop.sync.share.transport import BadFile
from portfolio_desktop.sync.snapshots import read_pack, write_pack
from tests.support.sharers import DAY, Group, Sharer, three


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "WORTH", 10)


def busy() -> tuple[Group, Sharer, Sharer, Sharer]:
    """Three who have written enough for a snapshot."""
    group, ann, bob, cy = three()
    for number in range(20):
        for sharer in group.sharers:
            sharer.ledger.write(number)
        group.rounds(1)
    group.rounds(2)
    return group, ann, bob, cy


def packs(group: Group) -> list[tuple[str, str]]:
    return [place for place in sorted(group.share.files) if place[1].startswith("snap-")]


def test_that_one_laptop_makes_the_snapshot_for_all() -> None:
    group, ann, bob, cy = busy()
    assert [folder for folder, _name in packs(group)] == [min(ann.folder, bob.folder, cy.folder)]


def test_that_what_a_snapshot_holds_is_taken_from_it_at_once() -> None:
    group, _ann, _bob, _cy = busy()
    for folder, name in list(group.share.files):
        if name.startswith("seg-"):
            group.share.delete(folder, name)
    di = group.join("Di")
    assert len(di.ledger.values()) >= 40
    assert di.ledger.takes == 1


def test_that_who_lacks_little_of_a_snapshot_does_not_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "WORTH", 3)
    group, ann, _bob, _cy = busy()
    first = min(group.sharers, key=lambda sharer: sharer.stream)
    away = next(sharer for sharer in group.sharers if sharer is not first)
    group.sharers.remove(away)
    for number in range(6):
        first.ledger.write(number)
    group.rounds(2)
    monkeypatch.setattr(snapshots, "_is_due", lambda _round, _packed: True)
    group.rounds(2)
    assert packs(group)
    for place in packs(group):
        group.share.flip(*place, ann.chance)  # whoever reads it tells that it is damaged
    report = away.round()
    assert away.ledger.values() == first.ledger.values()
    assert not report.quarantined
    assert group.join("Di").round().quarantined


def test_that_joining_works_as_well_when_the_snapshot_is_damaged_or_gone() -> None:
    for harm in ("flip", "truncate", "delete"):
        group, ann, _bob, _cy = busy()
        (place,) = packs(group)
        if harm == "delete":
            group.share.delete(*place)
        else:
            getattr(group.share, harm)(*place, ann.chance)
        assert group.join("Di").ledger.values() == ann.ledger.values()


def test_that_an_older_snapshot_goes_once_a_newer_one_is_announced() -> None:
    group, ann, _bob, _cy = busy()
    (old,) = packs(group)
    for number in range(30):
        for sharer in group.sharers:
            sharer.ledger.write(number)
    group.rounds(3)
    (new,) = packs(group)
    assert new != old
    assert group.join("Di").ledger.values() == ann.ledger.values()


def test_that_somebody_else_makes_it_when_the_first_in_line_has_been_away() -> None:
    group, _ann, _bob, _cy = three()
    first = min(group.sharers, key=lambda sharer: sharer.stream)
    group.sharers.remove(first)
    group.clock.on(3 * DAY)
    for sharer in group.sharers:
        for number in range(60):
            sharer.ledger.write(number)
    group.rounds(3)
    (made,) = packs(group)
    assert made[0] != first.folder


def test_that_a_pack_gives_its_files_back_and_says_how_it_is_damaged() -> None:
    pack = write_pack([b"one", b"", b"three"])
    assert list(read_pack(pack)) == [b"one", b"", b"three"]
    for spoilt, reason in (
        (pack[:-1], "incomplete"),
        (pack[:20] + b"x" + pack[21:], "damaged"),
        (b"x" + pack[1:], "not a snapshot"),
        (b"", "incomplete"),
    ):
        with pytest.raises(BadFile, match=reason):
            list(read_pack(spoilt))
