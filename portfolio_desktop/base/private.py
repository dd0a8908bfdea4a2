# SPDX-License-Identifier: Apache-2.0
"""Files and folders that nobody but their owner may open on this computer.

Rights are no protection against somebody who takes the disk out: what is confidential is encrypted as well.
"""

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_FILE, _FOLDER = 0o600, 0o700
_OTHERS = 0o077
_OWNER = "*S-1-3-4"  # Windows' own name for whoever owns the thing, in every language
_SECONDS = 10


def make_private(path: Path) -> bool:
    """Let nobody but its owner open `path`; whether that holds now. Some disks keep no rights, and others decide there."""
    if sys.platform == "win32":
        return run_quietly(owner_alone(path, os.environ))
    mode = _FOLDER if path.is_dir() else _FILE
    with contextlib.suppress(OSError):
        path.chmod(mode)
    return is_private(path)


def is_private(path: Path) -> bool:
    """Whether its rights keep others out. Of Windows that is not asked: there it was done or it failed."""
    if sys.platform == "win32":
        return True
    try:
        return not stat.S_IMODE(path.stat().st_mode) & _OTHERS
    except OSError:
        return False


def owner_alone(path: Path, environment: Mapping[str, str]) -> list[str]:
    """The one command that takes inherited rights away and gives them to owner and user, or changes nothing at all."""
    within = "(OI)(CI)" if path.is_dir() else ""
    who = [_OWNER]
    if user := environment.get("USERNAME"):
        domain = environment.get("USERDOMAIN")
        who.append(f"{domain}\\{user}" if domain else user)
    grants = [part for each in who for part in ("/grant:r", f"{each}:{within}F")]
    system = environment.get("SYSTEMROOT", r"C:\Windows")
    return [f"{system}\\System32\\icacls.exe", str(path), "/inheritance:r", *grants, "/q"]


def run_quietly(
    command: list[str], run: Callable[..., "subprocess.CompletedProcess[bytes]"] = subprocess.run
) -> bool:
    """Whether a command without a window did what it was asked to."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return (
            run(command, capture_output=True, timeout=_SECONDS, check=False, creationflags=flags).returncode
            == 0
        )
    except (OSError, subprocess.SubprocessError):
        return False
