# SPDX-License-Identifier: Apache-2.0
"""Folders stay small, whoever is away, and nothing goes before what holds the same was read."""

from unittest.mock import patch

import pytest

from portfolio_desktop.sync import segments as segments_module
from portfolio_desktop.sync.state import Round
from tests.support.sharers import DAY, Group, Sharer, three


def segments(group: Group, sharer: Sharer) -> list[str]:
    return sorted(name for name in group.share.folder(sharer.folder) if name.startswith("seg-"))


LARGE = "seg-000000001-000000010"


def has_large(group: Group, sharer: Sharer) -> bool:
    return any(name.startswith(LARGE) for name in segments(group, sharer))


def save(sharer: Sharer, count: int) -> None:
    for number in range(count):
        sharer.ledger.write(number)
        sharer.round()


def test_that_eight_small_files_become_one_and_go_when_all_have_them() -> None:
    group, ann, bob, cy = three()
    save(ann, 7)
    assert has_large(group, ann)
    assert len(segments(group, ann)) == 9  # nobody has said yet that they have them
    group.rounds(2)
    assert len(segments(group, ann)) == 1
    assert len(bob.ledger.values()) == len(cy.ledger.values()) == 16


def test_that_small_files_stay_while_somebody_lacks_them() -> None:
    group, ann, bob, cy = three()
    group.sharers.remove(cy)
    save(ann, 7)
    group.rounds(3)
    assert len(segments(group, ann)) == 8  # all but the first, which Cy had
    group.clock.on(91 * DAY)
    group.rounds(2)
    assert len(segments(group, ann)) == 1
    cy.round()
    assert cy.ledger.values() == bob.ledger.values()


def test_that_a_folder_never_holds_much_more_than_sixty_files_though_somebody_is_away_for_months() -> None:
    group, ann, bob, cy = three()
    group.sharers.remove(cy)
    most = 0
    for number in range(300):
        ann.ledger.write(number)
        ann.round()
        most = max(most, len(group.share.folder(ann.folder)))
    assert most <= 66
    group.sharers.append(cy)
    group.rounds(2)
    assert cy.ledger.values() == ann.ledger.values() == bob.ledger.values()


def test_that_small_files_stay_when_the_larger_one_is_damaged() -> None:
    group, ann, _bob, _cy = three()
    save(ann, 7)
    (large,) = [name for name in segments(group, ann) if name.startswith(LARGE)]
    group.share.flip(ann.folder, large, ann.chance)
    ann.round()
    names = segments(group, ann)
    covered = {
        place for name in names if name != large for place in range(int(name[4:13]), int(name[14:23]) + 1)
    }
    assert covered == set(range(1, 11))


@pytest.mark.parametrize("letters", [600, 1000, 3000])
def test_that_files_of_long_texts_come_to_rest(letters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments_module, "MOST_BYTES", 4 * 3000)
    group, ann, _bob, _cy = three()
    for number in range(20):
        ann.ledger.write(f"{number}" + "x" * letters)
        ann.round()
    group.rounds(4)
    before = segments(group, ann)
    with patch.object(Round, "put", side_effect=AssertionError("the same file again")):
        assert ann.round().sent == 0
    assert segments(group, ann) == before
    held = [set(range(int(name[4:13]), int(name[14:23]) + 1)) for name in before]
    assert set.union(*held) == set(range(1, 24))


def test_that_years_of_saves_end_in_a_few_files() -> None:
    group = Group()
    ann = group.found("Ann", edits=0)
    save(ann, 600)
    group.rounds(3)
    assert len(segments(group, ann)) <= 24
