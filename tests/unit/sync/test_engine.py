# SPDX-License-Identifier: Apache-2.0
"""Rounds of sharing between laptops: what each has afterwards, whatever the share does meanwhile."""

import itertools

import msgspec
import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.segments import MOST_EDITS
from portfolio_desktop.sync.share.transport import Unreachable
from tests.support.sharers import DAY, HOUR, Group, Sharer, three
from tests.support.shares import TROUBLES, Crash


def agree(*sharers: Sharer) -> bool:
    return len({tuple(sharer.ledger.values()) for sharer in sharers}) == 1


@pytest.mark.parametrize("encrypted", [False, True], ids=["open", "encrypted"])
def test_that_three_laptops_come_to_have_the_same(encrypted: bool) -> None:
    _group, ann, bob, cy = three(encrypted=encrypted)
    assert agree(ann, bob, cy)
    assert len(ann.ledger.values()) == 9


def test_that_a_workspace_that_is_not_shared_is_refused_with_what_to_do() -> None:
    _group, ann, _bob, _cy = three()
    ann.ledger.remembered.clear()
    with pytest.raises(Refusal, match=r"not shared\. Share it into a folder first"):
        ann.round()


def test_that_a_round_without_news_writes_nothing_and_asks_little() -> None:
    group, ann, _bob, _cy = three()
    group.rounds(2)
    before, calls = dict(group.share.files), ann.view.calls
    report = ann.round()
    assert group.share.files == before
    assert ann.view.calls - calls <= 5  # devices, their lists, and the root
    assert (report.sent, report.taken, report.unsent) == (0, 0, 0)


def test_that_a_laptop_writes_only_into_folders_of_its_own() -> None:
    group, ann, _bob, _cy = three()
    ann.ledger.write("late")
    before = dict(group.share.files)
    ann.round()
    changed = {place for place in before.keys() | group.share.files.keys()
               if before.get(place) != group.share.files.get(place)}  # fmt: skip
    assert {folder for folder, _name in changed} == {ann.folder}


def test_that_published_files_are_never_changed() -> None:
    group, ann, _bob, _cy = three()
    before = dict(group.share.files)
    for number in range(20):
        ann.ledger.write(number)
        group.rounds(1)
    assert all(content == before[place] for place, content in group.share.files.items() if place in before)


def test_that_work_done_while_the_share_was_away_is_counted_and_goes_out_once_it_is_back() -> None:
    group, ann, bob, _cy = three()
    ann.view.down = Unreachable("The folder cannot be reached.")
    for number in range(37):
        ann.ledger.write(number)
    first = ann.round()
    group.clock.on(HOUR)
    second = ann.round()
    assert first.unsent == second.unsent == 37
    assert second.trouble == "The folder cannot be reached."
    assert second.unreachable_since == first.unreachable_since == group.clock.now - HOUR
    ann.view.down = None
    report = ann.round()
    assert (report.sent, report.unsent, report.unreachable_since) == (37, 0, 0)
    assert bob.round().taken == 37


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
def test_that_a_round_in_which_any_call_fails_ends_in_its_report_and_the_next_makes_good(
    trouble: Exception,
) -> None:
    for call in range(1, 200):
        group, ann, bob, cy = three()
        ann.ledger.write("hers")
        bob.ledger.write("his")
        bob.round()
        ann.view.fail_at(call, trouble)
        ann.round()
        if not ann.view.has_failed:
            break
        report = ann.round(thorough=True)
        assert (report.unsent, report.trouble) == (0, "")
        group.rounds(1)
        assert agree(ann, bob, cy)
    assert call > 10


