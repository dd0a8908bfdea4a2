# SPDX-License-Identifier: Apache-2.0
"""Copies, restoring, checking and mending on the command line, also of files that are no longer whole."""

from pathlib import Path

import pytest

from portfolio_desktop.base.places import Danger, Unsafe
from portfolio_desktop.storage.backup import backups
from tests.property.breaking.spoilt import make, spoil, wrong
from tests.support.commands import command, done, refused
from tests.support.two_laptops import sharing_pair
from tests.support.workspaces import tamper

PAGE = 4096
_SCHEMA = "UPDATE sqlite_schema SET sql ="


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Board.portfolio"
    done("new", path)
    done("add", path, "projects", "title=Harbour", "end=2027-03-31")
    return path


def test_that_reading_leaves_no_companions_beside_the_file(file: Path) -> None:
    before = file.read_bytes()
    for words in (("dump",), ("list", "projects"), ("check",), ("log",), ("backup", "--list")):
        command(words[0], file, *words[1:])
        assert sorted(each.name for each in file.parent.glob("Board*")) == [file.name, f"{file.name}.lock"]
    assert file.read_bytes() == before


def test_that_a_preview_makes_nothing_and_says_what_is_not_in_the_copy(file: Path, tmp_path: Path) -> None:
    done("backup", file)
    copy = backups(file)[0].path
    done("set", file, "P-0001", "title=Quay")
    said = done("restore", file, copy, "--preview")
    assert "1 change would not be in it" in said.out
    assert "Name: Harbour in the copy, Quay now" in said.out
    answer = done("restore", file, copy, "--preview", "--json").json
    assert answer["lost"] == 1
    assert str(copy) in done("backup", file, "--list").out
    assert "delete the new one" in done("restore", tmp_path / "new.portfolio", copy).out


def test_that_an_emptied_workspace_is_made_anew_from_its_copies_and_not_begun_anew(file: Path) -> None:
    done("backup", file)
    before = done("dump", file).out
    file.write_bytes(b"")
    for words in (("list", "projects"), ("add", "risks", "title=Silt"), ("new",), ("demo",)):
        said = refused(words[0], file, *words[1:])
        assert "was emptied" in said
        assert "check FILE --rebuild" in said
    answer = command("check", file)
    assert "The latest copy" in answer.out
    assert "was emptied. check --rebuild makes it anew" in answer.err
    done("check", file, "--rebuild")
    assert done("dump", file).out == before


def test_that_check_says_what_mending_does_and_mends(file: Path) -> None:
    tamper(file, "UPDATE project SET title = 'Demolition'", "DELETE FROM search_row")
    answer = command("check", file)
    assert answer.status == 1
    assert answer.out.count("Mending makes the registers") == 2
    assert "--mend" in answer.err
    assert "is whole" in done("check", file, "--mend").out
    assert "Harbour" in done("list", file, "projects").out


def test_that_a_code_given_twice_is_told_and_left_to_a_person(file: Path) -> None:
    done("add", file, "projects", "title=Quay")
    tamper(file, "UPDATE project SET code = 'P-0001'")
    done("check", file, "--mend")
    done("set", file, "P-0002", "code=P-0001")
    assert "P-0001 is the code of 2 projects" in command("check", file, "--mend").out


def test_that_a_damaged_file_says_what_is_whole_and_is_made_anew(file: Path) -> None:
    dump = done("dump", file).out
    content = bytearray(file.read_bytes())
    content[:PAGE] = bytes(PAGE)
    file.write_bytes(content)
    answer = command("check", file)
    assert answer.status == 1
    assert "log: Its own history: 1 change up to" in answer.out
    assert "--rebuild" in answer.err
    assert "check --rebuild" in command("list", file, "projects").err
    assert file.read_bytes() == content
    assert "Nothing that is known of is missing" in done("check", file, "--rebuild").out
    assert done("dump", file).out == dump
    assert "is whole" in done("check", file).out


@pytest.mark.parametrize("seed", range(6))
def test_that_no_damage_ends_in_a_traceback(tmp_path: Path, seed: int) -> None:
    spoilt = tmp_path / "Board.portfolio"
    make(spoilt)
    spoil(spoilt, seed)
    assert wrong(spoilt) == []


@pytest.mark.parametrize(
    "damage",
    [
        (
            "PRAGMA writable_schema = ON",
            f"{_SCHEMA} replace(sql, 'project', 'projekt') WHERE name = 'fallen_link'",
        ),
        (
            "PRAGMA writable_schema = ON",
            f"{_SCHEMA} replace(sql, 'length(', 'lengtN(') WHERE name LIKE '%numbered'",
        ),
        ("UPDATE meta SET value = 'somebody' WHERE key = 'stream'",),
    ],
)
def test_that_a_file_that_is_not_as_we_make_them_is_called_damaged(
    file: Path, damage: tuple[str, ...]
) -> None:
    tamper(file, *damage)
    answer = command("add", file, "projects", "title=Pier")
    assert answer.status == 1
    assert "is damaged" in answer.err.splitlines()[-1]
    assert "Made Board.portfolio anew" in done("check", file, "--rebuild").out
    done("add", file, "projects", "title=Pier")


def test_that_a_time_of_its_own_that_is_none_keeps_nobody_from_writing(file: Path) -> None:
    tamper(file, "UPDATE meta SET value = '1176\x1b22' WHERE key = 'tick'")
    done("add", file, "projects", "title=Pier")
    assert "is whole" in done("check", file).out


def test_that_a_workspace_in_an_unsafe_place_is_neither_made_nor_written(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = Unsafe(Danger.SYNCED, tmp_path, "OneDrive")
    monkeypatch.setattr("portfolio_desktop.services.safekeeping.places.unsafe_here", lambda _path: bad)
    assert "kept in step by OneDrive" in refused("new", tmp_path / "new.portfolio")
    assert "Copy it to this laptop" in refused("set", file, "P-0001", "title=Quay")
    assert "Harbour" in done("list", file, "projects").out


def test_that_what_the_share_has_comes_back_into_a_file_that_lost_its_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    bob.done("set", bob.file, "P-0001", "title=Harbour, phase 2")
    for laptop in (bob, ann, bob):
        laptop.done("sync", laptop.file)
    content = bytearray(ann.file.read_bytes())
    content[:PAGE] = bytes(PAGE)
    ann.file.write_bytes(content)
    assert "Made Board.portfolio anew" in ann.done("check", ann.file, "--rebuild", "--from", "share").out
    assert "Harbour, phase 2" in ann.dump
    ann.done("set", ann.file, "P-0001", "title=Harbour, phase 3")
    for laptop in (ann, bob):
        laptop.done("sync", laptop.file)
    assert bob.dump == ann.dump
    assert "phase 3" in bob.dump
