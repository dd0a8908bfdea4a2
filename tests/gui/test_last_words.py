# SPDX-License-Identifier: Apache-2.0
"""A program that falls where nothing can catch it leaves its places in the code behind, and the next start tells of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portfolio_desktop.gui.last_words import last_words, tell
from tests.support.ask import FakeAsk

_FALL = """
import os, sys
from pathlib import Path
from portfolio_desktop.gui.last_words import last_words
secret = "zqneedle"
with last_words(Path(sys.argv[1])):
    {end}
"""


def left_by(folder: Path, end: str) -> str:
    """What the start after a program that ended so is told."""
    script = folder / "somebody's home" / "fall.py"
    script.parent.mkdir(exist_ok=True)
    script.write_text(_FALL.format(end=end), "utf-8")
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, script, folder], check=False, capture_output=True, env=found)
    with last_words(folder) as fallen:
        return fallen


def test_that_the_next_start_tells_where_the_program_fell_and_the_one_after_does_not(
    tmp_path: Path, ask: FakeAsk
) -> None:
    fallen = left_by(tmp_path, "os.abort()")
    assert fallen.startswith("Fatal Python error: Aborted")
    assert "fall.py" in fallen
    assert "zqneedle" not in fallen
    assert str(tmp_path) not in fallen, "nobody's folders are told"
    with last_words(tmp_path) as again:
        assert again == ""
    tell(ask, fallen, "1.2")
    assert "Portfolio Desktop 1.2\nFatal Python error" in ask.told[-1]


def test_that_a_program_that_ends_as_it_should_leaves_nothing(tmp_path: Path) -> None:
    assert left_by(tmp_path, "pass") == ""
    assert (tmp_path / "fallen.txt").read_bytes() == b""


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Windows fatal exception: code 0x8001010d\n\nThread 0x1:\n", ""),
        (
            'Windows fatal exception: access violation\n  File "C:\\\\Users\\\\ann\\\\p\\\\gui\\\\a.py", line 3\n',
            'p/gui/a.py"',
        ),
    ],
)
def test_that_what_windows_puts_right_by_itself_is_no_fall(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "fallen.txt").write_text(written, "utf-8")
    with last_words(tmp_path) as fallen:
        assert told in fallen
        assert "ann" not in fallen
        assert bool(fallen) is bool(told)


def test_that_a_laptop_that_keeps_no_log_still_starts(tmp_path: Path) -> None:
    with last_words(tmp_path / "there is no such folder") as fallen:
        assert fallen == ""
