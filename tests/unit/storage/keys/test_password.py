# SPDX-License-Identifier: Apache-2.0
"""A workspace under a password: whole whatever happens, readable by nobody without it, and as before with it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.storage.backup import back_up, back_up_now, folder_of, give_away, restore
from portfolio_desktop.storage.keys import password as subject
from portfolio_desktop.storage.keys.beside import key_path
from portfolio_desktop.storage.keys.password import (
    change_password,
    remove_password,
    set_password,
    tidy,
    unlock,
)
from portfolio_desktop.storage.keys.ring import RING, Locked
from portfolio_desktop.storage.mending.salvage import dig, salvage
from tests.support.passwords import (
    AUTHOR,
    PASSWORD,
    a_ring_of_its_own,
    bytes_of,
    forget_keys,
    quick_passphrases,
)
from tests.support.workspaces import create, dump, findings, new_store, reopened

__all__ = ["a_ring_of_its_own"]

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
PLANTED = b"Harbourmaster"

pytestmark = pytest.mark.usefixtures(quick_passphrases.__name__)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office" / "office.portfolio"
    path.parent.mkdir()
    with new_store(path) as store:
        create(store, "project", title=PLANTED.decode())
    return path


def text(path: Path) -> str:
    with reopened(path) as store:
        assert findings(store) == []
        return dump(store)


def test_that_a_password_leaves_all_as_it_was_and_no_plain_byte_in_the_folder(path: Path) -> None:
    before = text(path)
    set_password(path, PASSWORD, AUTHOR)
    assert text(path) == before
    with reopened(path) as store:
        create(store, "project", title="Quay")
        found = bytes_of(path.parent)  # while it is open, with its companions
        assert any(name.endswith("-wal") for name in found)
    found |= bytes_of(path.parent)
    assert not [name for name, content in found.items() if PLANTED in content or b"Quay" in content]
    assert not [name for name, content in found.items() if b"CREATE TABLE" in content]


def test_that_nothing_opens_it_without_the_password(path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    forget_keys()
    with pytest.raises(Locked):
        text(path)
    with pytest.raises(Refusal, match="not the password of office"):
        unlock(path, password="three other words")
    with pytest.raises(Locked):
        text(path)
    unlock(path, password=PASSWORD)
    assert PLANTED.decode() in text(path)


def test_that_the_key_is_nowhere_in_plain(path: Path, tmp_path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    key = RING.key_of(path)
    assert key is not None
    for content in bytes_of(tmp_path).values():
        assert key[:32] not in content
        assert key[:32].hex().encode() not in content.lower()


def test_that_the_recovery_key_opens_it_and_another_password_can_be_set(path: Path) -> None:
    code = set_password(path, PASSWORD, AUTHOR)
    forget_keys()
    change_password(path, "quite another one", recovery_key=code)
    forget_keys()
    with pytest.raises(Refusal, match="not the password"):
        unlock(path, password=PASSWORD)
    unlock(path, password="quite another one")
    assert PLANTED.decode() in text(path)


def test_that_taking_it_away_leaves_a_plain_file_and_no_key_beside_it(path: Path) -> None:
    before = text(path)
    set_password(path, PASSWORD, AUTHOR)
    with pytest.raises(Refusal, match="not the password"):
        remove_password(path, AUTHOR, password="three other words")
    remove_password(path, AUTHOR, password=PASSWORD)
    forget_keys()
    assert text(path) == before
    assert not key_path(path).exists()


@pytest.mark.parametrize("point", ["_write_everywhere", "os.replace"])
@pytest.mark.parametrize("act", ["set", "remove"])
def test_that_an_act_cut_short_leaves_the_file_of_before(
    path: Path, monkeypatch: pytest.MonkeyPatch, point: str, act: str
) -> None:
    class Cut(Exception):
        pass

    def cut(*_args: object, **_named: object) -> None:
        raise Cut

    before = text(path)
    if act == "remove":
        set_password(path, PASSWORD, AUTHOR)
    with monkeypatch.context() as patched:
        if point == "os.replace":
            patched.setattr(Path, "replace", cut)
        else:
            patched.setattr(subject, point, cut)
        if act == "set":
            with pytest.raises((Cut, Trouble)):
                set_password(path, PASSWORD, AUTHOR)
        elif point == "os.replace":
            with pytest.raises((Cut, Trouble)):
                remove_password(path, AUTHOR, password=PASSWORD)
    if RING.is_plain(path):
        assert act == "set" or point != "os.replace"
    assert text(path) == before
    assert not list(path.parent.glob("*.new*"))


def test_that_what_a_crash_left_half_made_goes_with_the_next_opening_and_not_while_it_is_open(
    path: Path,
) -> None:
    set_password(path, PASSWORD, AUTHOR)
    left = [path.with_name(path.name + end) for end in (".new", ".new-journal", "-key.4242.tmp")]
    for each in left:
        each.write_bytes(PLANTED)
    with reopened(path):
        tidy(path)
        assert all(each.exists() for each in left)
    tidy(path)
    assert not any(each.exists() for each in left)


def test_that_a_workspace_that_is_open_elsewhere_is_left_alone(path: Path) -> None:
    with reopened(path), pytest.raises(Refusal, match="open for writing"):
        set_password(path, PASSWORD, AUTHOR)
    assert RING.is_plain(path)


def test_that_copies_are_encrypted_and_open_by_the_same_password(path: Path, tmp_path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    with reopened(path):
        kept = back_up_now(path, NOON).path
        named = back_up(path, tmp_path / "stick.portfolio")
    forget_keys()
    for copy in (kept, named):
        assert PLANTED not in copy.read_bytes()
        with pytest.raises(Locked):
            restore(copy, tmp_path / "again.portfolio")
        unlock(copy, password=PASSWORD)
        again = restore(copy, tmp_path / f"again-{copy.stem}.portfolio")
        forget_keys()
        unlock(again, password=PASSWORD)
        assert PLANTED.decode() in text(again)
        forget_keys()


def test_that_a_lost_key_file_is_found_among_the_copies(path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    key_path(path).unlink()
    forget_keys()
    unlock(path, password=PASSWORD)
    assert PLANTED.decode() in text(path)


def test_that_without_any_key_file_it_is_said_and_not_called_damaged(path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    key_path(path).unlink()
    for each in folder_of(path).iterdir():
        each.unlink()
    forget_keys()
    with pytest.raises(Locked):
        text(path)
    with pytest.raises(Trouble, match="key file, is not beside"):
        unlock(path, password=PASSWORD)


def test_that_what_was_copied_under_an_earlier_password_still_opens_by_it(path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    old = back_up_now(path, NOON).path
    remove_password(path, AUTHOR, password=PASSWORD)
    set_password(path, "quite another one", AUTHOR)
    forget_keys()
    unlock(old, password=PASSWORD)
    assert PLANTED.decode() in text(old)


def test_that_a_copy_to_give_away_is_under_no_password(path: Path, tmp_path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    with reopened(path):
        given = give_away(path, tmp_path / "given.portfolio")
    forget_keys()
    assert PLANTED.decode() in text(given)
    assert sorted(each.name for each in tmp_path.glob("given*")) == [
        "given.portfolio",
        "given.portfolio.lock",
    ]


def test_that_what_is_whole_of_a_damaged_one_can_be_read(path: Path) -> None:
    set_password(path, PASSWORD, AUTHOR)
    whole = salvage(dig(path)).edits
    assert whole
    content = bytearray(path.read_bytes())
    content[:4096] = os.urandom(4096)
    path.write_bytes(content)
    assert salvage(dig(path)).edits == whole
