# SPDX-License-Identifier: Apache-2.0
"""Files for their owner alone."""

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.private import make_private, owner_alone, run_quietly


@pytest.mark.skipif(sys.platform == "win32", reason="rights are bits elsewhere alone")
def test_that_others_can_neither_open_a_private_file_nor_look_into_a_private_folder(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"")
    file.chmod(0o644)
    assert make_private(file)
    assert make_private(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert not make_private(tmp_path / "gone")


def test_that_windows_is_asked_once_so_that_nothing_is_half_done(tmp_path: Path) -> None:
    environment = {"USERNAME": "ada", "USERDOMAIN": "NORTHMOOR", "SYSTEMROOT": r"E:\Windows"}
    file = tmp_path / "a"
    program, path, *words = owner_alone(file, environment)
    assert program == r"E:\Windows\System32\icacls.exe"
    assert path == str(file)
    assert words == ["/inheritance:r", "/grant:r", "*S-1-3-4:F", "/grant:r", r"NORTHMOOR\ada:F", "/q"]
    assert r"NORTHMOOR\ada:(OI)(CI)F" in owner_alone(tmp_path, environment)
    assert owner_alone(file, {})[2:] == ["/inheritance:r", "/grant:r", "*S-1-3-4:F", "/q"]


def test_that_a_command_that_fails_or_is_not_there_changes_nothing_and_says_so() -> None:
    def answers(code: int) -> Any:
        return lambda command, **_named: subprocess.CompletedProcess(command, code)

    def missing(_command: list[str], **_named: object) -> Any:
        raise FileNotFoundError

    assert run_quietly(["a"], answers(0))
    assert not run_quietly(["a"], answers(5))
    assert not run_quietly(["a"], missing)
