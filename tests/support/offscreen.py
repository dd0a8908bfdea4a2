# SPDX-License-Identifier: Apache-2.0
"""Qt without a screen: it paints into memory, the same on every system."""

import os
import sys
from pathlib import Path


def paint_into_memory() -> None:
    """To be said before the application is made. Whoever names another screen gets that one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if (
        sys.platform == "win32"
    ):  # where this screen knows no type but what it is told of, and every word has no width
        os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"]) / "Fonts"))
