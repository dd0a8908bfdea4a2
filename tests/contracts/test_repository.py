# SPDX-License-Identifier: Apache-2.0
"""What may not be in the repository: it must read, install and build the same for a stranger as for its authors."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Put together from pieces, so that this file does not contain what it looks for.
REGISTRIES = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", r"registry\." + r"npmjs", r"/sim" + "ple/"))
)
MACHINES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/ho" + r"me/\w",
            "/Us" + r"ers/\w",
            r"C:\\Us" + r"ers\\\w",
            r"(?<![\w.~])/wo" + r"rk/",
            "file:" + "///(opt|root|wo" + "rk)",
        )
    )
)
REQUIREMENTS = (
    "requirements.txt",
    "requirements-mpp.txt",
    "requirements-dev.txt",
    "requirements-tools.txt",
    "requirements-package.txt",
)


MADE_HERE = {"build", "dist", "__pycache__"}


def committed_texts() -> dict[str, str]:
    """Every text that people wrote, by its path; folders that tools make are left out, and git is not needed."""
    contents: dict[Path, bytes] = {}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name == ".ci" or (name[0] != "." and name not in MADE_HERE)]
        contents |= {
            path: path.read_bytes() for path in (Path(folder, name) for name in names if name != ".git")
        }
    return {
        path.relative_to(ROOT).as_posix(): data.decode("utf-8", "replace")
        for path, data in contents.items()
        if b"\0" not in data
    }


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINES], ids=["registry hosts", "paths of one machine"])
def test_that_nothing_committed_names_a_place_only_its_author_has(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}:{number}: {match[0]}"
        for name, text in committed_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert found == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_that_every_pinned_package_carries_its_hashes(name: str) -> None:
    pins = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8"))[1:]
    assert pins
    assert [
        pin for pin in pins if not re.match(r"[\w.-]+==\S+( ;.*)? \\\n    --hash=sha256:[0-9a-f]{64}", pin)
    ] == []


def test_that_checks_run_with_the_very_libraries_that_people_run() -> None:
    runtime, plans, development = (
        set(re.findall(r"^\S+==.*(?= \\$)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in REQUIREMENTS[:3]
    )
    assert runtime < plans < development
