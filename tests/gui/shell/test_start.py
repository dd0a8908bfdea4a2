# SPDX-License-Identifier: Apache-2.0
"""The way from starting Python to Home, in a process of its own: nothing is imported on it that Home does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from portfolio_desktop.__main__ import main
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.services.office import new_office

_NOT_YET = (
    "portfolio_desktop.cli",
    "portfolio_desktop.exchange",
    "portfolio_desktop.gui.form",
    "portfolio_desktop.gui.pages.imports",
    "portfolio_desktop.gui.pages.packs",
    "portfolio_desktop.gui.pages.project",
    "portfolio_desktop.gui.pages.search",
    "portfolio_desktop.gui.register",
    "portfolio_desktop.reports",
    "alembic",
    "hunspell",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pypdfium2",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
    "xlsxwriter",
)
_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui import start
from portfolio_desktop.gui.shell.window import MainWindow

class Watched(MainWindow):
    def __init__(self, settings):
        super().__init__(settings)
        self.stack.currentChanged.connect(self.look)

    def look(self, place):
        if type(self.stack.widget(place)).__name__ == "HomePage":
            print(*sys.modules)
            QTimer.singleShot(0, self.close)

start.MainWindow = Watched
sys.exit(start.run([Path(sys.argv[1])], Settings()))
"""


def test_that_the_window_comes_to_home_without_what_other_pages_need(tmp_path: Path) -> None:
    path = tmp_path / "Office.portfolio"
    new_office(path, "Ann Example").close()
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(path)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", HOME_VARIABLE: str(tmp_path / "laptop")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    imported = done.stdout.split()
    assert "portfolio_desktop.gui.pages.home.page" in imported
    too_soon = [name for name in imported if any(f"{name}.".startswith(f"{each}.") for each in _NOT_YET)]
    assert not too_soon


def test_that_a_laptop_without_a_folder_of_its_own_is_told_in_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, themed_app: Appearance
) -> None:
    told: list[str] = []

    def read(_app: QApplication) -> int:
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
        told.extend(box.text() for box in shown if box.isVisible())
        return 0

    monkeypatch.setattr(QApplication, "exec", read)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "note"))
    (tmp_path / "note").write_text("a note")
    assert main([]) == 1
    (words,) = told
    assert "where this laptop keeps what is its own, cannot be used" in words
