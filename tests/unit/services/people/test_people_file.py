# SPDX-License-Identifier: Apache-2.0
"""A people file from its making to an erasure."""

import shutil
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people.people_file import (
    PeopleFile,
    has_people_file,
    new_people_file,
    open_people_file,
)
from portfolio_desktop.storage.backup import backups
from portfolio_desktop.storage.confidential import vault
from portfolio_desktop.storage.confidential.whereabouts import key_path
from portfolio_desktop.storage.examine import examine
from portfolio_desktop.storage.keys.key_file import read_key_file
from tests.support.people_files import ADA, PASSPHRASE, TODAY, add, make

NEEDLE = "zq-needle-zq"


def opened(path: Path, **by: str) -> PeopleFile:
    return open_people_file(path, "Ada Okafor", today=lambda: TODAY, **(by or {"passphrase": PASSPHRASE}))  # type: ignore[arg-type]


def note(people: PeopleFile, title: str) -> Id:
    return add(people, "evidence", {"title": title, "subject_id": ADA, "words": f"{title} {NEEDLE}"})


def titles(people: PeopleFile) -> list[str]:
    with people.reading() as reader:
        evidence = people.catalogue.entity("evidence")
        return [str(record["title"]) for record in reader.all(evidence)]


def test_that_what_is_written_is_there_again_under_the_passphrase(path: Path, people: PeopleFile) -> None:
    note(people, "Chaired the board")
    people.close()
    with opened(path) as again:
        assert titles(again) == ["Chaired the board"]
    assert has_people_file(path)


def test_that_a_wrong_passphrase_opens_nothing_and_says_so(path: Path, people: PeopleFile) -> None:
    people.close()
    with pytest.raises(Refusal, match="not the passphrase of office"):
        opened(path, passphrase="four quiet words there")


def test_that_a_passphrase_is_the_same_however_its_accents_are_composed(
    path: Path, people: PeopleFile
) -> None:
    people.set_passphrase("caf\u00e9 au lait froid")
    people.close()
    opened(path, passphrase="cafe\u0301 au lait froid").close()


def test_that_the_recovery_key_opens_it_and_a_mistyped_group_is_named(path: Path, people: PeopleFile) -> None:
    code = people.new_recovery_key()
    people.close()
    opened(path, recovery_key=code.lower().replace(" ", "-")).close()
    groups = code.split()
    groups[2] = groups[2][:-1] + ("A" if groups[2][-1] != "A" else "B")
    with pytest.raises(Refusal, match="Group 3 of the recovery key"):
        opened(path, recovery_key=" ".join(groups))


def test_that_without_a_recovery_key_none_is_accepted(path: Path, people: PeopleFile) -> None:
    code = people.new_recovery_key()
    people.forget_recovery_key()
    people.close()
    with pytest.raises(Refusal, match="without a recovery key"):
        opened(path, recovery_key=code)


def test_that_no_byte_on_disk_holds_what_was_written(
    tmp_path: Path, laptop: Path, people: PeopleFile
) -> None:
    note(people, "Chaired the board")
    people.back_up()
    lies = [file for place in (tmp_path, laptop) for file in place.rglob("*") if file.is_file()]
    assert len(lies) >= 5  # the file, its log, its key, a backup, the key's copy
    for file in lies:
        content = file.read_bytes()
        assert NEEDLE.encode() not in content, file
        assert b"SQLite format" not in content, file


def test_that_a_missing_key_file_is_named_with_where_its_copy_lies(
    path: Path, laptop: Path, people: PeopleFile
) -> None:
    people.back_up()
    people.close()
    key_path(path).unlink()
    with pytest.raises(Trouble, match=r"office.people-key.*backups"):
        opened(path)
    copy = next(laptop.rglob("*.people-key"))
    shutil.copy(copy, key_path(path))
    opened(path).close()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b'{"format":1,"passphrase":{}}', b'{"format":1,"generations":[]}']
)
def test_that_a_damaged_key_file_is_a_sentence(path: Path, people: PeopleFile, content: bytes) -> None:
    people.close()
    key_path(path).write_bytes(content)
    with pytest.raises(Trouble, match="damaged"):
        opened(path)


def test_that_a_key_file_that_would_weaken_the_passphrase_is_not_followed(
    path: Path, people: PeopleFile
) -> None:
    people.close()
    key_path(path).write_text(key_path(path).read_text("utf-8").replace("8192", "8"), "utf-8")
    with pytest.raises(Trouble, match="damaged"):
        opened(path)


def test_that_a_damaged_people_file_is_a_sentence(path: Path, people: PeopleFile) -> None:
    people.close()
    content = bytearray(path.read_bytes())
    content[100:200] = bytes(100)
    path.write_bytes(content)
    with pytest.raises(Trouble, match="damaged"):
        opened(path)


