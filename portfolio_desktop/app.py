# SPDX-License-Identifier: Apache-2.0
"""The composition root: hands the settings of this laptop to the window or to the command line.

Each is imported only when it is wanted: a command needs no Qt, and the window paints before it opens a file.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from portfolio_desktop.base import i18n
from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.settings import Settings


def run_command(words: Sequence[str]) -> int:
    """Run one verb of the command line."""
    try:
        settings = Settings()
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    i18n.install(i18n.choose(settings.get("language", ""), i18n.system_languages()))
    from portfolio_desktop.cli.main import run

    return run(words, settings, draw=_draw)


def run_window(files: Sequence[str]) -> int:
    """Open the window on a workspace, on the last one, or on the welcome page."""
    from PySide6.QtCore import QLocale

    try:
        settings = Settings()
    except Trouble as trouble:
        from portfolio_desktop.gui.start import refuse

        return refuse(str(trouble))
    i18n.install(i18n.choose(settings.get("language", ""), QLocale.system().uiLanguages()))
    from portfolio_desktop.gui.start import run

    return run([Path(file) for file in files], settings)


def _draw(folder: Path, scenes: Sequence[str]) -> Iterable[Path]:
    """Pictures of the window, drawn one by one: the only command that needs it."""
    from portfolio_desktop.gui.pictures.screens import draw

    return draw(folder, scenes)
