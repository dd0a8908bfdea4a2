# SPDX-License-Identifier: Apache-2.0
"""Writing a file so that there is always a whole one: the old until the new is on disk, and then the new."""

import contextlib
import os
from pathlib import Path

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _


def write_whole(target: Path, content: bytes) -> None:
    """Put `content` at `target`, whole or not at all. Raises Trouble, with the old file untouched, where it cannot."""
    half = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except OSError as error:
        raise Trouble(
            _(
                "{path} could not be written ({words}). Close it if it is open elsewhere, or choose another place."
            ).format(path=target, words=error.strerror or error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
