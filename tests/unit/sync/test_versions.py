# SPDX-License-Identifier: Apache-2.0
"""Laptops of different versions on one share: who cannot read what another writes goes on all the same."""

import contextlib
from collections.abc import Iterator

import pytest

from portfolio_desktop.sharing.part import Standing
from portfolio_desktop.sharing.words import cautions, held_up
from portfolio_desktop.sync import segments
from portfolio_desktop.sync.report import Report
from tests.support.sharers import DAY, Group, Sharer, three


@contextlib.contextmanager
def later() -> Iterator[None]:
    """Whoever works in here has a version whose files ask for more than the present one can read."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(segments, "READER", segments.READER + 1)
        yield


def rounds(group: Group, *, updated: tuple[Sharer, ...]) -> dict[str, Report]:
    group.clock.on(60_000)
    reports = {}
    for sharer in group.sharers:
        with later() if sharer in updated else contextlib.nullcontext():
            reports[sharer.name] = sharer.round()
    return reports


def test_that_an_earlier_version_says_that_it_cannot_read_and_its_own_changes_still_go_out() -> None:
    group, ann, bob, cy = three()
    ann.ledger.write("by Ann")
    bob.ledger.write("by Bob")
    rounds(group, updated=(bob,))
    reports = rounds(group, updated=(bob,))
    assert reports["Ann"].newer == (bob.stream,)
    assert (reports["Ann"].unsent, reports["Ann"].gone, reports["Ann"].quarantined) == (0, 0, ())
    said = list(cautions(Standing(0, 0, reports["Ann"])))
    assert said == ["Update this laptop to read the changes of Bob (Bob's laptop). Yours still go out."]
    assert "newer version" in held_up(reports["Ann"], reports["Ann"].waiting[0])
    for other in (bob, cy):
        assert other.ledger.ends()[ann.stream] == ann.ledger.ends()[ann.stream]
    assert ann.ledger.ends()[bob.stream] != bob.ledger.ends()[bob.stream]


def test_that_an_update_brings_what_could_not_be_read_before() -> None:
    group, ann, bob, _cy = three()
    bob.ledger.write("by Bob")
    rounds(group, updated=(bob,))
    assert rounds(group, updated=(bob,))["Ann"].newer
    report = rounds(group, updated=(ann, bob))["Ann"]
    assert (report.newer, report.taken) == ((), 1)
    assert ann.ledger.ends()[bob.stream] == bob.ledger.ends()[bob.stream]


def test_that_nobody_puts_back_or_throws_away_what_they_only_cannot_read() -> None:
    group, _ann, bob, _cy = three()
    bob.ledger.write("by Bob")
    rounds(group, updated=(bob,))
    before = group.share.folder(bob.folder)
    for _day in range(10):
        group.clock.on(DAY)
        reports = rounds(group, updated=(bob,))
    assert {report.relayed for report in reports.values()} == {0}
    assert {name for name in before if name.startswith("seg")} <= group.share.folder(bob.folder).keys()
    assert not reports["Ann"].divergences
