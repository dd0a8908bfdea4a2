# SPDX-License-Identifier: Apache-2.0
"""A newer version by command: told, proved, and never believed without its signature."""

from pathlib import Path

import pytest

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.services.updates import finding
from tests.support.commands import done, refused
from tests.support.releases import CONTENT, lay, ours, release

__all__ = ["ours"]


@pytest.fixture(autouse=True)
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))


@pytest.mark.usefixtures("ours")
def test_that_a_version_is_told_and_taken_where_that_is_asked_for(tmp_path: Path) -> None:
    folder = lay(tmp_path / "updates")
    told = done("update", "--from", folder, "--remember").out
    assert "Version 99.4 is ready: Packs print faster" in told
    assert not (tmp_path / "laptop" / "updates").exists()
    assert "Proved, and kept at" in done("update", "--take").out
    kept = tmp_path / "laptop" / "updates" / "portfolio-desktop-99.4-setup.exe"
    assert kept.read_bytes() == CONTENT


@pytest.mark.usefixtures("ours")
def test_that_an_older_version_is_nothing_new(tmp_path: Path) -> None:
    folder = lay(tmp_path / "updates", release("0.0.1"))
    assert "Nothing newer than" in done("update", "--from", folder, "--take").out


def test_that_a_copy_that_knows_another_key_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "trusted_keys", lambda: (bytes(32),))
    assert "not signed" in refused("update", "--from", lay(tmp_path / "updates"), "--take")
    assert not (tmp_path / "laptop" / "updates").exists()


def test_that_where_to_look_has_to_be_said_once(tmp_path: Path) -> None:
    assert "update --from FOLDER" in refused("update")
    assert "There is no folder" in refused("update", "--from", tmp_path / "gone")
