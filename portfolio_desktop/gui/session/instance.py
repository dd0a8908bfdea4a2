# SPDX-License-Identifier: Apache-2.0
"""One running program to a person and a screen: whoever starts it again hands over what was to be opened.

A lock says whether one is running. The system drops it when its holder dies, so that nothing stale can stand in the way,
and of two starts at the same instant exactly one gets it. Handing over goes through a local socket that only this person
can reach. On the way to the first paint: the socket's library is imported where it is needed, and not before.
"""

import json
import os
import sys
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from io import RawIOBase
from pathlib import Path

from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.base.single import lock, unlock

_PATIENCE = 15.0
"""Seconds that a second start waits for the first to answer. After that it opens a window of its own."""
_BETWEEN = 0.05
_LONGEST_PATH = 100  # bytes: what every system's sockets take
TAKEN = b"taken\n"


class Instance:
    """The place of the one running program. `held` says whether it is ours."""

    def __init__(self, folder: Path | None = None) -> None:
        home = folder or laptop_folder()
        which = zlib.crc32(f"{home} {_screen()}".encode())
        name = f"portfolio-desktop-{which:08x}"
        here = folder or _runtime_folder() or home
        self._lock_path = here / f"{name}.lock"
        self._lock: RawIOBase | None = None
        self.address = _address(here, name)

    @property
    def held(self) -> bool:
        return self._lock is not None

    def claim(self) -> bool:
        """Become the running program, unless one is. Where no lock can be had at all, nobody is kept from working."""
        try:
            file = self._lock_path.open("a+b", buffering=0)
        except OSError:
            return True
        try:
            lock(file)
        except OSError:
            file.close()
            return False
        with suppress(OSError):  # only Windows asks who it is, to let them come to the front
            file.truncate(0)
            file.write(str(os.getpid()).encode())
        self._lock = file
        return True

    def release(self) -> None:
        """Let another be the running program."""
        if self._lock is not None:
            with suppress(OSError):
                unlock(self._lock)
            self._lock.close()
            self._lock = None

    def claim_or_hand_over(self, files: Sequence[Path], patience: float = _PATIENCE) -> bool:
        """Whether this process is to open a window. If not, the running program has taken `files` and come to the front.

        `files` are absolute: the running program was started elsewhere. It may still be starting, or about to end; so
        both are tried in turn.
        """
        until = time.monotonic() + patience
        while not self.claim():
            if self._hand_over(files):
                return False
            if time.monotonic() > until:
                return True
            time.sleep(_BETWEEN)
        return True

    def _hand_over(self, files: Sequence[Path]) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        if not _is_mine(self.address):
            return False
        _let_come_forward(self._holder())
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        if not socket.waitForConnected(1000):
            return False
        socket.write(message(files))
        socket.waitForBytesWritten(1000)
        answered = socket.waitForReadyRead(int(_PATIENCE * 1000)) and bytes(socket.readLine().data()) == TAKEN
        socket.abort()
        return bool(answered)

    def _holder(self) -> int:
        try:
            return int(self._lock_path.read_bytes() or b"0")
        except (OSError, ValueError):
            return 0


def message(files: Sequence[Path]) -> bytes:
    """What a second start says: what to open, and the leave that the desktop gave it to come to the front."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    said = {"files": [str(file) for file in files], "token": token}
    return json.dumps(said).encode() + b"\n"


def read_message(line: bytes) -> tuple[list[Path], str]:
    """The files and the leave of a `message`. Raises ValueError for anything else."""
    said = json.loads(line)
    if not isinstance(said, dict):
        raise ValueError(said)
    files, token = said.get("files", []), said.get("token", "")
    if not (
        isinstance(files, list) and all(isinstance(file, str) for file in files) and isinstance(token, str)
    ):
        raise ValueError(said)
    return [Path(file) for file in files], token


def _address(folder: Path, name: str) -> str:
    """The path of a socket, as short as sockets want it; on Windows the name of a pipe."""
    if sys.platform == "win32":
        return name
    path = str(folder / f"{name}.sock")
    if len(os.fsencode(path)) > _LONGEST_PATH:
        import tempfile  # seldom, and not for nothing: half of its imports are for drawing names by lot

        path = str(Path(tempfile.gettempdir(), name))
    return path


def _runtime_folder() -> Path | None:
    """The folder that Linux makes for each person who logs on to this computer: never on a network drive."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(folder) if folder and os.access(folder, os.W_OK) else None


if sys.platform == "win32":
    import ctypes

    def _screen() -> str:
        """The session: somebody may be logged on twice, and a window in the other session cannot be seen."""
        session = ctypes.c_ulong()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(session))
        return str(session.value)

    def _is_mine(_address: str) -> bool:
        return True

    def _let_come_forward(process: int) -> None:
        """Windows lets only the program that was just started take the keyboard; it passes that on."""
        if process:
            ctypes.windll.user32.AllowSetForegroundWindow(process)

else:

    def _screen() -> str:
        """The display: somebody may be logged on twice, and a window on the other display cannot be seen."""
        return " ".join(os.environ.get(name, "") for name in ("WAYLAND_DISPLAY", "DISPLAY"))

    def _is_mine(address: str) -> bool:
        with suppress(OSError):
            return os.lstat(address).st_uid == os.getuid()
        return False

    def _let_come_forward(process: int) -> None:
        """Other desktops give a token, or ask nothing."""
