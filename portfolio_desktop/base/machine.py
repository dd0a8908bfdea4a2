# SPDX-License-Identifier: Apache-2.0
"""What tells this computer from every other, for as long as its system is not installed anew. Never shown and never shared."""

import contextlib
import hashlib
import subprocess
import sys
from pathlib import Path

_SECONDS = 5
_LINUX = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine_id() -> str:
    """The same on each call; empty where the system does not say. Hashed, so that it leads nobody to the system's own."""
    found = _system_id().strip().lower()
    return hashlib.sha256(f"Portfolio Desktop {found}".encode()).hexdigest()[:32] if found else ""


if sys.platform == "win32":
    import winreg

    def _system_id() -> str:
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE,
                r"SOFTWARE\Microsoft\Cryptography",
                access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY,
            ) as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""

elif sys.platform == "darwin":

    def _system_id() -> str:
        command = ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"]
        with contextlib.suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
            said = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
            for line in said.stdout.splitlines():
                if "IOPlatformUUID" in line:
                    return line.partition("=")[2].strip(' "')
        return ""

else:

    def _system_id() -> str:
        for path in _LINUX:
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return path.read_text("utf-8")
        return ""