def test_that_a_people_file_damaged_within_names_its_own_backups(path: Path, people: PeopleFile) -> None:
    people.close()
    content = bytearray(path.read_bytes())
    for start in range(
        4096, len(content), 4096
    ):  # every page but the first, which says that the key is right
        content[start + 100 : start + 200] = bytes(100)
    path.write_bytes(content)
    with pytest.raises(Trouble, match="The portfolio is not affected"):
        opened(path)


def test_that_an_older_copy_says_what_is_missing(path: Path, people: PeopleFile, tmp_path: Path) -> None:
    people.close()
    shutil.copy(path, tmp_path / "older")
    with opened(path) as again:
        note(again, "Chaired the board")
    shutil.copy(tmp_path / "older", path)
    with opened(path) as older:
        assert "1 change" in older.behind


def test_that_erasing_takes_it_out_of_the_file_and_every_earlier_copy(
    path: Path, people: PeopleFile, tmp_path: Path
) -> None:
    gone, kept = note(people, "Chaired the board"), note(people, "Wrote the paper")
    people.write(records.change(people, "evidence", gone, {"title": "Chaired it twice"}))
    people.back_up()
    copies = [backup.path for backup in backups(path)]
    shutil.copy(path, tmp_path / "copy")
    assert people.erase([("evidence", gone)], "Asked for by the person") == 1
    assert titles(people) == ["Wrote the paper"]
    assert not [copy for copy in copies if copy.exists()]
    assert len(backups(path)) == 1
    with people.store.reading() as connection:
        assert examine(connection, people.catalogue) == []
        said = repr(connection.exec_driver_sql("SELECT value FROM edit").all())
        labels = repr(connection.exec_driver_sql("SELECT label FROM change_set").all())
        pieces = repr(connection.exec_driver_sql("SELECT block FROM search_data").all())
    assert "Chaired" not in said + labels
    assert "chaired" not in pieces
    assert undo.undoable(people).undo is None
    people.store.rebuild()
    assert titles(people) == ["Wrote the paper"]
    note(people, "Goes on")
    people.close()
    with opened(path) as again:
        assert titles(again) == ["Wrote the paper", "Goes on"]
    shutil.copy(tmp_path / "copy", path)
    with pytest.raises(Trouble, match="a copy from before 21 Nov 2026"):
        opened(path)
    assert kept


@pytest.mark.parametrize("point", ["forget_erased", "_end_change", "write_anew", "back_up_now"])
def test_that_an_erasure_cut_short_is_ended_at_the_next_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    class Cut(Exception):
        pass

    def cut(*_args: object, **_named: object) -> None:
        raise Cut

    people = make(path)
    gone = note(people, "Chaired the board")
    with monkeypatch.context() as patched:
        patched.setattr(f"portfolio_desktop.storage.confidential.vault.{point}", cut)
        with pytest.raises(Cut):
            people.erase([("evidence", gone)], "Asked for by the person")
        people.store.close()  # as the end of the process would: nothing more is written
    with opened(path) as again:
        assert titles(again) == []
        with again.store.reading() as connection:
            assert "Chaired" not in repr(connection.exec_driver_sql("SELECT value FROM edit").all())
    assert '"number": 1' not in key_path(path).read_text("utf-8")


def test_that_undo_works_in_a_people_file_across_a_restart(path: Path, people: PeopleFile) -> None:
    note(people, "Chaired the board")
    people.close()
    with opened(path) as again:
        undo.undo(again)
        assert titles(again) == []


def test_that_making_one_over_another_is_refused(path: Path, people: PeopleFile) -> None:
    people.close()
    with pytest.raises(Refusal, match="already exists"):
        make(path)


def test_that_a_short_passphrase_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "b.people"
    with pytest.raises(Refusal, match="at least 12"):
        new_people_file(path, "short", {"name": "Ada Okafor"}, ADA)
    assert not has_people_file(path)


def test_that_an_erasure_which_the_disk_broke_off_leaves_the_file_open_and_is_ended_by_the_next_opening(
    path: Path, people: PeopleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise Trouble("The disk is full.")

    gone = note(people, "Gone")
    note(people, "Kept")
    with monkeypatch.context() as failing:
        failing.setattr(vault, "write_anew", fail)
        with pytest.raises(Trouble, match="disk is full"):
            people.erase([("evidence", gone)], "asked for")
        assert titles(people) == ["Kept"]
        note(people, "After it")
    people.close()
    assert len(read_key_file(key_path(path), path.parent).generations) == 2
    with opened(path) as again:
        assert titles(again) == ["Kept", "After it"]
    assert len(read_key_file(key_path(path), path.parent).generations) == 1
