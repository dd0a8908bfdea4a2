# SPDX-License-Identifier: Apache-2.0
"""Opening, locking and failing: whatever the file, the folder or the disk is like, a sentence and nothing half written."""

import os
import subprocess
import sys
from io import RawIOBase
from pathlib import Path
from shutil import copyfile

import pytest
import sqlcipher3.dbapi2 as driver

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.single import lock
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.connect import _WORDS, address, companions
from portfolio_desktop.storage.lock import WriterLock
from portfolio_desktop.storage.schema import FORMAT
from portfolio_desktop.storage.store import Store, open_store
from tests.support.workspaces import (
    create,
    dump,
    edit,
    findings,
    get,
    new_store,
    reader,
    reopened,
    surroundings,
    tamper,
)

HOLDER = """
import sys
from pathlib import Path
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.store import Surroundings, open_store
with open_store(Path(sys.argv[1]), CATALOGUE, Surroundings("Bob Marsh")):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    with new_store(path) as store:
        create(store, "project", title="Harbour")
    return path


def test_that_a_workspace_closes_into_one_file(path: Path) -> None:
    assert {each.name for each in path.parent.iterdir()} == {"office.portfolio", "office.portfolio.lock"}


def test_that_a_second_file_is_asked_in_the_words_of_the_first_and_answers_for_itself(tmp_path: Path) -> None:
    with new_store(tmp_path / "a.portfolio") as first, new_store(tmp_path / "b.portfolio") as second:
        ids = [create(store, "project", title=store.path.stem) for store in (first, second)]
        asked = [get(first, "project", ids[0])["title"]]
        words = len(_WORDS)
        asked.append(get(second, "project", ids[1])["title"])
    assert asked == ["a", "b"]
    assert len(_WORDS) == words


@pytest.mark.parametrize(
    "name", ["a b.portfolio", "100% #1?.portfolio", "Zoë—日本.portfolio", "it's; x.portfolio"]
)
def test_that_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "Ann & Bob's files (old)"
    folder.mkdir()
    if sys.platform == "win32":
        name = name.replace("?", "")
    with new_store(folder / name) as store:
        create(store, "project", title="Harbour")
    with reopened(folder / name) as store:
        assert findings(store) == []
    assert (folder / name).is_file()


def test_that_a_share_and_a_drive_letter_become_addresses_that_sqlite_takes() -> None:
    class Windows:
        def __init__(self, text: str) -> None:
            self.text = text

        def resolve(self) -> "Windows":
            return self

        def as_posix(self) -> str:
            return self.text

    assert address(Windows("C:/My files/a.portfolio"), "rw") == "file:///C%3A/My%20files/a.portfolio?mode=rw"  # type: ignore[arg-type]
    assert address(Windows("//server/share/a.portfolio"), "ro") == "file:////server/share/a.portfolio?mode=ro"  # type: ignore[arg-type]


def test_that_an_existing_file_is_not_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Refusal, match="already exists"):
        new_store(path)
    assert path.read_bytes() == before


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no folder"):
        new_store(tmp_path / "absent" / "office.portfolio")


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.portfolio", tmp_path):
        with pytest.raises(Refusal, match="no workspace"):
            reopened(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Refusal),
        (b"Project;RAG\nHarbour;Green\n", Trouble),
        (b"SQLite format 3\x00" + b"\x00" * 84, Trouble),
        (b"PK\x03\x04" + b"\x00" * 5000, Trouble),
    ],
    ids=["empty", "text", "header alone", "zip"],
)
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_that_what_is_no_workspace_is_said_to_be_none_and_left_alone(
    tmp_path: Path, content: bytes, kind: type[Exception], read_only: bool
) -> None:
    path = tmp_path / "notes.portfolio"
    path.write_bytes(content)
    with pytest.raises(kind, match="not a workspace"):
        reopened(path, read_only=read_only)
    assert path.read_bytes() == content


def test_that_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "browser.portfolio"
    connection = driver.connect(str(path))
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Refusal, match="not a workspace"):
        reopened(path)
    assert path.read_bytes() == before


def test_that_somebody_elses_database_keeps_what_its_program_left_when_it_was_killed(tmp_path: Path) -> None:
    """To open it for writing would fold its log in, and it is not ours to fold."""
    other, path = tmp_path / "other.db", tmp_path / "browser.portfolio"
    connection = driver.connect(str(other), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    for old, new in zip((other, *companions(other)), (path, *companions(path)), strict=True):
        if old.exists():
            copyfile(old, new)
    connection.close()
    log = path.with_name(f"{path.name}-wal")
    before = path.read_bytes(), log.read_bytes()
    with pytest.raises(Refusal, match="not a workspace"):
        reopened(path)
    with pytest.raises(Refusal, match="already exists"):
        new_store(path)
    assert (path.read_bytes(), log.read_bytes()) == before


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_that_a_truncated_file_is_trouble_and_not_a_crash(path: Path, part: float) -> None:
    with reopened(path) as store:
        store.write(
            Changes(
                "Many",
                tuple(Create("risk", Id(store.new_id()), {"title": "x" * 300}) for _each in range(500)),
            )
        )
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(Trouble, match="damaged"), reopened(path) as store:  # noqa: PT012 - wherever it is noticed
        dump(store)
        findings(store)


def test_that_a_damaged_page_is_trouble_and_not_a_crash(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    for start in range(4096, len(whole), 4096):
        whole[start : start + 64] = b"\xff" * 64
    path.write_bytes(bytes(whole))
    with pytest.raises(Trouble, match="damaged"):
        reopened(path)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE meta SET value = CAST(x'ff41' AS TEXT)", "UPDATE risk SET title = CAST(x'53696cff' AS TEXT)"],
)
def test_that_text_which_is_none_is_trouble_and_not_a_crash(path: Path, statement: str) -> None:
    with reopened(path) as store:
        create(store, "risk", title="Silt")
    tamper(path, statement)
    with pytest.raises(Trouble, match="damaged"), reopened(path) as store:  # noqa: PT012 - wherever it is noticed
        dump(store)
        with reader(store) as read:
            read.all(store.catalogue.entity("risk"))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are the folder's on Windows")
def test_that_a_folder_without_rights_is_trouble(path: Path) -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)  # a test folder is its owner's alone
    else:
        path.parent.chmod(0)
    try:
        with pytest.raises(Trouble, match="rights"):
            reopened(path)
        with pytest.raises(Trouble, match="rights"):
            new_store(path.with_name("other.portfolio"))
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        else:
            path.parent.chmod(0o700)


def cap(store: Store, spare_pages: int) -> None:
    """Let the file grow by so many pages and no more, as on a disk that is nearly full."""
    with store._engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        pages = raw.cursor().execute("PRAGMA page_count").fetchone()[0]
        raw.cursor().execute(f"PRAGMA max_page_count = {pages + spare_pages}")


def test_that_a_full_disk_loses_no_earlier_save_and_writes_no_half_one(path: Path) -> None:
    with reopened(path) as store:
        cap(store, 4)
        kept = []
        with pytest.raises(Trouble, match="disk is full"):  # noqa: PT012 - full at an unknown moment
            while True:
                kept.append(create(store, "risk", title="Silt", note="mud " * 500))
                assert len(kept) < 1000
        assert kept
        cap(store, 10_000)
        assert findings(store) == []
        create(store, "risk", title="Room again")
        assert all(get(store, "risk", id)["title"] == "Silt" for id in kept)
    with reopened(path) as store:
        assert findings(store) == []


def test_that_a_workspace_that_cannot_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "portfolio_desktop.storage.connect._WRITER_PRAGMAS",
        ("PRAGMA journal_mode = WAL", "PRAGMA max_page_count = 9"),
    )
    path = tmp_path / "office.portfolio"
    with pytest.raises(Trouble, match="disk is full"):
        new_store(path)
    assert not path.exists()
    monkeypatch.undo()
    new_store(path).close()


def test_that_a_second_program_is_told_who_has_the_file_and_may_read_it(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        said = (
            rf"Bob Marsh on .*process {holder.pid}, since \d+ \w+ 20\d\d \d\d:\d\d\)\..*reading is possible"
        )
        with pytest.raises(Refusal, match=said):
            reopened(path)
        with reopened(path, read_only=True) as store:
            assert "Harbour" in dump(store)
            with pytest.raises(Refusal, match="reading only"):
                create(store, "project", title="Quay")
        holder.communicate("")
    with reopened(path) as store:
        create(store, "project", title="Quay")


def test_that_a_program_that_was_killed_leaves_no_lock(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        holder.kill()
    with reopened(path) as store:
        assert findings(store) == []


def test_that_a_lock_that_was_discarded_is_held_by_who_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.portfolio"
    first, second, third = (WriterLock(path) for _n in range(3))
    first.take("Ada Osei")

    def opened_before_it_went(file: RawIOBase) -> None:
        monkeypatch.undo()
        first.discard()
        lock(file)

    monkeypatch.setattr("portfolio_desktop.storage.lock.lock", opened_before_it_went)
    second.take("Bob Lin")
    with pytest.raises(Refusal, match="Bob Lin"):
        third.take("Cy Amadi")
    second.discard()
    assert list(tmp_path.iterdir()) == []


def test_that_one_program_may_have_two_workspaces_open_but_no_file_twice(tmp_path: Path) -> None:
    with new_store(tmp_path / "one.portfolio") as one, new_store(tmp_path / "two.portfolio", seed=2) as two:
        create(one, "project", title="First")
        create(two, "project", title="Second")
        assert "Second" not in dump(one)
        assert "First" not in dump(two)
        assert one.id != two.id
        with pytest.raises(Refusal, match="Ada Osei"):
            reopened(tmp_path / "one.portfolio")


def test_that_a_reader_sees_one_moment_while_another_writes(path: Path) -> None:
    with reopened(path) as writer, reopened(path, read_only=True) as reader, reader.reading():
        before = dump(reader)
        create(writer, "project", title="Quay")
        assert dump(reader) == before


def test_that_a_file_of_a_newer_version_is_for_reading_and_says_why(path: Path) -> None:
    tamper(path, f"PRAGMA user_version = {FORMAT + 1}", "UPDATE meta SET value = value")
    with reopened(path) as store:
        assert store.read_only
        assert "Update this laptop" in store.why_read_only
        assert "Harbour" in dump(store)
        with pytest.raises(Refusal, match="Update this laptop"):
            create(store, "project", title="Quay")


@pytest.mark.parametrize("changed", ["ALTER TABLE edit RENAME COLUMN value TO content", "DROP TABLE risk"])
def test_that_a_file_of_a_newer_version_that_cannot_be_read_here_says_so_in_one_sentence(
    path: Path, changed: str
) -> None:
    tamper(path, changed, f"PRAGMA user_version = {FORMAT + 1}")
    before = path.read_bytes()
    with pytest.raises(Refusal, match="Update this laptop to open it"):
        reopened(path)
    assert path.read_bytes() == before


def test_that_a_file_without_a_register_that_is_shown_here_is_brought_up_to_date_or_refused(
    tmp_path: Path,
) -> None:
    path = tmp_path / "office.portfolio"
    known = {"portfolio", "programme", "project", "person", "board", "milestone", "plan"}
    known |= {"task", "task_link", "dependency", "calendar", "calendar_exception"}
    known |= {"team", "role_profile", "framework"}
    older = Catalogue(tuple(entity for entity in CATALOGUE.entities if entity.name in known), CATALOGUE.lists)
    with new_store(path, older) as store:
        create(store, "project", title="Harbour")
    with pytest.raises(Refusal, match="Open it once for writing"):
        reopened(path, read_only=True)
    with reopened(path) as store:
        create(store, "risk", title="Silt")
        assert findings(store) == []
    with reopened(path, older) as store:
        assert "Silt" not in dump(store)
    with reopened(path) as store:
        assert "Silt" in dump(store)


def test_that_a_failed_transaction_shows_its_own_reason(path: Path) -> None:
    """SQLite ends the transaction by itself on a full disk; a rollback after that would hide why."""
    with reopened(path) as store:
        project = create(store, "project", title="Quay")
        cap(store, 0)
        with pytest.raises(Trouble, match="disk is full"):
            edit(store, "project", project, description="mud " * 100_000)
        cap(store, 10_000)
        edit(store, "project", project, title="Port")
        assert get(store, "project", project)["title"] == "Port"


def test_that_what_a_record_says_is_in_no_error(path: Path) -> None:
    with reopened(path) as store:
        project = create(store, "project", title="Quay")
        with pytest.raises(Refusal) as caught:
            store.write(Changes("Again", (Create("project", project, {"title": "secret words"}),)))
        assert "secret words" not in f"{caught.value} {caught.value.__cause__}"


def test_that_a_store_that_could_not_be_opened_leaves_the_lock(path: Path) -> None:
    tamper(path, "DELETE FROM meta WHERE key = 'id'")
    for _twice in "ab":
        with pytest.raises(Trouble, match="damaged"):
            open_store(path, CATALOGUE, surroundings())
