# SPDX-License-Identifier: Apache-2.0
"""What a program leaves that is killed while it makes a file, or changes its form: the next one copes with it."""

from pathlib import Path
from shutil import copyfile

import pytest
import sqlcipher3.dbapi2 as driver

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.storage.backup import restore
from portfolio_desktop.storage.connect import companions
from tests.support.workspaces import create, findings, new_store, reopened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.portfolio"


def begin(path: Path) -> None:
    """A database as it is before the first thing is in it."""
    connection = driver.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


@pytest.mark.parametrize("size", [0, None], ids=["no byte", "a page"])
def test_that_a_workspace_whose_making_was_broken_off_is_told_and_made_anew(
    path: Path, size: int | None
) -> None:
    begin(path)
    if size is not None:
        path.write_bytes(b"")
    with pytest.raises(Refusal, match="is empty, and not a workspace yet"):
        reopened(path)
    with new_store(path) as store:
        assert findings(store) == []


def test_that_a_workspace_that_stays_in_its_log_alone_is_not_taken_for_one_that_was_broken_off(
    path: Path, tmp_path: Path
) -> None:
    """Little of it is in the file itself until SQLite folds its log in."""
    with new_store(path) as store:
        create(store, "risk", title="Silt")
        copy = tmp_path / "killed.portfolio"
        for old, new in zip((path, *companions(path)), (copy, *companions(copy)), strict=True):
            if old.exists():
                copyfile(old, new)
    with pytest.raises(Refusal, match="already exists"):
        new_store(copy)
    with reopened(copy) as store:
        assert findings(store) == []


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_that_nothing_is_made_where_a_file_that_is_gone_left_its_last_changes(
    path: Path, tmp_path: Path, end: str
) -> None:
    new_store(tmp_path / "other.portfolio").close()
    left = path.with_name(path.name + end)
    left.write_bytes(b"the last changes")
    with pytest.raises(Refusal, match="was left by a file that is gone"):
        new_store(path)
    with pytest.raises(Refusal, match="was left by a file that is gone"):
        restore(tmp_path / "other.portfolio", path)
    assert left.read_bytes() == b"the last changes"
    assert not path.exists()


def test_that_a_file_opens_whose_form_was_about_to_change(path: Path, tmp_path: Path) -> None:
    """As a restored one, which is not yet of the form in which it is worked at, when it is opened for the first time."""
    new_store(path).close()
    restored, killed = restore(path, tmp_path / "restored.portfolio"), tmp_path / "killed.portfolio"
    connection = driver.connect(restored, isolation_level=None)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE meta SET value = value || 'spoilt'")
    connection.execute("CREATE TABLE spill AS SELECT zeroblob(100000)")
    for old, new in zip((restored, *companions(restored)), (killed, *companions(killed)), strict=True):
        if old.exists():
            copyfile(old, new)
    connection.close()
    assert killed.with_name(f"{killed.name}-journal").exists()
    with reopened(killed) as store:
        assert findings(store) == []
