# SPDX-License-Identifier: Apache-2.0
"""A shared folder that hangs: the window never asks it for anything itself, saves go on, and closing waits for nobody."""

from pathlib import Path

from portfolio_desktop.gui.theme import Appearance
from tests.property.breaking.hanging import run


def test_that_the_window_never_waits_for_the_shared_folder(tmp_path: Path, appearance: Appearance) -> None:
    outcome = run(0.2, tmp_path, appearance)
    assert (outcome.by_the_window, outcome.failed) == (False, [])
    assert min(outcome.saves, outcome.hung) > 0
