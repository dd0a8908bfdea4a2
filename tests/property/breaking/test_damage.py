# SPDX-License-Identifier: Apache-2.0
"""Files of chance and files of malice: nothing is believed for what it is not, and nobody's workspace comes to harm."""

from pathlib import Path

from tests.property.breaking.damage import run


def test_that_no_file_on_a_share_does_harm(tmp_path: Path) -> None:
    tally = run(2500, 20261121, tmp_path)
    assert tally.faults == []
    assert tally.outcomes["hostile, taken"] > 20
