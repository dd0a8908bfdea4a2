# SPDX-License-Identifier: Apache-2.0
"""A program that is killed while it saves loses nothing that it had acknowledged, and leaves nothing half written."""

from pathlib import Path

import pytest

from tests.property.kill import run

SLICES = 5
KILLS = 20  # in each slice


@pytest.mark.parametrize("part", range(SLICES))
def test_that_a_killed_program_loses_no_save_and_leaves_no_half_one(tmp_path: Path, part: int) -> None:
    tally = run(KILLS, part, tmp_path)
    assert tally.faults == []
    assert (tally.kills, tally.saves > KILLS) == (KILLS, True)
