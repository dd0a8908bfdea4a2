# SPDX-License-Identifier: Apache-2.0
"""Whatever the disk refuses, wherever a program is killed: it is said in a sentence, nothing is lost, trying again works."""

from pathlib import Path

import pytest

from tests.property.breaking import failures, kills
from tests.property.breaking.every import SCENES


@pytest.mark.parametrize(
    ("name", "error"), [("export", "ENOSPC"), ("take", "EIO"), ("restore", "EACCES"), ("back up", "held")]
)
def test_that_a_disk_which_fails_harms_nothing(tmp_path: Path, name: str, error: str) -> None:
    tally = failures.run(SCENES[name], (error,), tmp_path, every=200, seed=3)
    assert tally.faults == []


@pytest.mark.parametrize("name", ["export", "migrate"])
def test_that_a_program_which_is_killed_leaves_everything_whole(tmp_path: Path, name: str) -> None:
    tally = kills.run(SCENES[name], tmp_path, every=200, seed=3)
    assert tally.faults == []
    assert tally.kills > 0
