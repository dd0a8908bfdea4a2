# SPDX-License-Identifier: Apache-2.0
"""Where tests put their files: into memory where the system offers that, so that none of them waits for a disk."""

import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 6 << 30
"""Bytes that have to be free there: a whole run leaves up to half as many until it ends."""


def memory_folder() -> Path | None:
    """A folder in memory; None where there is none, or too little room in it."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else None
