# SPDX-License-Identifier: Apache-2.0
"""What lies beside a workspace opens with that workspace, and with nothing else."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.storage.backup import give_away
from portfolio_desktop.storage.beside.sealed import read_sealed, write_sealed
from portfolio_desktop.storage.store import Store
from tests.support.workspaces import new_store, reopened

WORDS = b"The bridge is later than pla"


def test_that_it_reads_what_it_wrote_and_the_file_shows_none_of_it(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "beside.sealed"
    for content in (WORDS, WORDS + b"nned"):
        write_sealed(store, path, content)
        assert read_sealed(store, path) == content
        assert b"bridge" not in path.read_bytes()


def test_that_another_workspace_or_a_damaged_file_gives_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "beside.sealed"
    write_sealed(store, path, WORDS)
    with new_store(tmp_path / "other.portfolio", seed=7) as other:
        assert read_sealed(other, path) == b""
        write_sealed(other, tmp_path / "its.sealed", b"")
        assert read_sealed(other, path) == b""
    path.write_bytes(path.read_bytes()[:-1])
    assert read_sealed(store, path) == b""
    assert read_sealed(store, tmp_path / "none.sealed") == b""


def test_that_a_copy_has_none_of_the_words_and_one_that_is_given_away_not_even_the_key(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "beside.sealed"
    write_sealed(store, path, WORDS)
    given = give_away(store.path, tmp_path / "given.portfolio")
    assert b"bridge" not in given.read_bytes()
    with reopened(given) as copy:
        assert read_sealed(copy, path) == b""
    assert read_sealed(store, path) == WORDS


def test_that_a_folder_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no folder"):
        write_sealed(store, tmp_path / "gone" / "beside.sealed", WORDS)
