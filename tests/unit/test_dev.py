# SPDX-License-Identifier: Apache-2.0
"""What a newcomer's first command decides and says, without a network, root or a second machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev


def test_that_a_library_is_named_by_the_package_that_brings_it() -> None:
    missing = ["libgthread-2.0.so.0", "libglib-2.0.so.0", "libEGL.so.1"]
    assert dev.packages_for(missing, dev.QT_LIBRARIES) == ["libegl1", "libglib2.0-0"]


def test_that_only_an_absent_library_is_missing() -> None:
    assert dev.missing_libraries(["libnever-heard-of.so.9"]) == ["libnever-heard-of.so.9"]
    assert dev.missing_libraries([]) == []


def test_that_drawing_in_memory_asks_for_no_display_libraries() -> None:
    assert not dev.wanted_libraries({}).keys() & (dev.X11_LIBRARIES | dev.WAYLAND_LIBRARIES).keys()
    assert dev.wanted_libraries({"DISPLAY": ":0"}).keys() >= dev.X11_LIBRARIES.keys()
    assert dev.wanted_libraries({"WAYLAND_DISPLAY": "wayland-0"}).keys() >= dev.WAYLAND_LIBRARIES.keys()


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_that_only_linux_may_lack_a_display(platform: str, variables: dict[str, str], expected: bool) -> None:
    assert dev.has_display(platform, variables) is expected


def test_that_a_person_without_root_is_given_the_one_line_to_run() -> None:
    line = dev.advice(["libegl1", "libgl1"], has_apt=True)
    assert line.endswith("sudo apt-get install --no-install-recommends libegl1 libgl1")
    assert "libegl1 libgl1" in dev.advice(["libegl1", "libgl1"], has_apt=False)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: Failed to fetch\n  dns error: failed to lookup address", dev.NO_NETWORK),
        ("  × No space left on device (os error 28)", "The disk is full."),
        (
            "Hash mismatch for `pandas==3.1.1`",
            "A download does not match its pinned hash, so nothing of it was installed.",
        ),
    ],
)
def test_that_a_failed_installation_ends_in_one_sentence(output: str, sentence: str) -> None:
    assert dev.failure(output) == sentence


def test_that_an_organisations_mirror_and_certificates_reach_the_installer() -> None:
    shown = (
        "global.index-url='https://mirror.example/all'\n:env:.cert='/etc/office.pem'\nglobal.timeout='60'\n"
    )
    assert dev.uv_settings(shown, {}) == {
        "UV_SYSTEM_CERTS": "1",
        "UV_DEFAULT_INDEX": "https://mirror.example/all",
        "SSL_CERT_FILE": "/etc/office.pem",
    }
    assert "UV_DEFAULT_INDEX" not in dev.uv_settings(shown, {"UV_DEFAULT_INDEX": "https://own.example"})


def test_that_an_environment_killed_half_way_counts_as_unfinished(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    assert dev.read_stamp(tmp_path) == ""
    assert not dev.works(tmp_path)


def test_that_a_changed_pin_makes_another_environment(tmp_path: Path) -> None:
    pins = tmp_path / "requirements.txt"
    pins.write_text("one==1", encoding="utf-8")
    before = dev.stamp(pins)
    assert dev.stamp(pins) == before
    pins.write_text("one==2", encoding="utf-8")
    assert dev.stamp(pins) != before


def test_that_what_was_added_once_stays_after_an_update() -> None:
    had_plans = f"stamp-of-last-week {dev.PLANS.name}"
    assert dev.richest(dev.RUNTIME, had_plans) == dev.PLANS
    assert dev.richest(dev.DEVELOPMENT, had_plans) == dev.DEVELOPMENT
    assert dev.richest(dev.RUNTIME, "") == dev.RUNTIME


def test_that_two_set_ups_never_run_at_once(tmp_path: Path) -> None:
    """Two handles on one file stand in for two processes: the lock belongs to the handle on every system we use."""
    path = tmp_path / "lock"
    with path.open("a+b") as second:
        with path.open("a+b") as first:
            assert dev.try_lock(first.fileno())
            assert not dev.try_lock(second.fileno())
        assert dev.try_lock(second.fileno())


def test_that_programs_start_without_another_environments_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    seen = dev.environment({"QT_QPA_PLATFORM": "offscreen"})
    assert not seen.keys() & {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    assert seen["QT_QPA_PLATFORM"] == "offscreen"
    assert os.environ["PYTHONPATH"] == "elsewhere"


def test_that_an_unwritable_folder_is_one_sentence_and_status_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "tools"
    in_the_way.write_text("a file where the folder should go", encoding="utf-8")
    monkeypatch.setattr(dev, "TOOLS", in_the_way)
    monkeypatch.setattr(dev, "install_system_packages", lambda **_: None)
    assert dev.main(["lock"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"dev.py: {in_the_way}")
    assert said.count("\n") == 1


def test_that_help_names_every_verb() -> None:
    shown = subprocess.run(
        [sys.executable, dev.__file__, "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(
        f"\n    {verb} " in shown for verb in ("run", "plans", "test", "bench", "package", "lock", "format")
    )
