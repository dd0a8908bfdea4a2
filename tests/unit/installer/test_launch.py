# SPDX-License-Identifier: Apache-2.0
"""Where a bundle begins: as the program, or as one of the helpers that it starts itself."""

import subprocess
import sys

from installer import launch
from installer.contents import ROOT


def test_that_a_windowed_program_without_streams_can_still_be_written_to() -> None:
    script = "import sys; sys.stdout = sys.stderr = None; from installer.launch import lend_streams as lend; lend(); print(1)"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_that_the_words_of_a_person_make_nobody_a_helper() -> None:
    for words in (["program"], ["program", "open", "a.portfolio"], ["program", "list", "-c", "from x"]):
        launch.help_out(words)


def test_that_a_start_loads_nothing_that_only_helpers_need() -> None:
    script = (
        "import sys, installer.launch, portfolio_desktop.__main__; print('multiprocessing' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == "False"
