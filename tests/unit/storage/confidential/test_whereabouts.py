# SPDX-License-Identifier: Apache-2.0
"""Where a people file lies, and who else can open what lies there."""

import errno
import os
import shutil
import stat
import sys
from pathlib import Path, PurePath

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.places import Danger, Unsafe
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.people.people_file import PeopleFile, new_people_file, place_for
from portfolio_desktop.storage.backup import backups, folder_of
from portfolio_desktop.storage.confidential import vault
from portfolio_desktop.storage.confidential.whereabouts import (
    key_path,
    making_path,
    move_here,
    people_path,
    prepare,
    there,
)
from portfolio_desktop.storage.connect import companions
from tests.support.people_files import PASSPHRASE, add, make, quick_passphrases, reopen

__all__ = ["quick_passphrases"]


@pytest.fixture(autouse=True)
def _quick(quick_passphrases: None) -> None:
    """No test here waits for a passphrase."""


@pytest.fixture
def workspace(tmp_path: Path, laptop: Path) -> Path:
    path = tmp_path / "share" / "office.portfolio"
    path.parent.mkdir()
    path.write_bytes(b"")
    return path


def good(_path: Path) -> None:
    return None


def synced(path: Path) -> Unsafe:
    return Unsafe(Danger.SYNCED, PurePath(path.parent), "OneDrive")


def test_that_it_lies_beside_its_workspace_where_that_is_a_good_place(workspace: Path) -> None:
    assert people_path(workspace, good) == workspace.with_suffix(".people")


def test_that_beside_a_synchronised_workspace_it_is_made_on_the_laptop_and_found_again(
    workspace: Path, laptop: Path
) -> None:
    path = people_path(workspace, synced)
    assert path.is_relative_to(laptop)
    prepare(path, workspace)
    make(path).close()
    assert people_path(workspace, good) == path
    assert people_path(workspace.with_name("other.portfolio"), good).parent == workspace.parent


def test_that_it_is_found_when_the_workspace_was_moved_and_not_by_another_of_the_same_name(
    workspace: Path, tmp_path: Path
) -> None:
    path = people_path(workspace, synced)
    prepare(path, workspace)
    make(path).close()
    elsewhere = tmp_path / "disk"
    elsewhere.mkdir()
    moved = elsewhere / workspace.name
    shutil.copy(workspace, moved)
    assert people_path(moved, good) == moved.with_suffix(".people")
    workspace.unlink()
    assert people_path(moved, good) == path


def test_that_it_is_moved_off_a_synchronised_folder_with_its_key_and_its_backups(
    workspace: Path, laptop: Path
) -> None:
    old = workspace.with_suffix(".people")
    with make(old) as people:
        people.back_up()
    new = move_here(workspace, "Ada Okafor")
    assert new.is_relative_to(laptop)
    assert [each.name for each in workspace.parent.iterdir()] == [workspace.name]
    assert not any(folder_of(old).iterdir())
    assert len(backups(new)) == 1
    assert people_path(workspace, good) == new
    with reopen(new) as again:
        assert again.erase([], "Nothing") == 0
    assert '"number": 1' not in "".join(each.read_text("utf-8") for each in laptop.rglob("*.people-key"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are bits elsewhere alone")
def test_that_nobody_else_can_open_the_file_its_key_its_lock_or_its_backups(
    workspace: Path, laptop: Path
) -> None:
    def open_to_others() -> list[str]:
        lies = [*workspace.parent.glob("*.people*"), folder_of(path), *folder_of(path).iterdir()]
        return [each.name for each in lies if stat.S_IMODE(each.stat().st_mode) & 0o077]

    path = place_for(workspace)
    with make(path) as people:
        assert people.private
        assert len(list(workspace.parent.glob("*.people*"))) == 5
        people.back_up()
        assert open_to_others() == []
    for each in workspace.parent.glob("*.people*"):
        each.chmod(0o644)  # restored from somewhere
    with reopen(path) as people:
        assert open_to_others() == []
        people.erase([], "Nothing")
        assert open_to_others() == []


def test_that_a_closed_file_does_not_say_beside_it_whose_it_is(workspace: Path) -> None:
    path = place_for(workspace)
    made = new_people_file(path, PASSPHRASE, {"name": "Ada Okafor"}, Id("a" * 26))
    lock = path.with_name(f"{path.name}.lock")
    assert isinstance(made, PeopleFile)
    made.close()
    assert there(path)
    assert lock.read_bytes() == b""
    assert b"Ada" not in key_path(path).read_bytes()


def test_that_nothing_half_written_stays_after_a_crash(workspace: Path) -> None:
    path = place_for(workspace)
    make(path).close()
    left = [
        path.with_name("office.people-key.4242.tmp"),
        path.with_name("office.people.new"),
        path.with_name("office.people.new-journal"),
        folder_of(path) / "office_2026-11-21_120000.people.tmp",
    ]
    kept = path.with_name("notes.tmp")
    for each in (*left, kept):
        each.write_bytes(b"half")
    reopen(path).close()
    assert [each for each in left if each.exists()] == []
    assert kept.exists()


def test_that_a_making_that_was_broken_off_is_ended_by_the_opening_or_begun_anew(workspace: Path) -> None:
    path = place_for(workspace)
    make(path).close()
    path.rename(making_path(path))  # its key file was written last
    assert people_path(workspace, good) == path
    reopen(path).close()
    assert not making_path(path).exists()
    key_path(path).unlink()
    path.rename(making_path(path))  # its key file was not written yet
    assert not there(path)
    make(path).close()
    reopen(path).close()
    assert sorted(each.suffix for each in workspace.parent.glob("*.people*")) == [
        ".lock",
        ".people",
        ".people-key",
    ]


def test_that_a_making_that_fails_leaves_nothing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path, _keys: object) -> None:
        raise Trouble("no")

    path = place_for(workspace)
    monkeypatch.setattr(vault, "write_key_file", fail)
    with pytest.raises(Trouble):
        make(path)
    assert not there(path)
    assert not making_path(path).exists()


def test_that_a_move_that_was_broken_off_is_begun_again(workspace: Path, laptop: Path) -> None:
    old, new = workspace.with_suffix(".people"), people_path(workspace, synced)
    make(old).close()
    prepare(new, workspace)
    new.write_bytes(b"half of it")
    assert people_path(workspace, synced) == old
    assert move_here(workspace, "Ada Okafor") == new
    reopen(new).close()
    old.write_bytes(new.read_bytes())  # as if the program had been killed before it was taken away
    assert people_path(workspace, good) == new


def test_that_what_was_written_last_before_a_crash_moves_along(workspace: Path, laptop: Path) -> None:
    old = workspace.with_suffix(".people")
    with make(old) as people:
        record = add(people, "evidence", {"title": "Chaired the board", "subject_id": people.my_id})
        held = {each: each.read_bytes() for each in (old, *companions(old)) if each.exists()}
    assert len(held) > 1  # the write-ahead log among them
    for each, content in held.items():
        each.write_bytes(content)
    with reopen(move_here(workspace, "Ada Okafor")) as again, again.reading() as reader:
        assert [each.id for each in reader.all(again.catalogue.entity("evidence"))] == [record]


def test_that_backups_move_to_another_disk(
    workspace: Path, laptop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another(_old: object, _new: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    old = workspace.with_suffix(".people")
    with make(old) as people:
        people.back_up()
    monkeypatch.setattr(os, "rename", another)
    new = move_here(workspace, "Ada Okafor")
    assert len(backups(new)) == 1
    assert not any(folder_of(old).iterdir())
