# SPDX-License-Identifier: Apache-2.0
"""Which spreadsheet is to be imported."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.exchange.tables import ENDINGS, Source, open_source
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.session import Session
from portfolio_desktop.gui.pages.wizard.file_step import FileStep, FileWords


class SpreadsheetStep(FileStep[Session, Source]):
    """`opened` is called with the file once it is read."""

    def __init__(
        self, desk: Desk, opened: Callable[[Source], None], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, spreadsheets(), _read, opened, parent=parent)


def spreadsheets() -> FileWords:
    """How a spreadsheet is asked for, on its page and before there is one."""
    pattern = " ".join(f"*{ending}" for ending in ENDINGS)
    return FileWords(
        title=_("Choose a file"),
        sentence=_(
            "Excel, OpenDocument or text with separators. The file itself is only read, never changed."
        ),
        icon="file-spreadsheet",
        invitation=_("Choose a spreadsheet, or drop one here"),
        hint=_("A list of projects, a risk log, an issue register: one table at a time."),
        ask=_("Choose a spreadsheet"),
        kinds=(_("Spreadsheets ({pattern})").format(pattern=pattern),),
        folder="imports.folder",
    )


def _read(path: Path, progress: Progress, cancelled: Stopped) -> Source:
    return open_source(path, progress=progress, cancelled=cancelled)
