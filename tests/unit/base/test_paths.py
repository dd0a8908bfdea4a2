# SPDX-License-Identifier: Apache-2.0
"""The folder of this laptop: where there can be none, a sentence says so."""

from pathlib import Path

import pytest

from portfolio_desktop.__main__ import main
from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.paths import HOME_VARIABLE, laptop_folder


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine"
    path.write_text("a note")
    monkeypatch.setenv(HOME_VARIABLE, str(path))
    return path


def test_that_a_folder_that_cannot_be_made_is_named(taken: Path) -> None:
    with pytest.raises(Trouble, match="where this laptop keeps what is its own, cannot be used"):
        laptop_folder("shares")


def test_that_a_command_says_so_too(taken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "Board.portfolio")]) == 1
    said = capsys.readouterr().err
    assert "where this laptop keeps what is its own" in said
    assert said.count("\n") == 1
    assert taken.read_text() == "a note"


def test_that_an_account_without_a_folder_of_its_own_makes_a_workspace_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def homeless(_class: type[Path]) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", classmethod(homeless))
    monkeypatch.chdir(tmp_path)
    assert main(["new", str(tmp_path / "Board.portfolio")]) == 0, capsys.readouterr().err
