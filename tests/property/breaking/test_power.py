# SPDX-License-Identifier: Apache-2.0
"""A power cut at any moment loses nothing that was acknowledged, and leaves a workspace that opens and is whole."""

from pathlib import Path

import pytest

from portfolio_desktop.storage import connect
from tests.property.breaking.power import KEY, cut, record
from tests.property.breaking.sqlite_calls import library


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_that_a_power_cut_loses_no_acknowledged_save(tmp_path: Path, key: bytes | None) -> None:
    day, left = tmp_path / "day", tmp_path / "left"
    day.mkdir()
    left.mkdir()
    events = record(day, 7, saves=12, key=key)
    assert cut(events, 12, 7, left, key=key).faults == []


def test_that_a_disk_which_is_not_waited_for_would_have_been_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        connect, "_WRITER_PRAGMAS", ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL")
    )
    day, left = tmp_path / "day", tmp_path / "left"
    day.mkdir()
    left.mkdir()
    events = record(day, 7, saves=12)
    assert library() is None or cut(events, 12, 7, left).faults
