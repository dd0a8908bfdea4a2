# SPDX-License-Identifier: Apache-2.0
"""Two laptops that know the same and show different records come to show the same again by themselves, and say so."""

from pathlib import Path

import pytest

from portfolio_desktop.base.paths import laptop_folder
from tests.support.two_laptops import Laptop, sharing_pair
from tests.support.workspaces import tamper

_WRONG = "UPDATE project SET title = 'Harbour demolition'"


def _synced(*laptops: Laptop) -> list[str]:
    return [laptop.done("sync", laptop.file).err for laptop in laptops]


def test_that_a_row_that_went_wrong_is_made_right_from_the_history_and_both_texts_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    _synced(ann, bob, ann)
    tamper(bob.file, _WRONG)
    bob.done("set", bob.file, "P-0001", "end=2027-06-30")  # so that both work out anew what they show
    of_ann, of_bob = _synced(bob, ann, ann, bob)[2:]
    assert "The registers here were made anew from the history, and are right" in of_ann
    assert "1 record here did not show what the history says" in of_bob
    assert ann.dump == bob.dump
    assert "Harbour renewal" in ann.dump
    for laptop in (ann, bob):
        laptop.use()
        (kept,) = laptop_folder("divergences").iterdir()  # made anew once, and not at every round
        was_wrong = "Harbour demolition" in (kept / "before.json").read_text("utf-8")
        assert was_wrong is (laptop is bob)
        assert "Harbour demolition" not in (kept / "after.json").read_text("utf-8")
    assert not any("different records" in said for said in _synced(ann))
    assert "is whole" in bob.done("check", bob.file).out
