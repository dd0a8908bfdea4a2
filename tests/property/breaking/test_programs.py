# SPDX-License-Identifier: Apache-2.0
"""Two programs on one workspace lose nothing, whether they take turns or not."""

from pathlib import Path

import pytest

from tests.property.breaking.programs import run


@pytest.mark.parametrize("locked", [True, False], ids=["in turns", "at once"])
def test_that_two_programs_on_one_workspace_lose_no_save(tmp_path: Path, locked: bool) -> None:
    assert run(25, tmp_path / "office.portfolio", locked=locked) == []
