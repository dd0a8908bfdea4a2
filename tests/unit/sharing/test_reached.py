# SPDX-License-Identifier: Apache-2.0
"""A folder is asked for nothing before somebody patient asks: one that hangs would keep the program from ending."""

from pathlib import Path

from portfolio_desktop.sharing.places import reached
from tests.property.breaking.disk import Call, watched


def test_that_a_folder_is_not_looked_at_before_it_is_asked(tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    calls: list[Call] = []
    with watched(share, calls.append), reached(share, "portfolio"):
        assert calls == []
