# SPDX-License-Identifier: Apache-2.0
"""Files that were written here, opened with what this system opens them with."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk


def open_written(desk: Desk, path: Path) -> None:
    """Open a file that has just been written; where nothing opens it, that is said."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        desk.notify(_("{name} was written, but nothing here opens it.").format(name=path.name))
