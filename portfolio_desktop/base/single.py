# SPDX-License-Identifier: Apache-2.0
"""A lock on an open file that the system drops when its holder ends, however it ends. What the file says stays readable."""

import sys
from io import RawIOBase

# Beyond any text that names the holder: on Windows a locked byte cannot be read by others.
_LOCKED_BYTE = 1 << 20

if sys.platform == "win32":
    import msvcrt

    def lock(file: RawIOBase) -> None:
        """Hold `file`, which is open for writing. Raises OSError where another holds it."""
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

    def unlock(file: RawIOBase) -> None:
        """Let others hold it."""
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def lock(file: RawIOBase) -> None:
        """Hold `file`, which is open for writing. Raises OSError where another holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(file: RawIOBase) -> None:
        """Let others hold it."""
        fcntl.flock(file, fcntl.LOCK_UN)
