# SPDX-License-Identifier: Apache-2.0
"""What a share knows of this laptop."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.sharing import laptop as this
from portfolio_desktop.sharing.laptop import machine, remember_folder, remembered_folder, this_world
from tests.property.breaking.disk import Call, error, watched


def test_that_a_machine_keeps_its_name() -> None:
    assert machine() == machine()


def test_that_a_machine_without_a_name_is_given_one_that_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this, "machine_id", lambda: "")
    assert machine() == machine()


def test_that_each_portfolio_has_its_folder_on_this_laptop(tmp_path: Path) -> None:
    assert remembered_folder("one") is None
    remember_folder("one", tmp_path / "a")
    remember_folder("two", tmp_path / "ü b")
    assert (remembered_folder("one"), remembered_folder("two")) == (tmp_path / "a", tmp_path / "ü b")
    remember_folder("one", None)
    assert remembered_folder("one") is None


def test_that_two_copies_of_a_workspace_have_anchors_of_their_own(tmp_path: Path) -> None:
    first, second = (this_world(tmp_path / name, "Ann") for name in ("a.portfolio", "b.portfolio"))
    assert first.anchors != second.anchors
    assert first.person == "Ann"
    assert first.laptop


def test_that_a_folder_that_cannot_be_looked_up_now_is_not_one_that_nobody_chose(tmp_path: Path) -> None:
    remember_folder("one", tmp_path / "a")

    def heard(call: Call) -> None:
        if call.path.endswith(".folder"):
            raise error("held")

    with watched(laptop_folder(), heard), pytest.raises(Trouble, match="cannot be read now"):
        remembered_folder("one")
    assert remembered_folder("one") == tmp_path / "a"
