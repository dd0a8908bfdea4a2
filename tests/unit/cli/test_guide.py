# SPDX-License-Identifier: Apache-2.0
"""The guide by command: one PDF where it was asked for, and a sentence where the name says something else."""

from pathlib import Path

import pytest

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.cli.main import run


def test_that_the_guide_is_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "guide.pdf"
    assert run(["guide", str(target)], Settings(tmp_path / "s.json")) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert str(target) in capsys.readouterr().out


def test_that_a_guide_of_another_kind_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guide", str(tmp_path / "guide.docx")], Settings(tmp_path / "s.json")) == 1
    assert "must end in .pdf" in capsys.readouterr().err
    assert not list(tmp_path.glob("guide*"))
