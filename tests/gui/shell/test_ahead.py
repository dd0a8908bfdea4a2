# SPDX-License-Identifier: Apache-2.0
"""Pages are imported while nobody waits: all that they need, in small pieces, and nothing heavy."""

import os
import subprocess
import sys

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.shell.ahead import PagesAhead

_HEAVY = (
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pypdfium2",
    "python_calamine",
    "reportlab",
    "xlsxwriter",
)
_SCRIPT = """
import sys
from importlib import import_module
import portfolio_desktop.gui.shell.shell, portfolio_desktop.gui.pages.home.page
from portfolio_desktop.gui.shell.ahead import modules_ahead
for name in modules_ahead():
    import_module(name)
there = set(sys.modules)
pages = "risks meetings escalations challenge assurance stakeholders technology project timeline people capacity quality"
for page in f"{pages} sharing safekeeping".split():
    import_module(f"portfolio_desktop.gui.pages.{page}.page")
for name in ("gui.register.page", "gui.pages.search"):
    import_module(f"portfolio_desktop.{name}")
print(",".join(sorted(set(sys.modules) - there)))
print(",".join(sorted(there)))
"""


def test_that_no_page_has_anything_left_to_import_and_nothing_heavy_is_there() -> None:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    left, there = done.stdout.splitlines()
    assert not left
    assert not set(there.split(",")) & set(_HEAVY)


def test_that_each_step_imports_one_module_and_none_while_something_is_worked_at(
    qtbot: QtBot, jobs: InlineJobs
) -> None:
    names = ["sys", "colorsys", "a_module_that_is_not_there"]
    sys.modules.pop("colorsys", None)
    ahead = PagesAhead(jobs, modules=names)

    def work(_progress: Progress) -> None:
        ahead.step()
        assert "colorsys" not in sys.modules

    jobs.database(work)
    ahead.step()
    assert "colorsys" in sys.modules


def test_that_two_jobs_that_end_at_once_begin_it_once(qtbot: QtBot, jobs: InlineJobs) -> None:
    ahead = PagesAhead(jobs, modules=["sys"])
    jobs.database(lambda _progress: None)
    jobs.database(lambda _progress: None)
    timer = ahead.findChild(QTimer)
    assert timer is not None
    qtbot.waitUntil(timer.isActive)  # a second disconnection would be a warning, and so an error
