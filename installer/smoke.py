# SPDX-License-Identifier: Apache-2.0
"""Starts what was built and uses it as a person would: the demo, a pack, a spreadsheet, the window.

python -m installer.smoke [--root DIR]     uses what `dev.py package` built last; with DIR, installs the .deb there first

DIR is a bare Linux without Python, such as `debootstrap --variant=minbase bookworm DIR` makes; needs root.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from installer import contents
from installer.watched import WATCH

_SECONDS = 120
_HOMES = ("SYSTEMROOT", "TEMP", "HOME", "USERPROFILE", "LOCALAPPDATA")


class Program:
    """A program of a bundle: `command` starts it, `home` is a folder it may write to, `seen` that folder as it sees it."""

    def __init__(self, command: Sequence[str], home: Path, seen: str | None = None) -> None:
        self._command = command
        self.home = home
        self._seen = seen or str(home)

    def place(self, name: str) -> str:
        """A file in its folder, by the name that the program knows it under."""
        return f"{self._seen}/{name}"

    def run(self, *words: str, extra: Mapping[str, str] | None = None) -> str:
        """What it prints. Raises SystemExit with all it said where it fails."""
        surroundings = {
            "PATH": os.environ["PATH"],
            "PORTFOLIO_DESKTOP_HOME": self.place("laptop"),
            "LC_ALL": "C.UTF-8",
            **{name: os.environ[name] for name in _HOMES if name in os.environ},
            **(extra or {}),
        }
        try:
            done = subprocess.run(
                [*self._command, *words],
                env=surroundings,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",  # Windows writes into a pipe in its own character set
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise SystemExit(
                f"{' '.join(words)}: nothing after {_SECONDS} s; see {self.home}/laptop/logs"
            ) from late
        if done.returncode or "Traceback" in done.stderr:
            raise SystemExit(
                f"{' '.join(words) or 'The window'} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
            )
        return done.stdout


def check(bundle: Path, version: str) -> None:
    """Use the bundle where it was built."""
    with tempfile.TemporaryDirectory() as folder:
        _use(Program([str(bundle / contents.NAME)], Path(folder)), version, "the bundle")


def check_installed(deb: Path, root: Path, version: str) -> None:
    """Install the .deb into the bare system at `root`, use it there, and remove it: what was made with it stays."""
    if (root / "usr/bin/python3").exists():
        raise SystemExit(f"{root} has a Python of its own, so it would prove nothing.")
    inside = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive"]
    shutil.copyfile(deb, root / "tmp" / deb.name)
    for words in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qqy", "--no-install-recommends", "install", f"/tmp/{deb.name}"],  # noqa: S108 - the bare system's own
    ):
        subprocess.run([*inside, *words], check=True, stdout=subprocess.DEVNULL)
    if (root / "usr/bin/python3").exists():
        raise SystemExit("Installing brought a Python.")
    home = root / "tmp" / "smoke"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    command = ["chroot", str(root), "env", "HOME=/tmp/smoke", contents.NAME]
    _use(Program(command, home, "/tmp/smoke"), version, f"{deb.name} in {root}")  # noqa: S108 - the bare system's own
    subprocess.run(
        [*inside, "apt-get", "-qqy", "remove", contents.NAME], check=True, stdout=subprocess.DEVNULL
    )
    left = sorted((root / "usr").rglob(f"*{contents.NAME}*"))
    if left or not (home / "demo.portfolio").exists():
        raise SystemExit(f"Removing left {left}, and of the person's files: {sorted(home.iterdir())}")
    print("  removed; the workspace is still there")


def _use(program: Program, version: str, what: str) -> None:
    print(f"Using {what}")
    _demand(program.run("--version").strip() == f"{contents.NAME} {version}", "it tells another version")
    demo, book = program.place("demo.portfolio"), program.place("actions.xlsx")
    program.run("demo", demo)
    program.run("pack", demo, program.place("pack.pdf"))
    pack = (program.home / "pack.pdf").read_bytes()
    _demand(pack.startswith(b"%PDF-") and len(pack) > 50_000, "the pack is no PDF, or an empty one")
    program.run("export", demo, book, "--register", "actions")
    program.run("new", program.place("empty.portfolio"))
    program.run("import", program.place("empty.portfolio"), book, "--as", "actions", "--dry-run")
    print(f"  demo, pack of {len(pack) // 1024} kB, spreadsheet out and in")
    _look(program, demo)


def _look(program: Program, demo: str) -> None:
    """Open the window on the demo, on the display where there is one, and see that it closes once Home answers."""
    names = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")
    display = {name: os.environ[name] for name in names if name in os.environ}
    if sys.platform.startswith("linux") and not display.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}:
        display["QT_QPA_PLATFORM"] = "offscreen"
    program.run(demo, extra={**display, WATCH: program.place("watched.json")})
    told = [json.loads(line) for line in (program.home / "watched.json").read_text("utf-8").splitlines()]
    _demand([stage["stage"] for stage in told] == ["painted", "usable"], "the window never came to Home")
    early = heavy_modules() & set(told[-1]["modules"])
    _demand(not early, f"the way to Home loads what is heavy: {sorted(early)}")
    screen = (
        display.get("QT_QPA_PLATFORM")
        or display.get("WAYLAND_DISPLAY")
        or display.get("DISPLAY", "this desktop")
    )
    megabytes = told[-1]["megabytes"]
    weight = f", {megabytes:.0f} MB" if megabytes else ""  # which Windows does not tell
    print(f"  window on {screen}: Home after {told[-1]['worked']:.2f} s of the processor{weight}")


def heavy_modules() -> frozenset[str]:
    """What may not be loaded on the way to the first window: the list that the linter keeps."""
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text("utf-8"))
    listed = project["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"]
    return frozenset(listed)


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SystemExit(f"The bundle does not do: {otherwise}.")


def main() -> int:
    from installer.package import BUNDLE, TARGET

    parser = argparse.ArgumentParser(prog="installer.smoke", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--root", type=Path, help="a bare Linux to install the .deb into")
    chosen = parser.parse_args()
    version = contents.version()
    check(BUNDLE, version)
    if chosen.root:
        check_installed(next(TARGET.glob(f"{contents.NAME}_{version}_*.deb")), chosen.root, version)
    return 0


if __name__ == "__main__":
    sys.exit(main())