@pytest.mark.parametrize("call", ["take", "remember_all", "rotate"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_that_a_round_killed_at_any_write_to_the_workspace_is_made_good_by_the_next(
    call: str, after: bool
) -> None:
    for nth in range(1, 60):
        group, ann, bob, cy = three()
        bob.ledger.write("his")
        bob.round()
        backup = ann.ledger.copy()
        ann.ledger.write("published, and not in the backup")
        ann.round()
        ann.ledger = backup  # so that the next round goes under another name as well
        ann.ledger.write("hers")
        killed = _killed(ann, call, nth, after=after)
        group.rounds(3)
        assert agree(ann, bob, cy)
        assert len(ann.ledger.values()) == 12
        if not killed:
            break
    assert nth > 1


def _killed(sharer: Sharer, call: str, nth: int, *, after: bool) -> bool:
    """A round that is killed at the n-th call of one kind; whether there were so many."""
    real, calls = getattr(sharer.ledger, call), itertools.count(1)

    def dying(*args: object) -> object:
        if next(calls) != nth:
            return real(*args)
        if after:
            real(*args)
        raise Crash

    setattr(sharer.ledger, call, dying)
    try:
        sharer.round()
    except Crash:
        return True
    finally:
        delattr(sharer.ledger, call)
    return False


def test_that_what_arrives_out_of_order_waits_for_what_comes_before() -> None:
    group, ann, bob, _cy = three()
    ann.ledger.write("first")
    ann.round()
    (first,) = [name for name in group.share.folder(ann.folder) if name.startswith("seg-000000004")]
    ann.ledger.write("second")
    ann.round()
    held = group.share.files.pop((ann.folder, first))
    report = bob.round()
    assert report.taken == 0
    assert [(waiting.stream, waiting.place) for waiting in report.waiting] == [(ann.stream, 5)]
    group.share.files[ann.folder, first] = held
    assert bob.round().taken == 2


def test_that_a_half_copied_file_is_told_once_and_taken_when_it_is_whole() -> None:
    group, ann, bob, _cy = three()
    ann.ledger.write("long in coming")
    ann.round()
    (name,) = [name for name in group.share.folder(ann.folder) if name.startswith("seg-000000004")]
    whole = group.share.files[ann.folder, name]
    group.share.files[ann.folder, name] = whole[:-40]
    first, second = bob.round(), bob.round()
    assert [(bad.place, bad.reason, bad.fresh) for bad in first.quarantined] == [
        (f"{ann.folder}/{name}", "incomplete", True)
    ]
    assert [bad.fresh for bad in second.quarantined] == [False]
    group.share.files[ann.folder, name] = whole
    report = bob.round()
    assert (report.taken, report.quarantined) == (1, ())


def test_that_the_owner_replaces_a_file_that_somebody_could_not_read() -> None:
    group, ann, bob, _cy = three()
    ann.ledger.write("to be damaged")
    ann.round()
    (name,) = [name for name in group.share.folder(ann.folder) if name.startswith("seg-000000004")]
    group.share.flip(ann.folder, name, ann.chance)
    bob.round()
    ann.round()
    group.clock.on(HOUR)
    report = bob.round()
    assert (report.taken, report.quarantined) == (1, ())


def test_that_own_files_that_vanished_are_published_again() -> None:
    group, ann, _bob, _cy = three()
    for name in group.share.folder(ann.folder):
        group.share.delete(ann.folder, name)
    report = ann.round()
    assert report.sent == 3
    newcomer = group.join("Di")
    assert agree(ann, newcomer)


def test_that_names_that_are_none_of_ours_are_told_and_left_alone() -> None:
    group, ann, bob, _cy = three()
    stranger = (ann.folder, "seg-000000001-000000003-LAPTOP7.pdc")
    group.share.files[stranger] = b"conflict copy"
    group.share.files["holiday pictures", "beach.jpg"] = b"beach"
    for usual in (".DS_Store", "desktop.ini", "._ack-1.json"):
        group.share.files[ann.folder, usual] = b"what systems leave everywhere"
    report = bob.round()
    assert report.strange == (f"{ann.folder}/{stranger[1]}", "holiday pictures")
    assert report.quarantined == ()
    assert group.share.files[stranger] == b"conflict copy"


def test_that_own_half_written_files_go_after_a_day_and_others_never() -> None:
    group, ann, bob, _cy = three()
    group.share.files[ann.folder, "seg-1.pdc.42.tmp"] = b"half"
    ann.round()
    bob.round()
    group.clock.on(DAY)
    bob.round()
    assert (ann.folder, "seg-1.pdc.42.tmp") in group.share.files
    ann.round()
    assert (ann.folder, "seg-1.pdc.42.tmp") not in group.share.files


def test_that_a_file_that_cannot_be_read_now_holds_nobody_else_up() -> None:
    _group, ann, bob, cy = three()
    ann.ledger.write("a")
    cy.ledger.write("c")
    ann.round()
    cy.round()
    bob.view.fail_at(8, TROUBLES["held by another"])
    bob.round()
    bob.round()
    assert agree(ann, bob) or agree(bob, cy)


def test_that_a_flood_of_bad_files_ends_in_the_list_and_good_ones_still_come_through() -> None:
    group, _ann, bob, cy = three()
    cy.ledger.write("good")
    cy.round()
    group.sharers.remove(cy)  # who would take them away
    for number in range(1, 400):
        name = f"seg-{1:09}-{number + 10:09}-{number:016x}.pdc"
        group.share.files[cy.folder, name] = b"\0" * 300
    group.rounds(3)
    assert '"good"' in bob.ledger.values()
    assert len(bob.round().quarantined) == 399


def test_that_a_long_log_goes_out_in_files_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portfolio_desktop.sync.publishing.MOST_EDITS", 100)
    monkeypatch.setattr("portfolio_desktop.sync.consolidating.MOST_EDITS", 100)
    group = Group()
    ann = group.found("Ann", edits=450)
    assert sum(name.startswith("seg-") for name in group.share.folder(ann.folder)) == 5
    assert agree(ann, group.join("Bob"))
    assert MOST_EDITS > 100


def test_that_a_share_that_was_emptied_takes_nothing_away_and_is_filled_again_on_request() -> None:
    group, ann, bob, cy = three()
    group.sharers.remove(cy)  # whose laptop was lost
    group.share.empty()
    reports = [bob.round(), ann.round(), bob.round()]
    assert len(bob.ledger.values()) == 9
    assert reports[2].gone == 3  # Cy's, whom nobody else speaks for
    assert bob.round(put_back=True).relayed == 3
    newcomer = group.join("Di")
    assert agree(ann, bob, newcomer)
    assert ann.round().gone == 0


def test_that_names_that_are_no_text_can_be_told_and_kept() -> None:
    group, ann, _bob, _cy = three()
    group.share.files["R\udce9sum\udce9", "any"] = b""
    group.share.files[ann.folder, "\udcff.pdc"] = b""
    report = ann.round()
    assert sorted(report.strange) == ["R?sum?", f"{ann.folder}/?.pdc"]
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report
