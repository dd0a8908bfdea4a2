# SPDX-License-Identifier: Apache-2.0
"""What may not be in the repository: it must read, install and build the same for a stranger as for its authors."""

import re
import subprocess
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
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-tools.txt")


def committed_texts() -> dict[str, str]:
    """Every committed text by its path; without git (an unpacked archive) there is nothing to hold anybody to."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this folder is not a git checkout")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    contents = {str(path.relative_to(ROOT)): path.read_bytes() for path in paths if path.is_file()}
    return {name: data.decode("utf-8", "replace") for name, data in contents.items() if b"\0" not in data}


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
    runtime, development = (
        set(re.findall(r"^\S+==.*(?= \\$)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in REQUIREMENTS[:2]
    )
    assert runtime - development == set()
