# SPDX-License-Identifier: Apache-2.0
"""A disk that fails while a copy is made is told of in a sentence, and leaves nothing half written."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.storage.backup import back_up, back_up_now, backups, give_away
from tests.property.breaking.disk import Call, error, watched
from tests.property.breaking.sqlite_calls import library
from tests.support.workspaces import create, new_store, reopened


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    with new_store(path) as store:
        create(store, "project", title="Harbour")
    return path


OF_SQLITE = (
    ("sqlite write", "ENOSPC", "disk is full"),
    ("sqlite write", "EIO", "does not answer"),
    ("sqlite sync", "EIO", "does not answer"),
)


@pytest.mark.parametrize(
    ("what", "name", "words"),
    [
        *(OF_SQLITE if library() is not None else ()),
        ("fsync", "ENOSPC", "could not be written"),
        ("replace", "held", "could not be written"),
    ],
)
@pytest.mark.parametrize("copy", [back_up, give_away])
def test_that_a_copy_which_the_disk_refuses_is_told_and_gone(
    workspace: Path, copy: object, what: str, name: str, words: str
) -> None:
    def heard(call: Call) -> None:
        if call.what == what:
            raise error(name)

    folder = workspace.parent / "copies"
    folder.mkdir()
    assert callable(copy)
    with watched(workspace.parent, heard), pytest.raises(Trouble, match=words):
        copy(workspace, folder / "copy.portfolio")
    assert list(folder.iterdir()) == []


def test_that_a_backup_is_made_though_an_older_one_cannot_be_thinned(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = back_up_now(workspace, datetime(2026, 1, 5, 9, tzinfo=UTC))
    second = datetime(2026, 1, 5, 10, tzinfo=UTC)
    unlink = os.unlink

    def held(path: str | Path, **named: object) -> None:
        if Path(path) == first.path:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        unlink(path)

    monkeypatch.setattr(os, "unlink", held)
    made = back_up_now(workspace, second)
    assert [each.path for each in backups(workspace)] == [made.path, first.path]


def test_that_a_workspace_opens_on_a_disk_without_room_for_the_name_of_who_has_it_open(
    workspace: Path,
) -> None:
    def heard(call: Call) -> None:
        if call.what == "write" and call.path.endswith(".lock"):
            raise error("ENOSPC")

    refused = pytest.raises(Refusal, match="another program")
    with watched(workspace.parent, heard), reopened(workspace), refused:
        reopened(workspace)
    reopened(workspace).close()
