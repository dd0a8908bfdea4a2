# SPDX-License-Identifier: Apache-2.0
"""Backups open, are thinned by tiers, and come back beside the workspace and never over it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.storage.backup import back_up, back_up_now, backups, folder_of, kept, restore, verify
from tests.support.workspaces import create, dump, findings, new_store, reopened

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
_STAMP = "%Y-%m-%d_%H%M%S"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    with new_store(path) as store:
        create(store, "project", title="Harbour")
    return path


def test_that_a_backup_of_an_open_workspace_holds_every_save_so_far(path: Path, tmp_path: Path) -> None:
    with reopened(path) as store:
        create(store, "project", title="Quay")
        copy = back_up(path, tmp_path / "copy.portfolio")
        create(store, "project", title="Pier")
    assert not copy.with_name("copy.portfolio-wal").exists()
    with reopened(copy) as store:
        assert findings(store) == []
        assert "Quay" in dump(store)
        assert "Pier" not in dump(store)


def test_that_a_backup_writes_over_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    for act in (back_up, restore):
        with pytest.raises(Refusal, match="already exists"):
            act(path, target)
    assert target.read_text() == "precious"


def test_that_a_backup_of_a_damaged_workspace_is_not_kept(path: Path, tmp_path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 4096] = b"\xff" * 4096
    path.write_bytes(bytes(whole))
    with pytest.raises(Trouble, match="damaged"):
        back_up(path, tmp_path / "copy.portfolio")
    assert sorted(each.name for each in tmp_path.iterdir() if "copy" in each.name) == []


def test_that_a_backup_to_nowhere_is_trouble(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        back_up(path, tmp_path / "absent" / "copy.portfolio")


def test_that_a_restored_workspace_is_as_the_backup_was(path: Path, tmp_path: Path) -> None:
    with reopened(path) as store:
        then = dump(store)
    backup = back_up_now(path, NOON)
    with reopened(path) as store:
        create(store, "project", title="Quay")
    restored = restore(backup.path, tmp_path / "restored.portfolio")
    with reopened(restored) as store:
        assert dump(store) == then
    with reopened(path) as store:
        assert "Quay" in dump(store)


def test_that_what_is_no_backup_is_not_restored(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no backup"):
        restore(tmp_path / "absent.portfolio", tmp_path / "restored.portfolio")
    text = tmp_path / "notes.portfolio"
    text.write_text("not a workspace, " * 500)
    with pytest.raises(Trouble, match="not a workspace"):
        restore(text, tmp_path / "restored.portfolio")
    assert not (tmp_path / "restored.portfolio").exists()


def test_that_of_two_backups_in_one_second_the_latter_is_kept(path: Path) -> None:
    first = back_up_now(path, NOON)
    second = back_up_now(path, NOON)
    assert first.path != second.path
    assert backups(path) == [second]
    verify(second.path)


def test_that_somebody_elses_file_among_the_backups_is_left_alone(path: Path) -> None:
    stranger = folder_of(path) / "holiday.portfolio"
    stranger.write_text("photographs")
    back_up_now(path, NOON)
    assert stranger.read_text() == "photographs"
    assert len(backups(path)) == 1


def test_that_two_workspaces_of_one_name_keep_their_backups_apart(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert folder_of(path) != folder_of(tmp_path / "other" / path.name)


def test_that_days_weeks_and_months_keep_their_latest(path: Path) -> None:
    folder = folder_of(path)
    moments = [NOON - timedelta(hours=12 * number) for number in range(800)]
    for moment in moments:
        (folder / f"office_{moment:%Y-%m-%d_%H%M%S}.portfolio").touch()
    back_up_now(path, NOON + timedelta(hours=1))
    left = backups(path)
    assert left == kept(left)
    assert 12 <= len(left) <= 4 + 12 + 10 + 9
    days = {f"{backup.made:%Y-%m-%d}" for backup in left}
    assert {f"{NOON - timedelta(days=number):%Y-%m-%d}" for number in range(12)} <= days
    assert len({f"{backup.made:%Y-%m}" for backup in left}) >= 9


def test_that_a_copy_whose_making_was_broken_off_is_cleared_and_one_that_is_being_made_is_not(
    path: Path,
) -> None:
    folder = folder_of(path)
    old, new = (f"office_{NOON - timedelta(hours=hours):{_STAMP}}.portfolio.tmp" for hours in (2, 0.5))
    names = (old, f"{old}-journal", new, "office_holiday.portfolio.tmp")
    for name in names:
        (folder / name).touch()
    back_up_now(path, NOON)
    assert {name for name in names if (folder / name).exists()} == {new, names[-1]}
