# SPDX-License-Identifier: Apache-2.0
"""The program's own picture, for the frames of its windows and its About box."""

from PySide6.QtGui import QIcon

from portfolio_desktop.base.paths import shipped


def program_icon() -> QIcon:
    """Drawn from its SVG at whatever size is asked for."""
    return QIcon(str(shipped("resources", "icon", "portfolio-desktop.svg")))
