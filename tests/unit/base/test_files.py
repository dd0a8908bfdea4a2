# SPDX-License-Identifier: Apache-2.0
"""What is there, and what cannot be told: the second is never taken for the first."""

import errno
import os
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.files import ask_disk, is_file, is_folder, is_there


def test_that_a_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    questions = (is_there, is_file, is_folder)
    assert [ask(file) for ask in questions] == [True, True, False]
    assert [ask(tmp_path) for ask in questions] == [True, False, True]
    for missing in (tmp_path / "none", file / "below a file", Path("no\0name")):
        assert not any(ask(missing) for ask in questions)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ETIMEDOUT])
def test_that_a_disk_which_does_not_answer_has_not_said_no(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path, **_how: object) -> os.stat_result:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "stat", fail)
    for ask in (is_there, is_file, is_folder):
        with pytest.raises(Trouble, match="cannot be looked at"):
            ask_disk(ask, tmp_path)
