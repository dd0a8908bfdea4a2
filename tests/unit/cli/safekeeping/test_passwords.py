# SPDX-License-Identifier: Apache-2.0
"""The password of a workspace by command: set, asked for by every verb, changed and taken away, and never on the command line."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio_desktop.cli.safekeeping.passwords import PASSWORD_VARIABLE
from portfolio_desktop.storage.backup import folder_of
from tests.support.commands import done, refused
from tests.support.passwords import (
    PASSWORD,
    a_ring_of_its_own,
    bytes_of,
    quick_passphrases,
)

__all__ = ["a_ring_of_its_own"]

OTHER = "quite another one here"
Type = Callable[..., None]

pytestmark = pytest.mark.usefixtures(quick_passphrases.__name__)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Type:
    """What stands on standard input, a line each."""

    def type_in(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    type_in()
    return type_in


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "work" / "office.portfolio"
    file.parent.mkdir()
    done("new", file)
    done("add", file, "project", "title=Harbourmaster")
    return file


def test_that_every_verb_asks_once_a_password_is_set(file: Path, typing: Type, tmp_path: Path) -> None:
    shutil.copy(file, folder_of(file) / "office_2026-01-01_100000.portfolio")
    typing(PASSWORD)
    answer = done("password", "set", file, "--sheet", tmp_path / "sheet.pdf", "--remove-plain-copies")
    assert "under a password now" in answer.out
    assert "removed" in answer.out
    assert not [name for name, content in bytes_of(tmp_path).items() if b"Harbourmaster" in content]
    typing()
    assert PASSWORD_VARIABLE in refused("list", file, "project")
    typing("three other words")
    assert "not the password" in refused("list", file, "project")
    typing(PASSWORD)
    assert "Harbourmaster" in done("list", file, "project").out
    typing(PASSWORD)
    done("check", file)


def test_that_a_script_gives_it_in_a_variable(
    file: Path, typing: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typing(PASSWORD)
    done("password", "set", file, "--no-recovery-key")
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    done("backup", file, tmp_path / "stick.portfolio")
    done("restore", tmp_path / "restored.portfolio", tmp_path / "stick.portfolio")
    assert "Harbourmaster" in done("list", tmp_path / "restored.portfolio", "project").out
    done("restore", file, tmp_path / "stick.portfolio", "--preview")
    done("password", "remove", file)
    monkeypatch.delenv(PASSWORD_VARIABLE)
    assert "Harbourmaster" in done("list", file, "project").out


def test_that_the_old_password_opens_nothing_once_it_is_changed(file: Path, typing: Type) -> None:
    typing(PASSWORD)
    done("password", "set", file, "--no-recovery-key")
    typing(PASSWORD, OTHER)
    done("password", "change", file)
    typing(PASSWORD)
    assert "not the password" in refused("list", file, "project")
    typing(OTHER)
    done("list", file, "project")
    assert "there is no recovery key" in done("password", "status", file).out


def test_that_a_short_one_is_refused_and_nothing_is_changed(file: Path, typing: Type) -> None:
    typing("short")
    assert "at least 12" in refused("password", "set", file, "--no-recovery-key")
    assert "not under a password" in done("password", "status", file).out


def test_that_a_damaged_one_is_made_anew_under_the_same_password(file: Path, typing: Type) -> None:
    typing(PASSWORD)
    done("password", "set", file, "--no-recovery-key")
    content = bytearray(file.read_bytes())
    content[4096:12288] = bytes(8192)
    file.write_bytes(content)
    typing(PASSWORD)
    done("check", file, "--rebuild")
    assert b"Harbourmaster" not in file.read_bytes()
    typing(PASSWORD)
    assert "Harbourmaster" in done("list", file, "project").out
