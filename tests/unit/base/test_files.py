# SPDX-License-Identifier: Apache-2.0
"""What is there, and what cannot be told: the second is never taken for the first."""

import errno
import os
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.files import ask_disk, is_file, is_folder, is_there, move_over, write_whole


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


class Held(PermissionError):
    """What Windows raises while another program has the file open."""

    winerror = 32


@pytest.mark.parametrize(("held", "moved"), [(0, True), (5, True), (6, False)])
def test_that_what_a_scanner_holds_for_a_moment_is_moved_all_the_same(
    *, held: int, moved: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, target = tmp_path / "half", tmp_path / "target"
    half.write_text("new")
    target.write_text("old")
    replace, asked = Path.replace, []

    def busy(path: Path, to: Path) -> Path:
        asked.append(path)
        if len(asked) <= held:
            raise Held(errno.EACCES, "The process cannot access the file")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", busy)
    waited: list[float] = []
    if moved:
        move_over(half, target, waited.append)
    else:
        with pytest.raises(Held):
            move_over(half, target, waited.append)
    assert target.read_text() == ("new" if moved else "old")
    assert len(waited) == min(held, 5)


def test_that_rights_that_are_missing_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _to: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    waited: list[float] = []
    with pytest.raises(PermissionError):
        move_over(tmp_path / "half", tmp_path / "target", waited.append)
    assert not waited


def test_that_a_full_disk_is_told_as_such_and_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "anchor.json"
    target.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Trouble, match="The disk is full, so nothing was saved"):
        write_whole(target, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("anchor.json", b"old")]
