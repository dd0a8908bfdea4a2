# SPDX-License-Identifier: Apache-2.0
"""A workspace that is not the one it was goes on under another name, and one that is goes on under its own."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.sync.anchor import Anchor, AnchorFile, holds
from portfolio_desktop.sync.ledger import state_digest
from tests.support.sharers import HOUR, Group, MemoryAnchors, three
from tests.support.shares import Crash


def test_that_an_anchor_is_kept_in_a_file(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "anchors" / "one.json")
    assert file.load() is None
    anchor = Anchor("machine", "portfolio", "0123456789abcdef", 7, "ab")
    file.save(anchor)
    assert file.load() == anchor
    file.path.write_bytes(b"{")
    assert file.load() is None


def test_that_a_workspace_goes_on_under_its_name_from_round_to_round() -> None:
    group, ann, _bob, _cy = three()
    stream = ann.stream
    ann.ledger.write("more")
    assert not ann.round().rotated
    assert ann.stream == stream
    assert group.rounds(2)


def test_that_a_backup_put_back_goes_on_under_another_name_and_gets_back_what_it_lacks() -> None:
    group, ann, bob, _cy = three()
    backup, stream = ann.ledger.copy(), ann.stream
    ann.ledger.write("after the backup")
    ann.round()
    bob.round()
    ann.ledger = backup
    ann.ledger.write("after the restore")
    report = ann.round()
    assert report.rotated
    assert ann.stream != stream
    group.rounds(2)
    for sharer in (ann, bob):
        assert {'"after the backup"', '"after the restore"'} <= set(sharer.ledger.values())
    assert state_digest(ann.ledger) == state_digest(bob.ledger)


@pytest.mark.parametrize("there", [0, 300], ids=["nothing yet", "half"])
def test_that_a_file_that_is_still_coming_is_not_taken_away_by_who_lacks_what_it_holds(there: int) -> None:
    """A laptop was put back from a copy while the program that keeps its folder in step had not brought all of it."""
    group, ann, bob, _cy = three()
    backup, folder = ann.ledger.copy(), ann.folder
    before = set(group.share.folder(folder))
    ann.ledger.write("after the backup")
    ann.round()
    (name,) = (each for each in set(group.share.folder(folder)) - before if each.startswith("seg"))
    whole = group.share.files[folder, name]
    group.share.files[folder, name] = whole[:there]
    ann.ledger = backup
    assert ann.round(thorough=True).quarantined
    bob.round()
    ann.round(thorough=True)
    group.share.files[folder, name] = whole
    group.clock.on(HOUR)
    group.rounds(2)
    for sharer in (ann, bob):
        assert '"after the backup"' in sharer.ledger.values()
    assert not ann.round().quarantined


def test_that_a_workspace_that_lacks_its_anchors_edit_is_known_without_asking_the_share() -> None:
    _group, ann, _bob, _cy = three()
    backup = ann.ledger.copy()
    assert holds(backup, ann.anchors, ann.world.machine)
    ann.ledger.write("after the backup")
    ann.round()
    assert holds(ann.ledger, ann.anchors, ann.world.machine)
    assert not holds(backup, ann.anchors, ann.world.machine)
    backup.write("something else at the same place")
    assert not holds(backup, ann.anchors, ann.world.machine)


def test_that_a_backup_from_before_nothing_was_published_keeps_its_name() -> None:
    _group, ann, _bob, _cy = three()
    ann.round()
    backup, stream = ann.ledger.copy(), ann.stream
    ann.ledger.write("seen by nobody")
    ann.ledger = backup
    assert not ann.round().rotated
    assert ann.stream == stream


@pytest.mark.parametrize("change", ["machine", "anchor lost", "anchor of another stream"])
def test_that_a_copy_elsewhere_goes_on_under_another_name(change: str) -> None:
    _group, ann, _bob, _cy = three()
    stream, anchor = ann.stream, ann.anchors.anchor
    assert anchor is not None
    if change == "machine":
        ann.anchors.save(Anchor("another", anchor.portfolio, anchor.stream, anchor.place, anchor.tag))
    elif change == "anchor lost":
        ann.anchors = MemoryAnchors()
    else:
        ann.anchors.save(Anchor(anchor.machine, anchor.portfolio, "f" * 16, anchor.place, anchor.tag))
    assert ann.round().rotated
    assert ann.stream != stream
    assert not ann.round().rotated


def test_that_work_not_shared_before_the_workspace_moved_to_a_new_laptop_is_shared_from_there() -> None:
    _group, ann, bob, _cy = three()
    ann.ledger.write("written on the old laptop")
    ann.anchors = MemoryAnchors()
    report = ann.round()
    assert report.rotated
    assert report.sent == 1
    bob.round()
    assert '"written on the old laptop"' in bob.ledger.values()


def test_that_two_copies_that_write_under_one_name_part_as_soon_as_they_meet_and_lose_nothing() -> None:
    """A whole laptop was copied, anchor and all: nothing tells but what lies on the share."""
    group, ann, bob, cy = three()
    twin = group.sharer("Twin")
    twin.ledger = ann.ledger.copy()
    twin.anchors = MemoryAnchors(ann.anchors.anchor)
    twin.name = "Ann"  # the same machine, as far as it says
    ann.ledger.write("hers")
    twin.ledger.write("the twin's")
    twin.ledger.write("and more of the twin's")
    assert not ann.round().rotated
    assert twin.round().rotated
    group.rounds(3)
    for sharer in (ann, bob, cy, twin):
        assert len(sharer.ledger.values()) == 12
    assert len({state_digest(sharer.ledger) for sharer in group.sharers}) == 1
    assert len({sharer.stream for sharer in group.sharers}) == 4


def test_that_a_backup_from_after_a_broken_change_of_name_shares_what_it_goes_on_to_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    group, ann, bob, _cy = three()
    ann.anchors = MemoryAnchors()
    rotate = ann.ledger.rotate

    def killed_after(stream: str = "") -> None:
        rotate(stream)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(ann.ledger, "rotate", killed_after)
        with pytest.raises(Crash):
            ann.round()
    ann.ledger.write("before the backup")
    backup = ann.ledger.copy()
    ann.ledger.write("after the backup")
    ann.round()
    ann.ledger = backup
    ann.ledger.write("after the restore")
    group.rounds(3)
    for sharer in (ann, bob):
        assert {'"before the backup"', '"after the backup"', '"after the restore"'} <= set(
            sharer.ledger.values()
        )
    assert ann.round().gone == 0


def test_that_a_laptop_still_names_itself_where_its_backup_goes_on_under_another_name() -> None:
    group, ann, _bob, _cy = three()
    stream = ann.stream
    restored = group.sharer("Restored")
    restored.ledger = ann.ledger.copy()
    restored.ledger.rotate()
    restored.round()
    (this,) = [each for each in ann.round().laptops if each.is_this]
    assert this.stream == ann.stream == stream


def test_that_nothing_is_published_while_the_anchor_cannot_be_written() -> None:
    group, ann, _bob, _cy = three()
    ann.ledger.write("not yet")
    before = dict(group.share.files)

    class Full(MemoryAnchors):
        def save(self, anchor: Anchor) -> None:
            raise Trouble("The disk is full.")

    ann.anchors = Full(ann.anchors.anchor)
    with pytest.raises(Trouble, match="The disk is full"):
        ann.round()
    assert group.share.files == before


def test_that_a_group_of_one_is_anchored_when_it_begins_to_share() -> None:
    ann = Group().found()
    assert not ann.round().rotated


def test_that_an_anchor_that_cannot_be_put_down_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "anchors").write_text("a note")
    with pytest.raises(Trouble, match="cannot be looked at"):
        AnchorFile(tmp_path / "anchors" / "one.json").save(Anchor("m", "p", "s", 0, ""))
    assert (tmp_path / "anchors").read_text() == "a note"
